package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// levelReach is how far behind a stamp a level is looked for.
const levelReach = 96

// findLevel looks for the first word that names a level. Upper case counts
// anywhere, "Error" and "error" only where a colon, a bracket, a bar or an equals
// sign sets the word apart: in running text it is just a word.
func findLevel(b []byte) retro.Level {
	if len(b) > levelReach {
		b = b[:levelReach]
	}
	for i := 0; i < len(b); {
		if !stamp.IsLetter(b[i]) {
			if b[i] == '%' && i+1 < len(b) && stamp.IsUpper(b[i+1]) {
				if level := facilityLevel(b[i+1:]); level != retro.LevelNone {
					return level
				}
			}
			i++
			continue
		}
		start := i
		for i < len(b) && stamp.IsLetter(b[i]) {
			i++
		}
		if i < len(b) && setsApart[b[i]] {
			if level := signedLevel(b, start, i); level != retro.LevelNone {
				return level
			}
		}
		if width := i - start; width < 3 || width > len("informational") {
			continue
		}
		word := b[start:i]
		level := levelOfWord(word)
		opens := start == 0 && bytes.HasPrefix(b[i:], []byte("  "))
		if opens && string(word) == "Normal" {
			return retro.LevelInfo // Events of Kubernetes.
		}
		if level == retro.LevelNone || string(word) == "all" {
			continue
		}
		if isColumn(b, start, i) || start > 0 && b[start-1] == '(' && bytes.HasPrefix(b[i:], []byte("):")) {
			return level
		}
		if stamp.IsUpper(word[0]) && stamp.IsUpper(word[1]) {
			closes := i < len(b) && b[i] == ']' // As in "[Server thread/WARN]".
			switch {
			case i < len(b) && (b[i] == '_' || b[i] == '='), start > 0 && (b[start-1] == '_' || b[start-1] == '/' && !closes && !isSlashed(b, start, i)):
				continue
			case start > 0 && string(word) == "ALERT" && i < len(b) && b[i] == ':':
				continue // Nagios names its events so, whatever they say.
			}
			return level
		}
		if (opens || start > 1 && b[start-1] == ' ' && b[start-2] == ' ' && i+1 < len(b) && b[i] == ' ' && b[i+1] == ' ') && !isCommonWord(word) {
			return level // It stands in a column of its own.
		}
		if start > 0 && b[start-1] == ',' && (i == len(b) || b[i] == ',' || b[i] == ' ') && !isCommonWord(word) {
			next, _, _ := bytes.Cut(b[min(i+1, len(b)):], []byte(" "))
			if i < len(b) && b[i] == ',' {
				level = max(level, levelOfWord(next))
			}
			return level // Topics of RouterOS, "system,error,critical".
		}
		if start == 0 && isProcess(b[i:]) || start > 1 && b[start-1] == ' ' && b[start-2] == ':' && isBehindLevel(b[i:]) {
			return level
		}
		enclosed := start > 0 && (b[start-1] == '[' || b[start-1] == '|' || b[start-1] == '=' || b[start-1] == '<')
		if !enclosed && start > 0 && isCommonWord(word) {
			continue // "the Passenger log: …"
		}
		if i < len(b) && (b[i] == ':' || b[i] == ']' || b[i] == '|' || b[i] == '>' || b[i] == '\t') ||
			enclosed || start == 0 && isBehindLevel(b[i:]) || isLabelBefore(b[:start]) {
			return level
		}
	}
	return retro.LevelNone
}

// isSlashed reports whether a word stands between slashes within the first word of a line,
// "web-1/ERROR/locust.main: …".
func isSlashed(b []byte, start, end int) bool {
	return end < len(b) && b[end] == '/' && bytes.IndexByte(b[:start], ' ') < 0
}

// isColumn reports whether the signs around a word show that it is the level of a line and no
// word of a sentence: "corosync notice  [TOTEM ]", "[monitor: disk.full:notice]: …",
// "[ns_server:error,…", "daemon.err dnsmasq[812]: …", "kern  :err   : …", "PHP Notice:  …", "Fatal error:  …", "system-warning-00518: …".
func isColumn(b []byte, start, end int) bool {
	before, behind := b[:start], b[end:]
	switch {
	case start == 0:
		return bytes.HasPrefix(behind, []byte(" error:")) && levelOfWord(b[:end]) == retro.LevelFatal
	case before[start-1] == ':':
		return bytes.IndexByte(before, '[') >= 0 && len(behind) > 0 && (behind[0] == ']' || behind[0] == ',') ||
			start > 1 && before[start-2] == ' ' && bytes.HasPrefix(bytes.TrimLeft(behind, " "), []byte(": "))
	case before[start-1] == '.':
		return len(behind) > 0 && behind[0] == ' ' && isFacility(before[bytes.LastIndexByte(before, ' ')+1:start-1])
	case before[start-1] == '-':
		return len(behind) > 4 && behind[0] == '-' && stamp.DigitsAt(behind, 1) >= 4 && stamp.IsLower(b[start])
	case before[start-1] != ' ':
		return false
	case bytes.HasSuffix(before, []byte("PHP ")):
		return bytes.HasPrefix(behind, []byte(":")) || bytes.HasPrefix(behind, []byte(" error:"))
	case bytes.HasPrefix(behind, []byte(" error:")):
		return levelOfWord(b[start:end]) == retro.LevelFatal && stamp.IsUpper(b[start])
	case bytes.HasPrefix(behind, []byte("  ")):
		return stamp.IsLower(b[start]) && bytes.HasPrefix(bytes.TrimLeft(behind, " "), []byte("["))
	}
	return false
}

