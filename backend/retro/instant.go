package retro

import (
	"fmt"
	"strings"
	"time"
)

// Precision says how much of an instant was written down.
type Precision string

// The precisions, finest first. The empty Precision means second.
const (
	PrecisionNanosecond  Precision = "nanosecond"
	PrecisionMicrosecond Precision = "microsecond"
	PrecisionMillisecond Precision = "millisecond"
	PrecisionSecond      Precision = "second"
	PrecisionMinute      Precision = "minute"
	PrecisionHour        Precision = "hour"
	PrecisionDay         Precision = "day"
	PrecisionMonth       Precision = "month"
	PrecisionYear        Precision = "year"
)

// Instant is a moment as somebody recorded it: the moment in UTC, the zone it
// was written in ("Z", "+02:00", "Europe/Berlin", "" when nobody knows, in which
// case At holds the wall clock as if it were UTC) and how precisely.
type Instant struct {
	At        time.Time `json:"at"`
	Zone      string    `json:"zone"`
	Precision Precision `json:"precision"`
	About     bool      `json:"about,omitempty"`
	// Until is the latest that it can have been where people gave a range that no
	// precision says, "late 2015"; At is the earliest then.
	Until time.Time `json:"until,omitzero"`
	// Words are how a person said what no date says: "late 2015".
	Words string `json:"words,omitempty"`
	// Anchor is the event that it is told from; At follows it, see Content.ResolveTimes.
	Anchor Anchor `json:"anchor,omitzero"`
	// Repeat is how it comes again; At is the first time.
	Repeat Repeat `json:"repeat,omitzero"`
}

// NewInstant returns t in UTC with the zone it carries, precise to the finest
// unit that is not zero, but at least to the second.
func NewInstant(t time.Time) Instant {
	zone := t.Format("Z07:00")
	precision := PrecisionSecond
	switch nanos := t.Nanosecond(); {
	case nanos == 0:
	case nanos%1e6 == 0:
		precision = PrecisionMillisecond
	case nanos%1e3 == 0:
		precision = PrecisionMicrosecond
	default:
		precision = PrecisionNanosecond
	}
	return Instant{At: t.UTC(), Zone: zone, Precision: precision}
}

// IsZero reports whether the instant was never set.
func (i Instant) IsZero() bool { return i.At.IsZero() }

// Equal reports whether both say the same moment in the same way.
func (i Instant) Equal(other Instant) bool {
	return i.At.Equal(other.At) && i.Zone == other.Zone && i.precision() == other.precision() && i.About == other.About &&
		i.Until.Equal(other.Until) && i.Words == other.Words && i.Anchor == other.Anchor &&
		i.Repeat.Every == other.Repeat.Every && i.Repeat.Unit == other.Repeat.Unit && i.Repeat.Until.Equal(other.Repeat.Until)
}

func (i Instant) precision() Precision {
	if i.Precision == "" {
		return PrecisionSecond
	}
	return i.Precision
}

// Shift moves the moment by d and keeps everything else but words of a fixed time,
// which would be wrong then.
func (i Instant) Shift(d time.Duration) Instant {
	i.At = i.At.Add(d)
	if !i.Until.IsZero() {
		i.Until = i.Until.Add(d)
		i.Words = ""
	}
	if !i.Repeat.Until.IsZero() {
		i.Repeat.Until = i.Repeat.Until.Add(d)
		i.Words = ""
	}
	return i
}

var instantLayouts = map[Precision]string{
	PrecisionNanosecond:  "2006-01-02 15:04:05.000000000",
	PrecisionMicrosecond: "2006-01-02 15:04:05.000000",
	PrecisionMillisecond: "2006-01-02 15:04:05.000",
	PrecisionSecond:      "2006-01-02 15:04:05",
	PrecisionMinute:      "2006-01-02 15:04",
	PrecisionHour:        "2006-01-02 15:00",
	PrecisionDay:         "2006-01-02",
	PrecisionMonth:       "2006-01",
	PrecisionYear:        "2006",
}

// Format writes the moment in a location as "2026-03-14 21:40:00.123", cut to
// its precision and led by "about" where it is fuzzy. A nil location is UTC. A date is
// the date that was said, in whatever location; what was said in words is written so.
func (i Instant) Format(location *time.Location) string {
	if i.Words != "" && i.Anchor.IsZero() {
		return i.Words
	}
	switch {
	case i.IsDate():
		location = i.location()
	case location == nil:
		location = time.UTC
	}
	layout, ok := instantLayouts[i.precision()]
	if !ok {
		layout = instantLayouts[PrecisionSecond]
	}
	text := i.At.In(location).Format(layout)
	if !i.Until.IsZero() {
		last := i.Until
		if i.IsDate() {
			last = last.Add(-time.Nanosecond)
		}
		text += " – " + last.In(location).Format(layout)
	}
	if !i.Repeat.IsZero() {
		text += ", " + i.Repeat.String()
	}
	if i.About {
		return "about " + text
	}
	return text
}

// Clock writes only the time of day, or the date where the instant is no more
// precise than a day.
func (i Instant) Clock(location *time.Location) string {
	text := strings.TrimPrefix(i.Format(location), "about ")
	if i.Words != "" || !i.Until.IsZero() || !i.Repeat.IsZero() {
		return i.Format(location)
	}
	if _, clock, ok := strings.Cut(text, " "); ok {
		text = clock
	}
	if i.About {
		return "about " + text
	}
	return text
}

