package diff

import (
	"fmt"
	"slices"

	"github.com/afterword-app/afterword/backend/retro"
)

// compareField tells what differs in one field of two records; false where both
// are the same.
func compareField(f retro.Field, old, after retro.Record, names retro.Names) (Field, bool) {
	if f.Same(old, after) {
		return Field{}, false
	}
	field := Field{
		Name: f.Name, Label: f.Label, Verb: f.ChangedTo(after),
		Old: f.Write(old, names), New: f.Write(after, names), Shift: f.Shift(old, after),
	}
	switch f.Kind {
	case retro.FieldProse:
		field.Ops = wordOps(unlinked(field.Old, field.New))
	case retro.FieldMarkdown:
		document := Documents(field.Old, field.New)
		field.Document = &document
		if !slices.ContainsFunc(document.Blocks, func(b Block) bool { return b.Status != BlockSame || b.Moved }) {
			field.Verb = "rewrapped" // only the wrapping of its lines differs
		}
	case retro.FieldValue:
	}
	return field, true
}

// unlinked are two texts as people read them, without what makes their links, where that
// tells them apart.
func unlinked(old, after string) (string, string) {
	if before, now := retro.Unlinked(old), retro.Unlinked(after); before != now {
		return before, now
	}
	return old, after
}

// NamesOf names what is cited by the label that it has, or had before, "nginx access
// (lines 10–20)", "Dashboard (box at …)", and events by their titles. What neither
// content knows keeps its id.
func NamesOf(from, to retro.Content) retro.Names {
	return retro.Names{
		Cite: func(c retro.Citation) string {
			label := string(c.Evidence)
			if evidence := to.FindEvidence(c.Evidence); evidence != nil {
				label = evidence.Label
			} else if evidence := from.FindEvidence(c.Evidence); evidence != nil {
				label = evidence.Label
			}
			switch {
			case c.Region != nil:
				return label + " (" + c.Region.String() + ")"
			case c.FromLine == 0:
				return label
			case c.ToLine <= c.FromLine:
				return fmt.Sprintf("%s (line %d)", label, c.FromLine)
			default:
				return fmt.Sprintf("%s (lines %d–%d)", label, c.FromLine, c.ToLine)
			}
		},
		Event: func(id retro.EventID) string {
			event := to.FindEvent(id)
			if event == nil {
				event = from.FindEvent(id)
			}
			if event == nil {
				return string(id)
			}
			return "“" + event.Title + "”"
		},
	}
}
