package chart

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
)

// picker takes out of an entry what a series is about: its number, and what the series
// is split by.
type picker struct {
	value   string
	pattern *regexp.Regexp // in place of a field
	by      string
	label   func(retro.EvidenceID) string
	sources []record.Source
}

// ByLevel, BySource and ByActor split a series by what every entry has.
const (
	ByLevel  = "level"
	BySource = "source"
	ByActor  = "actor"
)

// patternOf compiles a value that is a regular expression between slashes; nil for a
// field.
func patternOf(value string) (*regexp.Regexp, error) {
	wanted := record.ParseWanted(value)
	if !wanted.Regexp {
		return nil, nil //nolint:nilnil // A field has no pattern, and that is no error.
	}
	pattern, err := regexp.Compile("(?m)" + wanted.Text)
	if err != nil {
		return nil, retro.Errorf(retro.CodeInvalid, "the regular expression of the number cannot be read: %w", err)
	}
	return pattern, nil
}

// readsBytes reports whether more is needed than the index knows.
func (p *picker) readsBytes() bool {
	return p.value != "" || p.by != "" && p.by != ByLevel && p.by != BySource
}

// number returns what stands for the number in an entry.
func (p *picker) number(index *ingest.Index, entry int, raw []byte) (string, bool) {
	if p.pattern == nil {
		return index.FieldOf(entry, raw, p.value)
	}
	found := p.pattern.FindSubmatch(index.ToUTF8(raw))
	if found == nil {
		return "", false
	}
	return string(found[min(1, len(found)-1)]), true
}

// key returns which of the lines an entry belongs to, "" where it does not say.
func (p *picker) key(source int, index *ingest.Index, entry int, raw []byte) string {
	switch p.by {
	case "":
		return ""
	case ByLevel:
		return retro.Level(index.Entries[entry].Level).String()
	case BySource:
		return p.label(p.sources[source].ID)
	case ByActor:
		return index.ActorOf(entry, raw)
	}
	value, _ := index.FieldOf(entry, raw, p.by)
	return strings.TrimSpace(value)
}

// PatternAround makes a value that picks a number out of a message by what stands
// around it: text is the message, and the number its bytes from one place to another.
// CodeInvalid where no number stands there.
func PatternAround(text string, from, to int) (string, error) {
	if from < 0 || to > len(text) || from >= to {
		return "", retro.Errorf(retro.CodeInvalid, "nothing is selected")
	}
	// Selected by mouse, it may have taken in or left out a little.
	span := numberIn.FindStringIndex(text[from:to])
	if span == nil {
		return "", retro.Errorf(retro.CodeInvalid, "“%s” is no number", text[from:to]).WithHint("select the digits of a number in the message")
	}
	from, to = from+span[0], from+span[1]
	for from > 0 && isNumberByte(text[from-1]) && (from < 2 || isNumberByte(text[from-2]) || !isWordByte(text[from-2])) {
		from--
	}
	for to < len(text) && isNumberByte(text[to]) {
		to++
	}
	for to > from && (text[to-1] == '.' || text[to-1] == ',') {
		to--
	}
	const reach = 24
	before := text[:from]
	if at := strings.LastIndexByte(before, '\n'); at >= 0 {
		before = before[at+1:]
	}
	if len(before) > reach {
		before = before[len(before)-reach:]
		if at := strings.IndexAny(before, " \t"); at >= 0 {
			before = before[at:]
		}
		before = strings.ToValidUTF8(before, "")
	}
	after := text[to:]
	unit := unitBehind.FindString(after)
	pattern := generalised(before) + `([+-]?\d[\d.,' ]*(?:[eE][+-]?\d+)?` + generalisedUnit(unit) + `)`
	if strings.TrimSpace(before) == "" {
		// Nothing leads to it, so what follows has to.
		follows, _, _ := strings.Cut(strings.TrimPrefix(after, unit), "\n")
		if len(follows) > reach {
			follows = strings.ToValidUTF8(follows[:reach], "")
			follows = follows[:strings.LastIndexByte(" "+follows, ' ')]
		}
		pattern = `(?:^|\s)` + strings.TrimLeft(pattern, " ") + generalised(follows)
	}
	return "/" + pattern + "/", nil
}

var (
	numberIn   = regexp.MustCompile(`[+-]?\d[\d.,']*(?:[eE][+-]?\d+)?`)
	unitBehind = regexp.MustCompile(`^ ?(?:[nuµμm]?s|sec|min|h|[kKMGT]i?B|bytes|%)\b|^%`)
	digits     = regexp.MustCompile(`\d+(?:\\\.\d+)?`)
	longWord   = regexp.MustCompile(`[0-9a-fA-F-]{12,}`)
)

// generalised lets numbers and ids in the words before a number be any.
func generalised(before string) string {
	before = longWord.ReplaceAllString(before, "\x00")
	quoted := digits.ReplaceAllLiteralString(regexp.QuoteMeta(before), `\d+(?:\.\d+)?`)
	return strings.ReplaceAll(quoted, "\x00", `\S+`)
}

func generalisedUnit(unit string) string {
	if unit == "" {
		return ""
	}
	return ` ?(?:[nuµμm]?s|sec|min|h|[kKMGT]i?B|bytes|%)`
}

func isNumberByte(c byte) bool { return isDigit(c) || c == '.' || c == ',' }

func isWordByte(c byte) bool { return c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' }

// Candidate is a field that has numbers.
type Candidate struct {
	Name    string `json:"name"`
	Numbers int    `json:"numbers"` // of the entries looked at
	Of      int    `json:"of"`
	Unit    Unit   `json:"unit"`
	Example string `json:"example"`
}

// candidates counts the fields of entries that hold numbers, those that most have
// first.
func candidates(fields []ingest.Field, counts map[string]*Candidate) {
	for _, field := range fields {
		if len(field.Name) > 120 {
			continue
		}
		_, family, ok := parseNumber(field.Value, notation{})
		if !ok {
			if _, family, ok = parseNumber(field.Value, notation{comma: true}); !ok {
				continue
			}
		}
		c := counts[field.Name]
		if c == nil {
			if len(counts) >= 400 {
				continue
			}
			c = &Candidate{Name: field.Name, Example: field.Value}
			counts[field.Name] = c
		}
		c.Numbers++
		if family != UnitNone {
			c.Unit = family
		}
	}
}

func sortedCandidates(counts map[string]*Candidate, of int) []Candidate {
	found := make([]Candidate, 0, len(counts))
	for _, c := range counts {
		c.Of = of
		if c.Unit == UnitNone {
			if word, ok := unitOfName(c.Name); ok {
				_, c.Unit, _ = unitOf(word)
			}
		}
		found = append(found, *c)
	}
	slices.SortFunc(found, func(a, b Candidate) int {
		if a.Numbers != b.Numbers {
			return b.Numbers - a.Numbers
		}
		return strings.Compare(a.Name, b.Name)
	})
	return found
}

// Candidates finds the fields of a view that hold numbers, in entries spread over it.
func Candidates(ctx context.Context, v *record.View, open record.Open) (found []Candidate, err error) {
	r := v.Record()
	reader := r.Reader(open)
	defer func() { err = errors.Join(err, reader.Close()) }()
	counts := map[string]*Candidate{}
	of := 0
	for at := range samples(v.Entries()) {
		_, source, entry := v.EntryAt(at)
		index := r.Index(source)
		if index == nil {
			continue
		}
		raw, err := reader.Read(ctx, source, entry)
		if err != nil {
			return nil, err
		}
		candidates(index.FieldsOf(entry, raw), counts)
		of++
	}
	return sortedCandidates(counts, of), nil
}
