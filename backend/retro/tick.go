package retro

import "time"

// Tick is one reading of the machine's clocks.
type Tick struct {
	At time.Time // the wall clock, which people and networks set
	// Steady counts on whatever is done to the wall clock, and only while the machine
	// is awake.
	Steady time.Duration
	// Slept is how long the machine has slept, as far as it says so.
	Slept time.Duration
	// Boot names what Steady and Slept count from; readings of another cannot be
	// compared with them.
	Boot string
}

// Ticker reads the machine's clocks.
type Ticker func() Tick

// WallTicks reads a wall clock alone, which then counts as steady.
func WallTicks(clock Clock) Ticker {
	return func() Tick { return wallTick(clock()) }
}

const wallBoot = "wall"

func wallTick(at time.Time) Tick {
	return Tick{At: at.UTC(), Steady: time.Duration(at.UnixNano()), Boot: wallBoot}
}

// Since is how long it was from one reading to a later one: by the steady clock, or
// by the wall clock where the machine was started anew in between. It is never
// negative.
func (t Tick) Since(earlier Tick) time.Duration {
	if t.Boot == earlier.Boot {
		return max(0, t.Steady-earlier.Steady)
	}
	return max(0, t.At.Sub(earlier.At))
}

// jumpsFrom is what the wall clock may differ from the steady one and not count as set.
const jumpsFrom = 2 * time.Second

// disturbance is by how much the wall clock was set, and how long the machine slept,
// between two readings; 0 where that is less than two seconds.
func (t Tick) disturbance(earlier Tick) (set, slept time.Duration) {
	if t.Boot != earlier.Boot {
		return 0, 0
	}
	slept = t.Slept - earlier.Slept
	set = t.At.Sub(earlier.At) - (t.Steady - earlier.Steady) - slept
	if slept <= jumpsFrom {
		slept = 0
	}
	if set.Abs() <= jumpsFrom {
		set = 0
	}
	return set, slept
}
