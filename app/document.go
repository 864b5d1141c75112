package app

import (
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

// Document is the room of the written part.
type Document struct{ core }

// SaveSection stores a section's text.
func (d *Document) SaveSection(id retro.RetrospectiveID, section retro.SectionID, body string) (authoring.Edited, error) {
	return d.service.SaveSection(d.context(), id, section, body)
}

// UpdateSection changes heading, prompt and live block.
func (d *Document) UpdateSection(id retro.RetrospectiveID, section retro.Section) (authoring.Edited, error) {
	return d.service.UpdateSection(d.context(), id, section)
}

// AddSection puts a section without text after another.
func (d *Document) AddSection(id retro.RetrospectiveID, section retro.Section, after retro.SectionID) (authoring.Edited, error) {
	return d.service.AddSection(d.context(), id, section, after)
}

// MarkDraft marks the retrospective as a draft, or as final.
func (d *Document) MarkDraft(id retro.RetrospectiveID, isDraft bool) (authoring.Edited, error) {
	return d.service.MarkDraft(d.context(), id, isDraft)
}

// MarkSolo makes it one person's own account, without a debrief, or not any more.
func (d *Document) MarkSolo(id retro.RetrospectiveID, alone bool) (authoring.Edited, error) {
	return d.service.MarkSolo(d.context(), id, alone)
}

// RemoveSection takes a section out.
func (d *Document) RemoveSection(id retro.RetrospectiveID, section retro.SectionID) (authoring.Edited, error) {
	return d.service.RemoveSection(d.context(), id, section)
}

// MoveSection puts a section at a place.
func (d *Document) MoveSection(id retro.RetrospectiveID, section retro.SectionID, to int) (authoring.Edited, error) {
	return d.service.MoveSection(d.context(), id, section, to)
}

// HideSection hides a section, or shows it again.
func (d *Document) HideSection(id retro.RetrospectiveID, section retro.SectionID, hidden bool) (authoring.Edited, error) {
	return d.service.HideSection(d.context(), id, section, hidden)
}

// SwitchTemplate gives the document the shape of another template.
func (d *Document) SwitchTemplate(id retro.RetrospectiveID, name string) (authoring.Edited, error) {
	return d.service.SwitchTemplate(d.context(), id, name)
}

// SaveStructure keeps the sections as a template of one's own.
func (d *Document) SaveStructure(id retro.RetrospectiveID, title string) (retro.Template, error) {
	return d.service.SaveStructure(d.context(), id, title)
}

// Wording are the findings about the wording, with what became of each.
func (d *Document) Wording(id retro.RetrospectiveID) ([]review.Finding, error) {
	return d.service.Wording(d.context(), id)
}

// DigDeeper links a finding to the factor that lies deeper, or to a new one with the
// title.
func (d *Document) DigDeeper(id retro.RetrospectiveID, about retro.Verdict, title string) (authoring.Edited, error) {
	return d.service.DigDeeper(d.context(), id, about, title)
}

// LetStand lets a finding stand for a reason.
func (d *Document) LetStand(id retro.RetrospectiveID, about retro.Verdict) (authoring.Edited, error) {
	return d.service.LetStand(d.context(), id, about)
}

// Reopen takes back what was made of a finding.
func (d *Document) Reopen(id retro.RetrospectiveID, verdict retro.VerdictID) (authoring.Edited, error) {
	return d.service.Reopen(d.context(), id, verdict)
}

// AddPrivateNote keeps what leaves with nothing.
func (d *Document) AddPrivateNote(id retro.RetrospectiveID, note retro.PrivateNote) (authoring.Edited, error) {
	return d.service.AddPrivateNote(d.context(), id, note)
}

// UpdatePrivateNote changes the words of a private note.
func (d *Document) UpdatePrivateNote(id retro.RetrospectiveID, note retro.PrivateNoteID, text string) (authoring.Edited, error) {
	return d.service.UpdatePrivateNote(d.context(), id, note, text)
}

// RemovePrivateNote takes a private note out.
func (d *Document) RemovePrivateNote(id retro.RetrospectiveID, note retro.PrivateNoteID) (authoring.Edited, error) {
	return d.service.RemovePrivateNote(d.context(), id, note)
}

// PromotePrivateNote puts a private note into a section, or "" into what it is about.
func (d *Document) PromotePrivateNote(id retro.RetrospectiveID, note retro.PrivateNoteID, section retro.SectionID) (authoring.Edited, error) {
	return d.service.PromotePrivateNote(d.context(), id, note, section)
}

// Preview returns sanitised HTML of Markdown as the document shows it.
func (d *Document) Preview(id retro.RetrospectiveID, markdown string) (string, error) {
	return d.service.Preview(d.context(), id, markdown)
}

// Block returns sanitised HTML of a live block.
func (d *Document) Block(id retro.RetrospectiveID, block retro.LiveBlock) (string, error) {
	return d.service.Block(d.context(), id, block)
}

// FromHTML returns the Markdown of pasted HTML.
func (*Document) FromHTML(html string) (string, error) { return authoring.FromHTML(html) }

// SaveRow replaces a row of a table, or adds one that has no id.
func (d *Document) SaveRow(id retro.RetrospectiveID, table retro.Noun, row retro.Row) (authoring.Edited, error) {
	return d.service.SaveRow(d.context(), id, table, row)
}

// SeenBefore lists other retrospectives that speak of the same.
func (d *Document) SeenBefore(id retro.RetrospectiveID) ([]authoring.Alike, error) {
	return d.service.SeenBefore(d.context(), id)
}

// AddSeenBefore puts an earlier retrospective into the table of what was seen before.
func (d *Document) AddSeenBefore(id, earlier retro.RetrospectiveID) (authoring.Edited, error) {
	return d.service.AddSeenBefore(d.context(), id, earlier)
}

// RemoveRow takes a row out of a table.
func (d *Document) RemoveRow(id retro.RetrospectiveID, table retro.Noun, row retro.RowID) (authoring.Edited, error) {
	return d.service.RemoveRow(d.context(), id, table, row)
}

// MoveRow puts a row at a place in its table.
func (d *Document) MoveRow(id retro.RetrospectiveID, table retro.Noun, row retro.RowID, to int) (authoring.Edited, error) {
	return d.service.MoveRow(d.context(), id, table, row, to)
}

// AddUsualRows adds the rows that a table usually begins with.
func (d *Document) AddUsualRows(id retro.RetrospectiveID, table retro.Noun) (authoring.Edited, error) {
	return d.service.AddUsualRows(d.context(), id, table)
}

// Words returns how many words each section has.
func (d *Document) Words(id retro.RetrospectiveID) (map[retro.SectionID]int, error) {
	return d.service.Words(d.context(), id)
}

// FindWords looks through the headings and texts of all sections.
func (d *Document) FindWords(id retro.RetrospectiveID, query authoring.WordsQuery) (authoring.FoundWords, error) {
	return d.service.FindWords(d.context(), id, query)
}

// ReplaceWords puts other words in place of all that FindWords finds, or of one
// place alone.
func (d *Document) ReplaceWords(id retro.RetrospectiveID, query authoring.WordsQuery, replacement string, only *authoring.WordsPlace) (authoring.ReplacedWords, error) {
	return d.service.ReplaceWords(d.context(), id, query, replacement, only)
}
