#!/usr/bin/env bash
# Proves that a binary needs nothing of the system: runs it in a folder that holds it, documents of the corpus, /proc, the
# system's source of chance (/dev/random, /dev/urandom) and an empty /tmp. A batch is converted too, since its workers are the program itself, started anew by way of /proc; a report of
# one file is made in /tmp first.
#
#   scripts/release/check.sh target/x86_64-unknown-linux-gnu/release/juesuan
#
# Needs unshare of util-linux, and a system that lets users make namespaces (or root).
set -euo pipefail
binary=$(realpath "$1")
cd "$(dirname "$0")/../.."

if ! ldd "$binary" 2>&1 | grep -Eq 'statically linked|not a dynamic executable'; then
    echo "$binary is not static:" >&2
    ldd "$binary" >&2
    exit 1
fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir "$root/proc" "$root/dev" "$root/tmp" "$root/in" "$root/out"
touch "$root/dev/random" "$root/dev/urandom"
cp "$binary" "$root/juesuan"
cp corpus/pdf/zs12345-2022-embedded.pdf corpus/pdf/tiny-5-typst-unruled.pdf corpus/text/zs12345-2022.txt "$root/in/"

inside() {
    unshare --map-root-user --mount sh -c '
        mount --rbind /proc "$0/proc" && mount --bind /dev/random "$0/dev/random" &&
            mount --bind /dev/urandom "$0/dev/urandom" && exec chroot "$0" /juesuan "$@"' "$root" "$@"
}

# What was written, and is not empty.
is_there() {
    for path; do
        [[ -s $root/$path ]] || { echo "missing: $path" >&2; exit 1; }
    done
}

inside --version
inside convert in/zs12345-2022-embedded.pdf -o out/one.json
inside convert in/zs12345-2022-embedded.pdf -f xlsx -o out/one.xlsx
inside report in/zs12345-2022-embedded.pdf -o out/one.html
inside convert in -o out/archive -j 2 --report -f json -f csv -f parquet -f xlsx
is_there out/one.json out/one.xlsx out/one.html out/archive/index.html out/archive/parquet/cells.parquet \
    out/archive/csv/line_items.csv out/archive/json/{zs12345-2022-embedded.pdf,tiny-5-typst-unruled.pdf,zs12345-2022.txt}.json
echo "static, and works where nothing else is"
