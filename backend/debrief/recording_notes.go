package debrief

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// Notes are the recording notes as a document: for those who were not there, to read,
// and to go from there to the place where it was said.
func Notes(in Input) retro.Content {
	c := in.Content
	parts := Parts(c)
	notes := retro.Content{Title: "Recording notes: " + title(c), Zones: c.Zones}
	add := func(heading, body string) {
		if body = strings.TrimSpace(body); body != "" {
			notes.Sections = append(notes.Sections, retro.Section{Heading: heading, Body: body})
		}
	}
	add("The debrief", held(c, parts))
	add("Chapters", chapterList(parts))
	add("Decisions", noted(c, parts, func(s Said) bool { return s.Kind == retro.NoteDecision }))
	add("Actions", noted(c, parts, func(s Said) bool { return s.Kind == retro.NoteAction }))
	add("Contributing factors", noted(c, parts, func(s Said) bool { return s.Kind == retro.NoteFactor }))
	add("Corrections", noted(c, parts, func(s Said) bool { return s.Kind == retro.NoteCorrection }))
	add("Still open", noted(c, parts, func(s Said) bool { return s.IsOpen() && s.Kind != retro.NoteCorrection }))
	add("Notes", noteList(c, parts))
	add("What changed", in.Changes)
	add("The document", shared(c))
	return notes
}

func title(c retro.Content) string {
	if line := oneLine(c.Title); line != "" {
		return line
	}
	return "untitled"
}

// held tells when and how it was held, who was there, and where to watch it.
func held(c retro.Content, parts []Part) string {
	d := c.Debrief
	var out strings.Builder
	if d.StartedAt == nil {
		out.WriteString("It was not held yet.\n")
	} else {
		fmt.Fprintf(&out, "Held on %s, %s to ", d.StartedAt.UTC().Format("Monday, 2 January 2006"), clocks(c, *d.StartedAt))
		if d.EndedAt != nil {
			out.WriteString(clocks(c, *d.EndedAt))
		} else {
			out.WriteString("now")
		}
		fmt.Fprintf(&out, "; it ran %s", retro.FormatDuration(d.Length().Truncate(time.Second)))
		if pauses := pauses(&d).Truncate(time.Second); pauses > 0 {
			fmt.Fprintf(&out, " and was paused for %s", retro.FormatDuration(pauses))
		}
		out.WriteString(".\n")
	}
	if place := oneLine(d.Place); place != "" {
		out.WriteString("\nWhere: " + markdown.Escape(place) + "\n")
	}
	out.WriteString("\n")
	for _, part := range parts {
		if part.Recording.Where == "" {
			continue
		}
		fmt.Fprintf(&out, "- %s: %s", partName(part, len(parts)), recordingLink(part.Recording))
		if part.Length > 0 {
			fmt.Fprintf(&out, ", %s", retro.FormatDuration(part.Length.Truncate(time.Second)))
		}
		switch start := part.Recording.Start.Truncate(time.Second); {
		case start > 0:
			fmt.Fprintf(&out, ", begins %s into the debrief", retro.FormatDuration(start))
		case start < 0:
			fmt.Fprintf(&out, ", begins %s before the debrief", retro.FormatDuration(-start))
		}
		out.WriteString("\n")
	}
	if people := people(c, "From", func(p retro.Participant) string { return p.Department }); people != "" {
		out.WriteString("\n" + people)
	}
	return out.String()
}

func partName(p Part, count int) string {
	if count < 2 {
		return "Recording"
	}
	return fmt.Sprintf("Recording %d", p.Number)
}

// recordingLink is a recording for people: a link where it has an address.
func recordingLink(r retro.Recording) string {
	if link := r.Link(); link != "" {
		return destination(link)
	}
	return markdown.Escape(oneLine(r.Where))
}

// destination writes an address as Markdown reads it to its end.
func destination(link string) string {
	return "<" + strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(link) + ">"
}

// people is a table of who is there, as what, and one thing more of each.
func people(c retro.Content, heading string, more func(retro.Participant) string) string {
	if len(c.Participants) == 0 {
		return ""
	}
	var out strings.Builder
	fmt.Fprintf(&out, "| Who | As | %s |\n| --- | --- | --- |\n", heading)
	for _, p := range c.Participants {
		fmt.Fprintf(&out, "| %s | %s | %s |\n", cellText(p.Name), cellText(retro.Join(p.Roles)), cellText(more(p)))
	}
	return out.String()
}

func cellText(text string) string {
	return strings.ReplaceAll(markdown.Escape(oneLine(text)), "|", `\|`)
}

// pauses sums the time that the debrief was paused.
func pauses(d *retro.Debrief) time.Duration {
	var sum time.Duration
	var since *retro.Mark
	for i := range d.Clock {
		switch mark := &d.Clock[i]; mark.Kind {
		case retro.MarkPaused:
			since = mark
		case retro.MarkResumed, retro.MarkEnded:
			if since != nil {
				sum += mark.At.Sub(since.At)
			}
			since = nil
		case retro.MarkStarted, retro.MarkStep, retro.MarkSet, retro.MarkSlept:
		}
	}
	return max(0, sum)
}

