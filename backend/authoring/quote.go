package authoring

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// CueLines are lines of the transcript of a recording.
type CueLines struct {
	Recording int `json:"recording"` // its place, from 0
	From      int `json:"from"`      // from 1
	To        int `json:"to"`
}

// quoted are the cues in lines of a transcript. CodeNotFound where nothing is said there.
func (s *Service) quoted(ctx context.Context, c *retro.Content, lines CueLines) ([]HeardCue, retro.Citation, error) {
	cues, evidence, err := s.heard(ctx, c, lines.Recording)
	if err != nil {
		return nil, retro.Citation{}, err
	}
	cues = slices.DeleteFunc(cues, func(cue HeardCue) bool { return cue.Line > max(lines.From, lines.To) || cue.ToLine < lines.From })
	if len(cues) == 0 {
		return nil, retro.Citation{}, retro.Errorf(retro.CodeNotFound, "nothing is said in line %d of the transcript", lines.From).
			WithHint("afterword debrief ID transcript lists what is, with its lines")
	}
	cited := retro.Citation{Evidence: evidence, FromLine: cues[0].Line, ToLine: cues[0].ToLine}
	for _, cue := range cues {
		cited.FromLine, cited.ToLine = min(cited.FromLine, cue.Line), max(cited.ToLine, cue.ToLine)
	}
	return cues, cited, nil
}

// turn is what one person says before another does.
type turn struct{ speaker, text string }

func turns(cues []HeardCue) []turn {
	var all []turn
	for len(cues) > 0 {
		speaker := cues[0].Speaker
		var said []string
		for len(cues) > 0 && cues[0].Speaker == speaker {
			said, cues = append(said, cues[0].Text), cues[1:]
		}
		all = append(all, turn{speaker, strings.Join(said, " ")})
	}
	return all
}

// QuoteCues makes a note of lines of a transcript, at their place in the recording and
// citing them: who said what where it is a quotation, else the words. What the kind lands
// in, it lands in as that of any other note. What is one already stays the one. CodeNotFound
// where nothing is said there.
func (s *Service) QuoteCues(ctx context.Context, id retro.RetrospectiveID, lines CueLines, kind retro.NoteKind) (Edited, error) {
	author, err := s.store.Preference(ctx, preferenceAuthor)
	if err != nil {
		return Edited{}, err
	}
	kind = retro.FirstOf(kind, retro.NoteQuote)
	return s.edit(ctx, id, "quote transcript", func(c *retro.Content) error {
		cues, cited, err := s.quoted(ctx, c, lines)
		if err != nil {
			return err
		}
		var said []string
		for _, turn := range turns(cues) {
			switch {
			case kind != retro.NoteQuote:
				said = append(said, turn.text)
			case turn.speaker == "":
				said = append(said, "“"+turn.text+"”")
			default:
				said = append(said, turn.speaker+": “"+turn.text+"”")
			}
		}
		text, err := noteText(kind, strings.Join(said, "\n"))
		if err != nil {
			return err
		}
		if slices.ContainsFunc(c.Debrief.Notes, func(n retro.Note) bool {
			return n.Kind == kind && slices.EqualFunc(n.Citations, []retro.Citation{cited}, retro.Citation.Same)
		}) {
			return nil
		}
		ran := cues[0].Ran
		note := retro.Note{
			ID: retro.NoteID(s.ids.New()), At: s.clock().UTC(), Kind: kind, Text: text, Author: author,
			Ran: &ran, Step: stepAt(&c.Debrief, ran), Citations: []retro.Citation{cited},
		}
		c.Debrief.Notes = slices.Insert(c.Debrief.Notes, placeAmong(&c.Debrief, ran), note)
		s.land(c, note)
		return nil
	})
}

// stepAt is the step that was held at a time on the debrief's clock.
func stepAt(d *retro.Debrief, ran time.Duration) retro.StepID {
	for _, stretch := range d.Stretches(d.Length()) {
		if ran >= stretch.From && ran < stretch.To {
			return stretch.Step
		}
	}
	return ""
}

// placeAmong is where a note stands that was made later: before the first that tells of
// something later.
func placeAmong(d *retro.Debrief, ran time.Duration) int {
	for i, note := range d.Notes {
		if at, ok := d.OffsetOf(note); ok && at > ran {
			return i
		}
	}
	return len(d.Notes)
}

