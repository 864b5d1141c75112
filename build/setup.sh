#!/bin/sh
# Installs what is missing to build or to test Afterword, and nothing else.
#
#   build/setup.sh run     Go alone: enough for the command line
#   build/setup.sh build   and the window: GTK, WebKitGTK, a C compiler, Node packages
#   build/setup.sh test    and what the tests drive: an X server, a browser, a clipboard
#   build/setup.sh bench   and what the benchmarks compare with
#
# On Debian and Ubuntu system packages come through apt, as root or with sudo.
# Elsewhere it prints what to install and stops. It may be run at any time: when
# nothing is missing it takes a fraction of a second and changes nothing.
set -eu

cd "$(dirname "$0")/.."
purpose=${1:-test}

say() { printf 'setup: %s\n' "$*" >&2; }
stop() {
	printf 'error: %s\n' "$1" >&2
	printf 'hint: %s\n' "$2" >&2
	exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

needed_go=1.26
needed_node=20

# version_at_least HAVE WANT compares dotted numbers.
version_at_least() {
	[ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

have go || stop "Go is not installed" "install Go $needed_go or newer from https://go.dev/dl/"
found=$(go env GOVERSION | sed 's/^go//; s/[^0-9.].*//')
version_at_least "$found" "$needed_go" ||
	stop "Go $found is too old" "install Go $needed_go or newer from https://go.dev/dl/"
[ "$purpose" = run ] && exit 0

have node && have npm || stop "Node.js is not installed" "install Node.js $needed_node or newer, with npm"
found=$(node --version | sed 's/^v//')
version_at_least "$found" "$needed_node" ||
	stop "Node.js $found is too old" "install Node.js $needed_node or newer"

# --- system packages ---------------------------------------------------------

# installed PACKAGE asks dpkg, which knows nothing of a purged or half-removed one.
installed() {
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

has_browser() { have chromium || have chromium-browser || have google-chrome; }

# missing prints the Debian packages that are not there yet.
missing() {
	for package in ca-certificates gcc libc6-dev pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev; do
		installed "$package" || printf '%s ' "$package"
	done
	[ "$purpose" = build ] && return 0
	if [ "$purpose" = bench ]; then
		for package in lnav; do
			installed "$package" || printf '%s ' "$package"
		done
	fi
	# The tests of package diff compare with git and wdiff, and those of package debrief
	# have ffmpeg put chapters into a recording.
	for package in git wdiff ffmpeg xvfb xdotool xclip imagemagick dbus-x11; do
		installed "$package" || printf '%s ' "$package"
	done
	# Ubuntu calls its browser chromium-browser and ships it as a snap.
	if ! has_browser; then
		if apt-cache show chromium >/dev/null 2>&1; then printf 'chromium '; else printf 'chromium-browser '; fi
	fi
}

apt_install() {
	if [ "$(id -u)" = 0 ]; then
		as_root=''
	elif have sudo; then
		as_root=sudo
	else
		stop "system packages are missing and this is neither root nor has sudo" \
			"as root: apt-get update && apt-get install -y --no-install-recommends $*"
	fi
	say "installing $*"
	$as_root apt-get update -qq
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

# elsewhere checks by what a package provides, for systems without apt.
elsewhere() {
	lacking=''
	want() { lacking="$lacking
  - $1"; }
	have cc || have gcc || have clang || want 'a C compiler (gcc or clang)'
	if [ "$(uname -s)" = Linux ]; then
		have pkg-config || want 'pkg-config'
		pkg-config --exists gtk+-3.0 2>/dev/null || want 'the GTK 3 development files (Fedora: gtk3-devel, Arch: gtk3)'
		pkg-config --exists webkit2gtk-4.1 2>/dev/null ||
			want 'the WebKitGTK 4.1 development files (Fedora: webkit2gtk4.1-devel, Arch: webkit2gtk-4.1)'
	fi
	if [ "$purpose" != build ]; then
		for tool in Xvfb xdotool xclip import dbus-run-session; do
			have "$tool" || want "$tool (import is part of ImageMagick)"
		done
		has_browser || want 'Chromium or Chrome'
	fi
	[ -z "$lacking" ] || stop "some system packages are missing, and this is not Debian or Ubuntu" "install:$lacking"
}

if have apt-get && have dpkg-query; then
	packages=$(missing)
	# Unquoted on purpose: one word per package.
	# shellcheck disable=SC2086
	[ -z "$packages" ] || apt_install $packages
else
	elsewhere
fi

# --- Node packages -----------------------------------------------------------

# npm writes node_modules/.package-lock.json last, so it dates the whole folder.
if [ ! frontend/node_modules/.package-lock.json -nt frontend/package-lock.json ]; then
	say "installing the frontend's packages"
	(cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
fi
