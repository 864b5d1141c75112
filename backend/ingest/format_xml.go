package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var xmlFormat = format{
	name: "xml", title: "XML events (log4j, java.util.logging, Windows, FoundationDB)",
	plural: "XML events",
	samples: []string{
		"<log4j:event logger=\"shop.Cart\" timestamp=\"1773524400123\" level=\"ERROR\" thread=\"main\">\n<log4j:message>boom</log4j:message>\n</log4j:event>",
		"<record>\n  <date>2026-03-14T21:40:00</date>\n  <level>INFO</level>\n  <message>started</message>\n</record>",
		`<Event Severity="40" Time="1773524400.123456" DateTime="2026-03-14T21:40:00Z" Type="IOTimeout" Machine="10.0.0.7:4500" />`,
		"<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Level>2</Level><TimeCreated SystemTime='2026-03-14T21:40:00.1234567Z'/></System></Event>",
	},
	describe: describeXML,
}

// describeXML names the attributes of the element that an event begins with.
func describeXML(line []byte, _ *head, d *Description) {
	d.Text = text(line)
	_, rest, _ := bytes.Cut(line, []byte(" "))
	for {
		name, value, found := bytes.Cut(rest, []byte(`="`))
		value, after, closed := bytes.Cut(value, []byte{'"'})
		if !found || !closed {
			return
		}
		d.add(text(bytes.TrimSpace(name)), value)
		rest = after
	}
}

// xmlReach is how far behind its first line the time of an event is looked for.
const xmlReach = 2048

// headXML reads the element that an event begins with, whose time stands in an
// attribute or in an element of its own.
func headXML(line, next []byte, h *head) bool {
	var keys []string
	switch {
	case bytes.HasPrefix(line, []byte("<log4j:event ")), bytes.HasPrefix(line, []byte("<event ")):
		keys = []string{` timestamp="`}
	case bytes.Equal(line, []byte("<record>")):
		keys = []string{"<date>"}
	case bytes.HasPrefix(line, []byte("<Event Severity=")):
		keys = []string{` DateTime="`, ` Time="`}
	case bytes.HasPrefix(line, []byte("<Event ")), bytes.Equal(line, []byte("<Event>")):
		keys = []string{"SystemTime='", `SystemTime="`}
	default:
		return false
	}
	h.format, h.text = formatXML, 0
	h.level = levelOfElement(line)
	for _, key := range keys {
		if at := bytes.Index(line, []byte(key)); at >= 0 {
			from := at + len(key)
			n := stamp.Parse(line[from:], &h.Stamp)
			h.from, h.to = from, from+n
			return n > 0
		}
	}
	next = next[:min(len(next), xmlReach)]
	if end := bytes.Index(next, []byte("\n<record>")); end >= 0 {
		next = next[:end]
	}
	for _, key := range keys {
		if at := bytes.Index(next, []byte(key)); at >= 0 {
			h.from, h.to, h.level = 0, 0, levelOfElement(next)
			return stamp.Parse(next[at+len(key):], &h.Stamp) > 0
		}
	}
	return false
}

// levelOfElement finds a level in an attribute or element of that name.
func levelOfElement(b []byte) retro.Level {
	for _, key := range []string{`level="`, "<level>"} {
		if at := bytes.Index(b, []byte(key)); at >= 0 {
			rest := b[at+len(key):]
			if end := bytes.IndexAny(rest, `"<`); end > 0 {
				return levelOfWord(rest[:end])
			}
		}
	}
	if severity, found := bytes.CutPrefix(b, []byte(`<Event Severity="`)); found && stamp.DigitsAt(severity, 0) == 2 {
		return traceLevel(stamp.Number(severity[:2]))
	}
	const windows = "<Level>"
	if at := bytes.Index(b, []byte(windows)); at >= 0 && at+len(windows)+1 < len(b) && b[at+len(windows)+1] == '<' {
		return windowsLevel(b[at+len(windows)])
	}
	return retro.LevelNone
}

// windowsLevel reads the number of a level in the events of Windows. 0 stands for those that
// say none.
func windowsLevel(number byte) retro.Level {
	switch number {
	case '1':
		return retro.LevelFatal
	case '2':
		return retro.LevelError
	case '3':
		return retro.LevelWarn
	case '4':
		return retro.LevelInfo
	case '5':
		return retro.LevelDebug
	}
	return retro.LevelNone
}
