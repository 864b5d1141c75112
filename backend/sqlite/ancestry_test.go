package sqlite_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

func TestMergeBase(t *testing.T) {
	t.Parallel()
	// A history is its revisions in order; "m<x" is a merge of x.
	for name, tt := range map[string]struct {
		one, other string
		aside      string // what one knows of others
		want       string
	}{
		"nothing in common":    {one: "a b", other: "c d"},
		"one goes on":          {one: "a b", other: "a b c", want: "b"},
		"both go on":           {one: "a b c d", other: "a b x y", want: "b"},
		"merged once":          {one: "a b m<x n", aside: "a x", other: "a x y", want: "x"},
		"merged, origin gone":  {one: "a b m<x n", other: "a x y", want: "x"},
		"merged there":         {one: "a b", other: "a x m<b y", want: "b"},
		"to and fro":           {one: "a b m<x n", aside: "a x", other: "a x o<m p", want: "m"},
		"to and fro, twice":    {one: "a b m<x n q<p r", aside: "a x o<m p", other: "a x o<m p s<q t", want: "q"},
		"both merged a third":  {one: "a b m<x", aside: "a x", other: "a c o<x", want: "x"},
		"a third merged both":  {one: "a b", other: "a x c<b d", want: "b"},
		"each merged an older": {one: "a b c m<x", aside: "a x", other: "a x y o<b z", want: "b"},
		"each merged the head": {one: "a b m<x", aside: "a x", other: "a x o<b", want: "b"},
		"merged, then undone":  {one: "a b m<x undo", aside: "a x", other: "a x y", want: "x"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			one := [][]string{strings.Fields(tt.one)}
			if tt.aside != "" {
				one = append(one, strings.Fields(tt.aside))
			}
			other := [][]string{strings.Fields(tt.other)}
			if got := sqlite.MergeBase(one, other); got != tt.want {
				t.Errorf("merge base %q, want %q", got, tt.want)
			}
			if got := sqlite.MergeBase(other, one); got != tt.want {
				t.Errorf("the other way round: merge base %q, want %q", got, tt.want)
			}
		})
	}
}

// colleague is a library in a story of several.
type colleague struct {
	name    string
	open    *sqlite.DB
	head    retro.Revision
	content retro.Content
	knows   map[retro.RevisionID]bool // all that it should be able to read
}

// write saves a revision.
func (c *colleague) write(t *testing.T, r retro.Revision, title string) {
	t.Helper()
	r.Author = c.name
	c.content = titled(c.content, title)
	c.head = mustCommit(t, c.open, c.head, r, c.content)
	c.knows[c.head.ID] = true
}

// receive opens a bundle, and merges it as the app does.
func (c *colleague) receive(t *testing.T, path string, from *colleague, merge retro.Revision) {
	t.Helper()
	unpacked := mustRead(t, c.open, path)
	if unpacked.Outcome != library.UnpackedSame {
		maps.Copy(c.knows, from.knows)
	}
	if other := unpacked.Other; other != nil {
		if !c.knows[other.Head.ID] {
			t.Errorf("%s got a head that %s did not write or receive", c.name, from.name)
		}
		merge.Kind, merge.Origin = retro.RevisionImported, other.Head.ID
		c.write(t, merge, c.content.Title+" + "+other.Content.Title)
	}
	var err error
	if c.head, c.content, err = c.open.Head(t.Context(), incident); err != nil {
		t.Fatal(err)
	}
	if again := mustRead(t, c.open, path); again.Outcome != library.UnpackedSame || again.Other != nil {
		t.Errorf("the bundle of %s again brings %s %d revisions", from.name, c.name, again.Revisions)
	}
	wantSound(t, c.open)
}

// TestHistoriesPassedAround lets three people write and send each other bundles
// in any order. Whatever they do, each library is sound, all that was written
// before a bundle was sent can be read where it was opened, and what is opened
// twice brings nothing.
func TestHistoriesPassedAround(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			thins := seed%2 == 1
			random := rand.New(rand.NewPCG(seed, 7))
			first := newLibrary(t)
			content := withOriginal(t, first)
			head := mustCreate(t, first, content)
			people := make([]*colleague, 3)
			for i, name := range []string{"Ana", "Ben", "Cleo"} {
				people[i] = &colleague{name: name, open: first, head: head, content: content, knows: map[retro.RevisionID]bool{head.ID: true}}
				if i > 0 {
					people[i].open = newLibrary(t)
					mustRead(t, people[i].open, mustBundle(t, first))
				}
			}
			for n := 2; n < 40; n++ {
				one, other := people[random.IntN(3)], people[random.IntN(3)]
				next := revision(n)
				next.At = morning.Add(time.Duration(n) * time.Minute)
				switch {
				case one == other || random.IntN(2) == 0:
					one.write(t, next, fmt.Sprintf("%s %d", one.name, n))
				case thins && random.IntN(3) == 0:
					if _, err := one.open.ThinRevisions(t.Context(), incident, morning.Add(40*24*time.Hour)); err != nil {
						t.Fatal(err)
					}
					wantSound(t, one.open)
				default:
					other.receive(t, mustBundle(t, one.open), one, next)
				}
			}
			for _, c := range people {
				for id := range c.knows {
					_, err := c.open.Content(t.Context(), id)
					if err != nil && (!thins || retro.ErrorCode(err) != retro.CodeNotFound) {
						t.Errorf("%s cannot read %s: %v", c.name, id, err)
					}
				}
			}
		})
	}
}

// TestLinesThinOut thins a history with a line beside it, long after.
func TestLinesThinOut(t *testing.T) {
	t.Parallel()
	source, target := newLibrary(t), newLibrary(t)
	content := withOriginal(t, source)
	first := mustCreate(t, source, content)
	mustRead(t, target, mustBundle(t, source))
	head := first
	for n := 2; n < 20; n++ {
		r := revision(n)
		r.At = morning.Add(time.Duration(n) * time.Minute)
		if n == 10 {
			r.Kind, r.Name = retro.RevisionNamed, "Half way"
		}
		head = mustCommit(t, source, head, r, titled(content, strings.Repeat("x", n)))
	}
	ours := mustCommit(t, target, first, revision(100), titled(content, "Ours"))
	if got := mustRead(t, target, mustBundle(t, source)); got.Revisions != 18 {
		t.Fatalf("unpacked %+v", got)
	}
	merge := revision(101)
	merge.Kind, merge.Origin = retro.RevisionImported, head.ID
	mustCommit(t, target, ours, merge, titled(content, "Both"))

	if _, err := target.ThinRevisions(t.Context(), incident, morning.Add(30*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	wantSound(t, target)
	merged, err := target.Merged(t.Context(), incident)
	if err != nil || len(merged) != 1 {
		t.Fatalf("%d lines (%v)", len(merged), err)
	}
	var kept []int
	for _, r := range merged[0].Revisions {
		kept = append(kept, r.Seq)
		if r.Line != head.ID || r.At.IsZero() {
			t.Errorf("listed %+v", r)
		}
	}
	if diff := cmp.Diff([]int{19, 10, 2}, kept); diff != "" {
		t.Errorf("kept of the line (-want +got):\n%s", diff)
	}
	if merged[0].Before != first.ID {
		t.Errorf("the line begins at %q, want %q", merged[0].Before, first.ID)
	}
	// Who gets all of it from here has a sound history too, gaps and all.
	third := newLibrary(t)
	mustRead(t, third, mustBundle(t, target))
	wantSound(t, third)
	if !slices.Equal(seqs(t, third), seqs(t, target)) {
		t.Error("the own line differs")
	}
}
