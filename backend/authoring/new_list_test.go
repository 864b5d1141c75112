package authoring_test

import (
	"crypto/rand"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// hypothesis and letter are things of two lists that exist in this test alone: the
// descriptions below are all that the program knows of them.
type hypothesis struct {
	ID        string           `json:"id"`
	Claim     string           `json:"claim"`
	Owner     string           `json:"owner,omitempty"`
	Tags      []string         `json:"tags,omitempty"`
	RaisedAt  *retro.Instant   `json:"raisedAt,omitempty"`
	IsRefuted bool             `json:"refuted,omitempty"`
	Citations []retro.Citation `json:"citations,omitempty"`
}

type letter struct {
	ID      string `json:"id"`
	Subject string `json:"subject"`
	Body    string `json:"body"`
}

func hypotheses() retro.Description[hypothesis] {
	type T = hypothesis
	return retro.Description[T]{
		Noun: "hypothesis", Member: 40, One: "hypothesis", Many: "hypotheses", All: "hypotheses", Heading: "Hypotheses",
		ID:    func(h *T) string { return h.ID },
		Title: func(h *T) string { return h.Claim },
		Fields: []retro.Field{
			retro.ProseField("claim", "claim", "reworded", func(h *T) *string { return &h.Claim }),
			retro.TextField("owner", "owner", "re-owned", func(h *T) *string { return &h.Owner }),
			retro.NamesField("tags", "tags", "tagged", func(h *T) *[]string { return &h.Tags }),
			retro.OptionalInstantField("raisedAt", "time it was raised", "dated", func(h *T) **retro.Instant { return &h.RaisedAt }),
			retro.FlagField("refuted", "verdict", "decided", "refuted", "open", func(h *T) *bool { return &h.IsRefuted }),
			retro.CitationsField(func(h *T) *[]retro.Citation { return &h.Citations }),
		},
		TitleField: "claim",
		About:      []string{"owner", "refuted"},
		Searched:   func(h *T) (string, []string) { return h.Claim, []string{h.Owner, strings.Join(h.Tags, " ")} },
		Validate: func(h *T) error {
			if h.Claim == "" {
				return retro.Errorf(retro.CodeInvalid, "a hypothesis needs a claim")
			}
			return nil
		},
	}
}

// letters are texts of many paragraphs.
func letters() retro.Description[letter] {
	type T = letter
	body := func(l *T) *string { return &l.Body }
	return retro.Description[T]{
		Noun: "letter", Member: 41, One: "letter", Many: "letters", All: "letters", Heading: "Letters",
		ID:    func(l *T) string { return l.ID },
		Title: func(l *T) string { return l.Subject },
		Fields: []retro.Field{
			retro.ProseField("subject", "subject", "renamed", func(l *T) *string { return &l.Subject }),
			retro.MarkdownField("body", "text", "reworded", body),
		},
		TitleField: "subject",
		Searched:   func(l *T) (string, []string) { return l.Subject, []string{l.Body} },
		Text:       body,
	}
}

// withNewLists is a library that knows both lists.
type withNewLists struct {
	*authoring.Service
	close func()
}

func openWithNewLists(t *testing.T, path string, at time.Time) *withNewLists {
	t.Helper()
	clock := retro.FixedClock(at, time.Minute)
	lists := retro.AllLists().With(retro.Describe(hypotheses()), retro.Describe(letters()))
	db := must[*sqlite.DB](t)(sqlite.Open(t.Context(), path, sqlite.Options{Clock: clock, OpenText: authoring.OpenText, Lists: lists}))
	done := false
	closeDB := func() {
		if !done {
			done = true
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	t.Cleanup(closeDB)
	return &withNewLists{authoring.New(db, clock, retro.NewIDs(rand.Reader)), closeDB}
}

// change edits both lists as one revision and returns the content after it.
func (s *withNewLists) change(t *testing.T, id retro.RetrospectiveID, edit func([]hypothesis, []letter) ([]hypothesis, []letter)) retro.Content {
	t.Helper()
	return must[authoring.Edited](t)(authoring.Edit(t.Context(), s.Service, id, "edit new lists", func(c *retro.Content) error {
		h, l := edit(slices.Clone(hypotheses().Items(c)), slices.Clone(letters().Items(c)))
		hypotheses().SetItems(c, h)
		letters().SetItems(c, l)
		return nil
	})).Content
}

// sameContent compares two contents in all that they hold.
func sameContent(t *testing.T, what string, want, got retro.Content) {
	t.Helper()
	if diff := cmp.Diff(want.Normalised(), got.Normalised(), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

const letterBody = "We are sorry.\n\nOrders stopped for an hour.\n\nIt will not happen again.\n"

func twoThings(h []hypothesis, l []letter) ([]hypothesis, []letter) {
	raised := retro.NewInstant(begun)
	return append(h,
			hypothesis{ID: "h1", Claim: "The disk filled with logs", Owner: "Ines", Tags: []string{"disk"}, RaisedAt: &raised, Citations: []retro.Citation{{Evidence: "e1", FromLine: 3, ToLine: 4}}},
			hypothesis{ID: "h2", Claim: "Somebody rotated nothing"}),
		append(l, letter{ID: "l1", Subject: "To the shopkeepers", Body: letterBody})
}

// TestNewListPassesThroughTheProgram takes lists of which there is nothing but a
// description through everything that a library does with a list.
func TestNewListPassesThroughTheProgram(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "afterword.db")
	service := openWithNewLists(t, path, begun)
	id := begin(t, service.Service)
	empty := must[authoring.Workspace](t)(service.Open(ctx, id))
	without := empty.Content
	with := service.change(t, id, twoThings)

	// Saved, and read by a process that starts anew.
	service.close()
	service = openWithNewLists(t, path, begun.Add(time.Hour))
	sameContent(t, "read back", with, contentOf(t, service.Service, id))

	// Compared, and the difference applied.
	saved := must[authoring.Workspace](t)(service.Open(ctx, id)).Revision.ID
	changes := must[authoring.Comparison](t)(service.Compare(ctx, id, empty.Revision.ID, saved)).Changes
	if want := "+13 words · 2 hypotheses"; changes.Summary != want {
		t.Errorf("the summary is %q, want %q", changes.Summary, want)
	}
	want := []string{"The disk filled with logs: added", "Somebody rotated nothing: added", "To the shopkeepers: added"}
	if diff := cmp.Diff(want, labelsOf(changes)); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
	var text strings.Builder
	if err := diff.WriteText(&text, changes, false); err != nil || !strings.Contains(text.String(), "Hypotheses\n  added  The disk filled with logs\n    Ines · open") {
		t.Errorf("the rendering is (%v)\n%s", err, text.String())
	}
	sameContent(t, "applied", with, must[retro.Content](t)(diff.Apply(changes, without)))

	// Undone and redone, byte for byte.
	sameContent(t, "undone", without, must[authoring.Edited](t)(service.Undo(ctx, id)).Content)
	sameContent(t, "redone", with, must[authoring.Edited](t)(service.Redo(ctx, id)).Content)

	// Searched in the library, and through the history.
	for words, noun := range map[string]retro.Noun{"filled": "hypothesis", "shopkeepers": "letter", "sorry": "letter"} {
		hits := must[[]library.Hit](t)(service.Search(ctx, words))
		if len(hits) != 1 || hits[0].Noun != noun {
			t.Errorf("a search for %q finds %+v", words, hits)
		}
		seen := must[[]authoring.Seen](t)(service.FindText(ctx, id, words))
		if len(seen) != 3 || !seen[2].Appeared || seen[2].Place.Noun != noun {
			t.Errorf("%q came and went in %+v", words, seen)
		}
	}
	if again := service.change(t, id, func(h []hypothesis, l []letter) ([]hypothesis, []letter) { return h, l }); again.More == nil {
		t.Error("an edit that changes nothing loses the lists")
	}

	// Changed, told as such, and restored by itself and as a whole.
	changed := service.change(t, id, func(h []hypothesis, l []letter) ([]hypothesis, []letter) {
		h[0].IsRefuted, h[0].RaisedAt = true, nil
		l[0].Body = strings.Replace(l[0].Body, "an hour", "two hours", 1)
		return []hypothesis{h[1], h[0], {ID: "h3", Claim: "It was the network"}}, l
	})
	now := must[authoring.Workspace](t)(service.Open(ctx, id)).Revision.ID
	changes = must[authoring.Comparison](t)(service.Compare(ctx, id, saved, now)).Changes
	sameContent(t, "applied again", changed, must[retro.Content](t)(diff.Apply(changes, with)))
	want = []string{
		"Somebody rotated nothing: moved", "The disk filled with logs: dated, decided", "It was the network: added",
		"To the shopkeepers: paragraph 2 reworded",
	}
	if diff := cmp.Diff(want, labelsOf(changes)); diff != "" {
		t.Errorf("steps of the change (-want +got):\n%s", diff)
	}
	if touching := must[[]authoring.Listed](t)(service.Touching(ctx, id, "hypothesis:h1", "")); len(touching) != 4 {
		t.Errorf("%d revisions touched the hypothesis", len(touching))
	}
	one := must[authoring.Edited](t)(service.Restore(ctx, id, saved, "hypothesis:h1")).Content
	if h := hypotheses().Items(&one); len(h) != 3 || h[1].IsRefuted || h[1].RaisedAt == nil {
		t.Errorf("one hypothesis restored: %+v", h)
	}
	sameContent(t, "restored as a whole", with, must[authoring.Edited](t)(service.Restore(ctx, id, saved, "hypotheses", "letters")).Content)
	if _, err := service.Restore(ctx, id, saved, "hypothesis:none"); retro.ErrorCode(err) != retro.CodeNotFound {
		t.Errorf("a hypothesis that never was: %v", err)
	}

	// What cites evidence lets it go with the evidence.
	log := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{file("app.log", []byte("10:00 full\n"))}, nil))
	cited := service.change(t, id, func(h []hypothesis, l []letter) ([]hypothesis, []letter) {
		h[1].Citations = []retro.Citation{{Evidence: log.Evidence[0]}}
		return h, l
	})
	if got := hypotheses().Items(&cited)[1].Citations; len(got) != 1 {
		t.Fatalf("cited %+v", got)
	}
	removed := must[authoring.Edited](t)(service.RemoveEvidence(ctx, id, log.Evidence[0])).Content
	if got := hypotheses().Items(&removed)[1].Citations; len(got) != 0 {
		t.Errorf("the evidence is gone, but cited: %+v", got)
	}
}

// TestNewListIsMerged goes on with the lists in two libraries and brings them
// together by a bundle.
func TestNewListIsMerged(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	mine := openWithNewLists(t, filepath.Join(t.TempDir(), "mine.db"), begun)
	theirs := openWithNewLists(t, filepath.Join(t.TempDir(), "theirs.db"), begun.Add(time.Hour))
	id := begin(t, mine.Service)
	sent := mine.change(t, id, twoThings)
	give(t, mine.Service, theirs.Service, id)
	sameContent(t, "in their library", sent, contentOf(t, theirs.Service, id))

	mine.change(t, id, func(h []hypothesis, l []letter) ([]hypothesis, []letter) {
		h[0].Owner, h[0].Tags = "Dana", []string{"disk", "logs"}
		h[1].Claim = "Nobody rotated anything"
		return append(h, hypothesis{ID: "h3", Claim: "Mine"}), l
	})
	theirs.change(t, id, func(h []hypothesis, l []letter) ([]hypothesis, []letter) {
		h[0].Owner, h[0].IsRefuted = "Lee", true
		h[0].Tags = []string{"space"}
		l[0].Subject = "To all shopkeepers"
		return []hypothesis{h[0], {ID: "h4", Claim: "Theirs"}}, l
	})
	if unpacked := give(t, theirs.Service, mine.Service, id); unpacked.Outcome != library.UnpackedMerged {
		t.Fatalf("unpacked %+v", unpacked)
	}
	merged := contentOf(t, mine.Service, id)
	if h := hypotheses().Items(&merged); len(h) != 4 || !h[0].IsRefuted || h[0].Owner != "Dana" || h[1].ID != "h4" {
		t.Errorf("merged hypotheses: %+v", h)
	}
	if l := letters().Items(&merged); l[0].Subject != "To all shopkeepers" {
		t.Errorf("merged letters: %+v", l)
	}

	open := must[[]merging.Conflict](t)(mine.Conflicts(ctx, id))
	var said []string
	for _, c := range open {
		said = append(said, string(c.Noun)+" "+c.Label+": "+c.Mine+" / "+c.Theirs)
	}
	want := []string{"hypothesis owner: Dana / Lee", "hypothesis tags: disk, logs / space", "hypothesis the whole hypothesis: Nobody rotated anything / "}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Fatalf("conflicts (-want +got):\n%s", diff)
	}
	must[authoring.Edited](t)(mine.SettleConflict(ctx, id, open[0].Number, merging.Decision{Choice: merging.SettleEdit, Text: "Dana and Lee"}))
	must[authoring.Edited](t)(mine.SettleConflict(ctx, id, open[1].Number, merging.Decision{Choice: merging.SettleTheirs}))
	settled := must[authoring.Edited](t)(mine.SettleConflict(ctx, id, open[2].Number, merging.Decision{Choice: merging.SettleTheirs})).Content
	ids := []string{}
	for _, h := range hypotheses().Items(&settled) {
		ids = append(ids, h.ID)
	}
	if h := hypotheses().Items(&settled); h[0].Owner != "Dana and Lee" || h[0].Tags[0] != "space" || !slices.Equal(ids, []string{"h1", "h4", "h3"}) {
		t.Errorf("settled: %+v", h)
	}
	give(t, mine.Service, theirs.Service, id)
	sameContent(t, "sent back", settled, contentOf(t, theirs.Service, id))
}

func labelsOf(changes diff.ChangeSet) []string {
	var labels []string
	for _, step := range changes.Steps {
		labels = append(labels, step.Label)
	}
	return labels
}