var parseLayouts = []struct {
	layout    string
	precision Precision
}{
	{"2006-01-02T15:04:05", ""},
	{"2006-01-02T15:04", PrecisionMinute},
	{"2006-01-02", PrecisionDay},
	{"2006-01", PrecisionMonth},
	{"2006", PrecisionYear},
}

// ParseInstant reads a time in figures, as Format writes it: an RFC 3339 time with "T"
// or a space, with or without seconds, fraction and zone; a date, month or year;
// each optionally after "about". All else that people say is read by backend/when, which
// begins with this. Without a zone it is read in location, and in
// UTC where location is nil. The error has CodeInvalid.
func ParseInstant(text string, location *time.Location) (Instant, error) {
	trimmed := strings.TrimSpace(text)
	// Small letters may take more bytes than what they stand for.
	const word = "about "
	about := len(trimmed) > len(word) && strings.EqualFold(trimmed[:len(word)], word)
	if about {
		trimmed = strings.TrimSpace(trimmed[len(word):])
	}
	value := strings.ToUpper(trimmed)
	if date := len("2006-01-02"); len(value) > date && value[date] == ' ' {
		value = value[:date] + "T" + value[date+1:]
	}
	value = strings.Replace(value, ",", ".", 1)
	value = strings.TrimSuffix(value, " UTC")
	if location == nil {
		location = time.UTC
	}
	for _, candidate := range parseLayouts {
		for _, zone := range []string{"Z07:00", " Z07:00", "Z0700", " Z0700", ""} {
			if zone != "" && candidate.precision != "" && candidate.precision != PrecisionMinute {
				continue
			}
			t, err := time.ParseInLocation(candidate.layout+zone, value, location)
			if err != nil {
				continue
			}
			instant := NewInstant(t)
			if zone == "" {
				instant.Zone = location.String()
				if location == time.UTC {
					instant.Zone = "Z"
				}
			}
			if candidate.precision != "" {
				instant.Precision = candidate.precision
			} else {
				instant.Precision = fractionPrecision(value)
			}
			instant.About = about
			return instant, nil
		}
	}
	return Instant{}, badInstant(text)
}

func badInstant(text string) error {
	return Errorf(CodeInvalid, "%q is not a time", text).WithHint("write it like 2026-03-14 21:40:00 or 2026-03-14T21:40:00+01:00")
}

func fractionPrecision(value string) Precision {
	_, fraction, ok := strings.Cut(value, ".")
	if !ok {
		return PrecisionSecond
	}
	digits := 0
	for digits < len(fraction) && fraction[digits] >= '0' && fraction[digits] <= '9' {
		digits++
	}
	switch {
	case digits <= 3:
		return PrecisionMillisecond
	case digits <= 6:
		return PrecisionMicrosecond
	default:
		return PrecisionNanosecond
	}
}

// A day and a year in seconds, as one has on average.
const (
	day  = 86_400
	year = 31_556_952
)

// FormatDuration writes a length of time for people: "48 s", "7 min 41 s",
// "1 h 22 min", "3 d 4 h", from two years on "2 y 30 d". It keeps at most two units and
// rounds the smaller one.
func FormatDuration(d time.Duration) string {
	return formatLength(int64(d/time.Second), d%time.Second)
}

// FormatBetween writes how long it is from one time to another as [FormatDuration] does,
// and further than 292 years, where durations end.
func FormatBetween(from, to time.Time) string {
	return formatLength(to.Unix()-from.Unix(), time.Duration(to.Nanosecond()-from.Nanosecond()))
}

// formatLength writes a length in seconds and a part of one.
func formatLength(seconds int64, part time.Duration) string {
	switch {
	case seconds < 0 || seconds == 0 && part < 0:
		return "−" + formatLength(-seconds, -part)
	case part < 0:
		seconds, part = seconds-1, part+time.Second
	}
	if thousandths := (part + time.Millisecond/2) / time.Millisecond; seconds == 0 && part > 0 && thousandths < 1000 {
		return fmt.Sprintf("%d ms", max(thousandths, 1))
	}
	if part >= time.Second/2 {
		seconds++
	}
	// Years are not equally long: what lacks but a day is a whole one.
	if years := (seconds + day) / year; years >= 2 {
		text := Thousands(int(years)) + " y"
		if days := (seconds - years*year) / day; days > 0 {
			text += fmt.Sprintf(" %d d", days)
		}
		return text
	}
	told := func(name string, size int64, smallerName string, smaller int64) string {
		rounded := (seconds + smaller/2) / smaller * smaller
		text := fmt.Sprintf("%d %s", rounded/size, name)
		if rest := rounded % size / smaller; rest > 0 {
			text += fmt.Sprintf(" %d %s", rest, smallerName)
		}
		return text
	}
	switch { // Rounded, a unit may be full.
	case seconds < 60:
		return fmt.Sprintf("%d s", seconds)
	case seconds < 3600:
		return told("min", 60, "s", 1)
	case seconds < day-30:
		return told("h", 3600, "min", 60)
	default:
		return told("d", day, "h", 3600)
	}
}

// FormatMinutes is [FormatDuration] without seconds, for what is not measured in them.
func FormatMinutes(d time.Duration) string { return FormatDuration(d.Round(time.Minute)) }
