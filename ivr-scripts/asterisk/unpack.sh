#!/usr/bin/env bash
# Unpacks a real Asterisk 22 into a folder, for the demo and the tests, and prints the folder. Nothing is installed:
# the packages of Debian's testing suite are fetched with debootstrap, which checks their signatures, from the mirror
# that this machine's apt uses. Half a minute the first time, nothing after that. Needs root (debootstrap does).
#
#   ivr-scripts/asterisk/unpack.sh [FOLDER]       default: $LINJA_ASTERISK, else /var/cache/linja/asterisk
#
# FOLDER/asterisk then runs it in place, with the libraries beside it: FOLDER/asterisk -f -C asterisk.conf
set -euo pipefail
say() { printf 'unpack.sh: %s\n' "$1" >&2; }

folder=${1:-${LINJA_ASTERISK:-/var/cache/linja/asterisk}}
if [ -x "$folder/asterisk" ] && "$folder/asterisk" -V >/dev/null 2>&1; then
  echo "$folder"
  exit 0
fi
[ "$(id -u)" = 0 ] || { say "must be run as root, once: sudo $0 $folder"; exit 77; }
[ -r /etc/debian_version ] || { say "needs a Debian; on another system install Asterisk 22 by its own means"; exit 69; }
[ "$(dpkg --print-architecture)" = amd64 ] || { say "knows the folders of amd64 only"; exit 69; }
command -v debootstrap >/dev/null || { say "debootstrap is missing; install it with: apt-get install debootstrap"; exit 69; }
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r "$keys" ] || { say "$keys is missing; install it with: apt-get install debian-archive-keyring"; exit 69; }

# The first mirror of Debian itself in apt's sources, in either of their two formats.
from=$(find /etc/apt -maxdepth 2 -type f '(' -name '*.list' -o -name '*.sources' ')' | sort | xargs -r awk '
  $1 == "URIs:" || $1 == "deb" {
    for (i = 2; i <= NF; i++) if (!found && $i ~ /^[a-z+]+:.*\/debian\/?$/) { print $i; found = 1 }
  }')
[ -n "$from" ] || { say "no Debian mirror in /etc/apt/sources.list or sources.list.d"; exit 69; }

mkdir -p "$folder"
folder=$(CDPATH='' cd "$folder" && pwd -P)
exec 9>"$folder/.lock"
flock 9
[ ! -x "$folder/asterisk" ] || { echo "$folder"; exit 0; }
fetched=$(mktemp -d "$folder/.fetched.XXXXXX")
trap 'rm -rf "$fetched"' EXIT
done=
for try in 1 2 3; do
  say "fetching the packages (try $try of 3)"
  # What a failed try has fetched already is kept for the next.
  if debootstrap --download-only --variant=minbase --include=asterisk,asterisk-modules --keyring="$keys" \
    testing "$fetched" "$from" >"$folder/fetch.log" 2>&1; then
    done=yes
    break
  fi
  sleep $((try * 5))
done
[ -n "$done" ] || { tail -n 20 "$folder/fetch.log" >&2; say "the packages could not be fetched"; exit 75; }

rm -rf "$folder/tree.new"
mkdir "$folder/tree.new"
for package in "$fetched"/var/cache/apt/archives/*.deb; do
  # Programs, libraries and Asterisk; of the rest of a Debian nothing is needed.
  case ${package##*/} in
    asterisk* | lib* | base-files* | gcc-*-base*)
      dpkg-deb --fsys-tarfile "$package" | tar -x -C "$folder/tree.new" --no-same-owner \
        --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale' --exclude='./dev'
      ;;
  esac
done
rm -rf "$folder/tree"
mv "$folder/tree.new" "$folder/tree"
cat >"$folder/asterisk.new" <<'RUN'
#!/bin/sh
# The Asterisk beside this file, with the libraries beside it, whatever this machine has.
self=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
lib=$self/tree/usr/lib/x86_64-linux-gnu
exec "$lib/ld-linux-x86-64.so.2" --library-path "$lib:$lib/asterisk" "$self/tree/usr/sbin/asterisk" "$@"
RUN
chmod +x "$folder/asterisk.new"
version=$(sh "$folder/asterisk.new" -V)
case $version in
  "Asterisk 22."*) ;;
  *) say "warning: this is $version; the files here are made for Asterisk 22" ;;
esac
mv "$folder/asterisk.new" "$folder/asterisk"
say "$version is in $folder"
echo "$folder"
