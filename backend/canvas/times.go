package canvas

import (
	"math"
	"time"
)

// RoundLengths are the lengths of time that clocks are divided by, up to half a day.
var RoundLengths = []time.Duration{
	time.Millisecond, 2 * time.Millisecond, 5 * time.Millisecond, 10 * time.Millisecond, 20 * time.Millisecond, 50 * time.Millisecond,
	100 * time.Millisecond, 200 * time.Millisecond, 500 * time.Millisecond,
	time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 15 * time.Second, 30 * time.Second,
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour,
}

// mostTimes bounds the times of an axis, whatever is asked for.
const mostTimes = 400

// ClockTime is a round time. BeginsDay is true for a midnight of the zone's clocks.
type ClockTime struct {
	At        time.Time
	BeginsDay bool
}

// ClockTimes are the round times from one time to another, both included, by a length
// that divides a day. It walks the clocks of the zone, so that times stay round on both
// sides of a change of them; an hour that clocks show twice is given once.
func ClockTimes(from, to time.Time, every time.Duration, zone *time.Location) []ClockTime {
	local := from.In(zone)
	midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	hour, minute, second := local.Clock()
	since := time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second + time.Duration(local.Nanosecond())
	wall := midnight.Add(since / every * every)
	var times []ClockTime
	last := time.Time{}
	for range mostTimes {
		at := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), zone)
		if at.After(to) {
			break
		}
		if !at.Before(from) && (len(times) == 0 || at.After(last)) {
			times = append(times, ClockTime{At: at, BeginsDay: wall.Equal(wall.Truncate(24 * time.Hour))})
			last = at
		}
		wall = wall.Add(every)
	}
	return times
}

// CalendarTimes are the beginnings of days or months from one time to another, both
// included. Months are counted from the year 0, weeks begin on a Monday.
func CalendarTimes(from, to time.Time, months, days int, zone *time.Location) []time.Time {
	local := from.In(zone)
	at := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, zone)
	switch {
	case months > 0:
		number := int(math.Floor(float64(local.Year()*12+int(local.Month())-1)/float64(months))) * months
		at = time.Date(0, time.Month(number+1), 1, 0, 0, 0, 0, zone)
	case days%7 == 0:
		at = at.AddDate(0, 0, -(int(at.Weekday())+6)%7)
	}
	var times []time.Time
	for range mostTimes {
		if at.After(to) {
			break
		}
		if !at.Before(from) {
			times = append(times, at)
		}
		at = at.AddDate(0, months, days)
	}
	return times
}