// isFacility reports whether a word is a facility of syslog.
func isFacility(word []byte) bool {
	switch string(word) {
	case "kern", "user", "mail", "daemon", "auth", "authpriv", "syslog", "lpr", "news", "uucp", "cron", "ftp", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7":
		return true
	}
	return false
}

// namesError reports whether a word with what follows it is the name of an error: of a class
// before its message, "TypeError: …", "java.io.IOException: …", or of a database,
// "ORA-00257: …".
func namesError(word, rest []byte) bool {
	n := len(word)
	if len(rest) == 0 || n < 3 {
		return false
	}
	switch rest[0] {
	case ':':
		switch word[n-1] {
		case 'r':
			return n > len("Error") && stamp.IsUpper(word[0]) && bytes.HasSuffix(word, []byte("Error"))
		case 'n':
			return n >= len("Exception") && stamp.IsUpper(word[0]) && bytes.HasSuffix(word, []byte("Exception"))
		}
	case '-':
		return n == 3 && (string(word) == "ORA" || string(word) == "TNS" || string(word) == "PLS") && stamp.DigitsAt(rest, 1) == 5
	}
	return false
}

// facilityLevel reads the severity in the name that the systems of network devices give a
// message: "LINK-3-UPDOWN: …" behind the "%" of Cisco's, and "SHELL/5/LOGIN: …".
func facilityLevel(b []byte) retro.Level {
	for i := 1; i+3 < min(len(b), 40); i++ {
		switch c := b[i]; {
		case c == '/' && i < 3:
			return retro.LevelNone // A place in a chassis: "RP/0/RSP0/CPU0:".
		case (c == '-' || c == '/') && b[i+1] >= '0' && b[i+1] <= '7' && b[i+2] == c && (stamp.IsUpper(b[i+3]) || c == '-' && stamp.IsDigit(b[i+3])):
			return levelOfSeverity(int(b[i+1] - '0'))
		case c != '-' && c != '_' && !stamp.IsUpper(c) && !stamp.IsDigit(c):
			return retro.LevelNone
		}
	}
	return retro.LevelNone
}

// setsApart are the signs right behind a word that may show that it tells of a level, though it
// is the name of none.
var setsApart = [256]bool{':': true, '-': true, '!': true, ')': true, '/': true, '0': true, '1': true}

// signedLevel reads a level by the sign behind a word: the name of an error, the severity of a
// device, and letters, "E! …" of Telegraf, "E/Tag: …" of Android, "(EE) …" of X, "E0314 21:40:01"
// of klog.
func signedLevel(b []byte, start, end int) retro.Level {
	word, rest := b[start:end], b[end:]
	begins := start == 0 || b[start-1] == ' '
	switch rest[0] {
	case ':', '-':
		switch {
		case namesError(word, rest):
			return retro.LevelError
		case begins && rest[0] == ':' && (string(word) == "MINOR" || string(word) == "MAJOR"):
			return levelOfRank(word) // Alarms of network devices.
		}
	case ')':
		if start > 0 && b[start-1] == '(' {
			switch string(word) {
			case "EE":
				return retro.LevelError
			case "WW":
				return retro.LevelWarn
			case "II":
				return retro.LevelInfo
			}
		}
	case '!':
		if begins && len(word) == 1 && len(rest) > 1 && rest[1] == ' ' {
			return levelOfLetter(word[0])
		}
	case '/':
		if start > 0 && b[start-1] == '_' && stamp.IsUpper(word[0]) && len(rest) > 4 && stamp.DigitsAt(rest, 1) == 3 && rest[4] == ' ' {
			return levelOfStatus(stamp.Number(rest[1:4])) // "TCP_DENIED/407" of Squid.
		}
		if len(word) > 1 && stamp.IsUpper(word[0]) && stamp.IsUpper(word[1]) {
			return facilityLevel(b[start:])
		}
		if begins && len(word) == 1 && len(rest) > 3 && stamp.IsLetter(rest[1]) && stamp.IsLetter(rest[2]) {
			tag := rest[1:min(len(rest), 32)]
			if open := bytes.IndexByte(tag, '('); open > 0 && stamp.DigitsAt(bytes.TrimLeft(tag[open+1:], " "), 0) > 0 && bytes.Contains(rest[open:min(len(rest), 48)], []byte("): ")) {
				return levelOfLetter(word[0]) // "I/flutter (12034): …"
			}
			if colon := bytes.IndexByte(tag, ':'); colon > 0 && bytes.IndexByte(tag[:colon], ' ') < 0 {
				return levelOfLetter(word[0])
			}
		}
	default:
		if begins && len(word) == 1 && len(rest) > 8 && stamp.DigitsAt(rest, 0) == 4 && rest[4] == ' ' && rest[7] == ':' {
			return levelOfLetter(word[0])
		}
	}
	return retro.LevelNone
}

