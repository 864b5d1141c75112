package review

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/afterword-app/afterword/backend/retro"
)

// A newcomer reads a retrospective without knowing the house. These rules find what makes
// that hard and is cheap to put right: sentences that nobody can hold in mind, longer words
// for short ones, and sentences without anybody in them.

const (
	// longestSentence is in words. Guides to plain English say 20 to 25 on average; what is
	// twice that is remarked on.
	longestSentence = 45
	// mostLong is how many long sentences of one text are told.
	mostLong = 3
	// quoted is how many words of a long sentence name it.
	quoted = 8
)

// longWords are phrases for which there is a shorter word that says the same.
var longWords = map[string]string{
	"utilize": "use", "utilise": "use", "utilizing": "using", "utilising": "using", "utilized": "used", "utilised": "used",
	"utilization of": "use of", "in order to": "to", "prior to": "before", "subsequent to": "after", "subsequently": "then",
	"due to the fact that": "because", "at this point in time": "now", "at that point in time": "then", "in the event of": "if there is",
	"in the event that": "if", "with regard to": "about", "with regards to": "about", "in regards to": "about", "a majority of": "most",
	"the majority of": "most", "a large number of": "many", "commenced": "began", "going forward": "from now on", "on a daily basis": "daily",
	"on a regular basis": "regularly", "in spite of the fact that": "although", "for the purpose of": "for", "has the ability to": "can",
	"was unable to": "could not", "were unable to": "could not", "leveraged": "used", "leveraging": "using",
}

var (
	longWord = sync.OnceValue(func() *regexp.Regexp {
		phrases := make([]string, 0, len(longWords))
		for phrase := range longWords {
			phrases = append(phrases, phrase)
		}
		slices.SortFunc(phrases, func(a, b string) int { return len(b) - len(a) })
		return word(strings.Join(phrases, "|") + `\b`)
	})
	nobodyDid = sync.OnceValue(func() *regexp.Regexp {
		return word(`(?:(?:a )?(?:mistakes?|errors?|decisions?|assumptions?|calls?) (?:was|were|had been) (?:made|taken)|` +
			`it (?:was|had been) (?:decided|assumed|believed|thought|felt|agreed|noticed|discovered|determined|concluded|expected))\b(?: by)?`)
	})
	tableRow    = regexp.MustCompile(`(?m)^[ \t]*\|.*$`)
	sentenceEnd = regexp.MustCompile(`[.!?:;]["”’')\]]*(?:\s+|$)|\n{2,}|\n[-*|#>]`)
)

// plainIn remarks on what a newcomer stumbles over in one text.
func plainIn(t text) []Finding {
	find := func(rule, quote, reason string, questions ...string) Finding {
		return Finding{
			Kind: KindPlain, Rule: rule, Noun: t.noun, ID: t.id, Quote: quote,
			Words: "“" + quote + "” in “" + t.title + "”", Reason: reason, Questions: questions,
		}
	}
	var findings []Finding
	told := map[string]bool{}
	for _, at := range longWord().FindAllStringIndex(t.prose, -1) {
		quote := strings.Join(strings.Fields(t.prose[at[0]:at[1]]), " ")
		if plain := longWords[strings.ToLower(quote)]; plain != "" && !told[plain] {
			told[plain] = true
			findings = append(findings, find("long-word", quote, "“"+plain+"” says the same."))
		}
	}
	for _, at := range nobodyDid().FindAllStringIndex(t.prose, -1) {
		if quote := strings.Join(strings.Fields(t.prose[at[0]:at[1]]), " "); !strings.HasSuffix(quote, " by") {
			findings = append(findings, find("nobody", quote, "It leaves out who did, and what they knew.", "Who did, in which role, and what made it the sensible thing?"))
		}
	}
	if t.noun == retro.NounSection || t.noun == retro.NounFactor {
		for _, sentence := range longSentences(t.prose) {
			begin := strings.Join(strings.Fields(sentence)[:quoted], " ")
			findings = append(findings, find("long-sentence", begin+" …",
				fmt.Sprintf("This sentence has %d words: a newcomer has lost its beginning at its end.", len(strings.Fields(sentence))),
				"Where would you breathe if you read it aloud?"))
		}
	}
	return findings
}

// longSentences are the first few that are too long. Rows of tables are none.
func longSentences(prose string) (long []string) {
	for _, sentence := range sentenceEnd.Split(tableRow.ReplaceAllString(prose, "\n"), -1) {
		if len(strings.Fields(sentence)) > longestSentence && len(long) < mostLong {
			long = append(long, sentence)
		}
	}
	return long
}
