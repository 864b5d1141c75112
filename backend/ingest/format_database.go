package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
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
			if word := bytes.Trim(rest[start:i], `"`); len(word) >= 3 && stamp.IsUpper(word[0]) && stamp.IsUpper(word[1]) {
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
	digits := stamp.DigitsAt(body, 0)
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
	n := stamp.ParseISO(line[len(opening):], &h.Stamp)
	if n == 0 {
		n = stamp.ParseShortDay(line[len(opening):], &h.Stamp)
	}
	if n == 0 {
		return false
	}
	h.from, h.to, h.text = len(opening), len(opening)+n, len(opening)+n
	h.format, h.level = formatMySQL, retro.LevelNone
	return true
}

// headDigitsDay reads the lines that begin with six digits: old MySQL's yymmdd and
// a clock, and HDFS's yymmdd hhmmss.
func headDigitsDay(line []byte, h *head) bool {
	if len(line) < 15 || line[6] != ' ' || stamp.DigitsAt(line, 0) != 6 {
		return false
	}
	if n := stamp.ParseShortDay(line, &h.Stamp); n > 0 {
		if n < len(line) && line[n] != ' ' && line[n] != '\t' {
			return false
		}
		h.from, h.to, h.text = 0, n, skipSeparators(line, n)
		h.format, h.level = formatMySQL, findLevel(line[n:])
		return true
	}
	if stamp.DigitsAt(line, 7) != 6 || line[13] != ' ' {
		return false
	}
	year, month, day := 2000+stamp.TwoDigits(line, 0), stamp.TwoDigits(line, 2), stamp.TwoDigits(line, 4)
	hour, minute, second := stamp.TwoDigits(line, 7), stamp.TwoDigits(line, 9), stamp.TwoDigits(line, 11)
	level := findLevel(line[13:])
	if !stamp.ValidDate(year, month, day) || hour > 23 || minute > 59 || second > 59 || level == retro.LevelNone {
		return false
	}
	clock := int64(hour)*stamp.NanosPerHour + int64(minute)*stamp.NanosPerMinute + int64(second)*stamp.NanosPerSecond
	h.Stamp = stamp.Stamp{At: stamp.CivilDays(year, month, day)*stamp.NanosPerDay + clock, Zone: stamp.NoZone, Precision: stamp.PrecisionSecond}
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
	digits := stamp.DigitsAt(line, 1)
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
	day, width := stamp.ParseDayOfMonth(line[from:])
	month := stamp.ParseMonth(line[from+width:])
	if width == 0 || month == 0 || line[from+width+3] != ' ' || !stamp.ValidDate(stamp.YearlessBase, month, day) {
		return false
	}
	n := from + width + 4
	clock, precision, width := stamp.ParseClock(line[n:])
	if width == 0 || precision == stamp.PrecisionMinute || n+width >= len(line) || line[n+width] != ' ' {
		return false
	}
	h.Stamp = stamp.Stamp{At: stamp.CivilDays(stamp.YearlessBase, month, day)*stamp.NanosPerDay + clock, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Yearless}
	h.from, h.to, h.text = from, n+width, skipSeparators(line, n+width)
	h.format, h.level = formatRedis, levelOfRedis(line[h.text:])
	return true
}

// headRedis reads "31:M 14 Mar 2026 21:40:00.123 * text".
func headRedis(line []byte, h *head) bool {
	digits := stamp.DigitsAt(line, 0)
	if digits == 0 || digits > 7 || len(line) < digits+20 || line[digits] != ':' {
		return false
	}
	const signal = "signal-handler ("
	if rest := line[digits+1:]; bytes.HasPrefix(rest, []byte(signal)) {
		from := digits + 1 + len(signal)
		n := stamp.ParseEpoch(line[from:], &h.Stamp)
		if n == 0 || from+n >= len(line) || line[from+n] != ')' {
			return false
		}
		h.from, h.to, h.text, h.level = from, from+n, skipSeparators(line, from+n+1), retro.LevelWarn
		h.format = formatRedis
		return true
	}
	if line[digits+2] != ' ' || !stamp.IsUpper(line[digits+1]) {
		return false
	}
	from := digits + 3
	n := stamp.ParseDayMonthYear(line[from:], &h.Stamp)
	switch {
	case n == 0 && yearlessRedis(line, from, h) && h.to+2 < len(line):
	case n == 0 || from+n+2 >= len(line) || line[from+n] != ' ':
		return false
	default:
		h.from, h.to = from, from+n
	}
	h.text, h.format = h.to+1, formatRedis
	h.level = levelOfRedis(line[h.text:])
	return true
}

// levelOfRedis reads the sign with which a message of Redis begins.
func levelOfRedis(message []byte) retro.Level {
	if len(message) < 2 || message[1] != ' ' {
		return retro.LevelNone
	}
	switch message[0] {
	case '#':
		return retro.LevelWarn
	case '*':
		return retro.LevelNotice
	case '-':
		return retro.LevelInfo
	case '.':
		return retro.LevelDebug
	}
	return retro.LevelNone
}
