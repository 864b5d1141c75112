package retro

import (
	"slices"
	"time"
)

// Figures are what the timeline's event kinds add up to. They are derived each
// time and never stored. A nil duration means that the timeline does not say.
type Figures struct {
	Start    *Instant       `json:"start,omitempty"` // the first trigger or impact
	Detect   *time.Duration `json:"detect,omitempty"`
	Diagnose *time.Duration `json:"diagnose,omitempty"`
	Mitigate *time.Duration `json:"mitigate,omitempty"` // until the last impact ends
	Resolve  *time.Duration `json:"resolve,omitempty"`
	// Impact sums the windows of customer impact, overlaps counted once.
	Impact *time.Duration `json:"impact,omitempty"`
	// Undetected is the part of Impact that passed before anybody noticed.
	Undetected *time.Duration `json:"undetected,omitempty"`
	Windows    []Window       `json:"windows"`
}

// Window is one stretch of customer impact (an outage).
type Window struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// DeriveFigures computes the figures of a timeline. The events need no order.
func DeriveFigures(events []Event) Figures {
	figures := Figures{Windows: impactWindows(events)}
	start := first(events, time.Time{}, KindTrigger, KindImpact)
	if start == nil {
		return figures
	}
	figures.Start = &start.At
	from := start.At.At
	since := func(e *Event) *time.Duration {
		if e == nil {
			return nil
		}
		d := e.At.At.Sub(from)
		return &d
	}
	detection := first(events, from, KindDetection)
	figures.Detect = since(detection)
	figures.Diagnose = since(first(events, from, KindDiagnosis))
	figures.Resolve = since(first(events, from, KindResolution))
	if len(figures.Windows) == 0 {
		return figures
	}
	var impact, undetected time.Duration
	for _, window := range figures.Windows {
		impact += window.To.Sub(window.From)
		if detection != nil && window.From.Before(detection.At.At) {
			undetected += minTime(window.To, detection.At.At).Sub(window.From)
		}
	}
	figures.Impact = &impact
	if detection != nil {
		figures.Undetected = &undetected
	}
	mitigate := figures.Windows[len(figures.Windows)-1].To.Sub(from)
	figures.Mitigate = &mitigate
	return figures
}

func first(events []Event, notBefore time.Time, kinds ...EventKind) *Event {
	var found *Event
	for i := range events {
		e := &events[i]
		if !slices.Contains(kinds, e.Kind) || e.At.At.Before(notBefore) {
			continue
		}
		if found == nil || e.At.At.Before(found.At.At) {
			found = e
		}
	}
	return found
}

func impactWindows(events []Event) []Window {
	windows := []Window{}
	for _, e := range events {
		if e.Kind == KindImpact && e.End != nil {
			windows = append(windows, Window{From: e.At.At, To: e.EndsAt()})
		}
	}
	slices.SortFunc(windows, func(a, b Window) int { return a.From.Compare(b.From) })
	merged := windows[:0]
	for _, w := range windows {
		if n := len(merged); n > 0 && !w.From.After(merged[n-1].To) {
			if w.To.After(merged[n-1].To) {
				merged[n-1].To = w.To
			}
			continue
		}
		merged = append(merged, w)
	}
	return merged
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
