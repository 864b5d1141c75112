package retro_test

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestSuggestedTitles(t *testing.T) {
	t.Parallel()
	told, err := os.ReadFile("testdata/titles.txt")
	if err != nil {
		t.Fatal(err)
	}
	var line string
	for each := range strings.Lines(string(told)) {
		each = strings.TrimSuffix(each, "\n")
		want, ok := strings.CutPrefix(each, "= ")
		if !ok {
			line = each
			continue
		}
		source := retro.EvidenceLog
		if said, ok := strings.CutPrefix(line, "' "); ok {
			line, source = said, retro.EvidenceChat
		}
		if got := retro.SuggestEvent(source, retro.LevelNone, line).Title; got != want {
			t.Errorf("%s\n got  %s\n want %s", line, got, want)
		}
	}
	for title, want := range map[string]string{
		"Tomás Berg: restarted the pods": "restarted the pods",
		"Tomás Berg restarted the pods":  "restarted the pods",
		"Tomás Berger: no":               "Tomás Berger: no",
		"Tomás Berg":                     "Tomás Berg",
	} {
		if got := retro.WithoutActor(title, "Tomás Berg"); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

func TestSuggestedKinds(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]retro.EventKind{
		"SITREP: carts are kept":                    retro.KindSitRep,
		"*SitRep 3* (11:20): the column is widened": retro.KindSitRep,
		"Situation report #2 – rolling back":        retro.KindSitRep,
		"Reminder: time for a situation report":     retro.KindCommunication,
		"the sitrep is late":                        retro.KindCommunication,
		"orders are going through again":            retro.KindResolution,
		"maxPoolSize raised from 200 to 400":        retro.KindChange,
		"rolling back now":                          retro.KindAction,
		"paged, looking at it":                      retro.KindDetection,
	} {
		if got := retro.SuggestEvent(retro.EvidenceChat, retro.LevelNone, line).Kind; got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
	if got := retro.SuggestEvent(retro.EvidenceChat, retro.LevelNone, "SITREP 2:\nNo order is lost.\nNext at 12:15").Title; got != "No order is lost" {
		t.Errorf("a report below its word became %q", got)
	}
}

func FuzzSuggestEvent(f *testing.F) {
	f.Add("[a] [b] 12 INFO x.Y - z", false)
	f.Add("<a> <b c>", false)
	f.Add("SITREP:", true)
	f.Fuzz(func(t *testing.T, line string, isSaid bool) {
		source := retro.EvidenceLog
		if isSaid {
			source = retro.EvidenceChat
		}
		got := retro.SuggestEvent(source, retro.LevelNone, line)
		if strings.TrimSpace(got.Title) == "" || strings.ContainsAny(got.Title, "\n") || utf8.RuneCountInString(got.Title) > 110 {
			t.Errorf("%q became %q", line, got.Title)
		}
	})
}
