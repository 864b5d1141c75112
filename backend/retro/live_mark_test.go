package retro_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestReadLiveMark(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]*retro.LiveMark{
		"{{timeline}}":                  {Block: retro.BlockTimeline, Words: "timeline"},
		" {{ Timeline 10:00 to 10:30}}": {Block: retro.BlockTimeline, Only: "10:00 to 10:30", Words: "Timeline 10:00 to 10:30"},
		"{{If we have time}}":           {Block: retro.BlockIfWeHaveTime, Words: "If we have time"},
		"{{action-items open}}":         {Block: retro.BlockActionItems, Only: "open", Words: "action-items open"},
		"{{timelin}}":                   {Words: "timelin"},
		"{{}}":                          nil,
		"{{ }}":                         nil,
		"{{a}} {{b}}":                   nil,
		"{{timeline\n}}":                nil,
		"{{timeline}} and more":         nil,
		"{timeline}":                    nil,
	} {
		got, ok := retro.ReadLiveMark(text)
		if want == nil {
			want = &retro.LiveMark{}
		}
		if diff := cmp.Diff(*want, got); diff != "" || ok != (want.Words != "") {
			t.Errorf("%q: %t, (-want +got):\n%s", text, ok, diff)
		}
	}
}

func TestMarked(t *testing.T) {
	t.Parallel()
	body := "{{figures}}\n\n> {{gallery}}\n\n```\n{{factors}}\n```\n\n    {{factors}}\n\ntext\n{{participants}}\n\n~~~~\n~~~\n\n{{factors}}\n\n~~~~\n\n{{timeline impact}}\n\n{{nothing}}\n"
	got := retro.Section{Body: body}.Marked()
	if want := []retro.LiveBlock{retro.BlockFigures, retro.BlockTimeline}; !slices.Equal(got, want) {
		t.Errorf("marked %q, want %q", got, want)
	}
}

// TestWritten leaves out the marks of live blocks, and nothing that only looks like one.
func TestWritten(t *testing.T) {
	t.Parallel()
	body := "One.\n\n{{timeline impact}}\n\n```\n{{factors}}\n```\n\n{{nothing}}\n"
	want := "One.\n\n\n```\n{{factors}}\n```\n\n{{nothing}}\n"
	if got := (retro.Section{Body: body}).Written(); got != want {
		t.Errorf("written %q, want %q", got, want)
	}
}