// isBehindLevel reports whether what follows the first word shows that it is a level:
// "warning/ApiListener: …", "error    : …".
func isBehindLevel(rest []byte) bool {
	if len(rest) > 1 && rest[0] == '/' {
		return stamp.IsLetter(rest[1])
	}
	return bytes.HasPrefix(bytes.TrimLeft(rest, " "), []byte(": "))
}

// isProcess reports whether a blank and the name of a process with its number follow, as where
// VMware writes "info hostd[2112] …".
func isProcess(rest []byte) bool {
	if len(rest) < 4 || rest[0] != ' ' {
		return false
	}
	open := bytes.IndexByte(rest[:min(len(rest), 32)], '[')
	return open > 2 && open+1 < len(rest) && stamp.IsDigit(rest[open+1]) && bytes.IndexByte(rest[1:open], ' ') < 0
}

// isLabelBefore reports whether a label of levels stands right before a word: "LEVEL: Error".
func isLabelBefore(before []byte) bool {
	n := len(before)
	if n < 7 || before[n-1] != ' ' || before[n-2] != ':' {
		return false
	}
	lower := bytes.ToLower(before[max(0, n-12):])
	return bytes.HasSuffix(lower, []byte("level: ")) || bytes.HasSuffix(lower, []byte("severity: ")) || bytes.HasSuffix(lower, []byte("priority: "))
}

// levelAtStart reads the level with which a text begins: "[ERROR] …", "ERROR …", "Error: …".
func levelAtStart(b []byte) retro.Level {
	b = bytes.TrimLeft(b, " [<(")
	end := 0
	for end < len(b) && stamp.IsLetter(b[end]) {
		end++
	}
	if end < 3 || end > 11 {
		return retro.LevelNone
	}
	return findLevel(b[:min(len(b), end+1)])
}

// isCommonWord reports whether the name of a level is a word of sentences as well, before
// whatever sign.
func isCommonWord(word []byte) bool {
	switch string(word) {
	case "log", "config", "all", "fine", "fail", "failed", "failure", "alert", "Log", "Config", "All", "Fine", "Failed", "Failure", "Alert", "information", "Information", "notice", "Notice":
		return true
	}
	return false
}

// levelOfWord reads a level's name in any case.
func levelOfWord(word []byte) retro.Level {
	var lower [13]byte
	if len(word) > len(lower) {
		return retro.LevelNone
	}
	for i, c := range word {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		lower[i] = c
	}
	switch string(lower[:len(word)]) {
	case "trace", "trc", "trac", "finest", "finer", "silly", "all":
		return retro.LevelTrace
	case "debug", "dbg", "fine", "verbose", "debu", "dbug", "ddebug", "subdebug":
		return retro.LevelDebug
	case "info", "inf", "information", "informational", "config", "log":
		return retro.LevelInfo
	case "notice", "ntc", "noti":
		return retro.LevelNotice
	case "warn", "warning", "wrn":
		return retro.LevelWarn
	case "error", "err", "eror", "erro", "errs", "severe", "fail", "failed", "failure":
		return retro.LevelError
	case "fatal", "crit", "fata", "pani", "critical", "alert", "emerg", "emergency", "panic", "ftl", "dpanic":
		return retro.LevelFatal
	}
	return retro.LevelNone
}

// levelOfLetter reads the letter that klog, logcat and others use.
func levelOfLetter(c byte) retro.Level {
	switch c {
	case 'T', 'V':
		return retro.LevelTrace
	case 'D':
		return retro.LevelDebug
	case 'I':
		return retro.LevelInfo
	case 'N':
		return retro.LevelNotice
	case 'W':
		return retro.LevelWarn
	case 'E':
		return retro.LevelError
	case 'F', 'C', 'A':
		return retro.LevelFatal
	}
	return retro.LevelNone
}

