#!/bin/sh
# 500 callers who wait, and beside them 50 new calls a second through five prompts: how long the server takes from a
# reply of Asterisk's to its next command.
#   bench/calls.sh [WAITING [RATE [SECONDS]]]
set -eu
. "$(dirname "$0")/lib.sh"
waiting=${1:-500}
rate=${2:-50}
seconds=${3:-30}
result=$work/calls.json
for_calls
"$java" "$bench/FastAgi.java" "$agi" bench "$waiting" "$rate" "$seconds" >"$result" || die "the calls failed"

echo "$rate calls a second of five prompts beside $waiting that wait:"
expect "callers who wait" "$(field waiting "$result")" "== $waiting"
expect "calls that ended as they should" "$(field done "$result")" "== $(field calls "$result")"
expect "calls that failed" "$(field failed "$result")" "== 0"
expect "reply to next command, p99 in ms" "$(field turn_ms.p99 "$result")" "<= 20"
cat "$result"
verdict
