package export

import "github.com/afterword-app/afterword/backend/retro"

// decisions lists what the debrief decided, in the order in which it was noted.
func (b *builder) decisions() []block {
	var l list
	for _, note := range b.in.Content.Debrief.Notes {
		if note.Kind == retro.NoteDecision {
			l.items = append(l.items, item{blocks: parseMarkdown(note.Text, b)})
		}
	}
	if len(l.items) == 0 {
		return nil
	}
	return []block{l}
}
