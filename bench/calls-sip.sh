#!/bin/sh
# Calls over real SIP and RTP to the Asterisk of ./linja demo --asterisk (Debian, as root): from the answer to the first
# sound, and from key 0 to the first counsellor's telephone that rings.
#   bench/calls-sip.sh [CALLS]
set -eu
. "$(dirname "$0")/lib.sh"
calls=${1:-20}
demo_with_asterisk
result=$work/calls-sip.json
# shellcheck disable=SC2086
"$java" "$bench/SipCalls.java" "$sip" "$line" "$calls" $counsellors >"$result" || die "the calls failed"
echo "$calls calls over SIP:"
expect "calls that failed" "$(field failed "$result")" "== 0"
expect "answer to first sound, p95 in ms" "$(field answer_to_prompt_ms.p95 "$result")" "<= 1000"
expect "key 0 to the first telephone, p95 in ms" "$(field key_to_ringing_ms.p95 "$result")" "<= 2000"
cat "$result"
verdict
