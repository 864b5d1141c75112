package retro

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
}
