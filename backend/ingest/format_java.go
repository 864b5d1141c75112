package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var sparkFormat = format{
	name: "spark", title: "Spark and Hadoop (yy/MM/dd)",
	plural:  "Spark or Hadoop lines",
	samples: []string{"17/06/09 20:10:40 INFO executor.CoarseGrainedExecutorBackend: Registered signal handlers for [TERM, HUP, INT]"},
}

var hdfsFormat = format{
	name: "hdfs", title: "HDFS (yymmdd hhmmss)",
	plural:  "HDFS lines",
	samples: []string{"081109 203615 148 INFO dfs.DataNode$PacketResponder: PacketResponder 1 for block blk_38865049064139660 terminating"},
}

var julFormat = format{
	name: "java_logging", title: "java.util.logging",
	plural:  "java.util.logging records",
	samples: []string{"Mar 14, 2026 9:40:00 PM org.apache.catalina.core.StandardService startInternal"},
}

// headSpark reads "17/06/09 20:10:40 INFO executor.Backend: ". The level and the name of a
// class must follow, or the same digits could as well be a day, a month and a year.
func headSpark(line []byte, h *head) bool {
	if len(line) < 22 || line[2] != '/' || line[5] != '/' || line[8] != ' ' {
		return false
	}
	n := stamp.ParseSlashDate(line, &h.Stamp)
	if n == 0 || h.Precision > stamp.PrecisionSecond || n >= len(line) || line[n] != ' ' {
		return false
	}
	rest := line[1+n:]
	end := bytes.IndexByte(rest, ' ')
	if end < 0 || !stamp.IsUpper(rest[0]) {
		return false
	}
	level := levelOfWord(rest[:end])
	if level == retro.LevelNone || !isClass(bytes.TrimLeft(rest[end:], " ")) {
		return false
	}
	h.from, h.to, h.text = 0, n, 1+n
	h.format, h.level = formatSpark, level
	return true
}

// isClass reports whether a message begins with the name of a class and a colon, as
// Spark and Hadoop write it: "executor.CoarseGrainedExecutorBackend: ".
func isClass(body []byte) bool {
	end := bytes.IndexByte(body[:min(len(body), 128)], ':')
	if end < 3 {
		return false
	}
	name := body[:end]
	if dot := bytes.LastIndexByte(name, '.'); dot >= 0 {
		name = name[dot+1:]
	}
	return len(name) > 2 && stamp.IsUpper(name[0]) && bytes.IndexByte(name, ' ') < 0
}

// headJavaLogging reads "Mar 14, 2026 9:40:00 PM", whose level begins the next
// line.
func headJavaLogging(line, next []byte, h *head) bool {
	if len(line) < 20 || bytes.IndexByte(line[4:16], ',') < 0 {
		return false
	}
	n := stamp.ParseMonthDayYear(line, &h.Stamp)
	if n == 0 || n < len(line) && line[n] != ' ' && line[n] != '>' || h.Precision == stamp.PrecisionMinute && line[3] != ' ' && line[3] != '.' {
		return false
	}
	h.from, h.to, h.text = 0, n, skipSeparators(line, n)
	h.format = formatJavaLogging
	h.level = findLevel(next[:min(len(next), 12)])
	if h.level == retro.LevelNone {
		h.level = findLevel(line[n:])
	}
	if name, _, found := bytes.Cut(next[:min(len(next), 24)], []byte{':'}); found && h.level == retro.LevelNone {
		h.level = foreignLevels[strings.ToLower(string(name))]
	}
	return true
}

var logcatFormat = format{
	name: "logcat", title: "Android logcat",
	plural: "Android logcat lines",
	samples: []string{
		"03-14 21:40:00.123  1702  2395 E ActivityManager: ANR in com.example.shop",
		"03-14 21:40:00.123 W/ActivityManager( 1702): Slow operation",
		"2026-03-14 21:40:00.123  1702  2395 I chatty  : uid=1000 expire 3 lines",
		"[ 03-14 21:40:00.123  1702: 2395 E/ActivityManager ]\nANR in com.example.shop\n",
	},
}

// headLogcat reads "03-14 21:40:00.123", without a year.
func headLogcat(line []byte, h *head) bool {
	if len(line) < 20 || line[2] != '-' || line[5] != ' ' {
		return false
	}
	month, day := stamp.TwoDigits(line, 0), stamp.TwoDigits(line, 3)
	clock, precision, n := stamp.ParseClock(line[6:])
	if n == 0 || precision >= stamp.PrecisionSecond || !stamp.ValidDate(stamp.YearlessBase, month, day) {
		return false
	}
	h.Stamp = stamp.Stamp{At: stamp.CivilDays(stamp.YearlessBase, month, day)*stamp.NanosPerDay + clock, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Yearless}
	h.from, h.to, h.text = 0, 6+n, skipSeparators(line, 6+n)
	level, ok := logcatLevel(line[h.text:])
	h.format, h.level = formatLogcat, level
	return ok
}

