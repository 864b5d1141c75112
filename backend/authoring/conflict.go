package authoring

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// Conflict is a conflict to be settled, with the words that each side changed.
type Conflict struct {
	retro.Conflict
	Label     string    `json:"label"` // what people call the field
	MineOps   []diff.Op `json:"mineOps,omitempty"`
	TheirsOps []diff.Op `json:"theirsOps,omitempty"`
}

// Settlement is a choice between the two sides of a conflict.
type Settlement string

// The settlements.
const (
	SettleMine   Settlement = "mine"
	SettleTheirs Settlement = "theirs"
	SettleBoth   Settlement = "both" // of a text: one after the other
	SettleEdit   Settlement = "edit" // words of one's own
)

// Decision settles a conflict. Text is what SettleEdit puts in place of both.
type Decision struct {
	Choice Settlement `json:"choice"`
	Text   string     `json:"text,omitempty"`
}

// Conflicts returns those that are not settled yet, in the order in which they
// were found.
func (s *Service) Conflicts(ctx context.Context, id retro.RetrospectiveID) ([]Conflict, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.openConflicts(ctx, id, content)
}

// openConflicts returns the conflicts of which a document still tells.
func (s *Service) openConflicts(ctx context.Context, id retro.RetrospectiveID, content retro.Content) ([]Conflict, error) {
	open := []Conflict{}
	if !slices.ContainsFunc(content.Sections, func(section retro.Section) bool { return strings.Contains(section.Body, markStart) }) {
		return open, nil
	}
	all, err := s.store.Conflicts(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		if told := (Conflict{Conflict: c}); told.sectionOf(&content) != nil {
			open = append(open, told.compared(s.store.Lists()))
		}
	}
	return open, nil
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

// SettleConflict ends a conflict as one revision: what tells of it goes, and what
// was chosen stays. CodeNotFound for one that is not open, CodeInvalid for a
// choice that it does not have or a text that its field does not take,
// CodeConflict where the words that it is about were written on since.
func (s *Service) SettleConflict(ctx context.Context, id retro.RetrospectiveID, number int, decision Decision) (Workspace, error) {
	open, err := s.Conflicts(ctx, id)
	if err != nil {
		return Workspace{}, err
	}
	at := slices.IndexFunc(open, func(c Conflict) bool { return c.Number == number })
	if at < 0 {
		return Workspace{}, retro.Errorf(retro.CodeNotFound, "there is no open conflict %d", number).
			WithHint("it may be settled already; undo brings it back")
	}
	conflict := open[at]
	if err := conflict.admits(decision.Choice); err != nil {
		return Workspace{}, err
	}
	return s.edit(ctx, id, "settle "+conflict.Title, func(c *retro.Content) error {
		section := conflict.sectionOf(c)
		if section == nil {
			return retro.Errorf(retro.CodeConflict, "the place of conflict %d was changed meanwhile", number)
		}
		if conflict.IsText() {
			body, err := conflict.settleText(section.Body, decision)
			section.Body = body
			return err
		}
		section.Body = conflict.withoutMark(section.Body)
		switch decision.Choice {
		case SettleTheirs:
			return conflict.takeTheirs(s.store.Lists(), c)
		case SettleEdit:
			return conflict.set(s.store.Lists(), c, decision.Text)
		case SettleMine, SettleBoth:
		}
		return nil
	})
}

func (c Conflict) admits(choice Settlement) error {
	choices := []Settlement{SettleMine, SettleTheirs, SettleEdit}
	switch {
	case c.IsText():
		choices = append(choices, SettleBoth)
	case c.IsWhole(), c.Value != "":
		choices = choices[:2]
	}
	if slices.Contains(choices, choice) {
		return nil
	}
	return retro.Errorf(retro.CodeInvalid, "a conflict about the %s cannot be settled by %q", c.Label, choice).
		WithHint("use %s", join(choices))
}

// settleText writes what was chosen in place of both versions.
func (c Conflict) settleText(body string, decision Decision) (string, error) {
	at, ok := c.textIn(body)
	chosen := ""
	switch decision.Choice {
	case SettleMine:
		chosen = c.Mine
	case SettleBoth:
		chosen = strings.TrimRight(c.Mine, "\n") + "\n\n" + c.Theirs
	case SettleTheirs:
		chosen = c.Theirs
	case SettleEdit:
		if chosen = decision.Text; chosen != "" {
			chosen = strings.TrimRight(chosen, "\n") + "\n" + blankAfter(c.Mine)
		}
	}
	if ok {
		return tidy(body[:at.start]+chosen, body[at.end:]), nil
	}
	// The words above the quotation were written on: they are not to be replaced.
	switch decision.Choice {
	case SettleMine:
		return c.withoutMark(body), nil
	case SettleBoth:
		mark, _ := c.markIn(body)
		return apart(body[:mark.start], c.Theirs, body[mark.end:]), nil
	case SettleTheirs, SettleEdit:
	}
	return body, retro.Errorf(retro.CodeConflict, "the words of conflict %d in “%s” were written on since", c.Number, c.Title).
		WithHint("keep both, then edit the text")
}

// merger keeps what both sides have changed.

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
	says := fmt.Sprintf("%s has another %s for “%s”:", sentenceCase(m.from), fieldLabel(m.lists, c.noun, c.field), oneLine(c.title))
	if c.theirs == "" {
		says = fmt.Sprintf("%s has no %s for “%s”.", sentenceCase(m.from), fieldLabel(m.lists, c.noun, c.field), oneLine(c.title))
	}
	m.conflict(c.section, retro.Conflict{
		Noun: c.noun, ID: c.id, Field: c.field, Title: c.title, Base: c.base, Mine: c.mine, Theirs: c.theirs, Value: c.value,
	}, says)
}

func (m *merger) refuse(c fieldChange, err error) {
	m.say(fmt.Sprintf("The %s “%s” of “%s” cannot be taken: %s.", fieldLabel(m.lists, c.noun, c.field), oneLine(c.theirs), oneLine(c.title), err))
	m.note(c.section, fmt.Sprintf("the %s of “%s” is", fieldLabel(m.lists, c.noun, c.field), oneLine(c.title)), oneLine(c.theirs))
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

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func sentenceCase(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
