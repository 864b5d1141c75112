package authoring_test

import (
	"archive/zip"
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

// unsaid is what the private notes of these tests say.
const unsaid = "qwzx-nobody-dared-to-say-so"

// noted has private notes on everything that can have one: each section, each event and
// all of it.
func noted(t *testing.T, service *authoring.Service, id retro.RetrospectiveID) {
	t.Helper()
	content := contentOf(t, service, id)
	notes := []retro.PrivateNote{{}}
	for _, section := range content.Sections {
		notes = append(notes, retro.PrivateNote{About: retro.NounSection, Of: string(section.ID)})
	}
	for _, event := range content.Events[:3] {
		notes = append(notes, retro.PrivateNote{About: retro.NounEvent, Of: string(event.ID)})
	}
	for _, note := range notes {
		note.Text = unsaid
		must[authoring.Edited](t)(service.AddPrivateNote(t.Context(), id, note))
	}
}

// saysIn reports whether a file says a text: as it is, or unpacked.
func saysIn(t *testing.T, data []byte, text string) bool {
	t.Helper()
	if bytes.Contains(data, []byte(text)) {
		return true
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	return slices.ContainsFunc(archive.File, func(f *zip.File) bool {
		opened := must[io.ReadCloser](t)(f.Open())
		return bytes.Contains(must[[]byte](t)(io.ReadAll(opened)), []byte(text))
	})
}

// leavesClean looks through every target, in every form, and the report of what changed
// since a revision: none of them says what is unsaid.
func leavesClean(t *testing.T, service *authoring.Service, id retro.RetrospectiveID, since retro.RevisionID) {
	t.Helper()
	looked := 0
	clean := func(name string, result export.Result) {
		looked++
		for _, file := range result.Files {
			if saysIn(t, file.Data, unsaid) {
				t.Errorf("%s: %s says it", name, file.Name)
			}
		}
		if strings.Contains(result.Clipboard.Text+result.Clipboard.HTML.String()+strings.Join(result.Notes, " "), unsaid) {
			t.Errorf("%s: what is copied says it", name)
		}
	}
	for _, target := range authoring.Targets() {
		forms := []string{target.Name}
		for _, form := range target.Forms {
			forms = append(forms, target.Name+":"+form)
		}
		for _, name := range forms {
			clean(name, must[export.Result](t)(service.Export(t.Context(), id, name, nil)))
		}
	}
	for _, target := range export.Targets() {
		clean("change-report as "+target.Name, must[export.Result](t)(service.ChangeReport(t.Context(), id, since, "", target.Name)))
	}
	if looked < 30 {
		t.Errorf("looked at %d exports", looked)
	}
}

// TestHiddenSectionsLeaveWithNothing has one that was hidden before anything was written
// into it, and one that was seen before and was written on since.
func TestHiddenSectionsLeaveWithNothing(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	content := contentOf(t, service, id)
	never, since := content.Sections[0], content.Sections[1]
	must[authoring.Edited](t)(service.HideSection(t.Context(), id, never.ID, true))
	first := must[[]retro.Revision](t)(service.Revisions(t.Context(), id))[0]
	must[authoring.Edited](t)(service.HideSection(t.Context(), id, since.ID, true))
	for _, section := range []retro.Section{never, since} {
		must[authoring.Edited](t)(service.SaveSection(t.Context(), id, section.ID, section.Body+"\n\n"+unsaid+"\n"))
		now := contentOf(t, service, id)
		renamed := *now.FindSection(section.ID)
		renamed.Heading = unsaid
		must[authoring.Edited](t)(service.UpdateSection(t.Context(), id, renamed))
	}
	leavesClean(t, service, id, first.ID)
}

// TestPrivateNotesLeaveWithNothing looks through every target, in every form, the report
// of what changed, and a bundle with all of its revisions.
func TestPrivateNotesLeaveWithNothing(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	first := must[[]retro.Revision](t)(service.Revisions(t.Context(), id))[0]
	noted(t, service, id)
	leavesClean(t, service, id, first.ID)
	for _, finding := range must[review.Report](t)(service.Review(t.Context(), id)).Findings {
		if strings.Contains(finding.Words, unsaid) {
			t.Errorf("the review tells of it: %s", finding.Words)
		}
	}

	folder := t.TempDir()
	path := filepath.Join(folder, "sent.afterword")
	if err := service.WriteBundle(t.Context(), id, path); err != nil {
		t.Fatal(err)
	}
	if found := filesWith(t, folder, unsaid); len(found) > 0 {
		t.Errorf("%v says it", found)
	}
	_, theirs := openLibraryAt(t, filepath.Join(t.TempDir(), "theirs.db"), begun)
	must[library.Unpacked](t)(theirs.ReadBundle(t.Context(), path))
	saysNowhere(t, theirs, id, unsaid)

	// Here it is found, and stands in the history.
	if hits := must[[]library.Hit](t)(service.Search(t.Context(), unsaid)); len(hits) == 0 {
		t.Error("the search does not find it")
	}
	compared := must[authoring.Comparison](t)(service.Compare(t.Context(), id, first.ID, ""))
	if !slices.ContainsFunc(compared.Changes.Steps, func(s diff.Step) bool { return s.Noun == retro.NounPrivateNote }) {
		t.Error("the history does not tell of it")
	}
}

// TestPrivateNotesOfTwo sends bundles to and fro between two people who both keep
// something to themselves: each has their own notes, and never those of the other.
func TestPrivateNotesOfTwo(t *testing.T) {
	t.Parallel()
	mine, id := told(t)
	theirs := sent(t, mine, id)
	add := func(who *authoring.Service, text string) {
		must[authoring.Edited](t)(who.AddPrivateNote(t.Context(), id, retro.PrivateNote{Text: text}))
	}
	of := func(who *authoring.Service) []string {
		var texts []string
		for _, note := range contentOf(t, who, id).Private {
			texts = append(texts, note.Text)
		}
		slices.Sort(texts)
		return texts
	}
	want := func(when string, mines, their []string) {
		t.Helper()
		if got := of(mine); !slices.Equal(got, mines) {
			t.Errorf("%s, here: %q, want %q", when, got, mines)
		}
		if got := of(theirs); !slices.Equal(got, their) {
			t.Errorf("%s, there: %q, want %q", when, got, their)
		}
	}
	rename := func(who *authoring.Service, title string) {
		must[authoring.Edited](t)(who.Rename(t.Context(), id, title))
	}

	add(mine, "mine")
	give(t, mine, theirs, id) // it goes on there
	want("sent", []string{"mine"}, nil)
	rename(theirs, "Renamed there")
	give(t, theirs, mine, id) // it goes on here
	want("sent back", []string{"mine"}, nil)

	add(theirs, "theirs")
	add(mine, "mine too")
	give(t, theirs, mine, id) // merged here
	want("merged", []string{"mine", "mine too"}, []string{"theirs"})
	give(t, mine, theirs, id) // and taken over there
	want("taken over", []string{"mine", "mine too"}, []string{"theirs"})

	rename(theirs, "Renamed again")
	give(t, theirs, mine, id)
	note := contentOf(t, mine, id).Private[0]
	must[authoring.Edited](t)(mine.UpdatePrivateNote(t.Context(), id, note.ID, "mine, reworded"))
	rename(theirs, "Renamed once more")
	add(theirs, "theirs too")
	give(t, mine, theirs, id)
	give(t, theirs, mine, id)
	want("reworded", slices.Sorted(slices.Values([]string{"mine, reworded", contentOf(t, mine, id).Private[1].Text})), []string{"theirs", "theirs too"})
	must[authoring.Edited](t)(mine.RemovePrivateNote(t.Context(), id, note.ID))
	give(t, mine, theirs, id)
	rename(theirs, "Renamed in the end")
	give(t, theirs, mine, id)
	if len(of(mine)) != 1 || len(of(theirs)) != 2 {
		t.Errorf("removed: %q here, %q there", of(mine), of(theirs))
	}
	for _, who := range []*authoring.Service{mine, theirs} {
		if damage := must[authoring.Workspace](t)(who.Open(t.Context(), id)).Damage; len(damage) > 0 {
			t.Errorf("damage: %v", damage)
		}
	}
}

// TestPromotedPrivateNote leaves with what it was put into, and no more as a note.
func TestPromotedPrivateNote(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	content := contentOf(t, service, id)
	section, event := content.Sections[0], content.Events[0]
	add := func(about retro.Noun, of string) retro.PrivateNoteID {
		edited := must[authoring.Edited](t)(service.AddPrivateNote(t.Context(), id, retro.PrivateNote{About: about, Of: of, Text: unsaid}))
		return edited.Content.Private[0].ID
	}
	promoted := must[authoring.Edited](t)(service.PromotePrivateNote(t.Context(), id, add(retro.NounSection, string(section.ID)), "")).Content
	if body := promoted.FindSection(section.ID).Body; !strings.HasSuffix(body, "\n\n"+unsaid+"\n") || len(promoted.Private) > 0 {
		t.Errorf("the section ends %q", body)
	}
	promoted = must[authoring.Edited](t)(service.PromotePrivateNote(t.Context(), id, add(retro.NounEvent, string(event.ID)), "")).Content
	if body := promoted.FindEvent(event.ID).Body; !strings.HasSuffix(body, unsaid) {
		t.Errorf("the event says %q", body)
	}
	about := add("", "")
	_, err := service.PromotePrivateNote(t.Context(), id, about, "")
	wantCode(t, err, retro.CodeInvalid)
	must[authoring.Edited](t)(service.PromotePrivateNote(t.Context(), id, about, section.ID))
	_, err = service.AddPrivateNote(t.Context(), id, retro.PrivateNote{Text: " \n"})
	wantCode(t, err, retro.CodeInvalid)
	_, err = service.AddPrivateNote(t.Context(), id, retro.PrivateNote{Text: "x", About: retro.NounEvent, Of: "nonesuch"})
	wantCode(t, err, retro.CodeNotFound)
}

// TestPrivateNoteIsPurged takes words out of private notes, too.
func TestPrivateNoteIsPurged(t *testing.T) {
	t.Parallel()
	_, service, db := purgeable(t)
	id := begin(t, service)
	must[authoring.Edited](t)(service.AddPrivateNote(t.Context(), id, retro.PrivateNote{Text: "the password is " + unsaid}))
	must[authoring.Edited](t)(service.Purge(t.Context(), id, authoring.PurgeOrder{Words: unsaid}))
	saysNowhere(t, db, id, unsaid)
}
