package transcript

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// voices finds who says what in cues: as WebVTT marks it, "<v Dana Kim>", as Zoom puts
// it before a colon, or as older files of Teams have it, in a line of its own. A cue in
// which several speak becomes one for each.
func voices(cues []timed) []Cue {
	var all []Cue
	unmarked := []int{} // of all, those without a mark
	for _, cue := range cues {
		parts := marked(cue)
		for _, part := range parts {
			if part.Speaker == "" {
				unmarked = append(unmarked, len(all))
			}
			all = append(all, part)
		}
	}
	if len(unmarked) == len(all) {
		nameByLine(cues, all)
	}
	nameByColon(all, unmarked)
	for i := range all {
		all[i].Text = oneLine(all[i].Text)
	}
	carry(all)
	return all
}

var (
	voiceTag = regexp.MustCompile(`<v(?:\.[^\s>]*)*[ \t]+([^>]*)>|</v>`)
	otherTag = regexp.MustCompile(`</?(?:c|i|b|u|lang|ruby|rt|font|v)(?:[. \t][^>]*)?>|<\d+:[\d:.]+>|\{\\[^}]*\}`)
)

// marked cuts a cue where WebVTT marks that another speaks. Its text keeps its lines.
func marked(cue timed) []Cue {
	var parts []Cue
	current := Cue{From: cue.From, To: cue.To, FromLine: cue.FromLine, ToLine: cue.FromLine}
	var said strings.Builder // by current
	add := func(text string, line int) {
		if text = unmark(text); strings.TrimSpace(text) != "" {
			if len(parts) > 0 && said.Len() == 0 {
				current.FromLine = line
			}
			current.ToLine = line
		}
		said.WriteString(text)
	}
	end := func() {
		if current.Text = said.String(); strings.TrimSpace(current.Text) != "" {
			parts = append(parts, current)
		}
		said.Reset()
	}
	for i, line := range cue.lines {
		number := cue.numbers[i]
		for {
			at := voiceTag.FindStringSubmatchIndex(line)
			if at == nil {
				break
			}
			add(line[:at[0]], number)
			name := ""
			if at[2] >= 0 {
				name = oneLine(unmark(line[at[2]:at[3]]))
			}
			if name != current.Speaker && name != "" {
				end()
				current.Speaker = name
			}
			line = line[at[1]:]
		}
		add(line+"\n", number)
	}
	end()
	if len(parts) == 0 {
		parts = append(parts, current)
	}
	return parts
}

// unmark leaves the marks of captions out, and reads what stands for other signs.
func unmark(text string) string {
	if strings.ContainsAny(text, "<{") {
		text = otherTag.ReplaceAllString(text, "")
	}
	if strings.Contains(text, "&") {
		text = html.UnescapeString(text)
	}
	return text
}

// oneLine joins the lines of a text, and leaves out what no line holds.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200b' || r == '\u200e' || r == '\u200f'
	}), " ")
}

// nameByLine takes names that stand in the first line of most cues.
func nameByLine(cues []timed, all []Cue) {
	if len(cues) != len(all) {
		return
	}
	named := 0
	seen := map[string]int{}
	for _, cue := range all {
		if name, rest, ok := strings.Cut(strings.TrimSpace(cue.Text), "\n"); ok && rest != "" && isName(name) {
			named++
			seen[name]++
		}
	}
	if named < 2 || named*10 < len(all)*8 || len(seen)*2 > named {
		return
	}
	for i, cue := range all {
		if name, rest, ok := strings.Cut(strings.TrimSpace(cue.Text), "\n"); ok && isName(name) {
			all[i].Speaker, all[i].Text = oneLine(name), rest
		}
	}
}

// nameByColon takes names that stand before a colon: where most cues that have no
// mark begin so, all of them, else those that come again.
func nameByColon(all []Cue, unmarked []int) {
	names := map[string]int{}
	begun := 0
	filled := 0
	for _, i := range unmarked {
		if all[i].Speaker != "" || strings.TrimSpace(all[i].Text) == "" {
			continue
		}
		filled++
		if name, _, ok := cutName(all[i].Text); ok {
			names[name]++
			begun++
		}
	}
	isUsual := begun*2 >= filled
	for _, i := range unmarked {
		if all[i].Speaker != "" {
			continue
		}
		if name, said, ok := cutName(all[i].Text); ok && (isUsual || names[name] > 1) {
			all[i].Speaker, all[i].Text = name, said
		}
	}
}

// cutName cuts "Dana Kim: We are seeing" at its colon.
func cutName(text string) (name, said string, ok bool) {
	text = strings.TrimLeft(strings.TrimSpace(text), "->–— ")
	at := strings.IndexByte(text, ':')
	if at < 1 || at > 80 || at+1 < len(text) && text[at+1] != ' ' && text[at+1] != '\n' && text[at+1] != '\t' {
		return "", "", false
	}
	name, said = oneLine(text[:at]), strings.TrimSpace(text[at+1:])
	return name, said, said != "" && isName(name)
}

// small are words within names that begin with a small letter.
const small = " de da del der den di van von of la le el al bin ibn y e du und and dos "

// isName reports whether a text can be the name of a person or a room: a few words
// that begin with capital letters, in the scripts that have some. "10:30 Meeting" is
// none, nor is the beginning of a sentence.
func isName(text string) bool {
	text = strings.TrimSpace(text)
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 6 || utf8.RuneCountInString(text) > 60 || strings.ContainsAny(text, "?!;<>=/\\\"") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsLetter(first) {
		return false
	}
	for _, word := range words {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "([.'’"))
		isCapital := !unicode.IsLower(first)
		if !isCapital && !strings.Contains(small, " "+word+" ") && !strings.Contains(word, "@") {
			return false
		}
	}
	return true
}

// carry gives the speaker of a cue to those that follow without one, in a file that
// names people only where another begins to speak.
func carry(all []Cue) {
	named := 0
	for _, cue := range all {
		if cue.Speaker != "" {
			named++
		}
	}
	if named == 0 || named*10 >= len(all)*6 {
		return
	}
	speaker := ""
	for i := range all {
		if all[i].Speaker == "" {
			all[i].Speaker = speaker
		}
		speaker = all[i].Speaker
	}
}
