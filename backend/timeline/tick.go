package timeline

import (
	"math"
	"time"
)

// Tick is a mark on the axis, at a round time of the zone's clocks.
type Tick struct {
	At   float64 `json:"at"`
	Text string  `json:"text"`
	Day  bool    `json:"day,omitempty"` // begins a day or more
}

var steps = []time.Duration{
	time.Millisecond, 2 * time.Millisecond, 5 * time.Millisecond, 10 * time.Millisecond, 20 * time.Millisecond, 50 * time.Millisecond,
	100 * time.Millisecond, 200 * time.Millisecond, 500 * time.Millisecond,
	time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 15 * time.Second, 30 * time.Second,
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour,
}

const day = 24 * time.Hour

// ticks divides a view. Where clocks change the marks stay round on both sides.
func ticks(v View) []Tick {
	list := []Tick{}
	zone := v.Zone
	if zone == nil {
		zone = time.UTC
	}
	span := v.To.Sub(v.From)
	most := max(2, v.Width/95)
	if span <= 0 {
		return list
	}
	for _, step := range steps {
		if float64(span)/float64(step) <= most {
			return clockTicks(v, zone, step)
		}
	}
	for _, days := range []int{1, 2, 7, 14} {
		if float64(span)/float64(day)/float64(days) <= most {
			return dateTicks(v, zone, 0, days, "2 Jan")
		}
	}
	for _, months := range []int{1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 6000, 12000} {
		if float64(span)/float64(30*day)/float64(months) <= most {
			layout := "Jan 2006"
			if months >= 12 {
				layout = "2006"
			}
			return dateTicks(v, zone, months, 0, layout)
		}
	}
	return list
}

// clockTicks walks the wall clock, so that a changed hour is not seen on it.
func clockTicks(v View, zone *time.Location, step time.Duration) []Tick {
	layout := "15:04"
	switch {
	case step < time.Second:
		layout = "05.000"
	case step < time.Minute:
		layout = "15:04:05"
	}
	local := v.From.In(zone)
	midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	sinceMidnight := time.Duration(local.Hour())*time.Hour + time.Duration(local.Minute())*time.Minute + time.Duration(local.Second())*time.Second + time.Duration(local.Nanosecond())
	wall := midnight.Add(sinceMidnight / step * step)
	list := []Tick{}
	seen := math.Inf(-1)
	for range 400 {
		at := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), zone)
		if at.After(v.To) {
			break
		}
		isDay := wall.Hour() == 0 && wall.Minute() == 0 && wall.Second() == 0 && wall.Nanosecond() == 0
		if place := millis(nanos(at)); !at.Before(v.From) && place > seen {
			text := at.In(zone).Format(layout)
			if isDay {
				text = at.In(zone).Format("Mon 2 Jan")
			}
			list = append(list, Tick{At: place, Text: text, Day: isDay})
			seen = place
		}
		wall = wall.Add(step)
	}
	return list
}

func dateTicks(v View, zone *time.Location, months, days int, layout string) []Tick {
	local := v.From.In(zone)
	at := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, zone)
	switch {
	case months > 0:
		number := (local.Year()*12 + int(local.Month()) - 1) / months * months
		at = time.Date(number/12, time.Month(number%12+1), 1, 0, 0, 0, 0, zone)
	case days == 7 || days == 14:
		at = at.AddDate(0, 0, -(int(at.Weekday())+6)%7)
	}
	list := []Tick{}
	for range 400 {
		if at.After(v.To) {
			break
		}
		if !at.Before(v.From) {
			list = append(list, Tick{At: millis(nanos(at)), Text: at.Format(layout), Day: true})
		}
		at = at.AddDate(0, months, days)
	}
	return list
}
