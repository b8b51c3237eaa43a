#!/usr/bin/env bash
# Prints what the binary is made of: every crate that is linked into it, with its licence, then each text of a licence or
# notice that they ship, once, under the crates that it comes with.
#
#   scripts/release/licences.sh [TARGET]
#
# The texts are read from the sources of the crates, which a build has downloaded.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${1:-x86_64-unknown-linux-gnu}
sources=(${CARGO_HOME:-$HOME/.cargo}/registry/src/*)

# "name version|licence", of other people's crates.
crates=$(cargo tree --locked -p juesuan -e normal --target "$target" --prefix none --format '{p}|{l}' |
    grep -v "($PWD" | sed -E 's/ \(proc-macro\)//; s/ \(\*\)$//; s/ v([^|]*)\|/ \1|/' | sort -u)

echo "juesuan is linked with these crates, each under the licence beside it:"
echo
sed 's/|/: /; s/^/  /' <<<"$crates"
if [[ $target == *-gnu ]]; then
    printf '\nand with the GNU C Library, under the LGPL 2.1 or later: https://www.gnu.org/software/libc/\n'
else
    printf '\nand with musl, under the MIT licence: https://musl.libc.org/\n'
fi

declare -A texts owners
while IFS='|' read -r crate _; do
    for source in "${sources[@]}"; do
        for file in "$source/${crate/ /-}"/{LICEN[CS]E,COPYING,COPYRIGHT,NOTICE,UNLICENSE}*; do
            [[ -f $file ]] || continue
            hash=$(sha256sum <"$file")
            texts[$hash]=$file
            owners[$hash]+="${owners[$hash]:+, }$crate"
        done
    done
done <<<"$crates"

# In an order that does not depend on hashes.
for hash in "${!owners[@]}"; do printf '%s\t%s\n' "${owners[$hash]}" "$hash"; done | sort |
    while IFS=$'\t' read -r names hash; do
        printf '\n%s\n%s\n\n' "$(printf '=%.0s' {1..80})" "$names"
        cat "${texts[$hash]}"
    done
