package diff

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/afterword-app/afterword/backend/retro"
)

// WriteDocumentJSON writes the difference of two texts as JSON, one block a line,
// so that line-based tools can read it as well. The error is that of w.
func WriteDocumentJSON(w io.Writer, d Document) error {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	out.WriteString(`{"blocks": [`)
	for i := range d.Blocks {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		if err := encoder.Encode(&d.Blocks[i]); err != nil {
			return retro.Errorf(retro.CodeInternal, "write a block: %w", err)
		}
		out.Truncate(out.Len() - 1) // the line break that Encode adds
	}
	out.WriteString("\n], \"words\": ")
	if err := encoder.Encode(d.Words); err != nil {
		return retro.Errorf(retro.CodeInternal, "write the number of words: %w", err)
	}
	out.Truncate(out.Len() - 1)
	out.WriteString("}\n")
	if _, err := out.WriteTo(w); err != nil {
		return retro.Errorf(retro.CodeInternal, "write the differences: %w", err)
	}
	return nil
}
