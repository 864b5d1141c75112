package authoring

import (
	"context"
	"fmt"
	"path"
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// ChangeReport renders what changed between two revisions as a document that
// stands on its own, for a target of package export; an empty to means the
// newest. CodeNotFound for an unknown target or revision.
func (s *Service) ChangeReport(ctx context.Context, id retro.RetrospectiveID, from, to retro.Revision, target string) (export.Result, error) {
	changes, err := s.Compare(ctx, id, from.ID, to.ID)
	if err != nil {
		return export.Result{}, err
	}
	_, head, err := s.head(ctx, id)
	if err != nil {
		return export.Result{}, err
	}
	page, err := wiki.Read([]byte(diff.Markdown(changes)), "changes.md")
	if err != nil {
		return export.Result{}, err
	}
	outline := page.Outline(nil)
	// All of it is one section: nothing in it answers what the document does, and
	// an exporter must not take it for that.
	var body strings.Builder
	fmt.Fprintf(&body, "From %s to %s.\n\n%s", RevisionLabel(from), RevisionLabel(to), joinBlocks(outline.Preamble))
	for _, section := range outline.Sections {
		body.WriteString("\n## " + section.Heading + "\n\n" + joinBlocks(section.Blocks))
	}
	report := retro.Content{Title: "What changed: " + head.Title, Sections: []retro.Section{{Heading: "Changes", Body: body.String()}}}
	input, err := s.inputOf(ctx, report, nil)
	if err != nil {
		return export.Result{}, err
	}
	result, err := export.Render(ctx, input, target)
	for i, file := range result.Files {
		name := path.Base(file.Name)
		if i == 0 && target != "slack" {
			name = "what-changed" + name[strings.IndexByte(name, '.'):]
		}
		result.Files[i].Name = "change-report/" + name
	}
	return result, err
}
