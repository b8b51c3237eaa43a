#!/usr/bin/env bash
# Makes a dataset of the shipped corpus and runs the README's queries on it, each of which must give the same.
#
#   scripts/datasets/run.sh
#
# Needs: cargo; python3 with venv; pip access to a package index; R where it is to be tried too. The Python packages go
# into a throw-away virtual environment, removed at the end (set DATASETS_VENV=FOLDER to keep and reuse one).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/datasets.XXXXXX")
trap 'rm -rf "$work"' EXIT
venv=${DATASETS_VENV:-$work/venv}
[[ -x $venv/bin/python ]] || python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
cargo build --release --locked --bin juesuan --manifest-path "$root/Cargo.toml" >&2
juesuan=${CARGO_TARGET_DIR:-$root/target}/release/juesuan
PATH=$(dirname "$juesuan"):$PATH
cd "$work"
mkdir archive
cp "$root"/corpus/pdf/*.pdf "$root"/corpus/text/* archive/
# The README's own command; then what it only mentions. The password-protected document fails: exit status 1.
command=$(grep -m1 '^juesuan convert archive/' "$root/README.md")
$command --quiet 2>/dev/null || [[ $? == 1 ]]
$command --quiet -f xlsx --bom 2>/dev/null || [[ $? == 1 ]]
"$venv/bin/python" -B "$here/queries.py" "$root"
