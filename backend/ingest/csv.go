package ingest

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var csvFormat = format{
	name: "csv", title: "Table with a header (CSV, TSV)",
	plural: "rows of a table",
	samples: []string{
		"id,created_at,message\n7,2026-03-14T21:40:00Z,\"pool exhausted, retrying\"",
		"@timestamp,@message\n2026-03-14 21:40:00.123,START",
		"Level\tDate and Time\tSource\nError\t2026-03-14 21:40:00\tService Control Manager",
		"Date,Time,Text\n2026-03-14,21:40:00,started",
		" id |     created_at      | message\n----+---------------------+---------\n  7 | 2026-03-14 21:40:00 | started",
		"ID        Time                 Host\n1a2b3c4d  2026-03-14 21:40:00  web-1",
		"| Date | Who | What |\n| --- | --- | --- |\n| 2026-03-14 21:40 | Dana | deploy |",
	},
}

// table is the header of a source that is a table.
type table struct {
	Delimiter byte     `json:"delimiter"`
	Names     []string `json:"names"`
	Column    int      `json:"column"`          // of the time, or of the date
	Clock     int      `json:"clock,omitempty"` // of the time of day, 0 where Column has it all
	Level     int      `json:"level"`           // -1 without one
	// Status says that the column of levels holds the status of answers to requests.
	Status bool `json:"status,omitempty"`
	UTC    bool `json:"utc,omitempty"` // by definition
	// Dateless says that the column of times holds clocks alone, as in a table of a page.
	Dateless bool `json:"dateless,omitempty"`
	// Message is the number of the column of messages, from 1 on, where there is none of levels.
	Message int `json:"message,omitempty"`
}

// isTimeColumn knows the names that columns of times have.
func isTimeColumn(name string) bool {
	switch name {
	case "time", "timestamp", "@timestamp", "ts", "date", "datetime", "date and time", "date/time", "created_at", "createdat",
		"created", "event_time", "eventtime", "_time", "time_generated", "timegenerated", "timecreated", "logged", "log_time",
		"datum und uhrzeit", "date et heure", "fecha y hora", "data e hora", "data e ora", "datum en tijd", "data i godzina", "datum och tid", "дата и время", "日期和时间", "日期與時間", "日付と時刻", "날짜 및 시간", "tarih ve saat",
		"timestamp_utc", "start_time", "starttime", "occurred_at", "event timestamp":
		return true
	}
	return false
}

// dateColumns and clockColumns are the names of columns that hold a day, and of those beside them
// that hold the time of day. They never change.
var (
	dateColumns  = setOf("date day datum tag jour fecha día data dia giorno dag dato дата день dzień tarih 日付 日期 날짜")
	clockColumns = setOf("time clock hour uhrzeit zeit heure hora ora orario tijd godzina czas čas idő aika tid klokkeslæt время saat 時刻 時間 时间 시간 시각")
)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// columnName returns the name of a column in lower case, without what it says of the
// zone, and whether that is UTC.
func columnName(name string) (plain string, utc bool) {
	plain = strings.ToLower(strings.Trim(name, " \"'"))
	for _, ending := range []string{" (utc)", " [utc]", " utc", "(utc)", "_utc"} {
		if rest, found := strings.CutSuffix(plain, ending); found {
			return rest, true
		}
	}
	if name, zone, found := strings.Cut(strings.TrimSuffix(plain, ")"), " ("); found && zoneOfWord(strings.ToUpper(zone)) != nil {
		return name, false // It holds for all times, see saidZone.
	}
	return plain, plain == "@timestamp"
}

// findTable recognises a header line by a column that is named like a time and, in
// the line after it, holds one.
func (p *plan) findTable(sample []byte) *table {
	sample = bytes.TrimPrefix(sample, []byte("\xef\xbb\xbf"))
	for range 40 {
		line, rest, more := bytes.Cut(sample, []byte("\n"))
		var h head
		if t := tableAt(sample); t != nil && peelJob(line) == 0 {
			return t
		}
		if !more || p.recognise(bytes.TrimRight(line, "\r"), rest, &h) {
			break // A table within a log is not all of it.
		}
		sample = rest
	}
	return nil
}

