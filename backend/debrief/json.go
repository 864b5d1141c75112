package debrief

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// notesFile is the recording notes for other programs. Times are RFC 3339 in UTC,
// lengths and places are seconds.
type notesFile struct {
	Format       string              `json:"format"`
	Title        string              `json:"title"`
	StartedAt    *time.Time          `json:"startedAt,omitempty"`
	EndedAt      *time.Time          `json:"endedAt,omitempty"`
	Seconds      float64             `json:"seconds"` // that it ran, pauses left out
	Clock        []clockMark         `json:"clock"`
	Participants []retro.Participant `json:"participants"`
	Recordings   []recordingOfFile   `json:"recordings"`
	Notes        []noteOfFile        `json:"notes"`
}

type clockMark struct {
	Kind    retro.MarkKind `json:"kind"`
	At      time.Time      `json:"at"`
	Seconds float64        `json:"seconds"` // on the debrief's clock
	Step    retro.StepID   `json:"step,omitempty"`
	Change  float64        `json:"change,omitempty"` // by which the wall clock was set, or the machine slept
}

type recordingOfFile struct {
	Where    string          `json:"where"`
	Start    float64         `json:"start"` // on the debrief's clock
	Seconds  float64         `json:"seconds"`
	Chapters []chapterOfFile `json:"chapters"`
}

type chapterOfFile struct {
	Title  string          `json:"title"`
	From   float64         `json:"from"`
	To     float64         `json:"to"`
	Topics []chapterOfFile `json:"topics,omitempty"` // within it
}

func chapterFor(c Chapter) chapterOfFile {
	return chapterOfFile{Title: c.Title, From: c.From.Seconds(), To: c.To.Seconds()}
}

type noteOfFile struct {
	ID        retro.NoteID   `json:"id"`
	Kind      retro.NoteKind `json:"kind"`
	Text      string         `json:"text"`
	Author    string         `json:"author,omitempty"`
	At        time.Time      `json:"at"`
	Recording int            `json:"recording,omitempty"` // from 1; missing for what was noted outside of the debrief
	Place     *float64       `json:"place,omitempty"`     // in the recording; negative before it ran
	URL       string         `json:"url,omitempty"`
	Step      string         `json:"step,omitempty"`
	Event     *eventOfFile   `json:"event,omitempty"`
	Parked    bool           `json:"parked,omitempty"`
	Settled   bool           `json:"settled,omitempty"`
}

type eventOfFile struct {
	ID    retro.EventID `json:"id"`
	At    time.Time     `json:"at"`
	Title string        `json:"title"`
}

// JSON writes all that was noted, for other programs; see testdata/notes.schema.json.
func JSON(in Input) string {
	c := in.Content
	file := notesFile{
		Format: "afterword recording notes 1", Title: oneLine(c.Title), StartedAt: c.Debrief.StartedAt, EndedAt: c.Debrief.EndedAt,
		Seconds: c.Debrief.Length().Seconds(), Clock: []clockMark{}, Participants: append([]retro.Participant{}, c.Participants...),
		Recordings: []recordingOfFile{}, Notes: []noteOfFile{},
	}
	for _, mark := range c.Debrief.Clock {
		file.Clock = append(file.Clock, clockMark{mark.Kind, mark.At, mark.Ran.Seconds(), mark.Step, mark.Change.Seconds()})
	}
	for _, part := range Parts(c) {
		recording := recordingOfFile{part.Recording.Where, part.Recording.Start.Seconds(), part.Length.Seconds(), []chapterOfFile{}}
		for _, chapter := range part.Chapters {
			written := chapterFor(chapter)
			for _, topic := range part.Topics(chapter) {
				written.Topics = append(written.Topics, chapterFor(topic))
			}
			recording.Chapters = append(recording.Chapters, written)
		}
		file.Recordings = append(file.Recordings, recording)
		for _, said := range part.Said {
			place := said.Place.Seconds()
			note := noteFor(said.Note)
			note.Recording, note.Place, note.URL, note.Step = part.Number, &place, part.Recording.LinkAt(said.At()), said.Step
			if said.Event != nil {
				note.Event = &eventOfFile{said.Event.ID, said.Event.At.At, oneLine(said.Event.Title)}
			}
			file.Notes = append(file.Notes, note)
		}
	}
	for _, note := range Outside(c) {
		file.Notes = append(file.Notes, noteFor(note))
	}
	return encode(file)
}

func noteFor(n retro.Note) noteOfFile {
	return noteOfFile{ID: n.ID, Kind: n.Kind, Text: retro.Unlinked(n.Text), Author: n.Author, At: n.At, Parked: n.Parked, Settled: n.IsSettled}
}

func encode(value any) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return "{}\n" // texts and numbers always encode
	}
	return out.String()
}
