#!/bin/sh
# Writes frontend/wailsjs: Wails' runtime and a TypeScript declaration of every
# bound Go method. The generator is the app itself, built under a tag that makes
# it write them instead of opening a window; it needs neither GTK nor cgo.
set -eu

cd "$(dirname "$0")/.."
tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT

CGO_ENABLED=0 go build -tags bindings -o "$tool/bindings" .
tsoutputtype=interfaces "$tool/bindings"

# The generator marks all that it writes as executable.
find frontend/wailsjs -type f -exec chmod 644 {} +
