package ingest

import "strings"

var mailFormat = format{
	name: "mail", title: "Mails, copied from a program for mail",
	plural: "mails",
	samples: []string{
		"From: Dana Kim <dana@example.com>\nSent: Saturday, March 14, 2026 9:40 PM\nTo: Lee\nSubject: Checkout is down\n\nWe see 502s.",
		"Von: Dana Kim\nGesendet: Samstag, 14. März 2026 21:40\nAn: Lee\nBetreff: Checkout",
	},
}

// mailNames are the names of who wrote a mail and when, as programs in several languages
// write them.
var (
	mailFrom = []string{"From: ", "Von: ", "De : ", "De: ", "Da: ", "Van: ", "Od: ", "От: ", "Fra: ", "Från: ", "Lähettäjä: ", "Kimden: ", "보낸 사람: ", "差出人: ", "发件人: "}
	mailSent = []string{
		"Sent: ", "Date: ", "Gesendet: ", "Datum: ", "Envoyé : ", "Envoyé: ", "Date : ", "Enviado: ", "Enviado el: ", "Fecha: ", "Data: ", "Inviato: ",
		"Verzonden: ", "Wysłano: ", "Отправлено: ", "Дата: ", "Sendt: ", "Skickat: ", "Lähetetty: ", "Odesláno: ", "Gönderme Tarihi: ", "Gönderildi: ", "보낸 날짜: ", "日時: ", "送信日時: ", "发送时间: ", "时间: ",
	}
)

// mailReach is how many lines the head of a mail has at most.
const mailReach = 8

// mailHead reads the head of a mail as programs quote it: who, when, to whom, about what.
func (t *transcript) mailHead(i int) (message, bool) {
	from := afterAny(strings.TrimLeft(t.line(i), "*> "), mailFrom)
	if from == "" {
		return t.quotedMail(i)
	}
	m := message{certain: true}
	for next := i + 1; next < min(len(t.lines), i+mailReach); next++ {
		line := strings.TrimLeft(t.line(next), "*> ")
		name, value, found := strings.Cut(line, ":")
		if !found || isBlank(line) || len(strings.Fields(name)) > 2 {
			break
		}
		m.lines = next - i + 1
		if strings.TrimSpace(name) == "Body" {
			m.text = strings.TrimSpace(value) // Signal
			break
		}
		if sent := afterAny(line, mailSent); sent != "" && m.written == "" {
			w, written, ok := parseWhen(strings.Trim(sent, "* "))
			if !ok || w.day.kind == dayNone {
				return message{}, false
			}
			m.when, m.written = w, written
		}
		switch strings.TrimSpace(name) {
		case "Subject", "Betreff", "Objet", "Asunto", "Oggetto", "Onderwerp", "Temat", "Тема", "件名", "主题", "Assunto", "Emne", "Ämne", "Aihe", "Předmět", "Konu", "제목":
			m.text = strings.TrimSpace(value)
		}
	}
	m.actor = strings.Trim(strings.TrimSpace(from), "*\" ")
	if name, _, found := strings.Cut(m.actor, " <"); found {
		m.actor = strings.Trim(name, "\"' ")
	} else if name, _, found := strings.Cut(m.actor, " [mailto:"); found {
		m.actor = name
	}
	return m, m.written != "" && m.actor != ""
}

// afterAny returns what follows one of some openings, "" where a line has none of them.
func afterAny(line string, openings []string) string {
	for _, opening := range openings {
		if rest, ok := strings.CutPrefix(line, opening); ok {
			return rest
		}
	}
	return ""
}

// wroteWords are what programs write of the one whom a mail quotes: behind the name, or before
// it.
var wroteWords = []struct {
	word   string
	before bool // the name stands behind it
}{
	{" wrote:", false},
	{" a écrit :", false},
	{" a écrit\u00a0:", false},
	{" a écrit:", false},
	{" escribió:", false},
	{" escreveu:", false},
	{" ha scritto:", false},
	{" skrev:", false},
	{" napisał(a):", false},
	{" napsal(a):", false},
	{" написал(а):", false},
	{" пишет:", false},
	{" schrieb ", true},
	{" schreef ", true},
	{" skrev ", true},
	{" kirjoitti ", true},
}

