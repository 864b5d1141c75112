package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// What a cell or a word of it may be: the name of who speaks, and how much it looks like one.

// Weights of what may be a name.
const (
	weightWords      = 1 // several words
	weightWord       = 2
	weightIdentifier = 6
	weightClass      = 8
)

// nameOf returns the name that a cell or a word of it may be and how much it looks like that of who
// speaks, 0 where it is none.
func nameOf(text string, ended byte) (name string, weight int) {
	if len(text) < 2 || len(text) > 2*maxPart {
		return "", 0
	}
	bracket := ended == endSquare || ended == endRound
	if at := strings.LastIndexByte(text, ':'); at > 0 && at+1 < len(text) && strings.Trim(text[at+1:], "0123456789") == "" && text[at-1] == ' ' {
		text = strings.TrimRight(text[:at], " ") // "[deluge.core.rpcserver         :212 ]"
	}
	if strings.Contains(text, " ") {
		return nameOfWords(text, bracket)
	}
	if class := classIn(text); bracket && class != "" {
		return class, weightClass
	}
	text = strings.Trim(text, "*'\"@")
	if len(text) > 3 && text[1] == '/' && levelOfLetter(text[0]) != retro.LevelNone {
		text = text[2:] // "I/ActivityManager" of Android.
	}
	if at := strings.LastIndexByte(text, '.'); at > 0 && len(text)-at > 3 && stamp.DigitsAt([]byte(text), at+1) == len(text)-at-1 && isPart(text[:at]) {
		return text[:at], weightIdentifier // "PSAPPSRV.812", a process.
	}
	if name, number, found := strings.Cut(text, "/"); found && number != "" && stamp.DigitsAt([]byte(number), 0) == len(number) {
		text = name // "orders/812" of Bunyan.
	}
	if name = withoutLine(text); name != text && len(text)-len(name) < 4 && !strings.ContainsAny(name, "._:") && (name == strings.ToLower(name) || name == strings.ToUpper(name)) {
		return "", 0 // "myid:1"
	}
	text = strings.TrimSuffix(name, "()")
	if module, function, found := strings.Cut(text, ":"); found && !strings.HasPrefix(function, ":") && isPart(module) && isPart(function) && !strings.Contains(function, "-") {
		text = module // "cart_server:handle_call:41" of Erlang.
	}
	if strings.Contains(text, ".") || strings.Contains(text, "::") {
		if class := classOf(text); class != "" && isPart(text) {
			return class, weightClass
		}
	}
	if !isPart(text) {
		return "", 0
	}
	isThread := isThreadName(text) && (bracket || text == "main" && ended != endNumber)
	isColumn := ended == endLevel || ended == endBar || ended == endTool || ended == '-'
	isRemark := isDone(text) || isRemark(text) && ended != endSquare
	switch {
	case strings.HasSuffix(text, ":"), isThread, isError(text), isSmallWord(text), isNumberOfMany(text), isIdentity(text), isAddress(text),
		isFacility([]byte(text)), isTerminal(text), columnLevel([]byte(text)) != retro.LevelNone, isRemark && !isColumn, isFile(text):
		return "", 0
	case isNumberedHost(text), strings.ContainsAny(text, "._/-@:") || strings.ContainsFunc(text[1:], unicode.IsUpper) && text != strings.ToUpper(text):
		return text, weightIdentifier
	}
	return text, weightWord
}

// nameOfWords does so for several words.
func nameOfWords(text string, bracket bool) (name string, weight int) {
	first, _, _ := strings.Cut(text, " ")
	if class := classOf(first); class != "" && isPart(first) {
		return class, weightClass // "[com.example.Cart checkOut]"
	}
	if !bracket {
		return text, wordsWeight(text)
	}
	if task, step, found := strings.Cut(text, " : "); found && isPart(task) && isPart(step) {
		return text, weightWord // "[build : compile]" of Tekton.
	}
	if strings.Contains(strings.ToLower(text), "thread") || wordsWeight(text) < weightWord {
		return "", 0
	}
	return text, weightWords
}

// isNumberOfMany reports whether a word is the name of a thread with its number, "nio-8080-exec-3", and
// not that of a machine, "web-1".
func isNumberOfMany(word string) bool {
	dash := strings.LastIndexByte(word, '-')
	return dash > 0 && strings.Trim(word[dash+1:], "0123456789") == "" && (len(word)-dash > 4 || strings.ContainsAny(word[:dash], "-0123456789"))
}

// isFile reports whether a word is the path of a file, "shop/orders.sql".
func isFile(word string) bool {
	slash := strings.LastIndexByte(word, '/')
	return slash > 0 && strings.Contains(word[slash:], ".")
}

// isTerminal reports whether a word is the terminal of somebody, "pts/0", "tty1".
func isTerminal(word string) bool {
	return word == "pts" || strings.HasPrefix(word, "tty")
}

// isNumberedHost reports whether a word is a name in small letters with a number of one or two digits, as
// machines have: "solace1", "web01".
func isNumberedHost(word string) bool {
	name := strings.TrimRight(word, "0123456789")
	digits := len(word) - len(name)
	return digits > 0 && digits < 3 && len(name) > 2 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") == ""
}

// isSmallWord reports whether a word is one of those that part the others of a sentence.
func isSmallWord(word string) bool {
	switch word {
	case "at", "in", "of", "on", "by", "to", "for", "from", "with", "the", "and", "not", "no", "is":
		return true
	}
	return false
}

// isAddress reports whether a word is an address of mail.
func isAddress(word string) bool {
	_, domain, found := strings.Cut(word, "@")
	return found && strings.Contains(domain, ".")
}

// wordsWeight weighs several words that may be a name.
func wordsWeight(text string) int {
	words, capitals := 0, 0
	for word := range strings.FieldsSeq(text) {
		words++
		switch {
		case word == "/", words > 1 && isParticle(word):
			capitals++
		case !isPart(word) || isError(word) || isIdentity(word):
			return 0
		case stamp.IsUpper(word[0]):
			capitals++
		}
	}
	switch {
	case text == strings.ToUpper(text), isRemark(text[strings.LastIndexByte(text, ' ')+1:]):
		return 0
	case words == capitals:
		return weightWord
	case words == 2:
		return weightWords
	}
	return 0
}

// isIdentity reports whether a word is more of digits than of letters, or of digits and capitals alone,
// as the number of a request is.
func isIdentity(word string) bool {
	if number, _, found := strings.Cut(word, "-"); found && len(number) < 5 && strings.HasSuffix(number, "ID") {
		return true // "JID-4f2c"
	}
	digits, letters, small := 0, 0, false
	for i := range len(word) {
		switch {
		case stamp.IsDigit(word[i]):
			digits++
		case stamp.IsLetter(word[i]):
			letters++
			small = small || stamp.IsLower(word[i])
		case word[i] >= utf8.RuneSelf:
			small = true
		}
	}
	return digits > letters || digits > 0 && !small
}
