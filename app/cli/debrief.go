package cli

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// debriefCmd has the retrospective before the verb: afterword debrief ID start.
type debriefCmd struct {
	ID struct {
		ID     string           `arg:"" help:"The retrospective."`
		Plan   debriefPlanCmd   `cmd:"" help:"Plan it: when, how long, where, by which agenda."`
		Status debriefStatusCmd `cmd:"" help:"Tell where it is: step, what is left, notes."`
		Start  debriefStartCmd  `cmd:"" help:"Begin, or go on after a pause or the end."`
		Pause  debriefPauseCmd  `cmd:"" help:"Stop the clock."`
		Resume debriefResumeCmd `cmd:"" help:"Let the clock go on."`
		Step   debriefStepCmd   `cmd:"" help:"Go to a step of the agenda."`
		Keep   debriefKeepCmd   `cmd:"" name:"keep-end" help:"Have the steps to come give the minutes by which it would end late."`
		Note   debriefNoteCmd   `cmd:"" help:"Note what is said."`
		Record debriefRecordCmd `cmd:"" help:"Add a recording, a link or the name of a file."`
		Align  debriefAlignCmd  `cmd:"" help:"Say where in a recording one moment is; all others follow."`
		Stop   debriefStopCmd   `cmd:"" help:"End it, and keep the state that it leaves."`

		Transcript debriefTranscriptCmd `cmd:"" help:"List what was said in a recording, with its lines."`
		Quote      debriefQuoteCmd      `cmd:"" help:"Make a note of lines of a transcript, or quote them in a section."`
	} `arg:"" help:"The retrospective."`
}

// withDebrief is withRetrospective for one that has a debrief.
func (s *session) withDebrief(ctx context.Context, how access, id string, work func(*authoring.Service, retro.RetrospectiveID) error) error {
	return s.withRetrospective(ctx, how, id, func(service *authoring.Service, id retro.RetrospectiveID) error {
		if err := service.NeedsDebrief(ctx, id); err != nil {
			return err
		}
		return work(service, id)
	})
}

// onDebrief runs an act on the debrief and tells where that leaves it.
func (s *session) onDebrief(
	ctx context.Context, commands *grammar, act func(*authoring.Service, retro.RetrospectiveID) (authoring.Edited, error),
) error {
	return s.withDebrief(ctx, writes, commands.Debrief.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		edited, err := act(service, id)
		if err != nil {
			return err
		}
		return s.printStanding(ctx, service, id, edited.Unchanged, &edited.Content.Debrief)
	})
}

// debriefStatus is how a debrief stands, and what it was planned as.
type debriefStatus struct {
	retro.Standing

	Debrief retro.Debrief `json:"debrief"`
	// Readiness is what it should not begin without, as long as it is planned.
	Readiness []retro.Readiness `json:"readiness,omitempty"`
}

func showReadiness(w io.Writer, ready []retro.Readiness) {
	for _, row := range ready {
		mark, lacks := "x", ""
		if !row.Done {
			mark = " "
			if row.Lacks != "" {
				lacks = ": " + row.Lacks
			}
		}
		fmt.Fprintf(w, "[%s] %s%s\n", mark, row.Words, lacks)
	}
}

func (s *session) printStanding(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, isUnchanged bool, d *retro.Debrief) error {
	standing, err := service.Standing(ctx, id)
	if err != nil {
		return err
	}
	var ready []retro.Readiness
	if standing.Phase == retro.DebriefPlanned {
		if ready, err = service.Readiness(ctx, id); err != nil {
			return err
		}
	}
	return s.printEdited(isUnchanged, debriefStatus{standing, *d, ready}, func(w io.Writer) {
		showStanding(w, d, standing)
		showReadiness(w, ready)
	})
}

