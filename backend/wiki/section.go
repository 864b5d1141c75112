package wiki

import (
	"slices"
	"strings"
	"unicode"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// Section is what stands under one heading of a page.
type Section struct {
	Heading string // plain text
	// Blocks are those below the heading. The Markdown of a heading among them has
	// its signs, "###" for the highest.
	Blocks []Block
}

// Outline is a page as a document has it.
type Outline struct {
	Title    string // plain text, "" where the page has none
	Status   Status
	Preamble []Block // before the first section
	Sections []Section
}

// Outline divides the page into sections. known are the headings that the
// sections are likely to have, and decide which level of heading begins one;
// without any it is the highest below a title.
func (p Page) Outline(known []string) Outline {
	level := p.sectionLevel(known)
	var out Outline
	var open *Section
	for _, b := range p.Blocks {
		switch {
		case b.Level == 0, b.Level > level:
			b = b.within(level)
			if open == nil {
				out.Preamble = append(out.Preamble, b)
			} else {
				open.Blocks = append(open.Blocks, b)
			}
		case b.Level < level && open == nil && out.Title == "":
			out.Title = markdown.PlainText(b.Markdown)
		default:
			out.Sections = append(out.Sections, Section{Heading: markdown.PlainText(b.Markdown)})
			open = &out.Sections[len(out.Sections)-1]
		}
	}
	out.Title, out.Status = retro.FirstOf(out.Title, p.Title), p.Status
	out.bringNotes()
	return out
}

// within gives a heading inside a section its signs.
func (b Block) within(level int) Block {
	if b.Level > 0 {
		b.Markdown = strings.Repeat("#", min(6, b.Level-level+2)) + " " + b.Markdown
		b.Level = 0
	}
	return b
}

func (p Page) sectionLevel(known []string) int {
	names := map[string]bool{}
	for _, heading := range known {
		names[HeadingKey(heading)] = true
	}
	var counts, matches [7]int
	first := 0
	for _, b := range p.Blocks {
		if b.Level == 0 {
			continue
		}
		if first == 0 {
			first = b.Level
		}
		counts[b.Level]++
		if names[HeadingKey(markdown.PlainText(b.Markdown))] {
			matches[b.Level]++
		}
	}
	best := 0
	for level := 1; level <= 6; level++ {
		if matches[level] > matches[best] {
			best = level
		}
	}
	if best > 0 {
		return best
	}
	highest := slices.IndexFunc(counts[:], func(n int) bool { return n > 0 })
	if highest < 0 {
		return 1
	}
	// A single highest heading that stands first is the title.
	below := slices.IndexFunc(counts[highest+1:], func(n int) bool { return n > 0 })
	if p.Format != Storage && counts[highest] == 1 && first == highest && below >= 0 {
		return highest + 1 + below
	}
	return highest
}

// HeadingKey is the same for headings that differ only in case, space and
// punctuation.
func HeadingKey(heading string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}
