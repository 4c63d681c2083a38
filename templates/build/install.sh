#!/bin/sh
# Installs ropewalk under $DESTDIR$PREFIX, or removes what was installed there.
# In: install or uninstall. Out: the generator, its launcher, what build systems and shells look
# for, licences; and a manifest, which names every installed file.
# Always: no installed file holds an installed path, so that the tree may be moved as a whole;
# nothing is written before all is made; files of others stay.
set -eu
umask 022
export LC_ALL=C

root=$DESTDIR$PREFIX
manifest=share/ropewalk/manifest

fail() {
  echo "$1" >&2
  exit 1
}

# A file of this folder, its version filled in, for a folder of the tree.
fill() {
  sed "s/@version@/$version/" "templates/build/$1" >"$2/$1"
}

# Everything that is installed, in folder $1 as it will be under $root.
make_tree() {
  version=$(gen/ropewalk --version)
  version=${version#ropewalk }
  share=$1/share
  mkdir -p "$1/bin" "$share/bash-completion/completions" "$share/cmake/ropewalk" \
    "$share/doc/ropewalk" "$share/fish/vendor_completions.d" "$share/pkgconfig" \
    "$share/ropewalk/tests/bench" "$share/zsh/site-functions"
  ln -s ../share/ropewalk/gen/ropewalk "$1/bin/ropewalk"
  cp -R gen templates "$share/ropewalk"
  rm -r "$share/ropewalk/templates/build"
  # What `ropewalk tune` compiles to time kernels.
  cp tests/*.h "$share/ropewalk/tests"
  cp tests/bench/*.[ch] tests/bench/tune.mk "$share/ropewalk/tests/bench"
  fill ropewalk.mk "$share/ropewalk"
  fill ropewalk.pc "$share/pkgconfig"
  fill ropewalk-config.cmake "$share/cmake/ropewalk"
  fill ropewalk-config-version.cmake "$share/cmake/ropewalk"
  gen/ropewalk completion bash >"$share/bash-completion/completions/ropewalk"
  gen/ropewalk completion fish >"$share/fish/vendor_completions.d/ropewalk.fish"
  gen/ropewalk completion zsh >"$share/zsh/site-functions/_ropewalk"
  cp LICENSE LICENSE.generated CHANGELOG.md README.md "$share/doc/ropewalk"
  chmod -R u=rwX,go=rX "$1"
  : >"$1/$manifest"
  files=$(cd "$1" && find bin share -type f -o -type l)
  echo "$files" | sort >"$1/$manifest"
}

# Removes from $root the files that standard input names, and folders of ropewalk's own that are
# then empty.
remove() {
  while read -r path; do rm -f "$root/$path"; done
  for folder in ropewalk cmake/ropewalk doc/ropewalk; do
    [ ! -d "$root/share/$folder" ] || find "$root/share/$folder" -depth -type d -empty -delete
  done
}

case $1 in
install)
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  make_tree "$work/tree"
  tar -C "$work/tree" -T "$work/tree/$manifest" -cf "$work/tar"
  mkdir -p "$root" 2>/dev/null && [ -w "$root" ] \
    || fail "$root: cannot be written; give a PREFIX of yours, or be root"
  [ ! -f "$root/$manifest" ] || comm -23 "$root/$manifest" "$work/tree/$manifest" | remove
  tar -C "$root" --no-same-owner -xf "$work/tar"
  echo "ropewalk $version is in $root; have $root/bin in PATH"
  ;;
uninstall)
  [ -f "$root/$manifest" ] || fail "$root/$manifest: is not there, so nothing can be removed"
  remove <"$root/$manifest"
  ;;
esac
