package ingest

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// chatBytes is how much of a conversation is in memory at once. What is larger was not
// copied from a window, but some programs write a log of many years.
const chatBytes = 32 << 20

// cancelLines is after how many lines of a conversation the reading of it looks
// whether it was cancelled.
const cancelLines = 10_000

// chatStyle is how a conversation is written; 0 for none.
type chatStyle uint8

const (
	chatNone chatStyle = iota
	chatSlack
	chatDiscord
	chatTeams
	chatWhatsApp
	chatIRC
	chatZoom
	chatBelow
	chatStatus
	chatMail
	chatStyles
)

var chatFormats = [chatStyles]formatID{
	chatSlack: formatSlack, chatDiscord: formatDiscord, chatTeams: formatTeams,
	chatWhatsApp: formatWhatsApp, chatIRC: formatIRC, chatZoom: formatZoom, chatBelow: formatBelow, chatStatus: formatStatus,
	chatMail: formatMail,
}

func styleOf(id formatID) chatStyle {
	for style, format := range chatFormats {
		if style != int(chatNone) && format == id {
			return chatStyle(style)
		}
	}
	return chatNone
}

// message is the head of a message in a conversation.
type message struct {
	actor   string // "" for the one who wrote the message before
	when    when
	written string // the time as it stands there
	lines   int    // that the head takes: its author and time
	text    string // of the message, on the head's own line
	unsure  bool   // a heading above a time would look the same
	certain bool   // nothing but a conversation looks so, though a log may begin alike
}

// transcript is a conversation, or the beginning of one, by its lines.
type transcript struct {
	lines   []string
	offsets []int64
	// spaced says that times of new authors are indented, as the window copies
	// them. A time that is not belongs to a follow-up.
	spaced bool
	// headed says whether each time has its author on the line above, once that was asked.
	headed, asked bool
	// below says whether each time stands below what was said, once that was asked.
	below, belowAsked bool
	// recorded says whether times count from the start of a recording, once that was asked.
	recorded, recordedAsked bool
	// untimed says of lines that they were found to be no times.
	untimed []bool
}

// splitTranscript cleans the lines of a whole source.
func splitTranscript(p *plan, b []byte) *transcript {
	count := bytes.Count(b, []byte{p.newline}) + 1
	t := &transcript{lines: make([]string, 0, count), offsets: make([]int64, 0, count)}
	clean := cleaner{dirty: isDirty(b)}
	// Lines that need nothing but their ends cut are parts of one copy.
	whole := ""
	if !clean.dirty && p.encoding == encodingUTF8 {
		whole = string(b)
	}
	for i := 0; i < len(b); {
		end, next := p.lineEnd(b, i)
		line := clean.clean(p, b[i:end])
		if whole != "" {
			from := i + bytes.Index(b[i:end], line)
			t.lines = append(t.lines, whole[from:from+len(line)])
		} else {
			t.lines = append(t.lines, string(line))
		}
		t.offsets = append(t.offsets, int64(i))
		if next == 0 {
			break
		}
		i = next
	}
	t.untimed = make([]bool, len(t.lines))
	for i, line := range t.lines {
		if w, _, ok := t.when(i); ok && isIndented(line) && w.day.kind == dayNone {
			t.spaced = true
			break
		}
	}
	return t
}

// when reads a line that is nothing but a time. Most lines are none, and are asked often.
func (t *transcript) when(i int) (w when, written string, ok bool) {
	if i < 0 || i >= len(t.lines) || t.untimed[i] {
		return when{}, "", false
	}
	w, written, ok = parseWhen(t.lines[i])
	t.untimed[i] = !ok
	return w, written, ok
}

// line returns a line, "" outside of the conversation.
func (t *transcript) line(i int) string {
	if i < 0 || i >= len(t.lines) {
		return ""
	}
	return t.lines[i]
}

func isBlank(line string) bool { return strings.TrimSpace(line) == "" }

func isIndented(line string) bool {
	return line != "" && (line[0] == ' ' || line[0] == '\t' || strings.HasPrefix(line, "\u00a0"))
}

// head returns the message whose head begins at a line.
func (t *transcript) head(i int, style chatStyle) (message, bool) {
	line := t.line(i)
	if isBlank(line) {
		return message{}, false
	}
	switch style {
	case chatSlack:
		return t.slackHead(i)
	case chatDiscord:
		return t.discordHead(i)
	case chatTeams:
		return t.bracketHead(i)
	case chatWhatsApp:
		return whatsAppHead(line)
	case chatIRC:
		return ircHead(line)
	case chatZoom:
		return zoomHead(line)
	case chatBelow:
		return t.belowHead(i)
	case chatStatus:
		return t.statusHead(i)
	case chatMail:
		return t.mailHead(i)
	default:
		return message{}, false
	}
}

