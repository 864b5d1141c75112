package retro

import (
	"strconv"
	"strings"
	"time"
)

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
	// EvidenceChart has no original: it is drawn by its recipe out of the others.
	EvidenceChart EvidenceKind = "chart"
	// EvidenceTranscript is what was said in a recording of the debrief, see
	// [Transcript]. It stands beside the notes, and not in the merged record.
	EvidenceTranscript EvidenceKind = "transcript"
)

// Hash is the lower-case hexadecimal SHA-256 of some bytes.
type Hash string

// Short is enough of a hash to tell two originals apart by eye.
func (h Hash) Short() string { return string(h[:min(len(h), 12)]) }

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
	// SeenLines is how many lines of a source that has grown were there when somebody
	// last looked at it; 0 where all of it was looked at.
	SeenLines int `json:"seenLines,omitempty"`
	// Chart is the recipe of a chart, nil for all else.
	Chart *Chart `json:"chart,omitempty"`
}

// IsPicture reports whether the evidence is shown as a picture.
func (e Evidence) IsPicture() bool { return e.Kind == EvidenceScreenshot }

// IsChart reports whether the evidence is drawn by a recipe.
func (e Evidence) IsChart() bool { return e.Kind == EvidenceChart && e.Chart != nil }

// IsText reports whether the evidence is read as entries; those of a note have
// no times.
func (e Evidence) IsText() bool {
	return e.Kind == EvidenceLog || e.Kind == EvidenceChat || e.Kind == EvidenceNote
}

// HasLines reports whether lines of the evidence can be shown: of a text, or of a
// transcript.
func (e Evidence) HasLines() bool { return e.IsText() || e.Kind == EvidenceTranscript }

// hasText reports whether the original has words that can be searched.
func (e Evidence) hasText() bool {
	return e.HasLines() || e.Kind == EvidenceLink || strings.HasPrefix(e.MediaType, "text/")
}

// readShownAt reads the time that a picture shows as it is written elsewhere.
func (e *Evidence) readShownAt(text string) error {
	if text == "" {
		e.ShownAt = nil
		return nil
	}
	like := NewInstant(time.Time{})
	if e.ShownAt != nil {
		like = *e.ShownAt
	}
	at, err := parseLike(text, like)
	if err == nil {
		e.ShownAt = &at
	}
	return err
}

func evidenceList() Description[Evidence] {
	type T = Evidence
	return Description[T]{
		Noun: NounEvidence, Member: 8, One: "piece of evidence", Many: "pieces of evidence", All: "evidence", Heading: "Evidence",
		In:    func(c *Content) *[]T { return &c.Evidence },
		ID:    func(e *T) string { return string(e.ID) },
		Title: func(e *T) string { return e.Label },
		Fields: []Field{
			ValueField("hash", "original", "swapped", func(e *T) *Hash { return &e.Hash }, Hash.Short).Called(func(after Record) string {
				if as[T](after).IsPicture() {
					return "picture swapped"
				}
				if as[T](after).SeenLines > 0 {
					return "grew"
				}
				return "swapped"
			}),
			ListField("regions", "marks", "annotated", func(e *T) *[]Region { return &e.Regions },
				func(a, b Region) bool { return a == b }, Region.String),
			recipeField(),
			ProseField("label", "label", "renamed", func(e *T) *string { return &e.Label }),
			ProseField("caption", "caption", "caption changed", func(e *T) *string { return &e.Caption }),
			TextField("zone", "zone", "zone changed", func(e *T) *string { return &e.Zone }),
			LengthField("skew", "skew", "skew changed", func(e *T) *time.Duration { return &e.Skew }),
			ReadBy(OptionalInstantField("shownAt", "time it shows", "time changed", func(e *T) **Instant { return &e.ShownAt }), (*T).readShownAt),
			StampField("reference", "reference time", "reference time changed", func(e *T) *time.Time { return &e.Reference }),
			FlagField("guessed", "guess of the reference time", "reference time settled", "true", "false",
				func(e *T) *bool { return &e.Guessed }),
			TextField("format", "format", "format changed", func(e *T) *string { return &e.Format }),
			TextField("kind", "kind", "kind changed", func(e *T) *EvidenceKind { return &e.Kind }),
			TextField("fileName", "file", "file renamed", func(e *T) *string { return &e.FileName }),
			TextField("mediaType", "media type", "media type changed", func(e *T) *string { return &e.MediaType }),
			ValueField("size", "size", "size changed", func(e *T) *int64 { return &e.Size },
				func(n int64) string { return Thousands(int(n)) + " bytes" }),
			ValueField("colour", "colour", "colour changed", func(e *T) *int { return &e.Colour }, strconv.Itoa),
			ValueField("seenLines", "lines looked at", "looked at", func(e *T) *int { return &e.SeenLines }, func(n int) string {
				if n == 0 {
					return "all"
				}
				return strconv.Itoa(n)
			}),
			StampField("addedAt", "time it was added", "added anew", func(e *T) *time.Time { return &e.AddedAt }),
		},
		TitleField: "label",
		About:      []string{"kind", "fileName", "caption"},
		Searched: func(e *T) (string, []string) {
			texts := []string{e.FileName, e.Caption}
			for _, region := range e.Regions {
				texts = append(texts, region.Label)
			}
			return e.Label, texts
		},
		Original: func(e *T) (Hash, string) {
			if !e.hasText() {
				return "", ""
			}
			return e.Hash, e.MediaType
		},
	}
}

// recipeField compares charts by what they show, and writes their formulas.
func recipeField() Field {
	at := func(e *Evidence) **Chart { return &e.Chart }
	field := newField("chart", "recipe", "recipe changed", at, sameChart, func(*Chart) string { return "" })
	field.write = func(r Record, names Names) string {
		c := as[Evidence](r).Chart
		if c == nil {
			return ""
		}
		return c.describe(func(id EvidenceID) string {
			return names.cite(Citation{Evidence: id})
		})
	}
	return field
}
