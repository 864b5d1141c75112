package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/retro"
)

var postgresCSVFormat = format{
	name: "postgres_csv", title: "PostgreSQL csvlog",
	plural: "PostgreSQL csvlog rows",
	samples: []string{
		`2026-03-14 21:40:00.123 UTC,"app","shop",1234,"10.0.0.1:5000",65f36e70.4d2,7,"INSERT",2026-03-14 21:39:00 UTC,3/42,0,ERROR,40P01,"deadlock detected",,,,,,,,,"psql"`,
	},
}

// postgresCSVLevel finds the severity, a bare word between commas.
func postgresCSVLevel(rest []byte) retro.Level {
	rest = rest[:min(len(rest), 512)]
	quoted := false
	start := 0
	for i, c := range rest {
		switch {
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			if word := rest[start:i]; len(word) >= 3 && isUpper(word[0]) && isUpper(word[1]) {
				if level := levelOfWord(word); level != retro.LevelNone {
					return level
				}
			}
			start = i + 1
		}
	}
	return retro.LevelNone
}

var mysqlFormat = format{
	name: "mysql", title: "MySQL and MariaDB",
	plural: "MySQL or MariaDB lines",
	samples: []string{
		"2020-08-06T14:25:02.835618Z 0 [Note] [MY-012487] [InnoDB] DDL log recovery : begin",
		"2026-03-14T21:40:00.123456Z\t   12 Query\tSELECT 1",
		"# Time: 2026-03-14T21:40:00.123456Z",
		"260314 21:40:00 [Warning] Aborted connection 12 to db: 'shop'",
		"260314  9:40:00  InnoDB: Started",
	},
}

// mysqlLevel recognises the thread number and the level, or the command, that
// follow the stamp of MySQL.
func mysqlLevel(body []byte) (retro.Level, bool) {
	digits := digitsAt(body, 0)
	if digits == 0 || digits > 10 || len(body) < digits+4 || body[digits] != ' ' {
		return retro.LevelNone, false
	}
	rest := body[digits+1:]
	if rest[0] == '[' {
		end := bytes.IndexByte(rest[:min(len(rest), 12)], ']')
		if end < 0 {
			return retro.LevelNone, false
		}
		switch string(rest[1:end]) {
		case "Note", "System":
			return retro.LevelInfo, true
		case "Warning":
			return retro.LevelWarn, true
		case "ERROR", "Error":
			return retro.LevelError, true
		}
		return retro.LevelNone, false
	}
	for _, command := range []string{"Query\t", "Connect\t", "Quit\t", "Init DB\t", "Prepare\t", "Execute\t", "Close stmt\t"} {
		if bytes.HasPrefix(rest, []byte(command)) {
			return retro.LevelNone, true
		}
	}
	return retro.LevelNone, false
}

// headMySQLTime reads the line that begins a record of the slow query log.
func headMySQLTime(line []byte, h *head) bool {
	const opening = "# Time: "
	if !bytes.HasPrefix(line, []byte(opening)) {
		return false
	}
	n := parseISO(line[len(opening):], &h.stamp)
	if n == 0 {
		n = parseShortDay(line[len(opening):], &h.stamp)
	}
	if n == 0 {
		return false
	}
	h.from, h.to, h.text = len(opening), len(opening)+n, len(opening)+n
	h.format, h.level = formatMySQL, retro.LevelNone
	return true
}

// parseShortDay reads yymmdd and a clock whose hour may be padded with a space.
func parseShortDay(b []byte, s *stamp) int {
	if len(b) < 15 || digitsAt(b, 0) != 6 || b[6] != ' ' {
		return 0
	}
	from := 7
	if b[7] == ' ' {
		from = 8
	}
	clock, precision, n := parseClock(b[from:])
	year, month, day := 2000+twoDigits(b, 0), twoDigits(b, 2), twoDigits(b, 4)
	if n == 0 || precision != precisionSecond || !validDate(year, month, day) {
		return 0
	}
	*s = stamp{at: civilDays(year, month, day)*nanosPerDay + clock, zone: NoZone, precision: precision}
	return from + n
}

