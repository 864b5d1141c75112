//go:build headless

package main

import "github.com/afterword-app/afterword/backend/retro"

func openWindow(string) error {
	return retro.Errorf(retro.CodeUnsupported, "this build of Afterword has no window").
		WithHint("afterword --help lists the commands; make build makes the app with a window")
}
