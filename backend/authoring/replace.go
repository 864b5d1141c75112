package authoring

import (
	"context"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// WordsQuery is what is looked for in the document.
type WordsQuery struct {
	Text   string `json:"text"`
	Case   bool   `json:"case"`   // upper and lower case differ
	Whole  bool   `json:"whole"`  // only whole words
	Regexp bool   `json:"regexp"` // ^ and $ are the ends of a line
}

// SectionPart is which text of a section is meant.
type SectionPart string

// The texts of a section in which words are found.
const (
	PartHeading SectionPart = "heading"
	PartBody    SectionPart = "body"
)

// WordsPlace is one place that holds what was looked for.
type WordsPlace struct {
	Section retro.SectionID `json:"section"`
	Part    SectionPart     `json:"part"`
	// From and To are offsets into the text as it is stored, in UTF-16 code units, as
	// a page counts.
	From int    `json:"from"`
	To   int    `json:"to"`
	Text string `json:"text"`
}

// FoundWords is where the document holds what was looked for.
type FoundWords struct {
	Total  int          `json:"total"`
	Hidden int          `json:"hidden"` // how many of them stand in hidden sections
	Places []WordsPlace `json:"places"` // the first maxPlaces, in the order of the document
	// Kept is how many more stand in marks of live blocks and in addresses of evidence
	// and events, which would mean nothing any more with another word in them.
	Kept int `json:"kept"`
	// Live is how many more live blocks show, which are written elsewhere.
	Live int `json:"live"`
}

// maxPlaces bounds what is answered; nobody goes through more one by one.
const maxPlaces = 5000

// ReplacedWords is what came of replacing words.
type ReplacedWords struct {
	Edited Edited `json:"edited"`
	Count  int    `json:"count"`
	Hidden int    `json:"hidden"` // how many of them stood in hidden sections
}

// FindWords looks through the headings and texts of all sections. CodeInvalid for
// no text, and for a regular expression that cannot be read.
func (s *Service) FindWords(ctx context.Context, id retro.RetrospectiveID, query WordsQuery) (FoundWords, error) {
	wanted, err := newWanted(query)
	if err != nil {
		return FoundWords{}, err
	}
	input, err := s.exportInput(ctx, id)
	if err != nil {
		return FoundWords{}, err
	}
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return FoundWords{}, err
	}
	found := FoundWords{Places: []WordsPlace{}}
	for _, section := range content.Sections {
		for _, part := range []SectionPart{PartHeading, PartBody} {
			text := *textOfPart(&section, part)
			spans, kept := wanted.in(text, part)
			found.Kept += kept
			found.Total += len(spans)
			if section.Hidden != retro.HiddenByNobody {
				found.Hidden += len(spans)
			}
			units, at := 0, 0
			for _, span := range spans[:min(len(spans), maxPlaces-len(found.Places))] {
				units, at = units+retro.UTF16Length(text[at:span[0]]), span[0]
				length := retro.UTF16Length(text[span[0]:span[1]])
				found.Places = append(found.Places, WordsPlace{
					Section: section.ID, Part: part, From: units, To: units + length, Text: text[span[0]:span[1]],
				})
			}
		}
		if section.Hidden != retro.HiddenByNobody {
			continue // its live blocks are not shown
		}
		live, err := wanted.inLiveBlocks(ctx, input, section)
		if err != nil {
			return FoundWords{}, err
		}
		found.Live += live
	}
	return found, nil
}

// ReplaceWords puts other words in place of all that FindWords finds, or of one
// place alone. In those of a regular expression $1 stands for what its first group
// holds, and \n and \t for a line end and a tab. CodeConflict where the one place
// holds something else by now, CodeInvalid as for FindWords and where a heading
// would be left empty.
func (s *Service) ReplaceWords(ctx context.Context, id retro.RetrospectiveID, query WordsQuery, with string, only *WordsPlace) (ReplacedWords, error) {
	wanted, err := newWanted(query)
	if err != nil {
		return ReplacedWords{}, err
	}
	replaced := ReplacedWords{}
	replaced.Edited, err = s.edit(ctx, id, "replace words", func(c *retro.Content) error {
		for i := range c.Sections {
			section := &c.Sections[i]
			for _, part := range []SectionPart{PartHeading, PartBody} {
				if only != nil && (only.Section != section.ID || only.Part != part) {
					continue
				}
				text := textOfPart(section, part)
				spans, _ := wanted.in(*text, part)
				if only != nil {
					from := byteAt(*text, only.From)
					spans = slices.DeleteFunc(spans, func(span []int) bool { return span[0] != from || (*text)[span[0]:span[1]] != only.Text })
				}
				if len(spans) == 0 {
					continue
				}
				*text = wanted.replaced(*text, spans, with)
				replaced.Count += len(spans)
				if section.Hidden != retro.HiddenByNobody {
					replaced.Hidden += len(spans)
				}
				if part == PartHeading {
					if section.Heading, err = cleanHeading(section.Heading); err != nil {
						return err
					}
				}
			}
		}
		if only != nil && replaced.Count == 0 {
			return retro.Errorf(retro.CodeConflict, "there is something else by now").WithHint("find the words again")
		}
		return nil
	})
	return replaced, err
}