// headDigitsDay reads the lines that begin with six digits: old MySQL's yymmdd and
// a clock, and HDFS's yymmdd hhmmss.
func headDigitsDay(line []byte, h *head) bool {
	if len(line) < 15 || line[6] != ' ' || digitsAt(line, 0) != 6 {
		return false
	}
	if n := parseShortDay(line, &h.stamp); n > 0 {
		if n < len(line) && line[n] != ' ' && line[n] != '\t' {
			return false
		}
		h.from, h.to, h.text = 0, n, skipSeparators(line, n)
		h.format, h.level = formatMySQL, findLevel(line[n:])
		return true
	}
	if digitsAt(line, 7) != 6 || line[13] != ' ' {
		return false
	}
	year, month, day := 2000+twoDigits(line, 0), twoDigits(line, 2), twoDigits(line, 4)
	hour, minute, second := twoDigits(line, 7), twoDigits(line, 9), twoDigits(line, 11)
	level := findLevel(line[13:])
	if !validDate(year, month, day) || hour > 23 || minute > 59 || second > 59 || level == retro.LevelNone {
		return false
	}
	clock := int64(hour)*nanosPerHour + int64(minute)*nanosPerMinute + int64(second)*nanosPerSecond
	h.stamp = stamp{at: civilDays(year, month, day)*nanosPerDay + clock, zone: NoZone, precision: precisionSecond}
	h.from, h.to, h.text = 0, 13, 14
	h.format, h.level = formatHDFS, level
	return true
}

var redisFormat = format{
	name: "redis", title: "Redis",
	plural: "Redis lines",
	samples: []string{
		"31:M 14 Mar 2026 21:40:00.123 * Ready to accept connections",
		"31:signal-handler (1773524400) Received SIGTERM scheduling shutdown...",
	},
}

// headOldRedis reads "[31] 14 Mar 21:40:00.123 * text", without a year; the oldest
// versions wrote no milliseconds.
func headOldRedis(line []byte, h *head) bool {
	digits := digitsAt(line, 1)
	from := digits + 3
	if digits == 0 || digits > 7 || len(line) < from+22 || line[digits+1] != ']' || line[digits+2] != ' ' {
		return false
	}
	return yearlessRedis(line, from, h)
}

// yearlessRedis reads the stamp of a version of Redis that wrote no year.
func yearlessRedis(line []byte, from int, h *head) bool {
	if len(line) < from+18 {
		return false
	}
	day, width := parseDayOfMonth(line[from:])
	month := parseMonth(line[from+width:])
	if width == 0 || month == 0 || line[from+width+3] != ' ' || !validDate(yearlessBase, month, day) {
		return false
	}
	n := from + width + 4
	clock, precision, width := parseClock(line[n:])
	if width == 0 || precision == precisionMinute || n+width >= len(line) || line[n+width] != ' ' {
		return false
	}
	h.stamp = stamp{at: civilDays(yearlessBase, month, day)*nanosPerDay + clock, zone: NoZone, precision: precision, flags: FlagYearless}
	h.from, h.to, h.text = from, n+width, skipSeparators(line, n+width)
	h.format, h.level = formatRedis, retro.LevelNone
	return true
}

// headRedis reads "31:M 14 Mar 2026 21:40:00.123 * text".
func headRedis(line []byte, h *head) bool {
	digits := digitsAt(line, 0)
	if digits == 0 || digits > 7 || len(line) < digits+20 || line[digits] != ':' {
		return false
	}
	const signal = "signal-handler ("
	if rest := line[digits+1:]; bytes.HasPrefix(rest, []byte(signal)) {
		from := digits + 1 + len(signal)
		n := parseEpoch(line[from:], &h.stamp)
		if n == 0 || from+n >= len(line) || line[from+n] != ')' {
			return false
		}
		h.from, h.to, h.text, h.level = from, from+n, skipSeparators(line, from+n+1), retro.LevelWarn
		h.format = formatRedis
		return true
	}
	if line[digits+2] != ' ' || !isUpper(line[digits+1]) {
		return false
	}
	from := digits + 3
	n := parseDayMonthYear(line[from:], &h.stamp)
	switch {
	case n == 0 && yearlessRedis(line, from, h) && h.to+2 < len(line):
	case n == 0 || from+n+2 >= len(line) || line[from+n] != ' ':
		return false
	default:
		h.from, h.to = from, from+n
	}
	h.text, h.format = h.to+1, formatRedis
	switch line[h.text] {
	case '#':
		h.level = retro.LevelWarn
	case '*':
		h.level = retro.LevelNotice
	case '-':
		h.level = retro.LevelInfo
	case '.':
		h.level = retro.LevelDebug
	default:
		h.level = retro.LevelNone
	}
	return true
}
