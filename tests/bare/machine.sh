#!/bin/sh
# Makes a minimal Debian with make and git, clones the repository and runs make in it:
# machine.sh FOLDER SUITE MIRROR TARGET...
# In: a folder with a sources.list, a suite of Debian and its mirror, targets of the Makefile; the
# current folder is the repository's root, the mounts nobody else's. Out: TAP on standard output,
# what is at work on standard error, logs in the folder. Always: what is not committed is not there.
set -u
folder=$1 suite=$2 mirror=$3
shift 3
root=$folder/root log=$folder/log
number=0 failures=0

# Prints the line of a test: its name, then a command that says by its status whether it passed.
# What the command says is kept, and shown where it failed.
verify() {
  name=$1
  shift
  echo "bare: $name" >&2
  began=$(date +%s)
  number=$((number + 1))
  if "$@" >"$log" 2>&1; then
    echo "ok $number - $name"
    echo "# $(($(date +%s) - began)) s"
  else
    echo "not ok $number - $name"
    tail -n 12 "$log" | sed 's/^/# /'
    failures=$((failures + 1))
    return 1
  fi
}

finish() {
  echo "1..$number"
  exit $((failures > 0))
}

# Runs a command in the machine, with nothing of this one's environment.
inside() {
  env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
    chroot "$root" sh -c "cd /root && $1"
}

# Its apt fetches as this machine's does.
make_machine() {
  eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
  export http_proxy https_proxy
  debootstrap --variant=minbase --include=make,git,ca-certificates "$suite" "$root" "$mirror" &&
    cp "$folder/sources.list" "$root/etc/apt/" &&
    apt-config dump | grep '^Acquire::' >"$root/etc/apt/apt.conf.d/90mirror" &&
    mount -t proc proc "$root/proc"
}

clone() {
  git clone -q --bare . "$root/root/ropewalk.git" &&
    inside "git clone -q ropewalk.git && cd ropewalk && git log -1 --oneline"
}

# With DEPS=skip: make ends by naming the packages given, the next step, and nothing else, and
# installs nothing.
names_what_is_missing() {
  before=$(inside "dpkg-query -W")
  inside "cd ropewalk && make run DEPS=skip" >"$folder/said" 2>&1 && return 1
  cat "$folder/said"
  for package in "$@"; do
    grep -q "^deps: missing:.* $package\( \|$\)" "$folder/said" || return 1
  done
  grep -q "^deps: .*DEPS=skip.*apt-get install$(sed -n 's/^deps: missing://p' "$folder/said")\$" \
    "$folder/said" && ! grep -v '^deps: \|^make' "$folder/said" &&
    [ "$before" = "$(inside "dpkg-query -W")" ]
}

# Without a package that everything needs, and with nothing else wrong.
names_a_module() {
  inside "apt-get remove -y -qq lua-penlight" && names_what_is_missing lua-penlight &&
    grep -qx "deps: missing: lua-penlight" "$folder/said"
}

verify "a minimal Debian with make and git" make_machine || finish
verify "a fresh clone of the repository" clone || finish
verify "make run DEPS=skip names what is missing" names_what_is_missing gcc g++ lua5.4 lua-dkjson
for target in "$@"; do verify "make $target" inside "cd ropewalk && make $target"; done
verify "make run DEPS=skip names the one package that is missing" names_a_module
finish
