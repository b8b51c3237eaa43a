#!/usr/bin/env bash
# Measures the CPU time of juesuan beside its peers, on this machine, in one command.
#
#   scripts/bench_peers/run.sh [--json] [--runs N] [--skip-slow] [FILE|FOLDER…]      default: corpus/pdf
#
# What is run, each in its own process, its user + system CPU time taken from the kernel (wait4):
#   juesuan     juesuan convert FILE -o OUT              median of N = 5 runs
#   pdftotext   pdftotext -q FILE OUT                    median of N runs, turn by turn with juesuan
#   pdfplumber  extract_tables() over all pages          one run (it takes seconds); with and without its imports
#   pymupdf     find_tables() over all pages             one run; with and without its imports
#   juesuan     all the files in one run, -j 1           median of N runs: how an archive is converted
#
# Printed: CPU per file and in total, CPU per page, juesuan ÷ pdftotext, juesuan ÷ pdfplumber, and peak memory (the kernel
# never reports less than the measuring process itself had, about 15 MiB).
# The tools do not do the same work: pdftotext gives text, pdfplumber gives cells of single pages, juesuan gives joined
# forms and checks. Files that a tool fails on are named, and left out of the totals and ratios for every tool.
#
# Needs: cargo; python3 with venv; pip access to a package index; poppler-utils. The Python packages go into a
# throw-away virtual environment under $TMPDIR, removed at the end (set BENCH_VENV=FOLDER to keep and reuse one).
#
#   JUESUAN=COMMAND   measures another command than target/release/juesuan, and skips the build. {in} and {out} stand
#                     for the files; without {in}, "convert {in} -o {out}" is added.
#                     For example: JUESUAN='pdftotext -q {in} {out}'
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

if ! command -v pdftotext >/dev/null; then
    echo "pdftotext is missing. Install it with:  apt-get install poppler-utils" >&2
    exit 2
fi

if [[ -n ${BENCH_VENV:-} ]]; then
    venv=$BENCH_VENV
else
    venv=$(mktemp -d "${TMPDIR:-/tmp}/bench-peers.XXXXXX")
    trap 'rm -rf "$venv"' EXIT
fi
if [[ ! -x $venv/bin/python ]]; then
    python3 -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2

if [[ -z ${JUESUAN:-} ]]; then
    cargo build --release --locked --bin juesuan --manifest-path "$root/Cargo.toml" >&2
    target=${CARGO_TARGET_DIR:-$root/target}
    case $target in /*) ;; *) target=$PWD/$target ;; esac
    export JUESUAN="$target/release/juesuan"
fi

takes_path=0 paths=0
for argument in "$@"; do
    if ((takes_path)); then takes_path=0; continue; fi
    case $argument in
        --runs) takes_path=1 ;;
        -*) ;;
        *) paths=1 ;;
    esac
done
((paths)) || set -- "$@" "$root/corpus/pdf"

PYTHONPATH=$root/scripts "$venv/bin/python" -B "$here/measure.py" "$@"