// quotedMail reads the line above what a mail quotes: "On Sat, Mar 14, 2026 at 9:12 AM Dana Kim
// <dana@example.com> wrote:", in the languages of programs. It may be broken in two.
func (t *transcript) quotedMail(i int) (message, bool) {
	line := strings.TrimSpace(strings.TrimLeft(t.line(i), "> "))
	lines := 1
	if !hasClock(line) || len(line) > 200 {
		return message{}, false
	}
	if !strings.HasSuffix(line, ":") {
		line += " " + strings.TrimSpace(strings.TrimLeft(t.line(i+1), "> "))
		lines++
	}
	if !strings.HasSuffix(line, ":") || len(line) > 300 {
		return message{}, false
	}
	for _, wrote := range wroteWords {
		before, behind, found := strings.Cut(line, wrote.word)
		if !found || !wrote.before && behind != "" {
			continue
		}
		date, name := before, strings.TrimSuffix(behind, ":")
		if !wrote.before {
			date, name = cutDate(before)
		}
		w, written, ok := parseMailDate(date)
		if name = mailName(name); ok && name != "" && w.day.kind == dayFull && t.isAllQuoted(i+lines) {
			return message{actor: name, when: w, written: written, lines: lines, certain: true}, true
		}
	}
	if who, found := strings.CutSuffix(line, ">:"); found && lines == 1 {
		// Japanese and Chinese leave the word out.
		date, name := cutDate(who + ">")
		if w, written, ok := parseMailDate(date); ok && w.day.kind == dayFull && mailName(name) != "" && t.isAllQuoted(i+1) {
			return message{actor: mailName(name), when: w, written: written, lines: 1, certain: true}, true
		}
	}
	return message{}, false
}

// isAllQuoted reports whether all below a line is quoted, up to the next such line. Where
// somebody answered between the lines that is theirs, and the whole stays one mail.
func (t *transcript) isAllQuoted(i int) bool {
	quoted := 0
	for ; i < len(t.lines); i++ {
		line := strings.TrimSpace(t.line(i))
		switch {
		case strings.HasPrefix(line, ">"):
			quoted++
		case line == "":
		case hasClock(line) && strings.HasSuffix(line, ":"):
			return quoted > 0
		default:
			return false
		}
	}
	return quoted > 0
}

// cutDate parts the date at the beginning of a text from the name behind it.
func cutDate(s string) (date, name string) {
	for end := len(s) - 1; end > 0; end-- {
		if s[end] != ' ' && s[end] != ',' {
			continue
		}
		if _, _, ok := parseMailDate(s[:end]); ok {
			return s[:end], strings.TrimLeft(s[end:], " ,")
		}
	}
	return "", ""
}

// parseMailDate reads a date with a clock, behind the word that opens such a line.
func parseMailDate(s string) (when, string, bool) {
	s = strings.Trim(s, " ,")
	for _, opening := range []string{"On ", "Am ", "Le ", "El ", "Il giorno ", "Il ", "Em ", "Op ", "Den ", "W dniu ", "Dne ", "В "} {
		if rest, found := strings.CutPrefix(s, opening); found {
			s = rest
			break
		}
	}
	w, written, ok := parseWhen(s)
	return w, written, ok && w.day.kind != dayNone
}

// mailName takes the name out of "Dana Kim <dana@example.com>".
func mailName(s string) string {
	s = strings.TrimSpace(s)
	name, address, found := strings.Cut(s, "<")
	if name = strings.Trim(name, "\"'(, "); found && name == "" {
		name, _, _ = strings.Cut(address, ">")
	}
	if !isName(name) || len(strings.Fields(name)) > 6 {
		return ""
	}
	return name
}
