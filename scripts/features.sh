#!/usr/bin/env bash
# Every crate with no features, then with each of its features alone: what is behind a feature must not be needed without it.
# Run from anywhere:  scripts/features.sh [CRATE…]
#
# The features are those that the crates' Cargo.toml name, so that a new one is looked at too. Each crate is built by itself:
# built together, the crates would lend each other the features of what they share. All features together are built by
# `cargo clippy --workspace`, since the command has every feature by default.
set -euo pipefail
cd "$(dirname "$0")/.."

# The names in the section [features] of a Cargo.toml, but for `default`.
features_of() {
    awk '/^\[/ { inside = ($0 == "[features]") } inside && /^[a-z][a-z0-9_-]* *=/ && $1 != "default" { print $1 }' "$1"
}

# The package's name in a Cargo.toml.
name_of() {
    awk -F'"' '/^name = / { print $2; exit }' "$1"
}

# Clippy, because it denies warnings of our crates without building the others anew.
build() {
    printf -- '-- %s\n' "$*"
    cargo clippy --quiet --locked --no-default-features "$@" -- -D warnings
}

for manifest in crates/*/Cargo.toml; do
    name=$(name_of "$manifest")
    if (($#)) && [[ " $* " != *" $name "* ]]; then continue; fi
    build -p "$name"
    for feature in $(features_of "$manifest"); do
        build -p "$name" --features "$feature"
    done
done
