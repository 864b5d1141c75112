// Afterword turns the logs, chat and screenshots of an incident into a timeline,
// a document and a debrief that people learn from. Without arguments it opens
// its window; with a command it runs that and ends. See README.md.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zone files, and neither has a bare container.

	"golang.org/x/term"

	"github.com/afterword-app/afterword/app/cli"
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
)

// version is set by the linker for a release.
var version = "0.1.0-dev"

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	canvas.UseFonts(canvas.NewFonts(canvas.FontFolders()...))
	library, err := libraryPath()
	if err != nil {
		fmt.Fprintf(os.Stderr, "error: %s\nhint: name a library file with AFTERWORD_LIBRARY\n", err)
		return 1
	}
	bundle, isBundle := bundleIn(args)
	if len(args) == 0 || isBundle {
		return openWindow(library, bundle)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	environment := cli.Environment{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Clock: retro.Clock(time.Now), Ticks: systemTicks(), Library: library, Colour: colour(os.Stdout),
	}
	return cli.Run(ctx, args, version, environment)
}

// bundleIn returns the file that a colleague sent, where the command line is
// nothing but its path, as when it is opened in a folder.
func bundleIn(args []string) (path string, ok bool) {
	if len(args) != 1 || !strings.EqualFold(filepath.Ext(args[0]), authoring.BundleExtension) {
		return "", false
	}
	return args[0], true
}

// colour reports whether out is a terminal that wants colour (no-color.org).
func colour(out io.Writer) bool {
	file, ok := out.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(file.Fd()))
}

// libraryPath is AFTERWORD_LIBRARY, else afterword.db in the folder where the
// system keeps a user's data.
func libraryPath() (string, error) {
	if path := os.Getenv("AFTERWORD_LIBRARY"); path != "" {
		return path, nil
	}
	folder, err := dataFolder()
	if err != nil {
		return "", err
	}
	folder = filepath.Join(folder, "afterword")
	// Where it cannot be made, opening the library says so; a command that needs
	// none does not care.
	_ = os.MkdirAll(folder, 0o700)
	return filepath.Join(folder, "afterword.db"), nil
}

func dataFolder() (string, error) {
	if runtime.GOOS != "linux" {
		folder, err := os.UserConfigDir()
		if err != nil {
			return "", fmt.Errorf("find the folder for your data: %w", err)
		}
		return folder, nil
	}
	if folder := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(folder) {
		return folder, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("find the folder for your data: %w", err)
	}
	return filepath.Join(home, ".local", "share"), nil
}
