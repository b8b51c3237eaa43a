#!/usr/bin/env bash
# Makes a release for Linux: one binary that needs nothing of the system that it runs on, packed with its papers.
#
#   scripts/release/build.sh [FOLDER]       # writes FOLDER/juesuan-VERSION-x86_64-linux-static.tar.gz; FOLDER is target/dist/
#
# With the musl target it links musl, which is what should be published:
#
#   rustup target add x86_64-unknown-linux-musl
#
# Without it, it links the C library of this system (glibc) statically. Both run everywhere, since everything else is Rust and
# nothing looks up hosts or users. glibc is under the LGPL: whoever passes such a binary on says where its source is; musl is
# under the MIT licence. Needs git, tar, gzip and a linker; builds with --locked, so with the versions that were tested.
#
# The same commit, compiler and C library give the same bytes: no clock, no folder of this machine.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=${1:-target/dist}
version=$(awk -F'"' '/^version = / { print $2; exit }' Cargo.toml)
name=juesuan-$version-x86_64-linux-static
target=x86_64-unknown-linux-gnu
if [[ -d $(rustc --print sysroot)/lib/rustlib/x86_64-unknown-linux-musl ]]; then
    target=x86_64-unknown-linux-musl
fi
echo "$name for $target"

# With --target, the flags are not those of what runs while building. The folder of downloaded crates stands in the messages
# of panics.
export RUSTFLAGS="-C target-feature=+crt-static --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"
export CARGO_PROFILE_RELEASE_STRIP=symbols
cargo build --release --locked -p juesuan --target "$target"
binary=${CARGO_TARGET_DIR:-target}/$target/release/juesuan

scripts/release/check.sh "$binary"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage/$name/completions" "$folder"
install -m 755 "$binary" "$stage/$name/juesuan"
cp README.md README.zh.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$stage/$name/"
scripts/release/licences.sh "$target" >"$stage/$name/THIRD-PARTY.txt"
"$binary" man --output "$stage/$name/man/"
for shell in bash zsh fish powershell elvish; do
    "$binary" completions "$shell" >"$stage/$name/completions/juesuan.$shell"
done

# Times of the commit, no owners.
packed=$folder/$name.tar.gz
tar --create --directory "$stage" --sort=name --owner=0 --group=0 --numeric-owner --mode=u+w,go=u-w,a+rX \
    --mtime="@$(git log -1 --format=%ct)" "$name" | gzip -9n >"$packed"
tar --list --file "$packed"
(cd "$folder" && sha256sum "$name.tar.gz" | tee "$name.tar.gz.sha256")
