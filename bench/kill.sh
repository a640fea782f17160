#!/bin/sh
# kill -9 at ten random moments of 2,000 SOS: of the server's JVM, then of its redis-server. Nothing acknowledged may
# be lost: every acknowledged SOS has its answer and its case.
#   bench/kill.sh [jvm|redis|both [NUMBER [KILLS]]]
set -eu
. "$(dirname "$0")/lib.sh"
what=${1:-both}
count=${2:-2000}
kills=${3:-10}
window=50
case $what in jvm | redis | both) ;; *) die "what to kill is jvm, redis or both" ;; esac

# kill_test NAME COMMAND: with COMMAND run at each of the moments.
kill_test() {
  result=$work/kill-$1.json
  supervised_run "$result" KillSmsc --mo "$count" --window "$window" --kills "$kills" --kill-with "$2"
  # What was kept on the disk while the store was away becomes cases within seconds of its return.
  found=$(cases)
  looks=1
  while [ "$found" -lt "$count" ] && [ "$looks" -lt 20 ]; do
    sleep 1
    found=$(cases)
    looks=$((looks + 1))
  done
  stop_supervised
  echo "kill -9 of the $1, $kills times in $count SOS:"
  expect "acknowledged" "$(field acked "$result")" "== $count"
  expect "answered" "$(field answered "$result")" "== $count"
  expect "acknowledged, but never answered (lost)" "$(field lost "$result")" "== 0"
  expect "open cases" "$found" "== $count"
  expect "answers sent twice" "$(field duplicates "$result")" "<= $((kills * window))"
  expect "longest wait for an answer, in s" "$(field slowest_answer_s "$result")" "<= 30"
  expect "kills" "$(field kills "$result")" "== $kills"
  cat "$result"
}

# The child of the server that runs now; fails while there is none.
child="pgrep -P \"\$(cat '$work/server.pid')\" -f redis"
[ "$what" = redis ] || kill_test jvm "kill -9 \"\$(cat '$work/server.pid')\""
[ "$what" = jvm ] || kill_test redis "kill -9 \$($child)"
verdict
