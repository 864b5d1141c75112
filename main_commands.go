//go:build !e2e || headless

package main

import "context"

// runExtra runs commands that only some builds have; this one has none.
func runExtra(context.Context, []string, string) (code int, handled bool) { return 0, false }
