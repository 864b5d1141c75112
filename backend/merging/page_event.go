package merging

import (
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/when"
	"github.com/afterword-app/afterword/backend/wiki"
)

func (t tableMerger) eventRow(base, mine *retro.Event, before, after []wiki.Cell) {
	timed := false
	for _, cell := range t.changed(before, after) {
		switch cell.column {
		case retro.ColumnKind:
			t.change(retro.NounEvent, base, mine, "kind", strings.ReplaceAll(strings.ToLower(plainCell(cell.after)), " ", "-"))
		case retro.ColumnWhatHappened:
			t.what(base, mine, cell.before, cell.after)
		default:
			if !timed { // the other zones follow from the first that changed
				t.retime(base, mine, t.zone(cell.column), plainCell(cell.before), plainCell(cell.after))
				timed = true
			}
		}
	}
}

// zone is that of a column of times, which is labelled by its city.
func (t tableMerger) zone(label string) *time.Location {
	for _, name := range t.base.Content.Zones {
		if retro.ZoneLabel(name) == label {
			if zone, err := time.LoadLocation(name); err == nil {
				return zone
			}
		}
	}
	return time.UTC
}

// retime reads a cell with a time or a span. Only the end of it that was edited
// is taken.
func (t tableMerger) retime(base, mine *retro.Event, zone *time.Location, before, after string) {
	beginBefore, endBefore := cutSpan(before)
	begin, end := cutSpan(after)
	if begin != beginBefore {
		t.instant(base, mine, "at", begin, base.At, zone)
	}
	switch {
	case end == endBefore:
	case end == "":
		t.change(retro.NounEvent, base, mine, "end", "")
	case base.End != nil:
		t.instant(base, mine, "end", end, *base.End, zone)
	default:
		t.instant(base, mine, "end", end, base.At, zone)
	}
}

func (t tableMerger) instant(base, mine *retro.Event, field, text string, near retro.Instant, zone *time.Location) {
	said, err := when.ReadOne(text, when.Setting{Zone: zone, Near: near.At})
	instant := said.At
	if err != nil || said.End != nil || instant.Words != "" {
		t.unclear(base.Title, "the time", text)
		return
	}
	t.change(retro.NounEvent, base, mine, field, instant.Format(time.UTC))
}

// cutSpan divides "10:02 – 11:24" and leaves out what is said beside it.
func cutSpan(text string) (begin, end string) {
	text, _, _ = strings.Cut(text, "(")
	for _, dash := range []string{" – ", " — ", " - ", "–", "—"} {
		if before, after, ok := strings.Cut(text, dash); ok {
			return strings.TrimSpace(before), strings.TrimSpace(after)
		}
	}
	return strings.TrimSpace(text), ""
}

// what reads the cell that tells what happened: the title, what is known beside
// it, and below it the body and the evidence.
func (t tableMerger) what(base, mine *retro.Event, before, after wiki.Cell) {
	if len(after) == 0 {
		t.unclear(base.Title, retro.ColumnWhatHappened, "(nothing)")
		return
	}
	titleBefore, restBefore := cutTitle(before[0])
	title, rest := cutTitle(after[0])
	if text, ok := strings.CutSuffix(after[0], restBefore); ok && restBefore != "" && rest != restBefore {
		title, rest = text, restBefore
	}
	if title = markdown.PlainText(title); title != markdown.PlainText(titleBefore) {
		t.change(retro.NounEvent, base, mine, "title", title)
	}
	if strings.TrimSpace(rest) != strings.TrimSpace(restBefore) && !t.details(base, mine, restBefore, rest) {
		t.unclear(base.Title, retro.ColumnWhatHappened, after[0])
	}
	if body, ok := bodyEdit(base.Body, before[1:], after[1:]); ok {
		t.change(retro.NounEvent, base, mine, "body", body)
	} else if !slices.Equal(before[1:], after[1:]) {
		t.unclear(base.Title, retro.ColumnWhatHappened, strings.Join(after[1:], "\n\n"))
	}
}

// cutTitle divides "**title** (details)".
func cutTitle(line string) (title, rest string) {
	if text, ok := strings.CutPrefix(line, "**"); ok {
		if title, rest, ok := strings.Cut(text, "**"); ok {
			return title, rest
		}
	}
	return line, ""
}

func (t tableMerger) addedEvent(row []wiki.Cell) bool {
	event := retro.Event{ID: retro.EventID(t.ids.New()), Kind: retro.KindObservation}
	var near time.Time
	if events := t.base.Content.Events; len(events) > 0 {
		near = events[0].At.At
	}
	for column, label := range t.head {
		cell, _ := t.cell(row, column)
		text := plainCell(cell)
		switch {
		case text == "":
		case label == retro.ColumnKind:
			event.Kind = retro.EventKind(strings.ReplaceAll(strings.ToLower(text), " ", "-"))
		case label == retro.ColumnWhatHappened:
			title, rest := cutTitle(cell[0])
			event.Title = strings.TrimSpace(markdown.PlainText(title) + " " + strings.TrimSpace(markdown.PlainText(rest)))
			event.Body = strings.Join(cell[1:], "\n\n")
		case event.At.IsZero():
			begin, end := cutSpan(text)
			zone := t.zone(label)
			said, err := when.ReadOne(begin, when.Setting{Zone: zone, Near: near})
			if err != nil {
				return false
			}
			event.At, event.End = said.At, said.End
			if end == "" {
				continue
			}
			until, err := when.ReadOne(end, when.Setting{Zone: zone, Near: event.At.At})
			if err != nil {
				return false
			}
			event.End = &until.At
		}
	}
	if event.Validate() != nil {
		return false
	}
	t.content.Events = append(t.content.Events, event)
	return true
}
