#!/bin/sh
# 100 callers and 3 counsellors over real SIP and RTP, an SOS in every fifth call, against the Asterisk of ./linja demo
# --asterisk (Debian, as root): each is served, in order of urgency. Then 900 more calls of the same people that end
# anywhere, and what is left of all that in Asterisk, in the server and in Redis.
#   bench/calls-sip-queue.sh [CALLERS [MORE]]
set -eu
. "$(dirname "$0")/lib.sh"
callers=${1:-100}
more=${2:-900}
result=$work/calls-sip-queue.json
demo_with_asterisk -e 's/wrap-up: 2m/wrap-up: 0s/'
errors=$work/calls-sip-queue.errors
calls() {
  # shellcheck disable=SC2086
  "$java" "$bench/SipQueue.java" "$sip" "$line" "$1" "$2" $counsellors >"$result" 2>"$errors" || die "the calls failed: see $errors"
  cat "$errors" >&2
}
# Its own terminal, found by the folder of this run.
etc=$(ps -eo args | sed -n 's/.* -C \([^ ]*linja-asterisk[^ ]*asterisk\.conf\).*/\1/p' | head -n 1)
asterisk=$("$home/ivr-scripts/asterisk/unpack.sh" 2>/dev/null)/asterisk
ask() { "$asterisk" -C "$etc" -rx "$1"; }
of_asterisk=$(pgrep -f -- "-f -C $etc|-C $etc -f" | tail -n 1)
of_server=$server
channels() { ask "core show channels count" | sed -n 's/^\([0-9]*\) active channel.*/\1/p'; }
count() { find "/proc/$1/$2" -mindepth 1 -maxdepth 1 | wc -l; }
kept() { ask "database show" | sed -n 's/^\([0-9]*\) results found.*/\1/p'; }
# Asterisk writes down all it does, which the shipped configuration keeps it from: the numbers here are the bench's own.
told=$work/calls-sip-queue.log
rm -f "$told"
ask "logger add channel $told verbose(3),notice,warning,error" >/dev/null
ask "agi set debug on" >/dev/null
# The end of each call that was cut off, as Asterisk tells it, without numbers.
ends() {
  sed -n 's/^caller \([0-9]*\): .*cut off.*/\1/p' "$errors" | while read -r caller; do
    call=$(grep "agi_callerid: $((38344000200 + caller))\$" "$told" | tail -n 1 | sed 's/.*\(\[C-[0-9a-f]*\]\).*/\1/')
    echo "the end of the call of caller $caller:"
    [ -n "$call" ] || continue
    grep -F "$call" "$told" | tail -n 60 | sed 's/383[0-9]\{8\}/(number)/g'
  done
}
keys() { "$java" "$bench/Cases.java" "$data" keys; }
empty() {
  tries=0
  until [ "$(channels)" = 0 ] || [ "$tries" -ge 60 ]; do tries=$((tries + 1)); sleep 1; done
}

# A few first, so that what is made once is there.
calls 6 0
empty
threads=$(count "$of_asterisk" task) files=$(count "$of_asterisk" fd)
threads_here=$(count "$of_server" task) files_here=$(count "$of_server" fd)
facts=$(kept)
calls "$callers" 0
ends >&2
echo "$callers callers, 3 counsellors, over SIP:"
expect "served" "$(field served "$result")" "== $callers"
expect "served before somebody more urgent or earlier" "$(field out_of_turn "$result")" "== 0"
expect "counsellors rung for two at once" "$(field twice "$result")" "== 0"
expect "put through and not heard" "$(field unheard "$result")" "== 0"
expect "calls that failed" "$(field failed "$result")" "== 0"
cat "$result"
empty
# Whoever calls about something else for the first time has keys of her own for it.
calls 1 $((more / 3))
empty
failed=$(field failed "$result")
before=$(keys)
calls 1 $((more - more / 3))
empty
# Asterisk keeps what a transaction may still need for 32 seconds (RFC 3261, timers B, F and H).
tries=0
until [ "$(count "$of_asterisk" fd)" -le $((files + 4)) ] || [ "$tries" -ge 45 ]; do tries=$((tries + 1)); sleep 1; done
echo "and $more more calls of the same people:"
expect "counsellors rung for two at once" "$(field twice "$result")" "== 0"
expect "calls that failed" "$((failed + $(field failed "$result")))" "== 0"
expect "channels left" "$(channels)" "== 0"
expect "groups left" "$(ask 'group show channels' | sed -n 's/^\([0-9]*\) active channel.*/\1/p')" "== 0"
expect "entries in AstDB more than before" "$(($(kept) - facts))" "== 0"
expect "threads of Asterisk more than before" "$(($(count "$of_asterisk" task) - threads))" "<= 4"
expect "open files of Asterisk more than before" "$(($(count "$of_asterisk" fd) - files))" "<= 4"
expect "threads of the server more than before" "$(($(count "$of_server" task) - threads_here))" "<= 4"
expect "open files of the server more than before" "$(($(count "$of_server" fd) - files_here))" "<= 4"
expect "keys in Redis more than before" "$(($(keys) - before))" "<= 4"
cat "$result"
verdict
