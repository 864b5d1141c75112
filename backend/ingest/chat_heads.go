package ingest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
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
	if hasClock(line) || hasClock(t.line(i+1)) || strings.TrimSpace(t.line(i+1)) == "," {
		if t.isRecorded() || t.opensWithTime() {
			return message{}, false
		}
	}
	if w, written, ok := t.when(i); ok {
		// A time without an author continues the one before. An indented one has
		// its author on the line above, from where it was reached already.
		return message{when: w, written: written, lines: 1}, !isIndented(line) && !w.marked && w.day.kind == dayNone
	}
	if name, did := cutDid(line); isName(line) && !isIndented(line) || did != "" && isName(name) {
		lines := 2
		if again := t.line(i + 1); again == line && !isBlank(again) {
			lines++ // What stands for the picture, and then the name.
		}
		comma := strings.TrimSpace(t.line(i+lines-1)) == ","
		if comma {
			lines++ // Google Chat copies the sign between name and time on a line of its own.
		}
		if kind := t.line(i + lines - 1); isNoteKind(kind) && !hasClock(kind) {
			lines++
		}
		next := t.line(i + lines - 1)
		if w, written, ok := t.when(i + lines - 1); ok {
			if after := t.line(i + lines); comma && strings.HasPrefix(strings.TrimSpace(after), ", ") && len(after) < 24 {
				lines++ // ", Edited"
			}
			full := comma || isIndented(next) || w.marked || w.day.kind != dayNone || lines > 2 || t.isHeaded()
			if !full && (!t.spaced || w.exact != 0) {
				full = i == 0 || isBlank(t.line(i-1))
			}
			if full {
				sure := comma || isIndented(next) || w.marked || w.half || w.worded || w.day.kind != dayNone || w.exact != 0 || lines > 2
				name, did := cutDid(line)
				return message{actor: cleanName(name), when: w, written: written, lines: lines, text: did, unsure: !sure}, true
			}
		}
	}
	if m, ok := activityHead(line); ok {
		return m, true
	}
	if !isBlank(t.line(i + 1)) {
		if m, ok := nameThenDate(line); ok && isBlank(t.line(i-1)) {
			return m, true
		}
		if m, ok := nameThenSigns(line); ok {
			return m, true
		}
	}
	return t.inlineHead(i)
}

// opensWithTime reports whether the first line is a time with its date: what is said then
// stands below each time, as in the timeline of a pager, and nobody's name above it.
func (t *transcript) opensWithTime() bool {
	for i := range min(len(t.lines), 5) {
		if isBlank(t.line(i)) {
			continue
		}
		w, _, ok := t.when(i)
		return ok && (w.day.kind == dayFull || w.day.kind == dayYearless) && w.exact == 0 && !isIndented(t.line(i))
	}
	return false
}

// isHeaded reports whether each time of a conversation, alone on its line, has its author
// on the line above: all have a short one there, and all say the half of the day, all have a
// name of two words or a handle above them, or the same few names come again. The times of Slack's follow-ups have neither.
func (t *transcript) isHeaded() bool {
	if !t.asked {
		t.headed, t.asked = !t.spaced && t.areHeaded(), true
	}
	return t.headed
}

func (t *transcript) areHeaded() bool {
	times, halves, again, likely, namely, full, handles := 0, 0, 0, 0, 0, 0, 0
	names := map[string]bool{}
	for i, line := range t.lines {
		w, _, ok := t.when(i)
		if !ok {
			continue
		}
		name := t.line(i - 1)
		if !isName(name) || isIndented(line) || w.marked || len(strings.Fields(name)) > 4 || len(name) > 40 {
			return false
		}
		if _, _, ok := parseWhen(name); ok {
			return false
		}
		times++
		if isLikeName(name) {
			namely++
			if first, _ := utf8.DecodeRuneInString(name); !unicode.IsLower(first) {
				likely++
				if words := strings.Fields(name); len(words) > 1 && !slices.ContainsFunc(words, func(word string) bool { return !isPlainWord([]byte(word)) }) {
					full++
				}
			}
		}
		if isHandle(name) || isEastAsian(name) && utf8.RuneCountInString(name) <= longestEastAsian {
			handles++
		}
		if w.half {
			halves++
		}
		if names[name] {
			again++
		}
		names[name] = true
	}
	return times > 1 && (halves == times && namely*2 >= times || full == times || handles == times && len(names) > 1 || again > 0 && len(names) > 1 && likely == times)
}

