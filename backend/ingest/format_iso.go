package ingest

import "github.com/afterword-app/afterword/backend/retro"

var isoFormat = format{
	name: "iso", title: "Lines that begin with an ISO 8601 or RFC 3339 time",
	samples: []string{
		"2026-03-14T21:40:00.123Z checkout started",
		"2026-03-14T23:40:00+02:00 web-1 sshd[311]: Accepted publickey for deploy",
		"2026-03-14 21:40:00.123456 +0000 UTC request done",
		"2026-03-14T21:40:00.1234567Z ##[error]Process completed with exit code 1.",
	},
}

var log4jFormat = format{
	name: "log4j", title: "log4j, logback and Python logging",
	samples: []string{
		"2026-03-14 21:40:00,123 INFO  [main] c.s.checkout.Cart - started",
		"[2026-03-14 21:40:00,123] WARN [Controller 0]: Broker 3 is gone (kafka.controller.KafkaController)",
		"2026-03-14 21:40:00.123  INFO 1 --- [nio-8080-exec-1] o.s.web.servlet.DispatcherServlet : Completed",
		"2026-03-14 21:40:00,123 - app.worker - ERROR - gave up",
	},
}

// headISO reads the lines that begin with a year: a date, a clock and a zone
// where one is written, in brackets or not. What follows tells the programs apart.
func headISO(p *plan, line []byte, h *head) bool {
	from := 0
	if line[0] == '[' {
		from = 1
	}
	n := parseISO(line[from:], &h.stamp)
	if n == 0 {
		return false
	}
	to := from + n
	rest := line[to:]
	if from == 1 {
		if len(rest) == 0 || rest[0] != ']' {
			// [2026-03-14 21:40:00 INFO] keeps its bracket for the message.
			if len(rest) == 0 || rest[0] != ' ' && rest[0] != '|' && rest[0] != ',' {
				return false
			}
		} else {
			rest = rest[1:]
		}
	} else if len(rest) > 0 && !endsStamp(rest[0]) {
		return false
	}
	h.from, h.to = from, to
	h.text = skipSeparators(line, len(line)-len(rest))
	h.actor = span{}
	if line[from+4] == '/' {
		return headYearSlash(line, h)
	}
	body := line[h.text:]
	if h.precision == precisionMinute && from == 0 && !p.loose {
		return false
	}
	if level, ok := postgresLevel(body); ok {
		h.format, h.level = formatPostgres, level
		return true
	}
	h.level = findLevel(body)
	h.format = formatISO
	if h.zone == NoZone && (h.level != retro.LevelNone || line[to-min(4, to):][0] == ',') {
		h.format = formatLog4j
	}
	return true
}

// endsStamp reports whether the byte may follow a stamp.
func endsStamp(c byte) bool {
	switch c {
	case ' ', '\t', ']', ')', ',', ';', '|', ':', '-', '[', '"', '\'', '/', '<', '(', '>', '=', '{':
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
