//go:build !headless && !bindings

package main

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/afterword-app/afterword/app"
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// openWindow shows the app, with the bundle that it was started with or "".
func openWindow(library, bundle string) error {
	clock := retro.Clock(time.Now)
	db, err := sqlite.Open(context.Background(), library, sqlite.Options{Clock: clock})
	if retro.ErrorCode(err) == retro.CodeLocked && bundle != "" {
		return retro.Errorf(retro.CodeLocked, "Afterword is open already with this library").
			WithHint("drop %s on its window, or open it there from the library with Ctrl+O", bundle)
	}
	if err != nil {
		return err
	}
	service := authoring.New(db, clock, retro.NewIDs(rand.Reader))
	err = app.OpenWindow(service, page(), icon, app.Info{Version: version, LibraryPath: library, Bundle: bundle})
	if closeErr := db.Close(); err == nil {
		err = closeErr
	}
	return err
}