// headLongLogcat reads the line that stands above each message in logcat's long layout,
// "[ 03-14 21:40:00.123  1702: 2395 I/ActivityManager ]".
func headLongLogcat(line []byte, h *head) bool {
	const opening = "[ "
	if !bytes.HasPrefix(line, []byte(opening)) || line[len(line)-1] != ']' || len(line) < 26 || line[4] != '-' || line[7] != ' ' {
		return false
	}
	if stamp.ParseDayMonth(line[2:], &h.Stamp) == 0 || h.Precision >= stamp.PrecisionSecond {
		return false
	}
	h.from, h.to = 2, 2+len("03-14 21:40:00.123")
	h.text = skipSeparators(line, h.to)
	body := line[h.text:]
	slash := bytes.IndexByte(body, '/')
	if slash < 1 || !stamp.IsUpper(body[slash-1]) {
		return false
	}
	h.format, h.level = formatLogcat, levelOfLetter(body[slash-1])
	return true
}

// logcatLevel reads "1702  2395 E Tag", "1702 E Tag" or "E/Tag".
func logcatLevel(body []byte) (retro.Level, bool) {
	i := 0
	if len(body) > 2 && body[0] == 'u' && stamp.IsDigit(body[1]) {
		// The name of a user: u0_a12.
		if at := bytes.IndexByte(body[:min(len(body), 12)], ' '); at > 2 {
			for i = at; i < len(body) && body[i] == ' '; i++ {
			}
		}
	}
	for range 3 {
		digits := stamp.DigitsAt(body, i)
		if digits == 0 {
			break
		}
		if i == 0 && digits < len(body) && body[digits] == '-' && stamp.DigitsAt(body, digits+1) > 0 {
			return studioLevel(body)
		}
		i += digits
		for i < len(body) && body[i] == ' ' {
			i++
		}
	}
	if i+1 >= len(body) || i == 0 && body[1] != '/' || i > 0 && (body[i+1] != ' ' && body[i+1] != '/' || body[i-1] != ' ') {
		return retro.LevelNone, false
	}
	switch body[i] {
	case 'V', 'D', 'I', 'W', 'E', 'F':
		return levelOfLetter(body[i]), true
	}
	return retro.LevelNone, false
}

// studioLevel reads the columns of Android Studio, "1702-2395  Tag   com.example   E  text".
func studioLevel(body []byte) (retro.Level, bool) {
	n := 0
	for word := range bytes.FieldsSeq(body[:min(len(body), 160)]) {
		n++
		if n == 4 && len(word) == 1 {
			level := levelOfLetter(word[0])
			return level, level != retro.LevelNone
		}
	}
	return retro.LevelNone, false
}

var rubyFormat = format{
	name: "ruby", title: "Ruby Logger",
	plural:  "Ruby Logger lines",
	samples: []string{"E, [2026-03-14T21:40:00.123456 #1234] ERROR -- : Job failed"},
}

// headRuby reads "E, [2026-03-14T21:40:00.123456 #1234] ERROR -- : text".
func headRuby(line []byte, h *head) bool {
	if len(line) < 25 || line[1] != ',' || line[2] != ' ' || line[3] != '[' {
		return false
	}
	level := levelOfLetter(line[0])
	n := stamp.ParseISO(line[4:], &h.Stamp)
	if n == 0 || level == retro.LevelNone {
		return false
	}
	h.from, h.to = 4, 4+n
	h.text = h.to
	if end := bytes.IndexByte(line[h.to:], ']'); end >= 0 {
		h.text = skipSeparators(line, h.to+end+1)
	}
	h.format, h.level = formatRuby, level
	return true
}

var phpFormat = format{
	name: "php", title: "PHP",
	plural: "PHP lines",
	samples: []string{
		"[14-Mar-2026 21:40:00 UTC] PHP Fatal error:  Uncaught Error: Call to a member function",
		"[14-Mar-2026 21:40:00] NOTICE: fpm is running, pid 1",
	},
}

// headPHP reads "[14-Mar-2026 21:40:00 UTC] text".
func headPHP(line []byte, h *head) bool {
	if len(line) < 23 || line[0] != '[' || !stamp.IsDigit(line[1]) || line[3] != '-' {
		return false
	}
	n := stamp.ParseDayMonthYear(line[1:], &h.Stamp)
	if n == 0 {
		return false
	}
	end := 1 + n
	if end < len(line) && line[end] == ' ' {
		// A zone by name, like Europe/Berlin.
		name := bytes.IndexByte(line[end:min(len(line), end+40)], ']')
		if name < 2 {
			return false
		}
		if !h.readZoneName(line[end+1 : end+name]) {
			return false
		}
		end += name
	}
	if end >= len(line) || line[end] != ']' {
		return false
	}
	h.from, h.to = 1, end
	h.text = skipSeparators(line, end+1)
	h.format, h.level = formatPHP, findLevel(line[h.text:])
	return true
}