// levelOfSeverity reads the severity of syslog, 0 for an emergency to 7 for debug.
func levelOfSeverity(severity int) retro.Level {
	switch severity {
	case 0, 1, 2:
		return retro.LevelFatal
	case 3:
		return retro.LevelError
	case 4:
		return retro.LevelWarn
	case 5:
		return retro.LevelNotice
	case 6:
		return retro.LevelInfo
	case 7:
		return retro.LevelDebug
	}
	return retro.LevelNone
}

// levelOfStatus reads an HTTP status: failures of the server are errors, those of
// the client warnings, and success says nothing.
func levelOfStatus(status int) retro.Level {
	switch {
	case status >= 500 && status <= 599:
		return retro.LevelError
	case status >= 400 && status <= 499:
		return retro.LevelWarn
	}
	return retro.LevelNone
}

// priorityLevel reads the facility and the severity of syslog in brackets, "<local3.notice>" or
// "<1.5>", and a level before pairs, "warn mod=av cmd=run".
func priorityLevel(body []byte) retro.Level {
	if body[0] == '<' {
		inside, _, _ := bytes.Cut(body[1:min(len(body), 24)], []byte{'>'})
		facility, severity, found := bytes.Cut(inside, []byte{'.'})
		switch {
		case !found:
		case isFacility(facility):
			return levelOfWord(severity)
		case len(severity) == 1 && len(facility) < 3 && stamp.DigitsAt(inside, 0) == len(facility) && severity[0] >= '0' && severity[0] <= '7':
			return levelOfSeverity(int(severity[0] - '0'))
		}
		return retro.LevelNone
	}
	if !stamp.IsLower(body[0]) {
		return retro.LevelNone
	}
	word, rest, _ := bytes.Cut(body[:min(len(body), 40)], []byte{' '})
	if len(word) > 11 || levelOfWord(word) == retro.LevelNone {
		return retro.LevelNone
	}
	if pair, _, _ := bytes.Cut(rest, []byte{' '}); bytes.IndexByte(pair, '=') > 0 {
		return levelOfWord(word)
	}
	return retro.LevelNone
}

// cephLevel reads the level of Ceph behind the thread, "7f8a1c2b4700 -1 osd.3 …": a name in brackets, or
// the number of how much is said.
func cephLevel(body []byte) retro.Level {
	const thread = 12
	if len(body) < thread+4 || body[thread] != ' ' || !isHexadecimal(string(body[:thread])) {
		return retro.LevelNone
	}
	rest := bytes.TrimLeft(body[thread:], " ")
	number, said, found := bytes.Cut(rest, []byte{' '})
	switch digits := bytes.TrimPrefix(number, []byte{'-'}); {
	case !found, len(digits) == 0, len(digits) > 2, stamp.DigitsAt(digits, 0) < len(digits):
		return retro.LevelNone
	case len(digits) < len(number):
		return retro.LevelError
	case findLevel(said) != retro.LevelNone:
		return findLevel(said)
	case string(number) == "0" || string(number) == "1":
		return retro.LevelInfo
	}
	return retro.LevelDebug
}

// innerLevel looks for a level in a message that may be of another format: an
// object, pairs, or a line of klog.
func innerLevel(body []byte) retro.Level {
	if len(body) < 3 {
		return retro.LevelNone
	}
	if column, found := bytes.CutPrefix(body, []byte("TRACE | ")); found {
		// The agent of Datadog that is called so names its level in the next column.
		level, _, _ := bytes.Cut(column, []byte(" | "))
		if level := levelOfWord(level); level != retro.LevelNone {
			return level
		}
	}
	if level := bracketLetter(body); level != retro.LevelNone {
		return level
	}
	switch {
	case body[0] == '{':
		var h head
		if i := skipBlank(body, 1); i < len(body) && body[i] == '"' {
			scanObject(body, i, &h, 3)
			return h.level
		}
	case stamp.IsUpper(body[0]) && stamp.DigitsAt(body, 1) == 4 && len(body) > 6 && body[5] == ' ':
		return levelOfLetter(body[0])
	}
	if level := cephLevel(body); level != retro.LevelNone {
		return level
	}
	if level := priorityLevel(body); level != retro.LevelNone {
		return level
	}
	if level := findLevel(body); level != retro.LevelNone {
		return level
	}
	if bytes.HasPrefix(body[3:], []byte(" |")) && stamp.DigitsAt(body, 0) == 3 {
		return levelOfStatus(stamp.Number(body[:3])) // Gin, "… | 500 |  12ms | …".
	}
	if body[0] == '"' {
		// Envoy writes requests as access logs do.
		return levelOfStatus(accessStatus(body))
	}
	for i, pairs := 0, 0; pairs < 8; pairs++ {
		key, value, next := nextPair(body, i)
		if next == 0 {
			break
		}
		switch string(body[key.from:key.to]) {
		case "level", "lvl", "severity", "at":
			return levelOfWord(body[value.from:value.to])
		}
		i = next
	}
	return retro.LevelNone
}
