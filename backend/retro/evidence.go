package retro

import "time"

// EvidenceKind is the nature of an original.
type EvidenceKind string

// The kinds of evidence.
const (
	EvidenceLog        EvidenceKind = "log"
	EvidenceChat       EvidenceKind = "chat"
	EvidenceScreenshot EvidenceKind = "screenshot"
	EvidenceFile       EvidenceKind = "file"
	EvidenceLink       EvidenceKind = "link"
	EvidenceNote       EvidenceKind = "note"
)

// Hash is the lower-case hexadecimal SHA-256 of some bytes.
type Hash string

// Evidence is one kept original and what people decided about it. The bytes
// stand elsewhere under Hash and are never altered; what ingest understood of
// them is a [Reading], which can always be made again.
type Evidence struct {
	ID        EvidenceID   `json:"id"`
	Kind      EvidenceKind `json:"kind"`
	Label     string       `json:"label"`
	Hash      Hash         `json:"hash"`
	Size      int64        `json:"size"` // bytes
	MediaType string       `json:"mediaType"`
	FileName  string       `json:"fileName,omitempty"` // base name only, as it was given
	AddedAt   time.Time    `json:"addedAt"`
	// Reference is when the original was pasted, or its file last written: the
	// latest moment that anything in it can speak of, from which missing years
	// are inferred.
	Reference time.Time `json:"reference"`
	// Guessed says that nobody stated the reference, as with a paste or the time of
	// a file: it may settle a year, but never the day of a line that names only a
	// time.
	Guessed bool `json:"guessed,omitempty"`
	// Format overrides detection, "" lets ingest decide.
	Format string `json:"format,omitempty"`
	// Zone is how people say the times without a zone are to be read: an IANA
	// name or an offset like "+02:00"; "" when nobody has said.
	Zone string `json:"zone,omitempty"`
	// Skew is added to every written time of this source, in nanoseconds.
	Skew    time.Duration `json:"skew,omitempty"`
	Colour  int           `json:"colour,omitempty"` // index into the palette of sources
	Caption string        `json:"caption,omitempty"`
	// ShownAt is the time that a picture shows or that a note speaks of.
	ShownAt *Instant `json:"shownAt,omitempty"`
	// Regions are the places that people marked on a picture, kept apart from it.
	Regions []Region `json:"regions,omitempty"`
}

// IsPicture reports whether the evidence is shown as a picture.
func (e Evidence) IsPicture() bool { return e.Kind == EvidenceScreenshot }

// IsText reports whether the evidence is read as entries; those of a note have
// no times.
func (e Evidence) IsText() bool {
	return e.Kind == EvidenceLog || e.Kind == EvidenceChat || e.Kind == EvidenceNote
}
