package authoring_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
	"github.com/afterword-app/afterword/backend/templates"
)

// oneStory is what each part of a document says of one incident.
var oneStory = map[retro.SectionRole]string{
	retro.SectionSummary:      "Reports of the night came empty for **41 minutes**, because a disk was full of copies that nobody needed.",
	retro.SectionBackground:   "The reports are made by one machine that has run since 2019.",
	retro.SectionLeadUp:       "On Monday the copies began to be kept for 30 days instead of 7.",
	retro.SectionStory:        "The job that keeps copies filled the disk at 02:10. The reports were written, but nothing was in them.",
	retro.SectionImpact:       "| Who | How many |\n|---|--:|\n| Customers | 212 |\n| Colleagues | 9 |",
	retro.SectionTrigger:      "The copy of Tuesday night was the first that did not fit.",
	retro.SectionDetection:    "A customer wrote at 02:31; our own check looks at 06:00.",
	retro.SectionResponse:     "The person on call looked at the database first, which was fine.",
	retro.SectionResolution:   "1. Two old copies were moved away.\n2. The reports were made again.",
	retro.SectionTimeline:     "All times come from the machine's own log.",
	retro.SectionCauses:       "None of these alone would have been enough:",
	retro.SectionMitigators:   "Reports can be made again at any time.",
	retro.SectionRisks:        "Three other machines keep copies in the same way.",
	retro.SectionWentWell:     "- The runbook for making reports again was right.",
	retro.SectionWentBadly:    "- It took nine minutes to find out who may delete copies.",
	retro.SectionLuck:         "It was a Wednesday; on the first of the month it would have been ten times as many.",
	retro.SectionLearnings:    "A job that writes nothing can end with success.",
	retro.SectionSurprises:    "We thought that a full disk makes a job fail.",
	retro.SectionActions:      "Decided on the same day:",
	retro.SectionIfTime:       "Parked until Friday:",
	retro.SectionData:         "`df` at 02:12: 100 %.",
	retro.SectionSeenBefore:   "In March, on another machine; the limit was raised there and nowhere else.",
	retro.SectionPeople:       "Operations and one person from Reports.",
	retro.SectionQuestions:    "- [x] Why did the job not fail?\n- [ ] Who reads its log?",
	retro.SectionMessages:     "Last night's reports were empty and have been sent again.",
	retro.SectionUnspoken:     "Somebody had wondered about the 30 days and did not ask.",
	retro.SectionDecisions:    "To keep copies longer was decided without a look at the disk, which had been half empty.",
	retro.SectionViews:        "To keep more copies was right; the disk was wrong.",
	retro.SectionAppreciation: "Thanks to the customer who wrote at night.",
	retro.SectionMeeting:      "Everybody spoke; the hour was enough.",
	retro.SectionCommitment:   "We are sorry. Reports are now checked as soon as they are written.",
	retro.SectionEpilogue:     "A year later no report has been empty.",
}

// onDisk begins a retrospective of that incident with a template.
func onDisk(t *testing.T, service *authoring.Service, template string) retro.RetrospectiveID {
	t.Helper()
	id := must[authoring.Workspace](t)(service.Create(t.Context(), "Reports without content", template)).ID
	for _, event := range []struct{ at, end, kind, title string }{
		{"2026-03-04T02:10:00Z", "", "trigger", "The disk is full"},
		{"2026-03-04T02:12:00Z", "2026-03-04T02:53:00Z", "impact", "Reports are empty"},
		{"2026-03-04T02:31:00Z", "", "detection", "A customer writes"},
		{"2026-03-04T02:53:00Z", "", "resolution", "Two copies are moved away"},
	} {
		e := retro.Event{At: must[retro.Instant](t)(retro.ParseInstant(event.at, time.UTC)), Kind: retro.EventKind(event.kind), Title: event.title}
		if event.end != "" {
			end := must[retro.Instant](t)(retro.ParseInstant(event.end, time.UTC))
			e.End = &end
		}
		must[authoring.WithEvent](t)(service.AddEvent(t.Context(), id, e))
	}
	must[authoring.Edited](t)(service.SaveFactors(t.Context(), id, []retro.Factor{
		{Title: "Copies are kept where reports are written", Confidence: retro.ConfidenceKnown},
		{Title: "Success is told by an exit code alone", Body: "Not by what was written.", Confidence: retro.ConfidenceLikely},
	}))
	must[authoring.Edited](t)(service.SaveParticipants(t.Context(), id, []retro.Participant{{Name: "Ines", Roles: []retro.Role{retro.RoleLead}, Department: "Operations"}}))
	must[authoring.Edited](t)(service.AddActionItems(t.Context(), id, "Check what was written\nTell who may delete copies"))
	for _, section := range contentOf(t, service, id).Sections {
		must[authoring.Edited](t)(service.SaveSection(t.Context(), id, section.ID, oneStory[section.Role]+"\n"))
	}
	return id
}

// TestTemplates holds what comes of one incident in each template.
func TestTemplates(t *testing.T) {
	t.Parallel()
	for _, template := range templates.All() {
		t.Run(template.Name, func(t *testing.T) {
			t.Parallel()
			service := openService(t)
			id := onDisk(t, service, template.Name)
			page, _ := leave(t, service, id, "markdown")
			retrotest.Golden(t, "markdown", page)
			page, _ = leave(t, service, id, "html")
			_, body, _ := strings.Cut(page, "<body>")
			retrotest.Golden(t, "html", body)
		})
	}
}

