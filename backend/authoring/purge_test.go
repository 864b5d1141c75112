package authoring_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// password is short, so that it stands in files as it is.
const password = "hunter2-Zq8vK3"

// filesWith lists the files of a folder that hold some bytes.
func filesWith(t *testing.T, folder, text string) []string {
	t.Helper()
	var found []string
	if err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(bytes.ToLower(data), []byte(strings.ToLower(text))) {
			found = append(found, filepath.Base(path))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return found
}

// saysNowhere holds that no revision says a text, and that all is sound.
func saysNowhere(t *testing.T, db *sqlite.DB, id retro.RetrospectiveID, text string) {
	t.Helper()
	for _, revision := range must[[]retro.Revision](t)(db.Revisions(t.Context(), id)) {
		content := must[retro.Content](t)(db.Content(t.Context(), revision.ID))
		said := must[[]byte](t)(json.Marshal([]any{revision, content}))
		if bytes.Contains(bytes.ToLower(said), []byte(strings.ToLower(text))) {
			t.Errorf("revision %d still says it: %s", revision.Seq, said)
		}
		if damage := content.Damage(); len(damage) > 0 {
			t.Errorf("revision %d is damaged: %v", revision.Seq, damage)
		}
		must[retro.Revision](t)(db.Revision(t.Context(), revision.ID))
	}
	if hits := must[[]library.Hit](t)(db.Search(t.Context(), text, 10)); len(hits) > 0 {
		t.Errorf("a search finds %v", hits)
	}
	if report := must[library.Report](t)(db.Check(t.Context())); len(report.Problems) > 0 {
		t.Errorf("the library is damaged: %v", report.Problems)
	}
}

// purgeable is a library in a folder of its own.
func purgeable(t *testing.T) (folder string, service *authoring.Service, db *sqlite.DB) {
	t.Helper()
	folder = t.TempDir()
	service, db = openLibraryAt(t, filepath.Join(folder, "afterword.db"), begun)
	return folder, service, db
}

// copied keeps a copy of a library that holds the password, and holds that it can be
// found in both files.
func copied(t *testing.T, folder string, service *authoring.Service, db *sqlite.DB) {
	t.Helper()
	if err := service.KeepDailyCopy(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := db.Compact(t.Context()); err != nil { // out of the log beside the file
		t.Fatal(err)
	}
	if found := filesWith(t, folder, password); len(found) != 2 {
		t.Fatalf("the secret stands in %v: this test could not tell whether it is gone", found)
	}
}

func wantCode(t *testing.T, err error, code retro.Code) {
	t.Helper()
	if retro.ErrorCode(err) != code {
		t.Errorf("error %v, want the code %s", err, code)
	}
}

// wantGone holds that nothing in a folder holds the password, and that there is a copy.
func wantGone(t *testing.T, folder string, service *authoring.Service) {
	t.Helper()
	if found := filesWith(t, folder, password); len(found) > 0 {
		t.Errorf("the secret still stands in %v", found)
	}
	copies := must[authoring.Copies](t)(service.Copies(t.Context()))
	if len(copies.Copies) != 1 || copies.Copies[0].IsDamaged {
		t.Errorf("copies %+v, want a sound one", copies)
	}
}

// withSecretLog adds a log that tells the password, and an event that cites it.
func withSecretLog(t *testing.T, service *authoring.Service, id retro.RetrospectiveID) retro.Evidence {
	t.Helper()
	log := []byte("2026-03-14T21:40:00Z ERROR password " + password + "\n")
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{authoring.Pasted(log)}, nil))
	evidence := added.Edited.Content.Evidence[0]
	must[authoring.EntryWindow](t)(service.Window(t.Context(), id, authoring.EntryQuery{}, 0, 10)) // what is read is kept
	must[authoring.WithEvent](t)(service.Promote(t.Context(), id, authoring.Promotion{
		Citations: []retro.Citation{{Evidence: evidence.ID, FromLine: 1, ToLine: 1}}, Title: "A password in the log",
	}))
	return evidence
}

