//go:build !headless

package main

import (
	"context"
	"crypto/rand"
	"embed"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/afterword-app/afterword/app"
	"github.com/afterword-app/afterword/app/cli"
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// frontendFiles is the built window. A clone without a frontend build holds only
// the placeholder that the folder is kept by, which is enough to compile and
// test everything but the window.
//
//go:embed all:frontend/dist
var frontendFiles embed.FS

//go:embed build/appicon.png
var icon []byte

// openWindow shows the app, with the bundle that it was started with or "", and
// returns its exit status.
func openWindow(library, bundle string) int {
	clock := retro.Clock(time.Now)
	db, err := sqlite.Open(context.Background(), library, sqlite.Options{Clock: clock, OpenText: authoring.OpenText})
	if err != nil {
		return refuse(refusal(err, bundle))
	}
	service := authoring.New(db, clock, retro.NewIDs(rand.Reader)).WithTicker(systemTicks())
	err = app.OpenWindow(service, page(), icon, app.Info{Version: version, LibraryPath: library, Bundle: bundle})
	if closeErr := db.Close(); err == nil {
		err = closeErr
	}
	return cli.Report(os.Stderr, err)
}

// refuse says why the library could not be opened: on the terminal first, which
// needs no screen, and then in a window, because whoever started the app by a
// click sees no terminal.
func refuse(refused error) int {
	code := cli.Report(os.Stderr, refused)
	cli.Report(os.Stderr, app.OpenRefusal(page(), icon, refused))
	return code
}

// refusal puts what a locked library means into words for a person with a window
// in front of them.
func refusal(err error, bundle string) error {
	if retro.ErrorCode(err) != retro.CodeLocked {
		return err
	}
	refused := retro.Errorf(retro.CodeLocked, "this library is open in another Afterword window")
	if bundle == "" {
		return refused.WithHint("go on in that window, or close it and start Afterword again")
	}
	return refused.WithHint("drop %s on that window, or open it there from the library with Ctrl+O", filepath.Base(bundle))
}

// page returns the files of the window's page.
func page() fs.FS {
	files, err := fs.Sub(frontendFiles, "frontend/dist")
	if err != nil {
		panic(err) // the path above is the one embedded
	}
	return files
}
