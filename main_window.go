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

func openWindow(library string) error {
	clock := retro.Clock(time.Now)
	db, err := sqlite.Open(context.Background(), library, sqlite.Options{Clock: clock})
	if err != nil {
		return err
	}
	service := authoring.New(db, clock, retro.NewIDs(rand.Reader))
	err = app.OpenWindow(service, page(), icon, app.Info{Version: version, LibraryPath: library})
	if closeErr := db.Close(); err == nil {
		err = closeErr
	}
	return err
}