// tableAt does it for the first line of a sample: some programs explain their tables
// before they begin.
func tableAt(sample []byte) *table {
	header, rest, ok := bytes.Cut(sample, []byte("\n"))
	header = bytes.TrimRight(header, "\r")
	if !ok || len(header) == 0 || len(header) > 64<<10 || header[0] == '{' || header[0] == '[' {
		return nil
	}
	first, rest, _ := bytes.Cut(rest, []byte("\n"))
	for _, delimiter := range []byte{',', '\t', ';', '|'} {
		if bytes.IndexByte(header, delimiter) < 0 {
			continue
		}
		if delimiter == '|' {
			// Databases draw a line below the header.
			page := isPageTable(header, first, rest)
			if !page && (len(bytes.Trim(first, "-+| \r")) > 0 || bytes.IndexByte(first, '+') < 0 && len(bytes.Trim(first, "-\r")) > 0) {
				continue
			}
			first, _, _ = bytes.Cut(rest, []byte("\n"))
		}
		t := &table{Delimiter: delimiter, Level: -1, Column: -1}
		for cell := range cells(header, delimiter) {
			name := strings.ReplaceAll(text(header[cell.from:cell.to]), `""`, `"`)
			if !isSeries(name) {
				name = strings.Trim(name, " \"'")
			}
			t.Names = append(t.Names, strings.TrimPrefix(name, "#Fields: "))
		}
		if t.isBelievable() && t.recognise(header, bytes.TrimRight(first, "\r"), rest) {
			return t
		}
	}
	return nil
}

// isPageTable reports whether a header, the line below it and all other lines are a table of
// Markdown.
func isPageTable(header, rule, rest []byte) bool {
	if header[0] != '|' || len(bytes.Trim(rule, "-|: \r")) > 0 || bytes.IndexByte(rule, '-') < 0 {
		return false
	}
	for line := range bytes.Lines(rest) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '|' {
			return false
		}
	}
	return true
}

// recognise chooses the columns by their names and the first row: the first column
// that is named like a time, then one whose name sounds like a time, then any that
// holds one.
func (t *table) recognise(header, row, rest []byte) bool {
	var h head
	names := make([]string, len(t.Names))
	for i, name := range t.Names {
		names[i], _ = columnName(name)
		if t.Level < 0 && (soundsLikeLevel([]byte(strings.ReplaceAll(names[i], " ", "_"))) || isForeignLevel(names[i])) {
			t.Level = i
		}
	}
	if t.Level < 0 {
		t.Level = t.statusColumn(names, row)
	}
	for i, name := range names {
		if t.Level < 0 && t.Message == 0 && messageColumn(name) >= 4 {
			t.Message = i + 1
		}
	}
	for i, name := range names {
		t.choose(i)
		if isTimeColumn(name) && t.head(row, &h) {
			return true
		}
		for j, other := range names {
			if t.Clock = j; dateColumns[name] && clockColumns[other] && j > 0 && t.head(row, &h) {
				return true
			}
		}
	}
	for i, name := range names {
		if t.Delimiter != '|' || header[0] != '|' || !clockColumns[name] {
			continue
		}
		t.choose(i)
		if t.Dateless = true; t.head(row, &h) {
			return true
		}
		t.Dateless = false
	}
	for rank := 2; rank >= 0; rank-- {
		for i, name := range t.Names {
			if soundsLikeTime([]byte(strings.ReplaceAll(name, " ", "_"))) < rank {
				continue
			}
			t.choose(i)
			if t.head(row, &h) && !t.head(header, &h) && (rank > 0 || t.isWritten(row) && t.agrees(rest)) {
				return true
			}
		}
	}
	return false
}

