package retro

import (
	"fmt"
	"strconv"
	"strings"
)

// Citation points from an event or section at evidence: at lines (1-based,
// inclusive), at a region of a picture, or at the whole when both are zero.
type Citation struct {
	Evidence EvidenceID `json:"evidence"`
	FromLine int        `json:"fromLine,omitempty"`
	ToLine   int        `json:"toLine,omitempty"`
	Region   *Region    `json:"region,omitempty"`
}

// Same reports whether two citations point at the same place.
func (c Citation) Same(other Citation) bool {
	if c.Evidence != other.Evidence || c.FromLine != other.FromLine || c.ToLine != other.ToLine || (c.Region == nil) != (other.Region == nil) {
		return false
	}
	return c.Region == nil || *c.Region == *other.Region
}

// String writes the citation as people type it: "ID", "ID:L10" or "ID:L10-L20",
// or, for a region, with the [Region.Fragment] behind the colon.
func (c Citation) String() string { return c.reference(":") }

// URL writes the citation as the document embeds it: "evidence/ID#L10-L20".
func (c Citation) URL() string { return "evidence/" + c.reference("#") }

func (c Citation) reference(separator string) string {
	switch {
	case c.Region != nil:
		return string(c.Evidence) + separator + c.Region.Fragment()
	case c.FromLine == 0:
		return string(c.Evidence)
	case c.ToLine <= c.FromLine:
		return fmt.Sprintf("%s%sL%d", c.Evidence, separator, c.FromLine)
	default:
		return fmt.Sprintf("%s%sL%d-L%d", c.Evidence, separator, c.FromLine, c.ToLine)
	}
}

// ParseCitation reads "ID", "ID:L10", "ID:L10-L20", "ID:10-20",
// "ID:xywh=percent:10,20,30,5" or the same with "#" and an optional leading
// "evidence/". The id is not checked. The error has CodeInvalid.
func ParseCitation(text string) (Citation, error) {
	rest := strings.TrimPrefix(strings.TrimSpace(text), "evidence/")
	id, place, hasPlace := rest, "", false
	if at := placeOf(rest); at >= 0 {
		id, place, hasPlace = rest[:at], rest[at+1:], true
	}
	citation := Citation{Evidence: EvidenceID(id)}
	if id == "" {
		return Citation{}, badCitation(text)
	}
	if !hasPlace {
		return citation, nil
	}
	if strings.HasPrefix(place, fragmentPrefix) {
		region, err := parseFragment(place)
		if err != nil {
			return Citation{}, err
		}
		citation.Region = &region
		return citation, nil
	}
	from, to, isRange := strings.Cut(place, "-")
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

// placeOf is where the sign stands that divides the evidence from the place in it, -1
// without one. What evidence is called may begin with such a sign, as channels do:
// "#incident".
func placeOf(text string) int {
	for _, sign := range []string{":", "#"} {
		if at := strings.Index(text, sign+fragmentPrefix); at >= 0 {
			return at
		}
	}
	at := strings.LastIndexAny(text, ":#")
	if at == 0 && text[0] == '#' {
		return -1
	}
	return at
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
