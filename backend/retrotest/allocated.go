package retrotest

import "runtime"

// Allocated returns how many bytes run allocates, all told: what grows with the square of
// its input shows in it on every machine, as it does not in a time. It counts what other
// goroutines allocate too, so the test must not run in parallel.
func Allocated(run func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
