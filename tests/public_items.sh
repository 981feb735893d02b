#!/usr/bin/env bash
# Compares what the library makes public with tests/fixtures/public_items.txt, by the pages that
# `cargo doc --release --no-deps` has written. With --write the file is written anew.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
kept=tests/fixtures/public_items.txt
pages="${CARGO_TARGET_DIR:-target}/doc/cvrank"

# Pages of items that are gone stay in the folder, so only those that the list of all names count.
public_items() {
    grep -oE 'href="([a-z0-9_]+/)*[a-z]+\.[A-Za-z0-9_]+\.html"' "$pages/all.html" | cut -d'"' -f2 |
        while IFS=. read -r place name _; do
            module="${place%/*}"
            path="${module//\//::}::$name"
            printf '%s (%s)\n' "$path" "${place##*/}"
            members "$pages/$place.$name.html" | sed "s/^/$path::/"
        done | sort -u
}

# Fields, variants and methods of one page; what comes of implementing a trait is left out.
members() {
    grep -oE ' id="(structfield|variant|method|tymethod|associated[a-z]+)\.[^"]+" class="[^"]+"' "$1" |
        grep -v trait-impl | cut -d'"' -f2 |
        sed -E 's/^variant\.(.+)\.field\.(.+)/\1::\2 (field)/; t
            s/^structfield\.(.+)/\1 (field)/; t
            s/^(ty)?([a-z]+)\.(.+)/\3 (\2)/' || true
}

found="$(public_items)"
if [ "${1-}" = --write ]; then
    printf '%s\n' "$found" > "$kept"
elif ! printf '%s\n' "$found" | diff -U0 --label "$kept" --label 'public now' "$kept" -; then
    echo "What is public has changed. Is it meant to be used by others? If not, make it pub(crate);" >&2
    echo "if so, run 'tests/public_items.sh --write' after cargo doc, and commit $kept." >&2
    exit 1
fi
