package retro

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Figures are what the timeline's event kinds add up to. They are derived each
// time and never stored. A nil duration means that the timeline does not say.
type Figures struct {
	Start       *Instant       `json:"start,omitempty"` // the first trigger or impact
	Detect      *time.Duration `json:"detect,omitempty"`
	Acknowledge *time.Duration `json:"acknowledge,omitempty"` // until somebody acted on the detection
	Diagnose    *time.Duration `json:"diagnose,omitempty"`
	Mitigate    *time.Duration `json:"mitigate,omitempty"` // until the last impact ends
	Resolve     *time.Duration `json:"resolve,omitempty"`
	// Impact sums the windows of customer impact, overlaps counted once.
	Impact *time.Duration `json:"impact,omitempty"`
	// Undetected is the part of Impact that passed before anybody noticed.
	Undetected *time.Duration `json:"undetected,omitempty"`
	// Effort sums the time that people worked, each person's overlaps counted once.
	Effort  *time.Duration `json:"effort,omitempty"`
	Windows []Window       `json:"windows"`
	// Steps say of each figure how it came about, in the order of the story.
	Steps []Step `json:"steps"`
	// Parts are the figures of events that hold others, each told from what is part of it
	// alone.
	Parts []PartFigures `json:"parts,omitempty"`
	// SitRep is the latest situation report, "" without any.
	SitRep EventID `json:"sitRep,omitempty"`
}

// PartFigures are the figures of an event that holds others.
type PartFigures struct {
	Event EventID `json:"event"`
	Steps []Step  `json:"steps"` // at least one
}

// Measure is what a line of a chart showed before, during and after customer impact. It
// is drawn out of the sources each time and never stored.
type Measure struct {
	Chart  EvidenceID `json:"chart"`
	Name   string     `json:"name"`   // "p95 of duration"
	Before string     `json:"before"` // with its unit, "" where nothing was recorded
	During string     `json:"during"`
	After  string     `json:"after"`
	How    string     `json:"how"` // in a sentence
	// Events are the windows of impact, at most eight.
	Events []EventID `json:"events"`
	More   int       `json:"more,omitempty"` // windows beside them
}

// String writes "212 ms before, 10 s during, 230 ms after".
func (m Measure) String() string {
	var said []string
	for _, part := range [][2]string{{m.Before, "before"}, {m.During, "during"}, {m.After, "after"}} {
		if part[0] != "" {
			said = append(said, part[0]+" "+part[1])
		}
	}
	return strings.Join(said, ", ")
}

// Window is one stretch of customer impact (an outage).
type Window struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// Step is a figure with how it was computed.
type Step struct {
	Name   string        `json:"name"` // "to detect"
	Length time.Duration `json:"length"`
	How    string        `json:"how"` // in a sentence
	// Kind and Sign are of the moment that it counts to: "detected". "" for a sum.
	Kind EventKind `json:"kind,omitempty"`
	Sign string    `json:"sign,omitempty"`
	From time.Time `json:"from,omitzero"`
	To   time.Time `json:"to,omitzero"`
	// Events are those that it was computed from, at most eight.
	Events []EventID `json:"events"`
	More   int       `json:"more,omitempty"` // events beside them
}

// mostStepEvents are named of those that a sum is made of.
const mostStepEvents = 8

// DeriveFigures computes the figures of a timeline. The events need no order. What is
// part of another event is detected and resolved for itself, see [Figures.Parts]; its
// customer impact and effort count for the whole too.
func DeriveFigures(events []Event) Figures {
	nesting := Nest(events)
	figures := deriveFigures(events, nesting.own(events))
	figures.Parts = nesting.parts(events)
	figures.SitRep = LatestSitRep(events)
	return figures
}

// deriveFigures sums up impact and effort of all events, and tells the moments from own
// ones.
func deriveFigures(all, events []Event) Figures {
	figures := Figures{Windows: impactWindows(all), Steps: []Step{}}
	figures.effort(all)
	start := first(events, time.Time{}, KindTrigger, KindImpact)
	if start == nil {
		figures.impact(all, nil, nil)
		return figures
	}
	figures.Start = &start.At
	from := start.At.At
	since := func(e *Event, name, sign, until string) *time.Duration {
		if e == nil {
			return nil
		}
		d := e.At.At.Sub(from)
		figures.Steps = append(figures.Steps, Step{
			Name: name, Length: d, Kind: e.Kind, Sign: sign, From: from, To: e.At.At, Events: []EventID{start.ID, e.ID},
			How: fmt.Sprintf("From the first %s until %s.", start.Kind, until),
		})
		return &d
	}
	detection := first(events, from, KindDetection)
	figures.Detect = since(detection, "to detect", "detected", "the first detection")
	if detection != nil {
		answer := firstOther(events, detection, KindCommunication, KindDiagnosis, KindDecision, KindAction)
		figures.Acknowledge = since(answer, "to acknowledge", "", "the first communication, diagnosis, decision or action after the detection")
	}
	figures.Diagnose = since(first(events, from, KindDiagnosis), "to diagnose", "diagnosed", "the first diagnosis")
	figures.impact(all, start, detection)
	figures.Resolve = since(first(events, from, KindResolution), "to resolve", "resolved", "the first resolution")
	order := []string{"to detect", "to acknowledge", "to diagnose", "to mitigate", "to resolve", "customer impact", "undetected", "effort"}
	slices.SortStableFunc(figures.Steps, func(a, b Step) int { return slices.Index(order, a.Name) - slices.Index(order, b.Name) })
	return figures
}

