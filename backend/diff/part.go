package diff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// part is how one part of a thing is compared: its name in JSON, the verb that
// says it changed, and what to tell of it. compare returns false where both are
// the same.
type part[T any] struct {
	name, verb string
	compare    func(old, after *T) (Field, bool)
}

// field compares the part in both things and names the result.
func (p part[T]) field(old, after *T) (Field, bool) {
	field, differs := p.compare(old, after)
	field.Name = p.name
	if field.Verb == "" {
		field.Verb = p.verb
	}
	return field, differs
}

// prose is a text that people read word by word.
func prose[T any](name, verb string, get func(*T) string) part[T] {
	return part[T]{name, verb, func(old, after *T) (Field, bool) {
		before, now := get(old), get(after)
		if before == now {
			return Field{}, false
		}
		return Field{Old: before, New: now, Ops: wordOps(before, now)}, true
	}}
}

// markdown is a text of many blocks. Where only the wrapping of its lines
// differs, the verb says so.
func markdown[T any](name, verb string, get func(*T) string) part[T] {
	return part[T]{name, verb, func(old, after *T) (Field, bool) {
		before, now := get(old), get(after)
		if before == now {
			return Field{}, false
		}
		document := Documents(before, now)
		field := Field{Old: before, New: now, Document: &document}
		if !slices.ContainsFunc(document.Blocks, func(b Block) bool { return b.Status != BlockSame || b.Moved }) {
			field.Verb = "rewrapped"
		}
		return field, true
	}}
}

// value is a short value that is replaced as a whole.
func value[T any, V comparable](name, verb string, get func(*T) V, write func(V) string) part[T] {
	return part[T]{name, verb, func(old, after *T) (Field, bool) {
		before, now := get(old), get(after)
		return Field{Old: write(before), New: write(now)}, before != now
	}}
}

// word is a short text that is replaced as a whole.
func word[T any](name, verb string, get func(*T) string) part[T] {
	return value(name, verb, get, func(text string) string { return text })
}

// values is a list that is replaced as a whole.
func values[T, V any](name, verb string, get func(*T) []V, same func(a, b V) bool, write func(V) string) part[T] {
	join := func(list []V) string {
		texts := make([]string, len(list))
		for i, v := range list {
			texts[i] = write(v)
		}
		return strings.Join(texts, ", ")
	}
	return part[T]{name, verb, func(old, after *T) (Field, bool) {
		before, now := get(old), get(after)
		return Field{Old: join(before), New: join(now)}, !slices.EqualFunc(before, now, same)
	}}
}

// names is a list of short texts.
func names[T any, S ~string](name, verb string, get func(*T) []S) part[T] {
	return values(name, verb, get, func(a, b S) bool { return a == b }, func(s S) string { return string(s) })
}

// moment is an instant that may be missing.
func moment[T any](name, verb string, get func(*T) *retro.Instant) part[T] {
	return part[T]{name, verb, func(old, after *T) (Field, bool) {
		before, now := get(old), get(after)
		if before == nil || now == nil {
			return Field{Old: writeInstant(before), New: writeInstant(now)}, before != now
		}
		field := Field{Old: writeInstant(before), New: writeInstant(now), Shift: now.At.Sub(before.At)}
		return field, !before.Equal(*now)
	}}
}

func writeInstant(i *retro.Instant) string {
	if i == nil {
		return ""
	}
	return i.Format(time.UTC)
}

// stamp is a time of the clock that may be missing.
func stamp[T any](name, verb string, get func(*T) *time.Time) part[T] {
	return part[T]{name, verb, func(old, after *T) (Field, bool) {
		before, now := get(old), get(after)
		field := Field{Old: writeTime(before), New: writeTime(now)}
		if before == nil || now == nil {
			return field, before != now
		}
		field.Shift = now.Sub(*before)
		return field, !before.Equal(*now)
	}}
}

func writeTime(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04:05.999999999")
}

// citations are compared with the place that they point at.
func citations[T any](get func(*T) []retro.Citation, write func(retro.Citation) string) part[T] {
	return values("citations", "re-cited", get, retro.Citation.Same, write)
}

// citationWriter writes what is cited by the label that it has, or had before:
// "nginx access (lines 10–20)", "Dashboard (box at …)". What neither content knows
// keeps its id.
func citationWriter(from, to retro.Content) func(retro.Citation) string {
	return func(c retro.Citation) string {
		label := string(c.Evidence)
		if evidence := to.FindEvidence(c.Evidence); evidence != nil {
			label = evidence.Label
		} else if evidence := from.FindEvidence(c.Evidence); evidence != nil {
			label = evidence.Label
		}
		switch {
		case c.Region != nil:
			return label + " (" + writeRegion(*c.Region) + ")"
		case c.FromLine == 0:
			return label
		case c.ToLine <= c.FromLine:
			return fmt.Sprintf("%s (line %d)", label, c.FromLine)
		default:
			return fmt.Sprintf("%s (lines %d–%d)", label, c.FromLine, c.ToLine)
		}
	}
}

// writeRegion writes a region as "box at 10 %, 20 %, 30 % x 5 %: label".
func writeRegion(r retro.Region) string {
	text := fmt.Sprintf("%s at %s, %s, %s × %s", r.Kind, percent(r.X), percent(r.Y), percent(r.Width), percent(r.Height))
	if r.Label != "" {
		text += ": " + r.Label
	}
	return text
}

func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) + " %" }