func textOfPart(section *retro.Section, part SectionPart) *string {
	if part == PartHeading {
		return &section.Heading
	}
	return &section.Body
}

// byteAt is the byte at which a text has come to so many UTF-16 code units, -1 where it
// never does.
func byteAt(text string, units int) int {
	come := 0
	for at, r := range text {
		if come == units {
			return at
		}
		come += max(1, utf16.RuneLen(r))
	}
	return -1
}

// wanted finds what a query looks for. Its time grows linearly with the text,
// whatever the expression is.
type wanted struct {
	query   WordsQuery
	pattern *regexp.Regexp
}

func newWanted(query WordsQuery) (wanted, error) {
	if query.Text == "" {
		return wanted{}, retro.Errorf(retro.CodeInvalid, "there is nothing to look for")
	}
	expression := query.Text
	if !query.Regexp {
		expression = regexp.QuoteMeta(expression)
	}
	flags := "(?im)"
	if query.Case {
		flags = "(?m)"
	}
	pattern, err := regexp.Compile(flags + expression)
	if err != nil {
		return wanted{}, retro.Errorf(retro.CodeInvalid, "the regular expression cannot be read: %w", err)
	}
	return wanted{query: query, pattern: pattern}, nil
}

// address is where a link to evidence or an event leads.
var address = regexp.MustCompile(`\]\((?:evidence|event)/[^)\s]*`)

// in returns where a text holds it, with the places of groups, and how many places
// are left alone because they mean something to the app.
func (w wanted) in(text string, part SectionPart) (spans [][]int, kept int) {
	var means [][]int
	if part == PartBody {
		means = meaning(text)
	}
	for _, span := range w.pattern.FindAllStringSubmatchIndex(text, -1) {
		if span[0] == span[1] || w.query.Whole && !isWhole(text, span[0], span[1]) {
			continue
		}
		for len(means) > 0 && means[0][1] <= span[0] {
			means = means[1:]
		}
		if len(means) > 0 && means[0][0] < span[1] {
			kept++
			continue
		}
		spans = append(spans, span)
	}
	return spans, kept
}

// meaning is where a text names live blocks, evidence and events.
func meaning(text string) [][]int {
	found := address.FindAllStringIndex(text, -1)
	if strings.Contains(text, "{{") {
		at := 0
		for line := range strings.Lines(text) {
			if _, isMark := retro.ReadLiveMark(line); isMark {
				found = append(found, []int{at, at + len(line)})
			}
			at += len(line)
		}
	}
	slices.SortFunc(found, func(a, b []int) int { return a[0] - b[0] })
	return found
}

// isWhole reports whether no word goes on beyond the ends of what was found.
func isWhole(text string, from, to int) bool {
	first, _ := utf8.DecodeRuneInString(text[from:])
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return (!markdown.IsWord(first) || !markdown.IsWord(before)) && (!markdown.IsWord(last) || !markdown.IsWord(after))
}

// escapes are what cannot be typed into a field.
var escapes = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\t`, "\t")

func (w wanted) replaced(text string, spans [][]int, with string) string {
	if w.query.Regexp {
		with = escapes.Replace(with)
	}
	var out []byte
	at := 0
	for _, span := range spans {
		out = append(out, text[at:span[0]]...)
		if w.query.Regexp {
			out = w.pattern.ExpandString(out, with, text, span)
		} else {
			out = append(out, with...)
		}
		at = span[1]
	}
	return string(append(out, text[at:]...))
}

// tag is markup between the words of a rendered block.
var tag = regexp.MustCompile(`<[^>]*>`)

// inLiveBlocks counts what the live blocks of a section show.
func (w wanted) inLiveBlocks(ctx context.Context, input export.Input, section retro.Section) (int, error) {
	total := 0
	count := func(shown string, err error) error {
		for text := range strings.SplitSeq(tag.ReplaceAllString(shown, "\n"), "\n") {
			spans, _ := w.in(html.UnescapeString(text), PartHeading)
			total += len(spans)
		}
		return err
	}
	for line := range strings.Lines(section.Body) {
		if mark, isMark := retro.ReadLiveMark(line); isMark && mark.Block != retro.BlockNone {
			shown, err := export.Preview(ctx, input, mark.String(), windowLinks())
			if err := count(shown.String(), err); err != nil {
				return 0, err
			}
		}
	}
	if section.Block != retro.BlockNone && !slices.Contains(section.Marked(), section.Block) {
		shown, err := export.Block(ctx, input, section.Block, windowLinks())
		if err := count(shown.String(), err); err != nil {
			return 0, err
		}
	}
	return total, nil
}
