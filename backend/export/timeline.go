package export

import (
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/when"
)

// timeline is a table with a column of times for each zone that is shown. Where
// all events lie on one day, the day is said once above it; otherwise every row
// carries its date.
func (b *builder) timeline(events []retro.Event) []block {
	if len(events) == 0 {
		return nil
	}
	oneDay := b.onOneDay(events)
	var labels []string
	for _, zone := range b.zones {
		labels = append(labels, retro.ZoneLabel(zone.String()))
	}
	t := table{
		role:  roleTimeline,
		align: make([]alignment, len(labels)+2),
		head:  headCells(append(labels, retro.ColumnKind, retro.ColumnWhatHappened)...),
	}
	for _, e := range events {
		t.rows = append(t.rows, b.eventRow(e, oneDay))
		t.events = append(t.events, e.ID)
		b.listed[e.ID] = true
	}
	drawn := b.drawn(events)
	if !oneDay {
		return []block{drawn, t}
	}
	return []block{drawn, aside("All times are on " + b.day(events[0].At) + "."), t}
}

func (b *builder) eventRow(e retro.Event, oneDay bool) []cell {
	var row []cell
	for _, zone := range b.zones {
		local := "–"
		if e.At.Zone != "" || zone == time.UTC {
			local = span(e, zone, oneDay)
		}
		row = append(row, cell{paragraph{text: []inline{clock(local)}}})
	}
	kind := lozenge{label: cleanLine(string(e.Kind)), tone: kindTone(e.Kind)}
	return append(row, cell{paragraph{text: []inline{kind}}}, b.eventCell(e))
}

// eventCell tells what happened: the title with what is to be known of it, the
// body, the evidence.
func (b *builder) eventCell(e retro.Event) cell {
	title := []inline{styled{strong, []inline{text(cleanLine(e.Title))}}}
	var details []string
	if told := b.told[e.ID]; told.Says != "" && (e.At.Words == "" || !e.At.Anchor.IsZero()) {
		details = append(details, cleanLine(told.Says))
	} else if !e.At.Until.IsZero() && e.At.Words != "" {
		details = append(details, when.Range(e.At))
	}
	if e.Duration() > 0 && hasClock(e.At) && hasClock(*e.End) {
		details = append(details, retro.FormatBetween(e.At.At, e.EndsAt()))
	}
	if holder := b.eventOf[e.Within]; holder != nil {
		details = append(details, "part of “"+cleanLine(holder.Title)+"”")
	}
	if who := cleanLine(e.Attribution()); who != "" {
		details = append(details, who)
	}
	if e.Interpretation {
		details = append(details, "interpretation")
	}
	if e.KnownAt != nil {
		details = append(details, "known since "+b.knownSince(e))
	}
	if len(e.Feelings) > 0 {
		details = append(details, "mood: "+cleanLine(retro.WriteFeelings(e.Feelings)))
	}
	if len(details) > 0 {
		title = append(title, text(" ("+strings.Join(details, "; ")+")"))
	}
	blocks := cell{paragraph{text: title}}
	blocks = append(blocks, demote(parseMarkdown(e.Body, b), 4)...)
	return append(blocks, b.proof(e.Citations)...)
}

// knownSince writes when an event became known, without the date where it is the
// event's own.
func (b *builder) knownSince(e retro.Event) string {
	lead := b.zones[0]
	switch {
	case !hasClock(*e.KnownAt):
		return e.KnownAt.Format(time.UTC)
	case dateIn(e.KnownAt.At, lead) == dateIn(e.At.At, lead):
		return e.KnownAt.Clock(lead) + " " + retro.ZoneLabel(lead.String())
	}
	return e.KnownAt.Format(lead) + " " + retro.ZoneLabel(lead.String())
}

// day writes the day of an instant where the leading zone is.
func (b *builder) day(i retro.Instant) string {
	if !hasClock(i) {
		return day(i.At.UTC()) // a day is the same day everywhere
	}
	return day(i.At.In(b.zones[0]))
}

// span writes when an event was, in a zone: "10:02:03" or "10:02:03 – 11:24:10".
func span(e retro.Event, zone *time.Location, oneDay bool) string {
	write := func(i retro.Instant) string {
		switch {
		case !hasClock(i):
			return i.Format(time.UTC) // a day is the same day everywhere
		case oneDay:
			return i.Clock(zone)
		}
		return i.Format(zone)
	}
	out := write(e.At)
	if e.At.Words != "" && e.At.Anchor.IsZero() {
		out = cleanLine(out)
	}
	if e.End != nil {
		end := write(*e.End)
		if hasClock(*e.End) && dateIn(e.At.At, zone) == dateIn(e.End.At, zone) {
			end = e.End.Clock(zone)
		}
		out += " – " + end
	}
	if e.At.Zone == "" && zone == time.UTC {
		out += " (zone unknown)"
	}
	return out
}

// onOneDay reports whether the clock alone says when everything was, in every
// zone that is shown.
func (b *builder) onOneDay(events []retro.Event) bool {
	date := dateIn(events[0].At.At, b.zones[0])
	for _, e := range events {
		times := []retro.Instant{e.At}
		if e.End != nil {
			times = append(times, *e.End)
		}
		for _, i := range times {
			otherDay := func(zone *time.Location) bool { return dateIn(i.At, zone) != date }
			if !hasClock(i) || slices.ContainsFunc(b.zones, otherDay) {
				return false
			}
		}
	}
	return true
}

func dateIn(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.DateOnly) }

// hasClock reports whether an instant is precise enough to have a time of day.
func hasClock(i retro.Instant) bool {
	return !slices.Contains([]retro.Precision{retro.PrecisionDay, retro.PrecisionMonth, retro.PrecisionYear}, i.Precision)
}

// moment writes one time with its date, in the leading zone and in every other:
// "2026-03-14 21:40:00 UTC (22:40:00 Berlin)".
func (b *builder) moment(i retro.Instant) string {
	switch {
	case i.Zone == "":
		return i.Format(time.UTC) + " (zone unknown)"
	case !hasClock(i):
		return i.Format(time.UTC)
	}
	label := func(zone *time.Location) string { return " " + retro.ZoneLabel(zone.String()) }
	lead := b.zones[0]
	var others []string
	for _, zone := range b.zones[1:] {
		local := i.Clock(zone)
		if dateIn(i.At, zone) != dateIn(i.At, lead) {
			local = i.Format(zone)
		}
		others = append(others, strings.TrimPrefix(local, "about ")+label(zone))
	}
	return inZones(i.Format(lead)+label(lead), others)
}

// inZones writes what a time is in the leading zone, and in parentheses in the others.
func inZones(lead string, others []string) string {
	if len(others) == 0 {
		return lead
	}
	return lead + " (" + strings.Join(others, ", ") + ")"
}

// kindTone colours the kinds that figures are made of, and leaves the rest grey.
func kindTone(kind retro.EventKind) tone {
	return toneOr(map[retro.EventKind]tone{
		retro.KindTrigger:    toneRed,
		retro.KindImpact:     toneRed,
		retro.KindChange:     toneYellow,
		retro.KindDecision:   toneYellow,
		retro.KindDetection:  toneBlue,
		retro.KindAction:     toneBlue,
		retro.KindDiagnosis:  tonePurple,
		retro.KindResolution: toneGreen,
	}[kind])
}
