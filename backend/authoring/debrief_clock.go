package authoring

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/templates"
)

// What these leave is a checkpoint, and an act like any other: undo
// takes it back.
const (
	reasonStart = "start debrief"
	reasonEnd   = "end debrief"
	reasonSend  = "send agenda"
)

// StartDebrief begins the debrief and names the state that it begins from, so that
// what it changes can be told; one that was paused or ended goes on. One that is held
// already stays as it is.
func (s *Service) StartDebrief(ctx context.Context, id retro.RetrospectiveID) (Edited, error) {
	settings, err := s.Settings(ctx)
	if err != nil {
		return Edited{}, err
	}
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return Edited{}, err
	}
	steps := content.Debrief.Steps
	if len(steps) == 0 {
		agenda, err := s.FindAgenda(ctx, content.Debrief.Agenda)
		if err != nil {
			if agenda, err = templates.FindAgenda(""); err != nil {
				return Edited{}, err
			}
		}
		steps = agenda.Scaled(cmp.Or(content.Debrief.Minutes, agenda.Minutes)).Steps
	}
	revision := retro.Revision{Kind: retro.RevisionAuto, Reason: reasonStart}
	if content.Debrief.Phase() == retro.DebriefPlanned {
		revision.Kind, revision.Name = retro.RevisionPreDebrief, "Before the debrief"
	}
	return s.tick(ctx, id, revision, func(d *retro.Debrief, now retro.Tick) error {
		switch d.Phase() {
		case retro.DebriefPlanned:
			d.Steps = steps
			if d.Lag == 0 {
				d.Lag = settings.Lag
			}
			d.Add(retro.MarkStarted, steps[0].ID, now)
			at := now.At.UTC()
			d.StartedAt = &at
		case retro.DebriefPaused, retro.DebriefOver:
			d.Add(retro.MarkResumed, "", now)
		case retro.DebriefRunning:
		}
		d.EndedAt = nil
		return nil
	})
}

// PauseDebrief stops the clock of the debrief until it is started again. CodeInvalid
// where it is not held.
func (s *Service) PauseDebrief(ctx context.Context, id retro.RetrospectiveID) (Edited, error) {
	return s.tick(ctx, id, retro.Revision{Kind: retro.RevisionAuto, Reason: "pause debrief"}, func(d *retro.Debrief, now retro.Tick) error {
		switch d.Phase() {
		case retro.DebriefRunning:
			d.Add(retro.MarkPaused, "", now)
		case retro.DebriefPaused:
		case retro.DebriefPlanned, retro.DebriefOver:
			return notHeld(d)
		}
		return nil
	})
}

// ResumeDebrief goes on with a debrief that was paused or ended. CodeInvalid for one
// that was never started.
func (s *Service) ResumeDebrief(ctx context.Context, id retro.RetrospectiveID) (Edited, error) {
	return s.tick(ctx, id, retro.Revision{Kind: retro.RevisionAuto, Reason: "resume debrief"}, func(d *retro.Debrief, now retro.Tick) error {
		switch d.Phase() {
		case retro.DebriefPaused, retro.DebriefOver:
			d.Add(retro.MarkResumed, "", now)
			d.EndedAt = nil
		case retro.DebriefRunning:
		case retro.DebriefPlanned:
			return notHeld(d)
		}
		return nil
	})
}

// StepDebrief goes to a step of the agenda: "next", "previous", its number from 1, or
// its title or id or the beginning of one. CodeNotFound where there is no such step,
// CodeInvalid where the debrief is not held.
func (s *Service) StepDebrief(ctx context.Context, id retro.RetrospectiveID, to string) (Edited, error) {
	return s.tick(ctx, id, retro.Revision{Kind: retro.RevisionAuto, Reason: "go to step"}, func(d *retro.Debrief, now retro.Tick) error {
		if phase := d.Phase(); phase != retro.DebriefRunning && phase != retro.DebriefPaused {
			return notHeld(d)
		}
		at, err := findStep(d, to)
		if err == nil && d.Steps[at].ID != d.StepNow() {
			d.Add(retro.MarkStep, d.Steps[at].ID, now)
		}
		return err
	})
}

