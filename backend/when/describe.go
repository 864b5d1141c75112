package when

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Describe says a reading in plain words, so that a person can see whether it is what
// was meant: first in the zone that leads, then in the others that are shown. events
// are those that it can be told from.
func Describe(said Said, zones []*time.Location, events []retro.Event) string {
	if len(zones) == 0 {
		zones = []*time.Location{time.UTC}
	}
	text := describeInstant(said.At, zones, events)
	if said.End != nil {
		end := describeInstant(*said.End, zones, events)
		from := retro.Event{At: said.At, End: said.End}
		text += " – " + end
		if length := from.Duration(); length > 0 {
			text += ", " + roundDuration(length)
		}
	}
	if said.Note != "" {
		text += " (" + said.Note + ")"
	}
	return text
}

// roundDuration writes whole days in days, up to two years.
func roundDuration(d time.Duration) string {
	if days := int(d / (24 * time.Hour)); days > 1 && days < 730 && d%(24*time.Hour) < 2*time.Hour {
		return retro.UnitDay.Count(days)
	}
	return retro.FormatDuration(d)
}

func describeInstant(i retro.Instant, zones []*time.Location, events []retro.Event) string {
	plain := i
	plain.Words, plain.Anchor, plain.Repeat, plain.About = "", retro.Anchor{}, retro.Repeat{}, false
	var text string
	switch {
	case i.Words != "" && !i.Until.IsZero() && i.Anchor.IsZero():
		text = i.Words + ": " + rangeText(i.At, i.Until, i.Precision, zoneOf(i, zones))
	case !plain.Until.IsZero():
		text = rangeText(i.At, i.Until, i.Precision, zoneOf(i, zones))
	case i.IsDate():
		text = dateText(i.At.In(zoneOf(i, zones)), i.Precision)
	default:
		text = clockText(i, zones)
	}
	if i.About {
		text = "about " + text
	}
	switch {
	case !i.Anchor.IsZero():
		if earliest, latest := i.Range(); i.About && i.IsDate() && i.Until.IsZero() {
			text += ", " + rangeText(earliest, latest, retro.PrecisionDay, zoneOf(i, zones))
		}
		if at := slices.IndexFunc(events, func(e retro.Event) bool { return e.ID == i.Anchor.Event }); at >= 0 {
			e := events[at]
			text += " · " + i.Anchor.Says(e.Title) + ", " + dateOf(e.At, zones) + ", and moves with it"
		}
	case !i.Repeat.IsZero():
		text = i.Repeat.String() + " from " + text
		if until := i.Repeat.Until; !until.IsZero() {
			text += " until " + dateText(until.In(zoneOf(i, zones)).Add(-time.Nanosecond), retro.PrecisionDay) + ": " + times(len(i.Occurrences(time.Time{})))
		}
	}
	return text
}

// dateOf writes the date of an event, as exactly as it is known.
func dateOf(i retro.Instant, zones []*time.Location) string {
	if !i.Until.IsZero() {
		return rangeText(i.At, i.Until, i.Precision, zoneOf(i, zones))
	}
	return dateText(i.At.In(zoneOf(i, zones)), i.Precision)
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// zoneOf is the zone in which a date is meant: its own.
func zoneOf(i retro.Instant, zones []*time.Location) *time.Location {
	for _, zone := range zones {
		if zoneName(zone) == i.Zone {
			return zone
		}
	}
	if i.Zone != "" && i.Zone != "Z" {
		if offset, err := time.Parse("Z07:00", i.Zone); err == nil {
			return offset.Location()
		}
		if zone, err := time.LoadLocation(i.Zone); err == nil {
			return zone
		}
	}
	return time.UTC
}

func dateText(t time.Time, precision retro.Precision) string {
	switch precision {
	case retro.PrecisionYear:
		return t.Format("2006")
	case retro.PrecisionMonth:
		return t.Format("January 2006")
	default:
		return t.Format("Mon 2 Jan 2006")
	}
}

func clockText(i retro.Instant, zones []*time.Location) string {
	layout := map[retro.Precision]string{
		retro.PrecisionMinute: "15:04", retro.PrecisionHour: "15:04", retro.PrecisionMillisecond: "15:04:05.000",
		retro.PrecisionMicrosecond: "15:04:05.000000", retro.PrecisionNanosecond: "15:04:05.000000000",
	}[i.Precision]
	if layout == "" {
		layout = "15:04:05"
	}
	first := i.At.In(zones[0])
	text := first.Format("Mon 2 Jan 2006, "+layout) + " " + label(zones[0])
	var others []string
	for _, zone := range zones[1:] {
		local := i.At.In(zone)
		other := local.Format(layout) + " " + label(zone)
		if local.YearDay() != first.YearDay() {
			other = local.Format("Mon ") + other
		}
		others = append(others, other)
	}
	if len(others) > 0 {
		text += " = " + strings.Join(others, " = ")
	}
	return text
}

func label(zone *time.Location) string {
	if zone == time.UTC {
		return "UTC"
	}
	return retro.ZoneLabel(zone.String())
}

// Range writes from when until when an instant may be, in the zone that it was said
// in: "Sep – Dec 2015".
func Range(i retro.Instant) string {
	earliest, latest := i.Range()
	return rangeText(earliest, latest, i.Precision, zoneOf(i, nil))
}

// rangeText writes from when until when, as shortly as can be.
func rangeText(from, to time.Time, precision retro.Precision, zone *time.Location) string {
	from, to = from.In(zone), to.In(zone)
	last := to.Add(-time.Nanosecond)
	switch precision {
	case retro.PrecisionYear:
		if from.Year() == last.Year() {
			return from.Format("2006")
		}
		return from.Format("2006") + " – " + last.Format("2006")
	case retro.PrecisionMonth:
		if from.Year() == last.Year() && from.Month() == last.Month() {
			return from.Format("Jan 2006")
		}
		if from.Year() == last.Year() {
			return from.Format("Jan") + " – " + last.Format("Jan 2006")
		}
		return from.Format("Jan 2006") + " – " + last.Format("Jan 2006")
	case retro.PrecisionDay:
		switch {
		case from.Year() != last.Year():
			return from.Format("2 Jan 2006") + " – " + last.Format("2 Jan 2006")
		case from.Month() != last.Month():
			return from.Format("2 Jan") + " – " + last.Format("2 Jan 2006")
		default:
			return from.Format("2") + " – " + last.Format("2 Jan 2006")
		}
	default:
		text := from.Format("Mon 2 Jan 2006, 15:04") + " – "
		if from.YearDay() == to.YearDay() && from.Year() == to.Year() {
			return text + to.Format("15:04 ") + label(zone)
		}
		return text + to.Format("Mon 2 Jan 15:04 ") + label(zone)
	}
}
