package merging

import (
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

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

// Settle ends a conflict in a content: what tells of it goes, and what was chosen
// stays. The error has CodeInvalid for a choice that the conflict does not have or a
// text that its field does not take, and CodeConflict where nothing tells of it any
// more or the words that it is about were written on since.
func Settle(lists retro.Lists, content *retro.Content, conflict Conflict, decision Decision) error {
	if err := conflict.admits(decision.Choice); err != nil {
		return err
	}
	section := conflict.sectionOf(content)
	if section == nil {
		return retro.Errorf(retro.CodeConflict, "the place of conflict %d was changed meanwhile", conflict.Number)
	}
	if conflict.IsText() {
		body, err := conflict.settleText(section.Body, decision)
		section.Body = body
		return err
	}
	section.Body = conflict.withoutMark(section.Body)
	switch decision.Choice {
	case SettleTheirs:
		return conflict.takeTheirs(lists, content)
	case SettleEdit:
		return conflict.set(lists, content, decision.Text)
	case SettleMine, SettleBoth:
	}
	return nil
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
		WithHint("use %s", retro.Join(choices))
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
