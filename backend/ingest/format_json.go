package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var jsonLinesFormat = format{
	name: "json_lines", title: "One JSON object on each line",
	plural: "JSON lines",
	samples: []string{
		`{"ts":"2026-03-14T21:40:00.123456Z","level":"error","logger":"checkout.api","msg":"pool exhausted"}`,
		`{"level":30,"time":1773524400123,"pid":1,"hostname":"web-1","msg":"request completed"}`,
		`{"t":{"$date":"2026-03-14T21:40:00.123+00:00"},"s":"I","c":"NETWORK","msg":"Connection ended"}`,
		`{"__REALTIME_TIMESTAMP":"1773524400123456","PRIORITY":"3","MESSAGE":"segfault","_HOSTNAME":"web-1"}`,
		`{"instant":{"epochSecond":1773524400,"nanoOfSecond":123000000},"level":"INFO","message":"started"}`,
	},
	describe: describeJSON,
}

// rank says how surely a key names the moment of the entry: 1 for sure, 2 where no
// better key stands beside it, 0 for other keys.
func timeKeyRank(key []byte) int {
	switch string(key) {
	case "ts", "time", "@timestamp", "timestamp", "t", "datetime", "__REALTIME_TIMESTAMP", "timeUnixNano",
		"instant", "Timestamp", "Time", "TIMESTAMP", "_time", "asctime", "timeMillis", "log_timestamp", "@t",
		"EdgeStartTimestamp", "timestamp_ms", "date_unixtime", "TimeGenerated", "time_iso8601", "StartUTC", "occurred_at", "occurredAt":
		return 1
	case "created_at", "createdAt", "eventTime", "event_time", "eventTimestamp", "date", "startsAt", "start_time", "startTime",
		"published", "at", "TimeCreated", "EventTime", "requestReceivedTimestamp", "observedTimeUnixNano", "startTimeUnixNano", "received_at", "created", "logged_at", "datetime_utc", "T", "time_local", "dateCreated", "createdDateTime", "lastTimestamp", "log_time", "logTime", "LogTime", "msec", "StartLocal", "EventReceivedTime", "@time", "dt", "when":
		return 2
	}
	return 0
}

// headJSON reads an object on one line. The keys of the object itself are asked
// first, those of the objects in it only where none is a time.
func headJSON(p *plan, line []byte, h *head) bool {
	if len(line) < 7 {
		return false
	}
	i := skipBlank(line, 1)
	if i >= len(line) || line[i] != '"' {
		return false
	}
	if headDockerJSON(line, h) {
		return true
	}
	h.level = retro.LevelNone
	timed := scanTimes(line, i, h)
	h.format, h.text = formatJSONLines, 0
	if h.level == retro.LevelNone {
		h.level = levelAround(line)
	}
	if !timed {
		if !p.bareJSON || line[len(line)-1] != '}' {
			return false
		}
		h.Stamp = stamp.Stamp{At: stamp.NoTime, Zone: stamp.NoZone}
		h.from, h.to = 0, 0
	}
	return true
}

// nameDepth is how deep in objects a name that sounds like a time is looked for.
const nameDepth = 3

// scanTimes looks for the moment of the object whose first key is at i: under a key
// that surely names it, of the object or else of those in it, then under one whose
// name sounds like a time.
func scanTimes(line []byte, i int, h *head) bool {
	if scanObject(line, i, h, 3) == 3 && scanNested(line, i, h) == 3 && !scanDateAndTime(line, i, h) && !scanNames(line, i, h, nameDepth) {
		return false
	}
	if h.Flags&stamp.Yearless != 0 {
		// Some repeat the time in full under another name.
		if full := *h; scanNames(line, i, &full, nameDepth) && full.Flags&stamp.Yearless == 0 {
			*h = full
		}
	}
	if h.Precision == stamp.PrecisionSecond {
		scanFiner(line, i, h)
	}
	if h.Zone == stamp.NoZone {
		scanZone(line, h)
	}
	return true
}

