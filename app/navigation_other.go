//go:build !headless && !(linux && desktop && webkit2_41)

package app

// keepPage does nothing where the window is not WebKitGTK's.
func keepPage() {}