// detectChat tells in which style a conversation is written. A source that is
// recognised as a log is one all the same where people's messages come first: they
// quote logs.
func detectChat(p *plan, head []byte, logHeads int) chatStyle {
	t := splitTranscript(p, head)
	best, most := chatNone, 0
	for style := chatSlack; style < chatStyles; style++ {
		n, first, sure, authors, certain := 0, -1, false, 0, 0
		for i := 0; i < len(t.lines); i++ {
			m, ok := t.head(i, style)
			if !ok {
				continue
			}
			if first < 0 {
				if m.actor == "" {
					continue // A follow-up needs someone to follow.
				}
				first = i
			}
			n++
			if m.actor == whatsApp {
				continue // A notice of the group, which a list of times may look like.
			}
			sure = sure || !m.unsure && m.actor != ""
			if m.actor != "" {
				authors++
			}
			if m.certain {
				certain++
			}
			sure = sure || m.certain
			i += m.lines - 1
		}
		if first < 0 || !sure && authors < 2 {
			continue
		}
		if style == chatIRC && certain > 0 && n >= logHeads || style == chatTeams && n >= logHeads && t.arePeople() {
			certain = n // Somebody came or went, as in no table of a log, or people speak in turn.
		}
		if logHeads > 0 && certain < logHeads && !t.outweighs(p, style, n, logHeads, first) && (!sure || !t.isParted(p, style)) {
			continue
		}
		// Of two styles that explain as much, the later one is the more specific.
		if n >= most {
			best, most = style, n
		}
	}
	return best
}

// outweighs decides between a conversation and a log that both explain a source.
// Each line of a WhatsApp export is also that of a log with local dates.
func (t *transcript) outweighs(p *plan, style chatStyle, messages, logHeads, first int) bool {
	switch style {
	case chatSlack:
		// One message alone is said above the log that it brings.
		return (messages >= 2 || t.saysMore(p, first)) && !t.hasLogBefore(p, first)
	case chatWhatsApp:
		return messages >= logHeads && !t.hasLogBefore(p, first)
	default:
		return messages > logHeads && !t.hasLogBefore(p, first)
	}
}

// saysMore reports whether the one message of a source is a name and a time at its beginning,
// with words of its own before the log that it holds.
func (t *transcript) saysMore(p *plan, first int) bool {
	m, ok := t.slackHead(first)
	if !ok || m.unsure || m.when.zone != stamp.NoZone || slices.ContainsFunc(t.lines[:first], func(line string) bool { return !isBlank(line) }) {
		return false
	}
	var h head
	below := t.line(first + m.lines)
	return !isBlank(below) && !p.recognise([]byte(below), nil, &h)
}

// hasLogBefore reports whether an entry of a log begins before a line.
func (t *transcript) hasLogBefore(p *plan, line int) bool {
	var h head
	for _, text := range t.lines[:line] {
		if p.recognise([]byte(text), nil, &h) {
			return true
		}
	}
	return false
}

// dayHeader reads a line that names the day of the messages after it; first says that none
// stands above it. It is one
// only where a message follows at once: people also just say "Today".
func (t *transcript) dayHeader(i int, style chatStyle, first bool) (day, bool) {
	line := strings.Trim(t.line(i), " \t-—–─=*#_|\u00a0")
	if rest, ok := cutLogDay(line); ok {
		return parseLogDay(rest)
	}
	if line == "" || len(line) > 64 || strings.Count(line, " ") > 5 {
		return day{}, false
	}
	d, ok := parseDay(line)
	if !ok && (isLikeDay(line) || first && isAnyDay(line)) {
		d, ok = day{kind: dayLost}, true
	}
	if !ok || d.kind == dayNone {
		return day{}, false
	}
	for next, seen := i+1, 0; next < len(t.lines) && seen < 3; next++ {
		if isBlank(t.line(next)) {
			continue
		}
		if m, ok := t.head(next, style); ok && (m.actor != "" || style != chatSlack) {
			return d, true
		}
		seen++
	}
	return day{}, false
}

// isLikeDay reports whether a short line holds a number beside a sign or a word of dates, or
// is a word for a day, though it cannot be read as a day.
func isLikeDay(line string) bool {
	if utf8.RuneCountInString(line) > 40 {
		return false
	}
	lower := strings.ToLower(line)
	digits := strings.ContainsAny(lower, "0123456789")
	if digits && strings.ContainsAny(lower, "月日월일") {
		return true
	}
	words := strings.FieldsFunc(lower, func(r rune) bool { return !unicode.IsLetter(r) })
	named := slices.ContainsFunc(words, func(word string) bool {
		_, weekday := stamp.WeekdayOf(word)
		return utf8.RuneCountInString(word) > 2 && (weekday || stamp.MonthOf(word) > 0)
	})
	return named && (digits && len(words) <= 4 || len(words) <= 2)
}

