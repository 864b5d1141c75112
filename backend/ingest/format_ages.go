package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var agesFormat = format{
	name: "ages", title: "Table that says how long ago (kubectl get events)",
	plural: "rows that say how long ago",
	samples: []string{
		"LAST SEEN   TYPE      REASON    OBJECT            MESSAGE\n5m12s       Warning   BackOff   pod/checkout-7f   Back-off restarting failed container",
		"  Type     Reason   Age   From     Message\n  ----     ------   ----  ----     -------\n  Warning  BackOff  5m    kubelet  Back-off restarting failed container",
	},
}

// ages is the header of a table of which one column says how long ago something was.
type ages struct {
	Names  []string `json:"names"`
	Starts []int    `json:"starts"` // of the columns, in bytes from the start of the line; nil where a blank parts them
	Column int      `json:"column"`
	// Stamped says that the column holds times, see findColumns.
	Stamped bool `json:"stamped,omitempty"`

	header string // the line of the names, while the columns are looked for
}

// agesReach is within how many lines of the beginning such a table is looked for.
const agesReach = 400

// findAges looks for a header with a column of ages, and an age in the row below it.
func (p *plan) findAges(sample []byte) *ages {
	var header *ages
	lines := 0
	for line := range p.lines(sample) {
		lines++
		if lines > agesReach {
			break
		}
		var h head
		switch {
		case header != nil && header.head(line, &h):
			return header
		case header != nil && len(bytes.Trim(line, " -")) == 0:
			continue // The line below the header.
		}
		header = nil
		if start := skipBlank(line, 0); start < len(line) && (stamp.IsLetter(line[start]) || stamp.IsDigit(line[start])) {
			row := text(line)
			if events := eventColumns(row); events != nil {
				return events
			}
			header = agesHeader(row)
		}
	}
	return nil
}

// eventColumns returns the columns of an event of Kubernetes whose table was copied without its header,
// "5m12s Warning BackOff pod/cart-7f …" or, as a pod tells of it, "Warning BackOff 5m12s kubelet …".
func eventColumns(row string) *ages {
	words := strings.Fields(row[:min(len(row), 160)])
	for at := range min(3, max(0, len(words)-3)) {
		if words[at] != "Normal" && words[at] != "Warning" || !stamp.IsUpper(words[at+1][0]) {
			continue
		}
		if _, precision := parseAge(words[at+2]); precision > 0 && at == 0 {
			return &ages{Names: []string{"Type", "Reason", "Age", "From", "Message"}, Column: 2}
		}
		if _, precision := parseAge(words[max(0, at-1)]); precision > 0 && strings.Contains(words[at+2], "/") {
			names := []string{"NAMESPACE", "LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"}
			return &ages{Names: names[2-at:], Column: at - 1}
		}
	}
	return nil
}

// copiedHeader reads names of columns of which but one blank parts each from the next, as where a page
// was copied.
func copiedHeader(line string) *ages {
	a := &ages{Column: -1}
	words := strings.Fields(line)
	for i := 0; i < len(words); i++ {
		name := words[i]
		if i+1 < len(words) && words[i+1] == "SEEN" {
			i++
			name += " SEEN"
		}
		if !stamp.IsUpper(name[0]) || strings.ContainsAny(name, "0123456789.,:;") {
			return nil
		}
		if lower := strings.ToLower(name); a.Column < 0 && (lower == "age" || lower == "last seen") {
			a.Column = len(a.Names)
		}
		a.Names = append(a.Names, name)
	}
	if a.Column < 0 || len(a.Names) < 3 {
		return nil
	}
	return a
}

// wordStart returns where a column begins in a row whose columns are words; what stands in brackets
// belongs to the word before it, and the last column is all that is left.
func wordStart(row string, column int) int {
	i, depth := 0, 0
	for number := -1; ; {
		for i < len(row) && row[i] == ' ' {
			i++
		}
		if i < len(row) && row[i] != '(' && depth == 0 {
			number++
			if number == column {
				return i
			}
		}
		if i == len(row) {
			return i
		}
		for ; i < len(row) && row[i] != ' '; i++ {
			switch row[i] {
			case '(':
				depth++
			case ')':
				depth = max(0, depth-1)
			}
		}
	}
}

// agesHeader reads the names of columns, which two blanks part.
func agesHeader(line string) *ages {
	if len(line) > 400 || !strings.Contains(strings.ToLower(line), "age") && !strings.Contains(line, "LAST SEEN") && !strings.Contains(line, "CREATED") && !strings.Contains(line, currentState) {
		return nil
	}
	if !strings.Contains(strings.TrimSpace(line), "  ") {
		return copiedHeader(line)
	}
	a := &ages{Column: -1}
	for i := 0; i < len(line); {
		for i < len(line) && line[i] == ' ' {
			i++
		}
		end := i + len(line[i:])
		if gap := strings.Index(line[i:], "  "); gap >= 0 {
			end = i + gap
		}
		if end == i {
			break
		}
		name := line[i:end]
		if lower := strings.ToLower(name); a.Column < 0 && (lower == "age" || lower == "last seen" || lower == "created" || name == currentState) {
			a.Column = len(a.Names)
		}
		a.Names, a.Starts = append(a.Names, name), append(a.Starts, i)
		i = end
	}
	if a.Column < 0 || len(a.Names) < 3 {
		return nil
	}
	return a
}

