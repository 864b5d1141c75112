#!/bin/sh
# Writes frontend/wailsjs: Wails' runtime and a TypeScript declaration of every
# bound Go method. The generator (build/bindings) needs neither GTK nor cgo.
set -eu

cd "$(dirname "$0")/.."
tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT

CGO_ENABLED=0 go build -tags bindings -o "$tool/bindings" ./build/bindings
tsoutputtype=interfaces "$tool/bindings"

# The generator marks all that it writes as executable.
find frontend/wailsjs -type f -exec chmod 644 {} +