// statusColumn returns the column called status where that of the first row is a level or the
// status of an answer, -1 without one.
func (t *table) statusColumn(names []string, row []byte) int {
	column := 0
	for cell := range cells(row, t.Delimiter) {
		if column < len(names) && (names[column] == "status" || names[column] == "type") {
			switch strings.ToLower(string(row[cell.from:cell.to])) {
			case "debug", "info", "notice", "warn", "warning", "error", "critical", "fatal":
				return column
			}
		}
		if column < len(names) && cell.to-cell.from == 3 && stamp.DigitsAt(row[:cell.to], cell.from) == 3 {
			switch names[column] {
			case "status", "status_code", "statuscode", "responsecode", "response_code", "sc-status", "elb_status_code", "http_status", "httprequest.status":
				t.Status = true
				return column
			}
		}
		column++
	}
	return -1
}

// choose reads times from a column.
func (t *table) choose(column int) {
	t.Column, t.Clock = column, 0
	_, t.UTC = columnName(t.Names[column])
}

// isBelievable reports whether the cells of a header look like names of columns: none is a
// sentence, a command or the value of something.
func (t *table) isBelievable() bool {
	empty := 0
	for i, name := range t.Names {
		words := strings.Fields(name)
		switch {
		case isSeries(name):
		case len(words) == 0:
			empty++
		case len(words) > 5 && i > 0, len(words) > 4 && i == 0, len(name) > 80, strings.ContainsAny(name, "={}<>$!?;"), strings.Contains(name, ": "),
			strings.HasSuffix(name, ":") && len(words) > 1, strings.HasSuffix(name, ".") && len(words) > 2:
			return false
		}
	}
	return empty*2 <= len(t.Names)
}

// isSeries reports whether a column is called as Prometheus calls a series:
// http_requests{job="api"}.
func isSeries(name string) bool {
	before, labels, found := strings.Cut(name, "{")
	return found && len(name) < 2<<10 && !strings.ContainsAny(before, " \t\"'") && strings.HasSuffix(labels, "}") && strings.Contains(labels, `="`)
}

// isWritten reports whether the cell of the time holds nothing else and more than a number,
// and the row has as many cells as the header. A stamp that goes on behind the delimiter is
// that of a line of a log.
func (t *table) isWritten(row []byte) bool {
	var h head
	columns := 0
	var cell span
	for c := range cells(row, t.Delimiter) {
		if columns == t.Column {
			cell = c
		}
		columns++
	}
	if columns != len(t.Names) || !t.head(row, &h) || stamp.DigitsAt(row, h.from) >= 9 || h.to != cell.to {
		return false
	}
	var whole stamp.Stamp
	return stamp.Parse(row[cell.from:], &whole) <= cell.to-cell.from
}

// agrees reports whether the next rows, where there are any, have as many cells as the
// header and a time where the first has.
func (t *table) agrees(rest []byte) bool {
	for range 3 {
		row, after, more := bytes.Cut(rest, []byte("\n"))
		if row = bytes.TrimRight(row, "\r"); len(row) == 0 {
			return true
		}
		if bytes.Count(row, []byte{'"'})%2 == 0 && !t.isWritten(row) {
			return false
		}
		if !more {
			return true
		}
		rest = after
	}
	return true
}