// isHandle reports whether a line is a name as people have in Mattermost and Rocket.Chat, "dana.kim".
func isHandle(line string) bool {
	first, last, found := strings.Cut(line, ".")
	switch last {
	case "log", "txt", "sql", "csv", "json", "html", "yaml", "conf", "com", "org", "net":
		return false
	}
	return found && isPlainWord([]byte(first)) && isPlainWord([]byte(last)) && len(first) > 1 && len(last) > 2 && line == strings.ToLower(line)
}

// inlineHead reads "Name  10:32 AM", "Name [10:32 AM]", "Name, Sat 10:32 AM", "Name @name 10:32 AM" and
// "[Name](…) [8:26](…)".
func (t *transcript) inlineHead(i int) (message, bool) {
	line := t.line(i)
	if isIndented(line) || len(line) > 300 {
		return message{}, false
	}
	if open := strings.LastIndex(line, " ["); open > 0 && !strings.Contains(line[:open], ": ") {
		if w, written, ok := parseWhen(line[open+1:]); ok && isName(line[:open]) && open <= 160 {
			return message{actor: cleanName(line[:open]), when: w, written: written, lines: 1}, true
		}
	}
	if m, ok := t.commaHead(i); ok {
		return m, true
	}
	if name, rest, found := strings.Cut(line, " @"); found && isPerson(name) && !isBlank(t.line(i+1)) {
		_, written, _ := strings.Cut(rest, " ")
		if w, written, ok := parseWhen(written); ok && w.precision == stamp.PrecisionMinute {
			return message{actor: cleanName(name), when: w, written: written, lines: 1, unsure: !w.half}, true
		}
	}
	if m, ok := commentHead(line); ok {
		return m, true
	}
	if m, ok := didHead(line); ok {
		return m, true
	}
	if next := t.line(i + 1); !strings.Contains(strings.TrimSpace(line), " ") && !isIndented(next) {
		// The name of who did it stands on a line of its own.
		if strings.HasPrefix(next, "on ") && !isBlank(t.line(i+2)) && !strings.HasPrefix(t.line(i-1), strings.TrimSpace(line)+" ") {
			next = "commented " + next
		}
		if m, ok := didHead(line + " " + next); ok {
			m.lines++
			return m, true
		}
	}
	if m, ok := dumpedHead(line); ok {
		return m, true
	}
	for _, gap := range []string{"  ", "\t", "\u00a0", " - ", " · ", " • ", " | "} {
		name, rest, ok := strings.Cut(line, gap)
		if !ok || !isName(name) || len(name) > 80 || strings.HasSuffix(name, ":") || gap[0] == ' ' && gap[1] != ' ' && !isLikeName(name) {
			continue
		}
		w, written, ok := parseWhen(rest)
		if !ok || w.zone != stamp.NoZone {
			continue
		}
		sure := w.half || w.day.kind != dayNone || w.marked || w.worded
		if next := t.line(i + 1); sure || gap == "  " && w.precision == stamp.PrecisionMinute && len(strings.Fields(name)) > 1 && !isBlank(next) && !hasClock(next) {
			return message{actor: cleanName(name), when: w, written: written, lines: 1, unsure: !sure}, true
		}
	}
	return message{}, false
}

// commentHead reads "Name added a comment - 14/Mar/26 9:40 PM" as Jira shows it.
func commentHead(line string) (message, bool) {
	for _, did := range []string{" added a comment - ", " commented - ", " made changes - ", " created issue - ", " hat einen Kommentar hinzugefügt - "} {
		name, rest, ok := strings.Cut(line, did)
		if !ok || !isPerson(name) {
			continue
		}
		w, written, ok := parseWhen(cutMarks(rest))
		return message{actor: cleanName(name), when: w, written: written, lines: 1}, ok
	}
	return message{}, false
}

// dumpedHead reads "> Name [U012] @ 14/03/2026 09:40:00 Z:" as slackdump writes it, behind bars
// where it is a reply.
func dumpedHead(line string) (message, bool) {
	name, written, ok := strings.Cut(line, "] @ ")
	if !ok || len(written) > 40 || !strings.HasSuffix(written, ":") {
		return message{}, false
	}
	name, _, _ = strings.Cut(strings.TrimLeft(name, "|> "), " [")
	w, _, ok := parseWhen(strings.TrimSuffix(written, ":"))
	return message{actor: cleanName(name), when: w, written: strings.TrimSuffix(written, ":"), lines: 1, certain: true}, ok && isPerson(name) && w.day.kind != dayNone
}