func TestPurgeEvidence(t *testing.T) {
	t.Parallel()
	folder, service, db := purgeable(t)
	ctx := t.Context()
	id := begin(t, service)
	evidence := withSecretLog(t, service, id)
	other := begin(t, service)
	withSecretLog(t, service, other)
	copied(t, folder, service, db)

	order := authoring.PurgeOrder{Evidence: evidence.ID}
	preview := must[authoring.Purging](t)(service.PreviewPurge(ctx, id, order))
	want := authoring.Purging{
		What: "a log of 51 bytes", Citing: []string{"A password in the log"}, Elsewhere: []string{"Disk full"}, Holding: []retro.Evidence{}, Copies: 1,
	}
	if diff := cmp.Diff(want, preview); diff != "" {
		t.Errorf("preview (-want +got):\n%s", diff)
	}
	edited := must[authoring.Edited](t)(service.Purge(ctx, id, order))
	if edited.Revision.Kind != retro.RevisionPurged || len(edited.Content.Evidence) != 0 || len(edited.Content.Events[0].Citations) != 0 {
		t.Errorf("purged: %+v", edited)
	}
	wantGone(t, folder, service)
	for _, id := range []retro.RetrospectiveID{id, other} {
		saysNowhere(t, db, id, password)
		saysNowhere(t, db, id, "password "+password)
	}
	purges := must[[]library.Purge](t)(service.Purges(ctx, id))
	if len(purges) != 1 || purges[0].What != "a log of 51 bytes" || purges[0].At.IsZero() {
		t.Errorf("purges %+v", purges)
	}

	if newest := must[[]retro.Revision](t)(db.Revisions(ctx, other))[0]; newest.Kind != retro.RevisionPurged {
		t.Errorf("the history of the other one ends with %+v", newest)
	}

	// What comes after it is as if it had never been there.
	undone := must[authoring.Edited](t)(service.Undo(ctx, id))
	if len(undone.Content.Events) != 0 || len(undone.Content.Evidence) != 0 {
		t.Errorf("undone: %+v", undone.Content)
	}
	revisions := must[[]retro.Revision](t)(db.Revisions(ctx, id))
	if _, err := service.Undo(ctx, id); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("undone once more: %v; adding it is nothing any more", err)
	}
	cited := must[authoring.Edited](t)(service.Restore(ctx, id, revisions[2].ID))
	if len(cited.Content.Events) != 1 || len(cited.Content.Events[0].Citations) != 0 || len(cited.Content.Evidence) != 0 {
		t.Errorf("restored: %+v", cited.Content)
	}
	_, err := service.Purge(ctx, id, order)
	wantCode(t, err, retro.CodeNotFound)

	// Whoever adds the same again wants it there.
	again := withSecretLog(t, service, id)
	if again.Hash != evidence.Hash || again.ID == evidence.ID {
		t.Errorf("added again: %+v", again)
	}
}

// TestPurgeWhatWasRemoved purges what no list shows any more.
func TestPurgeWhatWasRemoved(t *testing.T) {
	t.Parallel()
	folder, service, db := purgeable(t)
	id := begin(t, service)
	evidence := withSecretLog(t, service, id)
	must[authoring.Edited](t)(service.RemoveEvidence(t.Context(), id, evidence.ID))
	copied(t, folder, service, db)
	found := must[retro.Evidence](t)(service.FindOriginal(t.Context(), id, string(evidence.ID[:5])))
	must[authoring.Edited](t)(service.Purge(t.Context(), id, authoring.PurgeOrder{Evidence: found.ID}))
	wantGone(t, folder, service)
	saysNowhere(t, db, id, password)
}

