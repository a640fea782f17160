#!/bin/sh
# Calls over real SIP and RTP to the Asterisk of ./linja demo --asterisk (Debian, as root): from the answer to the first
# sound, and from key 0 to the first counsellor's telephone that rings.
#   bench/calls-sip.sh [CALLS]
set -eu
. "$(dirname "$0")/lib.sh"
calls=${1:-20}
fresh
result=$work/calls-sip.json
out=$work/demo.out
config=$work/config
rm -rf "$config" "$work/demo-data" "$out"
cp -R "$home/config" "$config"
sed -i "s#\.\./ivr-scripts#$home/ivr-scripts#; s#^data:.*#data: $work/demo-data#" "$config/linja.yaml"
ln -sfn "$home/ivr-scripts" "$work/ivr-scripts"
trap stop_server EXIT
"$home/linja" demo --asterisk --port 0 --config "$config" >"$out" 2>>"$work/server.log" &
server=$!
tries=0
until grep -q "demo is at" "$out"; do
  tries=$((tries + 1))
  [ "$tries" -lt 240 ] || die "the demo did not start: see $work/server.log"
  sleep 0.5
done
sip=$(sed -n 's/.*sip:\([0-9]*\)@127\.0\.0\.1:\([0-9]*\).*/\2/p' "$out")
line=$(sed -n 's/.*sip:\([0-9]*\)@127\.0\.0\.1:\([0-9]*\).*/\1/p' "$out")
counsellors=$(sed -n 's/.*as one of: //p' "$out" | tr -d ,)
# shellcheck disable=SC2086
"$java" "$bench/SipCalls.java" "$sip" "$line" "$calls" $counsellors >"$result" || die "the calls failed"
echo "$calls calls over SIP:"
expect "calls that failed" "$(field failed "$result")" "== 0"
expect "answer to first sound, p95 in ms" "$(field answer_to_prompt_ms.p95 "$result")" "<= 1000"
expect "key 0 to the first telephone, p95 in ms" "$(field key_to_ringing_ms.p95 "$result")" "<= 2000"
cat "$result"
verdict
