package raw

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// at returns a moment of 14 November 2025, UTC.
func at(clock string) time.Time {
	t, err := time.Parse("2006-01-02 15:04:05.999", "2025-11-14 "+clock)
	if err != nil {
		panic(err)
	}
	return t
}

// The morning, in one place.
var (
	begins    = at("09:00:00")
	exportOn  = at("09:12:00")     // the export job starts and burns ids
	exhausted = at("10:02:03.412") // the first insert that finds no id
	inspected = at("10:06:30.087") // somebody asks the sequence
	exportOff = at("10:12:20.551") // the export job is stopped
	altering  = at("10:33:12.004") // ALTER TABLE takes its lock
	altered   = at("11:24:36.555") // and lets go of it
	saving    = at("11:24:40.118") // the first order that is saved again
	ends      = at("11:40:00")
)

// largestKey is the last number that fits a 32-bit signed integer.
const largestKey = 2147483647

// nextKey is the id that the sequence hands out at a moment. Shoppers, whose every
// step through the checkout is an upsert, use 7 a second; the export job, whose
// upserts take an id whether they insert or not, 9,300 a second.
func nextKey(t time.Time) int64 {
	const quiet, exporting = 7, 9300
	switch {
	case t.Before(exportOn):
		return nextKey(exportOn) - int64(exportOn.Sub(t).Seconds()*quiet)
	case t.Before(exhausted):
		return largestKey - int64(exhausted.Sub(t).Seconds()*exporting)
	case t.Before(saving):
		return largestKey
	default:
		return largestKey + 1 + int64(t.Sub(saving).Seconds()*quiet)
	}
}

// attempt is one try to place an order.
type attempt struct {
	at      time.Time
	cart    int
	shopper int
	cents   int
	request string // the router's id of the request
	address string
}

// failed reports whether the order could not be saved because no id was left.
func (a attempt) failed() bool { return !a.at.Before(exhausted) && a.at.Before(altering) }

// locked reports whether the attempt ran into the lock of ALTER TABLE.
func (a attempt) locked() bool { return !a.at.Before(altering) && a.at.Before(altered) }

// attempts are the tries to place an order that the excerpts show: one of about
// fifty. They are the same for every piece.
func attempts() []attempt {
	random := source("attempts")
	var all []attempt
	for t := begins; t.Before(ends); {
		mean := 55 * time.Second
		switch {
		case !t.Before(exhausted) && t.Before(altering):
			mean = 18 * time.Second // people try again
		case !t.Before(altering) && t.Before(altered):
			mean = 60 * time.Second // and give up
		}
		t = t.Add(time.Duration(random.ExpFloat64() * float64(mean))).Truncate(time.Millisecond)
		// The first one to fail stands exactly where the story says, and so does
		// the first one to be saved again.
		switch last := len(all) - 1; {
		case !t.Before(exhausted) && (last < 0 || all[last].at.Before(exhausted)):
			t = exhausted
		case t.After(altered) && !t.After(saving), t.After(saving) && all[last].at.Before(saving):
			t = saving
		}
		all = append(all, attempt{
			at: t, cart: 880000 + random.IntN(60000), shopper: 20000 + random.IntN(900000),
			cents: 990 + 10*random.IntN(2400), request: requestID(random), address: address(random),
		})
	}
	return all
}

// source is a stream of numbers that depends on its name alone.
func source(name string) *rand.Rand {
	var seed uint64 = 20251114
	for _, b := range []byte(name) {
		seed = seed*31 + uint64(b)
	}
	return rand.New(rand.NewPCG(seed, 3)) //nolint:gosec // the pieces must be the same each time
}

func requestID(r *rand.Rand) string {
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", r.Uint32(), r.IntN(1<<16), r.IntN(1<<16), r.IntN(1<<16), r.Int64N(1<<48))
}

// address is one of the networks that are set aside for documentation.
func address(r *rand.Rand) string {
	networks := []string{"192.0.2", "198.51.100", "203.0.113"}
	return fmt.Sprintf("%s.%d", networks[r.IntN(len(networks))], 1+r.IntN(254))
}

// line is one record of a log, which may span several lines of text.
type line struct {
	at   time.Time
	text string
}
