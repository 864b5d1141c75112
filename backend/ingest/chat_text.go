package ingest

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
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
	case "<media omitted>", "<medien ausgeschlossen>", "<médias omis>", "<multimedia omitido>", "<mídia oculta>", "<media weggelaten>", "<media omessi>", "<без медиафайлов>":
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
func (t *transcript) messageText(m message, style chatStyle, d *Description) string {
	var lines, reactions, attachments []string
	add := func(line string) {
		if name := missing(line); name != "" {
			attachments = append(attachments, text(name))
			line = strings.ReplaceAll(line, "\u200e", "")
		}
		lines = append(lines, line)
	}
	if m.text != "" {
		add(m.text)
	}
	for n := min(m.lines, len(t.lines)); n < len(t.lines); n++ {
		if shown, width := t.reaction(n); width > 0 {
			reactions = append(reactions, shown)
			n += width - 1
			continue
		}
		if _, _, isTime := parseWhen(t.line(n)); isTime && style == chatStatus {
			continue
		}
		line := strings.TrimRight(t.lines[n], " \t\u00a0")
		if strings.TrimSpace(line) == "replied to a thread:" && n+1 < len(t.lines) {
			n++
			d.add("reply to", []byte(strings.TrimSpace(t.lines[n])))
			continue
		}
		if !t.isNoise(n) {
			add(line)
		}
	}
	if n := len(lines); n > 1 && lines[0] == "```" && lines[n-1] == "```" {
		lines = lines[1 : n-1]
	}
	if len(reactions) > 0 {
		d.add("reactions", []byte(strings.Join(reactions, ", ")))
	}
	for _, name := range attachments {
		d.add("missing", []byte(name))
	}
	return withEmoji(strings.Trim(collapseBlank(lines), "\n"))
}

// slackParts is what the text of a message in an export lacks.
type slackParts struct {
	Text      string `json:"text"`
	TS        string `json:"ts"`
	Thread    string `json:"thread_ts"`
	Reactions []struct {
		Name  string `json:"name"`
		Count int    `json:"count"`
	} `json:"reactions"`
	Files []struct {
		Name  string `json:"name"`
		Title string `json:"title"`
	} `json:"files"`
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

// describeSlackParts folds the reactions, files and attachments of a message in an export, and
// says which message it answers.
func describeSlackParts(object []byte, d *Description) {
	var parts slackParts
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
	var shown []string
	for _, r := range parts.Reactions {
		name, ok := emojiOf(r.Name)
		if !ok {
			name = r.Name
		}
		shown = append(shown, name+" "+strconv.Itoa(r.Count))
	}
	if len(shown) > 0 {
		d.add("reactions", []byte(strings.Join(shown, ", ")))
	}
	for _, file := range parts.Files {
		if file.Name == "" {
			file.Name = file.Title
		}
		d.add("missing", []byte(file.Name))
	}
	var s stamp.Stamp
	if parts.Thread != "" && parts.Thread != parts.TS && stamp.ParseEpoch([]byte(parts.Thread), &s) > 0 {
		d.add("reply to", []byte("the message of "+time.Unix(0, s.At).UTC().Format("2006-01-02 15:04:05")+" UTC"))
	}
}
