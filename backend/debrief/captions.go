package debrief

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// How long a caption stands, and how close two may follow each other: what comes
// sooner stands in the same caption, so that none overlap.
const (
	captionStands = 10 * time.Second
	captionLeast  = time.Second
)

// caption is what stands on a recording for a while.
type caption struct {
	from, to time.Duration
	lines    []string
}

// captions lays the notes of a part over its recording.
func (p Part) captions() []caption {
	var all []caption
	for _, said := range p.Said {
		at := said.At()
		text := lines(retro.Unlinked(quoted(said.Note)))
		if len(text) == 0 {
			text = []string{"–"}
		}
		if said.Kind != retro.NotePlain && said.Kind != retro.NoteQuote {
			text[0] = string(said.Kind) + ": " + text[0]
		}
		if said.Place < 0 {
			text[0] = "(" + retro.FormatOffset(-said.Place) + " before the recording) " + text[0]
		}
		if last := len(all) - 1; last >= 0 && at-all[last].from < captionLeast {
			all[last].lines = append(all[last].lines, text...)
			continue
		}
		all = append(all, caption{from: at, lines: text})
	}
	for i := range all {
		all[i].to = all[i].from + captionStands
		if p.Length > 0 {
			all[i].to = max(all[i].from+captionLeast, min(all[i].to, p.Length))
		}
		if i+1 < len(all) {
			all[i].to = min(all[i].to, all[i+1].from)
		}
	}
	return all
}

// stamp writes a time as captions have it, at least two digits for the hours.
func stamp(at time.Duration, decimal string) string {
	ms := at.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3600000, ms/60000%60, ms/1000%60, decimal, ms%1000)
}

// vttEscaper escapes what WebVTT reads as markup. Without ">" no text can hold the
// arrow that begins a cue.
var vttEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// WebVTT writes the notes as cues. Source: W3C, WebVTT, section 4.
func (p Part) WebVTT(title string) string {
	var out strings.Builder
	out.WriteString("WEBVTT\n\n" + vttNote("Recording notes: "+oneLine(title)))
	for _, c := range p.captions() {
		fmt.Fprintf(&out, "%s --> %s\n", stamp(c.from, "."), stamp(c.to, "."))
		for _, line := range c.lines {
			out.WriteString(vttEscaper.Replace(line) + "\n")
		}
		out.WriteString("\n")
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}

// vttNote is a comment, which holds neither a blank line nor an arrow.
func vttNote(text string) string { return "NOTE " + strings.ReplaceAll(text, "-->", "→") + "\n\n" }

// WebVTTChapters writes the chapters, and within each its topics: one line each, of which
// any two are apart or one within the other. Source: W3C, WebVTT, sections 4.5.1 and 4.6.2.
func (p Part) WebVTTChapters() string {
	var out strings.Builder
	out.WriteString("WEBVTT\n")
	number := 0
	cue := func(c Chapter) {
		number++
		fmt.Fprintf(&out, "\n%d\n%s --> %s\n%s\n", number, stamp(c.From, "."), stamp(c.To, "."), vttEscaper.Replace(c.Title))
	}
	for _, chapter := range p.Chapters {
		cue(chapter)
		for _, topic := range p.Topics(chapter) {
			cue(topic)
		}
	}
	return out.String()
}

// srtEscaper keeps what players take for markup or for a time from being read as such:
// SubRip has no escapes.
var srtEscaper = strings.NewReplacer("-->", "→", "<", "<\u200b", "{", "{\u200b")

// SRT writes the notes as SubRip captions.
func (p Part) SRT() string {
	var out strings.Builder
	for i, c := range p.captions() {
		if i > 0 {
			out.WriteString("\n")
		}
		fmt.Fprintf(&out, "%d\n%s --> %s\n", i+1, stamp(c.from, ","), stamp(c.to, ","))
		for _, line := range c.lines {
			out.WriteString(srtEscaper.Replace(line) + "\n")
		}
	}
	return out.String()
}
