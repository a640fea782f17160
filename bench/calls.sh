#!/bin/sh
# 500 callers who wait, and beside them 50 new calls a second through five prompts: how long the server takes from a
# reply of Asterisk's to its next command.
#   bench/calls.sh [WAITING [RATE [SECONDS]]]
set -eu
. "$(dirname "$0")/lib.sh"
waiting=${1:-500}
rate=${2:-50}
seconds=${3:-30}
fresh
result=$work/calls.json
config=$work/config
agi=4573
rm -rf "$config"
mkdir -p "$config"
for file in "$bench"/config/*.yaml; do
  sed "s#\.\./\.\./#$home/#; s#port: 2775#port: 1 # no SMSC, only calls#" "$file" >"$config/$(basename "$file")"
done
cat >"$config/voice.yaml" <<YAML
calls: { ring-for: 22s }
asterisk:
  agi: { port: $agi, token: bench, at-once: 5000 }
  ami: { port: 1, secret: bench }
YAML
trap stop_server EXIT
"$home/linja" serve --config "$config" >"$work/server.out" 2>>"$work/server.log" &
server=$!
tries=0
until grep -q ready "$work/server.out"; do
  tries=$((tries + 1))
  [ "$tries" -lt 120 ] || die "the server did not start: see $work/server.log"
  sleep 0.5
done
"$java" "$bench/FastAgi.java" "$agi" bench "$waiting" "$rate" "$seconds" >"$result" || die "the calls failed"

echo "$rate calls a second of five prompts beside $waiting that wait:"
expect "callers who wait" "$(field waiting "$result")" "== $waiting"
expect "calls that ended as they should" "$(field done "$result")" "== $(field calls "$result")"
expect "calls that failed" "$(field failed "$result")" "== 0"
expect "reply to next command, p99 in ms" "$(field turn_ms.p99 "$result")" "<= 20"
cat "$result"
verdict
