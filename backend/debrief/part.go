package debrief

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Input is what a debrief is told from.
type Input struct {
	ID      retro.RetrospectiveID
	Content retro.Content
	// Due is when the debrief is held or due, nil where nobody knows.
	Due *time.Time
	// For is whom a pack of questions is for, "" for all.
	For string
	// Changes is what the debrief changed, in Markdown, "" where that is not known.
	Changes string
	// Sequence rises with everything that is changed.
	Sequence int
	Now      time.Time
}

// Part is one recording of the debrief, from its beginning to that of the next.
type Part struct {
	Number    int // from 1
	Recording retro.Recording
	Length    time.Duration
	Chapters  []Chapter
	Said      []Said // in the order of their places
}

// Chapter is a step of the agenda as it was really held. Chapters follow each other
// without overlapping.
type Chapter struct {
	Title string // one line, never empty
	From  time.Duration
	To    time.Duration
}

// Topics are the events that were on the screen in a chapter, by what was noted of them:
// each lasts until the next. They lie within the chapter, do not overlap, and none is all
// of it.
func (p Part) Topics(within Chapter) []Chapter {
	var all []Chapter
	var last *retro.Event
	for _, said := range p.Said {
		at := said.At()
		if said.Event == nil || said.Event == last || at < within.From || at >= within.To {
			continue
		}
		last = said.Event
		title := oneLine(last.Title)
		if title == "" {
			continue
		}
		if n := len(all); n > 0 {
			if all[n-1].To = at; at-all[n-1].From < shortest {
				all = all[:n-1]
			}
		}
		all = append(all, Chapter{title, at, within.To})
	}
	if n := len(all); n > 0 && (all[n-1].To-all[n-1].From < shortest || all[0] == (Chapter{all[0].Title, within.From, within.To})) {
		all = all[:n-1]
	}
	return all
}

// shortest is how long a chapter is at least: what was only passed through is none.
const shortest = time.Second

// Said is a note at its place in a recording.
type Said struct {
	retro.Note

	// Place is where in the recording; negative for what was said before it ran.
	Place time.Duration
	Event *retro.Event // that it is about, or nil
	Step  string       // the title of its step, "" for none
}

// At is the place where a player can begin.
func (s Said) At() time.Duration { return max(0, s.Place) }

// Parts are the recordings of a debrief with what was said in them. A debrief that was
// not recorded has one part, whose places are those of its own clock. Notes that were
// taken outside of the debrief are in none, see [Outside].
func Parts(c retro.Content) []Part {
	d := c.Debrief
	length := d.Length()
	for _, note := range d.Notes {
		if at, ok := d.OffsetOf(note); ok {
			length = max(length, at)
		}
	}
	recordings := d.Recordings()
	parts := make([]Part, len(recordings))
	for i, recording := range recordings {
		until := length
		if i+1 < len(recordings) {
			until = recordings[i+1].Start
		}
		parts[i] = Part{Number: i + 1, Recording: recording, Length: max(0, until-recording.Start)}
		parts[i].Chapters = chapters(&d, recording.Start, until)
	}
	for _, note := range d.Notes {
		place, ok := d.PlaceOf(note)
		if !ok {
			continue
		}
		part := &parts[place.Recording]
		said := Said{Note: note, Place: place.At, Event: c.FindEvent(note.Event)}
		if step := d.FindStep(note.Step); step >= 0 {
			said.Step = oneLine(d.Steps[step].Title)
		}
		part.Said = append(part.Said, said)
	}
	for i := range parts {
		slices.SortStableFunc(parts[i].Said, func(a, b Said) int { return cmp.Compare(a.Place, b.Place) })
	}
	return parts
}

// Outside are the notes that were not taken in the debrief.
func Outside(c retro.Content) []retro.Note {
	var outside []retro.Note
	for _, note := range c.Debrief.Notes {
		if _, ok := c.Debrief.OffsetOf(note); !ok {
			outside = append(outside, note)
		}
	}
	return outside
}

// chapters cuts the steps as they were held to a recording.
func chapters(d *retro.Debrief, from, until time.Duration) []Chapter {
	var all []Chapter
	add := func(title string, begin, end time.Duration) {
		begin, end = max(begin, from)-from, min(end, until)-from
		if end <= begin {
			return
		}
		last := len(all) - 1
		switch {
		case last >= 0 && all[last].To-all[last].From < shortest:
			begin, all = all[last].From, all[:last]
		case last >= 0 && end-begin < shortest:
			all[last].To = end
			return
		}
		if title = oneLine(title); title == "" {
			title = "Chapter " + strconv.Itoa(len(all)+1)
		}
		all = append(all, Chapter{title, begin, end})
	}
	if from < 0 {
		add("Before the debrief", from, 0)
	}
	stretches := d.Stretches(d.Length())
	for _, stretch := range stretches {
		title := ""
		if step := d.FindStep(stretch.Step); step >= 0 {
			title = d.Steps[step].Title
		}
		add(title, stretch.From, stretch.To)
	}
	if len(stretches) == 0 {
		add("Debrief", 0, until)
	}
	return all
}

// oneLine makes a line of a text that may have several, or signs that no line has.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, "\uFFFD"), func(r rune) bool {
		return r <= ' ' || r == 0x7f || r == 0x85 || r == 0xa0 || r == 0x2028 || r == 0x2029
	}), " ")
}

// lines are the lines of a text that say something.
func lines(text string) []string {
	var all []string
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == 0x2028 || r == 0x2029 || r == 0x85 }) {
		if line = oneLine(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// quoted puts a quotation into its marks, once.
func quoted(n retro.Note) string {
	text := strings.TrimSpace(n.Text)
	if n.Kind != retro.NoteQuote || strings.ContainsAny(text, "“”\"") {
		return text
	}
	return "“" + text + "”"
}
