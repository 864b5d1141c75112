package diff

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"

	"github.com/afterword-app/afterword/backend/retro"
)

// WriteDocumentJSON writes the difference of two texts as JSON, one block a line,
// so that line-based tools can read it as well. A block that is the same has its text
// encoded once for the three places where it stands: a document is mostly text. The
// error is that of w.
func WriteDocumentJSON(w io.Writer, d Document) error {
	out := &jsonWriter{out: bufio.NewWriterSize(w, 64<<10)}
	out.encoder = json.NewEncoder(&out.buffer)
	out.encoder.SetEscapeHTML(false)
	out.raw(`{"blocks": [`)
	for i := range d.Blocks {
		if i > 0 {
			out.raw(",")
		}
		out.raw("\n")
		out.block(&d.Blocks[i])
	}
	out.raw("\n], \"words\": ")
	out.value(d.Words)
	out.raw("}\n")
	if out.err == nil {
		out.err = out.out.Flush()
	}
	if out.err != nil {
		return retro.Errorf(retro.CodeInternal, "write the differences: %w", out.err)
	}
	return nil
}

// jsonWriter writes JSON piece by piece and remembers the first error.
type jsonWriter struct {
	out     *bufio.Writer
	encoder *json.Encoder // into buffer
	buffer  bytes.Buffer
	err     error
}

// block writes a block as encoding/json does. It leaves out Elsewhere, which no
// difference of two texts has.
func (w *jsonWriter) block(b *Block) {
	if b.Status != BlockSame || b.OldText != b.NewText {
		w.value(b)
		return
	}
	w.raw(`{"kind":`)
	w.value(b.Kind)
	w.raw(`,"status":`)
	w.value(b.Status)
	w.raw(`,"moved":`)
	w.value(b.Moved)
	w.raw(`,"old":`)
	w.value(b.Old)
	w.raw(`,"new":`)
	w.value(b.New)
	w.raw(`,"oldText":`)
	text := w.value(b.OldText)
	w.raw(`,"newText":`)
	w.bytes(text)
	w.raw(`,"ops":[["=",`)
	w.bytes(text)
	w.raw("]]}")
}

// value writes a value and returns what was written, which the next call overwrites.
func (w *jsonWriter) value(value any) []byte {
	w.buffer.Reset()
	if err := w.encoder.Encode(value); err != nil && w.err == nil {
		w.err = err
	}
	written := bytes.TrimSuffix(w.buffer.Bytes(), []byte("\n"))
	w.bytes(written)
	return written
}

func (w *jsonWriter) raw(text string) {
	if _, err := w.out.WriteString(text); err != nil && w.err == nil {
		w.err = err
	}
}

func (w *jsonWriter) bytes(data []byte) {
	if _, err := w.out.Write(data); err != nil && w.err == nil {
		w.err = err
	}
}
