package retro

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// FieldKind says how a field is compared and shown.
type FieldKind int

// The kinds of field.
const (
	FieldValue    FieldKind = iota // short, and replaced as a whole
	FieldProse                     // a line or two that people read word by word
	FieldMarkdown                  // a text of many paragraphs
)

// Field is one named part of the records of a list.
type Field struct {
	Name  string // as in the JSON of the record: "knownAt"
	Label string // what people call it: "time it became known"
	Verb  string // what a change of it is called: "retimed"
	Kind  FieldKind

	same   func(a, b Record) bool
	copy   func(into, from Record)
	write  func(r Record, names Names) string
	encode func(Record) ([]byte, error)
	decode func(Record, []byte) error
	isText bool
	read   func(Record, string) error
	shift  func(old, after Record) time.Duration
	verb   func(after Record) string
	cited  func(Record) *[]Citation
}

// Names writes what a record refers to for people. What is nil writes ids.
type Names struct {
	Cite  func(Citation) string
	Event func(EventID) string
}

func (n Names) cite(c Citation) string {
	if n.Cite == nil {
		return c.String()
	}
	return n.Cite(c)
}

// Same reports whether two records have the same there. None and an empty list
// are the same.
func (f Field) Same(a, b Record) bool { return f.same(a, b) }

// Copy gives one record what another has there.
func (f Field) Copy(into, from Record) { f.copy(into, from) }

// Write writes the value for people, "" for none. Times are in UTC.
func (f Field) Write(r Record, names Names) string { return f.write(r, names) }

// IsText reports whether the value is a text.
func (f Field) IsText() bool { return f.isText }

// Read replaces the value by what a person wrote, as Write writes it. The error has
// CodeInvalid for what the field does not take, and for a field that nobody writes.
func (f Field) Read(r Record, text string) error {
	if f.read == nil {
		return Errorf(CodeInvalid, "the %s cannot be written by hand", f.Label)
	}
	return f.read(r, text)
}

// ReadBy returns the field read in another way.
func ReadBy[T any](f Field, read func(record *T, text string) error) Field {
	f.read = func(r Record, text string) error { return read(as[T](r), text) }
	return f
}

// JSON encodes the value.
func (f Field) JSON(r Record) ([]byte, error) { return f.encode(r) }

// SetJSON replaces the value by one that JSON encoded. Nothing that the old value
// points at is written to. The error has CodeInvalid.
func (f Field) SetJSON(r Record, data []byte) error {
	if err := f.decode(r, data); err != nil {
		return Errorf(CodeInvalid, "the %s cannot be taken: %w", f.Label, err)
	}
	return nil
}

// Shift is how much later a time is in one record than in another, 0 for what is
// no time.
func (f Field) Shift(old, after Record) time.Duration {
	if f.shift == nil {
		return 0
	}
	return f.shift(old, after)
}

// ChangedTo is what a change to what the record has there is called.
func (f Field) ChangedTo(after Record) string {
	if f.verb == nil {
		return f.Verb
	}
	return f.verb(after)
}

// Called returns the field with another verb for some records.
func (f Field) Called(verb func(after Record) string) Field {
	f.verb = verb
	return f
}

// newField describes a field by where it stands in a record.
func newField[T, V any](name, label, verb string, at func(*T) *V, same func(a, b V) bool, write func(V) string) Field {
	return Field{
		Name: name, Label: label, Verb: verb,
		same:   func(a, b Record) bool { return same(*at(as[T](a)), *at(as[T](b))) },
		copy:   func(into, from Record) { *at(as[T](into)) = *at(as[T](from)) },
		write:  func(r Record, _ Names) string { return write(*at(as[T](r))) },
		encode: func(r Record) ([]byte, error) { return json.Marshal(*at(as[T](r))) },
		decode: func(r Record, data []byte) error {
			var value V
			if err := json.Unmarshal(data, &value); err != nil {
				return fmt.Errorf("it is not of the kind that is wanted: %w", err)
			}
			*at(as[T](r)) = value
			return nil
		},
	}
}

