package authoring_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// begun is when the tests' people begin; each reading of their clock is a minute
// later, so that every act stands by itself.
var begun = time.Date(2026, 3, 15, 9, 0, 0, 0, time.UTC)

func openService(t *testing.T) *authoring.Service {
	t.Helper()
	service, _ := openLibrary(t)
	return service
}

// openLibrary is openService for those who look into the library itself.
func openLibrary(t *testing.T) (*authoring.Service, *sqlite.DB) {
	t.Helper()
	return openLibraryAt(t, filepath.Join(t.TempDir(), "afterword.db"), begun)
}

// openLibraryAt opens the library of a file, or makes it, with a clock that begins
// at a time.
func openLibraryAt(t *testing.T, path string, at time.Time) (*authoring.Service, *sqlite.DB) {
	t.Helper()
	clock := retro.FixedClock(at, time.Minute)
	db, err := sqlite.Open(t.Context(), path, sqlite.Options{Clock: clock, OpenText: authoring.OpenText})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close library: %v", err)
		}
	})
	return authoring.New(db, clock, retro.NewIDs(rand.Reader)), db
}

// must is for calls whose failure ends the test.
func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func begin(t *testing.T, service *authoring.Service) retro.RetrospectiveID {
	t.Helper()
	return must[authoring.Workspace](t)(service.Create(t.Context(), "Disk full", "")).ID
}

func headingsOf(c retro.Content) []string {
	var all []string
	for _, s := range c.Sections {
		all = append(all, s.Heading)
	}
	return all
}

func TestCreate(t *testing.T) {
	t.Parallel()
	service := openService(t)
	w := must[authoring.Workspace](t)(service.Create(t.Context(), "  Disk full  ", ""))
	if w.Content.Title != "Disk full" || w.Revisions != 1 || w.CanUndo || w.CanRedo {
		t.Errorf("workspace %+v", w)
	}
	want := []string{
		"Impact and Scope", "Trigger", "Resolution", "Timeline of events", "Root Cause",
		"What went well", "What didn't go well", "Action items", "Data & Analysis",
	}
	if diff := cmp.Diff(want, headingsOf(w.Content)); diff != "" {
		t.Errorf("sections (-want +got):\n%s", diff)
	}
	if _, err := service.Create(t.Context(), " ", ""); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("without a name: %v", err)
	}
}

func TestUndoWalksBackActByAct(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	section := must[authoring.Workspace](t)(service.Open(ctx, id)).Content.Sections[0].ID

	must[authoring.Edited](t)(service.AddSection(ctx, id, retro.Section{Heading: "First"}, ""))
	must[authoring.Edited](t)(service.SaveSection(ctx, id, section, "one"))
	must[authoring.Edited](t)(service.Checkpoint(ctx, id, "Named", retro.RevisionNamed))
	w := must[authoring.Edited](t)(service.AddSection(ctx, id, retro.Section{Heading: "Second"}, ""))

	state := func(w authoring.Edited) string {
		return strings.Join(headingsOf(w.Content)[9:], ",") + "/" + w.Content.Sections[0].Body
	}
	step := func(what string, act func(context.Context, retro.RetrospectiveID) (authoring.Edited, error), want string) {
		t.Helper()
		w = must[authoring.Edited](t)(act(ctx, id))
		if got := state(w); got != want {
			t.Fatalf("%s: %q, want %q", what, got, want)
		}
	}
	step("undo the second section", service.Undo, "First/one")
	step("undo the text, past the checkpoint", service.Undo, "First/")
	step("redo the text", service.Redo, "First/one")
	step("undo it again", service.Undo, "First/")
	step("undo the first section", service.Undo, "/")
	if w.CanUndo {
		t.Error("there is still something to undo")
	}
	if _, err := service.Undo(ctx, id); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("undo with nothing left: %v", err)
	}
	step("redo the first section", service.Redo, "First/")
	step("redo the text", service.Redo, "First/one")
	step("redo the second section", service.Redo, "First,Second/one")
	if w.CanRedo {
		t.Error("there is still something to redo")
	}

	step("undo", service.Undo, "First/one")
	w = must[authoring.Edited](t)(service.AddSection(ctx, id, retro.Section{Heading: "Third"}, ""))
	if w.CanRedo {
		t.Error("a new edit leaves something to redo")
	}
	step("undo the edit after the undo", service.Undo, "First/one")
	step("redo the edit after the undo", service.Redo, "First,Third/one")
	if w.Revisions != 17 {
		t.Errorf("%d revisions: history was cut", w.Revisions)
	}
}

