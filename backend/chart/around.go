package chart

import (
	"fmt"
	"math"
	"slices"

	"github.com/afterword-app/afterword/backend/retro"
)

// mostMeasured bounds how many lines of one chart are measured.
const mostMeasured = 4

// Around tells of each line, of at most four, what was usual before the first of some
// windows, within them and after the last: the median of its values. A line that has
// none within, or none beside them, is left out. The windows are in the order of time
// and do not overlap.
func (r *Result) Around(windows []retro.Window) []retro.Measure {
	if len(windows) == 0 {
		return nil
	}
	first, last := windows[0].From, windows[len(windows)-1].To
	var measures []retro.Measure
	for i := range r.Lines {
		line := &r.Lines[i]
		var before, during, after []float64
		for b, value := range line.Values {
			begins, ends := r.Begins(b), r.Begins(b+1)
			switch {
			case math.IsNaN(value):
			case !ends.After(first):
				before = append(before, value)
			case !begins.Before(last):
				after = append(after, value)
			case slices.ContainsFunc(windows, func(w retro.Window) bool { return begins.Before(w.To) && ends.After(w.From) }):
				during = append(during, value)
			}
		}
		if len(during) == 0 || len(before)+len(after) == 0 || len(measures) == mostMeasured {
			continue
		}
		measures = append(measures, retro.Measure{
			Name: line.Name, Before: line.usual(before), During: line.usual(during), After: line.usual(after),
			How: fmt.Sprintf("The median of its values, %s: %s before the first window of customer impact, %s within, %s after the last.",
				r.Each(), retro.Count(len(before), "value", "values"), retro.Count(len(during), "value", "values"), retro.Count(len(after), "value", "values")),
		})
	}
	return measures
}

// usual writes the median of values, "" without any.
func (l *Line) usual(values []float64) string {
	if len(values) == 0 {
		return ""
	}
	slices.Sort(values)
	return l.Formatted(values[len(values)/2])
}
