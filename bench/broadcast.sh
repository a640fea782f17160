#!/bin/sh
# An awareness message to 200,000 people over an SMSC that sends receipts, with the store durable.
#   bench/broadcast.sh speed [NUMBER]   as fast as it goes, beside Kannel and a bare SMPP client without any storage
#   bench/broadcast.sh sos [NUMBER]     at 4,000 a second, with 500 SOS at 10 a second among them
#   bench/broadcast.sh kill [NUMBER]    kill -9 of the server at five random moments
#   bench/broadcast.sh rough [NUMBER]   an SMSC that throttles every 50th and drops the line every 20,000
set -eu
. "$(dirname "$0")/lib.sh"
what=${1:-speed}
count=${2:-200000}
need_referee
# The first of those who get the message; far from everybody else.
people=$((38345 * 1000000))
smsc=
stop_all() {
  stop_kannel
  stop_supervised
  [ -z "$smsc" ] || kill "$smsc" 2>/dev/null || true
}
trap stop_all EXIT
fresh
own_config "$bench/config-broadcast"

# logged WORDS NUMBER: waits until the server has logged them that many times.
logged() { until [ "$(grep -c "$1" "$work/server.log")" -ge "$2" ]; do sleep 0.1; done; }

tool() { "$home/linja" broadcast "$@" --config "$config"; }

# Imports the people and has the broadcast approved; its code is in $code.
prepare() {
  : >"$work/server.out"
  : >"$work/server.log"
  : >"$work/keep-running"
  supervise &
  supervisor=$!
  wait_ready
  awk -v n="$count" -v first="$people" 'BEGIN {
    print "number;topics;source;date;text;language"
    for (i = 0; i < n; i++) printf "+%.0f;health;paper;2026-01-15;form-1;%s\n", first + i, i % 2 ? "sq" : "sr"
  }' >"$work/people.csv"
  from=$(date +%s%N)
  tool import "$work/people.csv"
  import_ms=$((($(date +%s%N) - from) / 1000000))
  echo "import of $count, with the start of the command: $import_ms ms"
  sed "s/draft: yes/draft: no/" "$home/ivr-scripts/awareness/hygiene.yaml" >"$work/message.yaml"
  [ -z "${PACE:-}" ] || echo "pace: $PACE" >>"$work/message.yaml"
  code=$(tool write "$work/message.yaml" --as drita | cut -d' ' -f1)
  tool submit "$code" --as drita >/dev/null
  tool approve "$code" --as elena >/dev/null
}

# numbers STATE: the number of people of a state, from the last line of the report in show.txt.
numbers() { sed -n "s/^  all .*[ ,]$1 \([0-9]*\).*/\1/p" "$work/show.txt"; }

finished() { until tool list | grep -q "^$code  done"; do sleep 1; done; }

expect_counters() {
  expect "sent twice to somebody" "$(field duplicates "$1")" "== 0"
  tool show "$code" >"$work/show.txt"
  submitted=$(numbers submitted)
  delivered=$(numbers delivered)
  unknown=$(numbers unknown)
  distinct=$(field distinct "$1")
  expect "people, submitted and unknown" "$((submitted + unknown))" "== $count"
  expect "the SMSC has them all, but for unknown ones" "$((distinct - submitted))" "<= $unknown"
  expect "and no fewer than counted" "$((distinct - submitted))" ">= 0"
  echo "  submitted $submitted, delivered $delivered, unknown $unknown; the SMSC got $distinct"
}

# The same number of messages through Kannel, kept in its spool: HTTP to SMPP, without receipts, which it is spared.
kannel() {
  run_referee "$work/kannel.json" --expect "$kannel_count" --seconds 120 &
  smsc=$!
  start_kannel
  "$java" "$bench/SendSms.java" 13013 "$kannel_count" 20 "$people" >"$work/sendsms.json" || die "SendSms failed"
  wait "$smsc" || true
  smsc=
  stop_kannel
}

raw_client() {
  raw=$home/../shared/bench/RawJsmpp.java
  raw=${RAW:-$raw}
  run_referee "$work/raw-referee.json" --dlr --expect "$count" --seconds 120 &
  smsc=$!
  sleep 2
  "$java" -cp "$home/target/linja.jar:$home/target/lib/*" "$raw" "$port" "$count" 50 2 >"$work/raw.json" || die "RawJsmpp failed"
  wait "$smsc" || true
  smsc=
}

