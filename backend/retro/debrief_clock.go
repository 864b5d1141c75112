package retro

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// MarkKind is what happened to the clock of a debrief.
type MarkKind string

// The kinds of mark.
const (
	MarkStarted MarkKind = "started"
	MarkPaused  MarkKind = "paused"
	MarkResumed MarkKind = "resumed"
	MarkEnded   MarkKind = "ended"
	MarkStep    MarkKind = "step" // another step of the agenda began
	// MarkSet is the wall clock being set, and MarkSlept the machine sleeping: written
	// down, and neither changes how long the debrief has run.
	MarkSet   MarkKind = "clock set"
	MarkSlept MarkKind = "slept"
)

// Mark is one moment of the debrief's clock.
type Mark struct {
	Kind   MarkKind      `json:"kind"`
	At     time.Time     `json:"at"`               // wall clock, UTC
	Steady time.Duration `json:"steady"`           // see [Tick], as are the next two
	Slept  time.Duration `json:"slept,omitempty"`  // nanoseconds, as all lengths
	Boot   string        `json:"boot,omitempty"`   //
	Ran    time.Duration `json:"ran"`              // how long the debrief had run, pauses left out
	Step   StepID        `json:"step,omitempty"`   // that began, of a start or a step
	Change time.Duration `json:"change,omitempty"` // by which the clock was set, or how long the machine slept
}

func (m Mark) tick() Tick { return Tick{At: m.At, Steady: m.Steady, Slept: m.Slept, Boot: m.Boot} }

// String writes "13:02:10 paused".
func (m Mark) String() string {
	text := m.At.UTC().Format("15:04:05 ") + string(m.Kind)
	if m.Change != 0 {
		text += " by " + FormatDuration(m.Change)
	}
	return text
}

// same compares the times as moments: what was read back has no zone to speak of.
func (m Mark) same(other Mark) bool {
	isSame := m.At.Equal(other.At)
	m.At, other.At = time.Time{}, time.Time{}
	return isSame && m == other
}

// DebriefPhase is whether a debrief is held now.
type DebriefPhase string

// The phases.
const (
	DebriefPlanned DebriefPhase = "planned"
	DebriefRunning DebriefPhase = "running"
	DebriefPaused  DebriefPhase = "paused"
	DebriefOver    DebriefPhase = "over"
)

// verb is what a change of the clock is called that ends with a mark of the kind.
func (k MarkKind) verb() string {
	switch k {
	case MarkStarted, MarkPaused, MarkResumed:
		return string(k)
	case MarkStep:
		return "at another step"
	case MarkEnded, MarkSet, MarkSlept:
	}
	return "held"
}

// Phase tells whether the debrief is held now.
func (d *Debrief) Phase() DebriefPhase {
	phase := DebriefPlanned
	for _, mark := range d.marks() {
		switch mark.Kind {
		case MarkStarted, MarkResumed:
			phase = DebriefRunning
		case MarkPaused:
			phase = DebriefPaused
		case MarkEnded:
			phase = DebriefOver
		case MarkStep, MarkSet, MarkSlept:
		}
	}
	return phase
}

// marks are those of the clock. A debrief that was held before there was one has
// its beginning and its end.
func (d *Debrief) marks() []Mark {
	if len(d.Clock) > 0 || d.StartedAt == nil {
		return d.Clock
	}
	markOf := func(kind MarkKind, at time.Time) Mark {
		tick := wallTick(at)
		return Mark{Kind: kind, At: tick.At, Steady: tick.Steady, Boot: tick.Boot, Ran: max(0, at.Sub(*d.StartedAt))}
	}
	marks := []Mark{markOf(MarkStarted, *d.StartedAt)}
	if d.EndedAt != nil {
		marks = append(marks, markOf(MarkEnded, *d.EndedAt))
	}
	return marks
}

// Ran is how long the debrief has run: the sum of what ran before, and never the
// difference of two times of the wall clock.
func (d *Debrief) Ran(now Tick) time.Duration {
	marks := d.marks()
	if len(marks) == 0 {
		return 0
	}
	last := marks[len(marks)-1]
	if d.Phase() != DebriefRunning {
		return last.Ran
	}
	return last.Ran + now.Since(last.tick())
}

// RanAt is how long the debrief had run at a time of the wall clock: in a pause, as
// long as when it began. It is negative before the start, goes on after the end, and is
// 0 where the debrief was never held.
func (d *Debrief) RanAt(at time.Time) time.Duration {
	marks := d.marks()
	if len(marks) == 0 {
		return 0
	}
	if first := marks[0]; at.Before(first.At) {
		return at.Sub(first.At)
	}
	for i, mark := range marks[:len(marks)-1] {
		next := marks[i+1]
		until := next.At
		if next.Kind == MarkSet {
			until = until.Add(-next.Change) // as the clock was before it was set
		}
		if at.Before(until) {
			return mark.Ran + min(max(0, at.Sub(mark.At)), next.Ran-mark.Ran)
		}
	}
	last := marks[len(marks)-1]
	return last.Ran + max(0, at.Sub(last.At))
}

// Length is how long the debrief has run up to its last mark.
func (d *Debrief) Length() time.Duration {
	marks := d.marks()
	if len(marks) == 0 {
		return 0
	}
	return marks[len(marks)-1].Ran
}

