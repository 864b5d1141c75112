package merging

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// page carries over all that was edited on a page.
func (m *merger) page(base Base, edited wiki.Outline) {
	m.title(base, edited)
	if isDraft := edited.Status == wiki.StatusDraft; edited.Status != "" && isDraft != base.Content.IsDraft {
		m.content.IsDraft = isDraft
	}
	of := matchSections(base.Page.Sections, edited.Sections)
	m.preamble(base, edited, of)
	isPartial := m.isPartial(base, of)
	for at, section := range edited.Sections {
		from := of[at]
		switch {
		case from < 0:
			m.addSection(section, m.placeAfter(base, of[:at]))
		case from < len(base.Content.Sections):
			m.section(base, from, section)
		}
	}
	if !isPartial {
		m.removeSections(base, of)
		m.reorderSections(base, of)
	}
}

func (m *merger) title(base Base, edited wiki.Outline) {
	before, after := base.Page.Title, edited.Title
	if before == "" || after == "" || before == after {
		return
	}
	m.field(fieldChange{
		noun: retro.NounParticulars, field: "title", title: "Title", section: m.telling(retro.NounParticulars, ""),
		base: base.Content.Title, mine: m.content.Title, theirs: after,
		set: func(text string) error { m.content.Title = text; return nil },
	})
}

// note adds text that has no other place to a section.
func (m *merger) note(section *retro.Section, about, text string) {
	attach(section, noteBlock(about, text))
	m.say(fmt.Sprintf("What was edited where “%s” shows the retrospective's own data is kept there as a note.", section.Heading))
}

func attach(section *retro.Section, block string) {
	body := strings.TrimRight(section.Body, "\n")
	if body != "" {
		body += "\n\n"
	}
	section.Body = body + block + "\n"
}

// matchSections finds for each section of the edited page the one of the base
// that it was, by its heading or, for a renamed one, by what stands in it; -1 for
// a new one.
func matchSections(base, edited []wiki.Section) []int {
	byHeading := map[string][]int{}
	for i, section := range base {
		key := wiki.HeadingKey(section.Heading)
		byHeading[key] = append(byHeading[key], i)
	}
	of := make([]int, len(edited))
	taken := make([]bool, len(base))
	for at, section := range edited {
		key := wiki.HeadingKey(section.Heading)
		of[at] = -1
		if places := byHeading[key]; len(places) > 0 {
			of[at], byHeading[key] = places[0], places[1:]
			taken[places[0]] = true
		}
	}
	for at, section := range edited {
		if of[at] >= 0 {
			continue
		}
		best, most := -1, alike
		for i := range base {
			if taken[i] {
				continue
			}
			likeness := similarity(wordsOf(wiki.Body(base[i].Blocks)), wordsOf(wiki.Body(section.Blocks)))
			if likeness > most {
				best, most = i, likeness
			}
		}
		if best >= 0 {
			of[at], taken[best] = best, true
		}
	}
	return of
}

// isPartial reports whether only a part of the page came back, so that what is
// missing says nothing.
func (m *merger) isPartial(base Base, of []int) bool {
	matched := 0
	for _, from := range of {
		if from >= 0 {
			matched++
		}
	}
	missing := len(base.Page.Sections) - matched
	if missing == 0 || missing*2 <= len(base.Page.Sections) {
		return false
	}
	m.say(fmt.Sprintf("The page holds only %d of the %d sections; the others stay as they are.", matched, len(base.Page.Sections)))
	return true
}

// placeAfter is where a new section goes: after the one that it follows on the
// page.
func (m *merger) placeAfter(base Base, before []int) int {
	for _, from := range slices.Backward(before) {
		if from < 0 || from >= len(base.Content.Sections) {
			continue
		}
		id := base.Content.Sections[from].ID
		if at := slices.IndexFunc(m.content.Sections, func(s retro.Section) bool { return s.ID == id }); at >= 0 {
			return at + 1
		}
	}
	if len(before) > 0 {
		return len(m.content.Sections)
	}
	return 0
}

func (m *merger) addSection(section wiki.Section, at int) {
	m.content.Sections = slices.Insert(m.content.Sections, at, m.newSection(section))
}