// TestSwitchTemplate switches a written document there and back: one revision each,
// and nothing but those differs.
func TestSwitchTemplate(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := onDisk(t, service, "google-sre")
	before := contentOf(t, service, id)
	there := must[authoring.Edited](t)(service.SwitchTemplate(t.Context(), id, "project"))
	if there.Content.Template != "project" || there.Content.SectionByHeading("What slowed us").Body != before.SectionByHeading("What went wrong").Body {
		t.Errorf("what went wrong is not what slowed us: %+v", there.Content.Sections)
	}
	page, _ := leave(t, service, id, "markdown")
	for _, section := range before.Sections {
		if first, _, _ := strings.Cut(section.Body, "\n"); !strings.Contains(page, strings.Trim(first, "|` ")) && section.Role != retro.SectionImpact {
			t.Errorf("the page lacks %q", first)
		}
	}
	if again := must[authoring.Edited](t)(service.SwitchTemplate(t.Context(), id, "project")); !again.Unchanged {
		t.Error("the same switch again makes a revision")
	}
	back := must[authoring.Edited](t)(service.SwitchTemplate(t.Context(), id, "google-sre"))
	if diff := cmp.Diff(before, back.Content); diff != "" {
		t.Errorf("there and back (-before +after):\n%s", diff)
	}
	if _, err := service.SwitchTemplate(t.Context(), id, "gogle-sre"); !strings.Contains(retro.ErrorHint(err), "google-sre") {
		t.Errorf("hint %q", retro.ErrorHint(err))
	}
}

// TestOwnTemplates keeps, changes and removes templates of one's own.
func TestOwnTemplates(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := onDisk(t, service, "light")
	saved := must[retro.Template](t)(service.SaveStructure(t.Context(), id, "Our short one"))
	text := must[string](t)(service.TemplateText(t.Context(), saved.Name))
	if _, err := service.SaveTemplate(t.Context(), text); err != nil {
		t.Fatal(err)
	}
	if revisions := must[[]authoring.TemplateRevision](t)(service.TemplateRevisions(t.Context(), saved.Name)); len(revisions) != 1 {
		t.Errorf("saved twice the same: %d revisions", len(revisions))
	}
	must[retro.Template](t)(service.SaveTemplate(t.Context(), text+"\n## <b>Why</b> *now*\n\nWhy?\n"))
	if revisions := must[[]authoring.TemplateRevision](t)(service.TemplateRevisions(t.Context(), saved.Name)); len(revisions) != 2 {
		t.Errorf("%d revisions, want 2", len(revisions))
	}
	begun := must[authoring.Workspace](t)(service.Create(t.Context(), "Next", saved.Name))
	if got := headingsOf(begun.Content); got[len(got)-1] != "<b>Why</b> *now*" || got[0] != "In a paragraph" {
		t.Errorf("begun with %q", got)
	}
	if _, err := service.SaveStructure(t.Context(), id, "Nine sections"); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("a built-in template can be replaced: %v", err)
	}
	if err := service.RemoveTemplate(t.Context(), saved.Name); err != nil {
		t.Fatal(err)
	}
	if _, err := service.FindTemplate(t.Context(), saved.Name); retro.ErrorCode(err) != retro.CodeNotFound {
		t.Errorf("it is still there: %v", err)
	}
	// A document whose template is gone can be switched, too.
	if _, err := service.SwitchTemplate(t.Context(), begun.ID, "light"); err != nil {
		t.Error(err)
	}
}

// TestHiddenSectionsStayHere expects what is hidden in no export, report or finding,
// and back from a page that others edited unharmed.
func TestHiddenSectionsStayHere(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := onDisk(t, service, "google-sre")
	before := contentOf(t, service, id)
	luck := before.SectionByHeading("Where we got lucky")
	hidden := must[authoring.Edited](t)(service.HideSection(t.Context(), id, luck.ID, true))
	if hidden.Unchanged {
		t.Fatal("nothing was hidden")
	}
	if again := must[authoring.Edited](t)(service.HideSection(t.Context(), id, luck.ID, true)); !again.Unchanged {
		t.Error("hiding it again makes a revision")
	}
	for target := range threeEdits() {
		if target == "clipboard" {
			continue
		}
		page, name := leave(t, service, id, target)
		if text := asText(t, page); strings.Contains(text, "It was a Wednesday") || strings.Contains(text, "got lucky") {
			t.Errorf("%s tells what is hidden", target)
		}
		edited := edit(t, page, [][2]string{{"our own check looks at 06:00", "our own check looks at 07:00"}})
		imported := comeBack(t, service, id, edited, name)
		if len(imported.Conflicts)+len(imported.Notes) > 0 {
			t.Errorf("%s: conflicts %v, notes %q", target, imported.Conflicts, imported.Notes)
		}
		now := contentOf(t, service, id)
		if kept := now.FindSection(luck.ID); kept == nil || kept.Body != luck.Body || kept.Hidden != retro.HiddenByHand {
			t.Fatalf("%s: what was hidden is %+v", target, kept)
		}
		must[authoring.Edited](t)(service.Undo(t.Context(), id))
	}
	from := contentOf(t, service, id)
	must[authoring.Edited](t)(service.SaveSection(t.Context(), id, luck.ID, "It was a Thursday.\n"))
	must[authoring.Edited](t)(service.HideSection(t.Context(), id, from.SectionByHeading("Trigger").ID, true))
	revisions := must[[]retro.Revision](t)(service.Revisions(t.Context(), id))
	report, err := service.ChangeReport(t.Context(), id, revisions[2].ID, revisions[0].ID, "markdown")
	if err != nil {
		t.Fatal(err)
	}
	if text := string(report.Files[0].Data); strings.Contains(text, "Thursday") || !strings.Contains(text, "Trigger") {
		t.Errorf("the report says\n%s", text)
	}
}
