package authoring_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/debrief"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
)

// stage is a retrospective that has one of everything, for an act to be carried
// out on.
type stage struct {
	t       *testing.T
	ctx     context.Context //nolint:containedctx // that of the test
	service *authoring.Service
	id      retro.RetrospectiveID
	before  retro.Content
	log     retro.EvidenceID
	picture retro.EvidenceID
	// watch is called between an act and what had to be done before it; nil for
	// nobody.
	watch func()
}

// first carries out what an act needs.
func (s *stage) first(_ any, err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
	if s.watch != nil {
		s.watch()
	}
}

func setStage(t *testing.T, service *authoring.Service) *stage {
	t.Helper()
	ctx := t.Context()
	s := &stage{t: t, ctx: ctx, service: service, id: begin(t, service)}
	s.log = addLog(t, service, s.id, twoLines)
	s.picture = must[authoring.Added](t)(service.AddEvidence(ctx, s.id, []authoring.Original{file("graph.png", whitePNG(t))}, nil)).Evidence[0]
	content := contentOf(t, service, s.id)
	over := begun.Add(time.Hour)
	shown := *content.FindEvidence(s.picture)
	shown.ShownAt = &retro.Instant{At: begun, Zone: "UTC", Precision: retro.PrecisionMinute}
	for _, err := range []error{
		second(service.UpdateEvidence(ctx, s.id, shown)),
		second(service.SaveRow(ctx, s.id, retro.NounLearning, retro.Row{Cells: map[string]string{"learned": "Disks end"}})),
		second(service.SaveRow(ctx, s.id, retro.NounLearning, retro.Row{Cells: map[string]string{"learned": "Nobody looks at a full inbox"}})),
		second(service.Annotate(ctx, s.id, s.picture, []retro.Region{cliff})),
		second(service.Promote(ctx, s.id, authoring.Promotion{Citations: []retro.Citation{{Evidence: s.log, FromLine: 1, ToLine: 1}}})),
		second(service.Promote(ctx, s.id, authoring.Promotion{Citations: []retro.Citation{{Evidence: s.picture, Region: &cliff}}})),
		second(service.SaveFactors(ctx, s.id, []retro.Factor{
			{Title: "Nobody watched", Citations: []retro.Citation{{Evidence: s.log, FromLine: 2}}}, {Title: "No alert"},
		})),
		second(service.AddActionItems(ctx, s.id, "Watch the disk\nRotate the logs\nAsk for an alert")),
		second(service.SaveParticipants(ctx, s.id, []retro.Participant{{Name: "Ines", Roles: []retro.Role{retro.RoleLead}}})),
		second(service.SaveDebrief(ctx, s.id, retro.Debrief{Minutes: 60, Place: "Room 2"})),
		second(service.Record(ctx, s.id, retro.Recording{Where: "first.mp4"})),
		second(service.AddNote(ctx, s.id, authoring.Noted{Text: "It was the second time"})),
		second(service.WriteSection(ctx, s.id, "Trigger", "The disk was full.\n")),
		second(service.AddPrivateNote(ctx, s.id, retro.PrivateNote{About: retro.NounEvent, Of: string(contentOf(t, service, s.id).Events[0].ID), Text: "It was known"})),
		second(service.LetStand(ctx, s.id, retro.Verdict{Rule: "human-error", Noun: retro.NounSection, Of: string(contentOf(t, service, s.id).Sections[0].ID), Quote: "operator error", Reason: "The vendor calls it that"})),
		second(service.Ask(ctx, s.id, retro.Question{Text: "Who rotated the logs?", For: "Operations", From: &begun, To: &over})),
		second(service.Answer(ctx, s.id, []debrief.Landing{{Who: "Lee", Text: "Nobody, since May"}})),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	s.before = contentOf(t, service, s.id)
	return s
}

// hold brings the debrief into a phase, once.
func (s *stage) hold(phase retro.DebriefPhase) {
	s.t.Helper()
	if contentOf(s.t, s.service, s.id).Debrief.StartedAt != nil {
		return
	}
	s.first(s.service.StartDebrief(s.ctx, s.id))
	if phase == retro.DebriefPaused {
		s.first(s.service.PauseDebrief(s.ctx, s.id))
	}
}

// hear brings a transcript in, once.
func (s *stage) hear() {
	s.t.Helper()
	if d := contentOf(s.t, s.service, s.id).Debrief; d.Recordings()[0].Transcript == nil {
		s.first(s.service.ImportTranscript(s.ctx, s.id, []byte(teams), "said.vtt", anyRecording))
	}
}

// humanError is what the review would find in the first section.
func humanError(s *stage) retro.Verdict {
	return retro.Verdict{Rule: "human-error", Noun: retro.NounSection, Of: string(s.before.Sections[0].ID), Quote: "human error"}
}

func second[T any](_ T, err error) error { return err }

// again says what an act does that was just carried out in the same words.
type again int

const (
	changesNothing again = iota
	addsAnother
	isRefused
)

// acts are all that change a retrospective, by the names of the methods.
func acts() map[string]struct {
	do    func(*stage) (any, error)
	again again
} {
	type act = struct {
		do    func(*stage) (any, error)
		again again
	}
	answer := func(value any, err error) (any, error) { return value, err }
	newest := func(s *stage, back int) retro.Revision {
		return must[[]retro.Revision](s.t)(s.service.Revisions(s.ctx, s.id))[back]
	}
	return map[string]act{
		"Rename":   {do: func(s *stage) (any, error) { return answer(s.service.Rename(s.ctx, s.id, "Disk full again")) }},
		"SetZones": {do: func(s *stage) (any, error) { return answer(s.service.SetZones(s.ctx, s.id, []string{"Europe/Berlin"})) }},

		"AddEvidence": {do: func(s *stage) (any, error) {
			return answer(s.service.AddEvidence(s.ctx, s.id, []authoring.Original{file("other.log", []byte("2026-03-14T21:00:00Z begun\n"))}, nil))
		}},
		"LookAtNew": {do: func(s *stage) (any, error) {
			const begun = "2026-03-14T21:00:00Z begun\n"
			s.first(s.service.AddEvidence(s.ctx, s.id, []authoring.Original{file("grows.log", []byte(begun))}, nil))
			s.first(s.service.AddEvidence(s.ctx, s.id, []authoring.Original{file("grows.log", []byte(begun+"2026-03-14T21:01:00Z ended\n"))}, nil))
			return answer(s.service.LookAtNew(s.ctx, s.id, nil))
		}},
		"TakeLog": {do: func(s *stage) (any, error) {
			talk := file("talk.txt", []byte("Dana\n  10:02 AM\n2026-03-14T10:00:00Z one\n2026-03-14T10:00:01Z two\nLee\n  10:03 AM\nok\n"))
			s.first(s.service.AddEvidence(s.ctx, s.id, []authoring.Original{talk}, nil))
			all := contentOf(s.t, s.service, s.id).Evidence
			at := slices.IndexFunc(all, func(e retro.Evidence) bool { return e.FileName == "talk.txt" })
			return answer(s.service.TakeLog(s.ctx, s.id, all[at].ID, 1))
		}},
		"UpdateEvidence": {do: func(s *stage) (any, error) {
			evidence := *s.before.FindEvidence(s.log)
			evidence.Label, evidence.Skew, evidence.Zone = "db-2", time.Second, "Europe/Berlin"
			return answer(s.service.UpdateEvidence(s.ctx, s.id, evidence))
		}},
		"Annotate": {do: func(s *stage) (any, error) {
			return answer(s.service.Annotate(s.ctx, s.id, s.picture, []retro.Region{secret}))
		}},
		"ReplaceEvidence": {do: func(s *stage) (any, error) {
			return answer(s.service.ReplaceEvidence(s.ctx, s.id, s.log, file("better.log", []byte("2026-03-14T21:00:00Z better\n"))))
		}},
		"RemoveEvidence": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.RemoveEvidence(s.ctx, s.id, s.log))
		}},

		"AddEvent": {again: addsAnother, do: func(s *stage) (any, error) {
			return answer(s.service.AddEvent(s.ctx, s.id, retro.Event{Title: "Between", At: retro.Instant{At: begun.Add(-time.Hour), Precision: retro.PrecisionMinute}}))
		}},
		"Promote": {do: func(s *stage) (any, error) {
			return answer(s.service.Promote(s.ctx, s.id, authoring.Promotion{Citations: []retro.Citation{{Evidence: s.log, FromLine: 2, ToLine: 2}}}))
		}},
		"UpdateEvent": {do: func(s *stage) (any, error) {
			event := s.before.Events[0]
			event.Title, event.At, event.Kind = "Later than all", event.At.Shift(48*time.Hour), retro.KindTrigger
			return answer(s.service.UpdateEvent(s.ctx, s.id, event))
		}},
		"MoveEvent": {do: func(s *stage) (any, error) {
			return answer(s.service.MoveEvent(s.ctx, s.id, s.before.Events[0].ID, authoring.EdgeEnd, begun.Add(48*time.Hour)))
		}},
		"SwapEvent": {again: isRefused, do: func(s *stage) (any, error) {
			first := s.before.Events[0]
			if len(contentOf(s.t, s.service, s.id).Events) == len(s.before.Events) {
				s.first(s.service.AddEvent(s.ctx, s.id, retro.Event{Title: "At the same time", At: first.At}))
			}
			return answer(s.service.SwapEvent(s.ctx, s.id, first.ID, 1))
		}},
		"ShiftEvents": {again: addsAnother, do: func(s *stage) (any, error) {
			return answer(s.service.ShiftEvents(s.ctx, s.id, []retro.EventID{s.before.Events[0].ID, s.before.Events[1].ID}, time.Hour))
		}},
		"ShiftEventsBy": {again: addsAnother, do: func(s *stage) (any, error) {
			return answer(s.service.ShiftEventsBy(s.ctx, s.id, []retro.EventID{s.before.Events[0].ID}, "half an hour earlier"))
		}},
		"ChangeKinds": {do: func(s *stage) (any, error) {
			return answer(s.service.ChangeKinds(s.ctx, s.id, []retro.EventID{s.before.Events[0].ID, s.before.Events[1].ID}, "rumour"))
		}},
		"SitRepToSection": {do: func(s *stage) (any, error) {
			return answer(s.service.SitRepToSection(s.ctx, s.id, s.before.Events[0].ID, s.before.Sections[0].ID))
		}},
		"MoveInto": {do: func(s *stage) (any, error) {
			return answer(s.service.MoveInto(s.ctx, s.id, []retro.EventID{s.before.Events[1].ID}, s.before.Events[0].ID))
		}},
		"MergeEvents": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.MergeEvents(s.ctx, s.id, []retro.EventID{s.before.Events[0].ID, s.before.Events[1].ID}))
		}},
		"RemoveEvents": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.RemoveEvents(s.ctx, s.id, []retro.EventID{s.before.Events[0].ID, s.before.Events[1].ID}))
		}},
		"RemoveEvent": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.RemoveEvent(s.ctx, s.id, s.before.Events[0].ID))
		}},

		"SaveSection": {do: func(s *stage) (any, error) {
			return answer(s.service.SaveSection(s.ctx, s.id, s.before.Sections[0].ID, "What happened.\n"))
		}},
		"WriteSection": {do: func(s *stage) (any, error) {
			return answer(s.service.WriteSection(s.ctx, s.id, "Trigger", "A full disk.\n"))
		}},
		"UpdateSection": {do: func(s *stage) (any, error) {
			section := s.before.Sections[1]
			section.Heading, section.Block = "What we saw", retro.BlockTimeline
			return answer(s.service.UpdateSection(s.ctx, s.id, section))
		}},
		"HideSection": {do: func(s *stage) (any, error) {
			return answer(s.service.HideSection(s.ctx, s.id, s.before.Sections[1].ID, true))
		}},
		"SwitchTemplate": {do: func(s *stage) (any, error) {
			return answer(s.service.SwitchTemplate(s.ctx, s.id, "google-sre"))
		}},
		"AddSection": {again: addsAnother, do: func(s *stage) (any, error) {
			return answer(s.service.AddSection(s.ctx, s.id, retro.Section{Heading: "Customers"}, s.before.Sections[0].ID))
		}},
		"RemoveSection": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.RemoveSection(s.ctx, s.id, s.before.Sections[1].ID))
		}},
		"MoveSection": {do: func(s *stage) (any, error) {
			return answer(s.service.MoveSection(s.ctx, s.id, s.before.Sections[3].ID, 0))
		}},

		"MarkDraft": {do: func(s *stage) (any, error) {
			return answer(s.service.MarkDraft(s.ctx, s.id, true))
		}},
		"AddPrivateNote": {do: func(s *stage) (any, error) {
			return answer(s.service.AddPrivateNote(s.ctx, s.id, retro.PrivateNote{Text: "Nobody dared to say so"}))
		}},
		"UpdatePrivateNote": {do: func(s *stage) (any, error) {
			return answer(s.service.UpdatePrivateNote(s.ctx, s.id, s.before.Private[0].ID, "It was known for weeks"))
		}},
		"RemovePrivateNote": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.RemovePrivateNote(s.ctx, s.id, s.before.Private[0].ID))
		}},
		"PromotePrivateNote": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.PromotePrivateNote(s.ctx, s.id, s.before.Private[0].ID, ""))
		}},
		"Call": {do: func(s *stage) (any, error) {
			return answer(s.service.Call(s.ctx, s.id, "ACME", "a customer"))
		}},
		"MarkSolo": {do: func(s *stage) (any, error) {
			return answer(s.service.MarkSolo(s.ctx, s.id, true))
		}},
		"AddSeenBefore": {do: func(s *stage) (any, error) {
			earlier := must[authoring.Workspace](s.t)(s.service.Create(s.ctx, "An earlier one", ""))
			return answer(s.service.AddSeenBefore(s.ctx, s.id, earlier.ID))
		}},
		"SaveRow": {do: func(s *stage) (any, error) {
			return answer(s.service.SaveRow(s.ctx, s.id, retro.NounAssumption, retro.Row{Cells: map[string]string{"believed": "It holds a month"}}))
		}},
		"AddUsualRows": {do: func(s *stage) (any, error) {
			return answer(s.service.AddUsualRows(s.ctx, s.id, retro.NounClaim))
		}},
		"RemoveRow": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.RemoveRow(s.ctx, s.id, retro.NounLearning, s.before.Tables[retro.NounLearning][0].ID))
		}},
		"MoveRow": {do: func(s *stage) (any, error) {
			return answer(s.service.MoveRow(s.ctx, s.id, retro.NounLearning, s.before.Tables[retro.NounLearning][1].ID, 0))
		}},

		"DigDeeper": {do: func(s *stage) (any, error) {
			return answer(s.service.DigDeeper(s.ctx, s.id, humanError(s), "The disk had no alert"))
		}},
		"LetStand": {do: func(s *stage) (any, error) {
			about := humanError(s)
			about.Reason = "It is a quotation"
			return answer(s.service.LetStand(s.ctx, s.id, about))
		}},
		"Reopen": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.Reopen(s.ctx, s.id, s.before.Verdicts[0].ID))
		}},
		"SaveFactors": {do: func(s *stage) (any, error) {
			factors := slices.Clone(s.before.Factors)
			slices.Reverse(factors)
			factors[0].Body = "Since March"
			return answer(s.service.SaveFactors(s.ctx, s.id, factors))
		}},
		"AddActionItems": {again: addsAnother, do: func(s *stage) (any, error) {
			return answer(s.service.AddActionItems(s.ctx, s.id, "- One\n- Two"))
		}},
		"UpdateActionItem": {do: func(s *stage) (any, error) {
			item := s.before.ActionItems[1]
			item.State, item.Owner = retro.ActionDoNow, "Ines"
			return answer(s.service.UpdateActionItem(s.ctx, s.id, item))
		}},
		"ParkIdeas": {do: func(s *stage) (any, error) { return answer(s.service.ParkIdeas(s.ctx, s.id, nil)) }},
		"RemoveActionItem": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.RemoveActionItem(s.ctx, s.id, s.before.ActionItems[0].ID))
		}},
		"MoveActionItem": {do: func(s *stage) (any, error) {
			return answer(s.service.MoveActionItem(s.ctx, s.id, s.before.ActionItems[2].ID, 0))
		}},

		"SaveDebrief": {do: func(s *stage) (any, error) {
			return answer(s.service.SaveDebrief(s.ctx, s.id, retro.Debrief{Minutes: 30, Place: "Room 3"}))
		}},
		"SaveParticipants": {do: func(s *stage) (any, error) {
			people := append(slices.Clone(s.before.Participants), retro.Participant{ID: "lee", Name: "Lee"})
			return answer(s.service.SaveParticipants(s.ctx, s.id, people))
		}},
		"StartDebrief": {do: func(s *stage) (any, error) { return answer(s.service.StartDebrief(s.ctx, s.id)) }},
		"EndDebrief": {do: func(s *stage) (any, error) {
			if contentOf(s.t, s.service, s.id).Debrief.StartedAt == nil {
				s.first(s.service.StartDebrief(s.ctx, s.id))
			}
			return answer(s.service.EndDebrief(s.ctx, s.id))
		}},
		"SaveAgenda": {do: func(s *stage) (any, error) {
			return answer(s.service.SaveAgenda(s.ctx, s.id, "Short", []retro.AgendaStep{{Title: "All of it", Minutes: 20}}))
		}},
		"ChooseAgenda": {do: func(s *stage) (any, error) { return answer(s.service.ChooseAgenda(s.ctx, s.id, "heroku")) }},
		"PauseDebrief": {do: func(s *stage) (any, error) {
			s.hold(retro.DebriefRunning)
			return answer(s.service.PauseDebrief(s.ctx, s.id))
		}},
		"ResumeDebrief": {do: func(s *stage) (any, error) {
			s.hold(retro.DebriefPaused)
			return answer(s.service.ResumeDebrief(s.ctx, s.id))
		}},
		"StepDebrief": {do: func(s *stage) (any, error) {
			s.hold(retro.DebriefRunning)
			return answer(s.service.StepDebrief(s.ctx, s.id, "3"))
		}},
		"KeepEnd": {do: func(s *stage) (any, error) {
			if contentOf(s.t, s.service, s.id).Debrief.StartedAt == nil {
				now := begun.AddDate(0, 0, 30)
				s.service = s.service.WithClock(retro.FixedClock(now, time.Second))
				late := retro.Instant{At: now.Add(-10 * time.Minute), Precision: retro.PrecisionMinute}
				s.first(s.service.SaveDebrief(s.ctx, s.id, retro.Debrief{At: &late, Minutes: 60}))
				s.hold(retro.DebriefRunning)
			}
			return answer(s.service.KeepEnd(s.ctx, s.id))
		}},
		"Record": {do: func(s *stage) (any, error) {
			return answer(s.service.Record(s.ctx, s.id, retro.Recording{Where: "meeting.mp4", Start: time.Minute}))
		}},
		"MoveRecording": {do: func(s *stage) (any, error) {
			return answer(s.service.MoveRecording(s.ctx, s.id, 0, "https://video.example/moved"))
		}},
		"RemoveRecording": {again: isRefused, do: func(s *stage) (any, error) { return answer(s.service.RemoveRecording(s.ctx, s.id, 0)) }},
		"Align": {do: func(s *stage) (any, error) {
			return answer(s.service.Align(s.ctx, s.id, 0, authoring.Moment{Ran: time.Hour}, time.Minute))
		}},
		"ImportTranscript": {do: func(s *stage) (any, error) {
			return answer(s.service.ImportTranscript(s.ctx, s.id, []byte(teams), "said.vtt", anyRecording))
		}},
		"BringToDebrief": {do: func(s *stage) (any, error) {
			return answer(s.service.BringToDebrief(s.ctx, s.id, file("said.vtt", []byte(teams)), -1, nil))
		}},
		"QuoteCues": {do: func(s *stage) (any, error) {
			s.hear()
			return answer(s.service.QuoteCues(s.ctx, s.id, authoring.CueLines{From: 3, To: 4}, retro.NoteFactor))
		}},
		"QuoteInto": {do: func(s *stage) (any, error) {
			s.hear()
			return answer(s.service.QuoteInto(s.ctx, s.id, authoring.CueLines{From: 3, To: 7}, s.before.Sections[0].ID))
		}},
		"AlignCue": {do: func(s *stage) (any, error) {
			s.hear()
			return answer(s.service.AlignCue(s.ctx, s.id, authoring.Moment{Ran: time.Hour}, authoring.CueLines{From: 3, To: 3}))
		}},
		"PlaceCue": {do: func(s *stage) (any, error) {
			s.hear()
			return answer(s.service.PlaceCue(s.ctx, s.id, authoring.CueLines{From: 3, To: 3}, time.Minute))
		}},
		"SendAgenda": {do: func(s *stage) (any, error) { return answer(s.service.SendAgenda(s.ctx, s.id)) }},
		"TakeOver": {do: func(s *stage) (any, error) {
			return answer(s.service.TakeOver(s.ctx, s.id, s.before.Debrief.Notes[0].ID))
		}},
		"AddNote": {again: addsAnother, do: func(s *stage) (any, error) {
			return answer(s.service.AddNote(s.ctx, s.id, authoring.Noted{Kind: retro.NoteAction, Text: "Ask for an alert"}))
		}},
		"UpdateNote": {do: func(s *stage) (any, error) {
			note := s.before.Debrief.Notes[0]
			note.Kind, note.Text = retro.NoteCorrection, "It was the third time"
			return answer(s.service.UpdateNote(s.ctx, s.id, note))
		}},
		"RemoveNote": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.RemoveNote(s.ctx, s.id, s.before.Debrief.Notes[0].ID))
		}},

		"Ask": {do: func(s *stage) (any, error) {
			return answer(s.service.Ask(s.ctx, s.id, retro.Question{Text: "When was the disk bought?", Event: s.before.Events[0].ID}))
		}},
		"UpdateQuestion": {do: func(s *stage) (any, error) {
			question := s.before.Questions[0]
			question.For, question.Due, question.State = "Storage", "2026-03-20", retro.QuestionAnswered
			return answer(s.service.UpdateQuestion(s.ctx, s.id, question))
		}},
		"RemoveQuestion": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.RemoveQuestion(s.ctx, s.id, s.before.Questions[0].ID))
		}},
		"Answer": {do: func(s *stage) (any, error) {
			return answer(s.service.Answer(s.ctx, s.id, []debrief.Landing{{Question: s.before.Questions[0].ID, Who: "Ines", Text: "I did"}}))
		}},
		"PlaceAnswer": {do: func(s *stage) (any, error) {
			return answer(s.service.PlaceAnswer(s.ctx, s.id, s.before.Answers[0].ID, s.before.Questions[0].ID))
		}},
		"UpdateAnswer": {do: func(s *stage) (any, error) {
			return answer(s.service.UpdateAnswer(s.ctx, s.id, retro.Answer{ID: s.before.Answers[0].ID, Who: "Lee Chan", Text: "Nobody"}))
		}},
		"RemoveAnswer": {again: isRefused, do: func(s *stage) (any, error) {
			return answer(s.service.RemoveAnswer(s.ctx, s.id, s.before.Answers[0].ID))
		}},
		"AnswerToEvent": {do: func(s *stage) (any, error) {
			if a := contentOf(s.t, s.service, s.id).Answers[0]; a.Question == "" {
				s.first(s.service.PlaceAnswer(s.ctx, s.id, a.ID, s.before.Questions[0].ID))
			}
			return answer(s.service.AnswerToEvent(s.ctx, s.id, s.before.Answers[0].ID))
		}},
		"AnswerToSection": {do: func(s *stage) (any, error) {
			return answer(s.service.AnswerToSection(s.ctx, s.id, s.before.Answers[0].ID, s.before.Sections[0].ID))
		}},

		// A checkpoint names the state that is there, so it is never nothing.
		"Checkpoint": {do: func(s *stage) (any, error) {
			return answer(s.service.Checkpoint(s.ctx, s.id, "Shown around", retro.RevisionShared))
		}},
		"MarkShared": {do: func(s *stage) (any, error) {
			return answer(s.service.MarkShared(s.ctx, s.id, "#incidents"))
		}},
		"Restore": {do: func(s *stage) (any, error) {
			return answer(s.service.Restore(s.ctx, s.id, must[retro.Revision](s.t)(s.service.FindRevision(s.ctx, s.id, "3")).ID))
		}},
		// What is purged is gone from the revision before, too: nothing brings it back.
		"Purge": {again: isRefused, do: func(s *stage) (any, error) {
			words := "dropped by " + string(s.id) // the same paragraph elsewhere would lose them too
			if c := contentOf(s.t, s.service, s.id); !strings.Contains(c.SectionByHeading("Trigger").Body, library.Purged) {
				s.first(s.service.WriteSection(s.ctx, s.id, "Trigger", "The table was "+words+".\n"))
			}
			return answer(s.service.Purge(s.ctx, s.id, authoring.PurgeOrder{Words: words}))
		}},
		"Undo": {again: addsAnother, do: func(s *stage) (any, error) { return answer(s.service.Undo(s.ctx, s.id)) }},
		"Redo": {again: isRefused, do: func(s *stage) (any, error) {
			if newest(s, 0).Origin == "" {
				s.first(s.service.Undo(s.ctx, s.id))
			}
			return answer(s.service.Redo(s.ctx, s.id))
		}},

		"Import": {do: func(s *stage) (any, error) {
			page, name := leave(s.t, s.service, s.id, "markdown")
			page = strings.Replace(page, "The disk was full.", "The disk had been full.", 1)
			return answer(s.service.Import(s.ctx, s.id, []byte(page), name, authoring.ImportOptions{}))
		}},
		"SettleConflict": {again: isRefused, do: func(s *stage) (any, error) {
			if c := contentOf(s.t, s.service, s.id); c.SectionByHeading("Trigger").Body == "The disk was full.\n" {
				page, name := leave(s.t, s.service, s.id, "markdown")
				s.first(s.service.WriteSection(s.ctx, s.id, "Trigger", "The disk overflowed.\n"))
				s.first(s.service.Import(
					s.ctx, s.id, []byte(replace(s.t, page, "The disk was full.", "The disk had been full.")), name, authoring.ImportOptions{},
				))
			}
			return answer(s.service.SettleConflict(s.ctx, s.id, 1, merging.Decision{Choice: merging.SettleTheirs}))
		}},
	}
}

