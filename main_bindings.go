//go:build bindings

package main

import (
	"github.com/afterword-app/afterword/app"
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// openWindow, in the build that writes the TypeScript bindings, hands Wails the
// bound structs; it opens neither a window nor a library.
func openWindow(_, _ string) error {
	return app.OpenWindow(authoring.New(nil, nil, retro.IDs{}), page(), icon, app.Info{})
}
