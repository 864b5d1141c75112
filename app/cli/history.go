package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

type checkpointCmd struct {
	ID    string `arg:"" help:"The retrospective."`
	Name  string `arg:"" optional:"" help:"The checkpoint's name."`
	Kind  string `help:"named, pre-debrief, post-debrief or shared." default:"named"`
	Place string `help:"Where it was shared: a channel, a page, a link. It names the checkpoint." placeholder:"PLACE"`
}

func (c *checkpointCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		if c.Place != "" {
			if c.Name != "" || c.Kind != string(retro.RevisionShared) && c.Kind != string(retro.RevisionNamed) {
				return retro.Errorf(retro.CodeInvalid, "what was shared is named by its place").WithHint("leave the name and the kind out")
			}
			edited, err := service.MarkShared(ctx, id, c.Place)
			if err != nil {
				return err
			}
			return s.printSaved(edited)
		}
		edited, err := service.Checkpoint(ctx, id, c.Name, retro.RevisionKind(c.Kind))
		if err != nil {
			return err
		}
		return s.printSaved(edited)
	})
}

func (s *session) printSaved(edited authoring.Edited) error {
	r := edited.Revision
	return s.printEdited(edited.Unchanged, r, func(w io.Writer) { fmt.Fprintf(w, "%s  %s\n", r.ID, authoring.RevisionLabel(r)) })
}

type diffCmd struct {
	ID     string `arg:"" help:"The retrospective."`
	From   string `arg:"" optional:"" help:"A revision: its id, number, name or kind (default: before the debrief, or the last checkpoint)."`
	To     string `arg:"" optional:"" help:"A later revision (default: after the debrief, or now)."`
	Format string `help:"text, html, markdown or json." enum:"text,html,markdown,json" default:"text"`
}

func (c *diffCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		from, to, err := c.choose(ctx, service, id)
		if err != nil {
			return err
		}
		compared, err := service.Compare(ctx, id, from.ID, to.ID)
		if err != nil {
			return err
		}
		for _, damage := range compared.Damage {
			s.say("%s; what is missing there looks added or removed", damage)
		}
		s.say("%s → %s", authoring.RevisionLabel(from), authoring.RevisionLabel(to))
		return s.printChanges(c.Format, compared.Changes)
	})
}

func (s *session) printChanges(format string, changes diff.ChangeSet) error {
	return s.write(format, changes, formats{
		text:     func(w io.Writer) error { return diff.WriteText(w, changes, s.Colour) },
		html:     func() string { return diff.Page("What changed", diff.HTML(changes, renderBlocks)) },
		markdown: func() string { return diff.Markdown(changes) },
	})
}

func (c *diffCmd) choose(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID) (from, to retro.Revision, err error) {
	revisions, err := service.Revisions(ctx, id)
	if err != nil {
		return from, to, err
	}
	from, to = authoring.DefaultComparison(revisions)
	if c.From != "" {
		to = revisions[0]
		if from, err = service.FindRevision(ctx, id, c.From); err != nil {
			return from, to, err
		}
	}
	if c.To != "" {
		to, err = service.FindRevision(ctx, id, c.To)
	}
	return from, to, err
}

type restoreCmd struct {
	ID       string   `arg:"" help:"The retrospective."`
	Revision string   `arg:"" help:"The revision: its id, number, name or kind."`
	Only     []string `help:"Restore only this part, like section:Trigger, block:Trigger/4, event:ID or action:ID; may be repeated." sep:"none"`
	Format   string   `help:"Show what it changed: text, html, markdown or json (default: only name the new revision)." enum:",text,html,markdown,json" default:""`
}

func (c *restoreCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		revision, err := service.FindRevision(ctx, id, c.Revision)
		if err != nil {
			return err
		}
		parts := make([]authoring.Part, len(c.Only))
		for i, part := range c.Only {
			parts[i] = authoring.Part(part)
		}
		before, err := service.FindRevision(ctx, id, "head")
		if err != nil {
			return err
		}
		edited, err := service.Restore(ctx, id, revision.ID, parts...)
		if err != nil {
			return err
		}
		if c.Format == "" {
			return s.printSaved(edited)
		}
		compared, err := service.Compare(ctx, id, before.ID, edited.Revision.ID)
		if err != nil {
			return err
		}
		if edited.Unchanged {
			s.say("Nothing changed")
		}
		s.say("%s  %s", edited.Revision.ID, authoring.RevisionLabel(edited.Revision))
		return s.printChanges(c.Format, compared.Changes)
	})
}

// formats are the ways to write a result beside JSON.
type formats struct {
	text     func(io.Writer) error
	html     func() string
	markdown func() string
}

func (s *session) write(format string, value any, as formats) error {
	if s.json {
		format = "json"
	}
	switch format {
	case "html":
		return s.writeString(as.html())
	case "markdown":
		return s.writeString(as.markdown())
	case "json":
		asJSON := *s
		asJSON.json = true
		return asJSON.print(value, nil)
	default:
		return as.text(s.Out)
	}
}

func (s *session) writeString(text string) error {
	if _, err := io.WriteString(s.Out, withNewline(text)); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}
