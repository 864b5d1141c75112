package authoring

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// Alike is another retrospective that speaks of the same.
type Alike struct {
	Retrospective retro.RetrospectiveID `json:"retrospective"`
	Title         string                `json:"title"`
	Words         []string              `json:"words"` // that both say, the rarest first
	// Row is what the table of what was seen before would say of it.
	Row retro.Row `json:"row"`
}

const (
	mostAlike     = 5
	leastShared   = 2   // words
	mostAskedFor  = 24  // words
	leastLetters  = 4   // of a word
	longestQuoted = 200 // bytes of what was done then
)

// SeenBefore looks through the library for retrospectives that share words with the
// title, the factors, the triggers and the systems of one, the likest first. What the
// table of what was seen before says already is left out, and the example.
func (s *Service) SeenBefore(ctx context.Context, id retro.RetrospectiveID) ([]Alike, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	of, _ := retro.TableOf(retro.NounEarlier)
	type found struct {
		title string
		score float64
		words []string
	}
	all := map[retro.RetrospectiveID]*found{}
	listing, err := s.Library(ctx, library.Query{Limit: 1})
	if err != nil {
		return nil, err
	}
	for _, word := range tellingWords(content) {
		others, err := s.store.Mentions(ctx, word)
		if err != nil {
			return nil, err
		}
		maps.DeleteFunc(others, func(other retro.RetrospectiveID, title string) bool {
			return other == id || title == retro.ExampleTitle
		})
		for other, title := range others {
			if all[other] == nil {
				all[other] = &found{title: title}
			}
			all[other].score += math.Log(float64(listing.Total+1) / float64(len(others)))
			all[other].words = append(all[other].words, word)
		}
	}
	ids := make([]retro.RetrospectiveID, 0, len(all))
	for other, f := range all {
		isKnown := slices.ContainsFunc(content.Tables[of.Noun], func(r retro.Row) bool { return of.TitleOf(r) == markdown.OneLine(f.title) })
		if len(f.words) >= leastShared && !isKnown {
			ids = append(ids, other)
		}
	}
	slices.SortFunc(ids, func(a, b retro.RetrospectiveID) int {
		return cmp.Or(cmp.Compare(all[b].score, all[a].score), cmp.Compare(a, b))
	})
	alike := []Alike{}
	for _, other := range ids[:min(len(ids), mostAlike)] {
		earlier, err := s.snapshot(ctx, other)
		if err != nil {
			continue // a damaged one says nothing
		}
		alike = append(alike, Alike{Retrospective: other, Title: earlier.Title, Words: all[other].words, Row: rowOf(earlier)})
	}
	return alike, nil
}

// AddSeenBefore puts an earlier retrospective into the table of what was seen before;
// once only. CodeNotFound.
func (s *Service) AddSeenBefore(ctx context.Context, id, earlier retro.RetrospectiveID) (Edited, error) {
	content, err := s.snapshot(ctx, earlier)
	if err != nil {
		return Edited{}, err
	}
	return s.SaveRow(ctx, id, retro.NounEarlier, rowOf(content))
}

// rowOf is what the table of what was seen before says of an earlier retrospective: when
// it was, what helped then, and what became of what was to be done.
func rowOf(earlier retro.Content) retro.Row {
	row := retro.Row{}.With("what", markdown.Escape(markdown.OneLine(earlier.Title)))
	if at := retro.Summarise(earlier).IncidentAt; at != nil {
		row = row.With("when", at.UTC().Format(time.DateOnly))
	}
	fix := ""
	for _, section := range earlier.Visible().Sections {
		if section.Role == retro.SectionResolution && fix == "" {
			fix = markdown.FirstSentences(markdown.OneLine(markdown.PlainText(section.Body)), longestQuoted)
		}
	}
	for _, e := range earlier.Events {
		if e.Kind == retro.KindResolution && fix == "" {
			fix = e.Title
		}
	}
	row = row.With("fix", markdown.Escape(fix))
	done, decided := 0, 0
	for _, item := range earlier.ActionItems {
		if item.State == retro.ActionDone {
			done++
		}
		if item.State == retro.ActionDone || item.IsOutstanding() {
			decided++
		}
	}
	if decided > 0 {
		row = row.With("became", fmt.Sprintf("%d of %d action items done", done, decided))
	}
	return row
}

// tellingWords are those that tell what a retrospective is about, each once.
func tellingWords(c retro.Content) []string {
	texts := []string{c.Title}
	for _, factor := range c.Factors {
		texts = append(texts, factor.Title)
	}
	for _, e := range c.Events {
		if e.Kind == retro.KindTrigger {
			texts = append(texts, e.Title)
		}
	}
	for _, section := range c.Sections {
		if section.Role == retro.SectionTrigger {
			texts = append(texts, markdown.FirstSentences(markdown.PlainText(section.Written()), longestQuoted))
		}
	}
	for _, e := range c.Evidence {
		texts = append(texts, e.Label)
	}
	var words []string
	for _, text := range texts {
		for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			isTelling := len([]rune(word)) >= leastLetters && !slices.Contains(commonWords, word) && strings.IndexFunc(word, unicode.IsLetter) >= 0
			if isTelling && !slices.Contains(words, word) && len(words) < mostAskedFor {
				words = append(words, word)
			}
		}
	}
	return words
}

// commonWords say nothing of what a text is about.
var commonWords = strings.Fields("about after again also been before being both could does done each even ever every from have into just like made make many more most much must nobody once only other over same should some still stop stops such than that their them then there these they this those time times until very well were what when where which while will with without would your")
