package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// w3cColumns reads the header of a W3C extended log, whose entries begin with a
// date and a time in UTC, or with the time alone; nil for any other source.
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
	if len(columns) < 3 || columns[0] != "time" && (columns[0] != "date" || columns[1] != "time") {
		return nil
	}
	return columns
}

// isClockOnly reports whether the source is a W3C log whose entries begin with the
// time alone. Their day stands in the header, which is repeated with each new one.
func (p *plan) isClockOnly() bool { return len(p.columns) > 0 && p.columns[0] == "time" }

// headW3CDate reads the line of a header that names the day of the entries after it,
// "#Date: 2026-03-14 21:40:00". It begins no entry.
func (p *plan) headW3CDate(line []byte, h *head) bool {
	const opening = "#Date: "
	if !p.isClockOnly() || !bytes.HasPrefix(line, []byte(opening)) || stamp.ParseISO(line[len(opening):], &h.Stamp) == 0 {
		return false
	}
	h.from, h.to, h.text = 0, 0, 0
	h.Flags, h.format, h.level = flagDay, formatW3C, retro.LevelNone
	return true
}

// headW3CClock reads the first column of an entry that is but a time of day.
func (p *plan) headW3CClock(line []byte, h *head) bool {
	clock, precision, n := stamp.ParseClock(line)
	if n == 0 || precision == stamp.PrecisionMinute || n >= len(line) || line[n] != ' ' && line[n] != '\t' {
		return false
	}
	h.Stamp = stamp.Stamp{At: clock, Precision: precision, Flags: stamp.Dateless}
	if p.local {
		h.Zone = stamp.NoZone
	}
	h.from, h.to, h.text = 0, n, skipSeparators(line, n)
	h.format, h.level = formatW3C, p.w3cLevel(line)
	return true
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
			if end == 3 && stamp.DigitsAt(rest, 0) == 3 {
				return levelOfStatus(stamp.Number(rest[:3]))
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
	names := p.columns[2:]
	if p.isClockOnly() {
		names = p.columns[1:]
	}
	for _, name := range names {
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
