#!/bin/sh
# Runs every fuzz target of the module for the given time each (default 30s).
# go test takes one target of one package at a time, hence the loop. A crash is
# left under the package's testdata/fuzz: commit it with its fix.
set -eu

cd "$(dirname "$0")/.."
each=${1:-30s}

grep -rnoE '^func Fuzz[A-Za-z0-9_]+' --include='*_test.go' app backend |
	sed -E 's|^(.*)/[^/]+:[0-9]+:func (Fuzz.*)$|\1 \2|' |
	sort -u |
	while read -r folder target; do
		printf '%s %s for %s\n' "$folder" "$target" "$each"
		go test "./$folder" -run '^$' -fuzz "^$target\$" -fuzztime "$each" </dev/null
	done