// cell returns the text of a column in a row.
func (a *ages) cell(row string, column int) string {
	start, end := a.bounds(row, column), a.bounds(row, column+1)
	if start >= end || start > 0 && row[start-1] != ' ' {
		return ""
	}
	return strings.TrimSpace(row[start:end])
}

// head reads a row of the table.
func (a *ages) head(line []byte, h *head) bool {
	if a.Stamped {
		return a.headStamped(line, h)
	}
	row := string(line[:min(len(line), columnsWidth)])
	start := a.bounds(row, a.Column)
	if start == len(row) {
		return false
	}
	_, written := stateAndAge(a.cell(row, a.Column))
	age, precision := parseWordAge(written)
	if precision == 0 {
		written, _, _ = strings.Cut(written, " ")
		age, precision = parseAge(written)
	}
	if precision == 0 {
		return false
	}
	h.Stamp = stamp.Stamp{At: -age, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Relative | stamp.About}
	h.from = start + max(0, strings.Index(row[start:], written))
	h.to, h.text = h.from+len(written), 0
	h.format, h.level = formatAges, retro.LevelNone
	for column := range min(4, len(a.Names)) {
		switch cell := a.cell(row, column); cell {
		case "Normal":
			h.level = retro.LevelInfo
		case "Warning", "Error":
			h.level = levelOfWord([]byte(cell))
		}
	}
	return true
}

// currentState is what Docker calls the column with the state of a task and since when it is so,
// "Failed 6 minutes ago".
const currentState = "CURRENT STATE"

// stateAndAge parts a state from how long ago it began.
func stateAndAge(cell string) (state, age string) {
	words := strings.Fields(cell)
	for from := range words {
		age = strings.Join(words[from:], " ")
		if _, precision := parseWordAge(age); precision > 0 {
			return strings.Join(words[:from], " "), age
		}
	}
	return "", cell
}

// parseAge reads how long ago something was, "5m12s", "3d4h", and how precisely that is; 0
// where a text is none.
func parseAge(s string) (nanos int64, precision uint8) {
	for s != "" {
		digits := stamp.DigitsAt([]byte(s), 0)
		if digits == 0 || digits > 6 || digits == len(s) {
			return 0, 0
		}
		var unit int64
		switch s[digits] {
		case 's':
			unit, precision = stamp.NanosPerSecond, stamp.PrecisionSecond
		case 'm':
			unit, precision = stamp.NanosPerMinute, stamp.PrecisionMinute
		case 'h':
			unit, precision = stamp.NanosPerHour, stamp.PrecisionHour
		case 'd':
			unit, precision = stamp.NanosPerDay, stamp.PrecisionDay
		case 'y':
			unit, precision = 365*stamp.NanosPerDay, stamp.PrecisionDay
		default:
			return 0, 0
		}
		nanos += int64(stamp.Number([]byte(s[:digits]))) * unit
		s = s[digits+1:]
	}
	if nanos > 100*365*stamp.NanosPerDay {
		return 0, 0
	}
	return nanos, precision
}

// parseWordAge reads how long ago something was in words: "2 hours ago", "About a minute ago".
func parseWordAge(s string) (nanos int64, precision uint8) {
	words := strings.Fields(strings.ToLower(s))
	if len(words) > 0 && (words[0] == "about" || words[0] == "less") {
		words = words[1:]
	}
	if len(words) != 3 || words[2] != "ago" {
		return 0, 0
	}
	number := words[0]
	if number == "a" || number == "an" {
		number = "1"
	}
	switch unit := strings.TrimSuffix(words[1], "s"); unit {
	case "second", "minute", "hour", "day", "year":
		return parseAge(number + unit[:1])
	case "week":
		nanos, precision = parseAge(number + "d")
		return 7 * nanos, precision
	case "month":
		nanos, precision = parseAge(number + "d")
		return 30 * nanos, precision
	}
	return 0, 0
}

// describe names the cells of a row; its text is the last of them, or the one of a table of
// times that says what happened.
func (a *ages) describe(row string, d *Description) {
	row, more, lines := strings.Cut(row, "\n")
	for i, name := range a.Names {
		value := a.cell(row, i)
		switch {
		case !a.Stamped && i == len(a.Names)-1 && i != a.Column:
			d.Text = value
		case i == a.Column && !a.Stamped:
			if state, _ := stateAndAge(value); state != "" {
				d.Fields = append(d.Fields, Field{Name: strings.ToLower(name), Value: state})
			}
		case i != a.Column && value != "":
			d.Fields = append(d.Fields, Field{Name: strings.ToLower(name), Value: value})
			if lower := strings.ToLower(name); lower == "object" || lower == "from" {
				d.Actor = value
			}
		}
	}
	if a.Stamped {
		d.Text = a.messageOf(row)
	}
	if d.Text == "" {
		d.Text = pairs(d.Fields)
	}
	if more = strings.TrimRight(more, "\n -"); lines && a.Stamped && more != "" {
		d.Text += "\n" + more
	}
}