// scanObject walks the keys of an object from its first quote on, and returns the
// rank of the time it found, best if it found no better one.
func scanObject(line []byte, i int, h *head, best int) int {
	for i < len(line) && line[i] == '"' {
		keyEnd := stringEnd(line, i)
		if keyEnd < 0 {
			return best
		}
		key := line[i+1 : keyEnd]
		i = skipBlank(line, keyEnd+1)
		if i >= len(line) || line[i] != ':' {
			return best
		}
		i = skipBlank(line, i+1)
		if i >= len(line) {
			return best
		}
		end := valueEnd(line, i)
		if end < 0 {
			end = len(line)
		}
		if rank := timeKeyRank(key); rank > 0 && rank < best {
			if from, to, ok := parseTimeValue(line, i, end, &h.Stamp); ok {
				best, h.from, h.to = rank, from, to
			}
		} else if h.level == retro.LevelNone && rank == 0 {
			h.level = levelOfPair(key, line[i:end])
		}
		if best == 1 && h.level != retro.LevelNone {
			return best
		}
		i = skipBlank(line, end)
		if i >= len(line) || line[i] != ',' {
			return best
		}
		i = skipBlank(line, i+1)
	}
	return best
}

// scanNested asks the objects inside of the object for a time.
func scanNested(line []byte, i int, h *head) int {
	best := 3
	for i < len(line) && line[i] == '"' {
		keyEnd := stringEnd(line, i)
		if keyEnd < 0 {
			return best
		}
		i = skipBlank(line, keyEnd+1)
		if i >= len(line) || line[i] != ':' {
			return best
		}
		i = skipBlank(line, i+1)
		if i >= len(line) {
			return best
		}
		end := valueEnd(line, i)
		if end < 0 {
			end = len(line)
		}
		if line[i] == '{' {
			if found := scanObject(line[:end], skipBlank(line, i+1), h, best); found < best {
				best = found
			}
			if best == 1 {
				return best
			}
		}
		i = skipBlank(line, end)
		if i >= len(line) || line[i] != ',' {
			return best
		}
		i = skipBlank(line, i+1)
	}
	return best
}

// parseTimeValue reads the value at i as a time: text, a number, or one of the
// objects that MongoDB and log4j write.
func parseTimeValue(line []byte, i, end int, s *stamp.Stamp) (from, to int, ok bool) {
	var read stamp.Stamp
	switch c := line[i]; {
	case c == '"':
		from, to = i+1, end-1
		if to <= from || line[end-1] != '"' {
			return 0, 0, false
		}
		from, to = trimDateCall(line, from, to)
	case stamp.IsDigit(c):
		from, to = i, end
	case c == '{':
		return parseTimeObject(line, i, end, s)
	default:
		return 0, 0, false
	}
	n := stamp.Parse(line[from:to], &read)
	if n == 0 || n != to-from && line[from+n] != '[' && line[from+n] != ' ' {
		return 0, 0, false
	}
	*s = read
	return from, to, true
}

// trimDateCall leaves out what .NET puts around the milliseconds since 1970,
// "\/Date(1773524400123)\/".
func trimDateCall(line []byte, from, to int) (inner, end int) {
	const opening = "/Date("
	at := from
	if line[at] == '\\' {
		at++
	}
	if !bytes.HasPrefix(line[at:to], []byte(opening)) {
		return from, to
	}
	at += len(opening)
	return at, at + stamp.DigitsAt(line[:to], at)
}

// parseTimeObject reads {"$date": …} and {"epochSecond": …, "nanoOfSecond": …}.
func parseTimeObject(line []byte, i, end int, s *stamp.Stamp) (from, to int, ok bool) {
	body := line[i:end]
	if at := bytes.Index(body, []byte(`"epochSecond"`)); at >= 0 {
		from = i + at + len(`"epochSecond"`)
		for from < end && !stamp.IsDigit(line[from]) {
			from++
		}
		var read stamp.Stamp
		n := stamp.ParseEpoch(line[from:end], &read)
		if n == 0 || read.Precision != stamp.PrecisionSecond {
			return 0, 0, false
		}
		to = from + n
		if at := bytes.Index(body, []byte(`"nanoOfSecond"`)); at >= 0 {
			digits := i + at + len(`"nanoOfSecond"`)
			for digits < end && !stamp.IsDigit(line[digits]) {
				digits++
			}
			if width := stamp.DigitsAt(line[:end], digits); width > 0 && width <= 9 {
				nanos := int64(stamp.Number(line[digits : digits+width]))
				read.At += nanos
				read.Precision = stamp.PrecisionNanosecond
				if nanos%1_000_000 == 0 {
					read.Precision = stamp.PrecisionMillisecond
				} else if nanos%1000 == 0 {
					read.Precision = stamp.PrecisionMicrosecond
				}
			}
		}
		*s = read
		return from, to, true
	}
	if at := bytes.Index(body, []byte(`"$date"`)); at >= 0 {
		from = skipBlank(line, i+at+len(`"$date"`))
		if from >= end || line[from] != ':' {
			return 0, 0, false
		}
		from = skipBlank(line, from+1)
		if from < end && line[from] == '{' {
			// {"$date": {"$numberLong": "…"}}
			for from < end && !stamp.IsDigit(line[from]) {
				from++
			}
		} else if from < end && line[from] == '"' {
			from++
		}
		if from >= end {
			return 0, 0, false
		}
		var read stamp.Stamp
		n := stamp.Parse(line[from:end], &read)
		if n == 0 {
			return 0, 0, false
		}
		*s = read
		return from, from + n, true
	}
	return 0, 0, false
}

