//go:build !linux

package main

import (
	"crypto/rand"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// systemTicks reads the wall clock, and the steady one of this process, which another
// process cannot compare with its own.
func systemTicks() retro.Ticker {
	began, boot := time.Now(), rand.Text()
	return func() retro.Tick {
		now := time.Now()
		return retro.Tick{At: now.UTC().Round(0), Steady: now.Sub(began), Boot: boot}
	}
}
