#!/bin/sh
# Builds and opens Afterword. On a machine without a display it builds the
# command line instead, lets it make the example retrospective, and says where
# the results are.
set -eu

cd "$(dirname "$0")/.."

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
	make --no-print-directory build
	exec ./afterword
fi

echo 'There is no display here: building the command line and the example retrospective.'
make --no-print-directory headless
./afterword demo --out demo-out
printf '\nThe example retrospective and everything exported from it are in demo-out:\n'
(cd demo-out && find . -type f | sort | sed 's|^\./|  |')
printf 'Open demo-out/*.html in a browser to read it. With a display, make run opens the window.\n'
