#!/bin/sh
# The ladder from outside. speed: 200 SOS a minute, the first alert to a counsellor within a second. kill: 1,000 SOS with
# kill -9 of the server at random moments, and counsellors who take a case at its first, second or third alert: no
# alert is missed, none is more than 5 s late, none leaves after its case was taken.
#   bench/ladder.sh [speed|kill|both [NUMBER [KILLS]]]
set -eu
. "$(dirname "$0")/lib.sh"
what=${1:-both}
kills=${3:-10}
config=$bench/config-ladder
case $what in speed | kill | both) ;; *) die "what to measure is speed, kill or both" ;; esac

# climb NAME options...: one run; its JSON line is in $result.
climb() {
  result=$work/ladder-$1.json
  shift
  supervised_run "$result" LadderSmsc "$@"
  stop_supervised
}

if [ "$what" != kill ]; then
  count=${2:-600}
  climb speed --mo "$count" --rate 3.3333 --accept-from 1 --accept-to 1
  echo "$count SOS at 200 a minute:"
  expect "alerted" "$(field alerted "$result")" "== $count"
  expect "SOS to the first alert's submit_sm, p50 in ms" "$(field first_ms.p50 "$result")" "<= 1000"
  expect "SOS to the first alert's submit_sm, p99 in ms" "$(field first_ms.p99 "$result")" "<= 1000"
  expect "alerts after the case was taken" "$(field after_taken "$result")" "== 0"
  cat "$result"
fi
if [ "$what" != speed ]; then
  count=${2:-1000}
  climb kill --mo "$count" --rate 5 --wait 10 --kills "$kills" --kill-with "kill -9 \"\$(cat '$work/server.pid')\""
  echo "$count SOS, kill -9 of the server $kills times:"
  expect "acknowledged" "$(field acked "$result")" "== $count"
  expect "alerted" "$(field alerted "$result")" "== $count"
  expect "never taken (an alert was missed)" "$(field untaken "$result")" "== 0"
  expect "alerts after the case was taken" "$(field after_taken "$result")" "== 0"
  expect "latest next alert, in s after it was due" "$(field latest_s "$result")" "<= 5"
  expect "kills" "$(field kills "$result")" "== $kills"
  cat "$result"
fi
verdict
