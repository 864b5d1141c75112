package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// Programs print tables whose columns stand below their names, parted by blanks. One that has a
// time in a column is read like one that says how long ago things were.

// columnsReach is within how many lines of the beginning such a table is looked for.
const columnsReach = 40

// findColumns looks for a header below which each of the first two rows has a time with its day in
// the same column. A line of dashes below the names tells where the columns are.
func (p *plan) findColumns(sample []byte) *ages {
	var header, found *ages
	lines := 0
	for line := range p.lines(sample) {
		lines++
		if lines > columnsReach {
			break
		}
		if len(bytes.Trim(line, "-=+ ")) == 0 {
			if header != nil && len(line) > 0 && found == nil {
				header.ruled(string(line))
			}
			continue
		}
		row := string(line[:min(len(line), columnsWidth)])
		switch {
		case found != nil:
			if found.timed(row, found.Column) {
				return found
			}
			return nil
		case header != nil && header.findTime(row):
			found = header
		default:
			header = columnsHeader(row)
		}
	}
	if found != nil && lines <= columnsReach {
		return found
	}
	return nil
}

// columnsWidth is how much of a row is looked at.
const columnsWidth = 1024

// columnsHeader reads the names of columns: three at least, which two blanks part, all short and
// without digits.
func columnsHeader(line string) *ages {
	if len(line) > 400 || strings.ContainsAny(line, "0123456789:=;{}\"'\t|") {
		return nil
	}
	a := &ages{Column: -1, header: line}
	for i := 0; i < len(line); {
		for i < len(line) && line[i] == ' ' {
			i++
		}
		end := len(line)
		if gap := strings.Index(line[i:], "  "); gap >= 0 {
			end = i + gap
		}
		if end == i {
			break
		}
		if end-i > 24 || len(strings.Fields(line[i:end])) > 3 {
			return nil
		}
		a.Names, a.Starts = append(a.Names, line[i:end]), append(a.Starts, i)
		i = end
	}
	if len(a.Names) < 3 {
		return nil
	}
	return a
}

// ruled takes the columns from the line of dashes below the names.
func (a *ages) ruled(rule string) {
	var names []string
	var starts []int
	for i := 0; i < len(rule); {
		if rule[i] == ' ' {
			i++
			continue
		}
		end := len(rule)
		if gap := strings.IndexByte(rule[i:], ' '); gap >= 0 {
			end = i + gap
		}
		names = append(names, strings.TrimSpace(a.header[min(i, len(a.header)):min(end, len(a.header))]))
		starts = append(starts, i)
		i = end
	}
	if len(names) >= 3 {
		a.Names, a.Starts = names, starts
	}
}

// findTime finds the column of a row that holds a time with its day.
func (a *ages) findTime(row string) bool {
	for i := range a.Names {
		if a.timed(row, i) {
			a.Column, a.Stamped = i, true
			return true
		}
	}
	return false
}

// timed reports whether a cell of a row is a time with its day.
func (a *ages) timed(row string, column int) bool {
	_, ok := whenOf(a.cell(row, column))
	return ok
}

// headStamped reads a row whose column of times holds one.
func (a *ages) headStamped(line []byte, h *head) bool {
	row := string(line[:min(len(line), columnsWidth)])
	written := a.cell(row, a.Column)
	s, ok := whenOf(written)
	if !ok {
		return false
	}
	h.Stamp = s
	h.from = max(0, strings.Index(row, written))
	h.to, h.text = h.from+len(written), 0
	h.format, h.level = formatCSV, retro.LevelNone
	for i, name := range a.Names {
		if name = strings.ReplaceAll(name, " ", "_"); soundsLikeLevel([]byte(name)) || isForeignLevel(name) {
			h.level = levelOfCell([]byte(a.cell(row, i)))
		}
	}
	return true
}

// bounds returns where a column begins in a row, whose numbers may stand at its right.
func (a *ages) bounds(row string, column int) (start int) {
	switch {
	case column >= len(a.Names):
		return len(row)
	case a.Starts == nil:
		return wordStart(row, column)
	}
	start = min(a.Starts[column], len(row))
	for a.Stamped && start > 0 && start < len(row) && row[start-1] != ' ' {
		start--
	}
	return start
}

// messageOf returns the cell that says what happened, "" where no column is called so.
func (a *ages) messageOf(row string) string {
	best, message := 0, ""
	for i, name := range a.Names {
		if rank := messageColumn(strings.ToLower(name)); rank > best {
			best, message = rank, a.cell(row, i)
		}
	}
	return message
}
