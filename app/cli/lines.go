package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// maxIndent is how deep replies are indented at most.
const maxIndent = 8

// lineWriter prints entries one after another.
type lineWriter struct {
	buffer *bufio.Writer
	json   *json.Encoder
	// thread are the messages above the next one in its thread, by their depth.
	thread []authoring.EntryRef
}

func newLineWriter(w io.Writer) *lineWriter {
	buffer := bufio.NewWriterSize(w, 1<<16)
	encoder := json.NewEncoder(buffer)
	encoder.SetEscapeHTML(false)
	return &lineWriter{buffer: buffer, json: encoder}
}

// entry prints one entry: a line of JSON, or its text with the lines that go on
// from the first one indented.
func (l *lineWriter) entry(e authoring.Entry, asJSON bool) error {
	if asJSON {
		if err := l.json.Encode(e); err != nil {
			return fmt.Errorf("print: %w", err)
		}
		return nil
	}
	at := "no time"
	if e.At != nil {
		at = e.At.UTC().Format("2006-01-02 15:04:05.000")
	}
	under := ""
	above := l.isAbove(e)
	if e.Depth > 0 {
		if above {
			e.Reply = nil
		}
		if e.Reply == nil {
			under = strings.Repeat("  ", min(e.Depth, maxIndent)-1) + "↳ "
		}
	}
	text := strings.ReplaceAll(withAsides(e), "\n", "\n"+strings.Repeat(" ", 26+2*min(e.Depth, maxIndent)))
	if _, err := fmt.Fprintf(l.buffer, "%-23s  %-6s %s%s\n", at, e.Level, under, strings.TrimSpace(e.Actor+" "+text)); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// isAbove notes a message of a thread and reports whether the one that it answers was printed
// above: a filter may have left it out.
func (l *lineWriter) isAbove(e authoring.Entry) bool {
	for len(l.thread) <= e.Depth {
		l.thread = append(l.thread, authoring.EntryRef{})
	}
	l.thread = l.thread[:e.Depth+1]
	l.thread[e.Depth] = authoring.EntryRef{Evidence: e.Evidence, Line: e.Line}
	return e.Depth > 0 && e.Reply != nil && l.thread[e.Depth-1] == authoring.EntryRef{Evidence: e.Evidence, Line: e.Reply.Line}
}

// withAsides puts what a conversation shows around a message before and behind its text.
func withAsides(e authoring.Entry) string {
	text := e.Text
	if e.Reply != nil {
		text = "↳ " + replyWords(e.Reply) + "\n" + text
	}
	var notes []string
	if e.Edited {
		notes = append(notes, "edited")
	}
	if e.Reactions != "" {
		notes = append(notes, e.Reactions)
	}
	for _, name := range e.Missing {
		notes = append(notes, "not here: "+name)
	}
	if e.LogLines > 0 {
		notes = append(notes, retro.Count(e.LogLines, "line of a log", "lines of a log"))
	}
	if len(notes) > 0 {
		text += " [" + strings.Join(notes, "; ") + "]"
	}
	return text
}

// replyWords says which message one answers.
func replyWords(r *authoring.Reply) string {
	switch {
	case r.Line == 0 && r.Text == "":
		return "to a message that is not here"
	case r.Line == 0:
		return "to a message that is not here: " + r.Text
	}
	return strings.TrimSpace(r.Actor + ": " + r.Text)
}

func (l *lineWriter) flush() error {
	if err := l.buffer.Flush(); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}
