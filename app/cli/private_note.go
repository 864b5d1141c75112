package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

type privateCmd struct {
	ID      string `arg:"" help:"The retrospective."`
	Text    string `arg:"" optional:"" help:"What to note, or what the --note says instead."`
	Section string `help:"About this section, or where the --note is put." placeholder:"HEADING" xor:"about"`
	Event   string `help:"About this event." placeholder:"EVENT" xor:"about"`
	Note    string `help:"Change this note." placeholder:"NOTE"`
	Remove  bool   `help:"Take the --note out." xor:"does"`
	Promote bool   `help:"Put the --note at the end of what it is about, or of the --section: it leaves with that." xor:"does"`
}

func (c *privateCmd) Run(ctx context.Context, s *session) error {
	if (c.Remove || c.Promote) && c.Note == "" {
		return retro.Errorf(retro.CodeInvalid, "which note?").WithHint("name it with --note")
	}
	if c.Note == "" && c.Text == "" {
		return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
			opened, err := service.Open(ctx, id)
			if err != nil {
				return err
			}
			return s.print(privateNotes(opened.Content), func(w io.Writer) { printPrivate(w, &opened.Content) })
		})
	}
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		edited, err := c.change(ctx, service, id)
		if err != nil {
			return err
		}
		return s.printEdited(edited.Unchanged, privateNotes(edited.Content), func(w io.Writer) { printPrivate(w, &edited.Content) })
	})
}

func (c *privateCmd) change(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
	var section retro.SectionID
	if c.Section != "" {
		found, err := service.FindSection(ctx, id, c.Section)
		if err != nil {
			return authoring.Edited{}, err
		}
		section = found.ID
	}
	if c.Note != "" {
		note, err := service.FindPrivateNote(ctx, id, c.Note)
		switch {
		case err != nil:
			return authoring.Edited{}, err
		case c.Remove:
			return service.RemovePrivateNote(ctx, id, note.ID)
		case c.Promote:
			return service.PromotePrivateNote(ctx, id, note.ID, section)
		}
		return service.UpdatePrivateNote(ctx, id, note.ID, c.Text)
	}
	note := retro.PrivateNote{Text: c.Text}
	switch {
	case section != "":
		note.About, note.Of = retro.NounSection, string(section)
	case c.Event != "":
		event, err := service.FindEvent(ctx, id, c.Event)
		if err != nil {
			return authoring.Edited{}, err
		}
		note.About, note.Of = retro.NounEvent, string(event.ID)
	}
	return service.AddPrivateNote(ctx, id, note)
}

// privateNotes are those of a content, never nil.
func privateNotes(c retro.Content) []retro.PrivateNote {
	return append([]retro.PrivateNote{}, c.Private...)
}

func printPrivate(w io.Writer, c *retro.Content) {
	for _, note := range c.Private {
		about := ""
		if section := c.FindSection(retro.SectionID(note.Of)); section != nil {
			about = "  " + section.Heading
		} else if event := c.FindEvent(retro.EventID(note.Of)); event != nil {
			about = "  " + event.Title
		}
		fmt.Fprintf(w, "%s%s\n  %s\n", note.ID, about, strings.ReplaceAll(note.Text, "\n", "\n  "))
	}
}
