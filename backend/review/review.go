package review

import (
	"cmp"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// Kind is what a finding is about.
type Kind string

// The kinds, in the order in which they are told.
const (
	KindSecret       Kind = "secret"       // what lets somebody in
	KindWording      Kind = "wording"      // words that blame or judge by hindsight
	KindPlain        Kind = "plain"        // what a newcomer stumbles over
	KindGap          Kind = "gap"          // a stretch of the timeline that says nothing
	KindCompleteness Kind = "completeness" // what is missing or undecided
)

// Finding is one remark.
type Finding struct {
	Kind Kind   `json:"kind"`
	Rule string `json:"rule"` // which rule found it, like "human-error"
	// Words say what it is, in a sentence without its full stop.
	Words string `json:"words"`
	// Noun and ID name the thing that it is about; ID is "" where there are several.
	Noun retro.Noun `json:"noun"`
	ID   string     `json:"id"`
	// Quote is the phrase that was found, "" where it is about no words. Of a secret it
	// holds no more than tells which one it is.
	Quote string `json:"quote,omitempty"`
	// Reason says why it matters, and Questions help to get on from there.
	Reason    string   `json:"reason,omitempty"`
	Questions []string `json:"questions,omitempty"`
	// IsThread marks words where an investigation stops too early: it stays open until a
	// deeper factor is linked or somebody says why nobody digs on.
	IsThread bool `json:"thread,omitempty"`
	// CanStand marks what may be let stand, with a reason.
	CanStand bool `json:"canStand,omitempty"`
	// Places are where words that blame stand in the text of a section, the first thousand.
	Places []Place `json:"places,omitempty"`
	// Verdict is what people made of it, nil as long as it is open.
	Verdict *retro.Verdict `json:"verdict,omitempty"`
}

// Place is a stretch of the text of a section, in UTF-16 units.
type Place struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Looked is one thing that was looked for.
type Looked struct {
	Kind  Kind   `json:"kind"`
	Words string `json:"words"` // in a list: "wording", "gaps in the timeline"
	Found int    `json:"found"`
}

// Report is what a review looked for and what it found, by kind.
type Report struct {
	Looked   []Looked  `json:"looked"`
	Findings []Finding `json:"findings"`
	// Settled are those that there is a verdict on.
	Settled []Finding `json:"settled"`
}

// Without returns the report without what is of a kind, for those who do not look for it.
func (r Report) Without(kind Kind) Report {
	r.Looked = slices.DeleteFunc(slices.Clone(r.Looked), func(l Looked) bool { return l.Kind == kind })
	r.Findings = slices.DeleteFunc(slices.Clone(r.Findings), func(f Finding) bool { return f.Kind == kind })
	return r
}

// Input is what a review reads.
type Input struct {
	Content  retro.Content
	Readings map[retro.EvidenceID]retro.Reading
	// Undecided counts the places of each section that were changed on both sides and
	// that nobody has decided.
	Undecided map[retro.SectionID]int
	Wording   Wording
}

// Review looks through a retrospective. It never fails: what it cannot read it leaves out.
func Review(in Input) Report {
	report := Report{
		Looked: []Looked{
			{Kind: KindSecret, Words: "passwords, keys and tokens in what is written here (not in evidence)"},
			{Kind: KindWording, Words: "English wording that blames"},
			{Kind: KindPlain, Words: "long sentences and long words"},
			{Kind: KindGap, Words: "gaps in the timeline"},
			{Kind: KindCompleteness, Words: "what is missing or undecided, and what only insiders understand or reach"},
		},
		Findings: []Finding{}, Settled: []Finding{},
	}
	rules := in.Wording.rules()
	names := namesIn(&in.Content)
	texts := textsOf(&in.Content)
	for _, t := range texts {
		report.Findings = append(report.Findings, secretsIn(t)...)
		report.Findings = append(report.Findings, wordingIn(t, rules, names)...)
		report.Findings = append(report.Findings, plainIn(t)...)
	}
	report.Findings = append(report.Findings, gapsIn(&in.Content)...)
	report.Findings = append(report.Findings, missingIn(in)...)
	insidersOnly(&in.Content, texts, func(f Finding) {
		f.Kind = KindCompleteness
		report.Findings = append(report.Findings, f)
	})
	report.Findings, report.Settled = judged(&in.Content, report.Findings)
	for i := range report.Looked {
		for _, finding := range report.Findings {
			if finding.Kind == report.Looked[i].Kind {
				report.Looked[i].Found++
			}
		}
	}
	order := func(kind Kind) int {
		return slices.IndexFunc(report.Looked, func(l Looked) bool { return l.Kind == kind })
	}
	slices.SortStableFunc(report.Findings, func(a, b Finding) int { return cmp.Compare(order(a.Kind), order(b.Kind)) })
	return report
}

// judged parts the findings that are open from those that there is a verdict on.
func judged(c *retro.Content, findings []Finding) (open, settled []Finding) {
	open, settled = []Finding{}, []Finding{}
	for _, f := range findings {
		if f.CanStand || f.IsThread {
			f.Verdict = c.VerdictOn(f.Rule, f.Noun, f.ID, f.Quote)
		}
		if f.Verdict == nil {
			open = append(open, f)
		} else {
			settled = append(settled, f)
		}
	}
	return open, settled
}

// WordingOf are the findings about wording in all of a retrospective, in the order of
// reading, those with a verdict as well. What a thing says in its title and in its text
// is told once.
func WordingOf(c *retro.Content, wording Wording) []Finding {
	rules, names := wording.rules(), namesIn(c)
	findings := []Finding{}
	at := map[string]int{}
	for _, t := range textsOf(c) {
		for _, f := range wordingIn(t, rules, names) {
			key := strings.Join([]string{string(f.Noun), f.ID, f.Rule, strings.ToLower(f.Quote)}, "\n")
			if i, isTold := at[key]; isTold {
				findings[i].Places = append(findings[i].Places, f.Places...)
				continue
			}
			at[key] = len(findings)
			f.Verdict = c.VerdictOn(f.Rule, f.Noun, f.ID, f.Quote)
			findings = append(findings, f)
		}
	}
	return findings
}

// Threads are the findings where an investigation stops too early.
func Threads(c *retro.Content, wording Wording) []Finding {
	return slices.DeleteFunc(WordingOf(c, wording), func(f Finding) bool { return !f.IsThread })
}