// KeepEnd has the steps that are still to come give the minutes by which the debrief
// would end after its planned end; one that does not stays as it is. CodeInvalid where it
// is not held, where it has no planned end and where no step has any to give.
func (s *Service) KeepEnd(ctx context.Context, id retro.RetrospectiveID) (Edited, error) {
	return s.tick(ctx, id, retro.Revision{Kind: retro.RevisionAuto, Reason: "keep the planned end"}, func(d *retro.Debrief, now retro.Tick) error {
		if phase := d.Phase(); phase != retro.DebriefRunning && phase != retro.DebriefPaused {
			return notHeld(d)
		}
		standing := d.Standing(now)
		switch {
		case d.KeepEnd(now):
			return nil
		case standing.Behind > 0:
			return retro.Errorf(retro.CodeInvalid, "no step that is still to come has minutes to give")
		case d.At == nil:
			return retro.Errorf(retro.CodeInvalid, "the debrief has no planned end").WithHint("plan it for a time first")
		}
		return nil // it ends as it is planned
	})
}

func findStep(d *retro.Debrief, to string) (int, error) {
	to = strings.TrimSpace(to)
	now := d.FindStep(d.StepNow())
	var titles []string
	for i, step := range d.Steps {
		titles = append(titles, step.Title)
		switch {
		case to == "next" && i == now+1, to == "previous" && i == now-1, to == string(step.ID), to == strconv.Itoa(i+1), strings.EqualFold(to, step.Title):
			return i, nil
		}
	}
	for i, step := range d.Steps {
		if to != "" && strings.HasPrefix(strings.ToLower(step.Title), strings.ToLower(to)) {
			return i, nil
		}
	}
	err := retro.Errorf(retro.CodeNotFound, "the agenda has no step %q", to)
	switch to {
	case "next":
		return 0, retro.Errorf(retro.CodeNotFound, "this is the last step").WithHint("end the debrief when it is over")
	case "previous":
		return 0, retro.Errorf(retro.CodeNotFound, "this is the first step")
	}
	return 0, err.WithHint("next, previous, a number, or one of: %s", strings.Join(titles, ", "))
}

// EndDebrief ends the debrief and names the state that it leaves, from which the
// report of what it changed is told. CodeInvalid when it never started.
func (s *Service) EndDebrief(ctx context.Context, id retro.RetrospectiveID) (Edited, error) {
	revision := retro.Revision{Kind: retro.RevisionPostDebrief, Name: "After the debrief", Reason: reasonEnd}
	return s.tick(ctx, id, revision, func(d *retro.Debrief, now retro.Tick) error {
		switch d.Phase() {
		case retro.DebriefPlanned:
			return notHeld(d)
		case retro.DebriefRunning, retro.DebriefPaused:
			d.Add(retro.MarkEnded, "", now)
			at := now.At.UTC()
			d.EndedAt = &at
		case retro.DebriefOver:
		}
		return nil
	})
}

func notHeld(d *retro.Debrief) error {
	if d.Phase() == retro.DebriefOver {
		return retro.Errorf(retro.CodeInvalid, "the debrief is over").WithHint("start it again to go on")
	}
	return retro.Errorf(retro.CodeInvalid, "the debrief has not started").WithHint("start it first")
}

// Standing tells where the debrief is now.
func (s *Service) Standing(ctx context.Context, id retro.RetrospectiveID) (retro.Standing, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.Standing{}, err
	}
	return content.Debrief.Standing(s.ticks()), nil
}

// NeedsDebrief returns an error with CodeUnsupported where a retrospective has no debrief.
func (s *Service) NeedsDebrief(ctx context.Context, id retro.RetrospectiveID) error {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return err
	}
	return content.NeedsDebrief()
}

// Readiness tells what a debrief should not begin without.
func (s *Service) Readiness(ctx context.Context, id retro.RetrospectiveID) ([]retro.Readiness, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	rows := content.Readiness()
	if len(rows) == 0 {
		return rows, nil
	}
	threads, err := s.threadsIn(ctx, content)
	if err != nil {
		return nil, err
	}
	// Behind the agreed timeline, and before what leaves.
	at := slices.IndexFunc(rows, func(r retro.Readiness) bool { return r.Check == retro.CheckQuestions })
	return slices.Insert(rows, max(0, at), threadsReady(threads)), nil
}

// tick changes the debrief by the machine's clocks. What changes nothing makes no
// revision, a checkpoint neither.
func (s *Service) tick(
	ctx context.Context, id retro.RetrospectiveID, revision retro.Revision, change func(*retro.Debrief, retro.Tick) error,
) (Edited, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return Edited{}, err
	}
	defer leave()
	content := current.content.Clone()
	if err := change(&content.Debrief, s.ticks()); err != nil {
		return Edited{}, err
	}
	if list, _ := s.store.Lists().Of(retro.NounDebrief); list.Same(list.Records(&current.content)[0], list.Records(&content)[0]) {
		return s.edited(ctx, id, current, current.content, current.head().Seq)
	}
	return s.save(ctx, id, current, revision, content)
}