// Add puts a mark on the clock, and before it what happened to the machine's clocks
// since the one before. The marks that the debrief had stay as they are.
func (d *Debrief) Add(kind MarkKind, step StepID, now Tick) {
	d.Notice(now)
	marks := d.marks()
	mark := Mark{Kind: kind, At: now.At.UTC(), Steady: now.Steady, Slept: now.Slept, Boot: now.Boot, Ran: d.Ran(now), Step: step}
	d.Clock = slices.Concat(marks, []Mark{mark})
}

// Notice writes down that the wall clock was set or that the machine slept since the
// last mark; nothing where neither happened.
func (d *Debrief) Notice(now Tick) {
	marks := d.marks()
	if len(marks) == 0 || d.Phase() == DebriefOver {
		return
	}
	set, slept := now.disturbance(marks[len(marks)-1].tick())
	ran := d.Ran(now)
	for _, found := range []struct {
		kind MarkKind
		by   time.Duration
	}{{MarkSlept, slept}, {MarkSet, set}} {
		if found.by != 0 {
			marks = append(slices.Clip(marks), Mark{
				Kind: found.kind, At: now.At.UTC(), Steady: now.Steady, Slept: now.Slept, Boot: now.Boot, Ran: ran, Change: found.by,
			})
		}
	}
	d.Clock = marks
}

// Stretch is a step of the agenda as it was really held, on the debrief's clock.
type Stretch struct {
	Step StepID
	From time.Duration
	To   time.Duration
}

// Stretches are the steps as they were held, up to a time on the debrief's clock; one
// that was come back to is there again. None is empty.
func (d *Debrief) Stretches(until time.Duration) []Stretch {
	var held []Stretch
	for _, mark := range d.marks() {
		if mark.Step == "" {
			continue
		}
		if last := len(held) - 1; last >= 0 {
			if held[last].Step == mark.Step {
				continue
			}
			if held[last].To = mark.Ran; held[last].From == mark.Ran {
				held = held[:last]
			}
		}
		held = append(held, Stretch{Step: mark.Step, From: mark.Ran})
	}
	if last := len(held) - 1; last >= 0 {
		held[last].To = max(held[last].From, until)
		if held[last].To == held[last].From && len(held) > 1 {
			held = held[:last]
		}
	}
	return held
}

// StepNow is the step that is held, "" before the start and where no agenda is kept.
func (d *Debrief) StepNow() StepID {
	marks := d.marks()
	for _, mark := range slices.Backward(marks) {
		if mark.Step != "" {
			return mark.Step
		}
	}
	return ""
}

// FindStep returns the place of the step with an id, or -1.
func (d *Debrief) FindStep(id StepID) int {
	for i, step := range d.Steps {
		if step.ID == id {
			return i
		}
	}
	return -1
}

// OffsetOf is where in the debrief something was said that a note tells of: when its
// typing began, less the lag, or where its transcript has it. False for a note that was not taken in the debrief. It
// may be negative for a note of an older debrief that was taken before the start.
func (d *Debrief) OffsetOf(n Note) (time.Duration, bool) {
	switch {
	case n.Ran != nil && n.TypedAt == nil:
		return *n.Ran, true
	case n.Ran != nil:
		return max(0, *n.Ran-time.Duration(d.Lag)*time.Second), true
	case n.TypedAt == nil && d.StartedAt != nil:
		return n.At.Sub(*d.StartedAt), true
	}
	return 0, false
}

// ParseOffset reads a place in a recording: "1:02:03", "12:30", "12:30.5", "90" or
// "90s". CodeInvalid for anything else.
func ParseOffset(text string) (time.Duration, error) {
	refused := func() (time.Duration, error) {
		return 0, Errorf(CodeInvalid, "%q is no place in a recording", text).WithHint("write it like 0:12:30, or 12:30")
	}
	trimmed := strings.TrimSpace(text)
	isEarlier := strings.HasPrefix(trimmed, "-") || strings.HasPrefix(trimmed, "−")
	trimmed = strings.TrimPrefix(strings.TrimPrefix(trimmed, "-"), "−")
	if !strings.Contains(trimmed, ":") {
		length, err := time.ParseDuration(strings.TrimSuffix(trimmed, "s") + "s")
		if err != nil {
			length, err = time.ParseDuration(trimmed)
		}
		if err != nil || length < 0 {
			return refused()
		}
		if isEarlier {
			length = -length
		}
		return length, nil
	}
	parts := strings.Split(trimmed, ":")
	if len(parts) > 3 {
		return refused()
	}
	var sum time.Duration
	for i, part := range parts {
		isLast := i == len(parts)-1
		if part == "" || strings.Trim(part, "0123456789.") != "" || !isLast && strings.Contains(part, ".") || len(part) > 12 {
			return refused()
		}
		length, err := time.ParseDuration(part + "s")
		if err != nil || i > 0 && length >= 60*time.Second {
			return refused()
		}
		sum = sum*60 + length
	}
	if isEarlier {
		sum = -sum
	}
	return sum, nil
}

// FormatOffset writes a place in a recording for people: "0:12:30".
func FormatOffset(offset time.Duration) string {
	sign := ""
	if offset < 0 {
		sign, offset = "−", -offset
	}
	seconds := int64(offset / time.Second)
	return fmt.Sprintf("%s%d:%02d:%02d", sign, seconds/3600, seconds/60%60, seconds%60)
}
