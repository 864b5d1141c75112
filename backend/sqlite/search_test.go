package sqlite_test

import (
	"archive/zip"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// found runs a search and writes each hit as "noun id".
func found(tb testing.TB, db *sqlite.DB, words string) []string {
	tb.Helper()
	hits, err := db.Search(tb.Context(), words, 20)
	if err != nil {
		tb.Fatalf("search %q: %v", words, err)
	}
	names := []string{}
	for _, hit := range hits {
		names = append(names, strings.TrimSpace(string(hit.Noun)+" "+hit.ID))
	}
	return names
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var out strings.Builder
	w := gzip.NewWriter(&out)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	var out strings.Builder
	w := zip.NewWriter(&out)
	for name, text := range files {
		member, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := member.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestSearch(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	content := story()
	content.Evidence = []retro.Evidence{
		{ID: "log", Kind: retro.EvidenceLog, Label: "nginx access", Hash: mustPut(t, db, "GET /cart 502 upstream\x00 timed\x02 out \xff"+strings.Repeat("x ", 200_000)+" beyondthebound"), FileName: "access.log"},
		{ID: "shot", Kind: retro.EvidenceScreenshot, Label: "Grafana", Caption: "Pool usage", Regions: []retro.Region{{Label: "cliff"}}},
		{ID: "lost", Kind: retro.EvidenceLog, Label: "lost log", Hash: retro.Hash(strings.Repeat("ab", 32))},
		{ID: "packed", Kind: retro.EvidenceLog, Label: "rotated", MediaType: "application/gzip", Hash: mustPut(t, db, gzipped(t, "GET /wishlist 503"))},
		{ID: "cut", Kind: retro.EvidenceLog, Label: "cut off", MediaType: "application/gzip", Hash: mustPut(t, db, gzipped(t, "GET /gone")[:9])},
		{ID: "slack", Kind: retro.EvidenceChat, Label: "workspace", MediaType: "application/zip", Hash: mustPut(t, db, zipped(t, map[string]string{
			"users.json":          `[{"id":"U1","profile":{"real_name":"Robin Sommer"}}]`,
			"ops/2026-03-14.json": `[{"type":"message","user":"U1","ts":"1773524400.482349","text":"the sprocket came loose"}]`,
		}))},
		{ID: "no zip", Kind: retro.EvidenceChat, Label: "broken off", MediaType: "application/zip", Hash: mustPut(t, db, "PK\x03\x04")},
	}
	unpacked := retro.Evidence{ID: "unpacked", Kind: retro.EvidenceChat, Label: "export", MediaType: "application/zip", Hash: mustPut(t, db, "PK\x03\x04 of which the text is kept")}
	content.Evidence = append(content.Evidence, unpacked)
	text := fmt.Sprintf(`{"hash":%q}`, mustPut(t, db, "a marmalade jar was found"))
	if err := db.PutDerived(t.Context(), unpacked.Hash, library.DerivedText, []byte(text)); err != nil {
		t.Fatal(err)
	}
	mustCreate(t, db, content)
	for name, test := range map[string]struct {
		words string
		want  []string
	}{
		"Title":           {"outage", []string{"particulars"}},
		"HeadingFirst":    {"checkout", []string{"particulars", "event impact", "section summary"}},
		"Section":         {"customers saw", []string{"section summary"}},
		"Event":           {"4f2c", []string{"event deploy"}},
		"Actor":           {"on-call", []string{"event impact"}},
		"Factor":          {"exhausted", []string{"factor pool"}},
		"ActionItem":      {"alert usage", []string{"action-item alert"}},
		"Note":            {"kanban", []string{"note n1"}},
		"NoDiacritics":    {"muller", []string{"participant dana"}},
		"Diacritics":      {"MÜLLER", []string{"participant dana"}},
		"Evidence":        {"upstream timed out", []string{"evidence log"}},
		"Caption":         {"cliff", []string{"evidence shot"}},
		"WithoutOriginal": {"lost", []string{"evidence lost"}},
		"Packed":          {"wishlist", []string{"evidence packed"}},
		"PackedCut":       {"cut off", []string{"evidence cut"}},
		"Slack":           {"sprocket", []string{"evidence slack"}},
		"SlackNames":      {"robin sommer", []string{"evidence slack"}},
		"SlackCut":        {"broken", []string{"evidence no zip"}},
		"Unpacked":        {"marmalade", []string{"evidence unpacked"}},
		"BeyondTheBound":  {"beyondthebound", []string{}},
		"LastWordBegins":  {"kanban lim", []string{"note n1"}},
		"OnlyTheLast":     {"kanb limit", []string{}},
		"EveryWord":       {"kanban outage", []string{}},
		"Nothing":         {"", []string{}},
		"Punctuation":     {`"*^:(){}- OR`, []string{}},
		"Operators":       {`NEAR(kanban`, []string{}},
		"Quotes":          {`"kanban" limit"`, []string{"note n1"}},
		"OnlyMarks":       {"!!! ... kanban", []string{"note n1"}},
		"Null":            {"kan\x00ban", []string{"note n1"}},
		"Invalid":         {"kanban\xff", []string{"note n1"}},
		"Column":          {"heading:kanban", []string{}},
		"Long":            {strings.Repeat("kanban", 100_000), []string{}},
		"Many":            {strings.Repeat("kanban ", 100_000), []string{"note n1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, found(t, db, test.words)); diff != "" {
				t.Errorf("hits (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSearchHit(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	mustCreate(t, db, story())
	hits, err := db.Search(t.Context(), "nobody kan", 1)
	if err != nil {
		t.Fatal(err)
	}
	want := []library.Hit{{
		Retrospective: incident, Title: "Checkout outage", Noun: "note", ID: "n1",
		Snippet: []library.SnippetPart{{Text: "Nobody", Match: true}, {Text: " knew the "}, {Text: "kanban", Match: true}, {Text: " limit"}},
	}}
	if diff := cmp.Diff(want, hits); diff != "" {
		t.Errorf("hits (-want +got):\n%s", diff)
	}
}

func TestMentions(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	content := story()
	content.Private = []retro.PrivateNote{{ID: "unsaid", About: retro.NounSection, Of: "summary", Text: "A marmalade jar"}}
	mustCreate(t, db, content)
	for words, want := range map[string]map[retro.RetrospectiveID]string{
		"checkout":  {incident: "Checkout outage"}, // in three places
		"kanb":      {incident: "Checkout outage"},
		"marmalade": {},
		"!":         {},
	} {
		titles, err := db.Mentions(t.Context(), words)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, titles); diff != "" {
			t.Errorf("%q (-want +got):\n%s", words, diff)
		}
	}
}

func TestSearchFollowsTheHead(t *testing.T) {
	t.Parallel()
	db := newLibrary(t)
	first := mustCreate(t, db, story())
	changed := story()
	changed.Sections[0].Body = "The basket was empty."
	changed.Events = changed.Events[1:]
	changed.Factors = append(changed.Factors, changed.Factors[0]) // one id twice
	second := mustCommit(t, db, first, revision(2), changed)
	check := func(words string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(append([]string{}, want...), found(t, db, words)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", words, diff)
		}
	}
	check("customers")
	check("basket", "section summary")
	check("4f2c")
	check("exhausted", "factor pool")

	mustCommit(t, db, second, revision(3), story())
	check("customers", "section summary")
	check("basket")
	check("4f2c", "event deploy")

	if err := db.DeleteRetrospective(t.Context(), incident, morning); err != nil {
		t.Fatal(err)
	}
	check("customers")
	if err := db.UndeleteRetrospective(t.Context(), incident); err != nil {
		t.Fatal(err)
	}
	if err := db.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	check("customers", "section summary")
	check("4f2c", "event deploy")
}

// FuzzSearch holds that any text is a query.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"checkout", `"`, "a*b", "NOT", "ａ", "e\u0301", "💬", "\x00", "^x", "+ - / (", "x:y"} {
		f.Add(seed)
	}
	db := newLibrary(f)
	mustCreate(f, db, story())
	f.Fuzz(func(t *testing.T, words string) {
		if _, err := db.Search(t.Context(), words, 5); err != nil {
			t.Errorf("search %q: %v", words, err)
		}
	})
}
