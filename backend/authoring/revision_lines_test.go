package authoring_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// by gives a library its owner.
func by(t *testing.T, service *authoring.Service, author string) *authoring.Service {
	t.Helper()
	if err := service.SaveSettings(t.Context(), authoring.Settings{Author: author, Theme: "system"}); err != nil {
		t.Fatal(err)
	}
	return service
}

// lines lists a history as its authors and what they did, what was merged
// indented.
func lines(t *testing.T, service *authoring.Service, id retro.RetrospectiveID) []string {
	t.Helper()
	var said []string
	for _, listed := range must[[]authoring.Listed](t)(service.AllRevisions(t.Context(), id)) {
		r := listed.Revision
		line := r.Author + ": " + r.Reason
		if listed.Within > 0 {
			line = "  " + line
		}
		said = append(said, line)
	}
	return said
}

// TestWhatWasMergedIsListed passes a retrospective on from one colleague to the
// next: whoever merges it has all that was done, and by whom.
func TestWhatWasMergedIsListed(t *testing.T) {
	t.Parallel()
	mine := by(t, openService(t), "Priya")
	begun := must[authoring.Workspace](t)(mine.Create(t.Context(), "Outage", ""))
	id, section, second := begun.ID, begun.Content.Sections[0], begun.Content.Sections[1]
	ana, ben := by(t, sent(t, mine, id), "Ana"), by(t, sent(t, mine, id), "Ben")
	write := func(service *authoring.Service, section retro.Section, body string) {
		t.Helper()
		must[authoring.Edited](t)(service.SaveSection(t.Context(), id, section.ID, body))
	}
	write(ben, second, "Ben was here.\n")
	must[authoring.Edited](t)(ben.Checkpoint(t.Context(), id, "Ben's view", ""))
	write(ana, section, "Ana was here.\n")
	give(t, ben, ana, id)
	write(mine, begun.Content.Sections[2], "Priya was here.\n")
	give(t, ana, mine, id)

	want := []string{
		"Priya: merge with Ana",
		"  Ana: merge with Ben",
		"  Ben: checkpoint",
		"  Ben: write " + second.Heading,
		"  Ana: write " + section.Heading,
		"Priya: write " + begun.Content.Sections[2].Heading,
		"Priya: begin",
	}
	if diff := cmp.Diff(want, lines(t, mine, id)); diff != "" {
		t.Fatalf("revisions (-want +got):\n%s", diff)
	}
	outline := must[authoring.Outline](t)(mine.Outline(t.Context(), id, "UTC"))
	if diff := cmp.Diff(&authoring.MergedCount{Count: 4, Authors: []string{"Ana", "Ben"}}, outline.Checkpoints[0].Merged); diff != "" {
		t.Errorf("the merge took in (-want +got):\n%s", diff)
	}
	page := must[[]authoring.Listed](t)(mine.MergedPage(t.Context(), id, 0, 1, 2))
	if len(page) != 2 || page[0].Within != 2 || page[0].Revision.Name != "Ben's view" || page[0].Before != page[1].Revision.ID {
		t.Errorf("the page is %+v", page)
	}

	// Who wrote a thing is who wrote it, and not who merged it.
	touching := must[[]authoring.Listed](t)(mine.Touching(t.Context(), id, authoring.Part("section:"+second.Heading), ""))
	if touching[0].Revision.Author != "Ben" || touching[0].Within != 3 {
		t.Errorf("written by %+v", touching[0])
	}
	seen := must[[]authoring.Seen](t)(mine.FindText(t.Context(), id, "ana was here"))
	if len(seen) != 1 || seen[0].Revision.Author != "Ana" {
		t.Errorf("seen %+v", seen)
	}

	// What was merged is found by its name, compared, summed up and restored.
	view := must[retro.Revision](t)(mine.FindRevision(t.Context(), id, "ben's view"))
	if got := must[retro.Revision](t)(mine.FindRevision(t.Context(), id, "2")); got.Author != "Priya" {
		t.Errorf("revision 2 is %+v", got)
	}
	look := must[authoring.Comparison](t)(mine.Compare(t.Context(), id, "", page[1].Revision.ID))
	if len(look.Changes.Sections) != 1 || look.Changes.Sections[0].Title != second.Heading {
		t.Errorf("it changed %+v", look.Changes.Sections)
	}
	summaries := must[[]authoring.RevisionSummary](t)(mine.SummariseRevisions(t.Context(), id, []retro.RevisionID{view.ID, page[1].Revision.ID}))
	if len(summaries) != 2 || summaries[0].Text != "+3 words" || summaries[1].Text != "Reworded “"+second.Heading+"”, +3 words" {
		t.Errorf("summaries %+v", summaries)
	}
	must[authoring.Edited](t)(mine.Restore(t.Context(), id, view.ID))
	if body := contentOf(t, mine, id).Sections[0].Body; body != begun.Content.Sections[0].Body {
		t.Errorf("restored, but it says %q", body)
	}

	// Undo goes back along the own history alone; what was merged stays in it.
	must[authoring.Edited](t)(mine.Undo(t.Context(), id))
	must[authoring.Edited](t)(mine.Undo(t.Context(), id))
	if now := contentOf(t, mine, id); now.Sections[0].Body != begun.Content.Sections[0].Body || now.Sections[2].Body != "Priya was here.\n" {
		t.Errorf("undone, it says %q and %q", now.Sections[0].Body, now.Sections[2].Body)
	}
	if got := lines(t, mine, id); len(got) != len(want)+3 {
		t.Errorf("%d revisions are listed, want %d", len(got), len(want)+3)
	}
}
