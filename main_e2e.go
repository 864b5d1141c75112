//go:build e2e && !headless

package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/afterword-app/afterword/app/bridge"
)

// runExtra adds the bridge to the builds that end-to-end tests use: the window's
// page and its calls, served to a browser on this machine.
func runExtra(ctx context.Context, args []string, library string) (int, bool) {
	if args[0] != "bridge" {
		return 0, false
	}
	if err := bridge.Serve(ctx, args[1:], os.Stdout, bridge.Options{Library: library, Page: page(), Version: version, Clock: time.Now}); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		return 1, true
	}
	return 0, true
}