case $what in
  speed)
    need_kannel
    kannel_count=$((count < 50000 ? count : 50000))
    prepare
    run_referee "$work/broadcast.json" --dlr --expect "$count" --seconds 300 &
    smsc=$!
    sleep 2
    tool start "$code" --as drita >/dev/null
    wait "$smsc" || true
    smsc=
    finished
    expect_counters "$work/broadcast.json"
    stop_supervised
    kannel
    raw_client
    cat "$work/broadcast.json" "$work/kannel.json" "$work/sendsms.json" "$work/raw.json"
    ours=$(field submits_per_s "$work/broadcast.json")
    theirs=$(field submits_per_s "$work/kannel.json")
    bare=$(field per_s "$work/raw.json")
    echo "submitted per second: Linja $ours (receipts), Kannel $theirs (no receipts), bare client $bare (receipts)"
    expect "distinct people" "$(field distinct "$work/broadcast.json")" "== $count"
    expect "Linja to Kannel, times" "$(awk "BEGIN { printf \"%.2f\", $ours / $theirs }")" ">= 3"
    expect "Linja to the bare client" "$(awk "BEGIN { printf \"%.2f\", $ours / $bare }")" ">= 0.4"
    ;;
  sos)
    PACE=${PACE:-4000}
    cp "$bench/config-ladder/oncall.yaml" "$config/oncall.yaml"
    prepare
    "$java" "$bench/LadderSmsc.java" --port "$port" --mo 500 --rate 10 --receipts yes --after 2000 \
      --accept-from 1 --accept-to 1 --wait 2 --limit 180 >"$work/broadcast.json" 2>>"$work/ladder.log" &
    smsc=$!
    sleep 2
    tool start "$code" --as drita >/dev/null
    wait "$smsc" || true
    smsc=
    cat "$work/broadcast.json"
    expect "SOS answered" "$(field answered "$work/broadcast.json")" "== 500"
    expect "answer p99, ms" "$(field answer_ms.p99 "$work/broadcast.json")" "<= 150"
    expect "cases alerted" "$(field alerted "$work/broadcast.json")" "== 500"
    expect "first alert p99, ms" "$(field first_ms.p99 "$work/broadcast.json")" "<= 1000"
    tool show "$code" | tail -n 1
    ;;
  kill)
    PACE=${PACE:-8000}
    prepare
    run_referee "$work/broadcast.json" --dlr --expect "$((count * 2))" --seconds "${SECONDS_RUN:-$((90 + 2 * count / PACE))}" &
    smsc=$!
    sleep 2
    tool start "$code" --as drita >/dev/null
    echo "seed of the moments: ${SEED:=$$}"
    logged "$code begins" 1
    for kill in 1 2 3 4 5; do
      logged 'referee-trx-1: bound' "$kill"
      sleep "$(awk -v seed="$SEED$kill" -v most="$((count / PACE))" 'BEGIN { srand(seed); print 0.2 + rand() * most / 5 }')"
      kill -9 "$(cat "$work/server.pid")" || true
      echo "killed ($kill)"
    done
    finished
    wait "$smsc" || true
    smsc=
    cat "$work/broadcast.json"
    expect_counters "$work/broadcast.json"
    ;;
  rough)
    prepare
    run_referee "$work/broadcast.json" --dlr --expect "$((count * 2))" --throttle-every 50 --drop-after 20000 \
      --seconds "${SECONDS_RUN:-$((20 + count / 2500))}" &
    smsc=$!
    sleep 2
    tool start "$code" --as drita >/dev/null
    finished
    wait "$smsc" || true
    smsc=
    cat "$work/broadcast.json"
    expect_counters "$work/broadcast.json"
    ;;
  *) die "what to measure is speed, sos, kill or rough" ;;
esac
# A short list is read sooner than the command starts: it tells nothing.
[ "$count" -lt 100000 ] || expect "import of 100,000, ms" "$((import_ms * 100000 / count))" "<= 10000"
verdict
