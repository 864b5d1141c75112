package markdown

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// Escape writes text so that none of it is markup within a line, and with no more
// backslashes than that takes: a reader of the text itself sees few of them. What
// makes a line something else from its beginning is for [EscapeStart].
func Escape(text string) string {
	var out strings.Builder
	before := ' '
	for i, r := range text {
		if needsEscape(before, text[i:], i == 0) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
		before = r
	}
	return out.String()
}

// needsEscape tells of the first character of a rest of some text. What stands
// behind the text is not known, and may be markup.
func needsEscape(before rune, rest string, isFirst bool) bool {
	r, size := utf8.DecodeRuneInString(rest)
	after, width := utf8.DecodeRuneInString(rest[size:])
	isLast := width == 0
	switch r {
	case '`', '*', '[', ']':
		return true
	case '\\':
		return isLast || isPunctuation(after)
	case '<':
		return isLast || after == '/' || after == '!' || after == '?' || unicode.IsLetter(after)
	case '~': // one that can close, for which one that opens may stand before
		switch {
		case before == '~', after == '~':
			return true
		case isFirst:
			return isLast || !unicode.IsLetter(after) && !unicode.IsDigit(after)
		}
		return !unicode.IsSpace(before)
	case '_': // names_like_this are common and safe
		return !isNameRune(before) || isLast || !isNameRune(after)
	case '&':
		return beginsEntity(rest)
	}
	return false
}

func isPunctuation(r rune) bool {
	return r > ' ' && r < 0x7f && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}

func isNameRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}

// EscapeAddresses escapes what many readers make a link of though nobody marked it.
func EscapeAddresses(escaped string) string {
	if !strings.Contains(escaped, "://") && !strings.Contains(escaped, "www.") {
		return escaped
	}
	return strings.NewReplacer("://", `\://`, "www.", `www\.`).Replace(escaped)
}

// EscapeStart escapes what makes a line a heading, quotation, list, meaning, rule or the
// border of a table's head.
func EscapeStart(line string) string {
	if line == "" {
		return line
	}
	switch c := line[0]; {
	case c == '#' && HeadingLevel(line) > 0, c == '>', c == '|', IsUnderline(strings.TrimRight(line, " ")), strings.Trim(line, " |:-") == "",
		(c == '+' || c == '-') && (ListMark(line) != "" || isRule(line)), IsMeaning(line):
		return `\` + line
	case c >= '0' && c <= '9' && ListMark(line) != "":
		at := len(line) - len(strings.TrimLeft(line, "0123456789"))
		return line[:at] + `\` + line[at:]
	}
	return line
}

// Destination writes an address as that of a link or picture.
func Destination(url string) string {
	var out strings.Builder
	for i := range len(url) {
		if url[i] == '&' && beginsEntity(url[i:]) {
			out.WriteString("&amp;")
			continue
		}
		out.WriteByte(url[i])
	}
	if url = out.String(); strings.ContainsAny(url, "() ") {
		return "<" + url + ">"
	}
	return url
}

// longestEntity is more than the name of any entity has.
const longestEntity = 40

// beginsEntity reports whether text that starts with "&" begins with an entity.
func beginsEntity(text string) bool {
	end := strings.IndexByte(text[:min(len(text), longestEntity)], ';')
	if end < 2 {
		return false
	}
	name := text[1:end]
	if number, ok := strings.CutPrefix(name, "#"); ok {
		hexadecimal := strings.TrimLeft(number, "xX")
		base := 10
		if len(hexadecimal) == len(number)-1 {
			number, base = hexadecimal, 16
		}
		_, err := strconv.ParseUint(number, base, 32)
		return err == nil
	}
	_, known := util.LookUpHTML5EntityByName(name)
	return known
}

// Atom is what a place in Markdown is the middle of, if anything: an escape or an
// entity, which stand for one character.
func Atom(text string, at int) (from, to int) {
	escapes := len(text[:at]) - len(strings.TrimRight(text[:at], `\`))
	if escapes%2 == 1 && at < len(text) && isPunctuation(rune(text[at])) {
		return at - 1, at + 1
	}
	begin := max(0, at-longestEntity)
	if i := strings.LastIndexByte(text[begin:at], '&'); i >= 0 && beginsEntity(text[begin+i:]) {
		if end := begin + i + strings.IndexByte(text[begin+i:], ';') + 1; end > at {
			return begin + i, end
		}
	}
	return at, at
}

// Unescape resolves backslash escapes and entities in one pass. An entity for a
// line end becomes a space: text never spans lines.
func Unescape(text string) string {
	if !strings.ContainsAny(text, `\&`) {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text) && isPunctuation(rune(text[i+1])):
			i++
			out.WriteByte(text[i])
		case text[i] == '&' && beginsEntity(text[i:]):
			entity, _, _ := strings.Cut(text[i:], ";")
			out.WriteString(strings.NewReplacer("\r", " ", "\n", " ").Replace(html.UnescapeString(entity + ";")))
			i += len(entity)
		default:
			out.WriteByte(text[i])
		}
	}
	return out.String()
}