// didHead reads "dana commented on Mar 14" and what else a tracker of code shows of an issue by
// its day: "lee closed this as completed on Mar 15, 2026", "Dana Kim @dana · 2 days ago". Of a day that counts from when it was
// copied, "2 days ago", nobody knows which it is.
func didHead(line string) (message, bool) {
	line = cutMarks(strings.TrimSpace(line))
	name, rest, ok := strings.Cut(line, " ")
	if !ok || len(line) > 160 || !isPerson(name) {
		return message{}, false
	}
	if bare, found := strings.CutPrefix(rest, "bot "); found {
		rest = bare
	}
	if before, ago, found := strings.Cut(line, " · "); found && strings.HasSuffix(ago, " ago") && len(strings.Fields(ago)) <= 4 {
		name, _, _ = strings.Cut(before, " @")
		return message{actor: name, written: ago, lines: 1, certain: true, when: when{zone: stamp.NoZone, precision: stamp.PrecisionDay, day: day{kind: dayLost}}}, isLikeName(name)
	}
	if before, date, found := strings.Cut(line, " · "); found {
		// "Lee moved from Todo to Done · Mar 14, 2026", of Linear.
		name, did := cutDid(before)
		d, ok := parseDay(date)
		m := message{actor: name, written: date, lines: 1, text: did, when: when{zone: stamp.NoZone, precision: stamp.PrecisionDay, day: d}}
		return m, ok && did != "" && (d.kind == dayFull || d.kind == dayYearless)
	}
	did, _, _ := strings.Cut(rest, " ")
	switch did {
	case "commented", "closed", "reopened", "opened", "merged", "added", "removed", "assigned", "self-assigned", "unassigned", "referenced", "mentioned", "pushed",
		"requested", "approved", "reviewed", "linked", "locked", "unlocked", "pinned", "changed", "renamed", "marked", "converted", "moved", "force-pushed", "deleted", "restored":
	default:
		return message{}, false
	}
	m := message{actor: name, lines: 1, certain: did == "commented", when: when{zone: stamp.NoZone, precision: stamp.PrecisionDay}}
	if did != "commented" {
		m.text = rest
	}
	if at := strings.LastIndex(rest, " on "); at >= 0 {
		m.written = rest[at+len(" on "):]
		m.when.day, ok = parseDay(m.written)
		return m, ok && (m.when.day.kind == dayFull || m.when.day.kind == dayYearless)
	}
	if w, written, ok := parseWhen(strings.TrimPrefix(rest, did+" ")); ok && did == "commented" && w.day.kind == dayFull {
		m.when, m.written = w, written
		return m, true
	}
	words := strings.Fields(rest)
	n := len(words)
	if n >= 4 && words[n-1] == "ago" {
		m.when.day.kind, m.written = dayLost, strings.Join(words[n-3:], " ")
		return m, true
	}
	if back, found := dayWords[words[n-1]]; found && n > 1 {
		m.when.day, m.written = day{kind: dayBack, back: back}, words[n-1]
		return m, true
	}
	return message{}, false
}

// commaHead reads "Name, Sat 10:32 AM" as Google Chat copies it. Sentences end with a time
// behind a comma as well, but do not look like a name and have no text below them.
func (t *transcript) commaHead(i int) (message, bool) {
	line := cutMarks(t.line(i))
	if !hasClock(line) {
		return message{}, false
	}
	for at := strings.Index(line, ", "); at > 0 && at < 80; {
		w, written, ok := parseWhen(line[at+2:])
		likely := isLikeName(line[:at]) && !isBlank(t.line(i+1))
		switch {
		case !ok || w.zone != stamp.NoZone || !isPerson(line[:at]) || strings.Contains(line[:at], ": "):
		case w.half && w.day.kind != dayWeekday, likely && (w.half || w.day.kind != dayNone || len(strings.Fields(line[:at])) > 1 && w.precision == stamp.PrecisionMinute):
			return message{actor: cleanName(line[:at]), when: w, written: written, lines: 1, unsure: w.day.kind == dayNone || w.day.kind == dayWeekday && !likely}, true
		}
		next := strings.Index(line[at+2:], ", ")
		if next < 0 {
			break
		}
		at += 2 + next
	}
	return message{}, false
}

// isLikeName reports whether a text looks like the name of a person or a program: up to four
// words, of which none begins in lower case but what stands between names, or a single one.
func isLikeName(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 4 || strings.ContainsAny(text, ":!?\"") {
		return false
	}
	for _, word := range words {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "(@"))
		if unicode.IsLower(first) && len(words) > 1 && !isParticle(word) {
			return false
		}
	}
	return isPerson(text)
}