// isAnyDay reports whether a line above the first message may be a day in a language that is
// not known: it has words, and the number of a day.
func isAnyDay(line string) bool {
	if line[0] == '#' || utf8.RuneCountInString(line) > 40 {
		return false
	}
	letters, number := false, false
	for _, word := range strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '.' || r == '(' || r == ')' }) {
		value, err := strconv.Atoi(word)
		number = number || err == nil && value >= 1 && value <= 31
		letters = letters || err != nil
	}
	return letters && number
}

// conversationWith is how a log of Pidgin opens.
const conversationWith = "Conversation with "

// cutLogDay cuts what an IRC client writes before the day of its log.
func cutLogDay(line string) (string, bool) {
	if line == "" || strings.IndexByte("DLSC[", line[0]) < 0 {
		return "", false // As most lines.
	}
	for _, opening := range []string{
		"Day changed to ", "Day changed ", "Log opened ", "Log closed ", "Session Start: ", "Session Time: ", "Session Close: ",
		"[00:00] --- ",
	} {
		if rest, ok := strings.CutPrefix(line, opening); ok {
			return rest, true
		}
	}
	if rest, ok := strings.CutPrefix(line, conversationWith); ok {
		if at := strings.LastIndex(rest, " at "); at >= 0 {
			rest, _, _ = strings.Cut(rest[at+len(" at "):], " on ")
			return rest, true
		}
	}
	return "", false
}

// describeChat finds the time and the text of a message.
func (ix *Index) describeChat(i int, raw []byte, d *Description) {
	t := splitTranscript(&ix.plan, raw)
	if n := len(ix.actors); i < n {
		d.Actor = text(ix.names[ix.actors[i]])
	}
	style := styleOf(formatID(ix.Entries[i].Format))
	m, ok := t.ownHead(style)
	for above := 1; !ok && above <= 2; above++ { // The words that it answers stand above it.
		if m, ok = t.head(above, style); ok {
			m.lines += above
		}
	}
	d.Written = text(m.written)
	_, answers := ix.Answers(i)
	d.Text = text(t.messageText(m, style, answers, d))
	if answers && !slices.ContainsFunc(d.Fields, func(f Field) bool { return f.Name == "reply to" }) {
		ix.describeAnswer(i, d)
	}
}

// collapseBlank joins lines, of several blank ones in a row only one.
func collapseBlank(lines []string) string {
	lines = slices.CompactFunc(lines, func(a, b string) bool { return a == "" && b == "" })
	return strings.Join(lines, "\n")
}

// isNoise reports whether a line is not what somebody wrote but what the window
// showed around it: reactions and their counts, buttons, the next day's name.
func (t *transcript) isNoise(i int) bool {
	line := strings.TrimSpace(t.line(i))
	switch {
	case line == "":
		return false
	case strings.HasSuffix(line, "View thread"), strings.HasPrefix(line, "Last reply "), line == "New", line == "View newer replies",
		line == "Also sent to the channel":
		return true
	}
	if replyCount(line) > 0 {
		return true
	}
	line = strings.Trim(line, " -—–─=")
	if _, ok := cutLogDay(line); ok {
		return true
	}
	if d, ok := parseDay(line); ok && d.kind != dayNone {
		for next := i + 1; next < len(t.lines); next++ {
			if !isBlank(t.line(next)) {
				return false
			}
		}
		return true
	}
	return false
}

// isReaction reports whether a line is nothing but names of emoji.
func isReaction(line string) bool {
	return len(line) > 2 && line[0] == ':' && line[len(line)-1] == ':' && !strings.ContainsAny(line, " \t")
}

func isCount(line string) bool {
	return line != "" && len(line) <= 5 && strings.Trim(line, "0123456789") == ""
}

// cleanName drops what a window adds to an author: link syntax, emphasis, and the
// second copy of a name that stood there once for the eye and once for a reader.
func cleanName(name string) string {
	name = strings.TrimSpace(strings.TrimRight(strings.Trim(name, "*_ \t\u00a0"+directionMarks), ",:-—– "))
	if role := strings.Index(name, "  ("); role > 0 {
		name = strings.TrimRight(name[:role], " ")
	}
	name = strings.TrimPrefix(name, "~ ") // Somebody who is not in the list of contacts.
	if rest, ok := strings.CutPrefix(name, "["); ok {
		if inner, _, ok := strings.Cut(rest, "]("); ok {
			name = inner
		}
	}
	if n := len(name); n >= 4 && n%2 == 0 && name[:n/2] == name[n/2:] {
		name = name[:n/2]
	}
	return strings.TrimSuffix(name, ":")
}

// isName reports whether a line may be an author's name.
func isName(line string) bool {
	name := strings.TrimSpace(line)
	if strings.HasSuffix(name, ".") && len(strings.Fields(name)) > 3 {
		return false // A sentence.
	}
	return name != "" && utf8.RuneCountInString(name) <= 80 && !isReaction(name) && !isCount(name) &&
		!strings.HasPrefix(name, "http") && !strings.HasSuffix(name, "View thread") && name != "New"
}
