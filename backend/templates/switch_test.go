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
					there := templates.Switch(before, from, to, nil, newIDs())
					if diff := cmp.Diff(kept, before); diff != "" {
						t.Fatalf("the document itself changed:\n%s", diff)
					}
					checkWords(t, before, there)
					for _, want := range to.Sections {
						if want.Role != "" && !slices.ContainsFunc(there, func(s retro.Section) bool { return s.Role == want.Role || s.Heading == want.Heading }) {
							t.Errorf("seed %d: no section is %s", seed, want.Role)
						}
					}
					back := templates.Switch(there, to, from, nil, newIDs())
					if diff := cmp.Diff(before, back); diff != "" {
						t.Fatalf("seed %d: there and back (-before +after):\n%s", seed, diff)
					}
				}
			})
		}
	}
}

// TestSwitchKeepsWhatABlockShows fills a table in a section that a switch brought: it stays
// when the document goes back, and so does one that the new template lacks.
func TestSwitchKeepsWhatABlockShows(t *testing.T) {
	t.Parallel()
	rows := retro.Rows{retro.NounOutcome: {{ID: "o"}}, retro.NounLearning: {{ID: "l"}}, retro.NounImpact: {{ID: "i"}}}
	named := func(name string) retro.Template {
		all := templates.All()
		return all[slices.IndexFunc(all, func(one retro.Template) bool { return one.Name == name })]
	}
	visible := func(sections []retro.Section, block retro.LiveBlock) bool {
		return slices.ContainsFunc(sections, func(s retro.Section) bool { return s.Hidden == retro.HiddenByNobody && s.Shows(block) })
	}
	nine, project := named("jobber"), named("project")
	before := filled(nine, rand.New(rand.NewPCG(1, 1)), false)
	there := templates.Switch(before, nine, project, nil, newIDs())
	if !visible(there, retro.BlockOutcomes) {
		t.Fatal("a project has no outcomes")
	}
	if back := templates.Switch(there, project, nine, rows, newIDs()); !visible(back, retro.BlockOutcomes) {
		t.Error("the outcomes are out of sight")
	}
	if back := templates.Switch(there, project, nine, nil, newIDs()); visible(back, retro.BlockOutcomes) {
		t.Error("a table without rows stays")
	}
	for _, to := range templates.All() {
		shaped := templates.Switch(there, project, to, rows, newIDs())
		for _, block := range []retro.LiveBlock{retro.BlockOutcomes, retro.BlockLearnings, retro.BlockImpact} {
			if !visible(shaped, block) && (block != retro.BlockImpact || !visible(shaped, retro.BlockFigures)) {
				t.Errorf("in %s the %s are out of sight", to.Name, block)
			}
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
		there := templates.Switch(templates.Switch(before, from, over, nil, newID), over, then, nil, newID)
		checkWords(t, before, there)
		back := templates.Switch(there, then, from, nil, newID)
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
