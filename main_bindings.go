//go:build bindings

package main

import (
	"os"

	"github.com/afterword-app/afterword/app"
	"github.com/afterword-app/afterword/app/cli"
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// openWindow, in the build that writes the TypeScript bindings, hands Wails the
// bound structs; it opens neither a window nor a library.
func openWindow(_, _ string) int {
	return cli.Report(os.Stderr, app.OpenWindow(authoring.New(nil, nil, retro.IDs{}), page(), icon, app.Info{}))
}
