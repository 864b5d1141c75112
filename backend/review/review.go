package review

import (
	"cmp"
	"slices"

	"github.com/afterword-app/afterword/backend/retro"
)

// Kind is what a finding is about.
type Kind string

// The kinds, in the order in which they are told.
const (
	KindSecret       Kind = "secret"       // what lets somebody in
	KindWording      Kind = "wording"      // words that blame or judge by hindsight
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
}

// Input is what a review reads.
type Input struct {
	Content  retro.Content
	Readings map[retro.EvidenceID]retro.Reading
	// Undecided counts the places of each section that were changed on both sides and
	// that nobody has decided.
	Undecided map[retro.SectionID]int
}

// Review looks through a retrospective. It never fails: what it cannot read it leaves out.
func Review(in Input) Report {
	report := Report{
		Looked: []Looked{
			{Kind: KindSecret, Words: "passwords, keys and tokens in what is written here (not in evidence)"},
			{Kind: KindWording, Words: "English wording that blames"},
			{Kind: KindGap, Words: "gaps in the timeline"},
			{Kind: KindCompleteness, Words: "what is missing or undecided"},
		},
		Findings: []Finding{},
	}
	texts := textsOf(&in.Content)
	names := namesIn(&in.Content)
	for _, t := range texts {
		report.Findings = append(report.Findings, secretsIn(t)...)
		report.Findings = append(report.Findings, wordingIn(t, names)...)
	}
	report.Findings = append(report.Findings, gapsIn(&in.Content)...)
	report.Findings = append(report.Findings, missingIn(in)...)
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
