package merging

import (
	"fmt"
	"hash/fnv"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// Conflict is a conflict to be settled, with the words that each side changed.
type Conflict struct {
	retro.Conflict
	Label     string    `json:"label"` // what people call the field
	MineOps   []diff.Op `json:"mineOps,omitempty"`
	TheirsOps []diff.Op `json:"theirsOps,omitempty"`
}

// Show returns conflicts with what is shown of them beside what is kept.
func Show(lists retro.Lists, conflicts []retro.Conflict) []Conflict {
	shown := make([]Conflict, len(conflicts))
	for i, c := range conflicts {
		shown[i] = Conflict{Conflict: c}.compared(lists)
	}
	return shown
}

// Open returns those of the conflicts of which a document still tells: the others
// are settled.
func Open(lists retro.Lists, content retro.Content, kept []retro.Conflict) []Conflict {
	open := []Conflict{}
	for _, c := range kept {
		if told := (Conflict{Conflict: c}); told.sectionOf(&content) != nil {
			open = append(open, told.compared(lists))
		}
	}
	return open
}

// compared returns the conflict with what is shown of it beside what is kept.
func (c Conflict) compared(lists retro.Lists) Conflict {
	c.Label = fieldLabel(lists, c.Noun, c.Field)
	c.MineOps, c.TheirsOps = wordOps(c.Base, c.Mine), wordOps(c.Base, c.Theirs)
	return c
}

func wordOps(before, after string) []diff.Op {
	var ops []diff.Op
	for _, block := range diff.Documents(before, after).Blocks {
		ops = append(ops, block.Ops...)
	}
	return ops
}

// conflict keeps a conflict, told of at the end of a section. says introduces
// what came in, or says that it left something out.
func (m *merger) conflict(section *retro.Section, c retro.Conflict, says string) {
	if c, isNew := m.number(c); isNew {
		attach(section, Conflict{Conflict: c}.mark(says))
	}
}

// number gives a conflict its number. It returns false for one that is open
// already, as when the same page comes back twice.
func (m *merger) number(c retro.Conflict) (retro.Conflict, bool) {
	for _, known := range m.open {
		if known.Noun == c.Noun && known.ID == c.ID && known.Field == c.Field && known.Base == c.Base && known.Theirs == c.Theirs {
			return known, false
		}
	}
	c.Number, c.From = m.numbered(c), m.from
	m.taken[c.Number] = true
	m.conflicts = append(m.conflicts, c)
	return c, true
}

// The numbers of conflicts that arise after a copy has left: five digits.
const (
	firstShared = 10_000
	countShared = 90_000
)

// numbered chooses the number of a new conflict: the next one, as long as nobody
// else has a copy. After that two libraries may find conflicts at the same time
// that later stand in one document, so the number then comes from what the
// conflict is about.
func (m *merger) numbered(c retro.Conflict) int {
	number := 1
	if m.isShared {
		sum := fnv.New32a()
		for _, part := range []string{string(c.Noun), c.Field, c.Title, c.Base, c.Theirs} {
			fmt.Fprintf(sum, "%d %s", len(part), part)
		}
		number = firstShared + int(sum.Sum32()%countShared)
	}
	for m.taken[number] {
		number++
	}
	return number
}

// fieldChange is a field that came in with another value.
type fieldChange struct {
	noun               retro.Noun
	id, field, title   string
	section            *retro.Section // that tells of a conflict
	base, mine, theirs string
	value              string // see Conflict
	set                func(string) error
}

// field merges one field. A value that cannot be taken is kept as a note.
func (m *merger) field(c fieldChange) {
	switch {
	case c.theirs == c.base || c.theirs == c.mine:
		return
	case c.mine == c.base:
		if err := c.set(c.theirs); err != nil {
			m.refuse(c, err)
		}
		return
	}
	says := fmt.Sprintf("%s has another %s for “%s”:", retro.Capital(m.from), fieldLabel(m.lists, c.noun, c.field), markdown.OneLine(c.title))
	if c.theirs == "" {
		says = fmt.Sprintf("%s has no %s for “%s”.", retro.Capital(m.from), fieldLabel(m.lists, c.noun, c.field), markdown.OneLine(c.title))
	}
	m.conflict(c.section, retro.Conflict{
		Noun: c.noun, ID: c.id, Field: c.field, Title: c.title, Base: c.base, Mine: c.mine, Theirs: c.theirs, Value: c.value,
	}, says)
}

func (m *merger) refuse(c fieldChange, err error) {
	m.say(fmt.Sprintf("The %s “%s” of “%s” cannot be taken: %s.", fieldLabel(m.lists, c.noun, c.field), markdown.OneLine(c.theirs), markdown.OneLine(c.title), err))
	m.note(c.section, fmt.Sprintf("the %s of “%s” is", fieldLabel(m.lists, c.noun, c.field), markdown.OneLine(c.title)), markdown.OneLine(c.theirs))
}

// fieldLabel is what people call the field of a conflict.
func fieldLabel(lists retro.Lists, noun retro.Noun, name string) string {
	list, _ := lists.Of(noun)
	if name == retro.ConflictSection || name == retro.ConflictRow {
		return "the whole " + list.One
	}
	if field, ok := list.Field(name); ok {
		return field.Label
	}
	return name
}
