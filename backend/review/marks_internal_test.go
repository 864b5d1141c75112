package review

import (
	"math/rand/v2"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// TestMarksCoverPhrases proves that no rule passes over a line that its phrase is in.
func TestMarksCoverPhrases(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for _, rule := range (Wording{Own: []Phrase{{Words: "Root cause"}, {Words: "Über (alles)"}}}).rules() {
		parsed, err := syntax.Parse(rule.phrase.String(), syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		for range 3000 {
			words := sample(parsed, random)
			if !rule.phrase.MatchString(words) {
				continue // a word goes on where its end was asked for
			}
			lower := strings.ToLower(words)
			if !slices.ContainsFunc(rule.marks, func(mark string) bool { return strings.Contains(lower, mark) }) {
				t.Fatalf("%s: %q has none of the marks %q", rule.id, words, rule.marks)
			}
		}
	}
}

// sample writes something that an expression matches.
func sample(re *syntax.Regexp, random *rand.Rand) string {
	var out strings.Builder
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		return string(re.Rune[2*random.IntN(len(re.Rune)/2)])
	case syntax.OpAlternate:
		return sample(re.Sub[random.IntN(len(re.Sub))], random)
	case syntax.OpConcat, syntax.OpCapture:
		for _, sub := range re.Sub {
			out.WriteString(sample(sub, random))
		}
	case syntax.OpStar, syntax.OpQuest, syntax.OpPlus, syntax.OpRepeat:
		least := re.Min
		if re.Op == syntax.OpPlus {
			least = 1
		}
		for range least + random.IntN(2) {
			out.WriteString(sample(re.Sub[0], random))
		}
	default: // a border of a word or a text
	}
	return out.String()
}
