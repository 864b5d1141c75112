package review

import (
	"regexp"
	"slices"
	"strings"
)

// Phrase is one that somebody wants to be told of, and what they would rather read.
type Phrase struct {
	Words  string `json:"words"`
	Advice string `json:"advice,omitempty"`
}

// Wording is how the wording check differs from the one that is built in.
type Wording struct {
	Own []Phrase `json:"own,omitempty"`
	Off []string `json:"off,omitempty"` // ids of built-in rules that are not looked at
}

// Rule is a built-in rule of the wording check, as people choose among them.
type Rule struct {
	ID      string `json:"id"`
	Example string `json:"example"` // a phrase that it finds
	Reason  string `json:"reason"`
}

// WordingRules lists the built-in rules.
func WordingRules() []Rule {
	rules := make([]Rule, 0, len(wordingRules()))
	for _, r := range wordingRules() {
		rules = append(rules, Rule{r.id, r.example, r.reason})
	}
	return rules
}

// IsWordingRule reports whether a built-in rule has the id.
func IsWordingRule(id string) bool {
	return slices.ContainsFunc(wordingRules(), func(r wordingRule) bool { return r.id == id })
}

// ownRule is the rule that finds own phrases.
const ownRule = "own"

// rules are those that are looked at: one's own first, of which one chose the words.
func (w Wording) rules() []wordingRule {
	var rules []wordingRule
	for _, phrase := range w.Own {
		words := strings.Fields(curly.Replace(phrase.Words))
		if len(words) == 0 {
			continue
		}
		first := words[0]
		for i, part := range words {
			words[i] = regexp.QuoteMeta(part)
		}
		rules = append(rules, wordingRule{
			id: ownRule, marks: []string{strings.ToLower(first)}, phrase: regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{N}])(` + strings.Join(words, `\s+`) + `)(?:[^\p{L}\p{N}]|$)`), reason: phrase.Advice,
		})
	}
	for _, rule := range wordingRules() {
		if !slices.Contains(w.Off, rule.id) {
			rules = append(rules, rule)
		}
	}
	return rules
}
