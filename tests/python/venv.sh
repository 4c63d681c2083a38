#!/bin/sh
# Makes the Python environment of what works beside PyTorch, once.
# In: its folder, and a file with the exact versions of its packages. Out: the folder, or one line
# that says why not and what to do. Always: the folder has a copy of that file once it is whole.
# torch comes without its CUDA libraries where its own index can be reached, else as PyPI has it.
folder=$1 requirements=$2 log=$1/log
cmp -s "$requirements" "$folder/requirements.txt" && exit 0

fail() {
  echo "venv: $*" >&2
  exit 1
}

command -v python3 >/dev/null ||
  fail "there is no python3; install it (Debian: python3 python3-venv)"
rm -rf "$folder"
mkdir -p "$folder"
echo "venv: installing $(grep -c = "$requirements") packages from PyPI in $folder, once;" \
  "up to 6 GB" >&2
python3 -m venv "$folder" >"$log" 2>&1 ||
  fail "python3 has no venv module that works; install it (Debian: python3-venv)"
pip="$folder/bin/python -m pip install -qq --disable-pip-version-check --no-input"
torch=$(grep '^torch=' "$requirements")
$pip --retries 0 --index-url https://download.pytorch.org/whl/cpu "$torch" >/dev/null 2>&1
# shellcheck disable=SC2086 # a command with its options
$pip -r "$requirements" >"$log" 2>&1 ||
  fail "pip: $(grep -m 1 -i error "$log" || tail -n 1 "$log");" \
    "check the network and the disk, or point pip at a mirror (PIP_INDEX_URL)"
cp "$requirements" "$folder/requirements.txt"
