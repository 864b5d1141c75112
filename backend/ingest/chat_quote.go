package ingest

import "strings"

// Windows and what they save say in words which message one answers: by its author, by the
// beginning of what it says, or both.

// quote is how a message says which one it answers.
type quote struct {
	found        bool
	actor, words string // each "" where it does not say
	lines        int    // that it takes below the head
	reaction     bool   // it answers with nothing but an emoji
	// weak says that it is a name, a time and some words, which only a message that was
	// written so makes a quote.
	weak bool
}

// quoteIn reads how a message says which one it answers: in its first words, which begin at
// a line. It takes them off the text on the message's own line.
func (t *transcript) quoteIn(body int, m *message) quote {
	line, lines := m.text, 0
	if line == "" {
		line, lines = strings.TrimSpace(t.line(body)), 1
	}
	if line == "" && strings.TrimSpace(t.line(body+1)) != "" {
		line, lines = strings.TrimSpace(t.line(body+1)), 2
	}
	q, rest, ok := parseQuote(line)
	switch {
	case !ok:
		return t.quotedHead(body, m)
	case q.words == "" && q.actor == "":
		// The words stand in the next line.
		q.words = strings.TrimSpace(t.line(body + lines))
		lines++
	case lines == 0:
		m.text = rest
	}
	q.found, q.lines = true, lines
	return q
}

// parseQuote reads a line that says which message is answered, and what stands behind that.
func parseQuote(line string) (q quote, rest string, ok bool) {
	if line == "" || strings.IndexByte("rR[CB>W", line[0]) < 0 {
		return quote{}, "", false // As most lines.
	}
	if line == "replied to a thread:" {
		return quote{}, "", true
	}
	if words, found := strings.CutPrefix(line, "replied to a thread: "); found {
		return quote{words: words}, "", true // Slack
	}
	if inner, found := strings.CutPrefix(line, "[In reply to "); found { // Telegram
		name, rest, closed := strings.Cut(inner, "]")
		return quote{actor: name}, strings.TrimSpace(rest), closed && name != ""
	}
	if inner, found := strings.CutPrefix(line, "Commented on "); found { // Mattermost
		name, words, said := strings.Cut(inner, "'s message: ")
		return quote{actor: name, words: words}, "", said && words != ""
	}
	if inner, found := strings.CutPrefix(line, "Begin Reference, "); found { // Teams
		inner, rest, _ = strings.Cut(inner, " End Reference")
		at := strings.LastIndex(inner, " by ")
		if at < 1 {
			return quote{}, "", false
		}
		return quote{words: inner[:at], actor: strings.TrimRight(inner[at+len(" by "):], ". ")}, strings.TrimLeft(rest, ". "), true
	}
	if inner, found := strings.CutPrefix(line, "> <@"); found { // Element
		name, words, closed := strings.Cut(inner, "> ")
		name, _, _ = strings.Cut(name, ":")
		return quote{actor: name, words: words}, "", closed && words != ""
	}
	for _, opening := range []string{"Replying to ", "Reacted to "} { // Zoom
		inner, found := strings.CutPrefix(line, opening)
		if !found || len(inner) < 3 {
			continue
		}
		closing := map[byte]string{'"': `"`, 0xE2: "”"}[inner[0]]
		end := strings.LastIndex(inner, closing)
		if closing == "" || end < 2 {
			continue
		}
		q := quote{words: strings.TrimPrefix(inner[:end], "“"), reaction: opening[2] == 'a'}
		if q.words = strings.TrimPrefix(q.words, `"`); q.reaction {
			return q, strings.TrimPrefix(strings.TrimSpace(inner[end+len(closing):]), "with "), true
		}
		return q, strings.TrimSpace(inner[end+len(closing):]), true
	}
	return quote{}, "", false
}

// quotedHead reads the name, the time and the words of another message with which Teams
// begins a reply.
func (t *transcript) quotedHead(body int, m *message) quote {
	name := strings.TrimSpace(t.line(body))
	if m.text != "" || !isPerson(name) || len(strings.Fields(name)) > 5 {
		return quote{}
	}
	if _, _, ok := t.when(body + 1); !ok {
		return quote{}
	}
	return quote{found: true, weak: true, actor: cleanName(name), words: strings.TrimSpace(t.line(body + 2)), lines: 3}
}

// messageReaction is the hash of all messages that are nothing but a reaction to another, so
// that those in a row are folded.
const messageReaction = 2

// edits are the signs that a message was edited, at the end of a line.
var edits = []string{
	"(edited)", "(bearbeitet)", "(modifié)", "(editado)", "(editada)", "(bewerkt)", "(edytowano)", "(redigerad)", "(redigerat)", "(redigeret)",
	"(modificato)", //nolint:misspell // It is Italian.
	"(upraveno)", "(muokattu)", "(изменено)", "(отредактировано)", "(düzenlendi)", "(編集済み)", "（編集済み）", "(已编辑)", "（已编辑）", "(已編輯)", "(편집됨)",
	"<This message was edited>", "<This message was edited.>", "<Diese Nachricht wurde bearbeitet>", "<Diese Nachricht wurde bearbeitet.>",
}

// cutEdited takes the sign that a message was edited off the end of a line.
func cutEdited(line string) (rest string, found bool) {
	trimmed := strings.TrimRight(line, " \t\u00a0\u200e")
	if !strings.HasSuffix(trimmed, ")") && !strings.HasSuffix(trimmed, "）") && !strings.HasSuffix(trimmed, ">") {
		return line, false
	}
	for _, sign := range edits {
		if rest, found := strings.CutSuffix(trimmed, sign); found {
			return strings.TrimRight(rest, " \t\u00a0\u200e"), true
		}
	}
	return line, false
}

// replyCount reads a line that says how many replies a message has, 0 for others.
func replyCount(line string) int {
	count, rest, found := strings.Cut(line, " ")
	if !found || !isCount(count) {
		return 0
	}
	switch rest {
	case "reply", "replies", "Antwort", "Antworten", "réponse", "réponses", "respuesta", "respuestas", "resposta", "respostas", "risposta", "risposte",
		"antwoord", "antwoorden", "odpowiedź", "odpowiedzi", "ответ", "ответа", "ответов", "件の返信", "条回复", "則回覆", "개의 댓글", "svar":
		n := 0
		for _, c := range count {
			n = n*10 + int(c-'0')
		}
		return n
	}
	return 0
}

// comesOrGoes reports whether a message only says that somebody came or went; below is the
// line under its head.
func comesOrGoes(m *message, below string) bool {
	said := m.text
	if said == "" {
		said = strings.TrimSpace(below)
	}
	if len(said) > 200 || said == "" {
		return false
	}
	for _, opening := range []string{
		"joined #", "left #", "was added to #", "was removed from #", "has joined the c", "has left the c", "Joined the server", "joined the channel", "left the channel",
	} {
		if strings.HasPrefix(said, opening) {
			return true
		}
	}
	if said[0] == '<' || !strings.HasPrefix(said, m.actor) && m.actor != whatsApp {
		return false
	}
	for _, within := range []string{" has joined ", " has left ", " has quit", ") joined #", ") left #", ") left irc"} {
		if strings.Contains(said, within) {
			return true
		}
	}
	if m.actor == whatsApp {
		for _, within := range []string{" added ", " left", " joined ", " removed ", " hinzugefügt", " verlassen", " a ajouté ", " añadió "} {
			if strings.Contains(said, within) {
				return true
			}
		}
	}
	return false
}

// whatsApp is who says what nobody said in a WhatsApp export.
const whatsApp = "WhatsApp"