func TestTypingIsUndoneAsOneAct(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	typing := service.WithClock(retro.FixedClock(begun.AddDate(0, 0, 1), time.Second))
	section := must[authoring.Workspace](t)(service.Open(ctx, id)).Content.Sections[0].ID
	for _, text := range []string{"T", "Th", "The", "The disk"} {
		must[authoring.Edited](t)(typing.SaveSection(ctx, id, section, text))
	}
	if saved := must[authoring.Edited](t)(typing.SaveSection(ctx, id, section, "The disk")); saved.Revisions != 2 {
		t.Errorf("saving the same text made revision %d", saved.Revisions)
	}
	w := must[authoring.Edited](t)(typing.Undo(ctx, id))
	if w.Content.Sections[0].Body != "" {
		t.Errorf("after undo: %q", w.Content.Sections[0].Body)
	}
	w = must[authoring.Edited](t)(typing.Redo(ctx, id))
	if w.Content.Sections[0].Body != "The disk" {
		t.Errorf("after redo: %q", w.Content.Sections[0].Body)
	}
}

func TestUndoSurvivesReopening(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "afterword.db")
	clock := retro.FixedClock(begun, time.Minute)
	open := func() (*authoring.Service, func()) {
		db := must[*sqlite.DB](t)(sqlite.Open(t.Context(), path, sqlite.Options{Clock: clock, OpenText: authoring.OpenText}))
		return authoring.New(db, clock, retro.NewIDs(rand.Reader)), func() {
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	service, closeDB := open()
	id := begin(t, service)
	must[authoring.Edited](t)(service.Rename(t.Context(), id, "Another"))
	must[authoring.Edited](t)(service.Undo(t.Context(), id))
	closeDB()
	service, closeDB = open()
	defer closeDB()
	w := must[authoring.Edited](t)(service.Redo(t.Context(), id))
	if w.Content.Title != "Another" {
		t.Errorf("title %q", w.Content.Title)
	}
}

func TestRestoreIsUndoable(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	first := must[authoring.Edited](t)(service.Checkpoint(ctx, id, "Start", retro.RevisionNamed)).Revision
	must[authoring.Edited](t)(service.Rename(ctx, id, "Later"))
	w := must[authoring.Edited](t)(service.Restore(ctx, id, first.ID))
	if w.Content.Title != "Disk full" || w.Revision.Kind != retro.RevisionRestored {
		t.Fatalf("restored %q as %s", w.Content.Title, w.Revision.Kind)
	}
	w = must[authoring.Edited](t)(service.Undo(ctx, id))
	if w.Content.Title != "Later" {
		t.Errorf("undoing the restore gives %q", w.Content.Title)
	}
}

const appLog = `2026-03-14T21:40:00Z ERROR disk full
  at store.go:12
2026-03-14T21:41:00Z INFO recovered
`

func addLog(t *testing.T, service *authoring.Service, id retro.RetrospectiveID, text string) retro.EvidenceID {
	t.Helper()
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{authoring.Pasted([]byte(text))}, nil))
	if len(added.Evidence) != 1 {
		t.Fatalf("added %+v", added)
	}
	return added.Evidence[0]
}

func TestEvidenceBecomesEntriesAndAnEvent(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	evidence := addLog(t, service, id, appLog)

	window := must[authoring.EntryWindow](t)(service.Entries(ctx, id, authoring.EntryQuery{}, 0, 10))
	if window.Total != 2 || window.Entries[0].Lines != 2 || window.Entries[0].Level != retro.LevelError {
		t.Fatalf("window %+v", window)
	}
	made := must[authoring.WithEvent](t)(service.Promote(ctx, id, authoring.Promotion{
		Citations: []retro.Citation{{Evidence: evidence, FromLine: 1, ToLine: 2}},
	}))
	event := made.Edited.Content.FindEvent(made.Event)
	if event.Title != "disk full" || !event.At.At.Equal(time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC)) {
		t.Errorf("event %+v", event)
	}
	for show, want := range map[authoring.Show]int{authoring.ShowUsed: 1, authoring.ShowInbox: 1, authoring.ShowAll: 2} {
		if got := must[authoring.EntryWindow](t)(service.Entries(ctx, id, authoring.EntryQuery{Show: show}, 0, 10)); got.Total != want {
			t.Errorf("%s shows %d entries, want %d", show, got.Total, want)
		}
	}
	used := must[authoring.EntryWindow](t)(service.Entries(ctx, id, authoring.EntryQuery{Show: authoring.ShowUsed}, 0, 10)).Entries[0]
	if diff := cmp.Diff([]retro.EventID{made.Event}, used.Events); diff != "" {
		t.Error(diff)
	}
	detail := must[authoring.EntryDetail](t)(service.EntryDetail(ctx, id, evidence, 2))
	if !strings.Contains(detail.Raw, "at store.go:12") || detail.SuggestedTitle != "disk full" {
		t.Errorf("detail %+v", detail)
	}
}

