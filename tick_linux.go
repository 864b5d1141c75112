package main

import (
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/afterword-app/afterword/backend/retro"
)

// systemTicks reads the machine's clocks. Linux says by two of them how long it has
// slept: one counts on meanwhile. Both begin with the machine, so that each process
// reads the same.
func systemTicks() retro.Ticker {
	boot, _ := os.ReadFile("/proc/sys/kernel/random/boot_id") // what cannot be read is the same for all
	return func() retro.Tick {
		steady, awakeOrNot := clockTime(unix.CLOCK_MONOTONIC), clockTime(unix.CLOCK_BOOTTIME)
		return retro.Tick{
			At: time.Now().UTC().Round(0), Steady: steady, Slept: max(0, awakeOrNot-steady), Boot: strings.TrimSpace(string(boot)),
		}
	}
}

func clockTime(clock int32) time.Duration {
	var read unix.Timespec
	if err := unix.ClockGettime(clock, &read); err != nil {
		return 0
	}
	return time.Duration(read.Nano())
}
