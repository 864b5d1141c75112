package merging

import (
	"fmt"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// What tells of a conflict in a document is a quotation that begins with its
// number. It is found again by that, whatever was written inside it meanwhile.

// markStart begins the mark of any conflict.
const markStart = "> [!IMPORTANT]\n> **Conflict "

// Marked counts the conflicts that a body tells of.
func Marked(body string) int { return strings.Count("\n"+body, "\n"+markStart) }

func (c Conflict) markStart() string { return fmt.Sprintf("%s%d.**", markStart, c.Number) }

// mark is the quotation that holds what came in.
func (c Conflict) mark(says string) string {
	mark := fmt.Sprintf("%s %s", c.markStart(), says)
	if theirs := strings.Trim(c.Theirs, "\n"); theirs != "" {
		mark += "\n>\n" + quoteLines(theirs)
	}
	return mark
}

// span is a stretch of a text, in bytes.
type span struct{ start, end int }

// markIn finds the mark in a body, without the line end behind it.
func (c Conflict) markIn(body string) (span, bool) {
	at := strings.Index("\n"+body, "\n"+c.markStart())
	if at < 0 {
		return span{}, false
	}
	end := at
	for line := range strings.Lines(body[at:]) {
		if !strings.HasPrefix(line, ">") {
			break
		}
		end += len(line)
	}
	return span{at, at + len(strings.TrimRight(body[at:end], "\n"))}, true
}

// sectionOf returns the section that tells of the conflict, nil where none does:
// then it is settled.
func (c Conflict) sectionOf(content *retro.Content) *retro.Section {
	for i := range content.Sections {
		if _, ok := c.markIn(content.Sections[i].Body); ok {
			return &content.Sections[i]
		}
	}
	return nil
}

// textIn finds both versions of a text, as told put them there. It returns false
// where ours was written on since.
func (c Conflict) textIn(body string) (span, bool) {
	mark, ok := c.markIn(body)
	if !ok {
		return span{}, false
	}
	if mine := strings.TrimRight(c.Mine, "\n"); mine != "" {
		before, ok := strings.CutSuffix(body[:mark.start], mine+"\n\n")
		if !ok {
			return span{}, false
		}
		mark.start = len(before)
	}
	if strings.HasPrefix(body[mark.end:], "\n\n") {
		mark.end++
	}
	mark.end = min(mark.end+1, len(body))
	return mark, true
}

// told writes both versions of a text: ours, and theirs in the mark.
func (c Conflict) told(says string) string {
	mine := strings.TrimRight(c.Mine, "\n")
	if mine != "" {
		mine += "\n\n"
	}
	return mine + c.mark(says) + "\n\n"
}

func (c Conflict) withoutMark(body string) string {
	mark, ok := c.markIn(body)
	if !ok {
		return body
	}
	return apart(body[:mark.start], "", body[mark.end:])
}

// apart joins texts with an empty line between those that say something.
func apart(texts ...string) string {
	var parts []string
	for _, text := range texts {
		if text = strings.Trim(text, "\n"); text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// tidy joins the two sides of a place at which something was chosen. One side
// alone brings no empty lines with it.
func tidy(before, after string) string {
	if strings.Trim(before, "\n") == "" {
		after = strings.TrimLeft(after, "\n")
		before = ""
	}
	if strings.HasSuffix(before, "\n\n") {
		after = strings.TrimLeft(after, "\n")
	}
	if before+after == "" {
		return ""
	}
	return strings.TrimRight(before+after, "\n") + "\n"
}

// blankAfter is the empty lines behind a text, after the end of its last line.
func blankAfter(text string) string {
	return text[min(len(text), len(strings.TrimRight(text, "\n"))+1):]
}
