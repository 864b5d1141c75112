package debrief

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/afterword-app/afterword/backend/retro"
)

// Message is one message of a reply: a mail, or a message of a conversation.
type Message struct {
	Who  string    // "" where nobody knows
	At   time.Time // zero where nobody knows
	Text string
}

// Landing is a part of a reply, and what it answers.
type Landing struct {
	// Question is "" where nobody can say.
	Question retro.QuestionID `json:"question,omitempty"`
	Who      string           `json:"who,omitempty"`
	At       time.Time        `json:"at,omitzero"`
	Text     string           `json:"text"`
}

var (
	// replyMark is a question's number at the beginning of a line: "Q3:", "**Q3** –", "q 3)".
	replyMark = regexp.MustCompile(`^[\s*_\-•#]*[Qq] ?(\d{1,6})\b`)
	// attribution is the line that a mail program puts above what it quotes.
	attribution = regexp.MustCompile(`^(On|Am) .{6,120}(wrote|schrieb).{0,80}:$`)
	mailHeader  = regexp.MustCompile(`^(From|Von|To|An|Cc|Date|Datum|Sent|Gesendet|Subject|Betreff): ?(.*)$`)
	// replySubject is the subject of a mail that answers another.
	replySubject = regexp.MustCompile(`^(?i:re|aw|fwd?|wg): ?\S`)
	// headed is a line above what somebody said, or before it: "Ines Vogel (14:02)", "@ines, 2:02 PM",
	// "Ines Vogel, 14.03.2026, 14:02: we restarted it".
	headed = regexp.MustCompile(`^@?(` + nameSaid + `)(, ?| ?[–—-] ?| ?[\[(]| )(?:` + daySaid + `)?(?:(?i:at|um) )?\d{1,2}:\d{2}(?::\d{2})?` +
		`(?: ?(?i:[ap]\.?m\b\.?|uhr\b)| [A-Z]{3,4})?[\])]?(?:: ?(\S.*)|:?)$`)
	mailAddress = regexp.MustCompile(`\s*[<(\[][^\s<>]*@[^\s<>]*[>)\]]\s*$`)
)

const (
	nameSaid = `[\p{L}][\p{L}\p{M}.'’_-]*(?: [\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*){0,3}`
	daySaid  = `\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? |(?i:today|yesterday|heute|gestern),? `

	// greetingWords is how many words before the first answer are no answer.
	greetingWords = 6
	// tellingWords is how many words a line needs to be known again without a mark.
	tellingWords = 3
	// sentWordsAlone is how many words of what was sent are known again unquoted.
	sentWordsAlone = 5
)

// Headed takes a text apart at the lines that say who wrote what follows, and when, where it
// begins with one; else all of it is one message.
func Headed(text string) []Message {
	var said []Message
	var words strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		bare := strings.TrimSpace(line)
		header := headed.FindStringSubmatch(bare)
		isTime := len(header) > 0 && header[2] == " " && !strings.Contains(header[1], " ") // "Around 14:02: …"
		switch {
		case len(header) > 0 && !isTime && !replyMark.MatchString(bare):
			if n := len(said); n > 0 {
				said[n-1].Text = words.String()
			}
			words.Reset()
			said = append(said, Message{Who: header[1]})
			line = header[3] + "\n"
		case len(said) == 0 && bare != "":
			return []Message{{Text: text}}
		}
		words.WriteString(line)
	}
	if n := len(said); n > 0 {
		said[n-1].Text = words.String()
		return said
	}
	return []Message{{Text: text}}
}

// ReadReply takes the messages of a reply apart: each part goes to the question whose
// number stands before it or whose words are quoted above it, else to the only one that
// its author still has to answer. What cannot be placed is a part without a question; of
// what a person wrote nothing is left out. What was sent, see [Questions], is known again
// where it is quoted. to, where it is not "", is what everything answers.
func ReadReply(in Input, messages []Message, to retro.QuestionID) []Landing {
	r := reply{content: in.Content, to: to, sent: sentWords(in)}
	for _, q := range in.Content.Questions {
		known := askedWords{id: q.ID, number: q.Number, text: q.Text, words: plainWords(q.Text)}
		if q.For != "" {
			known.sent = plainWords("for " + q.For + " " + q.Text)
		}
		r.asked = append(r.asked, known)
	}
	var all []Landing
	for _, m := range messages {
		all = append(all, r.read(m)...)
	}
	hasPlace := map[string]bool{} // those of whom a part has one, or can have none
	for _, landing := range all {
		hasPlace[landing.Who] = hasPlace[landing.Who] || landing.Question != ""
	}
	for i, landing := range all {
		if !hasPlace[landing.Who] {
			all[i].Question = r.only(landing.Who, len(all) == 1)
			hasPlace[landing.Who] = true
		}
	}
	return all
}

type reply struct {
	content retro.Content
	to      retro.QuestionID
	sent    string
	asked   []askedWords
}

// askedWords are what a question is known again by.
type askedWords struct {
	id     retro.QuestionID
	number int
	text   string
	words  string // of the text
	sent   string // the same behind whom it is for, "" where that is nobody
}

