package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// w3cColumns reads the header of a W3C extended log, whose entries begin with a
// date and a time in UTC; nil for any other source.
func w3cColumns(sample []byte) []string {
	if !bytes.HasPrefix(bytes.TrimPrefix(sample, []byte("\xef\xbb\xbf")), []byte("#")) {
		return nil
	}
	const opening = "#Fields:"
	_, header, found := bytes.Cut(sample, []byte(opening))
	if !found {
		return nil
	}
	header, _, _ = bytes.Cut(header, []byte("\n"))
	columns := strings.Fields(text(header))
	if len(columns) < 3 || columns[0] != "date" || columns[1] != "time" {
		return nil
	}
	return columns
}

// w3cLevel reads the HTTP status where the header names one.
func (p *plan) w3cLevel(line []byte) retro.Level {
	rest := line
	for _, name := range p.columns {
		end := bytes.IndexAny(rest, " \t")
		if end < 0 {
			end = len(rest)
		}
		if name == "sc-status" {
			if end == 3 && digitsAt(rest, 0) == 3 {
				return levelOfStatus(number(rest[:3]))
			}
			return retro.LevelNone
		}
		rest = rest[min(end+1, len(rest)):]
	}
	return retro.LevelNone
}

// describeW3C names the fields as the header does.
func (p *plan) describeW3C(line []byte, h *head, d *Description) {
	rest := bytes.TrimLeft(line[h.to:], " \t")
	d.Text = text(rest)
	for _, name := range p.columns[2:] {
		end := bytes.IndexAny(rest, " \t")
		if end < 0 {
			end = len(rest)
		}
		if value := rest[:end]; len(value) > 0 && string(value) != "-" {
			d.add(name, value)
		}
		rest = rest[min(end+1, len(rest)):]
	}
}
