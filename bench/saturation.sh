#!/bin/sh
# As many SOS as can be answered, without a rate: Linja beside Kannel 1.4.5 (store-type = spool), in turns, in one run.
#   bench/saturation.sh [RUNS [NUMBER]]
set -eu
. "$(dirname "$0")/lib.sh"
runs=${1:-3}
count=${2:-50000}
window=50
need_referee
need_kannel
trap 'stop_kannel; stop_server' EXIT
fresh

measure() { run_referee "$1" --mo "$count" --window "$window" --prefix "$first" --seconds 180; }

kannel() {
  start_kannel
  # Both boxes are up before the SMSC is: they bind within a second.
  measure "$1" || die "the referee failed: see $work/referee.log"
  stop_kannel
}

linja() {
  rm -rf "$data"
  measure "$1" &
  smsc=$!
  start_server
  wait "$smsc" || die "the referee failed: see $work/referee.log"
  stop_server
}

rm -f "$work"/kannel-*.json "$work"/linja-*.json
i=1
while [ "$i" -le "$runs" ]; do
  for peer in kannel linja; do
    result=$work/$peer-$i.json
    "$peer" "$result"
    printf 'run %d: %-7s %7s answered per second, %s of %s answered, p99 %s ms\n' "$i" "$peer" \
      "$(field mo_replied_per_s "$result")" "$(field mo_replied "$result")" "$count" "$(field reply_ms.p99 "$result")"
  done
  i=$((i + 1))
done

for result in "$work"/linja-*.json; do
  expect "answered by Linja, $(basename "$result" .json)" "$(field mo_replied "$result")" "== $count"
done
theirs=$(for result in "$work"/kannel-*.json; do field mo_replied_per_s "$result"; done | median)
ours=$(for result in "$work"/linja-*.json; do field mo_replied_per_s "$result"; done | median)
echo "median: Linja $ours/s, Kannel $theirs/s"
expect "Linja to Kannel, times" "$(awk "BEGIN { printf \"%.2f\", $ours / $theirs }")" ">= 2"
verdict
