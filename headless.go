//go:build headless

package main

import (
	"os"

	"github.com/afterword-app/afterword/app/cli"
	"github.com/afterword-app/afterword/backend/retro"
)

func openWindow(_, bundle string) int {
	err := retro.Errorf(retro.CodeUnsupported, "this build of Afterword has no window")
	if bundle != "" {
		return cli.Report(os.Stderr, err.WithHint("afterword import %s takes it over", bundle))
	}
	return cli.Report(os.Stderr, err.WithHint("afterword --help lists the commands; make build makes the app with a window"))
}