// nameThenDate reads "Name 2026/3/14 21:40:05" as WeChat copies it, and "Dana Kim 14 Mar 2026 21:40"
// of trackers, also where a comment is numbered before. Sentences end with a time as well, but seldom
// after one or two words, or after a name.
func nameThenDate(line string) (message, bool) {
	if !hasClock(line) || len(line) > 120 {
		return message{}, false
	}
	line = cutComment(line)
	for at, words := 0, 1; words <= 4; words++ {
		blank := strings.IndexByte(line[at:], ' ')
		if blank < 0 || at+blank+1 >= len(line) {
			break
		}
		name, rest := line[:at+blank], line[at+blank+1:]
		if at += blank + 1; name == "" || name[len(name)-1] == ':' || name[0] < 0x80 && !stamp.IsLetter(name[0]) || !isPerson(name) {
			break
		}
		if !stamp.IsDigit(rest[0]) && stamp.MonthOf(strings.ToLower(rest[:min(3, len(rest))])) == 0 {
			continue
		}
		w, written, ok := parseWhen(rest)
		if ok && w.day.kind == dayFull && (words <= 2 && w.precision == stamp.PrecisionSecond && stamp.IsDigit(rest[0]) || words > 1 && isLikeName(name)) {
			return message{actor: cleanName(name), when: w, written: written, lines: 1, unsure: true}, true
		}
	}
	return message{}, false
}

// cutComment drops what a tracker has before who wrote something: "Description Dana Kim …",
// "Comment 12 Dana Kim …".
func cutComment(line string) string {
	if rest, found := strings.CutPrefix(line, "Description "); found {
		return rest
	}
	if rest, found := strings.CutPrefix(line, "Comment "); found {
		if number, behind, ok := strings.Cut(rest, " "); ok && isCount(strings.TrimPrefix(number, "#")) {
			return behind
		}
	}
	return line
}

// activityHead reads what trackers show of an issue with its time: "Dana Kim changed state Nov 18, 2026 9:12 AM",
// "Updated by Dana Kim on 11/18/2026 09:05 AM", "Changed on 11/18/2026 at 09:05 AM by dana".
func activityHead(line string) (message, bool) {
	if !hasClock(line) || len(line) > 160 {
		return message{}, false
	}
	name, did := cutDid(line)
	if verb, rest, found := strings.Cut(line, " on "); found && isDone(verb) && !strings.Contains(verb, " ") {
		if at := strings.LastIndex(rest, " by "); at > 0 {
			w, written, ok := parseWhen(rest[:at])
			name := rest[at+len(" by "):]
			return message{actor: cleanName(name), when: w, written: written, lines: 1, text: verb, certain: true}, ok && w.day.kind != dayNone && isLikeName(name)
		}
	}
	verb, rest, found := strings.Cut(line, " by ")
	if first, _ := utf8.DecodeRuneInString(line); did == "" && found && unicode.IsUpper(first) && isDone(verb) && !strings.Contains(verb, " ") {
		did = rest
	} else if did == "" {
		return message{}, false
	}
	words := strings.Fields(did)
	for i := 1; i < len(words); i++ {
		w, written, ok := parseWhen(strings.Join(words[i:], " "))
		if !ok || w.day.kind != dayFull && w.day.kind != daySlash {
			continue
		}
		what := strings.TrimSuffix(strings.TrimSuffix(strings.Join(words[:i], " "), " on"), " -")
		m := message{actor: name, when: w, written: written, lines: 1, text: what, certain: true}
		switch {
		case found && did == rest:
			if m.actor, m.text = what, verb; words[i-1] != "on" && words[i-1] != "-" {
				return message{}, false // A sentence.
			}
		case what == "commented" || what == "wrote" || what == "replied":
			m.text = ""
		}
		return m, isLikeName(m.actor)
	}
	return message{}, false
}

// nameThenSigns reads "张三 10月7日 09:05" as Feishu and DingTalk copy it: a name, and a date with
// the signs for month and day, or one in numbers behind a name in those signs.
func nameThenSigns(line string) (message, bool) {
	name, rest, found := strings.Cut(line, " ")
	if !found || rest == "" || !stamp.IsDigit(rest[0]) || !isPerson(name) {
		return message{}, false
	}
	if !strings.ContainsAny(rest, "月월") {
		if !isEastAsian(name) {
			return message{}, false
		}
		if len(rest) > 6 && rest[2] == '-' && rest[5] == ' ' {
			rest = rest[:2] + "月" + rest[3:5] + "日" + rest[5:]
		}
	}
	w, written, ok := parseWhen(rest)
	return message{actor: cleanName(name), when: w, written: written, lines: 1}, ok && w.day.kind >= dayYearless && w.day.kind <= daySlash
}

