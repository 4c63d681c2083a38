#!/bin/sh
# Runs the README's commands on a bare machine (machine.sh): run.sh TARGET...
# In: targets of the Makefile; the current folder is the repository's root. Out: TAP on standard
# output; exit status 1 if a test failed; where no such machine can be made, one skip with the
# reason. Always: the machine's folder, in TMPDIR or .build, its processes and its mounts are gone
# at the end, an interrupt included: they live in namespaces of their own.
set -eu
suite=bookworm

skip() {
  echo "ok 1 - a minimal Debian 12 # SKIP $1"
  echo 1..1
  exit 0
}

# The lines of sources.list for what this machine's apt has of a suite: a Debian of its own or any
# other one's updates are not in it.
sources_of() {
  apt-get indextargets --format '$(CODENAME) deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' 'Component: main' | sort -u |
    sed -En "s/^$1(-updates|-security)? //p"
}

[ "$(id -u)" = 0 ] || skip "not root"
for tool in apt-get debootstrap git unshare; do
  command -v "$tool" >/dev/null || skip "no $tool"
done
unshare --mount --pid --fork true 2>/dev/null || skip "no namespaces here"

child=""
folder=$(TMPDIR=${TMPDIR:-$PWD/.build} mktemp -d -t bare.XXXXXX)
clean_up() {
  [ -z "$child" ] || kill -KILL "$child" 2>/dev/null || true
  for _ in 1 2 3 4 5; do # what dies may still write
    rm -rf --one-file-system "$folder" 2>/dev/null && break
    sleep 1
  done
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

sources_of $suite >"$folder/sources.list"
mirror=$(awk -v suite=$suite '$3 == suite { print $2; exit }' "$folder/sources.list")
[ -n "$mirror" ] || skip "this machine's apt has no mirror of $suite"
/usr/lib/apt/apt-helper download-file "${mirror%/}/dists/$suite/InRelease" "$folder/InRelease" \
  >/dev/null 2>&1 || skip "the mirror of this machine's apt cannot be reached"

unshare --mount --pid --fork --kill-child \
  tests/bare/machine.sh "$folder" $suite "$mirror" "$@" &
child=$!
status=0
wait "$child" || status=$?
child=""
exit $status
