package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

type findCmd struct {
	ID      string  `arg:"" help:"The retrospective."`
	Text    string  `arg:"" help:"What to look for in the document."`
	Replace *string `help:"Put other words in place of all that is found, as one revision." placeholder:"WORDS"`
	Case    bool    `help:"Tell upper and lower case apart."`
	Whole   bool    `help:"Find only whole words."`
	Regexp  bool    `help:"The text is a regular expression; in WORDS $1 stands for what its first group holds."`
}

func (c *findCmd) Run(ctx context.Context, s *session) error {
	query := authoring.WordsQuery{Text: c.Text, Case: c.Case, Whole: c.Whole, Regexp: c.Regexp}
	if c.Replace == nil {
		return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
			return c.find(ctx, s, service, id, query)
		})
	}
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		replaced, err := service.ReplaceWords(ctx, id, query, *c.Replace, nil)
		if err != nil {
			return err
		}
		told := struct {
			Count  int `json:"count"`
			Hidden int `json:"hidden"`
		}{replaced.Count, replaced.Hidden}
		return s.printEdited(replaced.Edited.Unchanged, told, func(io.Writer) {
			if !replaced.Edited.Unchanged {
				s.say("replaced in %s%s", places(replaced.Count), ofHidden(replaced.Hidden))
			}
		})
	})
}

func (*findCmd) find(ctx context.Context, s *session, service *authoring.Service, id retro.RetrospectiveID, query authoring.WordsQuery) error {
	found, err := service.FindWords(ctx, id, query)
	if err != nil {
		return err
	}
	workspace, err := service.Open(ctx, id)
	if err != nil {
		return err
	}
	return s.print(found, func(w io.Writer) {
		for _, place := range found.Places {
			if section := workspace.Content.FindSection(place.Section); section != nil {
				fmt.Fprintln(w, section.Heading+": "+lineOf(*section, place))
			}
		}
		s.say("%s%s", places(found.Total), ofHidden(found.Hidden))
		if found.Live > 0 {
			s.say("%s more in what live blocks show, which is written elsewhere", places(found.Live))
		}
		if found.Kept > 0 {
			s.say("%s more in marks of live blocks and addresses, which stay", places(found.Kept))
		}
	})
}

func places(n int) string { return retro.Count(n, "place", "places") }

func ofHidden(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %d of them in hidden sections", n)
}

// lineOf is the line in which a place begins.
func lineOf(section retro.Section, place authoring.WordsPlace) string {
	if place.Part == authoring.PartHeading {
		return section.Heading
	}
	units := 0
	for line := range strings.Lines(section.Body) {
		if units += retro.UTF16Length(line); place.From < units {
			return strings.TrimSpace(line)
		}
	}
	return ""
}
