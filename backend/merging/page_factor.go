package merging

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// A factor is shown as a heading, its body and its evidence. So the edits among
// them are those of a small document of its own: what stands under a factor's
// heading is its body, and a new heading is a new factor.

// factorHeading begins a factor, among the blocks of a section.
const factorHeading = "### "

// factorMerger carries the edits of factors over.
type factorMerger struct {
	*merger
	base    Base
	section *retro.Section
	bodies  map[retro.FactorID][]stretch // what stands under each factor on the page
	order   []retro.FactorID             // in which they stand there
	added   []retro.Factor
	current retro.FactorID // under which the reader is, "" for none
	isNew   bool           // under the last of added
}

// factors carries over what was edited among the factors of a section. It returns
// the places of the edited blocks that are theirs.
func (m *merger) factors(base Base, section *retro.Section, blocks []owned, edited []wiki.Block, pairs [][2]int) map[int]bool {
	theirs := map[int]bool{}
	if !slices.ContainsFunc(blocks, func(b owned) bool { return b.isHead }) {
		return theirs
	}
	partner := make(map[int]int, len(pairs))
	for _, pair := range pairs {
		partner[pair[1]] = pair[0]
	}
	f := &factorMerger{merger: m, base: base, section: section, bodies: map[retro.FactorID][]stretch{}}
	for at, b := range edited {
		from, isPaired := partner[at]
		switch {
		case isPaired && blocks[from].factor == "":
			f.current, f.isNew = "", false
			continue
		case isPaired:
			f.known(blocks, from, b)
		case f.current == "" && !f.isNew:
			continue
		default:
			f.written(b)
		}
		theirs[at] = true
	}
	f.finish(blocks)
	return theirs
}

// known takes in a block that was one of a factor's.
func (f *factorMerger) known(blocks []owned, from int, edited wiki.Block) {
	b := blocks[from]
	factor := f.base.Content.FindFactor(b.factor)
	if factor == nil {
		return
	}
	if b.isHead {
		f.current, f.isNew = b.factor, false
		f.order = append(f.order, b.factor)
		f.heading(*factor, b.Block, edited)
		return
	}
	if b.inside == ofData {
		if !saysTheSame(b.Block, edited) {
			f.note(f.section, fmt.Sprintf("below the factor “%s”, it says", markdown.OneLine(factor.Title)), edited.Markdown)
		}
		return
	}
	pieces := markdown.Pieces(factor.Body)
	if b.inside >= len(pieces) {
		return
	}
	var before []wiki.Block
	for _, other := range blocks {
		if other.factor == b.factor && other.inside == b.inside && !other.isHead {
			before = append(before, other.Block)
		}
	}
	body := f.bodies[b.factor]
	if len(body) > 0 && body[len(body)-1].piece == b.inside {
		return // one piece that became several blocks
	}
	text := pieces[b.inside]
	if len(before) == 1 {
		text = rewritten(text, before, []wiki.Block{edited})
	}
	f.bodies[b.factor] = append(body, stretch{text, b.inside})
}

// heading takes in the title of a factor and how sure people are, which stands
// behind it.
func (f *factorMerger) heading(factor retro.Factor, before, after wiki.Block) {
	titleBefore, title := plainHeading(before), plainHeading(after)
	mine := f.content.FindFactor(factor.ID)
	if titleBefore == title {
		return
	}
	if mine == nil {
		f.note(f.section, "a factor that is not here any more is called", title)
		return
	}
	rest, _ := strings.CutPrefix(titleBefore, markdown.OneLine(factor.Title))
	confidence := string(factor.Confidence)
	for _, other := range retro.Confidences() {
		behind := strings.Replace(rest, confidence, string(other), 1)
		if text, ok := strings.CutSuffix(strings.ToLower(title), strings.ToLower(behind)); ok && strings.TrimSpace(behind) != "" {
			title, confidence = title[:len(text)], string(other)
			break
		}
	}
	list, _ := f.lists.Of(retro.NounFactor)
	change := func(field, before, here, there string) {
		f.field(fieldChange{
			noun: retro.NounFactor, id: string(factor.ID), field: field, title: factor.Title, section: f.section,
			base: before, mine: here, theirs: there,
			set: func(text string) error { return write(list, mine, field, text) },
		})
	}
	change("title", markdown.OneLine(factor.Title), markdown.OneLine(mine.Title), strings.TrimSpace(title))
	change("confidence", string(factor.Confidence), string(mine.Confidence), confidence)
}

func plainHeading(b wiki.Block) string {
	return markdown.OneLine(markdown.PlainText(strings.TrimLeft(b.Markdown, "# ")))
}

// written takes in a block that nobody exported.
func (f *factorMerger) written(b wiki.Block) {
	switch {
	case strings.HasPrefix(b.Markdown, factorHeading):
		f.isNew, f.current = true, ""
		f.added = append(f.added, retro.Factor{ID: retro.FactorID(f.ids.New()), Title: plainHeading(b), Confidence: retro.ConfidenceSpeculation})
	case f.isNew:
		last := &f.added[len(f.added)-1]
		last.Body = strings.TrimLeft(last.Body+"\n\n"+b.Markdown, "\n")
	default:
		f.bodies[f.current] = append(f.bodies[f.current], stretch{b.Markdown, ofData})
	}
}

// finish compares what stands under each factor with its body, and takes out
// those that were taken off the page.
func (f *factorMerger) finish(blocks []owned) {
	for _, b := range blocks {
		if !b.isHead {
			continue
		}
		base, mine := f.base.Content.FindFactor(b.factor), f.content.FindFactor(b.factor)
		if base == nil || mine == nil {
			continue
		}
		if !slices.Contains(f.order, b.factor) {
			if len(f.bodies[b.factor]) == 0 {
				f.gone(*base, *mine)
				continue
			}
			f.say(fmt.Sprintf("%s has no heading “%s” any more, and still what stood below it; the factor keeps its title here.", retro.Capital(f.from), markdown.OneLine(base.Title)))
		}
		pieces := markdown.Pieces(base.Body)
		isShown := func(piece int) bool {
			return slices.ContainsFunc(blocks, func(other owned) bool { return other.factor == b.factor && other.inside == piece && !other.isHead })
		}
		body := joinStretches(withUnseen(f.bodies[b.factor], pieces, isShown), len(pieces))
		f.field(fieldChange{
			noun: retro.NounFactor, id: string(base.ID), field: "body", title: base.Title, section: f.section,
			base: strings.TrimSpace(base.Body), mine: strings.TrimSpace(mine.Body), theirs: strings.TrimSpace(body),
			set: func(text string) error {
				mine.Body = text + mine.Body[len(strings.TrimRight(mine.Body, "\n")):]
				return nil
			},
		})
	}
	f.content.Factors = append(f.content.Factors, f.added...)
}

func (f *factorMerger) gone(base, mine retro.Factor) {
	if reflect.DeepEqual(base, mine) {
		f.content.Factors = without(f.content.Factors, func(other retro.Factor) bool { return other.ID == base.ID })
		return
	}
	f.conflict(f.section, retro.Conflict{Noun: retro.NounFactor, ID: string(base.ID), Field: retro.ConflictRow, Title: mine.Title, Base: mine.Title, Mine: mine.Title},
		fmt.Sprintf("%s has no factor “%s” any more; it was changed here since.", retro.Capital(f.from), markdown.OneLine(mine.Title)))
}
