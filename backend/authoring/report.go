package authoring

import (
	"context"
	"fmt"
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// ChangeReport renders what changed between two revisions as a document that
// stands on its own, for a target of package export; an empty to means the
// newest. CodeNotFound for an unknown target or revision.
func (s *Service) ChangeReport(ctx context.Context, id retro.RetrospectiveID, from, to retro.RevisionID, target string) (export.Result, error) {
	input, err := s.reportInput(ctx, id, from, to)
	if err != nil {
		return export.Result{}, err
	}
	return renderReport(ctx, input, target)
}

// RenderReport is ChangeReport for the window: with what the reader will see.
func (s *Service) RenderReport(ctx context.Context, id retro.RetrospectiveID, from, to retro.RevisionID, target string) (Rendered, error) {
	input, err := s.reportInput(ctx, id, from, to)
	if err != nil {
		return Rendered{}, err
	}
	result, err := renderReport(ctx, input, target)
	if err != nil {
		return Rendered{}, err
	}
	return rendered(result), nil
}

// DebriefReport names the revisions between which the report of a debrief tells
// what changed: the post-debrief checkpoint and the newest pre-debrief one before
// it. CodeNotFound where the checkpoint is of another kind, or no other precedes
// it. revisions are the newest first.
func DebriefReport(revisions []retro.Revision, post retro.Revision) (from retro.Revision, err error) {
	for _, r := range revisions {
		if post.Kind == retro.RevisionPostDebrief && r.Kind == retro.RevisionPreDebrief && r.Seq < post.Seq {
			return r, nil
		}
	}
	return retro.Revision{}, retro.Errorf(retro.CodeNotFound, "no pre-debrief checkpoint precedes %s", RevisionLabel(post)).
		WithHint("name both revisions")
}

// reportInput makes a document of a change set.
func (s *Service) reportInput(ctx context.Context, id retro.RetrospectiveID, fromID, toID retro.RevisionID) (export.Input, error) {
	body, err := s.reportBody(ctx, id, fromID, toID, nil)
	if err != nil {
		return export.Input{}, err
	}
	_, head, err := s.head(ctx, id)
	if err != nil {
		return export.Input{}, err
	}
	report := retro.Content{Title: "What changed: " + head.Title, Sections: []retro.Section{{Heading: "Changes", Body: body}}}
	return s.inputOf(ctx, report, nil)
}

// reportBody is the text of a report, in Markdown; equal is that of compare.
func (s *Service) reportBody(
	ctx context.Context, id retro.RetrospectiveID, fromID, toID retro.RevisionID, equal func(before, after *retro.Content),
) (string, error) {
	compared, err := s.compare(ctx, s.store.Lists().Leaving(), id, fromID, toID, func(before, after *retro.Content) {
		// Whom a report reaches has seen nothing that was hidden: a section that is hidden
		// since is gone for them.
		*before, *after = before.Visible(), after.Visible()
		if equal != nil {
			equal(before, after)
		}
	})
	if err != nil {
		return "", err
	}
	from, err := s.store.Revision(ctx, fromID)
	if err != nil {
		return "", err
	}
	to, _, err := s.head(ctx, id)
	if err != nil {
		return "", err
	}
	if toID != "" && toID != to.ID {
		if to, err = s.store.Revision(ctx, toID); err != nil {
			return "", err
		}
	}
	page, err := wiki.Read([]byte(diff.Markdown(compared.Changes)), "changes.md")
	if err != nil {
		return "", err
	}
	outline := page.Outline(nil)
	// All of it is one section: nothing in it answers what the document does, and
	// an exporter must not take it for that.
	var body strings.Builder
	fmt.Fprintf(&body, "From %s to %s.\n\n%s", RevisionLabel(from), RevisionLabel(to), wiki.Body(outline.Preamble))
	for _, section := range outline.Sections {
		body.WriteString("\n## " + section.Heading + "\n\n" + wiki.Body(section.Blocks))
	}
	return body.String(), nil
}

func renderReport(ctx context.Context, input export.Input, target string) (export.Result, error) {
	return renderPage(ctx, input, target, "change-report", "what-changed")
}

// renderPage renders a page of its own, whose files stand in a folder of theirs.
func renderPage(ctx context.Context, input export.Input, target, folder, file string) (export.Result, error) {
	result, err := export.Render(ctx, input, target)
	for i := range result.Files {
		name := result.Files[i].Name // pictures stand in a folder below
		if i == 0 && target != "slack" {
			name = file + name[strings.IndexByte(name, '.'):]
		}
		result.Files[i].Name = folder + "/" + name
	}
	return result, err
}
