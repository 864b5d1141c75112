package merging_test

import (
	"crypto/rand"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
)

var morning = retro.NewInstant(time.Date(2026, 3, 14, 10, 2, 0, 0, time.UTC))

func base() retro.Content {
	return retro.Content{
		Title: "Disk full",
		Sections: []retro.Section{
			{ID: "s1", Heading: "Impact", Body: "Nobody could order anything.\n"},
			{ID: "s2", Heading: "Actions", Block: retro.BlockActionItems},
		},
		Events:      []retro.Event{{ID: "e1", At: morning, Kind: retro.KindObservation, Title: "Alert"}},
		ActionItems: []retro.ActionItem{{ID: "a1", Title: "Alert on disks", State: retro.ActionDoNow, Owner: "Dana"}, {ID: "a2", Title: "Rotate logs"}},
	}
}

func options() merging.Options {
	return merging.Options{Lists: retro.AllLists(), IDs: retro.NewIDs(rand.Reader), From: "the copy of Lee"}
}

// TestHistories changes one thing on each side at a time.
func TestHistories(t *testing.T) {
	t.Parallel()
	type content = retro.Content
	for name, tt := range map[string]struct {
		mine, theirs, want func(*content)
		conflicts          []string // noun, field
		notes              int
	}{
		"nothing here": {
			theirs: func(c *content) { c.Title = "Disk filled" }, want: func(c *content) { c.Title = "Disk filled" },
		},
		"different fields of one thing": {
			mine:   func(c *content) { c.ActionItems[0].Owner = "Ines" },
			theirs: func(c *content) { c.ActionItems[0].State = retro.ActionDone },
			want:   func(c *content) { c.ActionItems[0].Owner, c.ActionItems[0].State = "Ines", retro.ActionDone },
		},
		"the same change": {
			mine:   func(c *content) { c.Debrief.Place = "Room 3" },
			theirs: func(c *content) { c.Debrief.Place = "Room 3" },
			want:   func(c *content) { c.Debrief.Place = "Room 3" },
		},
		"added on both sides": {
			mine:   func(c *content) { c.ActionItems = append(c.ActionItems, retro.ActionItem{ID: "a3"}) },
			theirs: func(c *content) { c.ActionItems = slices.Insert(c.ActionItems, 1, retro.ActionItem{ID: "a4"}) },
			want: func(c *content) {
				c.ActionItems = append(slices.Insert(c.ActionItems, 1, retro.ActionItem{ID: "a4"}), retro.ActionItem{ID: "a3"})
			},
		},
		"removed there": {
			mine:   func(c *content) { c.Title = "Mine" },
			theirs: func(c *content) { c.ActionItems = c.ActionItems[:1] },
			want:   func(c *content) { c.Title, c.ActionItems = "Mine", c.ActionItems[:1] },
		},
		"removed here, changed there": {
			mine:   func(c *content) { c.ActionItems = c.ActionItems[1:] },
			theirs: func(c *content) { c.ActionItems[0].Owner = "Lee" },
			want:   func(c *content) { c.ActionItems[0].Owner = "Lee" }, notes: 1,
		},
		"reordered there": {
			mine:   func(c *content) { c.Title = "Mine" },
			theirs: func(c *content) { slices.Reverse(c.ActionItems) },
			want:   func(c *content) { c.Title = "Mine"; slices.Reverse(c.ActionItems) },
		},
		"both ends of a span": {
			mine:   func(c *content) { c.Events[0].At = retro.NewInstant(morning.At.Add(time.Hour)) },
			theirs: func(c *content) { end := retro.NewInstant(morning.At.Add(time.Minute)); c.Events[0].End = &end },
			want: func(c *content) {
				end := retro.NewInstant(morning.At.Add(time.Hour))
				c.Events[0].At, c.Events[0].End = retro.NewInstant(morning.At.Add(time.Minute)), &end
			}, notes: 1,
		},
		"the same field": {
			mine:      func(c *content) { c.ActionItems[0].Owner = "Ines" },
			theirs:    func(c *content) { c.ActionItems[0].Owner = "Lee" },
			conflicts: []string{"action-item owner"},
			want: func(c *content) {
				c.ActionItems[0].Owner = "Ines"
				c.Sections[1].Body = "> [!IMPORTANT]\n> **Conflict 1.** The copy of Lee has another owner for “Alert on disks”:\n>\n> Lee\n"
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mine, theirs, want := base(), base(), base()
			if tt.mine != nil {
				tt.mine(&mine)
			}
			tt.theirs(&theirs)
			tt.want(&want)
			before := mine.Clone()
			merged := merging.Histories(mine, base(), theirs, options())
			if diff := cmp.Diff(want, merged.Content, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(before, mine, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("what stood here was altered (-want +got):\n%s", diff)
			}
			var conflicts []string
			for _, c := range merged.Conflicts {
				conflicts = append(conflicts, string(c.Noun)+" "+c.Field)
			}
			if diff := cmp.Diff(tt.conflicts, conflicts); diff != "" || len(merged.Notes) != tt.notes {
				t.Errorf("conflicts (-want +got):\n%s\nnotes %q", diff, merged.Notes)
			}
		})
	}
}

// TestConflictIsFoundOnce merges what is merged already: its conflict is open, and
// is not raised again.
func TestConflictIsFoundOnce(t *testing.T) {
	t.Parallel()
	mine, theirs := base(), base()
	mine.Title, theirs.Title = "Mine", "Theirs"
	first := merging.Histories(mine, base(), theirs, options())
	again := options()
	again.Kept = first.Conflicts
	second := merging.Histories(first.Content, base(), theirs, again)
	if len(first.Conflicts) != 1 || len(second.Conflicts) != 0 {
		t.Fatalf("conflicts %+v, then %+v", first.Conflicts, second.Conflicts)
	}
	open := merging.Open(again.Lists, second.Content, first.Conflicts)
	if len(open) != 1 || open[0].Label != "title" {
		t.Fatalf("open: %+v", open)
	}
	content := second.Content
	if err := merging.Settle(again.Lists, &content, open[0], merging.Decision{Choice: merging.SettleTheirs}); err != nil || content.Title != "Theirs" {
		t.Errorf("settled: %q (%v)", content.Title, err)
	}
	if open := merging.Open(again.Lists, content, first.Conflicts); len(open) != 0 {
		t.Errorf("still open: %+v", open)
	}
	if err := merging.Settle(again.Lists, &content, open[0], merging.Decision{Choice: merging.SettleMine}); retro.ErrorCode(err) != retro.CodeConflict {
		t.Errorf("settled twice: %v", err)
	}
}