func showStanding(w io.Writer, d *retro.Debrief, standing retro.Standing) {
	fmt.Fprintf(w, "%s  %s", standing.Phase, retro.FormatOffset(standing.Ran))
	if standing.Step >= 0 && standing.Phase != retro.DebriefOver {
		fmt.Fprintf(w, "  step %d of %d: %s", standing.Step+1, len(d.Steps), d.Steps[standing.Step].Title)
		if standing.StepLeft >= 0 {
			fmt.Fprintf(w, ", %s left", retro.FormatDuration(standing.StepLeft.Truncate(time.Second)))
		} else {
			fmt.Fprintf(w, ", %s over", retro.FormatDuration((-standing.StepLeft).Truncate(time.Second)))
			if standing.Lends >= 0 {
				fmt.Fprintf(w, "; %s lends", d.Steps[standing.Lends].Title)
			}
		}
	}
	fmt.Fprintln(w)
	for i, step := range standing.Steps {
		mark := " "
		switch {
		case i == standing.Step && standing.Phase != retro.DebriefOver:
			mark = ">"
		case step.IsHeld:
			mark = "x"
		}
		minutes := strconv.Itoa(step.Minutes)
		if step.Minutes != step.Planned {
			minutes = fmt.Sprintf("%d, was %d", step.Minutes, step.Planned)
		}
		fmt.Fprintf(w, "%s %s  %s min  %s\n", mark, d.Steps[i].Title, minutes, retro.FormatOffset(step.Ran))
	}
	if standing.Behind > 0 {
		fmt.Fprintf(w, "ends %s, %s after it was to", standing.EndsAt.Format("15:04 MST"), retro.FormatDuration(standing.Behind))
		if offers := offersOf(d, standing); offers != "" {
			fmt.Fprintf(w, "; keep-end takes %s", offers)
		}
		fmt.Fprintln(w)
	}
	if standing.Late > 0 {
		fmt.Fprintf(w, "%s longer than planned\n", retro.FormatDuration(standing.Late))
	}
	for i, recording := range d.Recordings() {
		if recording.Where != "" {
			fmt.Fprintf(w, "recording %d: %s\n", i+1, recording)
		}
	}
	if open := openNotes(d); open > 0 {
		fmt.Fprintf(w, "%s; %d not dealt with yet\n", retro.Count(len(d.Notes), "note", "notes"), open)
	} else if len(d.Notes) > 0 {
		fmt.Fprintln(w, retro.Count(len(d.Notes), "note", "notes"))
	}
}

// offersOf writes "5 min of Keep digging, 4 min of Timeline".
func offersOf(d *retro.Debrief, standing retro.Standing) string {
	var offers []string
	for i, step := range standing.Steps {
		if step.Offers > 0 {
			offers = append(offers, fmt.Sprintf("%d min of %s", step.Offers, d.Steps[i].Title))
		}
	}
	return strings.Join(offers, ", ")
}

// openNotes counts the questions and corrections that nobody dealt with.
func openNotes(d *retro.Debrief) int {
	open := 0
	for _, note := range d.Notes {
		if note.IsOpen() {
			open++
		}
	}
	return open
}

type debriefStatusCmd struct{}

func (*debriefStatusCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.withDebrief(ctx, reads, commands.Debrief.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		w, err := service.Open(ctx, id)
		if err != nil {
			return err
		}
		return s.printStanding(ctx, service, id, false, &w.Content.Debrief)
	})
}

type debriefPlanCmd struct {
	At        *string `help:"When, like 2026-03-21 14:00 or Thursday 14:00; without a zone: UTC. Empty for no date."`
	Minutes   *int    `help:"How long."`
	Place     *string `help:"A room, or the address of a call."`
	Recording *string `help:"Where the recording will be found."`
	Lag       *int    `help:"How many seconds notes lag behind what is said."`
	DueDays   *int    `help:"How many days after the resolution it is due, while it has no date."`
	ShareDays *int    `help:"How many days after it the result is to be shared."`
	Agreed    *bool   `help:"Whether the timeline is agreed to be complete." negatable:""`
	Agenda    *string `help:"The agenda: standard, half-hour, three-quarters, heroku, etsy, jobber, project, or one of your own."`
}

func (c *debriefPlanCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onDebrief(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		w, err := service.Open(ctx, id)
		if err != nil {
			return authoring.Edited{}, err
		}
		planned := w.Content.Debrief
		if c.At != nil {
			planned.At = nil
			if *c.At != "" {
				at, err := service.ParsePlanned(ctx, id, *c.At, true)
				if err != nil {
					return authoring.Edited{}, err
				}
				planned.At = &at
			}
		}
		for _, field := range []struct{ given, into *string }{{c.Place, &planned.Place}, {c.Recording, &planned.Recording}} {
			if field.given != nil {
				*field.into = *field.given
			}
		}
		if c.DueDays != nil {
			planned.DueDays = *c.DueDays
		}
		if c.ShareDays != nil {
			planned.ShareDays = *c.ShareDays
		}
		if c.Agreed != nil {
			planned.AgreedAt = nil
			if *c.Agreed {
				planned.AgreedAt = &time.Time{}
			}
		}
		if c.Lag != nil {
			planned.Lag = *c.Lag
		}
		if c.Minutes != nil {
			planned.Minutes = *c.Minutes
		}
		if c.Agenda != nil {
			agenda, err := service.FindAgenda(ctx, *c.Agenda)
			if err != nil {
				return authoring.Edited{}, err
			}
			if c.Minutes == nil {
				planned.Minutes = agenda.Minutes
			}
			planned.Agenda, planned.Steps = agenda.Name, agenda.Scaled(planned.Minutes).Steps
		}
		return service.SaveDebrief(ctx, id, planned)
	})
}

type debriefStartCmd struct{}

func (*debriefStartCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onDebrief(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		return service.StartDebrief(ctx, id)
	})
}

type debriefPauseCmd struct{}

func (*debriefPauseCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onDebrief(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		return service.PauseDebrief(ctx, id)
	})
}

