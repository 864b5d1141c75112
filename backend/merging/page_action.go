package merging

import (
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

func (t tableMerger) actionRow(base, mine *retro.ActionItem, before, after []wiki.Cell) {
	for _, cell := range t.changed(before, after) {
		switch cell.column {
		case retro.ColumnAction:
			t.actionText(base, mine, cell.before, cell.after)
		case retro.ColumnOwner:
			t.change(retro.NounActionItem, base, mine, "owner", undash(plainCell(cell.after)))
		case retro.ColumnState:
			t.change(retro.NounActionItem, base, mine, "state", stateOf(plainCell(cell.after)))
		case retro.ColumnTicket:
			t.change(retro.NounActionItem, base, mine, "ticket", ticketOf(cell.after))
		case retro.ColumnDue:
			t.due(base, mine, plainCell(cell.after))
		default:
			t.unclear(base.Title, cell.column, strings.Join(cell.after, "\n\n"))
		}
	}
}

// due takes a day; words that are none are told, as a change that is not clear.
func (t tableMerger) due(base, mine *retro.ActionItem, text string) {
	day, err := retro.ParseDate(text)
	if err != nil {
		t.unclear(base.Title, retro.ColumnDue, text)
		return
	}
	t.change(retro.NounActionItem, base, mine, "due", string(day))
}

func (t tableMerger) actionText(base, mine *retro.ActionItem, before, after wiki.Cell) {
	if len(after) == 0 {
		t.unclear(base.Title, retro.ColumnAction, "(nothing)")
		return
	}
	if title := markdown.PlainText(after[0]); title != markdown.PlainText(before[0]) {
		t.change(retro.NounActionItem, base, mine, "title", title)
	}
	reason := func(lines []string) (string, []string) {
		for i, line := range lines {
			if text, ok := strings.CutPrefix(markdown.PlainText(line), retro.PrefixReason); ok {
				return text, slices.Delete(slices.Clone(lines), i, i+1)
			}
		}
		return "", lines
	}
	reasonBefore, linesBefore := reason(before[1:])
	reasonAfter, lines := reason(after[1:])
	if reasonAfter != reasonBefore {
		t.change(retro.NounActionItem, base, mine, "reason", reasonAfter)
	}
	if body, ok := bodyEdit(base.Body, linesBefore, lines); ok {
		t.change(retro.NounActionItem, base, mine, "body", body)
	} else if !slices.Equal(linesBefore, lines) {
		t.unclear(base.Title, retro.ColumnAction, strings.Join(lines, "\n\n"))
	}
}

// stateOf reads the label of a state, however it is spelt.
func stateOf(label string) string {
	state, err := retro.ParseActionState(label)
	if err != nil {
		return label
	}
	return state.Words()
}

// ticketOf reads a key, or the address behind it.
func ticketOf(cell wiki.Cell) string {
	text := strings.Join(cell, " ")
	if _, after, ok := strings.Cut(text, "]("); ok {
		return strings.Trim(strings.TrimSuffix(after, ")"), "<>")
	}
	return undash(strings.Trim(markdown.PlainText(text), "<>"))
}

func (t tableMerger) addedAction(row []wiki.Cell) bool {
	item := retro.ActionItem{ID: retro.ActionItemID(t.ids.New()), State: t.state, Labels: []string{retro.DefaultLabel}}
	for column, label := range t.head {
		cell, _ := t.cell(row, column)
		switch {
		case len(cell) == 0:
		case label == retro.ColumnAction:
			item.Title = markdown.PlainText(cell[0])
			item.Body = strings.Join(cell[1:], "\n\n")
		case label == retro.ColumnOwner:
			item.Owner = undash(plainCell(cell))
		case label == retro.ColumnState:
			if t.read(retro.NounActionItem, &item, "state", plainCell(cell)) != nil {
				return false
			}
		case label == retro.ColumnTicket:
			item.Ticket = ticketOf(cell)
		case label == retro.ColumnDue:
			if t.read(retro.NounActionItem, &item, "due", plainCell(cell)) != nil {
				return false
			}
		}
	}
	if item.Title == "" {
		return false
	}
	t.content.ActionItems = append(t.content.ActionItems, item)
	return true
}