// ValueField is a short value that is replaced as a whole.
func ValueField[T any, V comparable](name, label, verb string, at func(*T) *V, write func(V) string) Field {
	return newField(name, label, verb, at, func(a, b V) bool { return a == b }, write)
}

// TextField is a short text that is replaced as a whole.
func TextField[T any, S ~string](name, label, verb string, at func(*T) *S) Field {
	field := ValueField(name, label, verb, at, func(s S) string { return string(s) })
	field.isText = true
	return ReadBy(field, func(record *T, text string) error {
		*at(record) = S(text)
		return nil
	})
}

// EventField is the id of an event, which people read as its title.
func EventField[T any](name, label, verb string, at func(*T) *EventID) Field {
	field := TextField(name, label, verb, at)
	field.write = func(r Record, names Names) string {
		id := *at(as[T](r))
		if id == "" || names.Event == nil {
			return string(id)
		}
		return names.Event(id)
	}
	return field
}

// ChoiceField is one of a few short texts.
func ChoiceField[T any, S ~string](name, label, verb string, at func(*T) *S, choices []S) Field {
	return ReadBy(TextField(name, label, verb, at), func(record *T, text string) error {
		for _, choice := range choices {
			if strings.EqualFold(string(choice), text) {
				*at(record) = choice
				return nil
			}
		}
		return Errorf(CodeInvalid, "no %s %q", label, text).WithHint("use one of %s", Join(choices))
	})
}

// ProseField is a text that people read word by word.
func ProseField[T any](name, label, verb string, at func(*T) *string) Field {
	field := TextField(name, label, verb, at)
	field.Kind = FieldProse
	return field
}

// MarkdownField is a text of many paragraphs.
func MarkdownField[T any](name, label, verb string, at func(*T) *string) Field {
	field := TextField(name, label, verb, at)
	field.Kind = FieldMarkdown
	return field
}

// ListField is a list that is replaced as a whole.
func ListField[T, V any](name, label, verb string, at func(*T) *[]V, same func(a, b V) bool, write func(V) string) Field {
	return newField(name, label, verb, at,
		func(a, b []V) bool { return slices.EqualFunc(a, b, same) },
		func(list []V) string { return joinTexts(list, write) })
}

// NamesField is a list of short texts, which people part by commas.
func NamesField[T any, S ~string](name, label, verb string, at func(*T) *[]S) Field {
	field := ListField(name, label, verb, at, func(a, b S) bool { return a == b }, func(s S) string { return string(s) })
	return ReadBy(field, func(record *T, text string) error {
		*at(record) = nil
		for name := range strings.SplitSeq(text, ",") {
			if name = strings.TrimSpace(name); name != "" {
				*at(record) = append(*at(record), S(name))
			}
		}
		return nil
	})
}

// CitationsField is what a thing cites, compared with the places that are pointed
// at.
func CitationsField[T any](at func(*T) *[]Citation) Field {
	field := ListField("citations", "citations", "re-cited", at, Citation.Same, Citation.String)
	field.write = func(r Record, names Names) string { return joinTexts(*at(as[T](r)), names.cite) }
	field.cited = func(r Record) *[]Citation { return at(as[T](r)) }
	return field
}

func joinTexts[V any](list []V, write func(V) string) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = write(v)
	}
	return strings.Join(texts, ", ")
}

// InstantField is a time that is always there.
func InstantField[T any](name, label, verb string, at func(*T) *Instant) Field {
	field := newField(name, label, verb, at, Instant.Equal, func(i Instant) string { return i.Format(time.UTC) })
	field.shift = func(old, after Record) time.Duration { return at(as[T](after)).At.Sub(at(as[T](old)).At) }
	return ReadBy(field, func(record *T, text string) error {
		instant, err := parseLike(text, *at(record))
		if err == nil {
			*at(record) = instant
		}
		return err
	})
}

