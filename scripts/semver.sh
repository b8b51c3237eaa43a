#!/usr/bin/env bash
# Whether the public interface of the library crates still is what other programs were written against: cargo-semver-checks
# compares it with that of the commit in .ci/semver-baseline.
#
#   scripts/semver.sh
#
# Until there is a release, the baseline is a commit. Whoever breaks the interface on purpose says so in CHANGELOG.md and puts
# the commit that does into .ci/semver-baseline, in the next one; with a release it is the release's commit.
#
# cargo-semver-checks is installed where it is missing: a C compiler is needed for that, and a quarter of an hour. It reads the
# JSON of rustdoc, whose form changes with the compiler, so that its version belongs to the compiler's.
set -euo pipefail
cd "$(dirname "$0")/.."

version=0.51.0
if ! cargo semver-checks --version 2>/dev/null; then
    # Compiling takes longer than the checks do: unoptimized, they take a second a crate.
    if ! cargo install cargo-semver-checks --locked --debug --version "$version"; then
        echo "NOT CHECKED: cargo-semver-checks cannot be installed here." >&2
        exit 0
    fi
fi

baseline=$(grep -v '^#' .ci/semver-baseline)
if ! git cat-file -e "$baseline^{commit}" 2>/dev/null; then
    echo "NOT CHECKED: this clone has no commit $baseline. Fetch the whole history to compare with it." >&2
    exit 0
fi
cargo semver-checks --baseline-rev "$baseline" -p juesuan-model -p juesuan-extractor -p juesuan-reconciler
