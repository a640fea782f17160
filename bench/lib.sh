# Sourced by the benchmarks: where things are, how the server is started and stopped, how results are read.
bench=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
home=$(dirname "$bench")
work=$home/target/bench
data=$home/target/bench-data
port=2775
# Numbers below are those of the people on call in bench/config.
first=$((38344000000 + 1000))
server=

die() { printf '%s: %s\n' "$(basename "$0")" "$1" >&2; exit 1; }

# The java of a JDK 25, as ./linja finds it: single source files are run with it.
java25() {
  for dir in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/.sdkman/candidates/java/*; do
    if [ -x "$dir/bin/javac" ] && grep -Eq '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$dir/release" 2>/dev/null; then
      echo "$dir/bin/java"
      return
    fi
  done
  command -v java || die "no JDK 25 found; set JAVA_HOME to one"
}

# The SMSC that measures: a single source file of its own, shared by all who are measured, never part of Linja.
need_referee() {
  referee=${REFEREE:-$home/../shared/bench/RefereeSmsc.java}
  [ -f "$referee" ] || die "no referee at $referee; set REFEREE to the path of RefereeSmsc.java"
}

# referee OUTPUT options...: runs it; its JSON line goes to OUTPUT.
run_referee() {
  out=$1
  shift
  "$java" "$referee" --port "$port" "$@" >"$out" 2>>"$work/referee.log"
}

# Builds if need be, before anything is timed, and empties the data folder.
fresh() {
  java=$(java25)
  mkdir -p "$work"
  if [ ! -f "$home/target/linja.aot" ] \
    || [ -n "$(find "$home/pom.xml" "$home/src/main" -newer "$home/target/linja.aot" | head -n 1)" ]; then
    "$home/linja" prepare >/dev/null || die "the build failed"
  fi
  rm -rf "$data"
}

# own_config FOLDER [SED COMMAND...]: a configuration to be added to, made from FOLDER of the repository; it is $config.
own_config() {
  from=$1
  shift
  config=$work/config
  rm -rf "$config"
  mkdir -p "$config"
  for file in "$from"/*; do
    sed -e "s#\.\./\.\./#$home/#g" "$@" "$file" >"$config/$(basename "$file")"
  done
}

# Starts the server in the background; $server is its process.
start_server() {
  "$home/linja" serve --config "${config:-$bench/config}" >>"$work/server.out" 2>>"$work/server.log" &
  server=$!
  echo "$server" >"$work/server.pid"
}

# says WORDS FILE: waits until what was started has said them there.
says() {
  tries=0
  until grep -q "$1" "$2"; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || die "nobody said '$1': see $work/server.log"
    sleep 0.2
  done
}

# Waits until the server that was started says that it is ready.
wait_ready() { says '^ready' "$work/server.out"; }

# A server that only calls reach, at FastAGI port $agi with the token 'bench', is started and ready.
agi=4573
for_calls() {
  fresh
  own_config "$bench/config" -e 's/port: 2775/port: 1/'
  cp "$home/config/oncall.yaml" "$config/oncall.yaml"
  cat >"$config/voice.yaml" <<YAML
calls: { ring-for: 22s, wrap-up: 0s }
asterisk:
  agi: { port: $agi, token: bench, at-once: 5000 }
  ami: { port: 1, secret: bench }
YAML
  trap stop_server EXIT
  : >"$work/server.out"
  start_server
  wait_ready
}

# demo_with_asterisk [SED COMMAND...]: the demo with a real Asterisk (Debian, as root), of a configuration that may be
# changed; $sip is its SIP port, $line the hotline's number, $counsellors those of the people on call.
demo_with_asterisk() {
  fresh
  out=$work/demo.out
  config=$work/config
  data=$work/demo-data
  rm -rf "$config" "$data" "$out"
  cp -R "$home/config" "$config"
  sed -i "s#\.\./ivr-scripts#$home/ivr-scripts#; s#^data:.*#data: $data#" "$config/linja.yaml"
  [ $# -eq 0 ] || sed -i "$@" "$config/voice.yaml"
  ln -sfn "$home/ivr-scripts" "$work/ivr-scripts"
  trap stop_server EXIT
  "$home/linja" demo --asterisk --port 0 --config "$config" >"$out" 2>>"$work/server.log" &
  server=$!
  says 'demo is at' "$out"
  sip=$(sed -n 's/.*sip:\([0-9]*\)@127\.0\.0\.1:\([0-9]*\).*/\2/p' "$out")
  line=$(sed -n 's/.*sip:\([0-9]*\)@127\.0\.0\.1:\([0-9]*\).*/\1/p' "$out")
  counsellors=$(sed -n 's/.*as one of: //p' "$out" | tr -d ,)
}