type debriefResumeCmd struct{}

func (*debriefResumeCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onDebrief(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		return service.ResumeDebrief(ctx, id)
	})
}

type debriefStepCmd struct {
	To string `arg:"" help:"next, previous, its number, or the beginning of its title." default:"next"`
}

func (c *debriefStepCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onDebrief(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		return service.StepDebrief(ctx, id, c.To)
	})
}

type debriefKeepCmd struct{}

func (*debriefKeepCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onDebrief(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		return service.KeepEnd(ctx, id)
	})
}

type debriefStopCmd struct{}

func (*debriefStopCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onDebrief(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		return service.EndDebrief(ctx, id)
	})
}

type debriefNoteCmd struct {
	Text  string `arg:"" help:"What was said, or - for standard input."`
	Kind  string `help:"note, action, question, quote, correction, decision or factor." enum:"note,action,question,quote,correction,decision,factor" default:"note"`
	Event string `help:"The event that it is about."`
	Park  bool   `help:"Put the topic off to the end."`
}

func (c *debriefNoteCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	text := c.Text
	if text == "-" {
		read, err := s.readText(text)
		if err != nil {
			return err
		}
		text = read
	}
	return s.withDebrief(ctx, writes, commands.Debrief.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		noted := authoring.Noted{Kind: retro.NoteKind(c.Kind), Text: text, Parked: c.Park}
		if c.Event != "" {
			event, err := service.FindEvent(ctx, id, c.Event)
			if err != nil {
				return err
			}
			noted.Event = event.ID
		}
		edited, err := service.AddNote(ctx, id, noted)
		if err != nil {
			return err
		}
		d := &edited.Content.Debrief
		note := d.Notes[len(d.Notes)-1]
		return s.printEdited(edited.Unchanged, note, func(w io.Writer) { printNote(w, d, note) })
	})
}

func printNote(w io.Writer, d *retro.Debrief, note retro.Note) {
	offset := "-"
	if place, ok := d.PlaceOf(note); ok {
		offset = retro.FormatOffset(place.At)
	}
	fmt.Fprintf(w, "%s  %s  %s  %s\n", note.ID, offset, note.Kind, note.Text)
}

type debriefRecordCmd struct {
	Where   string `arg:"" help:"Its link, or the name of its file."`
	Instead int    `help:"It is recording N, from 1, which is there now: when that began and what was said in it stay." placeholder:"N" xor:"which"`
	Since   string `help:"Where on the clock of the debrief it begins, like 0:02:10 (default: now, or the beginning of a debrief that is not held)." placeholder:"OFFSET" xor:"which"`
}

func (c *debriefRecordCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onDebrief(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		if c.Instead != 0 {
			return service.MoveRecording(ctx, id, c.Instead-1, c.Where)
		}
		recording := retro.Recording{Where: c.Where}
		standing, err := service.Standing(ctx, id)
		if err != nil {
			return authoring.Edited{}, err
		}
		switch {
		case c.Since != "":
			if recording.Start, err = retro.ParseOffset(c.Since); err != nil {
				return authoring.Edited{}, err
			}
		case standing.Phase == retro.DebriefRunning || standing.Phase == retro.DebriefPaused:
			recording.Start = standing.Ran
		}
		return service.Record(ctx, id, recording)
	})
}

type debriefAlignCmd struct {
	Moment    string `arg:"" help:"A moment that you know: the id of a note, a place on the clock of the debrief like 0:12:30, or a line of the transcript like L10."`
	At        string `arg:"" name:"at" help:"Where it is in the recording, like 0:10:05, or the line of the transcript that says it, like L10."`
	Recording int    `help:"Which recording, from 1." default:"1"`
}

func (c *debriefAlignCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onDebrief(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		lines := authoring.CueLines{Recording: c.Recording - 1}
		if isLine(c.Moment) {
			at, err := retro.ParseOffset(c.At)
			if err == nil {
				err = parseLines(c.Moment, &lines)
			}
			if err != nil {
				return authoring.Edited{}, err
			}
			return service.PlaceCue(ctx, id, lines, at)
		}
		var moment authoring.Moment
		var err error
		if strings.Contains(c.Moment, ":") {
			moment.Ran, err = retro.ParseOffset(c.Moment)
		} else {
			var note retro.Note
			note, err = service.FindNote(ctx, id, c.Moment)
			moment.Note = note.ID
		}
		if err != nil {
			return authoring.Edited{}, err
		}
		if isLine(c.At) {
			if err := parseLines(c.At, &lines); err != nil {
				return authoring.Edited{}, err
			}
			return service.AlignCue(ctx, id, moment, lines)
		}
		at, err := retro.ParseOffset(c.At)
		if err != nil {
			return authoring.Edited{}, err
		}
		return service.Align(ctx, id, c.Recording-1, moment, at)
	})
}
