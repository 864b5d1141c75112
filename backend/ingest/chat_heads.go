package ingest

import (
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

var slackFormat = format{
	name: "slack", title: "Slack conversation, copied from its window",
	plural: "messages copied from Slack",
	samples: []string{
		"Dana Kim\n  10:32 AM\nseeing 502s on checkout",
		"Lee\n:palm_tree:  Yesterday at 3:10 PM\nrolled back",
		"PagerDuty\nAPP  9:05 AM\nTriggered: checkout is down",
		"Dana Kim  10:32 AM\nseeing 502s on checkout",
		"Dana Kim [10:32 AM]\nseeing 502s on checkout",
		"Dana Kim, Mar 14, 10:32 AM\nseeing 502s on checkout",
	},
}

var discordFormat = format{
	name: "discord", title: "Discord conversation, copied from its window",
	plural:  "messages copied from Discord",
	samples: []string{"dana — Today at 10:32 AM\nseeing 502s", "lee — 03/14/2026 9:40 PM\nrolled back"},
}

var teamsFormat = format{
	name: "teams", title: "Teams or Skype conversation, copied from its window",
	plural: "messages copied from Teams or Skype",
	samples: []string{
		"[Saturday, March 14, 2026 9:40 PM] Dana Kim:\nseeing 502s",
		"[10:42 • 13/08/2026] Mario Rossi:\nrollback",
		"[21:40] Dana Kim: seeing 502s",
		"Dana Kim (2026-03-14 21:40): seeing 502s",
		"[Dana Kim] [오후 9:40] seeing 502s",
	},
}

var whatsAppFormat = format{
	name: "whatsapp", title: "WhatsApp export",
	plural:  "messages of a WhatsApp export",
	samples: []string{"14/03/2026, 21:40 - Dana: seeing 502s", "[14/03/2026, 21:40:05] Dana: seeing 502s"},
}

var ircFormat = format{
	name: "irc", title: "IRC",
	plural:  "messages of an IRC log",
	samples: []string{"21:40 <@dana> seeing 502s", "[21:40:05] <dana> seeing 502s", "21:40 -!- lee [~lee@example.com] has joined #ops", "[21:40] Action: dana waves", "[14 Mar 21:40] <dana!n=dana@example.com> seeing 502s"},
}

var zoomFormat = format{
	name: "zoom", title: "Zoom chat",
	plural:  "messages of a Zoom chat",
	samples: []string{"21:40:05 From Dana Kim to Everyone: seeing 502s", "21:40:05\t From  Dana Kim : seeing 502s"},
}

// slackHead reads an author's line with the time on the next one, both on one
// line, or the bare time of a follow-up.
func (t *transcript) slackHead(i int) (message, bool) {
	line := t.line(i)
	if w, written, ok := parseWhen(line); ok {
		// A time without an author continues the one before. An indented one has
		// its author on the line above, from where it was reached already.
		return message{when: w, written: written, lines: 1}, !isIndented(line) && !w.marked && w.day.kind == dayNone
	}
	if isName(line) && !isIndented(line) {
		next := t.line(i + 1)
		if w, written, ok := parseWhen(next); ok {
			full := isIndented(next) || w.marked || w.day.kind != dayNone
			if !full && (!t.spaced || w.exact != 0) {
				full = i == 0 || isBlank(t.line(i-1))
			}
			if full {
				sure := isIndented(next) || w.marked || w.half || w.day.kind != dayNone || w.exact != 0
				return message{actor: cleanName(line), when: w, written: written, lines: 2, unsure: !sure}, true
			}
		}
	}
	if isBlank(t.line(i-1)) && !isBlank(t.line(i+1)) {
		if m, ok := nameThenDate(line); ok {
			return m, true
		}
	}
	return inlineHead(line)
}

// inlineHead reads "Name  10:32 AM", "Name [10:32 AM]", "Name, 10:32 AM" and "[Name](…) [8:26](…)".
func inlineHead(line string) (message, bool) {
	if isIndented(line) || len(line) > 300 {
		return message{}, false
	}
	if open := strings.LastIndex(line, " ["); open > 0 && !strings.Contains(line[:open], ": ") {
		if w, written, ok := parseWhen(line[open+1:]); ok && isName(line[:open]) && open <= 160 {
			return message{actor: cleanName(line[:open]), when: w, written: written, lines: 1}, true
		}
	}
	// Google Chat writes commas, and always the half of the day.
	i := -1
	if last := line[len(line)-1] | 0x20; last == 'm' && hasClock(line) {
		i = strings.Index(line, ", ")
	}
	for i > 0 && i < 80 {
		if w, written, ok := parseWhen(line[i+2:]); ok && w.half && isPerson(line[:i]) && w.day.kind != dayWeekday {
			return message{actor: cleanName(line[:i]), when: w, written: written, lines: 1, unsure: w.day.kind == dayNone}, true
		}
		next := strings.Index(line[i+2:], ", ")
		if next < 0 {
			break
		}
		i += 2 + next
	}
	for _, gap := range []string{"  ", "\t", "\u00a0"} {
		name, rest, ok := strings.Cut(line, gap)
		if !ok || !isName(name) || len(name) > 80 || strings.HasSuffix(name, ":") {
			continue
		}
		if w, written, ok := parseWhen(rest); ok && (w.half || w.day.kind != dayNone || w.marked) {
			return message{actor: cleanName(name), when: w, written: written, lines: 1}, true
		}
	}
	return message{}, false
}

// nameThenDate reads "Name 2026/3/14 21:40:05" as WeChat copies it. Sentences end with a
// time as well, but seldom after one or two words.
func nameThenDate(line string) (message, bool) {
	clock := strings.LastIndexByte(line, ' ')
	if clock < 0 || len(line)-clock < len(" 21:40:05") || !hasClock(line[clock:]) {
		return message{}, false
	}
	date := strings.LastIndexByte(line[:clock], ' ')
	if date < 1 || !stamp.IsDigit(line[date+1]) || strings.Count(line[:date], " ") > 1 || !isPerson(line[:date]) ||
		line[date-1] == ':' || line[0] < 0x80 && !stamp.IsLetter(line[0]) {
		return message{}, false
	}
	w, written, ok := parseWhen(line[date+1:])
	if !ok || w.day.kind != dayFull || w.precision != stamp.PrecisionSecond {
		return message{}, false
	}
	return message{actor: cleanName(line[:date]), when: w, written: written, lines: 1, unsure: true}, true
}

// discordHead reads "name — Today at 10:32 AM". The window may copy the name, a badge
// and the time on lines of their own.
func (t *transcript) discordHead(i int) (message, bool) {
	const dash = "— "
	name, rest, ok := strings.Cut(t.line(i), " "+dash)
	lines := 1
	if !ok {
		if next := t.line(i + lines); next == "APP" || next == "BOT" {
			lines++
		}
		if rest, ok = strings.CutPrefix(strings.TrimLeft(t.line(i+lines), " "), dash); !ok {
			return message{}, false
		}
		lines++
	}
	if !isName(name) {
		return message{}, false
	}
	w, written, ok := parseWhen(rest)
	return message{actor: cleanName(name), when: w, written: written, lines: lines}, ok
}

// bracketHead reads "[time] Name:" and "[time] Name: text"; without a colon the
// text must follow on the next line.
func (t *transcript) bracketHead(i int) (message, bool) {
	line := strings.TrimLeft(t.line(i), "*")
	if strings.HasPrefix(line, "(") && strings.HasPrefix(t.line(0), conversationWith) {
		return pidginHead(line)
	}
	rest, ok := strings.CutPrefix(line, "[")
	if !ok {
		return behindNameHead(line)
	}
	inner, rest, ok := strings.Cut(rest, "] ")
	if !ok || len(inner) > 60 || strings.HasPrefix(inner, " ") {
		return message{}, false
	}
	w, written, ok := parseWhen(inner)
	if !ok {
		return nameFirstHead(inner, rest)
	}
	if w.day.kind == dayNone && w.precision != stamp.PrecisionMinute {
		return message{}, false // Logs write [21:40:05], conversations [21:40].
	}
	name, body, colon := strings.Cut(rest, ":")
	if !colon && w.day.kind == daySlash && w.precision == stamp.PrecisionMinute && strings.HasPrefix(t.line(i+1), "[") {
		// Somebody was added to the group.
		return message{actor: "WhatsApp", when: w, written: written, lines: 1, text: rest}, true
	}
	if next := t.line(i + 1); !colon && (isBlank(next) || strings.HasPrefix(next, "[")) || !isPerson(name) {
		return message{}, false
	}
	return message{actor: cleanName(name), when: w, written: written, lines: 1, text: strings.TrimSpace(body)}, true
}

// nameFirstHead reads what follows "[Name] " as KakaoTalk writes it, "[오후 9:40] text".
func nameFirstHead(name, rest string) (message, bool) {
	clock, found := strings.CutPrefix(rest, "[")
	clock, body, closed := strings.Cut(clock, "] ")
	if !found || !closed || len(clock) > 24 || !isPerson(name) {
		return message{}, false
	}
	w, written, ok := parseWhen(clock)
	if !ok || w.precision != stamp.PrecisionMinute {
		return message{}, false
	}
	return message{actor: cleanName(name), when: w, written: written, lines: 1, text: body}, true
}

// behindNameHead reads "Name (2026-03-14 21:40): text", and the same in brackets.
func behindNameHead(line string) (message, bool) {
	if !hasClock(line) {
		return message{}, false
	}
	for _, brackets := range []string{"()", "[]"} {
		head, body, ok := strings.Cut(line, brackets[1:]+": ")
		open := strings.LastIndex(head, " "+brackets[:1])
		if !ok || open < 0 || len(head)-open > 60 || !isPerson(head[:open]) {
			continue
		}
		w, written, ok := parseWhen(head[open+2:])
		if ok && w.day.kind != dayNone {
			return message{actor: cleanName(head[:open]), when: w, written: written, lines: 1, text: strings.TrimSpace(body)}, true
		}
	}
	return message{}, false
}

// pidginHead reads "(09:40:02 PM) name: text", and what Pidgin notes without a name.
func pidginHead(line string) (message, bool) {
	inner, rest, ok := strings.Cut(line[1:], ") ")
	if !ok || len(inner) > 40 {
		return message{}, false
	}
	w, written, ok := parseWhen(inner)
	name, body, colon := strings.Cut(rest, ": ")
	if !colon {
		name, body = "Pidgin", rest
	}
	return message{actor: cleanName(name), when: w, written: written, lines: 1, text: body}, ok
}

// whatsAppHead reads "14/03/2026, 21:40 - Name: text" and the same in brackets.
func whatsAppHead(line string) (message, bool) {
	line = strings.TrimPrefix(line, "\u200e")
	var inner, rest string
	var ok bool
	if body, bracket := strings.CutPrefix(line, "["); bracket {
		inner, rest, ok = strings.Cut(body, "] ")
	} else {
		inner, rest, ok = strings.Cut(line, " - ")
	}
	if !ok || len(inner) > 40 || inner == "" || !stamp.IsDigit(inner[0]) {
		return message{}, false
	}
	w, written, ok := parseWhen(inner)
	if !ok || w.day.kind != dayFull && w.day.kind != daySlash {
		return message{}, false
	}
	if !strings.Contains(inner, ", ") && (w.precision != stamp.PrecisionMinute || line[0] == '[') {
		return message{}, false // Only some countries write no comma, and no log seconds.
	}
	name, body, colon := strings.Cut(rest, ": ")
	if !colon {
		name, body = "", rest // "Dana created the group".
	} else if !isPerson(name) && name[0] != '+' {
		return message{}, false
	}
	m := message{actor: cleanName(name), when: w, written: written, lines: 1, text: body}
	if m.actor == "" {
		m.actor = "WhatsApp"
	}
	return m, true
}

// ircHead reads "21:40 <name> text", "[21:40:05] <name> text", actions and notices, and
// "21:40", a name and a text between tabs.
func ircHead(line string) (message, bool) {
	clock, rest, ok := cutIRCClock(line)
	if !ok {
		return message{}, false
	}
	w, written, ok := parseWhen(clock)
	if !ok {
		return message{}, false
	}
	m := message{when: w, written: written, lines: 1}
	rest = strings.TrimLeft(rest, " ")
	switch {
	case strings.HasPrefix(rest, "<") && !strings.HasPrefix(rest, "<-- "):
		name, body, closed := strings.Cut(rest[1:], ">")
		if !closed || name == "" || len(name) > 64 {
			return message{}, false
		}
		name, _, _ = strings.Cut(name, "!") // dircproxy adds the host.
		m.actor, m.text = strings.TrimLeft(name, "@+%&~ "), strings.TrimSpace(body)
	case strings.HasPrefix(rest, "-!- "), strings.HasPrefix(rest, "*** "), strings.HasPrefix(rest, "* "),
		strings.HasPrefix(rest, "--> "), strings.HasPrefix(rest, "<-- "):
		_, body, _ := strings.Cut(rest, " ")
		m.actor, _, _ = strings.Cut(body, " ")
		m.text = body
	case strings.HasPrefix(rest, "\t"):
		name, body, found := strings.Cut(rest[1:], "\t")
		if !found || !isPerson(name) || w.precision != stamp.PrecisionMinute {
			return message{}, false
		}
		m.actor, m.text = name, body
	case line[0] == '[':
		m.actor, m.text = eggdropNotice(rest), rest
	default:
		return message{}, false
	}
	return m, m.actor != ""
}

// cutIRCClock parts the time from what follows it.
func cutIRCClock(line string) (clock, rest string, ok bool) {
	if line[0] == '[' {
		clock, rest, ok = strings.Cut(line[1:], "] ")
	} else if end := strings.IndexAny(line, " \t-"); end > 0 {
		clock, rest, ok = line[:end], strings.TrimPrefix(line[end:], " "), true
	}
	return clock, rest, ok && len(clock) >= 4 && (len(clock) <= 8 || line[0] == '[' && len(clock) <= 16)
}

// eggdropNotice returns who did what a bot of the name notes without any sign before
// it: "Action: dana waves", "dana (~dana@example.com) joined #ops."; "" for other text.
func eggdropNotice(text string) string {
	for _, opening := range []string{"Action: ", "Nick change: "} {
		if rest, ok := strings.CutPrefix(text, opening); ok {
			name, _, _ := strings.Cut(rest, " ")
			return name
		}
	}
	name, rest, ok := strings.Cut(text, " (")
	host, _, closed := strings.Cut(rest, ") ")
	if ok && closed && strings.Contains(host, "@") && !strings.ContainsAny(name+host, " ") {
		return name
	}
	if channel, rest, ok := strings.Cut(text, ": mode change '"); ok && strings.HasPrefix(channel, "#") {
		if _, by, ok := strings.Cut(rest, "' by "); ok {
			name, _, _ := strings.Cut(by, "!")
			return name
		}
	}
	return ""
}

// zoomHead reads "21:40:05 From Name to Everyone: text".
func zoomHead(line string) (message, bool) {
	if len(line) < 16 {
		return message{}, false
	}
	clock, rest, ok := strings.Cut(line, "From ")
	if !ok || len(clock) > 12 {
		return message{}, false
	}
	w, written, ok := parseWhen(clock)
	if !ok {
		return message{}, false
	}
	name, body, ok := strings.Cut(rest, ":")
	if !ok || len(name) > 160 {
		return message{}, false
	}
	for _, word := range []string{" to ", " To "} {
		name, _, _ = strings.Cut(name, word)
	}
	name = cleanName(name)
	return message{actor: name, when: w, written: written, lines: 1, text: strings.TrimSpace(body)}, name != ""
}

// isPerson reports whether text in the place of a name is one, and not the level
// or the thread of a log.
func isPerson(name string) bool {
	if !isName(name) || len(name) > 60 || strings.ContainsAny(name, "[]{}=/\\<>") {
		return false
	}
	return levelOfWord([]byte(strings.TrimSpace(name))) == 0 && !strings.ContainsAny(name[:1], "0123456789-")
}