// QuoteInto puts lines of a transcript at the end of a section as a quotation, with who
// said it and where, unless they stand in it already. CodeNotFound where nothing is said
// there.
func (s *Service) QuoteInto(ctx context.Context, id retro.RetrospectiveID, lines CueLines, section retro.SectionID) (Edited, error) {
	return s.edit(ctx, id, "quote transcript", func(c *retro.Content) error {
		stored := c.FindSection(section)
		if stored == nil {
			return missing("section", section)
		}
		cues, cited, err := s.quoted(ctx, c, lines)
		if err != nil {
			return err
		}
		if strings.Contains(stored.Body, "]("+cited.URL()+")") {
			return nil
		}
		stored.Body = markdown.Append(stored.Body, quotation(cues, cited))
		return nil
	})
}

// quotation is what was said as Markdown.
func quotation(cues []HeardCue, cited retro.Citation) string {
	var out strings.Builder
	said := turns(cues)
	for i, turn := range said {
		if i > 0 {
			out.WriteString(">\n")
		}
		out.WriteString("> “" + markdown.Escape(turn.text) + "”")
		if turn.speaker != "" {
			out.WriteString(" " + markdown.Escape(turn.speaker))
		}
		if i == len(said)-1 {
			out.WriteString(", [" + retro.FormatOffset(cues[0].At) + "](" + cited.URL() + ")")
		}
		out.WriteString("\n")
	}
	return out.String()
}

// AlignCue brings a transcript to the debrief: what stands in a line of it is what a
// moment of the debrief is about. The recording moves along, unless the transcript tells
// the time of day, whose clock is then taken to be wrong. CodeNotFound where nothing is
// said there.
func (s *Service) AlignCue(ctx context.Context, id retro.RetrospectiveID, moment Moment, lines CueLines) (Edited, error) {
	return s.edit(ctx, id, "align transcript", func(c *retro.Content) error {
		at, err := moment.in(c)
		if err != nil {
			return err
		}
		cues, _, err := s.quoted(ctx, c, lines)
		if err != nil {
			return err
		}
		recorded := slices.Clone(c.Debrief.Recorded)
		aligned := &recorded[lines.Recording]
		if aligned.Transcript.Day != "" {
			t := *aligned.Transcript
			t.Start += at - cues[0].Ran
			aligned.Transcript = &t
		} else {
			aligned.Start = at - cues[0].At
		}
		c.Debrief.Recorded = inOrder(recorded)
		return s.followCues(ctx, c)
	})
}

// PlaceCue says where in its recording a line of a transcript is, for one that began
// later or earlier than that.
func (s *Service) PlaceCue(ctx context.Context, id retro.RetrospectiveID, lines CueLines, at time.Duration) (Edited, error) {
	return s.edit(ctx, id, "align transcript", func(c *retro.Content) error {
		cues, _, err := s.quoted(ctx, c, lines)
		if err != nil {
			return err
		}
		recorded := slices.Clone(c.Debrief.Recorded)
		t := *recorded[lines.Recording].Transcript
		t.Start += at - cues[0].At
		recorded[lines.Recording].Transcript = &t
		c.Debrief.Recorded = recorded
		return s.followCues(ctx, c)
	})
}

// followCues moves the notes that were made of a transcript to where their words are
// now. One whose transcript cannot be read stays.
func (s *Service) followCues(ctx context.Context, c *retro.Content) error {
	if !slices.ContainsFunc(c.Debrief.Notes, func(n retro.Note) bool { return len(n.Citations) > 0 }) {
		return nil
	}
	for i, recording := range c.Debrief.Recordings() {
		if recording.Transcript == nil {
			continue
		}
		cues, evidence, err := s.heard(ctx, c, i)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			continue
		}
		for j := range c.Debrief.Notes {
			note := &c.Debrief.Notes[j]
			if note.Ran == nil || note.TypedAt != nil || len(note.Citations) == 0 || note.Citations[0].Evidence != evidence {
				continue
			}
			line := note.Citations[0].FromLine
			if at := slices.IndexFunc(cues, func(cue HeardCue) bool { return cue.Line <= line && cue.ToLine >= line }); at >= 0 {
				ran := cues[at].Ran
				note.Ran = &ran
			}
		}
	}
	return nil
}
