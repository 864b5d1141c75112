package retro

// Conflict is a place that was changed here and in what came in: an edited page,
// or the copy of a colleague. Both versions are in the document until it is
// settled, theirs in a quotation that names the conflict's number. So nothing is
// lost by leaving it for later, undo brings it back, and who takes the quotation
// out by hand has settled it.
type Conflict struct {
	Number int    `json:"number"` // which of this retrospective, never used again
	From   string `json:"from"`   // what came in, like “the edited page”
	Noun   Noun   `json:"noun"`
	ID     string `json:"id"` // of the thing, "" for the retrospective itself
	// Field is as in the JSON of the thing, or one of those for a thing that was taken
	// out there as a whole.
	Field string `json:"field"`
	Title string `json:"title"` // of the thing, for people
	// Base is what both began from, Mine what stands here, Theirs what came in.
	// Times are in UTC.
	Base   string `json:"base"`
	Mine   string `json:"mine"`
	Theirs string `json:"theirs"`
	// Value is Theirs as JSON, for a field that is set from it; "" for one that is
	// set from its text.
	Value string `json:"value,omitempty"`
}

// The fields of a [Conflict] about a thing as a whole.
const (
	ConflictSection = "section"
	ConflictRow     = "row" // of a list or of the table that shows it
)

// IsText reports whether it is about the words of a section.
func (c Conflict) IsText() bool { return c.Noun == NounSection && c.Field == "body" }

// IsWhole reports whether a thing was taken out there and changed here.
func (c Conflict) IsWhole() bool { return c.Field == ConflictSection || c.Field == ConflictRow }
