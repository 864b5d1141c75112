//go:build headless

package main

import "github.com/afterword-app/afterword/backend/retro"

func openWindow(_, bundle string) error {
	err := retro.Errorf(retro.CodeUnsupported, "this build of Afterword has no window")
	if bundle != "" {
		return err.WithHint("afterword import %s takes it over", bundle)
	}
	return err.WithHint("afterword --help lists the commands; make build makes the app with a window")
}
