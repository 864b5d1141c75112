//go:build !headless

package main

import "embed"

// frontendFiles is the built window. A clone without a frontend build holds only
// the placeholder that the folder is kept by, which is enough to compile and
// test everything but the window.
//
//go:embed all:frontend/dist
var frontendFiles embed.FS
