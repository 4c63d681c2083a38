#!/bin/sh
# Generates a model and runs the checker on it, in float32, on this machine: for mutants of
# the generator.
# In: a shipped model's name or that of one of tests/check/configs, and a way of
# tests/check/model.mk; the current folder is a tree's root. Out: what the checker says; exit status 0 if all of it passed.
set -e

config=gen/models/$1.lua
[ -f "$config" ] || config=tests/check/configs/$1.lua
out=.build/mutated
gen/ropewalk generate "$config" --dtype f32 --out $out
LUA="LUA_PATH='gen/?.lua;tests/?.lua;;' lua5.4"
exec make -s -j"$(nproc)" -f tests/check/model.mk MODEL="$1" SOURCES=$out/"$1" \
  CONFIG="$config" DTYPES=f32 LUA="$LUA" WAYS="$2" all