// isEastAsian reports whether a name is of nothing but the signs of Chinese, Japanese or Korean.
func isEastAsian(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
	})
}

// longestEastAsian is of how many signs the name of a person is at most.
const longestEastAsian = 5

// cutDid parts the name of a person from what a tracker says that they did, in the line above its
// time: "Dana Kim moved Orders from Doing to Done", "Lee replied".
func cutDid(line string) (name, did string) {
	words := strings.Fields(line)
	for i := 1; i < min(len(words), 4); i++ {
		switch words[i] {
		case "replied", "wrote", "reported", "responded", "forwarded", "moved", "added", "removed", "changed", "updated", "created", "closed", "reopened", "resolved", "assigned",
			"commented", "completed", "attached", "archived", "renamed", "joined", "marked", "set", "edited", "deleted", "merged", "triggered", "acknowledged", "escalated":
		default:
			continue
		}
		if name = strings.Join(words[:i], " "); isLikeName(name) {
			return name, strings.Join(words[i:], " ")
		}
	}
	return line, ""
}

// isParticle reports whether a word stands between names.
func isParticle(word string) bool {
	switch word {
	case "de", "da", "do", "dos", "di", "del", "della", "van", "von", "der", "den", "het", "ten", "la", "le", "el", "al", "bin", "ibn", "y", "e", "zu", "af", "av", "via", "bot", "from":
		return true
	}
	return false
}

// discordHead reads "name — Today at 10:32 AM", and "[10:33 AM]text" of a follow-up. The
// window may copy the name, a badge, the dash and the time on lines of their own.
func (t *transcript) discordHead(i int) (message, bool) {
	const dash = "—"
	line := t.line(i)
	if rest, ok := strings.CutPrefix(line, "["); ok {
		inner, text, closed := strings.Cut(rest, "]")
		w, written, ok := parseWhen(inner)
		return message{when: w, written: written, lines: 1, text: strings.TrimSpace(text)}, ok && closed && w.precision == stamp.PrecisionMinute
	}
	name, rest, ok := strings.Cut(line, " "+dash+" ")
	lines := 1
	if !ok {
		if next := t.line(i + lines); next == "APP" || next == "BOT" {
			lines++
		}
		if rest, ok = strings.CutPrefix(strings.TrimLeft(t.line(i+lines), " "), dash); !ok {
			return message{}, false
		}
		lines++
		if isBlank(rest) {
			rest = t.line(i + lines)
			lines++
		}
	}
	if !isName(name) {
		return message{}, false
	}
	w, written, ok := parseWhen(rest)
	return message{actor: cleanName(name), when: w, written: written, lines: lines}, ok
}

