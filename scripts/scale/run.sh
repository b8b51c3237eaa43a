#!/usr/bin/env bash
# Converts a large archive and tells how fast, in how much memory, and what failed.
#
#   scripts/scale/run.sh [N]        N documents, 5000 unless told (about 100,000 pages)
#
# The archive is made from the shipped corpus in a throw-away folder under $TMPDIR, with 1 % damaged files. Printed: the
# summary of a run on all processors (-j2 where there are two), its CPU time, and the peak memory of the run and its
# workers together, sampled; then the same of a run with -j1 on the first tenth, and of a second run over all.
#
# Needs: cargo, python3, GNU time; about 2 GB of disk for 5000 documents, and as much again for what comes out.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
count=${1:-5000}
work=$(mktemp -d "${TMPDIR:-/tmp}/scale.XXXXXX")
trap 'rm -rf "$work"' EXIT
cargo build --release --locked --bin juesuan --manifest-path "$root/Cargo.toml" >&2
juesuan=${CARGO_TARGET_DIR:-$root/target}/release/juesuan

python3 -B "$here/archive.py" "$root/corpus" "$work/in" "$count"
echo "$count files, $(du -sm "$work/in" | cut -f1) MB"

# Peak of the sum over the run and its workers, in KiB.
watch() {
    local peak=0 sum
    while kill -0 "$1" 2>/dev/null; do
        sum=$(ps -o rss= --pid "$1" --ppid "$1" 2>/dev/null | awk '{ sum += $1 } END { print sum + 0 }')
        ((sum > peak)) && peak=$sum
        sleep 0.2
    done
    echo "peak memory of all processes together: $((peak / 1024)) MiB"
}

convert() {
    local title=$1; shift
    printf '\n== %s\n' "$title"
    # exec: the run itself is what is watched. Damaged files make it end with 1.
    env time -f "CPU %U s user, %S s system; wall %e s" "$juesuan" convert --lang en "$@" 2>"$work/told" &
    local timer=$!
    sleep 0.1
    watch "$(pgrep -P $timer | head -1)"
    wait $timer || true
    grep -v "^juesuan: $work" "$work/told" | tail -n 20
}

workers=$(nproc)
convert "all, -j$workers" "$work/in" -o "$work/out" -j "$workers"
convert "all again: nothing to do" "$work/in" -o "$work/out" -j "$workers"
convert "datasets: CSV and Parquet of what is there" "$work/in" -o "$work/out" -j "$workers" -f csv -f parquet
convert "the first tenth of the years, -j1" "$work/in/2015" -o "$work/one" -j 1
convert "the first tenth of the years, -j$workers" "$work/in/2015" -o "$work/two" -j "$workers"
