// Package compare is the command `afterword compare`, which needs neither a
// library nor anything else of Afterword but the comparison of two texts.
//
// It is a package of its own so that it can run [early]: before the tables are
// built that other commands need, which takes five times as long as to compare
// two documents.
package compare

import (
	"io"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// Format is how a difference is written.
type Format string

// The formats. Write knows those that need nothing but the comparison.
const (
	Text     Format = "text"
	JSON     Format = "json"
	HTML     Format = "html"
	Markdown Format = "markdown"
)

// Write compares two texts of Markdown and writes the difference. The error has
// CodeUnsupported for a format other than Text and JSON; else it is that of w.
func Write(w io.Writer, old, after string, format Format, colour bool) error {
	switch format {
	case Text:
		return diff.WriteDocument(w, diff.Documents(old, after), colour)
	case JSON:
		return diff.WriteDocumentJSON(w, diff.Documents(old, after))
	case HTML, Markdown:
	}
	return retro.Errorf(retro.CodeUnsupported, "a difference cannot be written as %q", format)
}