// bracketHead reads "[time] Name:" and "[time] Name: text"; without a colon a name must be
// all that stands there.
func (t *transcript) bracketHead(i int) (message, bool) {
	line := strings.TrimLeft(t.line(i), "*")
	if (hasClock(line) || hasClock(t.line(i+1))) && t.isRecorded() {
		return t.recordedAt(i)
	}
	if strings.HasPrefix(line, "(") && strings.HasPrefix(t.line(0), conversationWith) {
		return pidginHead(line)
	}
	rest, ok := strings.CutPrefix(line, "[")
	if !ok {
		return behindNameHead(line)
	}
	whole := rest
	inner, rest, ok := strings.Cut(rest, "] ")
	if !ok || len(inner) > 20 {
		// Discord's compact view leaves the blank out: "[9:40 PM]dana: text".
		if short, behind, found := strings.Cut(whole, "]"); found && len(short) <= 8 && short[len(short)-min(1, len(short)):] == "M" {
			inner, rest, ok = short, behind, true
		}
	}
	if !ok || len(inner) > 60 {
		return message{}, false
	}
	inner, _, _ = strings.Cut(inner, " | ") // Skype says there when it was edited.
	w, written, ok := parseWhen(inner)
	if !ok {
		return nameFirstHead(inner, rest)
	}
	if w.day.kind == dayNone && w.precision != stamp.PrecisionMinute {
		return message{}, false // Logs write [21:40:05], conversations [21:40].
	}
	name, body, colon := strings.Cut(rest, ":")
	if colon && body != "" && name != "" && stamp.IsDigit(name[len(name)-1]) && stamp.IsDigit(body[0]) {
		return message{}, false // The colon of a time in a sentence.
	}
	if !colon && w.day.kind == daySlash && w.precision == stamp.PrecisionMinute && strings.HasPrefix(t.line(i+1), "[") && len(strings.Fields(rest)) > 2 {
		// Somebody was added to the group.
		return message{actor: whatsApp, when: w, written: written, lines: 1, text: rest}, true
	}
	if notice, ok := strings.CutPrefix(rest, "*** "); ok && w.day.kind != dayNone {
		// Skype notes who came and went.
		notice = strings.TrimSuffix(notice, " ***")
		who, _, _ := strings.Cut(notice, " ")
		return message{actor: who, when: w, written: written, lines: 1, text: notice, certain: true}, true
	}
	if !isPerson(name) {
		return message{}, false
	}
	if next := t.line(i + 1); !colon {
		name = cutMarks(name)
		bare := isBlank(next) || strings.HasPrefix(next, "[")
		if bare && (w.precision != stamp.PrecisionMinute || !isLikeName(strings.ReplaceAll(name, ",", ""))) {
			return message{}, false
		}
		return message{actor: cleanName(name), when: w, written: written, lines: 1, certain: w.half || w.day.kind >= dayYearless}, true
	}
	// Beside a day, two words that are nothing but a name are no part of a program.
	certain := w.day.kind == daySlash && len(strings.Fields(name)) > 1 && isLikeName(name) && strings.HasPrefix(body, " ") &&
		!slices.ContainsFunc(strings.Fields(name), func(word string) bool { return !isPlainWord([]byte(word)) }) &&
		levelAtStart([]byte(strings.TrimSpace(body))) == retro.LevelNone
	return message{actor: cleanName(name), when: w, written: written, lines: 1, text: strings.TrimSpace(body), certain: certain}, true
}

// arePeople reports whether two or more speak in turn in brackets whose stamps a log might have
// too, "[2026-03-14 21:40:05] Dana: seeing 502s": under names of capitals and letters, in messages
// that name no level.
func (t *transcript) arePeople() bool {
	messages, names, full := 0, map[string]bool{}, false
	for i := range t.lines {
		m, ok := t.bracketHead(i)
		if !ok {
			continue
		}
		words := strings.Fields(m.actor)
		if isRemark(m.actor) || isError(m.actor) || m.text == "" || levelAtStart([]byte(m.text)) != retro.LevelNone {
			return false
		}
		for _, word := range words {
			if first, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(first) && !isParticle(word) || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune("-'.’", r) }) {
				return false
			}
		}
		messages++
		names[m.actor] = true
		full = full || len(words) > 1
	}
	return len(names) > 1 && (full || messages > len(names))
}

