#!/bin/sh
# 5,000 SOS from different numbers at 200 a second: all acknowledged, each answered once, a case each, and how fast.
#   bench/sos.sh [NUMBER [RATE]]
set -eu
. "$(dirname "$0")/lib.sh"
count=${1:-5000}
rate=${2:-200}
need_referee
fresh
trap stop_server EXIT
result=$work/sos.json

run_referee "$result" --mo "$count" --rate "$rate" --prefix "$first" --seconds $((count / rate + 60)) &
smsc=$!
start_server
wait "$smsc" || die "the referee failed: see $work/referee.log"

echo "$count SOS at $rate/s:"
expect "acknowledged" "$(field mo_acked "$result")" "== $count"
expect "answered" "$(field mo_replied "$result")" "== $count"
expect "sent twice (same words to the same phone)" "$(field duplicates "$result")" "== 0"
expect "open cases" "$(cases)" "== $count"
expect "messages to staff" "$(($(field submits "$result") - $(field mo_replied "$result")))" "< 100"
expect "deliver_sm to submit_sm, p50 in ms" "$(field reply_ms.p50 "$result")" "<= 100"
expect "deliver_sm to submit_sm, p99 in ms" "$(field reply_ms.p99 "$result")" "<= 100"
cat "$result"
verdict