// parseLike reads a time in UTC, or a date, and says it in the zone of another.
func parseLike(text string, like Instant) (Instant, error) {
	instant, err := ParseInstant(text, time.UTC)
	if instant.IsDate() {
		instant, err = ParseInstant(text, like.location())
	}
	instant.Zone = like.Zone
	return instant, err
}

// OptionalInstantField is a time that may be missing.
func OptionalInstantField[T any](name, label, verb string, at func(*T) **Instant) Field {
	field := newField(name, label, verb, at,
		func(a, b *Instant) bool { return a == b || a != nil && b != nil && a.Equal(*b) },
		func(i *Instant) string {
			if i == nil {
				return ""
			}
			return i.Format(time.UTC)
		})
	field.shift = func(old, after Record) time.Duration {
		before, now := *at(as[T](old)), *at(as[T](after))
		if before == nil || now == nil {
			return 0
		}
		return now.At.Sub(before.At)
	}
	return field
}

// StampField is a time of the clock that is always there.
func StampField[T any](name, label, verb string, at func(*T) *time.Time) Field {
	field := newField(name, label, verb, at, time.Time.Equal, writeStamp)
	field.shift = func(old, after Record) time.Duration { return at(as[T](after)).Sub(*at(as[T](old))) }
	return field
}

// sameTime reports whether two times are the same moment, or both missing.
func sameTime(a, b *time.Time) bool { return a == b || a != nil && b != nil && a.Equal(*b) }

// OptionalStampField is a time of the clock that may be missing.
func OptionalStampField[T any](name, label, verb string, at func(*T) **time.Time) Field {
	field := newField(name, label, verb, at,
		sameTime,
		func(t *time.Time) string {
			if t == nil {
				return ""
			}
			return writeStamp(*t)
		})
	field.shift = func(old, after Record) time.Duration {
		before, now := *at(as[T](old)), *at(as[T](after))
		if before == nil || now == nil {
			return 0
		}
		return now.Sub(*before)
	}
	return field
}

// writeStamp writes a time of the clock to the millisecond, as it is shown elsewhere.
func writeStamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05.999") }

// LengthField is a length of time by which something is moved.
func LengthField[T any](name, label, verb string, at func(*T) *time.Duration) Field {
	field := ValueField(name, label, verb, at, formatShift)
	field.shift = func(old, after Record) time.Duration { return *at(as[T](after)) - *at(as[T](old)) }
	return field
}

// formatShift writes how far something is set off: "+1 min 30 s", "−2 min",
// "+0.25 s", "" for none. Unlike [FormatDuration] it leaves nothing out.
func formatShift(d time.Duration) string {
	if d == 0 {
		return ""
	}
	text, rest := "+", d
	if d < 0 {
		text, rest = "−", -d
	}
	var parts []string
	for _, unit := range []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "min"}} {
		if rest >= unit.size {
			parts = append(parts, fmt.Sprintf("%d %s", rest/unit.size, unit.name))
			rest %= unit.size
		}
	}
	if rest > 0 {
		parts = append(parts, strconv.FormatFloat(rest.Seconds(), 'f', -1, 64)+" s")
	}
	return text + strings.Join(parts, " ")
}

// OptionalLengthField is a length of time that may be missing.
func OptionalLengthField[T any](name, label, verb string, at func(*T) **time.Duration) Field {
	return newField(name, label, verb, at,
		func(a, b *time.Duration) bool { return a == b || a != nil && b != nil && *a == *b },
		func(d *time.Duration) string {
			if d == nil {
				return ""
			}
			return FormatOffset(*d)
		})
}

// FlagField is a yes or a no.
func FlagField[T any](name, label, verb, yes, no string, at func(*T) *bool) Field {
	field := ValueField(name, label, verb, at, func(is bool) string {
		if is {
			return yes
		}
		return no
	})
	return ReadBy(field, func(record *T, text string) error {
		if text != yes && text != no {
			return Errorf(CodeInvalid, "the %s is either “%s” or “%s”", label, yes, no)
		}
		*at(record) = text == yes
		return nil
	})
}
