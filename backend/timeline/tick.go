package timeline

import (
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
)

// Tick is a mark on the axis, at a round time of the zone's clocks.
type Tick struct {
	At   float64 `json:"at"`
	Text string  `json:"text"`
	Day  bool    `json:"day,omitempty"` // begins a day or more
}

const day = 24 * time.Hour

// ticks divides a view. Where clocks change the marks stay round on both sides.
func ticks(v View) []Tick {
	list := []Tick{}
	zone := v.Zone
	if zone == nil {
		zone = time.UTC
	}
	// Not as a length of time, which ends at 292 years.
	span := float64(micros(v.To)-micros(v.From)) * float64(time.Microsecond)
	most := max(2, v.Width/95)
	if span <= 0 {
		return list
	}
	for _, step := range canvas.RoundLengths {
		if span/float64(step) <= most {
			return clockTicks(v, zone, step)
		}
	}
	for _, days := range []int{1, 2, 7, 14} {
		if span/float64(day)/float64(days) <= most {
			return dateTicks(v, zone, 0, days, "2 Jan")
		}
	}
	for _, months := range []int{1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 6000, 12_000, 24_000, 60_000} {
		if span/float64(30*day)/float64(months) <= most {
			layout := "Jan 2006"
			if months >= 12 {
				layout = "2006"
			}
			return dateTicks(v, zone, months, 0, layout)
		}
	}
	return list
}

func clockTicks(v View, zone *time.Location, step time.Duration) []Tick {
	layout := "15:04"
	switch {
	case step < time.Second:
		layout = "05.000"
	case step < time.Minute:
		layout = "15:04:05"
	}
	list := []Tick{}
	for _, round := range canvas.ClockTimes(v.From, v.To, step, zone) {
		text := round.At.Format(layout)
		if round.BeginsDay {
			text = round.At.Format("Mon 2 Jan")
		}
		list = append(list, Tick{At: millis(micros(round.At)), Text: text, Day: round.BeginsDay})
	}
	return list
}

func dateTicks(v View, zone *time.Location, months, days int, layout string) []Tick {
	list := []Tick{}
	for _, at := range canvas.CalendarTimes(v.From, v.To, months, days, zone) {
		list = append(list, Tick{At: millis(micros(at)), Text: at.Format(layout), Day: true})
	}
	return list
}
