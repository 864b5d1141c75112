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
	mailFrom = []string{"From: ", "Von: ", "De : ", "De: ", "Da: ", "Van: ", "Od: ", "От: ", "差出人: ", "发件人: "}
	mailSent = []string{
		"Sent: ", "Date: ", "Gesendet: ", "Datum: ", "Envoyé : ", "Envoyé: ", "Date : ", "Enviado: ", "Enviado el: ", "Fecha: ", "Data: ", "Inviato: ",
		"Verzonden: ", "Wysłano: ", "Отправлено: ", "Дата: ", "日時: ", "送信日時: ", "发送时间: ", "时间: ",
	}
)

// mailReach is how many lines the head of a mail has at most.
const mailReach = 8

// mailHead reads the head of a mail as programs quote it: who, when, to whom, about what.
func (t *transcript) mailHead(i int) (message, bool) {
	from := afterAny(strings.TrimLeft(t.line(i), "*> "), mailFrom)
	if from == "" {
		return message{}, false
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
		case "Subject", "Betreff", "Objet", "Asunto", "Oggetto", "Onderwerp", "Temat", "Тема", "件名", "主题", "Assunto":
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