func TestUndoTellsWhat(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	made := must[authoring.WithEvent](t)(service.AddEvent(ctx, id, retro.Event{Title: "It fell over", At: retro.Instant{At: begun, Precision: retro.PrecisionMinute}}))
	want := authoring.Replayed{Noun: retro.NounEvent, ID: string(made.Event), What: "It fell over: added"}
	if diff := cmp.Diff(&want, must[authoring.Edited](t)(service.Undo(ctx, id)).Replayed); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(&want, must[authoring.Edited](t)(service.Redo(ctx, id)).Replayed); diff != "" {
		t.Error(diff)
	}
}

func TestPromoteAgain(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	evidence := addLog(t, service, id, appLog)
	lines := retro.Citation{Evidence: evidence, FromLine: 1, ToLine: 2}
	first := must[authoring.WithEvent](t)(service.Promote(ctx, id, authoring.Promotion{Citations: []retro.Citation{lines}}))

	same := must[authoring.WithEvent](t)(service.Promote(ctx, id, authoring.Promotion{Citations: []retro.Citation{lines}, Title: "Another name"}))
	if same.Event != first.Event || !same.Edited.Unchanged || len(same.Edited.Content.Events) != 1 {
		t.Errorf("promoting the same lines made %+v", same.Edited.Content.Events)
	}
	twin := must[authoring.WithEvent](t)(service.Promote(ctx, id, authoring.Promotion{Citations: []retro.Citation{lines}, Again: true}))
	if twin.Event == first.Event || len(twin.Edited.Content.Events) != 2 {
		t.Errorf("there are %d events, want a second one on purpose", len(twin.Edited.Content.Events))
	}
	both := []retro.Citation{lines, {Evidence: evidence, FromLine: 3, ToLine: 3}}
	more := must[authoring.WithEvent](t)(service.Promote(ctx, id, authoring.Promotion{Citations: both}))
	if event := more.Edited.Content.FindEvent(more.Event); more.Edited.Unchanged || len(event.Citations) != 2 {
		t.Errorf("an event of more lines cites %+v", event.Citations)
	}
}

// TestPromoteSpan proves that an alert that says when it was over becomes an event that ends.
func TestPromoteSpan(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	alert := `{"incident":{"title":"checkout is down","created_at":"2026-03-14T21:40:00Z","status":"resolved","resolved_at":"2026-03-14T22:20:00Z"}}` + "\n"
	evidence := addLog(t, service, id, alert)
	promoted := must[authoring.WithEvent](t)(service.Promote(ctx, id, authoring.Promotion{Citations: []retro.Citation{{Evidence: evidence, FromLine: 1, ToLine: 1}}}))
	event := promoted.Edited.Content.FindEvent(promoted.Event)
	if event.End == nil || event.End.At.Sub(event.At.At) != 40*time.Minute || event.Title != "checkout is down" {
		t.Errorf("it became %+v", event)
	}
}