// answersAnAct reports whether a method of the service changes a retrospective
// that is there, by what it returns.
func answersAnAct(method reflect.Method) bool {
	if slices.Contains([]string{"Create", "Open", "BeginWithPage"}, method.Name) || method.Type.NumOut() != 2 {
		return false
	}
	return slices.Contains([]reflect.Type{
		reflect.TypeFor[authoring.Edited](), reflect.TypeFor[authoring.WithEvent](),
		reflect.TypeFor[authoring.Added](), reflect.TypeFor[authoring.Imported](),
		reflect.TypeFor[authoring.Heard](), reflect.TypeFor[authoring.Brought](),
	}, method.Type.Out(0))
}

// editedBy is what an answer tells of all acts.
func editedBy(t *testing.T, answer any) authoring.Edited {
	t.Helper()
	switch a := answer.(type) {
	case authoring.Edited:
		return a
	case authoring.WithEvent:
		return a.Edited
	case authoring.Added:
		return a.Edited
	case authoring.Imported:
		return *a.Edited
	case authoring.Heard:
		return a.Edited
	case authoring.Brought:
		return a.Edited
	}
	t.Fatalf("no answer of an act: %T", answer)
	return authoring.Edited{}
}

// TestEveryActIsHonest carries every act out twice: the first time it makes one
// revision and changes something, undo and redo give the contents of before and
// after; the second time, where all is as it should be already, it makes none.
func TestEveryActIsHonest(t *testing.T) {
	t.Parallel()
	service := openService(t)
	acts := acts()
	for method := range reflect.TypeFor[*authoring.Service]().Methods() {
		if answersAnAct(method) && acts[method.Name].do == nil {
			t.Errorf("%s has no case here", method.Name)
		}
	}
	for name, act := range acts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := setStage(t, service)
			edited := editedBy(t, must[any](t)(act.do(s)))
			after := contentOf(t, service, s.id)
			stored := must[[]retro.Revision](t)(service.Revisions(t.Context(), s.id))
			if edited.Unchanged || len(stored) != edited.Revisions || stored[0] != edited.Revision {
				t.Errorf("unchanged: %t; the answer tells of %d revisions up to %v, there are %d up to %v",
					edited.Unchanged, edited.Revisions, edited.Revision, len(stored), stored[0])
			}
			if !slices.Contains([]string{"Undo", "Redo", "Checkpoint", "MarkShared", "Purge"}, name) {
				must[authoring.Edited](t)(service.Undo(t.Context(), s.id))
				if cmp.Equal(after, contentOf(t, service, s.id), cmpopts.EquateEmpty()) {
					t.Error("it changed nothing that undo takes back")
				}
				must[authoring.Edited](t)(service.Redo(t.Context(), s.id))
				if diff := cmp.Diff(after, contentOf(t, service, s.id), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("redone (-was +is):\n%s", diff)
				}
			}
			carryOutAgain(t, s, act.again, act.do)
		})
	}
}

