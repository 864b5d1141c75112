package ingest

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
)

// What a chat program shows around a message is folded into fields: reactions with their
// counts, what a reply answers, and attachments, which no text holds.

// isEmoji reports whether a line is nothing but emoji.
func isEmoji(line string) bool {
	if line == "" || len(line) > 64 {
		return false
	}
	for _, r := range line {
		if r < 0x203C || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// reaction reads the lines in which a window shows one reaction and its count, and returns
// how many they are; 0 for others.
func (t *transcript) reaction(i int) (shown string, lines int) {
	line := strings.TrimSpace(t.line(i))
	next := strings.TrimSpace(t.line(i + 1))
	switch {
	case (isReaction(line) || isEmoji(line)) && isCount(next):
		return strings.TrimSpace(withEmoji(line)) + " " + next, 2
	case strings.HasSuffix(line, " reaction.") || strings.HasSuffix(line, " reactions."):
		// Teams reads them out: "1 Like reaction."
		count, name, _ := strings.Cut(strings.TrimSuffix(strings.TrimSuffix(line, "."), "s"), " ")
		if !isCount(count) {
			return "", 0
		}
		if lines = 1; isCount(next) || isEmoji(next) {
			lines++
		}
		return strings.ToLower(strings.TrimSuffix(name, " reaction")) + " " + count, lines
	}
	name, count, ok := strings.Cut(line, " ")
	if ok && isCount(count) && (isEmoji(name) || name == "like" || name == "heart" || name == "laugh" || name == "surprised" || name == "sad" || name == "angry") {
		return name + " " + count, 1
	}
	return "", 0
}

// missing names the attachment that a line of a message stands for, "" for other lines.
func missing(line string) string {
	line = strings.TrimSpace(strings.ReplaceAll(line, "\u200e", ""))
	lower := strings.ToLower(line)
	for _, ending := range []string{" omitted", " weggelassen", " omis", " omise", " omitido", " omitida", " omesso", " omessa", " weggelaten"} {
		if name, ok := strings.CutSuffix(lower, ending); ok && len(strings.Fields(name)) <= 2 {
			return name
		}
	}
	switch lower {
	case "<media omitted>", "<medien ausgeschlossen>", "<médias omis>", "<multimedia omitido>", "<mídia oculta>", "<media weggelaten>", "<media omessi>", "<без медиафайлов>", "<mediefil udeladt>", "<media utelatt>", "<mediet utelämnat>", "<media pois jätetty>", "<pominięto multimedia>", "<medya dahil edilmedi>":
		return "media"
	}
	for _, opening := range []string{"<attached: ", "<anhang: ", "<pièce jointe : ", "<adjunto: ", "<anexo: ", "<allegato: "} {
		if strings.HasPrefix(lower, opening) {
			return strings.TrimSuffix(line[len(opening):], ">")
		}
	}
	for _, ending := range []string{" (file attached)", " (datei angehängt)", " (fichier joint)", " (archivo adjunto)", " (arquivo anexado)", " (file allegato)"} {
		if strings.HasSuffix(lower, ending) {
			return line[:len(line)-len(ending)]
		}
	}
	if !strings.ContainsAny(line, " /") {
		for _, ending := range []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".mp4", ".mov", ".pdf", ".zip", ".log", ".txt", ".csv"} {
			if strings.HasSuffix(lower, ending) {
				return line
			}
		}
	}
	return ""
}

// messageText puts together what somebody wrote, and folds what the window shows around it.
// Answers says that it is known to answer another message.
func (t *transcript) messageText(m message, style chatStyle, answers bool, d *Description) string {
	var lines []string
	var folded aside
	edited := 0
	add := func(line string) {
		if strings.TrimSpace(line) == "```" {
			return // It opens or closes code, which a window shows by its looks alone.
		}
		rest, found := cutEdited(line)
		if found || style == chatSlack && strings.TrimSpace(line) == "Edited" {
			edited++
			if line = rest; strings.TrimSpace(line) == "" || !found {
				return
			}
		}
		if name := missing(line); name != "" {
			folded.missing = append(folded.missing, text(name))
			line = strings.ReplaceAll(line, "\u200e", "")
		}
		lines = append(lines, line)
	}
	q := t.quoteIn(m.lines, &m)
	if q.found && (answers || !q.weak) {
		m.lines += q.lines
		if words := q.words; words != "" {
			d.add("reply to", []byte(words))
		}
		if q.reaction && m.text == "" {
			_, m.text, _ = parseQuote(strings.TrimSpace(t.line(m.lines - 1)))
		}
	}
	if m.text != "" {
		add(m.text)
	}
	for n := min(m.lines, len(t.lines)); n < len(t.lines); n++ {
		if shown, width := t.reaction(n); width > 0 {
			folded.reactions = append(folded.reactions, shown)
			n += width - 1
			continue
		}
		if _, _, isTime := parseWhen(t.line(n)); isTime && (style == chatStatus || style == chatBelow) {
			continue
		}
		if replies := replyCount(strings.TrimSpace(t.line(n))); replies > 0 {
			d.add("replies", []byte(strconv.Itoa(replies)))
		}
		if !t.isNoise(n) {
			line := strings.TrimRight(t.lines[n], " \t\u00a0")
			if style == chatZoom {
				line = strings.TrimPrefix(line, "\t")
			}
			add(line)
		}
	}
	if edited > 0 {
		folded.edited = strconv.Itoa(edited)
	}
	d.fold(folded)
	return withEmoji(strings.Trim(collapseBlank(lines), "\n"))
}

// slackText puts the text of a message in an export of Slack together with what a program
// attached to it.
func slackText(object []byte, d *Description) {
	var parts struct {
		Text        string `json:"text"`
		Attachments []struct {
			Title    string `json:"title"`
			Pretext  string `json:"pretext"`
			Text     string `json:"text"`
			Fallback string `json:"fallback"`
			Fields   []struct {
				Title string `json:"title"`
				Value string `json:"value"`
			} `json:"fields"`
		} `json:"attachments"`
	}
	if json.Unmarshal(object, &parts) != nil {
		return
	}
	lines := []string{parts.Text}
	for _, a := range parts.Attachments {
		before := len(lines)
		for _, line := range []string{a.Pretext, a.Title, a.Text} {
			if line != "" {
				lines = append(lines, line)
			}
		}
		for _, field := range a.Fields {
			lines = append(lines, field.Title+": "+field.Value)
		}
		if len(lines) == before && a.Fallback != "" {
			lines = append(lines, a.Fallback)
		}
	}
	d.Text = text(withEmoji(strings.Trim(strings.Join(lines, "\n"), "\n")))
}