// TestPromoteBesideChat proves that a line of the log below a conversation becomes an event as one
// of any log does: without its thread and its class, of nobody.
func TestPromoteBesideChat(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	paste := "[2026-03-14 21:40] Dana: seeing 502s\n[2026-03-14 21:43] Lee: rolled back\n\n" +
		"2026-03-14 21:39:58,123 ERROR [pool-3] c.a.Pool - no connection left\n2026-03-14 21:39:59,123 INFO [pool-3] c.a.Pool - retry\n"
	added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{authoring.Pasted([]byte(paste))}, nil))
	evidence := added.Edited.Content.Evidence[0]
	if evidence.Kind != retro.EvidenceChat {
		t.Fatalf("it is a %s", evidence.Kind)
	}
	evidence.Zone = "UTC"
	must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, evidence))
	type told struct{ Title, By string }
	var got []told
	for _, line := range []int{1, 4} {
		lines := []retro.Citation{{Evidence: evidence.ID, FromLine: line, ToLine: line}}
		promoted := must[authoring.WithEvent](t)(service.Promote(ctx, id, authoring.Promotion{Citations: lines}))
		event := promoted.Edited.Content.FindEvent(promoted.Event)
		got = append(got, told{event.Title, event.Actor.Name})
	}
	if diff := cmp.Diff([]told{{"seeing 502s", "Dana"}, {"no connection left", ""}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSkewMovesEntriesAndTheirEvents(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	evidence := addLog(t, service, id, appLog)
	made := must[authoring.WithEvent](t)(service.Promote(ctx, id, authoring.Promotion{Citations: []retro.Citation{{Evidence: evidence, FromLine: 1, ToLine: 1}}}))
	skewed := *made.Edited.Content.FindEvidence(evidence)
	skewed.Skew = -90 * time.Second
	w := must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, skewed))
	want := time.Date(2026, 3, 14, 21, 38, 30, 0, time.UTC)
	if got := w.Content.FindEvent(made.Event).At.At; !got.Equal(want) {
		t.Errorf("the event is at %v, want %v", got, want)
	}
	entry := must[authoring.EntryWindow](t)(service.Entries(ctx, id, authoring.EntryQuery{}, 0, 1)).Entries[0]
	if !entry.At.Equal(want) || entry.Written != "2026-03-14T21:40:00Z" {
		t.Errorf("the entry is at %v, written %q", entry.At, entry.Written)
	}
}

func TestAddingNothingIsRefusedAndHarmsNoOther(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{
		authoring.Pasted(nil), authoring.Pasted([]byte(appLog)), authoring.Pasted([]byte(appLog)), authoring.Pasted(bytes.Repeat([]byte{0, 1, 2, 0xff}, 5000)),
	}, nil))
	if len(added.Evidence) != 2 || len(added.Known) != 1 || len(added.Refused) != 1 {
		t.Fatalf("added %d, known %d, refused %v", len(added.Evidence), len(added.Known), added.Refused)
	}
	if kind := added.Edited.Content.Evidence[1].Kind; kind != retro.EvidenceFile {
		t.Errorf("binary bytes are kept as %q", kind)
	}
}

func TestRemovingEvidenceDropsItsCitations(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	evidence := addLog(t, service, id, appLog)
	made := must[authoring.WithEvent](t)(service.Promote(ctx, id, authoring.Promotion{Citations: []retro.Citation{{Evidence: evidence, FromLine: 1, ToLine: 1}}}))
	w := must[authoring.Edited](t)(service.RemoveEvidence(ctx, id, evidence))
	if event := w.Content.FindEvent(made.Event); len(event.Citations) != 0 || event.Title != "disk full" {
		t.Errorf("event %+v", event)
	}
	w = must[authoring.Edited](t)(service.Undo(ctx, id))
	if event := w.Content.FindEvent(made.Event); len(event.Citations) != 1 || len(w.Content.Evidence) != 1 {
		t.Errorf("after undo: %+v", event)
	}
}

func TestFindRevision(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	pre := must[authoring.Edited](t)(service.Checkpoint(ctx, id, "Before", retro.RevisionPreDebrief)).Revision
	must[authoring.Edited](t)(service.Rename(ctx, id, "Renamed"))
	post := must[authoring.Edited](t)(service.Checkpoint(ctx, id, "After", retro.RevisionPostDebrief)).Revision
	for text, want := range map[string]retro.RevisionID{
		"pre-debrief": pre.ID, "before": pre.ID, "2": pre.ID, string(pre.ID[:8]): pre.ID, "head": post.ID, "after": post.ID,
	} {
		if got := must[retro.Revision](t)(service.FindRevision(ctx, id, text)); got.ID != want {
			t.Errorf("FindRevision(%q) = %s %q", text, got.ID, got.Name)
		}
	}
	if _, err := service.FindRevision(ctx, id, "nonesuch"); retro.ErrorCode(err) != retro.CodeNotFound {
		t.Errorf("unknown revision: %v", err)
	}
	from, to := authoring.DefaultComparison(must[[]retro.Revision](t)(service.Revisions(ctx, id)))
	if from.ID != pre.ID || to.ID != post.ID {
		t.Errorf("compares %q with %q by default", from.Name, to.Name)
	}
}

