package merging

import (
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/when"
	"github.com/afterword-app/afterword/backend/wiki"
)

// A picture of a gallery is shown with its caption and the time that it shows, "The graph ·
// 10:03 UTC": as the words of the picture, in a paragraph below it, or as both.

// betweenCaption stands between the caption of a picture and its time.
const betweenCaption = " · "

// pictures carries over the captions that were edited in the galleries of a section. It
// returns the places of the edited blocks that are theirs.
func (m *merger) pictures(base Base, section *retro.Section, blocks []owned, edited []wiki.Block, pairs [][2]int) map[int]bool {
	theirs, isPaired := map[int]bool{}, map[int]bool{}
	for _, pair := range pairs {
		isPaired[pair[1]] = true
	}
	told := map[retro.EvidenceID]bool{}
	for _, pair := range pairs {
		shown := blocks[pair[0]]
		if shown.shot == "" {
			continue
		}
		before, after := captionOf(shown.Block), captionOf(edited[pair[1]])
		theirs[pair[1]] = true
		// A program that was told another caption may have left the words of the picture.
		if next := pair[1] + 1; after == before && next < len(edited) && !isPaired[next] && isCaption(edited[next]) {
			after, theirs[next] = captionOf(edited[next]), true
		}
		if after != before && !told[shown.shot] {
			told[shown.shot] = true
			m.caption(base, section, shown.shot, before, after)
		}
	}
	return theirs
}

// isCaption reports whether a block is slanted words and nothing else.
func isCaption(b wiki.Block) bool {
	return b.Table == nil && b.Level == 0 && withoutEmphasis(b.Markdown) != b.Markdown && !strings.Contains(b.Markdown, "\n")
}

// captionOf is what a block says of the picture that it shows or stands below.
func captionOf(b wiki.Block) string {
	text := b.Markdown
	if inside, ok := strings.CutPrefix(text, "!["); ok {
		if at := strings.LastIndex(inside, "]("); at >= 0 {
			text = inside[:at]
		}
	}
	return markdown.PlainText(withoutEmphasis(text))
}

// caption takes over the caption of a picture, and the time that it shows where that was
// edited.
func (m *merger) caption(base Base, section *retro.Section, id retro.EvidenceID, before, after string) {
	was, mine := base.Content.FindEvidence(id), m.content.FindEvidence(id)
	if was == nil || mine == nil {
		m.note(section, "below a picture, it says", after)
		return
	}
	t := tableMerger{merger: m, base: base, section: section}
	wordsBefore, timeBefore := before, ""
	words, at := after, ""
	if was.ShownAt != nil {
		wordsBefore, timeBefore = cutCaption(before)
		words, at = cutCaption(after)
	}
	if words != wordsBefore {
		t.change(retro.NounEvidence, was, mine, "caption", words)
	}
	if at == timeBefore || at == "" {
		return
	}
	at, _, _ = strings.Cut(at, " (") // other zones follow from the first
	said, err := when.ReadOne(at, when.Setting{Zone: time.UTC, Near: was.ShownAt.At})
	if err != nil || said.End != nil || said.At.Words != "" {
		t.unclear(was.Label, "the time that it shows", at)
		return
	}
	t.change(retro.NounEvidence, was, mine, "shownAt", said.At.Format(time.UTC))
}

// cutCaption parts a caption from the time behind it.
func cutCaption(text string) (words, at string) {
	if place := strings.LastIndex(text, betweenCaption); place >= 0 {
		return strings.TrimSpace(text[:place]), strings.TrimSpace(text[place+len(betweenCaption):])
	}
	return text, ""
}
