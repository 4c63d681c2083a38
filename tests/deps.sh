#!/bin/sh
# Installs what is missing of Debian packages: deps.sh NEEDED... [-- USEFUL...]
# In: packages, needed or, after --, only useful: without them some tests are skipped. Out: what is
# missing and what to do, on standard error; exit status 1 unless all that is needed is there.
# Always: with DEPS=skip the system is left alone; what a package is wanted for may have come from
# elsewhere than Debian.

# Whether Lua has a module, and whether a compiler has a header.
has_module() { lua5.4 -e "require '$1'"; }
has_header() { echo "#include <$2>" | "$1" -E -; }

# Whether there is what a package is wanted for.
is_there() {
  case "$(dpkg-query -W -f='${Status}' "$1")" in *"ok installed") return 0 ;; esac
  case "$1" in
  binutils) command -v objdump ;;
  gcc-aarch64-linux-gnu) command -v aarch64-linux-gnu-gcc ;;
  gnuplot-nox) command -v gnuplot ;;
  libc6-dev) has_header gcc stdio.h ;;
  libc6-dev-arm64-cross) has_header aarch64-linux-gnu-gcc stdio.h ;;
  libcriterion-dev) has_header gcc criterion/criterion.h ;;
  libmpfr-dev) has_header gcc mpfr.h ;;
  liblua5.4-dev) has_header gcc lua5.4/lua.h ;;
  libsleef-dev) has_header gcc sleef.h ;;
  locales) command -v localedef && test -d /usr/share/i18n/locales ;;
  lua-busted) command -v busted ;;
  lua-check) command -v luacheck ;;
  lua-filesystem) has_module lfs ;;
  lua-penlight) has_module pl ;;
  lua-*) has_module "${1#lua-}" ;;
  qemu-user-static) command -v qemu-aarch64-static ;;
  *) command -v "$1" ;;
  esac
} >/dev/null 2>&1

# Ends without installing anything: $1 says what would help.
go_without() {
  [ -z "$useful" ] || echo "deps: missing:$useful; tests that need one are skipped" >&2
  [ -n "$needed" ] || exit 0
  echo "deps: missing:$needed" >&2
  echo "deps: $1: apt-get install$needed" >&2
  exit 1
}

needed="" useful="" only_useful=""
for package in "$@"; do
  if [ "$package" = -- ]; then
    only_useful=yes
  elif is_there "$package"; then
    continue
  elif [ "$only_useful" ]; then
    useful="$useful $package"
  else
    needed="$needed $package"
  fi
done
[ -n "$needed$useful" ] || exit 0

[ "$DEPS" != skip ] || go_without "leave out DEPS=skip, or run as root"
command -v apt-get >/dev/null || go_without "no apt-get here; install what is in these packages"
sudo=""
if [ "$(id -u)" != 0 ]; then
  sudo=sudo
  command -v sudo >/dev/null || go_without "neither root nor sudo here; run as root"
fi
echo "deps: installing$needed$useful (the generator's Lua, compilers, test tools)" >&2
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq || echo "deps: apt-get update failed; trying with the old lists" >&2
# shellcheck disable=SC2086 # lists of packages
$sudo apt-get install -y -qq --no-install-recommends $needed $useful >/dev/null ||
  go_without "apt-get could not install them; look at what it said and try"
