//go:build bindings

// Command bindings writes frontend/wailsjs: Wails' runtime and a TypeScript
// declaration of every bound Go method. In a build with the tag bindings Wails
// does that instead of opening the window that it is asked for. There is no
// library behind the structs.
package main

import (
	"os"
	"testing/fstest"

	"github.com/afterword-app/afterword/app"
	"github.com/afterword-app/afterword/app/cli"
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

func main() {
	page := fstest.MapFS{"index.html": {}}
	os.Exit(cli.Report(os.Stderr, app.OpenWindow(authoring.New(nil, nil, retro.IDs{}), page, nil, app.Info{})))
}
