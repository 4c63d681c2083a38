#!/bin/sh
# Unpacks Debian packages without installing them.
# In: a suite, an architecture, a folder, names of packages. Out: FOLDER/root with what they
# hold; exit status 0 then. Always: the system's lists and packages stay as they are; what was
# unpacked once is not fetched again.
set -eu

suite=$1 architecture=$2 folder=$3
shift 3
[ -e "$folder/root" ] && exit 0

mkdir -p "$folder/state/lists/partial" "$folder/cache/archives/partial" "$folder/unpacked"
cd "$folder"
: >status
echo "deb http://deb.debian.org/debian $suite main" >sources.list

apt() {
  apt-get -q -o Dir::State="$PWD/state" -o Dir::State::status="$PWD/status" \
    -o Dir::Cache="$PWD/cache" -o Dir::Etc::sourcelist="$PWD/sources.list" \
    -o Dir::Etc::sourceparts="$PWD/none" -o APT::Architecture="$architecture" \
    -o APT::Architectures="$architecture" -o APT::Sandbox::User="$(id -un)" "$@"
}

apt update
apt download "$@"
for package in *.deb; do dpkg-deb -x "$package" unpacked; done
rm -rf state cache ./*.deb
mv unpacked root
