package ingest

import (
	"path"
	"strings"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// A line of a program often names the part of the program that wrote it, at its head: between
// the level and the message, "ERROR orders.payment: …", "[WARN ] [OrdersService] …", before the
// level, "app@orders ERROR: …", or behind the message, "… (kafka.server.ReplicaManager)".

// headReach is how far into a line its head goes at most.
const headReach = 240

// headWords is how many words and brackets a head has at most.
const headWords = 12

// speakerOf finds who speaks by the head of a message that holds a level; "" where it does not
// say. What stands behind the level goes before what stands before it. Threads, numbers and
// places in the code speak for nobody.
func speakerOf(message string) string {
	line, _, _ := strings.Cut(message, "\n")
	head := speakerHead{rest: line}
	for range headWords {
		if !head.next() {
			break
		}
	}
	if behind := classBehind(line); behind != "" && head.level && classOf(head.name) == "" {
		return behind
	}
	if head.level && (head.name == "" || !head.sure) {
		if within := classWithin(line); within != "" {
			return within
		}
	}
	if head.name != "" && head.level {
		return head.name
	}
	return ""
}

// classWithin returns the class that stands in brackets, or before a dash, among the first words of
// a line, behind others that say nothing of who speaks: "WARN dana 545x12x1 10.0.0.7 /rest/api
// [c.a.jira.index.DefaultIndex] Slow query".
func classWithin(line string) string {
	rest := line[:min(len(line), headReach)]
	for range headWords {
		at := strings.IndexAny(rest, " [")
		if at < 0 {
			return ""
		}
		word := rest[:at]
		if rest[at] == '[' {
			inside, behind, found := strings.Cut(rest[at+1:], "]")
			if name := classIn(inside); found && name != "" && !isError(name) && isPart(name) {
				return name
			}
			rest = strings.TrimLeft(behind, " ")
			continue
		}
		rest = strings.TrimLeft(rest[at:], " ")
		if strings.HasPrefix(rest, "- ") && classOf(word) == word && word != "" && !isError(word) && isPart(word) {
			return word
		}
	}
	return ""
}

// shortenedClass returns the class in the head of a line whose packages are letters, which nothing else
// looks like: "… 10.0.0.7 "GET /cart" c.a.s.i.web.LicenseFilter License checked".
func shortenedClass(line string) string {
	for word := range strings.FieldsSeq(line[:min(len(line), headReach)]) {
		if len(word) < 8 || word[1] != '.' || word[3] != '.' {
			continue
		}
		if name := strings.Trim(withoutLine(word), ":"); isPart(name) && classOf(name) == name && name != "" {
			return name
		}
	}
	return ""
}

// classBehind returns the class that a line ends with, "… (kafka.server.ReplicaManager)" or
// "… [io.debezium.pipeline.ErrorHandler]", "" where it does not.
func classBehind(line string) string {
	for _, brackets := range []string{"()", "[]"} {
		open := strings.LastIndex(line, " "+brackets[:1])
		if name, closed := strings.CutSuffix(line[open+1:], brackets[1:]); open > 0 && closed {
			if name = withoutLine(name[1:]); isPart(name) && strings.Contains(name, ".") && (brackets == "()" || classOf(name) != "") {
				return name
			}
		}
	}
	return ""
}

// speakerHead is how far a head is read.
type speakerHead struct {
	rest  string
	words int    // and brackets
	plain int    // words of them
	level bool   // it was named
	name  string // who may speak
	sure  bool   // the name stands behind the level, or apart before it
}

// endsWord are the signs behind a word of a head.
var endsWord = [256]bool{' ': true, '\t': true, '|': true, '[': true, '(': true, '{': true}

// take notes who may speak.
func (s *speakerHead) take(name string, apart bool) {
	if s.name == "" || s.level && !s.sure {
		s.name, s.sure = name, s.level || apart
	}
}

// next reads a word or a bracket, and reports whether the head may go on behind it.
func (s *speakerHead) next() bool {
	at := 0
	for at < len(s.rest) && strings.IndexByte(" \t|,-#", s.rest[at]) >= 0 {
		at++
	}
	if s.rest = s.rest[at:]; s.rest == "" {
		return false
	}
	s.words++
	if at := strings.IndexByte("[(<{", s.rest[0]); at >= 0 {
		inside, behind, found := cutBracket(s.rest, "])>}"[at])
		s.rest = strings.TrimPrefix(behind, ":")
		inside, _, _ = strings.Cut(inside, ",") // "[orders,4f2c0a,77]" names a trace behind it.
		inside = strings.TrimSpace(inside)
		if !found || len(inside) > maxPart {
			return false
		}
		if level, name, several := strings.Cut(inside, " "); several && s.readLevel(level) {
			inside = strings.TrimSpace(name) // "[I ServerApp] …"
		}
		if !s.readLevel(inside) && (isPart(inside) && !isThreadName(inside) && !isError(inside) || isActorPath(inside)) {
			s.take(inside, false)
		}
		return true
	}
	end := 0
	for end < len(s.rest) && !endsWord[s.rest[end]] {
		end++
	}
	if end == len(s.rest) {
		return false
	}
	if s.rest[end] == '{' {
		_, behind, found := strings.Cut(s.rest, "}: ") // A span of Rust: "request{path=/cart}: shop::cart: …".
		s.rest = behind
		return found
	}
	s.plain++
	word, behind, glued := s.rest[:end], strings.TrimLeft(s.rest[end:], " \t"), s.rest[end] == '['
	if level, rest, found := strings.Cut(word, ":"); found && rest != "" && levelOfWord([]byte(level)) != retro.LevelNone {
		s.level = true // "ERROR:orders.payment:the message" of Python.
		if word, _, found = strings.Cut(rest, ":"); found && isPart(word) {
			s.take(word, true)
		}
		return false
	}
	apart := strings.HasSuffix(word, ":") || strings.HasSuffix(word, "]") || strings.HasPrefix(behind, ": ") || strings.HasPrefix(behind, "- ") || strings.HasPrefix(behind, "|")
	tab := s.rest[end] == '\t' && behind != "" && behind[0] != '{'
	column := strings.HasPrefix(s.rest[end:], "  ") || tab
	if pid, rest, found := strings.Cut(behind, "]"); found && pid != "" && pid[0] == '[' && isHexadecimal(pid[1:]) && (strings.HasPrefix(rest, ":") || strings.Contains(pid, ":")) {
		apart = true // "dnsmasq[812]: …", "kernel[0:1a2b] …"
	}
	s.rest, word = strings.TrimPrefix(behind, ":"), strings.Trim(word, ":]>*")
	if name, number, found := strings.Cut(word, "/"); found && strings.HasPrefix(behind, "on ") && isHexadecimal(number) {
		word, apart = name, true // "orders/812 on web-1: …" of Bunyan.
	}
	switch {
	case s.readLevel(word), !hasLetter(word), isHexadecimal(word):
		return true
	case !isPart(word), isError(word), apart && (isRemark(word) || isFile(word)):
		return false
	case classOf(word) != "":
		s.take(classOf(word), apart)
		return !s.level || !apart
	case apart && strings.HasPrefix(behind, "- ") && (word == "main" || strings.Contains(strings.ToLower(word), "thread")):
		return true // The thread that log4j names.
	case column && !apart && behind != "" && behind[0] != '[':
		if !s.level || tab || strings.ContainsAny(word, "/_") {
			s.take(word, s.level) // "BackOff   pod/cart-7f   …" of Kubernetes.
		}
		return true
	case apart,
		!s.level && (strings.ContainsAny(word, ".@/_") && strings.Count(word, "/") < 2 || s.words == 1 && strings.Contains(word, "-")),
		s.level && len(behind) > 1 && behind[0] == '[' && (strings.Contains(word, ".") || strings.ToUpper(word) == word && (!glued || stamp.IsDigit(behind[1]))),
		s.level && len(behind) > 1 && behind[0] == '#' && stamp.IsDigit(behind[1]) && strings.ToUpper(word) == word:
		s.take(word, apart)
		return !s.level || !apart
	}
	return false
}

// readLevel reads a word that is a level, or one with who speaks before it: "ERROR", "E",
// "production.ERROR", "core:error", "D/ActivityManager".
func (s *speakerHead) readLevel(word string) bool {
	if word == "" || len(word) > maxPart {
		return false
	}
	if letter, found := strings.CutSuffix(word, "!"); found && len(letter) == 1 {
		word = letter // "E!" of Telegraf.
	}
	if columnLevel([]byte(word)) != retro.LevelNone && (len(word) > 1 || s.plain < 2 || stamp.IsUpper(word[0])) || word == "Note" || word == "System" || word == "Normal" || word == "MINOR" || word == "MAJOR" {
		s.level = true
		return true
	}
	if level, _, found := strings.Cut(word, "/"); found && len(level) > 1 && levelOfWord([]byte(level)) != retro.LevelNone {
		s.level = true // "WARNING/MainProcess" of Celery.
		return true
	}
	name, level := word, ""
	if at := strings.LastIndexAny(word, ".:/#"); at > 0 {
		if name, level = word[:at], word[at+1:]; at == 1 && word[at] == '/' {
			name, level = level, name
		}
	}
	if at := len(name); at < len(word) && word[at] == '.' && level != strings.ToUpper(level) {
		s.level = s.level || isFacility([]byte(name)) && levelOfWord([]byte(level)) != retro.LevelNone
		return s.level && isFacility([]byte(name)) // And not "org.jboss.msc.service.fail".
	}
	if level == "" || columnLevel([]byte(level)) == retro.LevelNone {
		return false
	}
	s.level = true
	if isPart(name) && (word[len(name)] == '.' || !isThreadName(name)) {
		s.take(name, true)
	}
	return true
}

// maxPart is the length of the longest name of a part of a program.
const maxPart = 80

// isPart reports whether a word may be the name of a part of a program, a service or a machine.
func isPart(word string) bool {
	if len(word) < 2 || len(word) > maxPart || isHexadecimal(word) || isCode(word) || strings.Contains(word, "//") {
		return false
	}
	letters := 0
	for i := range len(word) {
		switch c := word[i]; {
		case stamp.IsLetter(c), c >= utf8.RuneSelf:
			letters++
		case stamp.IsDigit(c), strings.IndexByte(".:@_/$-", c) >= 0:
		default:
			return false
		}
	}
	return letters > 1 && (stamp.IsLetter(word[0]) || word[0] >= utf8.RuneSelf) && !isMessageNumber(word)
}

func hasLetter(word string) bool {
	for i := range len(word) {
		if stamp.IsLetter(word[i]) || word[i] >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// isMessageNumber reports whether a word is the number of a message: "ORA-00060", "AH00489",
// "WSVR0001I".
func isMessageNumber(word string) bool {
	if last := len(word) - 1; last > 0 && stamp.IsUpper(word[last]) {
		word = word[:last]
	}
	letters := strings.TrimRight(strings.TrimRight(word, "0123456789"), "-")
	return len(word)-len(letters) > 3 && letters == strings.ToUpper(letters)
}

// classOf returns the full name of the class or the module that a word names, without its method:
// "com.example.Cart", "orders::payment"; "" for other words.
func classOf(word string) string {
	if strings.Contains(word, "::") || isPackage(word) {
		return word
	}
	for name := word; ; {
		dot := strings.LastIndexByte(name, '.')
		switch {
		case dot <= 0:
			return ""
		case dot+1 < len(name) && name[dot+1] >= 'A' && name[dot+1] <= 'Z' && strings.IndexByte(name, '.') < dot:
			return name
		case name != word:
			return ""
		}
		name = name[:dot]
	}
}

// isPackage reports whether a word is a package named after a domain: "com.adobe.granite.core".
func isPackage(word string) bool {
	first, rest, _ := strings.Cut(word, ".")
	switch first {
	case "com", "org", "net", "io", "java", "javax", "jdk":
	default:
		return false
	}
	for part := range strings.SplitSeq(rest, ".") {
		if part == "" || !stamp.IsLower(part[0]) {
			return false
		}
	}
	return strings.Contains(rest, ".")
}

// classIn returns the class that brackets hold, perhaps behind a thread:
// "[LearnerHandler-/10.0.0.2:41234:o.a.z.s.q.LearnerHandler@562]"; "" for other words.
func classIn(inside string) string {
	name := withoutLine(strings.TrimSpace(inside))
	name = name[strings.LastIndexByte(name, ':')+1:]
	if strings.Contains(name, ".") && classOf(name) == name {
		return name
	}
	return ""
}

// withoutLine leaves out the number of the line behind the name of a class or a part: "shop.cart:41",
// "o.a.z.s.q.Learner@562".
func withoutLine(word string) string {
	at := strings.LastIndexAny(word, ":@")
	if at > 0 && at+1 < len(word) && strings.Trim(word[at+1:], "0123456789") == "" && !isCode(word[:at]) {
		return word[:at]
	}
	return word
}

// isActorPath reports whether a name in brackets is the path of an actor, "akka://shop/user/cart".
func isActorPath(name string) bool {
	scheme, _, found := strings.Cut(name, "://")
	return found && scheme != "" && !strings.HasPrefix(scheme, "http") && strings.Trim(scheme, "abcdefghijklmnopqrstuvwxyz") == "" && !strings.Contains(name, " ")
}

// isThreadName reports whether a name in brackets is that of a thread or of a request, which says
// nothing of who speaks: "main", "http-nio-8080-exec-3", "Thread-5".
func isThreadName(name string) bool {
	return name == "main" || name[len(name)-1] >= '0' && name[len(name)-1] <= '9' || strings.HasSuffix(name, "Thread") && !strings.Contains(name, ".")
}

// isError reports whether a word is the name of an error.
func isError(word string) bool {
	lower := strings.ToLower(word)
	return strings.HasSuffix(lower, "error") || strings.HasSuffix(lower, "exception") || strings.HasSuffix(lower, "warning")
}

// isRemark reports whether a word with a colon begins a message and names nobody: "note:",
// "failed:", "retrying:".
func isRemark(word string) bool {
	lower := strings.ToLower(word)
	switch lower {
	case "note", "hint", "cause", "reason", "message", "details", "detail", "usage", "result", "status", "url", "http", "https", "id", "code", "total", "time", "duration", "request", "response", "failure", "timeout", "statement", "context", "query", "severity", "state", "level", "priority":
		return true
	}
	return isDone(lower)
}

// isDone reports whether a word says that something was or is being done.
func isDone(word string) bool {
	lower := strings.ToLower(word)
	return strings.HasSuffix(lower, "ed") || strings.HasSuffix(lower, "ing")
}

// isHexadecimal reports whether a word is a number, or one of digits, "4f2c-aa" or "0x7f1a".
func isHexadecimal(word string) bool {
	if len(word) < 7 && strings.Contains(word, "-") && stamp.IsLetter(word[0]) {
		return false // "db-1"
	}
	digits := 0
	for i := range len(strings.TrimPrefix(word, "0x")) {
		switch c := word[len(word)-1-i]; {
		case stamp.IsDigit(c):
			digits++
		case c != '-' && c != ':' && (c|0x20 < 'a' || c|0x20 > 'f'):
			return false
		}
	}
	return digits > 0
}

// isCode reports whether a word is a file of a program or a line of it: "pbx.c", "main.go:12",
// "readWire:1806".
func isCode(word string) bool {
	if file, line, found := strings.Cut(word, ":"); found && line != "" && line[0] != ':' {
		if strings.Trim(line, "0123456789") == "" {
			return true
		}
		word = file
	}
	switch path.Ext(word) {
	case ".go", ".py", ".java", ".js", ".ts", ".rb", ".rs", ".c", ".cc", ".cpp", ".h", ".php", ".cs", ".ex", ".erl", ".kt", ".scala", ".swift", ".lua", ".pl":
		return true
	}
	return false
}