// head reads a row whose column of times holds one.
func (t *table) head(row []byte, h *head) bool {
	var date, clock, level, message span
	found := false
	column := 0
	for cell := range cells(row, t.Delimiter) {
		switch column {
		case t.Column:
			date, found = cell, true
		case t.Level:
			level = cell
		}
		if column == t.Clock && t.Clock > 0 {
			clock = cell
		}
		column++
		if column == t.Message {
			message = cell
		}
	}
	if !found || date.to == date.from && clock.to == clock.from {
		return false
	}
	switch {
	case len(bytes.TrimSpace(row[date.from:date.to])) == 0:
		// A day that is written once, in the first of its rows.
		if date, found = headClock(row, clock, h); !found {
			return false
		}
	case t.Dateless:
		if date, found = headClock(row, date, h); !found {
			return false
		}
	case t.Clock > 0:
		joined := make([]byte, 0, 48)
		joined = append(joined, row[date.from:date.to]...)
		joined = append(append(joined, ' '), row[clock.from:clock.to]...)
		if n := stamp.Parse(joined, &h.Stamp); n == 0 || n != len(joined) {
			return false
		}
	default:
		if n := stamp.Parse(row[date.from:date.to], &h.Stamp); n == 0 || n < date.to-date.from && row[date.from+n] != ' ' {
			return false
		}
	}
	if t.UTC && h.Zone == stamp.NoZone && stamp.IsDigit(row[date.from]) {
		h.Zone = 0 // Kibana spells months out, in the zone of the browser.
	}
	h.from, h.to, h.text = date.from, date.to, 0
	h.format, h.level = formatCSV, levelOfCell(row[level.from:level.to])
	if t.Level >= 0 && h.level == retro.LevelNone && endsIn([]byte(t.Names[t.Level]), "everity") {
		h.level = levelOfRank(row[level.from:level.to])
	}
	if t.Status && level.to-level.from == 3 && stamp.DigitsAt(row[:level.to], level.from) == 3 {
		h.level = levelOfStatus(stamp.Number(row[level.from:level.to]))
	}
	if level.to-level.from == 1 && stamp.IsDigit(row[level.from]) && strings.EqualFold(t.Names[t.Level], "severityLevel") {
		h.level = insightsLevel(row[level.from])
	}
	if t.Message > 0 {
		h.level = innerLevel(row[message.from:message.to])
	}
	return true
}

// headClock reads the clock with which a cell begins, perhaps in emphasis, and returns where it is
// written: what follows may be the end of a stretch of time.
func headClock(row []byte, cell span, h *head) (written span, ok bool) {
	const marks = " *_`"
	for cell.from < cell.to && strings.IndexByte(marks, row[cell.from]) >= 0 {
		cell.from++
	}
	inside := bytes.TrimRight(row[cell.from:cell.to], marks)
	if len(inside) < 4 || !headTimeOnly(&plan{loose: true}, inside, h) || h.Flags&stamp.Dateless == 0 {
		return span{}, false
	}
	return span{cell.from, cell.from + h.to}, true
}

// levelOfCell reads the cell of a column of levels: a name, a letter, or a name with more
// behind it, "Error (2)".
func levelOfCell(cell []byte) retro.Level {
	if cell = bytes.Trim(cell, " []"); len(cell) == 1 {
		return levelOfLetter(cell[0])
	}
	if level := levelOfWord(cell); level != retro.LevelNone {
		return level
	}
	if level := levelAtStart(cell); level != retro.LevelNone {
		return level
	}
	if len(cell) == 0 || len(cell) > 40 {
		return retro.LevelNone
	}
	return foreignLevels[strings.ToLower(string(cell))]
}

// cells yields the cells of a row, without quotes around them.
func cells(row []byte, delimiter byte) func(yield func(span) bool) {
	return func(yield func(span) bool) {
		for i := 0; i <= len(row); {
			cell := span{i, i}
			if i < len(row) && row[i] == '"' {
				cell.from = i + 1
				j := cell.from
				for j < len(row) && (row[j] != '"' || j+1 < len(row) && row[j+1] == '"') {
					if row[j] == '"' {
						j++
					}
					j++
				}
				cell.to = min(j, len(row))
				i = cell.to
			}
			end := bytes.IndexByte(row[i:], delimiter)
			if end < 0 {
				end = len(row) - i
			}
			if cell.from == i {
				cell.to = i + end
			}
			if delimiter == '|' {
				cell = trimCell(row, cell)
			}
			if !yield(cell) {
				return
			}
			i += end + 1
		}
	}
}

