package retro

import "strings"

// Confidence says how sure people are of a factor.
type Confidence string

// The confidences.
const (
	ConfidenceKnown       Confidence = "known"
	ConfidenceLikely      Confidence = "likely"
	ConfidenceSpeculation Confidence = "speculation"
)

// Confidences lists the confidences, the surest first.
func Confidences() []Confidence {
	return []Confidence{ConfidenceKnown, ConfidenceLikely, ConfidenceSpeculation}
}

// Factor is one of the conditions that had to come together. A retrospective has
// many, and none of them is a person.
type Factor struct {
	ID         FactorID   `json:"id"`
	Title      string     `json:"title"`
	Body       string     `json:"body,omitempty"`
	Confidence Confidence `json:"confidence"`
	Citations  []Citation `json:"citations,omitempty"`
	Note       NoteID     `json:"note,omitempty"` // of the debrief, that it came from
}

func factorList() Description[Factor] {
	type T = Factor
	return Description[T]{
		Noun: NounFactor, Member: 5, One: "factor", Many: "factors", All: "factors", Heading: "Contributing factors",
		In:    func(c *Content) *[]T { return &c.Factors },
		ID:    func(f *T) string { return string(f.ID) },
		Title: func(f *T) string { return f.Title },
		Fields: []Field{
			ProseField("title", "title", "reworded", func(f *T) *string { return &f.Title }),
			ProseField("body", "text", "reworded", func(f *T) *string { return &f.Body }),
			ChoiceField("confidence", "confidence", "weighed anew", func(f *T) *Confidence { return &f.Confidence }, Confidences()),
			CitationsField(func(f *T) *[]Citation { return &f.Citations }),
			TextField("note", "note of the debrief", "note changed", func(f *T) *NoteID { return &f.Note }),
		},
		TitleField: "title",
		About:      []string{"confidence", "body"},
		Searched:   func(f *T) (string, []string) { return f.Title, []string{f.Body} },
		Block:      BlockFactors,
		Validate: func(f *T) error {
			if strings.TrimSpace(f.Title) == "" {
				return Errorf(CodeInvalid, "a factor needs a title")
			}
			return nil
		},
	}
}
