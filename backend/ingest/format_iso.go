package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var isoFormat = format{
	name: "iso", title: "Lines that begin with an ISO 8601 or RFC 3339 time",
	plural: "lines that begin with an ISO 8601 time",
	samples: []string{
		"2026-03-14T21:40:00.123Z checkout started",
		"2026-03-14T23:40:00+02:00 web-1 sshd[311]: Accepted publickey for deploy",
		"2026-03-14 21:40:00.123456 +0000 UTC request done",
		"20260314-21:40:00:606|Step_LSC|30002312|onStandStepChanged 3579",
		"20260314T214000Z checkout started",
		"2026-03-14T21:40:00+0000 web-1 systemd[1]: Started Checkout.",
		"--2026-03-14 21:40:00--  https://example.com/shop.tar.gz",
	},
	describe: describeHost,
}

var log4jFormat = format{
	name: "log4j", title: "log4j, logback and Python logging",
	plural: "lines as log4j, logback and Python write them",
	samples: []string{
		"2026-03-14 21:40:00,123 INFO  [main] c.s.checkout.Cart - started",
		"[2026-03-14 21:40:00,123] WARN [Controller 0]: Broker 3 is gone (kafka.controller.KafkaController)",
		"2026-03-14 21:40:00.123  INFO 1 --- [nio-8080-exec-1] o.s.web.servlet.DispatcherServlet : Completed",
		"2026-03-14 21:40:00,123 - app.worker - ERROR - gave up",
		"[2026-03-14 21:40:00,123: INFO/MainProcess] Task checkout.charge received",
		"20260314 21:40:00.123 WARN checkout started",
	},
}

// headISO reads the lines that begin with a year: a date, a clock and a zone
// where one is written, in brackets or not. What follows tells the programs apart.
func headISO(p *plan, line []byte, h *head) bool {
	from := 0
	if line[0] == '[' || line[0] == '(' {
		from = 1
	}
	n := stamp.ParseISO(line[from:], &h.Stamp)
	if n == 0 {
		if n = stamp.ParseCompact(line[from:], &h.Stamp); n == 0 {
			if n = stamp.ParseDB2(line[from:], &h.Stamp); n == 0 {
				return false
			}
		}
	}
	to := from + n
	if h.Zone == stamp.NoZone && to+8 < len(line) && line[to] == ' ' && stamp.IsUpper(line[to+1]) && stamp.IsLower(line[to+2]) {
		to += h.readPlace(line[to+1:])
	}
	rest := line[to:]
	switch {
	case from == 0:
		if len(rest) > 0 && !endsStamp(rest[0]) {
			return false
		}
	case len(rest) == 0:
		return false
	case rest[0] == ']' || rest[0] == ')':
		rest = rest[1:]
	case rest[0] != ' ' && rest[0] != '|' && rest[0] != ',' && rest[0] != ':':
		// [2026-03-14 21:40:00 INFO] keeps its bracket for the message.
		return false
	}
	if h.Precision == stamp.PrecisionMinute {
		if !p.loose {
			return false
		}
		if n := beforeUntil(line[from:to], &h.Stamp); n > 0 {
			to = from + n
			rest = line[to:]
		}
	}
	h.from, h.to = from, to
	h.text = skipSeparators(line, len(line)-len(rest))
	if line[from+4] == '/' {
		h.format, h.level = formatNginxError, findLevel(line[h.text:])
		return true
	}
	h.format, h.level = p.tellISO(line, rest, h)
	return true
}

// headWget reads "--2026-03-14 21:40:00--  https://example.com/", with which wget begins
// to fetch something.
func headWget(line []byte, h *head) bool {
	const dashes = "--"
	if !bytes.HasPrefix(line, []byte(dashes)) || !stamp.IsDigit(line[len(dashes)]) {
		return false
	}
	to := len(dashes) + stamp.ParseISO(line[len(dashes):], &h.Stamp)
	if to == len(dashes) || !bytes.HasPrefix(line[to:], []byte(dashes)) {
		return false
	}
	h.from, h.to, h.text = len(dashes), to, skipSeparators(line, to+len(dashes))
	h.format, h.level = formatISO, retro.LevelNone
	return true
}

