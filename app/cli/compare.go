package cli

import (
	"context"
	"io"
	"path/filepath"

	"github.com/afterword-app/afterword/backend/diff"
)

type compareCmd struct {
	Old    string `arg:"" help:"The earlier Markdown file, - for standard input."`
	New    string `arg:"" help:"The later Markdown file."`
	Format string `help:"text, html, markdown or json." enum:"text,html,markdown,json" default:"text"`
}

func (c *compareCmd) Run(_ context.Context, s *session) error {
	before, err := s.readText(c.Old)
	if err != nil {
		return err
	}
	after, err := s.readText(c.New)
	if err != nil {
		return err
	}
	document := diff.Documents(before, after)
	if s.json || c.Format == "json" {
		return diff.WriteDocumentJSON(s.Out, document)
	}
	return s.write(c.Format, document, formats{
		text: func(w io.Writer) error { return diff.WriteDocument(w, document, s.Colour) },
		html: func() string {
			return diff.Page(filepath.Base(c.Old)+" and "+filepath.Base(c.New), diff.DocumentHTML(document, renderBlocks))
		},
		markdown: func() string { return diff.DocumentMarkdown(document) },
	})
}
