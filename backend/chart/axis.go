package chart

import (
	"math"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
)

// scale brings values to places between 0 and 1.
type scale struct {
	low, high float64
	log       bool
	ticks     []float64
}

// scaleFor makes the scale of some values, NaN left out. A scale of bars begins at 0.
func scaleFor(lines [][]float64, log, fromZero bool, unit Unit) scale {
	low, high := math.Inf(1), math.Inf(-1)
	// What is counted has nothing between one and the next.
	isWhole := fromZero && unit == UnitNone
	for _, values := range lines {
		for _, value := range values {
			if math.IsNaN(value) || log && value <= 0 {
				continue
			}
			low, high = min(low, value), max(high, value)
			isWhole = isWhole && value == math.Trunc(value)
		}
	}
	if low > high {
		if log {
			return scaleFor(lines, false, fromZero, unit)
		}
		return scale{low: 0, high: 1, ticks: []float64{0, 1}}
	}
	if log {
		return logScale(low, high)
	}
	if fromZero || low > 0 && low < 0.6*high || low == high && low > 0 {
		low = min(low, 0)
	}
	if fromZero || high < 0 && high > 0.6*low || low == high && high < 0 {
		high = max(high, 0)
	}
	if low == high {
		low, high = low-1, high+1
	}
	return linearScale(low, high, unit, isWhole)
}

// linearScale has its ends at round values, or at whole ones.
func linearScale(low, high float64, unit Unit, isWhole bool) scale {
	const wanted = 4
	factor, _ := unit.scaled(max(math.Abs(low), math.Abs(high)))
	step := niceStep((high-low)/factor/wanted) * factor
	if unit == UnitPercent && high > 60 && high <= 100 {
		high, step = 100, 25
	}
	if isWhole {
		step = max(1, step)
	}
	s := scale{low: math.Floor(low/step+1e-9) * step, high: math.Ceil(high/step-1e-9) * step}
	for i := 0; ; i++ {
		at := s.low + float64(i)*step
		if at > s.high+step/1e6 || i > 50 {
			return s
		}
		if math.Abs(at) < step/1e6 {
			at = 0
		}
		s.ticks = append(s.ticks, at)
	}
}

func niceStep(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, nice := range []float64{1, 2, 2.5, 5} {
		if step <= nice*power*(1+1e-9) {
			return nice * power
		}
	}
	return 10 * power
}

func logScale(low, high float64) scale {
	s := scale{low: math.Pow(10, math.Floor(math.Log10(low)+1e-9)), high: math.Pow(10, math.Ceil(math.Log10(high)-1e-9)), log: true}
	if s.high <= s.low {
		s.high = s.low * 10
	}
	decades := int(math.Round(math.Log10(s.high / s.low)))
	every := max(1, (decades+5)/6)
	for d := 0; d <= decades; d += every {
		s.ticks = append(s.ticks, s.low*math.Pow(10, float64(d)))
	}
	if decades == 1 {
		s.ticks = []float64{s.low, 2 * s.low, 5 * s.low, 10 * s.low}
	}
	return s
}

// place returns where a value stands, false for none. What a logarithm does not know
// stands at the bottom.
func (s scale) place(value float64) (float64, bool) {
	if math.IsNaN(value) {
		return 0, false
	}
	if !s.log {
		return (value - s.low) / (s.high - s.low), true
	}
	if value <= 0 {
		return 0, true
	}
	return math.Log(value/s.low) / math.Log(s.high/s.low), true
}

// timeTick is a place on the axis of time.
type timeTick struct {
	at     time.Time
	layout string
}

// timeTicks divides a span at round times, at most so many.
func timeTicks(from, to time.Time, most int, zone *time.Location) []timeTick {
	span := to.Sub(from)
	for _, step := range []time.Duration{
		time.Millisecond, 5 * time.Millisecond, 20 * time.Millisecond, 100 * time.Millisecond, 500 * time.Millisecond,
		time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 15 * time.Second, 30 * time.Second,
		time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 20 * time.Minute, 30 * time.Minute,
		time.Hour, 2 * time.Hour, 3 * time.Hour, 4 * time.Hour, 6 * time.Hour, 12 * time.Hour,
	} {
		if span/step > time.Duration(most) {
			continue
		}
		layout := "15:04"
		switch {
		case step < time.Second:
			layout = "15:04:05.000"
		case step < time.Minute:
			layout = "15:04:05"
		case span > day:
			layout = "2 Jan 15:04"
		}
		var ticks []timeTick
		for _, round := range canvas.ClockTimes(from, to, step, zone) {
			ticks = append(ticks, timeTick{round.At, layout})
		}
		return ticks
	}
	return calendarTicks(from, to, most, zone)
}

// calendarTicks divides a long span at days, weeks, months or years.
func calendarTicks(from, to time.Time, most int, zone *time.Location) []timeTick {
	for _, step := range []struct {
		months, days int
		layout       string
	}{
		{days: 1, layout: "2 Jan"},
		{days: 2, layout: "2 Jan"},
		{days: 7, layout: "2 Jan"},
		{days: 14, layout: "2 Jan"},
		{months: 1, layout: "Jan 2006"},
		{months: 2, layout: "Jan 2006"},
		{months: 3, layout: "Jan 2006"},
		{months: 6, layout: "Jan 2006"},
		{months: 12, layout: "2006"},
		{months: 2 * 12, layout: "2006"},
		{months: 5 * 12, layout: "2006"},
		{months: 10 * 12, layout: "2006"},
		{months: 50 * 12, layout: "2006"},
		{months: 250 * 12, layout: "2006"},
	} {
		times := canvas.CalendarTimes(from, to, step.months, step.days, zone)
		if len(times) > most {
			continue
		}
		var ticks []timeTick
		for _, at := range times {
			ticks = append(ticks, timeTick{at, step.layout})
		}
		return ticks
	}
	return nil
}