# Kannel 1.4.5 on the referee's port, its store in $work/kannel; $boxes are its processes.
boxes=
need_kannel() {
  for box in bearerbox smsbox; do
    command -v "$box" >/dev/null || die "no $box on the PATH; install the package 'kannel'"
  done
}

start_kannel() {
  rm -rf "$work/kannel"
  mkdir -p "$work/kannel/spool"
  sed "s/@PORT@/$port/" "$bench/kannel.conf" >"$work/kannel/kannel.conf"
  (cd "$work/kannel" && exec bearerbox kannel.conf) >"$work/kannel/bearerbox.out" 2>&1 &
  boxes=$!
  sleep 2
  (cd "$work/kannel" && exec smsbox kannel.conf) >"$work/kannel/smsbox.out" 2>&1 &
  boxes="$! $boxes"
  sleep 2
}

stop_kannel() {
  for box in $boxes; do kill "$box" 2>/dev/null || true; done
  for box in $boxes; do wait "$box" 2>/dev/null || true; done
  boxes=
}

# Starts the server again whenever it ends, as systemd or a container engine would.
supervise() {
  while [ -f "$work/keep-running" ]; do
    start_server
    wait "$server" 2>/dev/null || true
  done
}

# Ends the supervised server for good.
supervisor=
stop_supervised() {
  rm -f "$work/keep-running"
  [ ! -f "$work/server.pid" ] || kill "$(cat "$work/server.pid")" 2>/dev/null || true
  [ -z "$supervisor" ] || wait "$supervisor" 2>/dev/null || true
  supervisor=
}

# supervised_run OUTPUT SMSC options...: an SMSC of the bench against a server that is started again whenever it ends, on
# an empty store; the SMSC's JSON line goes to OUTPUT. The server still runs afterwards.
supervised_run() {
  fresh
  out=$1
  program=$2
  shift 2
  trap stop_supervised EXIT
  : >"$work/keep-running"
  "$java" "$bench/$program.java" --port "$port" "$@" >"$out" 2>>"$work/$program.log" &
  smsc=$!
  supervise &
  supervisor=$!
  wait "$smsc" || true
}

stop_server() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

# field NAME FILE: a number of the JSON line, also NAME=reply_ms.p99.
field() {
  case $1 in
    *.*) sed -n "s/.*\"${1%%.*}\":{[^}]*\"${1#*.}\":\(-\{0,1\}[0-9.]*\).*/\1/p" "$2" ;;
    *) sed -n "s/.*\"$1\":\(-\{0,1\}[0-9.]*\).*/\1/p" "$2" ;;
  esac
}

# The middle of the numbers on standard input.
median() { sort -n | awk '{ v[NR] = $1 } END { if (NR) print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# How many open cases the store of the running server holds; '?' when it cannot be asked.
cases() { "$java" "$bench/Cases.java" "$data" 2>>"$work/cases.log" || echo '?'; }

# expect WHAT IS WANTED: one line of the report; a miss makes the script fail in the end.
misses=0
expect() {
  if awk "BEGIN { exit !($2 $3) }" 2>/dev/null; then mark=ok; else mark=MISSED; misses=$((misses + 1)); fi
  printf '  %-44s %12s   wanted %-10s %s\n' "$1" "${2:-?}" "$3" "$mark"
}

verdict() { [ "$misses" -eq 0 ] || die "$misses of the figures above were missed"; }
