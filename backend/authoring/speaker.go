package authoring

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/retro"
)

// speaker returns who is to stand before the text of an entry: its actor, or "" where
// the head of a program's line names them already. In a conversation it is always the
// actor: what begins there with a name is said to somebody.
func speaker(actor, text string, isChat bool) string {
	if !isChat && namesInHead(text, actor) {
		return ""
	}
	return actor
}

// headReach is how far into a line its head may go, in bytes.
const headReach = 96

// namesInHead reports whether the head of a line says itself whose it is, as in
// "INFO queue: 20 waiting", "INFO queue 20 waiting", "app[web.1]: started",
// "logger=queue full" and "[main] shop.Cart - failed". In a sentence a name says nothing of that kind.
func namesInHead(text, actor string) bool {
	if actor == "" {
		return false
	}
	if behind := retro.WithoutLevel(text); behind != text && strings.HasPrefix(behind, actor+" ") {
		return true
	}
	for from := 0; ; {
		at := strings.Index(text[from:], actor)
		if at < 0 || from+at > headReach {
			return false
		}
		before, behind := text[:from+at], text[from+at+len(actor):]
		if endsWord(before) && (marksHead(before, behind) || isClass(actor) && strings.HasPrefix(behind, " ")) {
			return true
		}
		from += at + len(actor)
	}
}

// isClass reports whether a name is that of a class or a module, which no sentence begins with.
func isClass(name string) bool {
	return strings.Count(name, ".") > 1 || strings.Contains(name, "::")
}

// endsWord reports whether a name behind text would begin a word.
func endsWord(text string) bool {
	last, size := utf8.DecodeLastRuneInString(text)
	return size == 0 || !unicode.IsLetter(last) && !unicode.IsDigit(last) && !strings.ContainsRune("_.-", last)
}

// marksHead reports whether a name between before and behind is marked as that of who
// writes, as "name:", "name[7]" and "name - " are, and a name in a column of its own.
func marksHead(before, behind string) bool {
	if strings.HasSuffix(before, "=") || strings.HasPrefix(behind, "\t") || strings.HasPrefix(behind, "  ") {
		return true
	}
	apart := strings.TrimLeft(behind, " ")
	marks := ":[]()"
	if len(apart) < len(behind) {
		marks = ":|-"
	}
	return apart != "" && strings.ContainsAny(apart[:1], marks)
}
