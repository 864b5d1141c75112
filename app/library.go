package app

import (
	"fmt"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/example"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// Library is the home of the window.
type Library struct{ core }

// List returns a window of the retrospectives.
func (l *Library) List(query library.Query) (library.Listing, error) {
	return l.service.Library(l.context(), query)
}

// Counts tells how much there is to do in all of them.
func (l *Library) Counts() (library.Counts, error) { return l.service.Counts(l.context()) }

// Outstanding returns a window of the action items that are not done.
func (l *Library) Outstanding(offset, limit int) (library.Outstanding, error) {
	return l.service.Outstanding(l.context(), offset, limit)
}

// Learnings returns a window of what was learned.
func (l *Library) Learnings(query library.LearningQuery) (library.Learnings, error) {
	return l.service.Learnings(l.context(), query)
}

// SaveLearnings lets the person choose a place and writes what was learned there, as a
// table for spreadsheets. It returns the path, or "" when they cancel.
func (l *Library) SaveLearnings(query library.LearningQuery) (string, error) {
	table, err := l.service.LearningsCSV(l.context(), query)
	if err != nil {
		return "", err
	}
	chosen, err := l.native.ChooseSavePath(l.context(), "Save what was learned", "learnings.csv")
	if err != nil || chosen == "" {
		return "", err
	}
	return chosen, authoring.WriteFile(chosen, table)
}

// Search looks for words in the whole library.
func (l *Library) Search(words string) ([]library.Hit, error) {
	return l.service.Search(l.context(), words)
}

// Create begins a retrospective; an empty template name means the default one.
func (l *Library) Create(title, template string) (authoring.Workspace, error) {
	return l.service.Create(l.context(), title, template)
}

// Open returns a retrospective to work on.
func (l *Library) Open(id retro.RetrospectiveID) (authoring.Workspace, error) {
	return l.service.Open(l.context(), id)
}

// Delete hides a retrospective.
func (l *Library) Delete(id retro.RetrospectiveID) error { return l.service.Delete(l.context(), id) }

// Undelete shows it again.
func (l *Library) Undelete(id retro.RetrospectiveID) error {
	return l.service.Undelete(l.context(), id)
}

// Check reads the whole library and verifies it.
func (l *Library) Check() (library.Report, error) { return l.service.CheckLibrary(l.context()) }

// Copies lists the copies of the library.
func (l *Library) Copies() (authoring.Copies, error) { return l.service.Copies(l.context()) }

// BackUp keeps a copy of the library now.
func (l *Library) BackUp() (library.Copy, error) { return l.service.BackUp(l.context()) }

// RestoreCopy puts a copy in place of the library. What was open must be opened
// again.
func (l *Library) RestoreCopy(name string) error { return l.service.RestoreCopy(l.context(), name) }

// Templates lists the templates, the default one first.
func (l *Library) Templates() ([]retro.Template, error) { return l.service.Templates(l.context()) }

// TemplateText returns a template as Markdown.
func (l *Library) TemplateText(name string) (string, error) {
	return l.service.TemplateText(l.context(), name)
}

// ReadTemplate reads Markdown as a template, to look at it before it is kept.
func (*Library) ReadTemplate(markdown string) (retro.Template, error) {
	return authoring.ReadTemplate(markdown)
}

// SaveTemplate keeps a template of one's own.
func (l *Library) SaveTemplate(markdown string) (retro.Template, error) {
	return l.service.SaveTemplate(l.context(), markdown)
}

// TemplateUse tells how often each section of each template stayed empty.
func (l *Library) TemplateUse() ([]authoring.SectionUse, error) {
	return l.service.TemplateUse(l.context())
}

// TemplateRevisions lists what a template of one's own was, oldest first.
func (l *Library) TemplateRevisions(name string) ([]authoring.TemplateRevision, error) {
	return l.service.TemplateRevisions(l.context(), name)
}

// RemoveTemplate takes a template of one's own away.
func (l *Library) RemoveTemplate(name string) error {
	return l.service.RemoveTemplate(l.context(), name)
}

// Example builds the example retrospective and opens it.
func (l *Library) Example() (authoring.Workspace, error) {
	id, err := example.Build(l.context(), l.service)
	if err != nil {
		return authoring.Workspace{}, fmt.Errorf("build the example: %w", err)
	}
	return l.service.Open(l.context(), id)
}

// Rename gives a retrospective another title.
func (l *Library) Rename(id retro.RetrospectiveID, title string) (authoring.Edited, error) {
	return l.service.Rename(l.context(), id, title)
}

// SetZones chooses the zones shown beside UTC.
func (l *Library) SetZones(id retro.RetrospectiveID, zones []string) (authoring.Edited, error) {
	return l.service.SetZones(l.context(), id, zones)
}