func (f *Figures) impact(events []Event, start, detection *Event) {
	if len(f.Windows) == 0 {
		return
	}
	var impact, undetected time.Duration
	for _, window := range f.Windows {
		impact += window.To.Sub(window.From)
		if detection != nil && window.From.Before(detection.At.At) {
			undetected += minTime(window.To, detection.At.At).Sub(window.From)
		}
	}
	last := f.Windows[len(f.Windows)-1]
	f.Impact = &impact
	ids, more := ImpactEvents(events)
	windows := "The one window of customer impact."
	if n := len(f.Windows); n > 1 {
		windows = fmt.Sprintf("%d windows of customer impact, summed; where they overlap the time counts once.", n)
	}
	if start != nil && !last.To.Before(start.At.At) {
		mitigate := last.To.Sub(start.At.At)
		f.Mitigate = &mitigate
		ending := start.ID
		for i := range events {
			if e := &events[i]; e.Kind == KindImpact && e.End != nil && e.EndsAt().Equal(last.To) {
				ending = e.ID
			}
		}
		f.Steps = append(f.Steps, Step{
			Name: "to mitigate", Length: mitigate, Kind: KindAction, Sign: "mitigated", From: start.At.At, To: last.To, Events: slices.Compact([]EventID{start.ID, ending}),
			How: fmt.Sprintf("From the first %s until the last customer impact ended.", start.Kind),
		})
	}
	f.Steps = append(f.Steps, Step{Name: "customer impact", Length: impact, Events: ids, More: more, How: windows})
	if detection != nil {
		f.Undetected = &undetected
		f.Steps = append(f.Steps, Step{
			Name: "undetected", Length: undetected, Events: []EventID{detection.ID}, How: "The part of the customer impact that passed before the first detection.",
		})
	}
}

// workKinds are what people spend time on.
var workKinds = []EventKind{KindDiagnosis, KindAction, KindCommunication, KindDecision}

// effort sums the events that people worked on and whose end is known.
func (f *Figures) effort(events []Event) {
	isWork := func(e *Event) bool { return e.End != nil && slices.Contains(workKinds, e.Kind) }
	byPerson := map[string][]Window{}
	for i := range events {
		if e := &events[i]; isWork(e) {
			person := strings.ToLower(e.Actor.String())
			byPerson[person] = append(byPerson[person], Window{From: e.At.At, To: e.EndsAt()})
		}
	}
	if len(byPerson) == 0 {
		return
	}
	var total time.Duration
	for _, windows := range byPerson {
		for _, w := range merged(windows) {
			total += w.To.Sub(w.From)
		}
	}
	f.Effort = &total
	ids, more := someOf(events, isWork)
	f.Steps = append(f.Steps, Step{
		Name: "effort", Length: total, Events: ids, More: more,
		How: "What people did and whose end is known, summed; what one person did at the same time counts once.",
	})
}

// ImpactEvents names the events that windows of customer impact are made of, at most
// eight, and counts the rest.
func ImpactEvents(events []Event) (ids []EventID, more int) {
	return someOf(events, func(e *Event) bool { return e.Kind == KindImpact && e.End != nil })
}

func someOf(events []Event, is func(*Event) bool) (ids []EventID, more int) {
	for i := range events {
		switch {
		case !is(&events[i]):
		case len(ids) < mostStepEvents:
			ids = append(ids, events[i].ID)
		default:
			more++
		}
	}
	return ids, more
}

func first(events []Event, notBefore time.Time, kinds ...EventKind) *Event {
	return firstWhere(events, notBefore, func(e *Event) bool { return slices.Contains(kinds, e.Kind) })
}

// firstOther is the first event of the kinds that is not before another, and not it.
func firstOther(events []Event, other *Event, kinds ...EventKind) *Event {
	return firstWhere(events, other.At.At, func(e *Event) bool { return e != other && slices.Contains(kinds, e.Kind) })
}

func firstWhere(events []Event, notBefore time.Time, is func(*Event) bool) *Event {
	var found *Event
	for i := range events {
		e := &events[i]
		if e.At.At.Before(notBefore) || !is(e) {
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
	return merged(windows)
}

// merged joins windows that overlap, in the order of time.
func merged(windows []Window) []Window {
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
