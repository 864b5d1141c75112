package templates_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/templates"
)

// newIDs counts, so that what is made twice would be seen.
func newIDs() func() retro.SectionID {
	made := 0
	return func() retro.SectionID {
		made++
		return retro.SectionID(fmt.Sprintf("new%d", made))
	}
}

// filled is a document begun with a template and worked on: sections written or
// left empty, renamed, asked otherwise, hidden, and others put between them.
// Without roles it is one of an older Afterword.
func filled(template retro.Template, random *rand.Rand, roles bool) []retro.Section {
	var sections []retro.Section
	for i, from := range template.Sections {
		section := retro.Section{
			ID: retro.SectionID(fmt.Sprintf("s%d", i)), Heading: from.Heading, Prompt: from.Prompt, Block: from.Block, Role: from.Role,
		}
		if !roles {
			section.Role = ""
		}
		if random.IntN(3) > 0 {
			section.Body = fmt.Sprintf("What %d says.\n", i)
		}
		if roles && random.IntN(4) == 0 {
			section.Heading = fmt.Sprintf("Called otherwise %d", i)
		}
		if random.IntN(5) == 0 {
			section.Prompt = "Asked otherwise?"
		}
		if random.IntN(5) == 0 {
			section.Block = retro.BlockGallery
		}
		if random.IntN(6) == 0 {
			section.Hidden = retro.HiddenByHand
		}
		sections = append(sections, section)
		if random.IntN(4) == 0 {
			sections = append(sections, retro.Section{
				ID: retro.SectionID(fmt.Sprintf("own%d", i)), Heading: fmt.Sprintf("Of our own %d", i), Body: strings.Repeat("Ours.\n", random.IntN(2)),
			})
		}
	}
	return sections
}

// TestSwitchAndBack holds that a switch and back again changes nothing, between any
// two templates, and that on the way no word is lost and no section twice.
func TestSwitchAndBack(t *testing.T) {
	t.Parallel()
	all := templates.All()
	if len(all) < 11 {
		t.Fatalf("%d templates, want at least 11", len(all))
	}
	for _, from := range all {
		for _, to := range all {
			t.Run(from.Name+" to "+to.Name, func(t *testing.T) {
				t.Parallel()
				for seed := range uint64(60) {
					before := filled(from, rand.New(rand.NewPCG(seed, 1)), seed%3 > 0)
					kept := slices.Clone(before)
					there := templates.Switch(before, from, to, newIDs())
					if diff := cmp.Diff(kept, before); diff != "" {
						t.Fatalf("the document itself changed:\n%s", diff)
					}
					checkWords(t, before, there)
					for _, want := range to.Sections {
						if want.Role != "" && !slices.ContainsFunc(there, func(s retro.Section) bool { return s.Role == want.Role || s.Heading == want.Heading }) {
							t.Errorf("seed %d: no section is %s", seed, want.Role)
						}
					}
					back := templates.Switch(there, to, from, newIDs())
					if diff := cmp.Diff(before, back); diff != "" {
						t.Fatalf("seed %d: there and back (-before +after):\n%s", seed, diff)
					}
				}
			})
		}
	}
}

// TestSwitchOverOthers goes over two others before it comes back.
func TestSwitchOverOthers(t *testing.T) {
	t.Parallel()
	all := templates.All()
	for seed := range uint64(400) {
		random := rand.New(rand.NewPCG(seed, 2))
		from, over, then := all[random.IntN(len(all))], all[random.IntN(len(all))], all[random.IntN(len(all))]
		before := filled(from, random, true)
		newID := newIDs()
		there := templates.Switch(templates.Switch(before, from, over, newID), over, then, newID)
		checkWords(t, before, there)
		back := templates.Switch(there, then, from, newID)
		checkWords(t, before, back)
		if len(back) != len(before) {
			t.Fatalf("seed %d, %s over %s and %s: %d sections, want %d", seed, from.Name, over.Name, then.Name, len(back), len(before))
		}
	}
}

func checkWords(t *testing.T, before, after []retro.Section) {
	t.Helper()
	bodies := map[retro.SectionID]string{}
	for _, section := range after {
		if _, twice := bodies[section.ID]; twice {
			t.Errorf("the section %s stands there twice", section.ID)
		}
		bodies[section.ID] = section.Body
		if section.Hidden == retro.HiddenByTemplate && section.Body != "" {
			t.Errorf("“%s” is written and hidden", section.Heading)
		}
	}
	for _, section := range before {
		if bodies[section.ID] != section.Body {
			t.Errorf("“%s” says %q, want %q", section.Heading, bodies[section.ID], section.Body)
		}
	}
}

func TestWriteIsRead(t *testing.T) {
	t.Parallel()
	parts := map[string]retro.SectionRole{} // by heading: it tells of sections of older documents
	for _, template := range templates.All() {
		again, err := templates.Parse(template.Name, templates.Write(template))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(template, again); diff != "" {
			t.Errorf("%s (-want +got):\n%s", template.Name, diff)
		}
		for _, section := range template.Sections {
			if section.Role == "" {
				t.Errorf("%s: “%s” plays no part", template.Name, section.Heading)
			}
			if known, ok := parts[section.Heading]; ok && known != section.Role {
				t.Errorf("“%s” plays the part %s in one template and %s in another", section.Heading, known, section.Role)
			}
			parts[section.Heading] = section.Role
		}
	}
}