// sentWords are the words of all that was sent, one after the other.
func sentWords(in Input) string {
	in.Content.Questions = slices.Clone(in.Content.Questions)
	for i := range in.Content.Questions {
		in.Content.Questions[i].State = retro.QuestionOpen // as it was when it left
	}
	var sent strings.Builder
	for _, whom := range append(Asked(in.Content), "") {
		in.For = whom
		pack := Questions(in)
		sent.WriteString(" " + plainWords(pack.Title))
		for _, section := range pack.Sections {
			sent.WriteString(" " + plainWords(section.Heading) + " " + plainWords(section.Body))
		}
	}
	return sent.String() + " "
}

// wasSent reports whether a line is one that was sent, or a part of one that a mail
// program broke.
func (r reply) wasSent(line string, isQuoted bool) bool {
	words := plainWords(line)
	least := sentWordsAlone
	if isQuoted {
		least = 0
	}
	return len(strings.Fields(words)) >= least && (words == "" && isQuoted || strings.Contains(r.sent, " "+words+" "))
}

// plainWords are the words of a line in small letters, whatever stands between them.
func plainWords(line string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

func (r reply) read(m Message) []Landing {
	parts := []Landing{{Question: r.to}}
	var text strings.Builder // of the last part
	isMail := false
	for i, line := range slices.Collect(strings.Lines(strings.ReplaceAll(m.Text, "\r\n", "\n"))) {
		line = strings.TrimRight(line, "\n")
		bare := strings.TrimSpace(line)
		isQuoted := strings.HasPrefix(bare, ">")
		bare = strings.TrimSpace(strings.TrimLeft(bare, "> "))
		if header := mailHeader.FindStringSubmatch(bare); header != nil && !isQuoted && (i == 0 || isMail) {
			if isMail = true; header[1] == "From" || header[1] == "Von" {
				m.Who = strings.Trim(mailAddress.ReplaceAllString(header[2], ""), `" `)
			}
			continue
		}
		isMail = false
		if attribution.MatchString(bare) || i == 0 && replySubject.MatchString(bare) {
			continue
		}
		if question, rest := r.question(bare); question != "" {
			parts[len(parts)-1].Text = text.String()
			text.Reset()
			text.WriteString(rest)
			parts = append(parts, Landing{Question: question})
			continue
		}
		if r.wasSent(bare, isQuoted) {
			continue
		}
		text.WriteString(line + "\n")
	}
	parts[len(parts)-1].Text = text.String()
	return placed(m, parts)
}

// question is what a line asks, by its number or its words, and what stands behind that.
func (r reply) question(line string) (question retro.QuestionID, behind string) {
	rest, number := line, 0
	if mark := replyMark.FindStringSubmatchIndex(line); mark != nil {
		number, _ = strconv.Atoi(line[mark[2]:mark[3]]) // digits
		rest = strings.TrimLeft(line[mark[1]:], " \t*_:.)–-")
	}
	words := plainWords(rest)
	for _, q := range r.asked {
		isAsked := words == q.words || q.sent != "" && words == q.sent
		switch {
		case number == q.number && number > 0:
			if isAsked {
				return q.id, ""
			}
			return q.id, strings.TrimSpace(afterWords(rest, q.text)) + "\n"
		case number == 0 && isAsked && len(strings.Fields(words)) >= tellingWords:
			return q.id, ""
		}
	}
	return "", ""
}

// afterWords is what stands behind a text that another one begins with.
func afterWords(text, begin string) string {
	if len(text) > len(begin) && strings.EqualFold(text[:len(begin)], begin) {
		return text[len(begin):]
	}
	return text
}

// placed tidies the parts of a message, and finds a place for those without one.
func placed(m Message, parts []Landing) []Landing {
	var said []Landing
	greeting := ""
	for i, part := range parts {
		if part.Text = strings.TrimSpace(part.Text); part.Text == "" {
			continue
		}
		part.Text, greeting = greeting+part.Text, ""
		if part.Question == "" && i+1 < len(parts) && len(strings.Fields(part.Text)) <= greetingWords {
			greeting = part.Text + "\n\n"
			continue
		}
		part.Who, part.At = m.Who, m.At
		said = append(said, part)
	}
	if greeting != "" { // nothing came after it
		said = append(said, Landing{Who: m.Who, At: m.At, Text: strings.TrimSpace(greeting)})
	}
	return said
}

// only is the one question that somebody still has to answer, "" where there is not
// exactly one. Who belongs to a department answers for it; where that is all that was
// said, anybody may.
func (r reply) only(who string, isAll bool) retro.QuestionID {
	names := []string{who}
	for _, p := range r.content.Participants {
		if who != "" && strings.EqualFold(p.Name, who) {
			names = append(names, p.Department)
		}
	}
	var found []retro.QuestionID
	all := OpenFor(r.content, "")
	for _, q := range all {
		if slices.ContainsFunc(names, func(name string) bool { return name != "" && strings.EqualFold(oneLine(q.For), oneLine(name)) }) {
			found = append(found, q.ID)
		}
	}
	if len(found) == 0 && isAll && len(all) == 1 {
		return all[0].ID
	}
	if len(found) == 1 {
		return found[0]
	}
	return ""
}