// tellISO tells by what follows the stamp which program wrote the line, and how
// grave it is.
func (p *plan) tellISO(line, rest []byte, h *head) (formatID, retro.Level) {
	body := line[h.text:]
	if p.columns != nil && h.Zone == stamp.NoZone && h.from == 0 {
		if !p.local {
			h.Zone = 0 // W3C logs are in UTC by definition.
		}
		return formatW3C, p.w3cLevel(line)
	}
	if len(rest) > 2 {
		switch id, level := tellCloud(line, rest, h); {
		case id != formatText:
			return id, level
		case rest[0] == ',' && (rest[1] == '"' || rest[1] == ',') && h.Zone != stamp.NoZone:
			return formatPostgresCSV, postgresCSVLevel(rest)
		case rest[0] == ',' && h.Zone == stamp.NoZone && h.Precision == stamp.PrecisionSecond && rest[1] == ' ':
			if end := bytes.IndexByte(body, ' '); end > 0 && isComponent(bytes.TrimLeft(body[end:], " ")) {
				if level := levelOfWord(body[:end]); level != retro.LevelNone {
					return formatWindowsCBS, level
				}
			}
		}
	}
	if level, ok := postgresLevel(body); ok {
		return formatPostgres, level
	}
	if level, ok := mysqlLevel(body); ok {
		return formatMySQL, level
	}
	if level, ok := logcatLevel(body); ok {
		return formatLogcat, level
	}
	level := innerLevel(body)
	if level == retro.LevelNone {
		if level = macLevel(body); level != retro.LevelNone {
			return formatISO, level
		}
		level = vmwareLevel(rest, body)
	}
	if h.Zone == stamp.NoZone && (level != retro.LevelNone || h.to-h.from > 20 && line[h.from+19] == ',') {
		return formatLog4j, level
	}
	return formatISO, level
}

// vmwareLevel reads the letter that VMware writes for the level, "| vmx| I125: " or "In(182) ".
func vmwareLevel(rest, body []byte) retro.Level {
	if len(rest) > 1 && rest[0] == '|' {
		at := bytes.Index(body[:min(len(body), 40)], []byte("| "))
		if at > 0 && len(body) > at+6 && stamp.DigitsAt(body, at+3) == 3 && body[at+6] == ':' {
			return levelOfLetter(body[at+2])
		}
		return retro.LevelNone
	}
	if len(body) > 6 && body[2] == '(' && stamp.IsUpper(body[0]) && stamp.DigitsAt(body, 3) > 0 {
		return levelOfLetter(body[0])
	}
	return retro.LevelNone
}

// macLevel reads the type of a message of macOS: between the thread and the activity, "0x1a2b
// Default     0x0", or before the process, "Df kernel[0:1a2b] …".
func macLevel(body []byte) retro.Level {
	if rest, found := bytes.CutPrefix(body, []byte("0x")); found {
		_, rest, _ = bytes.Cut(rest, []byte(" "))
		word, rest, _ := bytes.Cut(bytes.TrimLeft(rest, " "), []byte(" "))
		if bytes.HasPrefix(bytes.TrimLeft(rest, " "), []byte("0x")) {
			return columnLevel(word)
		}
		return retro.LevelNone
	}
	if len(body) < 8 || body[1] != ' ' && body[2] != ' ' {
		return retro.LevelNone
	}
	word, rest, _ := bytes.Cut(body, []byte(" "))
	rest = bytes.TrimLeft(rest, " ")
	open := bytes.IndexByte(rest, '[')
	if open < 1 || open+1 >= len(rest) {
		return retro.LevelNone
	}
	digits := stamp.DigitsAt(rest, open+1)
	if at := open + 1 + digits; digits == 0 || at >= len(rest) || rest[at] != ':' {
		return retro.LevelNone
	}
	return columnLevel(word)
}

// isComponent reports whether a column begins with the part of Windows servicing that wrote
// a line: "CBS    ", "CSI    ", "DISM   ".
func isComponent(b []byte) bool {
	end := bytes.IndexByte(b, ' ')
	if end < 2 || end > 8 {
		return false
	}
	for _, c := range b[:end] {
		if !stamp.IsUpper(c) {
			return false
		}
	}
	return true
}

// endsStamp reports whether the byte may follow a stamp.
func endsStamp(c byte) bool {
	switch c {
	case ' ', '\t', ']', ')', ',', ';', '|', ':', '-', '[', '"', '\'', '/', '<', '(', '>', '=', '{', '}', '^', '*', '`':
		return true
	}
	return false
}

// skipSeparators steps over the blanks and signs between a stamp and its message.
func skipSeparators(line []byte, i int) int {
	for i < len(line) {
		switch line[i] {
		case ' ', '\t', '|', ',', ';', ':':
			i++
		case '-':
			if i+1 < len(line) && line[i+1] != ' ' {
				return i
			}
			i++
		default:
			return i
		}
	}
	return i
}
