#!/bin/sh
# Installs what is missing of the Debian packages given as arguments, saying what and why.
# DEPS=skip leaves the system alone and names what is missing.
missing=""
for package in "$@"; do
  case "$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null)" in
  *"ok installed") ;;
  *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0
if [ "$DEPS" = skip ]; then
  echo "deps: missing:$missing (DEPS=skip: nothing is installed)" >&2
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "deps: no apt-get here; install what these Debian packages hold:$missing" >&2
  exit 0
fi
sudo=""
if [ "$(id -u)" != 0 ]; then
  sudo=sudo
  command -v sudo >/dev/null || {
    echo "deps: run as root, or install by hand: apt-get install$missing" >&2
    exit 1
  }
fi
echo "deps: installing$missing (the generator's Lua, compilers, test tools)" >&2
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq || echo "deps: apt-get update failed; trying with the old lists" >&2
# shellcheck disable=SC2086 # a list of packages
$sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null || {
  echo "deps: apt-get could not install$missing; DEPS=skip goes on without" >&2
  exit 1
}