// cutMarks takes off what exports put behind a name: "dana (pinned)".
func cutMarks(name string) string {
	//nolint:misspell // Some are not English.
	for _, mark := range []string{" (pinned)", " (edited)", " (bearbeitet)", " (modifié)", " - edited", " • edited", " · edited", " – edited", ", Edited", ", Bearbeitet", ", Modifié", ", Editado", ", Modificato", ", Bewerkt"} {
		if plain, found := strings.CutSuffix(name, mark); found {
			return plain
		}
	}
	return name
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

// behindNameHead reads "Name (2026-03-14 21:40): text", the same in brackets and with
// emphasis around both, and "Name, [14.03.2026 21:40]" of Telegram.
func behindNameHead(line string) (message, bool) {
	if !hasClock(line) {
		return message{}, false
	}
	for _, brackets := range []string{"()", "[]"} {
		head, body, ok := strings.Cut(line, brackets[1:]+": ")
		if !ok {
			if head, ok = strings.CutSuffix(line, brackets[1:]+":"); !ok && brackets == "[]" {
				head, ok = strings.CutSuffix(line, "]")
			}
		}
		open := strings.LastIndex(head, " "+brackets[:1])
		if !ok || open < 0 || len(head)-open > 60 || !isPerson(strings.Trim(head[:open], "*_")) {
			continue
		}
		w, written, ok := parseWhen(strings.Trim(head[open+2:], "`*_"))
		if ok && w.day.kind != dayNone {
			return message{actor: cleanName(head[:open]), when: w, written: written, lines: 1, text: strings.TrimSpace(body), certain: true}, true
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
	line = strings.TrimLeft(line, directionMarks)
	var inner, rest string
	var ok bool
	if body, bracket := strings.CutPrefix(line, "["); bracket {
		inner, rest, ok = strings.Cut(body, "] ")
	} else if inner, rest, ok = strings.Cut(line, " - "); !ok && !isASCII(line) {
		return kakaoHead(line)
	}
	if !ok || len(inner) > 40 || inner == "" || line[0] == '[' && !stamp.IsDigit(inner[0]) && inner[0] < 0x80 {
		return message{}, false
	}
	w, written, ok := parseWhen(inner)
	if !ok || w.day.kind != dayFull && w.day.kind != daySlash {
		return message{}, false
	}
	if line[0] != '[' && clockWidth(rest) > 0 {
		return message{}, false // A stretch of time.
	}
	name, body, colon := strings.Cut(rest, ": ")
	if !strings.Contains(inner, ", ") && (w.precision != stamp.PrecisionMinute || line[0] == '[') && (!colon || w.day.kind != dayFull || isASCII(rest) || !isLikeName(name)) {
		return message{}, false // Only some countries write no comma, and no log seconds.
	}
	if !colon {
		name, body = "", rest // "Dana created the group".
	} else if !isPerson(name) && name[0] != '+' {
		return message{}, false
	}
	m := message{actor: cleanName(name), when: w, written: written, lines: 1, text: body}
	if m.actor == "" {
		m.actor = whatsApp
	}
	return m, true
}

// kakaoHead reads "2026. 3. 14. 오전 9:05, Name : text" as KakaoTalk exports it.
func kakaoHead(line string) (message, bool) {
	inner, body, ok := strings.Cut(line, " : ")
	at := strings.LastIndex(inner, ", ")
	if !ok || at < 0 || at > 40 || !isPerson(inner[at+2:]) {
		return message{}, false
	}
	w, written, ok := parseWhen(inner[:at])
	return message{actor: cleanName(inner[at+2:]), when: w, written: written, lines: 1, text: body}, ok && w.half && w.day.kind == dayFull
}

// ircHead reads "21:40 <name> text", "[21:40:05] <name> text", actions and notices, and
// "21:40", a name and a text between tabs.
func ircHead(line string) (message, bool) {
	clock, rest, ok := cutIRCClock(line)
	if len(line) > 22 && line[19] == '\t' && line[4] == '-' && stamp.IsDigit(line[0]) {
		return weechatHead(line)
	}
	if !ok {
		return message{}, false
	}
	w, written, ok := parseWhen(clock)
	if !ok && len(clock) > 16 {
		if w, ok = isoWhen(clock); ok {
			written = clock
		}
	}
	if !ok {
		return message{}, false
	}
	m := message{when: w, written: written, lines: 1, certain: len(clock) > 16 && strings.HasPrefix(rest, "<")}
	rest = strings.TrimLeft(rest, " ")
	switch {
	case strings.HasPrefix(rest, "<") && !strings.HasPrefix(rest, "<-- "):
		name, body, closed := strings.Cut(rest[1:], ">")
		if !closed || name == "" || len(name) > 64 {
			return message{}, false
		}
		name, _, _ = strings.Cut(name, "!") // dircproxy adds the host.
		m.actor, m.text = strings.TrimLeft(name, "@+%&~ "), strings.TrimSpace(body)
		m.certain = m.certain && levelAtStart([]byte(m.text)) == retro.LevelNone
	case strings.HasPrefix(rest, "-!- "), strings.HasPrefix(rest, "*** "), strings.HasPrefix(rest, "* "),
		strings.HasPrefix(rest, "--> "), strings.HasPrefix(rest, "<-- "):
		_, body, _ := strings.Cut(rest, " ")
		for _, event := range []string{"Joins: ", "Parts: ", "Quits: "} {
			body = strings.TrimPrefix(body, event)
		}
		m.actor, _, _ = strings.Cut(body, " ")
		if by := strings.LastIndex(body, " by "); by > 0 && strings.HasPrefix(body, "mode/") {
			m.actor = body[by+len(" by "):]
		} else if channel := strings.LastIndex(body, " #"); channel > 0 && strings.HasPrefix(body, "Now talking ") {
			m.actor = body[channel+1:]
		}
		m.text = body
	case strings.HasPrefix(rest, "\t"):
		name, body, found := strings.Cut(rest[1:], "\t")
		if !found || strings.Contains(name, " ") || !isPerson(name) || w.precision != stamp.PrecisionMinute {
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

// weechatHead reads "2026-03-14 21:40:00\tname\ttext", also of those who come and go.
func weechatHead(line string) (message, bool) {
	w, written, ok := parseWhen(line[:19])
	name, body, found := strings.Cut(line[20:], "\t")
	if !ok || !found {
		return message{}, false
	}
	m := message{when: w, written: written, lines: 1, text: body, certain: true}
	switch name = strings.TrimSpace(name); {
	case name == "-->" || name == "<--" || name == "--" || name == "*":
		m.actor, _, _ = strings.Cut(body, " ")
	case strings.ContainsAny(name, " .:/=") || !isPerson(name):
		return message{}, false
	default:
		m.actor, m.certain = strings.TrimLeft(name, "@+%&~"), name[0] == '@' || name[0] == '+'
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
	return clock, rest, ok && len(clock) >= 4 && (len(clock) <= 8 || line[0] == '[' && (len(clock) <= 16 || len(clock) <= 35 && (clock[10] == 'T' || clock[10] == ' ' && len(clock) == len("2026-03-14 21:40:00"))))
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
	if line[8] == '\t' && line[2] == ':' {
		if m, ok := recordedHead(line); ok {
			return m, true
		}
	}
	clock, rest, ok := strings.Cut(line, "From ")
	foreign := !ok || len(clock) > 12
	if foreign {
		clock, rest, ok = strings.Cut(line, " ")
		if !ok || len(clock) > 12 || !stamp.IsDigit(line[0]) {
			return message{}, false
		}
	}
	w, written, ok := parseWhen(clock)
	if !ok {
		return message{}, false
	}
	name, body, ok := strings.Cut(rest, ":")
	if !ok || len(name) > 160 {
		return message{}, false
	}
	if foreign {
		name = zoomForeign(name)
	} else {
		for _, word := range []string{" to ", " To "} {
			name, _, _ = strings.Cut(name, word)
		}
	}
	name = cleanName(name)
	return message{actor: name, when: w, written: written, lines: 1, text: strings.TrimSpace(body)}, name != ""
}

// zoomForeign returns who wrote where Zoom says "Von Dana Kim an Alle" in another language,
// "" for other text.
func zoomForeign(text string) string {
	opening, rest, _ := strings.Cut(strings.TrimLeft(text, " "), " ")
	var words []string
	switch strings.ToLower(opening) {
	case "von":
		words = []string{" an "}
	case "de":
		words = []string{" à ", " para ", " a "}
	case "da":
		words = []string{" a "}
	case "van":
		words = []string{" aan ", " naar "}
	case "от":
		words = []string{" для ", " к "}
	case "från":
		words = []string{" till "}
	case "fra":
		words = []string{" til "}
	case "od":
		words = []string{" do "}
	case "来自", "來自":
		words = []string{" 发送给 ", " 发给 ", " 傳送給 ", " 至 "}
	case "送信元":
		words = []string{" 宛先 "}
	case "발신자":
		words = []string{" 수신자 "}
	}
	lower := strings.ToLower(rest)
	for _, word := range words {
		if at := strings.Index(lower, word); at > 0 && len(lower) == len(rest) {
			return rest[:at]
		}
	}
	return ""
}

// recordedHead reads "00:12:05\tName:\ttext" of the chat beside a recording in the cloud,
// which counts from the start of it.
func recordedHead(line string) (message, bool) {
	nanos, ok := cueTime([]byte(line[:8] + ".000"))
	name, body, found := strings.Cut(line[9:], ":\t")
	if !ok || !found || !isPerson(name) {
		return message{}, false
	}
	w := when{clock: nanos, precision: stamp.PrecisionSecond, zone: stamp.NoZone, recorded: true}
	return message{actor: cleanName(name), when: w, written: line[:8], lines: 1, text: strings.TrimSpace(body)}, true
}

// isPerson reports whether text in the place of a name is one, and not the level
// or the thread of a log.
func isPerson(name string) bool {
	if !isName(name) || len(name) > 60 || strings.ContainsAny(name, "[]{}=/\\<>") {
		return false
	}
	words := strings.Fields(name)
	if last := []byte(words[len(words)-1]); len(words) > 1 && levelOfWord(last) != 0 && (!isCommonWord(last) || strings.EqualFold(string(last), "notice")) {
		return false // "PHP Notice", "Fatal error"
	}
	return levelOfWord([]byte(strings.TrimSpace(name))) == 0 && !strings.ContainsAny(name[:1], "0123456789-")
}
