package retro

import (
	"fmt"
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

// RegionKind says how a region is drawn.
type RegionKind string

// The kinds of region.
const (
	RegionCite     RegionKind = "cite"
	RegionBox      RegionKind = "box"
	RegionArrow    RegionKind = "arrow"
	RegionBlackout RegionKind = "blackout"
)

// Region is a rectangle on a picture in parts of its width and height, 0 to 1,
// from the top left corner. An arrow points from (X, Y) to (X+Width, Y+Height).
type Region struct {
	Kind   RegionKind `json:"kind"`
	X      float64    `json:"x"`
	Y      float64    `json:"y"`
	Width  float64    `json:"width"`
	Height float64    `json:"height"`
	Label  string     `json:"label,omitempty"`
}

// Citation points from an event or section at evidence: at lines (1-based,
// inclusive), at a region of a picture, or at the whole when both are zero.
type Citation struct {
	Evidence EvidenceID `json:"evidence"`
	FromLine int        `json:"fromLine,omitempty"`
	ToLine   int        `json:"toLine,omitempty"`
	Region   *Region    `json:"region,omitempty"`
}

// String writes the citation as people type it: "ID", "ID:L10" or "ID:L10-L20".
func (c Citation) String() string { return c.reference(":") }

// URL writes the citation as the document embeds it: "evidence/ID#L10-L20".
func (c Citation) URL() string { return "evidence/" + c.reference("#") }

func (c Citation) reference(separator string) string {
	switch {
	case c.FromLine == 0:
		return string(c.Evidence)
	case c.ToLine <= c.FromLine:
		return fmt.Sprintf("%s%sL%d", c.Evidence, separator, c.FromLine)
	default:
		return fmt.Sprintf("%s%sL%d-L%d", c.Evidence, separator, c.FromLine, c.ToLine)
	}
}

// ParseCitation reads "ID", "ID:L10", "ID:L10-L20", "ID:10-20" or the same with
// "#" and an optional leading "evidence/". The id is not checked. The error has
// CodeInvalid.
func ParseCitation(text string) (Citation, error) {
	rest := strings.TrimPrefix(strings.TrimSpace(text), "evidence/")
	id, lines, hasLines := rest, "", false
	if at := strings.IndexAny(rest, ":#"); at >= 0 {
		id, lines, hasLines = rest[:at], rest[at+1:], true
	}
	citation := Citation{Evidence: EvidenceID(id)}
	if id == "" {
		return Citation{}, badCitation(text)
	}
	if !hasLines {
		return citation, nil
	}
	from, to, isRange := strings.Cut(lines, "-")
	var err error
	if citation.FromLine, err = parseLine(from); err != nil {
		return Citation{}, badCitation(text)
	}
	citation.ToLine = citation.FromLine
	if isRange {
		if citation.ToLine, err = parseLine(to); err != nil || citation.ToLine < citation.FromLine {
			return Citation{}, badCitation(text)
		}
	}
	return citation, nil
}

func parseLine(text string) (int, error) {
	line, err := strconv.Atoi(strings.TrimPrefix(strings.TrimPrefix(text, "L"), "l"))
	if err != nil || line < 1 {
		return 0, Errorf(CodeInvalid, "%q is not a line number", text)
	}
	return line, nil
}

func badCitation(text string) error {
	return Errorf(CodeInvalid, "%q does not name evidence and lines", text).WithHint("write EVIDENCE:L10 or EVIDENCE:L10-L12")
}
