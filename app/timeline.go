package app

import (
	"path/filepath"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/timeline"
)

// Timeline is the room of events.
type Timeline struct{ core }

// Promote makes an event that cites lines, regions of pictures, or whole pieces of
// evidence; an empty title or kind is suggested from them. Where an event cites them
// already, that one is the answer, unless another is asked for.
func (t *Timeline) Promote(id retro.RetrospectiveID, citations []retro.Citation, title string, kind retro.EventKind, again bool) (authoring.WithEvent, error) {
	return t.service.Promote(t.context(), id, authoring.Promotion{Citations: citations, Title: title, Kind: kind, Again: again})
}

// AddEvent puts an event on the timeline.
func (t *Timeline) AddEvent(id retro.RetrospectiveID, event retro.Event) (authoring.WithEvent, error) {
	return t.service.AddEvent(t.context(), id, event)
}

// UpdateEvent replaces an event.
func (t *Timeline) UpdateEvent(id retro.RetrospectiveID, event retro.Event) (authoring.Edited, error) {
	return t.service.UpdateEvent(t.context(), id, event)
}

// MoveEvent puts an event, or one of its edges, at an RFC 3339 time.
func (t *Timeline) MoveEvent(id retro.RetrospectiveID, event retro.EventID, edge authoring.Edge, to time.Time) (authoring.Edited, error) {
	return t.service.MoveEvent(t.context(), id, event, edge, to)
}

// SwapEvent lets an event change places with the one before (-1) or after it (1) that has the
// same time.
func (t *Timeline) SwapEvent(id retro.RetrospectiveID, event retro.EventID, by int) (authoring.Edited, error) {
	return t.service.SwapEvent(t.context(), id, event, by)
}

// ShiftEvents moves events by a length of time as people say it: "5 min", "-1 h".
func (t *Timeline) ShiftEvents(id retro.RetrospectiveID, events []retro.EventID, by string) (authoring.Edited, error) {
	return t.service.ShiftEventsBy(t.context(), id, events, by)
}

// ChangeKinds gives events another kind.
func (t *Timeline) ChangeKinds(id retro.RetrospectiveID, events []retro.EventID, kind retro.EventKind) (authoring.Edited, error) {
	return t.service.ChangeKinds(t.context(), id, events, kind)
}

// MoveInto makes events part of another one, or of none for "".
func (t *Timeline) MoveInto(id retro.RetrospectiveID, events []retro.EventID, holder retro.EventID) (authoring.Edited, error) {
	return t.service.MoveInto(t.context(), id, events, holder)
}

// SitRepToSection puts a situation report, the latest one for "", at the end of a section,
// of the summary for "".
func (t *Timeline) SitRepToSection(id retro.RetrospectiveID, event retro.EventID, section retro.SectionID) (authoring.Edited, error) {
	return t.service.SitRepToSection(t.context(), id, event, section)
}

// ReadFeelings reads how people felt, as a person typed it.
func (*Timeline) ReadFeelings(text string) ([]retro.Feeling, error) {
	feelings, err := retro.ReadFeelings(text)
	return append([]retro.Feeling{}, feelings...), err
}

// MergeEvents makes one event of several.
func (t *Timeline) MergeEvents(id retro.RetrospectiveID, events []retro.EventID) (authoring.WithEvent, error) {
	return t.service.MergeEvents(t.context(), id, events)
}

// RemoveEvents takes events off the timeline.
func (t *Timeline) RemoveEvents(id retro.RetrospectiveID, events []retro.EventID) (authoring.Edited, error) {
	return t.service.RemoveEvents(t.context(), id, events)
}

// Measures tells what the charts that are kept showed before, during and after customer
// impact.
func (t *Timeline) Measures(id retro.RetrospectiveID) ([]retro.Measure, error) {
	return t.service.Measures(t.context(), id)
}

// Drawing lays out what is to be drawn of a view.
func (t *Timeline) Drawing(id retro.RetrospectiveID, view authoring.DrawingView) (timeline.Frame, error) {
	return t.service.Drawing(t.context(), id, view)
}

// Save lets the person choose a place and writes the drawing of a view there, as the
// name of the file asks: PNG or SVG. It returns the path, "" when they cancel.
func (t *Timeline) Save(id retro.RetrospectiveID, view authoring.DrawingView) (string, error) {
	chosen, err := t.native.ChooseSavePath(t.context(), "Save the drawing as .png or .svg", "timeline.png")
	if err != nil || chosen == "" {
		return "", err
	}
	data, err := t.service.TimelineFile(t.context(), id, view, strings.ToLower(filepath.Ext(chosen)))
	if err != nil {
		return "", err
	}
	return chosen, authoring.WriteFile(chosen, data)
}

// RemoveEvent takes an event off the timeline.
func (t *Timeline) RemoveEvent(id retro.RetrospectiveID, event retro.EventID) (authoring.Edited, error) {
	return t.service.RemoveEvent(t.context(), id, event)
}

// CitedLines returns the first lines that an event cites.
func (t *Timeline) CitedLines(id retro.RetrospectiveID, event retro.EventID) (authoring.CitedLines, error) {
	return t.service.CitedLines(t.context(), id, event)
}

// Gaps returns the silent stretches of the timeline, as it was known at an RFC 3339 time;
// "" for all that is known now.
func (t *Timeline) Gaps(id retro.RetrospectiveID, knownAt string) ([]retro.Gap, error) {
	var moment time.Time
	if knownAt != "" {
		var err error
		if moment, err = time.Parse(time.RFC3339, knownAt); err != nil {
			return nil, retro.Errorf(retro.CodeInvalid, "%q is not a time", knownAt)
		}
	}
	return t.service.Gaps(t.context(), id, moment)
}

// ReadTime reads what a person typed for the time of an event and says how it is
// understood; near is an RFC 3339 time or "", self the event that is told, chosen the
// one that "2 hours later" is told from.
func (t *Timeline) ReadTime(id retro.RetrospectiveID, text, near string, self, chosen retro.EventID) ([]authoring.TimeReading, error) {
	date, err := time.Parse(time.RFC3339, near)
	if err != nil {
		date = time.Time{}
	}
	return t.service.ReadTime(t.context(), id, text, authoring.Telling{Near: date, Self: self, Chosen: chosen})
}

// ParseInstant reads what a person typed for a time, in the zone that leads;
// near, an RFC 3339 time or "", gives the date for a time of day.
func (t *Timeline) ParseInstant(id retro.RetrospectiveID, text, near string) (retro.Instant, error) {
	date, err := time.Parse(time.RFC3339, near)
	if err != nil {
		date = time.Time{}
	}
	return t.service.ParseInstant(t.context(), id, text, date)
}
