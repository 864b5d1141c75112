//go:build !headless

package main

import (
	"embed"
	"io/fs"
)

// frontendFiles is the built window. A clone without a frontend build holds only
// the placeholder that the folder is kept by, which is enough to compile and
// test everything but the window.
//
//go:embed all:frontend/dist
var frontendFiles embed.FS

//go:embed build/appicon.png
var icon []byte

// page returns the files of the window's page.
func page() fs.FS {
	files, err := fs.Sub(frontendFiles, "frontend/dist")
	if err != nil {
		panic(err) // the path above is the one embedded
	}
	return files
}
