package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

type sectionCmd struct {
	ID      string `arg:"" help:"The retrospective."`
	Heading string `arg:"" help:"The section's heading."`
	File    string `help:"Write the section from a Markdown file, - for standard input." placeholder:"F" xor:"does"`
	Hide    bool   `help:"Hide the section: it keeps its text and leaves with no export." xor:"does"`
	Show    bool   `help:"Show it again." xor:"does"`
}

func (c *sectionCmd) Run(ctx context.Context, s *session) error {
	if c.Hide || c.Show {
		return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
			section, err := service.FindSection(ctx, id, c.Heading)
			if err != nil {
				return err
			}
			edited, err := service.HideSection(ctx, id, section.ID, c.Hide)
			if err != nil {
				return err
			}
			return s.printEdited(edited.Unchanged, edited.Content.FindSection(section.ID), func(io.Writer) {})
		})
	}
	if c.File == "" {
		return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
			section, err := service.FindSection(ctx, id, c.Heading)
			if err != nil {
				return err
			}
			return s.print(section, func(w io.Writer) { fmt.Fprint(w, withNewline(section.Body)) })
		})
	}
	body, err := s.readText(c.File)
	if err != nil {
		return err
	}
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		edited, err := service.WriteSection(ctx, id, c.Heading, body)
		if err != nil {
			return err
		}
		section := edited.Content.SectionByHeading(c.Heading)
		return s.printEdited(edited.Unchanged, section, func(io.Writer) {
			if !edited.Unchanged {
				s.say("wrote %s to %s", retro.Count(markdown.CountWords(section.Written()), "word", "words"), section.Heading)
			}
		})
	})
}

type draftCmd struct {
	ID    string `arg:"" help:"The retrospective."`
	Final bool   `help:"Mark it as final."`
}

func (c *draftCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		edited, err := service.MarkDraft(ctx, id, !c.Final)
		if err != nil {
			return err
		}
		state := struct {
			IsDraft bool `json:"draft"`
		}{edited.Content.IsDraft}
		return s.printEdited(edited.Unchanged, state, func(io.Writer) {})
	})
}

type soloCmd struct {
	ID  string `arg:"" help:"The retrospective."`
	Off bool   `help:"Hold a debrief after all."`
}

func (c *soloCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		edited, err := service.MarkSolo(ctx, id, !c.Off)
		if err != nil {
			return err
		}
		state := struct {
			IsSolo bool `json:"solo"`
		}{edited.Content.Solo.Is()}
		return s.printEdited(edited.Unchanged, state, func(io.Writer) {})
	})
}

// maxText is the largest Markdown file that a command reads, in bytes.
const maxText = 64 << 20

// readText reads a file, or standard input for "-".
func (s *session) readText(path string) (string, error) {
	if path == "-" {
		return readAll(s.In, "standard input", 0)
	}
	file, err := os.Open(path) //nolint:gosec // the person names the file
	if err != nil {
		return "", cannotRead(path, err)
	}
	defer file.Close() //nolint:errcheck // only read from
	var size int64
	if info, err := file.Stat(); err == nil {
		size = info.Size()
	}
	return readAll(file, path, size)
}

// readAll reads a text that probably has so many bytes, without copying it.
func readAll(r io.Reader, name string, size int64) (string, error) {
	var text strings.Builder
	text.Grow(int(min(size, maxText)))
	if _, err := io.Copy(&text, io.LimitReader(r, maxText+1)); err != nil {
		return "", cannotRead(name, err)
	}
	if text.Len() > maxText {
		return "", retro.Errorf(retro.CodeInvalid, "%s is larger than %d MB", name, maxText>>20)
	}
	return text.String(), nil
}

func cannotRead(path string, err error) error {
	return retro.Errorf(retro.CodeInvalid, "cannot read %s: %w", path, err)
}

func withNewline(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}