func TestPurgeWords(t *testing.T) {
	t.Parallel()
	folder, service, db := purgeable(t)
	ctx := t.Context()
	id := begin(t, service)
	content := must[authoring.Workspace](t)(service.Open(ctx, id)).Content
	section := content.Sections[0]
	must[authoring.Edited](t)(service.SaveSection(ctx, id, section.ID, "Before.\n\nThe password was "+strings.ToUpper(password)+".\n"))
	must[authoring.Edited](t)(service.Checkpoint(ctx, id, "Told "+password, retro.RevisionNamed))
	must[authoring.WithEvent](t)(service.AddEvent(ctx, id, retro.Event{Title: "It says \"" + password + "\" <&>", Kind: retro.KindAction, At: retro.NewInstant(begun)}))
	must[authoring.Edited](t)(service.Rename(ctx, id, "The "+password+" incident"))
	must[export.Result](t)(service.Export(ctx, id, "markdown", nil))
	copied(t, folder, service, db)

	order := authoring.PurgeOrder{Words: password}
	preview := must[authoring.Purging](t)(service.PreviewPurge(ctx, id, order))
	if preview.Places != 4 || preview.What != "words in 4 places" {
		t.Errorf("preview %+v", preview)
	}
	edited := must[authoring.Edited](t)(service.Purge(ctx, id, order))
	now := edited.Content
	if now.Title != "The █████ incident" || now.Sections[0].Body != "Before.\n\nThe password was █████.\n" || now.Events[0].Title != "It says \"█████\" <&>" {
		t.Errorf("now it says %q, %q, %q", now.Title, now.Sections[0].Body, now.Events[0].Title)
	}
	wantGone(t, folder, service)
	saysNowhere(t, db, id, password)
	if again := must[authoring.Edited](t)(service.Rename(ctx, id, now.Title)); !again.Unchanged {
		t.Error("saving what is there made a revision")
	}
	if hits := must[[]library.Hit](t)(db.Search(ctx, "incident", 10)); len(hits) == 0 {
		t.Error("what is left is not found by a search")
	}
	_, err := service.Purge(ctx, id, order)
	wantCode(t, err, retro.CodeNotFound)

	// Somebody may write the same again, which brings nothing back into what was before.
	must[authoring.Edited](t)(service.SaveSection(ctx, id, section.ID, "Before.\n\nThe password was "+strings.ToUpper(password)+".\n"))
	if body := must[authoring.Workspace](t)(service.Open(ctx, id)).Content.Sections[0].Body; !strings.Contains(body, strings.ToUpper(password)) {
		t.Errorf("what was written again reads %q", body)
	}
	for _, revision := range must[[]retro.Revision](t)(db.Revisions(ctx, id))[1:] {
		if content := must[retro.Content](t)(db.Content(ctx, revision.ID)); strings.Contains(strings.ToLower(content.Sections[0].Body), password) {
			t.Errorf("revision %d says it again", revision.Seq)
		}
	}
	must[authoring.Edited](t)(service.Rename(ctx, id, "The "+password+" incident"))
	must[authoring.Edited](t)(service.Purge(ctx, id, order))
	saysNowhere(t, db, id, password)
}

// TestPurgeWordsLeavesNames purges words that also stand in what things are called by:
// a zone, a kind, an id.
func TestPurgeWordsLeavesNames(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	_, service, db := purgeable(t)
	id := begin(t, service)
	must[authoring.Edited](t)(service.SetZones(ctx, id, []string{"Europe/Berlin"}))
	at := retro.NewInstant(begun)
	at.Zone = "Europe/Berlin"
	must[authoring.WithEvent](t)(service.AddEvent(ctx, id, retro.Event{Title: "Berlin saw a detection on 2026-03-14", Kind: retro.KindDetection, At: at}))
	for _, words := range []string{"berlin", "detection", "2026-03-14"} {
		must[authoring.Edited](t)(service.Purge(ctx, id, authoring.PurgeOrder{Words: words}))
	}
	content := must[authoring.Workspace](t)(service.Open(ctx, id)).Content
	event := content.Events[0]
	if event.Title != "█████ saw a █████ on █████" || event.Kind != retro.KindDetection || !event.At.At.Equal(at.At) || event.At.Zone != at.Zone {
		t.Errorf("the event is %+v", event)
	}
	if diff := cmp.Diff([]string{"Europe/Berlin"}, content.Zones); diff != "" {
		t.Errorf("zones (-want +got):\n%s", diff)
	}
	if report := must[library.Report](t)(db.Check(ctx)); len(report.Problems) > 0 {
		t.Errorf("the library is damaged: %v", report.Problems)
	}
}

