#!/bin/sh
# Runs a command with its temporary files in memory, where the system has room
# for them there: most tests wait for a library to reach the disk, and none looks
# whether it did.
#
#   build/inmemory.sh go test ./...
set -eu

memory=/dev/shm
needed=2097152 # KiB

free=$(df -Pk "$memory" 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -w "$memory" ] && [ "${free:-0}" -ge "$needed" ]; then
	# What Go compiles stays where it was.
	export GOTMPDIR="${GOTMPDIR:-${TMPDIR:-/tmp}}"
	TMPDIR=$(mktemp -d "$memory/afterword.XXXXXX")
	export TMPDIR
	trap 'rm -rf "$TMPDIR"' EXIT
	trap 'exit 130' INT TERM
fi
"$@"