func TestOnlyOneEventIsDivedInto(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	var events [2]retro.Event
	for i := range events {
		at := retro.NewInstant(begun.Add(time.Duration(i) * time.Hour))
		made := must[authoring.WithEvent](t)(service.AddEvent(ctx, id, retro.Event{Title: "Something", At: at}))
		events[i] = *made.Edited.Content.FindEvent(made.Event)
	}
	marked := func(w authoring.Edited) [2]bool {
		return [2]bool{w.Content.FindEvent(events[0].ID).DiveIn, w.Content.FindEvent(events[1].ID).DiveIn}
	}
	for i, want := range [][2]bool{{true, false}, {false, true}} {
		event := events[i]
		event.DiveIn = true
		if got := marked(must[authoring.Edited](t)(service.UpdateEvent(ctx, id, event))); got != want {
			t.Errorf("after marking event %d: %v, want %v", i, got, want)
		}
	}
	if got := marked(must[authoring.Edited](t)(service.Undo(ctx, id))); got != [2]bool{true, false} {
		t.Errorf("after one undo: %v", got)
	}
}

// TestMovedAsExactlyAsNeeded holds that an event which is put at another time says that time
// as exactly as it did, or as that needs.
func TestMovedAsExactlyAsNeeded(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	for _, test := range []struct {
		was  retro.Precision
		by   time.Duration
		want retro.Precision
	}{
		{retro.PrecisionMinute, time.Hour, retro.PrecisionMinute},
		{retro.PrecisionMinute, 3 * time.Second, retro.PrecisionSecond},
		{retro.PrecisionMinute, 412 * time.Millisecond, retro.PrecisionMillisecond},
		{retro.PrecisionSecond, 412345 * time.Microsecond, retro.PrecisionMicrosecond},
		{retro.PrecisionMicrosecond, 412 * time.Millisecond, retro.PrecisionMicrosecond},
		{retro.PrecisionMillisecond, time.Second, retro.PrecisionMillisecond},
	} {
		at := retro.NewInstant(begun)
		at.Precision = test.was
		made := must[authoring.WithEvent](t)(service.AddEvent(ctx, id, retro.Event{Title: "Something", At: at}))
		moved := must[authoring.Edited](t)(service.MoveEvent(ctx, id, made.Event, authoring.EdgeWhole, begun.Add(test.by)))
		if got := moved.Content.FindEvent(made.Event).At; got.Precision != test.want || !got.At.Equal(begun.Add(test.by)) {
			t.Errorf("%s moved by %s: %+v, want %s", test.was, test.by, got, test.want)
		}
	}
}

// TestLinkInTitleIsCited holds that a link to lines in an event's title is what the event
// cites, and that its words stay.
func TestLinkInTitleIsCited(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{file("app.log", []byte("2026-03-14T21:00:00Z INFO one\n"))}, nil))
	cited := retro.Citation{Evidence: added.Evidence[0], FromLine: 1, ToLine: 1}
	for name, test := range map[string]struct {
		title, want string
		cites       []retro.Citation
		then        []retro.Citation
	}{
		"a link":            {"Full, see [app, line 1](" + cited.URL() + ")", "Full, see app, line 1", nil, []retro.Citation{cited}},
		"cited already":     {"[It](" + cited.URL() + ") is full", "It is full", []retro.Citation{cited}, []retro.Citation{cited}},
		"leads nowhere":     {"See [x](evidence/gone#L1)", "See [x](evidence/gone#L1)", nil, nil},
		"an address":        {"See [x](https://example.com)", "See [x](https://example.com)", nil, nil},
		"the source itself": {"In [app](evidence/" + string(added.Evidence[0]) + ")", "In app", nil, []retro.Citation{{Evidence: added.Evidence[0]}}},
	} {
		event := retro.Event{Title: test.title, At: retro.NewInstant(begun), Citations: test.cites}
		made := must[authoring.WithEvent](t)(service.AddEvent(ctx, id, event))
		stored := made.Edited.Content.FindEvent(made.Event)
		if stored.Title != test.want {
			t.Errorf("%s: the title is %q, want %q", name, stored.Title, test.want)
		}
		if diff := cmp.Diff(test.then, stored.Citations); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