func TestPurgeRefuses(t *testing.T) {
	t.Parallel()
	_, service, _ := purgeable(t)
	id := begin(t, service)
	withSecretLog(t, service, id)
	for words, code := range map[string]retro.Code{
		"ab": retro.CodeInvalid, " spaced": retro.CodeInvalid, "two\nlines": retro.CodeInvalid, "never said": retro.CodeNotFound, password: retro.CodeNotFound,
	} {
		_, err := service.Purge(t.Context(), id, authoring.PurgeOrder{Words: words})
		wantCode(t, err, code)
		if words == password && !strings.Contains(retro.ErrorHint(err), "as a whole") {
			t.Errorf("hint %q", retro.ErrorHint(err))
		}
	}
	_, err := service.Purge(t.Context(), id, authoring.PurgeOrder{Evidence: "nothing"})
	wantCode(t, err, retro.CodeNotFound)
}

// TestBundlesAfterAPurge sends what was purged to a colleague, and takes back what
// the colleague had before.
func TestBundlesAfterAPurge(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	folder, ours, db := purgeable(t)
	_, theirs, _ := purgeable(t)
	id := begin(t, ours)
	evidence := withSecretLog(t, ours, id)
	section := must[authoring.Workspace](t)(ours.Open(ctx, id)).Content.Sections[0].ID
	must[authoring.Edited](t)(ours.SaveSection(ctx, id, section, "The password was "+password+".\n"))
	send := func(from, to *authoring.Service) string {
		path := filepath.Join(t.TempDir(), "sent.afterword")
		if err := from.WriteBundle(ctx, id, path); err != nil {
			t.Fatal(err)
		}
		if to != nil {
			must[library.Unpacked](t)(to.ReadBundle(ctx, path))
		}
		return filepath.Dir(path)
	}
	send(ours, theirs)
	for _, order := range []authoring.PurgeOrder{{Evidence: evidence.ID}, {Words: password}} {
		must[authoring.Edited](t)(ours.Purge(ctx, id, order))
	}
	if found := filesWith(t, send(ours, nil), password); len(found) > 0 {
		t.Errorf("the secret stands in %v", found)
	}
	_, third, thirdDB := purgeable(t)
	send(ours, third)
	saysNowhere(t, thirdDB, id, password)
	if purges := must[[]library.Purge](t)(third.Purges(ctx, id)); len(purges) != 2 {
		t.Errorf("purges %+v", purges)
	}

	// They never purged it, and write on.
	must[authoring.Edited](t)(theirs.Rename(ctx, id, "Their title"))
	send(theirs, ours)
	if title := must[authoring.Workspace](t)(ours.Open(ctx, id)).Content.Title; title != "Their title" {
		t.Errorf("title %q", title)
	}
	saysNowhere(t, db, id, password)
	if err := db.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	if found := filesWith(t, folder, password); len(found) > 0 {
		t.Errorf("the bundle brought the secret back into %v", found)
	}
}

// TestPurgeIsFinishedLater erases what was purged when the process was killed in
// between.
func TestPurgeIsFinishedLater(t *testing.T) {
	t.Parallel()
	folder, service, db := purgeable(t)
	id := begin(t, service)
	evidence := withSecretLog(t, service, id)
	copied(t, folder, service, db)
	purge := library.Purge{Retrospective: id, At: begun, What: "a log"}
	if err := db.PurgeOriginal(t.Context(), evidence.Hash, purge); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if found := filesWith(t, folder, password); len(found) == 0 {
		t.Fatal("it is gone already")
	}
	service, db = openLibraryAt(t, filepath.Join(folder, "afterword.db"), begun)
	wantGone(t, folder, service)
	saysNowhere(t, db, id, password)
}