// trimCell leaves out the blanks around a cell.
func trimCell(row []byte, cell span) span {
	for cell.from < cell.to && row[cell.from] == ' ' {
		cell.from++
	}
	for cell.to > cell.from && row[cell.to-1] == ' ' {
		cell.to--
	}
	return cell
}

// describe names the cells of a row. Its text is the cell of the message; a row
// without one, as of a table of metrics, says all that its other cells hold.
func (t *table) describe(row []byte, h *head, d *Description) {
	var message string
	best := 0
	column := 0
	row = t.withoutCount(row)
	for cell := range cells(row, t.Delimiter) {
		name := ""
		if column < len(t.Names) {
			name = t.Names[column]
		}
		if d.only != "" && name != d.only {
			column++
			continue
		}
		value := strings.ReplaceAll(text(row[cell.from:cell.to]), `""`, `"`)
		rank := messageColumn(name)
		if column >= len(t.Names) {
			rank = 1 // Windows exports the text of events without a name.
		}
		if rank > best && value != "" {
			best, message = rank, value
		}
		if column != t.Column && value != "" && (t.Clock == 0 || column != t.Clock) {
			d.Fields = append(d.Fields, Field{Name: name, Value: value})
		}
		column++
	}
	if t.Dateless {
		d.Written = text(row[h.from:h.to])
		if from, to, rest, found := rangeEnd(text(row[h.to:])); found {
			d.Written = text(row[h.from : h.to+rest])
			d.add(untilField, row[h.to+from:h.to+to])
		}
	}
	if message == "" {
		message = pairs(d.Fields)
	}
	d.Text = message
	d.Level = h.level
}

// withoutCount leaves out the line below the last row in which a database says how many there
// are, "(2 rows)".
func (t *table) withoutCount(row []byte) []byte {
	if t.Delimiter != '|' {
		return row
	}
	line, rest, more := bytes.Cut(row, []byte{'\n'})
	if rest = bytes.TrimSpace(rest); more && len(rest) > 5 && rest[0] == '(' && (bytes.HasSuffix(rest, []byte(" rows)")) || bytes.HasSuffix(rest, []byte(" row)"))) {
		return line
	}
	return row
}

// messageColumn ranks the names that columns of messages have, 0 for other columns.
func messageColumn(name string) int {
	name = strings.ToLower(name)
	switch name {
	case "message", "@message", "msg":
		return 5
	case "text", "content", "body", "log", "line", "textpayload", "jsonpayload.message", "_raw":
		return 4
	case "event", "summary", "title", "description", "details", "subject", "comment", "incident title", "alert name", "event message", "short_description", "problem", "operation name", "monitor",
		"what", "what happened", "happened", "activity", "action", "note", "notes", "update", "ereignis", "événement", "evento",
		"meldung", "nachricht", "was", "was passiert ist", "beschreibung", "quoi", "qué", "qué pasó", "cosa", "o que", "wat", "vad", "hvad", "co", "что", "内容", "내용", "событие", "zdarzenie":
		return 3
	}
	for _, ending := range []string{"message", "-comment", "_text", " text", "content", "_msg", "summary", "description"} {
		if strings.HasSuffix(name, ending) {
			return 2
		}
	}
	return 0
}

// pairs writes fields as `name=value`, in quotes where a value holds blanks.
func pairs(fields []Field) string {
	var b strings.Builder
	for i, field := range fields {
		if i > 0 {
			b.WriteByte(' ')
		}
		value := field.Value
		if strings.ContainsAny(value, " \t\n\"") {
			value = strconv.Quote(value)
		}
		if field.Name != "" {
			b.WriteString(field.Name + "=")
		}
		b.WriteString(value)
	}
	return b.String()
}
