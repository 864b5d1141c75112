package record

import (
	"bytes"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// matcher looks for a text, a regular expression, an actor or the value of a field.
type matcher struct {
	lower, upper []byte         // a text that every match holds
	pattern      *regexp.Regexp // nil where the text is all that is wanted
	automaton    *automaton     // of the pattern
	actor        string         // "" where it does not matter
	field        *FieldCondition
}

// newMatcher returns nil for no text.
func newMatcher(wanted Wanted) (*matcher, error) {
	switch {
	case wanted.Text == "":
		return nil, nil //nolint:nilnil // No text is no matcher, and no error.
	case !wanted.Regexp && (wanted.Case || !strings.ContainsFunc(wanted.Text, beyondASCII)):
		m := &matcher{}
		m.seek(wanted.Text, wanted.Case)
		return m, nil
	}
	expression := wanted.Text
	if !wanted.Regexp {
		expression = regexp.QuoteMeta(expression)
	}
	// An entry has lines, and each may be meant by ^ and $.
	flags := "(?im)"
	if wanted.Case {
		flags = "(?m)"
	}
	expression = flags + expression
	pattern, err := regexp.Compile(expression)
	if err != nil {
		return nil, retro.Errorf(retro.CodeInvalid, "the regular expression cannot be read: %w", err).
			WithHint("remove the slashes to search for the text itself")
	}
	m := &matcher{pattern: pattern}
	if tree, err := syntax.Parse(expression, syntax.Perl); err == nil {
		tree = tree.Simplify()
		m.seek(requiredText(tree), false)
		m.automaton = newAutomaton(tree)
	}
	return m, nil
}

// newActorMatcher looks for a name where it can stand in the bytes as it is shown.
func newActorMatcher(name string) *matcher {
	m := &matcher{actor: name}
	if !strings.ContainsFunc(name, beyondASCII) && !strings.ContainsAny(name, "\"\\<>&/") {
		m.seek(name, false)
	}
	return m
}

// own returns the same matchers for another goroutine.
func own(wanted []*matcher) []*matcher {
	copies := make([]*matcher, len(wanted))
	for i, m := range wanted {
		made := *m
		if m.automaton != nil {
			made.automaton = m.automaton.own()
		}
		copies[i] = &made
	}
	return copies
}

func beyondASCII(r rune) bool { return r >= utf8.RuneSelf }

// seek makes the matcher look for a text first, which is in ASCII or as it stands.
func (m *matcher) seek(text string, exact bool) {
	switch {
	case text == "":
	case exact:
		m.lower, m.upper = []byte(text), []byte(text)
	default:
		m.lower, m.upper = []byte(strings.ToLower(text)), []byte(strings.ToUpper(text))
	}
}

// requiredText returns the longest ASCII text that each match of an expression
// holds, in any case; "" where there is none. The letters k and s have relatives
// beyond ASCII, and part a text.
func requiredText(tree *syntax.Regexp) string {
	switch tree.Op { //nolint:exhaustive // All others require nothing.
	case syntax.OpLiteral:
		longest := ""
		for part := range strings.FieldsFuncSeq(string(tree.Rune), func(r rune) bool {
			return r >= utf8.RuneSelf || tree.Flags&syntax.FoldCase != 0 && strings.ContainsRune("kKsS", r)
		}) {
			if len(part) > len(longest) {
				longest = part
			}
		}
		return longest
	case syntax.OpCapture, syntax.OpPlus:
		return requiredText(tree.Sub[0])
	case syntax.OpConcat:
		longest := ""
		for _, sub := range tree.Sub {
			if text := requiredText(sub); len(text) > len(longest) {
				longest = text
			}
		}
		return longest
	}
	return ""
}

// block keeps in the set those of the entries from first up to end that match; raw
// begins with the first.
func (m *matcher) block(ix *ingest.Index, first, end int, raw []byte, set bitset) {
	if m.lower == nil || !ix.IsUTF8() || m.actor != "" && ix.KnowsActors() {
		for i := first; i < end; i++ {
			if set.has(i) && !m.matches(ix, i, ix.Cut(i, first, raw)) {
				set.remove(i)
			}
		}
		return
	}
	// The text is looked for in the whole block, and what lies between two finds
	// does not hold it.
	start := ix.Entries[first].Offset
	i := first
	finder := m.finder(raw)
	for place := 0; i < end; {
		if place = finder.next(place); place < 0 {
			break
		}
		for i < end && ix.Entries[i].Offset+ix.LengthOf(i)-start <= int64(place) {
			set.remove(i)
			i++
		}
		if i == end {
			return
		}
		limit := ix.Entries[i].Offset + ix.LengthOf(i) - start
		if int64(place+len(m.lower)) > limit {
			// It lies across the end of the entry.
			place++
			continue
		}
		if set.has(i) && !m.verify(ix, i, ix.Cut(i, first, raw)) {
			set.remove(i)
		}
		i++
		place = int(min(limit, int64(len(raw))))
	}
	for ; i < end; i++ {
		set.remove(i)
	}
}

// verify looks at an entry that holds the text that every match does.
func (m *matcher) verify(ix *ingest.Index, i int, raw []byte) bool {
	switch {
	case m.actor != "":
		return ix.IsOf(i, m.actor, raw)
	case m.automaton != nil:
		if matched, ok := m.automaton.match(raw); ok {
			return matched
		}
		return m.pattern.Match(raw)
	case m.pattern != nil:
		return m.pattern.Match(raw)
	}
	return true
}

// matches looks at one entry of which nothing is known.
func (m *matcher) matches(ix *ingest.Index, i int, raw []byte) bool {
	if m.field != nil {
		value, found := ix.FieldOf(i, raw, m.field.Name)
		return found && m.field.Holds(value) || m.field.Text != "" && bytes.Contains(ix.ToUTF8(raw), []byte(m.field.Text))
	}
	if m.actor == "" {
		raw = ix.ToUTF8(raw)
	}
	if m.actor != "" || m.pattern != nil {
		return m.verify(ix, i, raw)
	}
	finder := m.finder(raw)
	return finder.next(0) >= 0
}

// finder goes through bytes that hold a text, in any case, from place to place. It
// remembers where the rare byte stands next in either case, so that bytes which have
// it in one case only are not looked through again and again.
type finder struct {
	*matcher
	text      []byte
	rare      int // place in the wanted text of the byte that samples have least
	low, high int // before the place that is looked at, or past the end
}

// finder begins to look through bytes.
func (m *matcher) finder(b []byte) finder {
	const samples, width = 16, 256
	var counts [256]int
	for i := range samples {
		at := len(b) / samples * i
		for _, c := range b[at:min(at+width, len(b))] {
			counts[c]++
		}
	}
	rare := 0
	for i := range m.lower {
		if counts[m.lower[i]]+counts[m.upper[i]] < counts[m.lower[rare]]+counts[m.upper[rare]] {
			rare = i
		}
	}
	return finder{matcher: m, text: b, rare: rare, low: -1, high: -1}
}

// next returns where the text begins at or after a place, or -1.
func (f *finder) next(place int) int {
	one, other := f.lower[f.rare], f.upper[f.rare]
	last := len(f.text) - len(f.lower) + f.rare // where the rare byte may stand at most
	for i := place + f.rare; i <= last; i++ {
		if f.low < i {
			f.low = indexFrom(f.text, i, one)
		}
		if f.high < i {
			f.high = f.low
			if other != one {
				f.high = indexFrom(f.text, i, other)
			}
		}
		if i = min(f.low, f.high); i > last {
			return -1
		}
		if start := i - f.rare; f.equal(f.text[start : start+len(f.lower)]) {
			return start
		}
	}
	return -1
}

// indexFrom returns where a byte stands next, the length where nowhere.
func indexFrom(b []byte, from int, c byte) int {
	if n := bytes.IndexByte(b[from:], c); n >= 0 {
		return from + n
	}
	return len(b)
}

func (m *matcher) equal(b []byte) bool {
	for i, c := range b {
		if c != m.lower[i] && c != m.upper[i] {
			return false
		}
	}
	return true
}