// levelOfPair reads a level out of a key and its raw value.
func levelOfPair(key, value []byte) retro.Level {
	switch string(key) {
	case "level", "severity", "lvl", "log.level", "levelname", "loglevel", "log_level", "Level", "severityText", "severity_text", "@l", "@level", "L", "LogLevel", "SeverityText":
	case "PRIORITY", "s":
	case "severityLevel":
		if value = bytes.Trim(value, `"`); len(value) == 1 {
			return insightsLevel(value[0])
		}
	case "levelno":
	default:
		if !soundsLikeLevel(key) || value[0] != '"' {
			return retro.LevelNone
		}
	}
	if len(value) > 2 && value[0] == '"' {
		value = value[1 : len(value)-1]
	}
	if len(value) == 0 {
		return retro.LevelNone
	}
	if stamp.IsDigit(value[0]) {
		digits := stamp.DigitsAt(value, 0)
		if digits > 2 || digits < len(value) {
			return retro.LevelNone
		}
		return levelOfNumber(key, stamp.Number(value))
	}
	if len(value) == 1 || len(value) == 2 && value[0] == 'D' {
		return levelOfLetter(value[0])
	}
	return levelOfWord(value)
}

// levelOfNumber reads the number of a level: of syslog, of FoundationDB, or in steps of ten, in which
// Python has nothing below debugging, and Bunyan and pino have.
func levelOfNumber(key []byte, number int) retro.Level {
	switch {
	case number < 8:
		return levelOfSeverity(number)
	case string(key) == "Severity" && number <= 40:
		return traceLevel(number)
	case endsIn(key, "levelno"):
		number += 10
	}
	switch number / 10 {
	case 1:
		return retro.LevelTrace
	case 2:
		return retro.LevelDebug
	case 3:
		return retro.LevelInfo
	case 4:
		return retro.LevelWarn
	case 5:
		return retro.LevelError
	}
	return retro.LevelFatal
}

// traceLevel reads the severity of a trace event of FoundationDB.
func traceLevel(severity int) retro.Level {
	switch {
	case severity < 10:
		return retro.LevelDebug
	case severity < 20:
		return retro.LevelInfo
	case severity < 40:
		return retro.LevelWarn
	}
	return retro.LevelError
}

// insightsLevel reads the number that Azure's Application Insights call "severityLevel".
func insightsLevel(number byte) retro.Level {
	switch number {
	case '0':
		return retro.LevelDebug
	case '1':
		return retro.LevelInfo
	case '2':
		return retro.LevelWarn
	case '3':
		return retro.LevelError
	case '4':
		return retro.LevelFatal
	}
	return retro.LevelNone
}

// soundsLikeLevel reports whether a key ends like one that names a level: "x-severity",
// "log_priority".
func soundsLikeLevel(key []byte) bool {
	if len(key) < 3 || len(key) > 40 {
		return false
	}
	switch key[len(key)-1] | 0x20 {
	case 'l':
		return endsIn(key, "level") || endsIn(key, "lvl")
	case 'y':
		return endsIn(key, "severity") || endsIn(key, "priority")
	case 'e':
		return endsIn(key, "levelname") || endsIn(key, "entrytype") || endsIn(key, "log_type")
	}
	return false
}

// endsIn reports whether a key ends in a word, in any case.
func endsIn(key []byte, word string) bool {
	return len(key) >= len(word) && strings.EqualFold(string(key[len(key)-len(word):]), word)
}

