package diff

import (
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/retro"
)

// WriteDocumentJSON writes the difference of two texts as the JSON that
// encoding/json makes of it, one block a line. It is written by hand because a
// document is mostly text: encoding/json takes longer to write it than the
// comparison took to find it. The error is that of w.
func WriteDocumentJSON(w io.Writer, d Document) error {
	// A piece that fits a pipe, written again and again, since the pages of a
	// buffer for the whole would cost more than the calls.
	const piece = 32 << 10
	out := append(make([]byte, 0, piece+piece/4), `{"blocks": [`...)
	for i := range d.Blocks {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, '\n')
		out = d.Blocks[i].appendJSON(out)
		if len(out) < piece {
			continue
		}
		if err := writeJSON(w, out); err != nil {
			return err
		}
		out = out[:0]
	}
	out = append(out, "\n], \"words\": {"...)
	out = appendNumber(out, `"same": `, d.Words.Same)
	out = appendNumber(out, `, "added": `, d.Words.Added)
	out = appendNumber(out, `, "removed": `, d.Words.Removed)
	out = appendNumber(out, `, "moved": `, d.Words.Moved)
	return writeJSON(w, append(out, "}}\n"...))
}

func writeJSON(w io.Writer, data []byte) error {
	if _, err := w.Write(data); err != nil {
		return retro.Errorf(retro.CodeInternal, "write the differences: %w", err)
	}
	return nil
}

// appendJSON leaves out Elsewhere, which no difference of two texts has.
func (b *Block) appendJSON(out []byte) []byte {
	out = appendText(append(out, `{"kind": `...), string(b.Kind))
	out = appendText(append(out, `, "status": `...), string(b.Status))
	out = strconv.AppendBool(append(out, `, "moved": `...), b.Moved)
	out = appendNumber(out, `, "old": `, b.Old)
	out = appendNumber(out, `, "new": `, b.New)
	out = append(out, `, "oldText": `...)
	begin := len(out)
	out = appendText(out, b.OldText)
	end := len(out)
	out = append(out, `, "newText": `...)
	if b.OldText == b.NewText {
		// Most blocks are the same, and their text need not be escaped three times.
		text := out[begin:end]
		out = append(append(append(out, text...), `, "ops": [["=", `...), text...)
		return append(out, "]]}"...)
	}
	out = appendText(out, b.NewText)
	out = append(out, `, "ops": [`...)
	for i := range b.Ops {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = b.Ops[i].appendJSON(out)
	}
	return append(out, "]}"...)
}

func (o *Op) appendJSON(out []byte) []byte {
	out = appendText(append(out, '['), string(o.Kind))
	out = appendText(append(out, ", "...), o.Text)
	if o.Kind == OpSpace {
		out = appendText(append(out, ", "...), o.New)
	}
	return append(out, ']')
}

func appendNumber(out []byte, name string, n int) []byte {
	return strconv.AppendInt(append(out, name...), int64(n), 10)
}

// appendText appends a string of JSON. A byte that is no UTF-8 becomes U+FFFD,
// since JSON has no way to write it.
func appendText(out []byte, text string) []byte {
	const digits = "0123456789abcdef"
	out = append(out, '"')
	begin := 0 // of what was not appended yet
	for i := 0; i < len(text); {
		if i+8 <= len(text) && plainInJSON(eight(text, i)) {
			i += 8
			continue
		}
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError && size == 1 {
				out = append(append(out, text[begin:i]...), `\ufffd`...)
				begin = i + 1
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		out = append(out, text[begin:i]...)
		switch c {
		case '\n':
			out = append(out, `\n`...)
		case '\t':
			out = append(out, `\t`...)
		case '"', '\\':
			out = append(out, '\\', c)
		default:
			out = append(out, `\u00`...)
			out = append(out, digits[c>>4], digits[c&0xf])
		}
		i++
		begin = i
	}
	return append(append(out, text[begin:]...), '"')
}