// clocks writes a time in UTC and in the zones that are shown.
func clocks(c retro.Content, at time.Time) string {
	all := []string{}
	for _, name := range c.ShownZones() {
		zone, err := time.LoadLocation(name)
		if err != nil {
			continue
		}
		all = append(all, at.In(zone).Format("15:04")+" "+zoneName(name))
	}
	return strings.Join(all, " (") + strings.Repeat(")", max(0, len(all)-1))
}

func zoneName(name string) string {
	return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ")
}

// offset writes a place, linked where the recording has an address.
func (p Part) offset(place time.Duration) string {
	text := retro.FormatOffset(place)
	if place < 0 {
		return text
	}
	if link := p.Recording.LinkAt(place); link != "" {
		return "[" + text + "](" + destination(link) + ")"
	}
	return text
}

func chapterList(parts []Part) string {
	var out strings.Builder
	for _, part := range parts {
		if len(parts) > 1 {
			fmt.Fprintf(&out, "\n**%s**\n\n", partName(part, len(parts)))
		}
		for _, chapter := range part.Chapters {
			fmt.Fprintf(&out, "- %s %s (%s)\n", part.offset(chapter.From), markdown.Escape(chapter.Title),
				retro.FormatDuration((chapter.To - chapter.From).Truncate(time.Second)))
			for _, topic := range part.Topics(chapter) {
				fmt.Fprintf(&out, "  - %s %s\n", part.offset(topic.From), markdown.Escape(topic.Title))
			}
		}
	}
	return out.String()
}

// noted lists the notes of a kind, each with where it was said and what became of it.
func noted(c retro.Content, parts []Part, want func(Said) bool) string {
	var out strings.Builder
	for _, part := range parts {
		for _, said := range part.Said {
			if want(said) {
				out.WriteString(noteLine(c, part, said, len(parts), false))
			}
		}
	}
	for _, note := range Outside(c) {
		if said := (Said{Note: note, Event: c.FindEvent(note.Event)}); want(said) {
			out.WriteString("- " + noteWords(c, said, false) + "\n")
		}
	}
	return out.String()
}

// noteList is everything that was noted, by steps.
func noteList(c retro.Content, parts []Part) string {
	var out strings.Builder
	step := ""
	for i, part := range parts {
		for j, said := range part.Said {
			if said.Step != step || i+j == 0 && said.Step != "" {
				step = said.Step
				fmt.Fprintf(&out, "\n### %s\n\n", markdown.Escape(step))
			}
			out.WriteString(noteLine(c, part, said, len(parts), true))
		}
	}
	if outside := Outside(c); len(outside) > 0 {
		out.WriteString("\n### Noted outside of the debrief\n\n")
		for _, note := range outside {
			out.WriteString("- " + noteWords(c, Said{Note: note, Event: c.FindEvent(note.Event)}, true) + "\n")
		}
	}
	return out.String()
}

func noteLine(c retro.Content, part Part, said Said, parts int, withKind bool) string {
	where := part.offset(said.Place)
	if parts > 1 {
		where = fmt.Sprintf("%d · %s", part.Number, where)
	}
	return "- " + where + " " + noteWords(c, said, withKind) + "\n"
}

// noteWords is what a note says, what it is about and what became of it.
func noteWords(c retro.Content, said Said, withKind bool) string {
	text := strings.Join(lines(retro.Unlinked(quoted(said.Note))), " ")
	words := markdown.Escape(text)
	if withKind && said.Kind != retro.NotePlain {
		words = "**" + markdown.Escape(oneLine(string(said.Kind))) + "** " + words
	}
	if e := said.Event; e != nil {
		words += " *(" + markdown.Escape("at "+e.At.Clock(nil)+" UTC: "+oneLine(e.Title)) + ")*"
	}
	if became := became(c, said.Note); became != "" {
		words += " → " + markdown.Escape(became)
	}
	return words
}

// became tells what became of a note in the record.
func became(c retro.Content, n retro.Note) string {
	if at := slices.IndexFunc(c.ActionItems, func(a retro.ActionItem) bool { return a.Note == n.ID && n.ID != "" }); at >= 0 {
		item := c.ActionItems[at]
		parts := []string{strings.ReplaceAll(string(item.State), "-", " ")}
		for _, more := range []string{item.Owner, item.Ticket} {
			if more = oneLine(more); more != "" {
				parts = append(parts, more)
			}
		}
		return strings.Join(parts, ", ")
	}
	switch {
	case n.Kind == retro.NoteCorrection && n.IsSettled:
		return "taken over"
	case n.Kind == retro.NoteQuestion && n.IsSettled:
		return "answered"
	case n.Parked && !n.IsSettled:
		return "parked"
	}
	return ""
}
