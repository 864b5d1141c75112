package when

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	tokenWord tokenKind = iota
	tokenNumber
	tokenClock  // 10:02, 10:02:03.5
	tokenDate   // 2026-03-14, 14.3.2026, 14.3., 3/14/2026
	tokenDecade // 90s, 1990s, 90er
	tokenDash
	tokenOffset // +02:00
)

type token struct {
	kind tokenKind
	text string // in lower case
	at   int    // in bytes of what was typed
}

// The longest that anybody says, in bytes.
const longestPhrase = 300

var shapes = []struct {
	kind  tokenKind
	shape *regexp.Regexp
}{
	{tokenClock, regexp.MustCompile(`^\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?`)},
	{tokenDate, regexp.MustCompile(`^\d{4}-\d{1,2}-\d{1,2}`)},
	{tokenDate, regexp.MustCompile(`^\d{4}-\d{2}`)},
	{tokenDate, regexp.MustCompile(`^\d{1,2}\.\s?\d{1,2}\.(\s?\d{4}|\d{2})?`)},
	{tokenDate, regexp.MustCompile(`^\d{1,4}/\d{1,2}(/\d{1,4})?`)},
	{tokenDecade, regexp.MustCompile(`^['’]?\d{2}(\d{2})?(['’]?s|er)`)},
	{tokenNumber, regexp.MustCompile(`^\d+([.,]\d+)?`)},
	{tokenDash, regexp.MustCompile(`^(-|–|—|…|\.\.+)`)},
	{tokenWord, regexp.MustCompile(`^\pL+([/_’'-]\pL+)*`)},
}

var offsetShape = regexp.MustCompile(`^[+−-]\d{1,2}(:?\d{2})?`)

// tokens cuts a phrase. What is between its words and figures is left out.
func tokens(text string) []token {
	var list []token
	for at := 0; at < len(text); {
		rest := text[at:]
		if n := offsetBehindClock(list, text, at); n > 0 {
			list = append(list, token{tokenOffset, rest[:n], at})
			at += n
			continue
		}
		kind, n := tokenAt(rest)
		if n == 0 {
			_, size := utf8.DecodeRuneInString(rest)
			if rest[0] == '~' {
				list = append(list, token{tokenWord, "about", at})
			}
			at += size
			continue
		}
		isJoint := kind == tokenDash && len(list) > 0 && portions[list[len(list)-1].text] != portionWhole // mid-2015
		if !isJoint {
			list = append(list, token{kind, strings.ToLower(rest[:n]), at})
		}
		at += n
	}
	return list
}

func tokenAt(rest string) (tokenKind, int) {
	for _, s := range shapes {
		found := s.shape.FindString(rest)
		if found == "" {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest[len(found):])
		cut := s.kind != tokenDash && s.kind != tokenWord && unicode.IsDigit(next)
		if cut || s.kind == tokenDecade && unicode.IsLetter(next) {
			continue
		}
		return s.kind, len(found)
	}
	return 0, 0
}

// offsetBehindClock is the length of "+02:00" behind a time of day. A hyphen that has
// space around it parts two times.
func offsetBehindClock(list []token, text string, at int) int {
	if len(list) == 0 {
		return 0
	}
	last := list[len(list)-1]
	isNamed := last.text == "utc" || last.text == "gmt"
	if last.kind != tokenClock && !isNamed {
		return 0
	}
	found := offsetShape.FindString(text[at:])
	if found == "" {
		return 0
	}
	if text[at] == '-' && !isNamed {
		return 0 // what has a hyphen is a span, "10:02-10:15"; a whole stamp was read before
	}
	return len(found)
}

// number reads a figure or a word for one.
func number(t token) (float64, bool) {
	if t.kind == tokenNumber {
		n, err := strconv.ParseFloat(strings.Replace(t.text, ",", ".", 1), 64)
		return n, err == nil && n < 1e6
	}
	n, ok := numberWords[t.text]
	return n, ok
}

// whole reads a figure without a fraction.
func whole(t token) (int, bool) {
	if t.kind != tokenNumber {
		return 0, false
	}
	n, err := strconv.Atoi(t.text)
	return n, err == nil && n <= 9999
}
