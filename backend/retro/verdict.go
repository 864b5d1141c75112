package retro

import "strings"

// Verdict is what people made of a finding of the review: which factor lies deeper, or
// why it is let stand. It holds for as long as the words that it is about stand there,
// and the factor that it names.
type Verdict struct {
	ID   VerdictID `json:"id"`
	Rule string    `json:"rule"` // that found it, like "human-error"
	// Noun and Of name the thing in which the words stand, both "" for wherever they do.
	Noun   Noun     `json:"noun,omitempty"`
	Of     string   `json:"of,omitempty"`
	Quote  string   `json:"quote,omitempty"` // the words, in any case
	Factor FactorID `json:"factor,omitempty"`
	Reason string   `json:"reason,omitempty"` // why it is let stand
}

// IsAbout reports whether the verdict is on what a rule found in a thing.
func (v Verdict) IsAbout(rule string, noun Noun, of, quote string) bool {
	return v.Rule == rule && strings.EqualFold(v.Quote, quote) && (v.Noun == "" || v.Noun == noun && v.Of == of)
}

// Holds reports whether the verdict still says something: what is deeper is there, and
// is not the thing itself.
func (v Verdict) Holds(c *Content) bool {
	if v.Factor == "" {
		return true
	}
	return c.FindFactor(v.Factor) != nil && (v.Noun != NounFactor || v.Of != string(v.Factor))
}

// VerdictOn returns the verdict that holds on what a rule found in a thing, or nil.
func (c *Content) VerdictOn(rule string, noun Noun, of, quote string) *Verdict {
	return find(c.Verdicts, func(v Verdict) bool { return v.IsAbout(rule, noun, of, quote) && v.Holds(c) })
}

func verdictList() Description[Verdict] {
	type T = Verdict
	return Description[T]{
		Noun: NounVerdict, Member: 31, One: "verdict", Many: "verdicts", All: "verdicts", Heading: "Verdicts on findings",
		In:    func(c *Content) *[]T { return &c.Verdicts },
		ID:    func(v *T) string { return string(v.ID) },
		Title: func(v *T) string { return v.Quote },
		Fields: []Field{
			TextField("rule", "rule", "changed", func(v *T) *string { return &v.Rule }),
			TextField("noun", "kind of thing it is about", "moved", func(v *T) *Noun { return &v.Noun }),
			TextField("of", "thing it is about", "moved", func(v *T) *string { return &v.Of }),
			TextField("quote", "words", "changed", func(v *T) *string { return &v.Quote }),
			TextField("factor", "deeper factor", "dug deeper", func(v *T) *FactorID { return &v.Factor }),
			ProseField("reason", "reason", "reworded", func(v *T) *string { return &v.Reason }),
		},
		TitleField: "quote",
		About:      []string{"reason"},
		Validate: func(v *T) error {
			if v.Rule == "" || v.Factor == "" && strings.TrimSpace(v.Reason) == "" {
				return Errorf(CodeInvalid, "a verdict names a deeper factor or a reason")
			}
			return nil
		},
	}
}
