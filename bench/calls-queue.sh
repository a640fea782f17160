#!/bin/sh
# 100 callers and 3 counsellors, an SOS in every fifth call: each is served, in order of urgency. Then 900 more calls of
# the same people that end anywhere: what is left of them.
#   bench/calls-queue.sh [CALLERS [MORE]]
set -eu
. "$(dirname "$0")/lib.sh"
callers=${1:-100}
more=${2:-900}
result=$work/calls-queue.json
for_calls
jvm=$server
"$java" "$bench/CallQueue.java" "$agi" bench "$callers" 0 "$jvm" >"$result" || die "the calls failed"
before=$("$java" "$bench/Cases.java" "$data" keys)
echo "$callers callers, 3 counsellors:"
expect "served" "$(field served "$result")" "== $callers"
expect "served before somebody more urgent or earlier" "$(field out_of_turn "$result")" "== 0"
expect "counsellors rung for two at once" "$(field twice "$result")" "== 0"
expect "chosen to ringing, somebody free, p95 in ms" "$(field free_ringing_ms.p95 "$result")" "<= 2000"
cat "$result"
"$java" "$bench/CallQueue.java" "$agi" bench "$callers" "$more" "$jvm" >"$result" || die "the calls failed"
after=$("$java" "$bench/Cases.java" "$data" keys)
echo "and $more more calls of the same people:"
expect "calls that failed" "$(field failed "$result")" "== 0"
expect "threads more than before" "$(field threads_more "$result")" "<= 4"
expect "open files more than before" "$(field files_more "$result")" "<= 4"
expect "keys in Redis more than before" "$((after - before))" "<= 4"
cat "$result"
verdict