// TestUndoPassesWhatChangedNothing takes back the act before words that were
// written and deleted again, and does both anew.
func TestUndoPassesWhatChangedNothing(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	must[authoring.Edited](t)(service.Rename(t.Context(), id, "Another"))
	typing := service.WithClock(retro.FixedClock(begun.Add(time.Hour), time.Second))
	section := contentOf(t, service, id).Sections[0].ID
	for _, body := range []string{"It was", ""} {
		must[authoring.Edited](t)(typing.SaveSection(t.Context(), id, section, body))
	}
	undone := must[authoring.Edited](t)(service.Undo(t.Context(), id))
	if undone.Content.Title != "Disk full" || undone.Unchanged || undone.Revision.Reason != "undo rename" {
		t.Errorf("undone to %q by %q, unchanged: %t", undone.Content.Title, undone.Revision.Reason, undone.Unchanged)
	}
	title := authoring.Replayed{Noun: retro.NounParticulars, What: "Another: renamed"}
	if diff := cmp.Diff(&title, undone.Replayed); diff != "" {
		t.Error(diff)
	}
	redone := must[authoring.Edited](t)(service.Redo(t.Context(), id))
	if diff := cmp.Diff(&title, redone.Replayed); diff != "" {
		t.Error(diff)
	}
	if redone.Content.Title != "Another" || redone.Revision.Reason != "redo rename" {
		t.Errorf("redone to %q by %q", redone.Content.Title, redone.Revision.Reason)
	}
	if _, err := service.Redo(t.Context(), id); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("what changed nothing is redone: %v", err)
	}
}

func carryOutAgain(t *testing.T, s *stage, again again, do func(*stage) (any, error)) {
	t.Helper()
	before := len(must[[]retro.Revision](t)(s.service.Revisions(t.Context(), s.id)))
	answer, err := do(s)
	stored := must[[]retro.Revision](t)(s.service.Revisions(t.Context(), s.id))
	made := len(stored) - before
	if again == isRefused {
		if err == nil || made != 0 {
			t.Errorf("again: it made %d revisions, %v; want to be refused", made, err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	edited := editedBy(t, answer)
	if edited.Revisions != len(stored) || edited.Revision != stored[0] {
		t.Errorf("again: the answer tells of %d revisions up to %v, there are %d up to %v", edited.Revisions, edited.Revision, len(stored), stored[0])
	}
	if want := again == addsAnother; edited.Unchanged == want || (made == 1) != want {
		t.Errorf("again: unchanged: %t, and %d more revisions", edited.Unchanged, made)
	}
}
