#!/bin/sh
# Fails when committed generated code is not what the generators make today.
# It compares with the working tree, not with the last commit, so that it can be
# run before committing.
set -eu

cd "$(dirname "$0")/.."
generated='frontend/src/backend/generated backend/sqlite'

before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
for folder in $generated; do
	mkdir -p "$before/$folder"
	cp -R "$folder/." "$before/$folder/"
done

make --no-print-directory generate >/dev/null

stale=0
for folder in $generated; do
	# The checksums only say whether there is anything to make.
	diff -ru -x queries.sum "$before/$folder" "$folder" || stale=1
done
if [ "$stale" = 1 ]; then
	echo 'error: generated code was not up to date' >&2
	echo 'hint: it is now; look at the difference above and commit it' >&2
	exit 1
fi
