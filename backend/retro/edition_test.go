package retro_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

func edited() retro.Content {
	return retro.Content{
		Title: "Dana Okafor’s night",
		Participants: []retro.Participant{
			{Name: "Dana Okafor", Roles: []retro.Role{retro.RoleCustomer, retro.RoleResponder}, Department: "Customer Success"},
			{Name: "Lee Brandt", Roles: []retro.Role{retro.RoleMostInvolved, retro.RoleResponder}, Department: "Engineering, Orders"},
			{Name: "Mo", Roles: []retro.Role{retro.RoleResponder}},
		},
		Events: []retro.Event{{Title: "Lee Brandt widens the key", Actor: retro.Actor{Role: "database engineer", Name: "Lee Brandt"}}},
	}
}

// TestRenaming calls people by their roles as a sentence wants it, and nothing else: not what
// only begins like a name, and not a single word that is also what a team looks after.
func TestRenaming(t *testing.T) {
	t.Parallel()
	content := edited()
	renaming := retro.NewRenaming(content.CalledInstead())
	for text, want := range map[string]string{
		"Dana Okafor saw it. Lee did not.":         "The customer representative saw it. The database engineer did not.",
		"Then Lee Brandt’s fix":                    "Then the database engineer’s fix",
		"- Mo and @Dana":                           "- A responder and the customer representative",
		"Leeway, Danas, MoMA":                      "Leeway, Danas, MoMA",
		"Orders stop; the Orders team was called.": "Orders stop; a team was called.",
		"Ask Customer Success.":                    "Ask a team.",
		"**Dana**: no":                             "**The customer representative**: no",
		"":                                         "",
		"電話 Dana 電話":                               "電話 the customer representative 電話",
	} {
		if got := renaming.Text(text); got != want {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
}

// TestOwnNames lets people say what a name is called: a customer's, somebody's otherwise
// than by a role, or one that may stay.
func TestOwnNames(t *testing.T) {
	t.Parallel()
	content := edited()
	content.Aliases = []retro.Alias{{Words: "ACME", Instead: "a customer"}, {Words: "Lee Brandt", Instead: "our database lead"}, {Words: "Mo", Instead: "Mo"}}
	renaming := retro.NewRenaming(content.CalledInstead())
	want := "A customer called; our database lead and Mo came, then our database lead left."
	if got := renaming.Text("ACME called; Lee Brandt and Mo came, then Lee left."); got != want {
		t.Errorf("got %q", got)
	}
}

// TestWithheldLinks leaves the words of links, and of addresses nothing, but for those that
// the references list and that can be reached from everywhere.
func TestWithheldLinks(t *testing.T) {
	t.Parallel()
	content := retro.Content{
		Sections: []retro.Section{{ID: "s", Body: "A [board](https://g.internal/d), https://g.internal/x. A [book](https://how.example/fail) <https://h.example>.\n\n[ref]: https://i.example/y\n"}},
		Tables: retro.Rows{retro.NounReference: {
			{ID: "1", Cells: map[string]string{"title": "How", "address": "https://how.example/fail"}},
			{ID: "2", Cells: map[string]string{"title": "Runbook", "address": "https://runbook.corp/a"}},
		}},
	}
	public, withheld := content.For(retro.EditionPublic, retro.AllLists())
	want := "A [board](#), (link left out). A [book](https://how.example/fail) (link left out).\n\n[ref]: #\n"
	if diff := cmp.Diff(want, public.Sections[0].Body); diff != "" {
		t.Error(diff)
	}
	if got := public.Tables[retro.NounReference][1].Cells["address"]; got != "(link left out)" {
		t.Errorf("the runbook leads to %q", got)
	}
	if diff := cmp.Diff([]string{"https://g.internal/d", "https://g.internal/x", "https://h.example", "https://i.example/y", "https://runbook.corp/a"}, withheld.Links); diff != "" {
		t.Error(diff)
	}
	if content.Sections[0].Body == public.Sections[0].Body {
		t.Error("the content itself was altered")
	}
}