// levelAround looks for the level of an object that has no member for it: in what belongs to
// it, as labels and attributes of an alert, in a status that is the name of a level, in the
// beginning of its message, "[ERROR] …", and in the status of the answer to a request, as web
// servers write their access logs.
func levelAround(object []byte) retro.Level {
	opening, status, request := retro.LevelNone, 0, false
	said := false
	for m := range members(object, skipBlank(object, 1)) {
		value := object[m.value.from:m.value.to]
		switch string(m.key) {
		case "labels", "attributes", "metadata", "fields", "log", "data", "event", "commonLabels", "resource", "properties":
			if level := levelWithin(object, m.value); level != retro.LevelNone {
				return level
			}
		case "status", "alert_type", "type":
			if level := levelOfState(value); level != retro.LevelNone {
				return level
			}
		}
		switch string(m.key) {
		case "message", "msg", "@message", "log", "text", "MESSAGE", "textPayload", "line", "body":
			if !said && len(value) > 0 && value[0] == '"' {
				opening, said = levelAtStart(bytes.Trim(value, `"`)), true
			}
		case "status", "status_code", "statusCode", "http_status", "response_status", "response_code", "DownstreamStatus", "sc_status", "elb_status_code", "EdgeResponseStatus":
			if digits := bytes.Trim(value, `"`); len(digits) == 3 && stamp.DigitsAt(digits, 0) == 3 {
				status = stamp.Number(digits)
			}
		case "response": // As Kong and audit logs have it.
			status = max(status, statusWithin(value))
		case "request", "method", "request_method", "requestMethod", "http_method", "httpMethod", "RequestMethod", "ClientRequestMethod", "verb", "path", "uri", "request_uri", "RequestPath":
			request = true
		}
	}
	if opening == retro.LevelNone && request {
		return levelOfStatus(status)
	}
	return opening
}

// levelWithin looks for a level among the members of an object in another one.
func levelWithin(object []byte, value span) retro.Level {
	if object[value.from] != '{' {
		return retro.LevelNone
	}
	for inner := range members(object[:value.to], skipBlank(object, value.from+1)) {
		if level := levelOfPair(inner.key, object[inner.value.from:inner.value.to]); level != retro.LevelNone {
			return level
		}
	}
	return retro.LevelNone
}

// statusWithin returns the status that an object of a response names, 0 without one.
func statusWithin(object []byte) int {
	if object[0] != '{' {
		return 0
	}
	for m := range members(object, skipBlank(object, 1)) {
		if value := bytes.Trim(object[m.value.from:m.value.to], `"`); string(m.key) == "status" && len(value) == 3 && stamp.DigitsAt(value, 0) == 3 {
			return stamp.Number(value)
		}
	}
	return 0
}

// levelOfState reads a status that is the name of a level.
func levelOfState(value []byte) retro.Level {
	if len(value) < 6 || len(value) > 11 || value[0] != '"' {
		return retro.LevelNone
	}
	switch name := string(bytes.ToLower(bytes.Trim(value, `"`))); name {
	case "debug", "info", "notice", "warn", "warning", "error", "critical", "emergency", "fatal":
		return levelOfWord([]byte(name))
	}
	return retro.LevelNone
}

func skipBlank(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r') {
		i++
	}
	return i
}

// stringEnd returns the place of the quote that closes the one at i, or -1.
func stringEnd(b []byte, i int) int {
	for j := i + 1; j < len(b); {
		end := bytes.IndexByte(b[j:], '"')
		if end < 0 {
			return -1
		}
		j += end
		slashes := 0
		for b[j-1-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return j
		}
		j++
	}
	return -1
}

// valueEnd returns the place behind the JSON value at i, or -1 where it is cut off.
func valueEnd(b []byte, i int) int {
	switch b[i] {
	case '"':
		if end := stringEnd(b, i); end >= 0 {
			return end + 1
		}
		return -1
	case '{', '[':
		depth := 0
		for i < len(b) {
			switch b[i] {
			case '"':
				end := stringEnd(b, i)
				if end < 0 {
					return -1
				}
				i = end
			case '{', '[':
				depth++
			case '}', ']':
				depth--
				if depth == 0 {
					return i + 1
				}
			}
			i++
		}
		return -1
	}
	for i < len(b) {
		switch b[i] {
		case ',', '}', ']', ' ', '\t', '\n', '\r':
			return i
		}
		i++
	}
	return i
}
