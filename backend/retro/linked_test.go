package retro_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestLinked(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string // ">" before the words of a link
		read string
	}{
		{"no link", []string{"no link"}, "no link"},
		{"", nil, ""},
		{"see [router, line 3](evidence/ab1#L3-L3)!", []string{"see ", ">router, line 3=evidence/ab1#L3", "!"}, "see router, line 3!"},
		{"[a](evidence/x)[b](evidence/y#L1-L2)", []string{">a=evidence/x", ">b=evidence/y#L1-L2"}, "ab"},
		{"[a](evidence/x#nowhere) [b](http://x)", []string{"[a](evidence/x#nowhere) [b](http://x)"}, "[a](evidence/x#nowhere) [b](http://x)"},
		{"[[a](evidence/x)", []string{"[", ">a=evidence/x"}, "[a"},
	} {
		var got []string
		for _, part := range retro.Linked(test.text) {
			if part.To == nil {
				got = append(got, part.Text)
			} else {
				got = append(got, ">"+part.Text+"="+part.To.URL())
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("Linked(%q): %s", test.text, diff)
		}
		if got := retro.Unlinked(test.text); got != test.read {
			t.Errorf("Unlinked(%q) = %q, want %q", test.text, got, test.read)
		}
	}
}