// section carries over what was edited in one section.
func (m *merger) section(base Base, from int, edited wiki.Section) {
	exported := base.Content.Sections[from]
	blocks, isTraced := ownedBlocks(base, from)
	pairs := pairBlocks(blocks, edited.Blocks)
	pieces := markdown.Pieces(exported.Body)
	present := m.content.FindSection(exported.ID)
	taken := map[int]bool{}
	if present != nil {
		taken = m.factors(base, present, blocks, edited.Blocks, pairs)
		maps.Copy(taken, m.pictures(base, present, blocks, edited.Blocks, pairs))
	}
	var body string
	var stray []wiki.Block
	switch {
	case sameKeys(blocks, edited.Blocks):
		body = exported.Body
	case !isTraced && !showsNothing(pieces):
		body = rewrittenWhole(exported.Body, base.Page.Sections[from].Blocks, edited.Blocks)
	default:
		body, stray = bodyOf(pieces, blocks, edited.Blocks, pairs, taken)
	}
	if present == nil {
		if body == exported.Body {
			return
		}
		m.say(fmt.Sprintf("The section “%s”, which is not here any more, was edited on the page and is back with what the page says.", exported.Heading))
		exported.Body = body
		m.content.Sections = append(m.content.Sections, exported)
		return
	}
	if heading := base.Page.Sections[from].Heading; heading != edited.Heading {
		m.field(fieldChange{
			noun: retro.NounSection, id: string(exported.ID), field: "heading", title: exported.Heading, section: present,
			base: exported.Heading, mine: present.Heading, theirs: edited.Heading,
			set: func(text string) error { present.Heading = text; return nil },
		})
	}
	m.body(present, exported.Body, body)
	for _, pair := range pairs {
		if b := blocks[pair[0]]; b.ids != nil {
			m.table(base, present, b, edited.Blocks[pair[1]])
		}
	}
	m.missingTables(present, blocks, pairs)
	if len(stray) > 0 {
		m.note(present, "below this, it says", joinMarkdown(stray))
	}
}

// ownedBlocks are the blocks of a section of the base, and what they were made of.
// It returns false where that is not known, see owners.
func ownedBlocks(base Base, from int) ([]owned, bool) {
	if len(base.Traced.Sections) != len(base.Page.Sections) {
		return plainly(base.Page.Sections[from].Blocks), false
	}
	return owners(base.Page.Sections[from].Blocks, base.Traced.Sections[from].Blocks)
}

func sameKeys(base []owned, edited []wiki.Block) bool {
	return slices.EqualFunc(base, edited, func(x owned, y wiki.Block) bool { return x.Key() == y.Key() })
}

// missingTables tells of tables that were taken off the page: what they show
// stays.
func (m *merger) missingTables(section *retro.Section, base []owned, pairs [][2]int) {
	for i, b := range base {
		if b.ids != nil && b.Table != nil && !slices.ContainsFunc(pairs, func(pair [2]int) bool { return pair[0] == i }) {
			m.say(fmt.Sprintf("The page has no table in “%s” any more; what it showed stays.", section.Heading))
		}
	}
}

// body merges the text of a section. Where both sides changed the same words,
// both stay: ours, and theirs below it in a block that says so.
func (m *merger) body(section *retro.Section, base, theirs string) {
	if theirs == base || theirs == section.Body {
		return
	}
	merge := diff.Merge3(withLineEnd(base), withLineEnd(section.Body), withLineEnd(theirs))
	var text strings.Builder
	for _, chunk := range merge.Chunks {
		if chunk.Status != diff.MergeConflict {
			text.WriteString(chunk.Text)
			continue
		}
		conflict := retro.Conflict{
			Noun: retro.NounSection, ID: string(section.ID), Field: "body", Title: section.Heading,
			Base: chunk.Base, Mine: chunk.Mine, Theirs: chunk.Theirs,
		}
		conflict, isNew := m.number(conflict)
		switch {
		case !isNew:
			text.WriteString(chunk.Mine)
		case strings.TrimSpace(chunk.Theirs) == "":
			text.WriteString(Conflict{Conflict: conflict}.told(retro.Capital(m.from) + " leaves this out."))
		default:
			text.WriteString(Conflict{Conflict: conflict}.told(retro.Capital(m.from) + " says here:"))
		}
	}
	section.Body = strings.TrimRight(text.String(), "\n") + "\n"
}

func withLineEnd(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}

// removeSections takes out those that were taken off the page, unless they were
// written on here meanwhile.
func (m *merger) removeSections(base Base, of []int) {
	for i, section := range base.Content.Sections {
		if slices.Contains(of, i) || i >= len(base.Page.Sections) {
			continue
		}
		at := slices.IndexFunc(m.content.Sections, func(s retro.Section) bool { return s.ID == section.ID })
		switch {
		case at < 0:
		case reflect.DeepEqual(m.content.Sections[at], section):
			m.content.Sections = slices.Delete(m.content.Sections, at, at+1)
		default:
			m.conflict(&m.content.Sections[at], retro.Conflict{
				Noun: retro.NounSection, ID: string(section.ID), Field: retro.ConflictSection, Title: section.Heading,
				Base: section.Body, Mine: m.content.Sections[at].Body,
			}, retro.Capital(m.from)+" has no such section any more; it was changed here since.")
		}
	}
}

// reorderSections puts the sections in the page's order where only the page
// changed it.
func (m *merger) reorderSections(base Base, matched []int) {
	id := func(s retro.Section) string { return string(s.ID) }
	var exported []string
	for _, section := range base.Content.Sections {
		exported = append(exported, id(section))
	}
	var wanted []string
	for _, from := range matched {
		if from >= 0 && from < len(exported) {
			wanted = append(wanted, exported[from])
		}
	}
	list, isClash := reordered(m.content.Sections, id, exported, wanted)
	m.content.Sections = list
	if isClash {
		m.say("The order of the sections was changed here and on the page; it stays as it is here.")
	}
}
