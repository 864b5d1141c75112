package authoring_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// writtenTwo begins a retrospective with two sections of its own and an event.
func writtenTwo(t *testing.T, service *authoring.Service, first, second string) retro.RetrospectiveID {
	t.Helper()
	id := must[authoring.Workspace](t)(service.Create(t.Context(), "Words", "ownership")).ID
	must[authoring.Edited](t)(service.WriteSection(t.Context(), id, "The pool", first))
	must[authoring.Edited](t)(service.WriteSection(t.Context(), id, "After", second))
	return id
}

func TestFindWords(t *testing.T) {
	t.Parallel()
	const text = "The Pool was full; pools, the pool.\n\n🎉 spool **pool**\n"
	for name, test := range map[string]struct {
		query authoring.WordsQuery
		want  string // what is found in "The pool"
	}{
		"any case":       {authoring.WordsQuery{Text: "pool"}, "heading 4-8 pool, body 4-8 Pool, body 19-23 pool, body 30-34 pool, body 41-45 pool, body 48-52 pool"},
		"this case":      {authoring.WordsQuery{Text: "Pool", Case: true}, "body 4-8 Pool"},
		"whole words":    {authoring.WordsQuery{Text: "pool", Whole: true}, "heading 4-8 pool, body 4-8 Pool, body 30-34 pool, body 48-52 pool"},
		"an expression":  {authoring.WordsQuery{Text: `^\S+ s\w+`, Regexp: true}, "body 37-45 🎉 spool"},
		"nothing of it":  {authoring.WordsQuery{Text: `x*`, Regexp: true}, ""},
		"signs are text": {authoring.WordsQuery{Text: "**p"}, "body 46-49 **p"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := openService(t)
			id := writtenTwo(t, service, text, "")
			found := must[authoring.FoundWords](t)(service.FindWords(t.Context(), id, test.query))
			content := must[authoring.Workspace](t)(service.Open(t.Context(), id)).Content
			var got []string
			for _, place := range found.Places {
				if content.FindSection(place.Section).Heading == "The pool" {
					got = append(got, fmt.Sprintf("%s %d-%d %s", place.Part, place.From, place.To, place.Text))
				}
			}
			if diff := cmp.Diff(test.want, strings.Join(got, ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReplaceWords(t *testing.T) {
	t.Parallel()
	const first = "The pool.\n\n{{timeline pool}}\n\n[pool](evidence/pool#L1) and a Pool\n"
	for name, test := range map[string]struct {
		query authoring.WordsQuery
		with  string
		want  [3]string // the first heading, its text and the second text
		count int
	}{
		"in all sections": {
			authoring.WordsQuery{Text: "pool"},
			"pond",
			[3]string{"The pond", "The pond.\n\n{{timeline pool}}\n\n[pond](evidence/pool#L1) and a pond\n", "pond"},
			5,
		},
		"signs are text": {
			authoring.WordsQuery{Text: "pool", Case: true},
			"$1\\n",
			[3]string{"The $1\\n", "The $1\\n.\n\n{{timeline pool}}\n\n[$1\\n](evidence/pool#L1) and a Pool\n", "$1\\n"},
			4,
		},
		"groups of an expression": {
			authoring.WordsQuery{Text: `(a) (p\w+)$`, Regexp: true},
			`$2\n${1}`,
			[3]string{"The pool", "The pool.\n\n{{timeline pool}}\n\n[pool](evidence/pool#L1) and Pool\na\n", "pool"},
			1,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := openService(t)
			id := writtenTwo(t, service, first, "pool")
			before := must[authoring.Workspace](t)(service.Open(t.Context(), id))
			replaced := must[authoring.ReplacedWords](t)(service.ReplaceWords(t.Context(), id, test.query, test.with, nil))
			after := must[authoring.Workspace](t)(service.Open(t.Context(), id))
			sections := after.Content.Sections[len(after.Content.Sections)-2:]
			got := [3]string{sections[0].Heading, sections[0].Body, sections[1].Body}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if replaced.Count != test.count || after.Revision.Seq != before.Revision.Seq+1 {
				t.Errorf("replaced %d in %d revisions, want %d in 1", replaced.Count, after.Revision.Seq-before.Revision.Seq, test.count)
			}
			must[authoring.Edited](t)(service.Undo(t.Context(), id))
			if diff := cmp.Diff(before.Content, must[authoring.Workspace](t)(service.Open(t.Context(), id)).Content); diff != "" {
				t.Error("one undo does not take it back:", diff)
			}
		})
	}
}

func TestReplaceOnePlace(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := writtenTwo(t, service, "a pool 🎉 a pool", "")
	query := authoring.WordsQuery{Text: "pool"}
	places := must[authoring.FoundWords](t)(service.FindWords(t.Context(), id, query)).Places
	last := places[len(places)-1]
	must[authoring.ReplacedWords](t)(service.ReplaceWords(t.Context(), id, query, "pond", &last))
	if got := must[retro.Section](t)(service.FindSection(t.Context(), id, "The pool")).Body; got != "a pool 🎉 a pond" {
		t.Errorf("got %q", got)
	}
	_, err := service.ReplaceWords(t.Context(), id, query, "pond", &last)
	wantCode(t, err, retro.CodeConflict)
	_, err = service.ReplaceWords(t.Context(), id, authoring.WordsQuery{Text: "The pool"}, " ", nil)
	wantCode(t, err, retro.CodeInvalid) // a heading without words
}

// TestReplaceOneOfVeryMany replaces the last of very many places, which took minutes when
// its time grew with the square of the text.
func TestReplaceOneOfVeryMany(t *testing.T) {
	t.Parallel()
	const pools = 1 << 18
	service := openService(t)
	id := writtenTwo(t, service, strings.Repeat("🎉a", pools), "")
	section := must[retro.Section](t)(service.FindSection(t.Context(), id, "The pool")).ID
	last := authoring.WordsPlace{Section: section, Part: authoring.PartBody, From: 3*pools - 1, To: 3 * pools, Text: "a"}
	replaced := must[authoring.ReplacedWords](t)(service.ReplaceWords(t.Context(), id, authoring.WordsQuery{Text: "a"}, "o", &last))
	if body := replaced.Edited.Content.FindSection(section).Body; replaced.Count != 1 || !strings.HasSuffix(body, "a🎉o") {
		t.Errorf("%d are replaced, the end is %q", replaced.Count, body[len(body)-8:])
	}
}

func TestFindWordsSays(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := writtenTwo(t, service, "pool {{timeline}}\n\n{{timeline}}\n", "a pool")
	must[authoring.WithEvent](t)(service.AddEvent(t.Context(), id, retro.Event{Title: "The pool & more", At: retro.Instant{At: time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC), Precision: retro.PrecisionSecond}, Kind: "action"}))
	second := must[retro.Section](t)(service.FindSection(t.Context(), id, "After"))
	must[authoring.Edited](t)(service.HideSection(t.Context(), id, second.ID, true))
	found := must[authoring.FoundWords](t)(service.FindWords(t.Context(), id, authoring.WordsQuery{Text: "pool"}))
	if found.Total != 3 || found.Hidden != 1 || found.Live == 0 || found.Kept != 0 {
		t.Errorf("got %+v, want 3 places, 1 of them hidden, and some in live blocks", found)
	}
	if found := must[authoring.FoundWords](t)(service.FindWords(t.Context(), id, authoring.WordsQuery{Text: "pool & more"})); found.Live == 0 || found.Total != 0 {
		t.Errorf("got %+v, want the title of the event", found)
	}
	for _, query := range []authoring.WordsQuery{{}, {Text: "(", Regexp: true}} {
		_, err := service.FindWords(t.Context(), id, query)
		wantCode(t, err, retro.CodeInvalid)
	}
	// What would never end elsewhere.
	must[authoring.Edited](t)(service.WriteSection(t.Context(), id, "Long", strings.Repeat("a", 1<<20)))
	found = must[authoring.FoundWords](t)(service.FindWords(t.Context(), id, authoring.WordsQuery{Text: "(a|aa)+$|a", Regexp: true}))
	if found.Total == 0 {
		t.Error("nothing found in a long line")
	}
	if found = must[authoring.FoundWords](t)(service.FindWords(t.Context(), id, authoring.WordsQuery{Text: "a", Case: true})); len(found.Places) > 5000 || found.Total < 1<<20 {
		t.Errorf("%d places of %d", len(found.Places), found.Total)
	}
}
