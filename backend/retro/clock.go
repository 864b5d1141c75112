package retro

import (
	"sync"
	"time"
)

// Clock tells the time. Only main passes time.Now; everything else is given a
// clock, so that a test or the example retrospective can live on a fixed day.
type Clock func() time.Time

// FixedClock returns a clock that starts at t and advances by step with each
// reading. It may be read by several at once.
func FixedClock(t time.Time, step time.Duration) Clock {
	var reading sync.Mutex
	next := t
	return func() time.Time {
		reading.Lock()
		defer reading.Unlock()
		now := next
		next = next.Add(step)
		return now
	}
}
