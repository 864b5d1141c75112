package export_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// What a document shows of one line of a log that an event cites.
func TestCitedLine(t *testing.T) {
	t.Parallel()
	words := strings.TrimSpace(strings.Repeat("word ", 30)) // 149 bytes
	for _, tt := range []struct{ name, actor, text, want string }{
		{"who wrote it stands before it", "Lee", "the disk is full", "Lee: the disk is full"},
		{"what is little longer stays whole", "", words + " " + words[:49], words + " " + words[:49]},
		{"a long line is cut between words", "", words + " " + words, words + " word word… (140 more bytes)"},
		{"a long word is cut", "", strings.Repeat("x", 300), strings.Repeat("x", 160) + "… (140 more bytes)"},
	} {
		in := export.Input{
			Content: retro.Content{
				Evidence: []retro.Evidence{{ID: "log", Kind: retro.EvidenceLog, Label: "a log"}},
				Events: []retro.Event{{
					ID: "e", Title: "It broke", At: instant("09:12:00"), Kind: retro.KindImpact,
					Citations: []retro.Citation{{Evidence: "log", FromLine: 1, ToLine: 1}},
				}},
				Sections: []retro.Section{{ID: "s", Heading: "What happened", Body: "{{timeline}}"}},
			},
			Source: fakeSource{lines: map[int]export.Line{1: {Text: tt.text, Actor: tt.actor}}},
		}
		result, err := export.Render(t.Context(), in, "markdown")
		if err != nil {
			t.Fatal(err)
		}
		page := string(result.Files[0].Data)
		if _, cited, found := strings.Cut(page, "*a log, line 1* `"); !found || !strings.HasPrefix(cited, tt.want+"`") {
			t.Errorf("%s: %q is not on the page:\n%s", tt.name, tt.want, page)
		}
	}
}
