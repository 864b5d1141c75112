package merging

import (
	"fmt"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// Options are what a merge must know beside the contents.
type Options struct {
	Lists retro.Lists // what contents are made of
	IDs   retro.IDs   // for what is new
	From  string      // what came in, within a sentence: “the edited page”
	// Kept are all conflicts that the retrospective ever had, settled ones too.
	Kept []retro.Conflict
	// IsShared says that somebody else has a copy, and so may number conflicts too.
	IsShared bool
	// RoleOf tells the part that a section plays by its heading; nil knows none.
	RoleOf func(heading string) retro.SectionRole
}

// Merged is what a merge made.
type Merged struct {
	Content   retro.Content
	Conflicts []retro.Conflict // that are new
	// Notes say in sentences what the person who merges should know.
	Notes []string
}

// Histories carries over to the content here what was done elsewhere since the
// state that both began from.
func Histories(mine, base, theirs retro.Content, o Options) Merged {
	m := newMerger(mine, o)
	m.histories(base, theirs)
	return m.merged()
}

// Base is a page as it left, and what it was made from.
type Base struct {
	Content retro.Content // with the zones that the page shows
	Page    wiki.Outline
	// Traced is the same page with a mark at every seam, see [Trace].
	Traced wiki.Outline
	Size   int // of the page in bytes, without its pictures
}

// Page carries over to the content here what was edited on a page. size is that of
// the edited page in bytes.
func Page(mine retro.Content, base Base, edited wiki.Page, size int, o Options) Merged {
	m := newMerger(mine, o)
	m.warnOfSize(base, size)
	m.page(base, edited.Outline(base.Content.Headings()))
	return m.merged()
}

// Append adds all that a page says to the content here: what stands under a heading that
// a section here has, or that plays its part, behind the words of that, the rest as new
// sections.
func Append(mine retro.Content, page wiki.Outline, o Options) Merged {
	m := newMerger(mine, o)
	if page.Status == wiki.StatusDraft {
		m.content.IsDraft = true
	}
	m.append(page, o.RoleOf)
	return m.merged()
}

// merger carries what came in over to a content.
type merger struct {
	lists     retro.Lists
	content   retro.Content
	names     retro.Names
	ids       retro.IDs
	from      string // what came in, within a sentence
	open      []retro.Conflict
	taken     map[int]bool // numbers of conflicts, settled ones too
	isShared  bool         // whether somebody else has a copy
	conflicts []retro.Conflict
	notes     []string
}

func newMerger(mine retro.Content, o Options) *merger {
	m := &merger{
		lists: o.Lists, content: mine.Clone(), names: retro.Names{}, ids: o.IDs, from: o.From,
		taken: map[int]bool{}, isShared: o.IsShared,
	}
	for _, c := range o.Kept {
		m.taken[c.Number] = true
		if (Conflict{Conflict: c}).sectionOf(&mine) != nil {
			m.open = append(m.open, c)
		}
	}
	return m
}

func (m *merger) merged() Merged {
	m.lists.Sort(&m.content)
	return Merged{Content: m.content, Conflicts: m.conflicts, Notes: m.notes}
}

func (m *merger) say(sentence string) { m.notes = append(m.notes, sentence) }

func (m *merger) append(page wiki.Outline, roleOf func(string) retro.SectionRole) {
	sections := page.Sections
	if len(page.Preamble) > 0 {
		heading := retro.FirstOf(page.Title, "Imported page")
		sections = append([]wiki.Section{{Heading: heading, Blocks: page.Preamble}}, sections...)
	}
	here := len(m.content.Sections)
	taken := make([]bool, here)
	for _, section := range sections {
		at := alikeSection(m.content.Sections[:here], taken, section.Heading, roleOf)
		if at < 0 {
			m.content.Sections = append(m.content.Sections, m.newSection(section))
			continue
		}
		taken[at] = true
		if len(section.Blocks) > 0 {
			attach(&m.content.Sections[at], strings.TrimRight(wiki.Body(section.Blocks), "\n"))
		}
	}
}

// alikeSection finds the section that a heading means, by its words or else by the part
// that it plays; -1 for none. What is hidden stays as it is.
func alikeSection(sections []retro.Section, taken []bool, heading string, roleOf func(string) retro.SectionRole) int {
	find := func(isIt func(retro.Section) bool) int {
		for i, section := range sections {
			if !taken[i] && section.Hidden == retro.HiddenByNobody && isIt(section) {
				return i
			}
		}
		return -1
	}
	key := wiki.HeadingKey(heading)
	if at := find(func(s retro.Section) bool { return key != "" && wiki.HeadingKey(s.Heading) == key }); at >= 0 || roleOf == nil {
		return at
	}
	role := roleOf(heading)
	return find(func(s retro.Section) bool { return role != retro.SectionNoRole && s.Role == role })
}

func (m *merger) newSection(section wiki.Section) retro.Section {
	return retro.Section{
		ID: retro.SectionID(m.ids.New()), Heading: retro.FirstOf(section.Heading, "Untitled section"), Body: wiki.Body(section.Blocks),
	}
}

// A page that is so many times as long as what left, in bytes, is hardly that
// page.
const (
	muchLonger  = 20
	longAnyway  = 200 << 10
	bytesPerMiB = 1 << 20
)

// warnOfSize says that a page is far longer than what left.
func (m *merger) warnOfSize(base Base, size int) {
	if size > longAnyway && base.Size > 0 && size/base.Size >= muchLonger {
		m.say(fmt.Sprintf("The page is %.1f MB long, %d times as long as what left: make sure that it is the page you mean.",
			float64(size)/bytesPerMiB, size/base.Size))
	}
}
