package diff_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestCompareSaysWhatWasDone does one thing at a time, and wants to be told that
// and nothing else.
func TestCompareSaysWhatWasDone(t *testing.T) {
	t.Parallel()
	at := retro.NewInstant(time.Date(2026, 3, 14, 10, 2, 0, 0, time.UTC))
	base := retro.Content{
		Title: "Disk full",
		Sections: []retro.Section{
			{ID: "s1", Heading: "Impact", Body: "Nobody could order anything.\n"},
			{ID: "s2", Heading: "Trigger", Body: "The log was never rotated.\n"},
			{ID: "s3", Heading: "Resolution", Body: "It was rotated by hand.\n"},
		},
		Events:       []retro.Event{{ID: "e1", At: at, Kind: retro.KindObservation, Title: "Alert", Citations: []retro.Citation{{Evidence: "p1"}}}},
		Factors:      []retro.Factor{{ID: "f1", Title: "No alert on disks"}},
		ActionItems:  []retro.ActionItem{{ID: "a1", Title: "Alert on disks", State: "idea", Owner: "Dana"}},
		Participants: []retro.Participant{{ID: "w1", Name: "Lee"}},
		Evidence:     []retro.Evidence{{ID: "p1", Kind: retro.EvidenceScreenshot, Label: "Chart", Hash: "aa"}},
	}
	type content = retro.Content
	for name, test := range map[string]struct {
		change func(*content)
		key    string
		verbs  []string
	}{
		"section added":       {func(c *content) { c.Sections = append(c.Sections, retro.Section{ID: "s4", Heading: "More"}) }, "section/s4", []string{"added"}},
		"section removed":     {func(c *content) { c.Sections = c.Sections[:2] }, "section/s3", []string{"removed"}},
		"section moved":       {func(c *content) { c.Sections = append(c.Sections[1:3:3], c.Sections[0]) }, "section/s1", []string{"moved"}},
		"section renamed":     {func(c *content) { c.Sections[0].Heading = "Scope" }, "section/s1", []string{"renamed"}},
		"section reworded":    {func(c *content) { c.Sections[0].Body = "Nobody could pay for anything.\n" }, "section/s1", []string{"reworded"}},
		"event added":         {func(c *content) { c.Events = append(c.Events, retro.Event{ID: "e2", At: at, Title: "Page"}) }, "event/e2", []string{"added"}},
		"event removed":       {func(c *content) { c.Events = nil }, "event/e1", []string{"removed"}},
		"event retimed":       {func(c *content) { c.Events[0].At = retro.NewInstant(at.At.Add(3 * time.Minute)) }, "event/e1", []string{"retimed"}},
		"event reworded":      {func(c *content) { c.Events[0].Title = "Alarm" }, "event/e1", []string{"reworded"}},
		"event re-cited":      {func(c *content) { c.Events[0].Citations = nil }, "event/e1", []string{"re-cited"}},
		"event of other kind": {func(c *content) { c.Events[0].Kind = retro.KindDetection }, "event/e1", []string{"kind changed"}},
		"factor reworded":     {func(c *content) { c.Factors[0].Title = "No alert at all" }, "factor/f1", []string{"reworded"}},
		"item re-decided":     {func(c *content) { c.ActionItems[0].State = "do-now" }, "action-item/a1", []string{"re-decided"}},
		"item re-owned":       {func(c *content) { c.ActionItems[0].Owner = "Lee" }, "action-item/a1", []string{"re-owned"}},
		"participant added":   {func(c *content) { c.Participants = append(c.Participants, retro.Participant{ID: "w2", Name: "Kim"}) }, "participant/w2", []string{"added"}},
		"debrief rescheduled": {func(c *content) { c.Debrief.At = &at }, "debrief", []string{"rescheduled"}},
		"note taken":          {func(c *content) { c.Debrief.Notes = []retro.Note{{ID: "n1", Text: "Why?"}} }, "note/n1", []string{"added"}},
		"evidence added":      {func(c *content) { c.Evidence = append(c.Evidence, retro.Evidence{ID: "p2", Hash: "bb"}) }, "evidence/p2", []string{"added"}},
		"evidence removed":    {func(c *content) { c.Evidence = nil }, "evidence/p1", []string{"removed"}},
		"picture swapped":     {func(c *content) { c.Evidence[0].Hash = "cc" }, "evidence/p1", []string{"picture swapped"}},
		"picture annotated":   {func(c *content) { c.Evidence[0].Regions = []retro.Region{{Label: "peak"}} }, "evidence/p1", []string{"annotated"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			changed := base.Clone()
			test.change(&changed)
			cs := checkCompare(t, base, changed)
			if len(cs.Steps) != 1 || cs.Steps[0].Item != test.key {
				t.Fatalf("steps %+v", cs.Steps)
			}
			if difference := cmp.Diff(test.verbs, verbsOf(cs)); difference != "" {
				t.Errorf("verbs (-want +got):\n%s", difference)
			}
		})
	}
}

func verbsOf(cs diff.ChangeSet) []string {
	return slices.Concat(
		verbs(cs.Sections), verbs(cs.Events), verbs(cs.Factors), verbs(cs.ActionItems), verbs(cs.Participants),
		verbs(cs.Notes), verbs(cs.Evidence), verbs(one(cs.Debrief)),
	)
}

func verbs[T any](items []diff.Item[T]) []string {
	var all []string
	for _, item := range items {
		all = append(all, item.Verbs...)
	}
	return all
}

func one[T any](item *diff.Item[T]) []diff.Item[T] {
	if item == nil {
		return nil
	}
	return []diff.Item[T]{*item}
}

// TestWordsOfLinks proves that titles and their changes tell the words of a link to
// evidence, and not what makes it one.
func TestWordsOfLinks(t *testing.T) {
	t.Parallel()
	items := func(title string) retro.Content {
		return retro.Content{ActionItems: []retro.ActionItem{{ID: "a1", Title: title}}}
	}
	const link = "[router, line 3](evidence/ab1#L3-L3)"
	cs := diff.Compare(items("Watch "+link), items("Alert on "+link))
	change := cs.ActionItems[0]
	var words strings.Builder
	for _, op := range change.Fields[0].Ops {
		if op.Kind != diff.OpDelete {
			words.WriteString(op.Text)
		}
	}
	if want := "Alert on router, line 3"; change.Title != want || words.String() != want {
		t.Errorf("it is called %q and reads %q, want %q", change.Title, words.String(), want)
	}
	// Where only the link differs, the link is told.
	cs = diff.Compare(items("Watch "+link), items("Watch [router, line 3](evidence/ab1#L4-L4)"))
	if ops := cs.ActionItems[0].Fields[0].Ops; len(ops) < 2 {
		t.Errorf("a changed link is told as %v", ops)
	}
}
