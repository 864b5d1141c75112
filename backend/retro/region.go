package retro

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// RegionKind says how a region is drawn.
type RegionKind string

// The kinds of region.
const (
	RegionCite     RegionKind = "cite" // a place that events cite; not drawn on the picture
	RegionBox      RegionKind = "box"
	RegionArrow    RegionKind = "arrow"
	RegionBlackout RegionKind = "blackout" // what is below it never leaves
)

// The bounds of what people mark on one picture.
const (
	MaxRegions     = 200
	maxRegionLabel = 120 // characters
)

// Region is a rectangle on a picture in parts of its width and height, 0 to 1,
// from the top left corner. An arrow points from (X, Y) to (X+Width, Y+Height),
// so that its width and height may be negative.
type Region struct {
	Kind   RegionKind `json:"kind"`
	X      float64    `json:"x"`
	Y      float64    `json:"y"`
	Width  float64    `json:"width"`
	Height float64    `json:"height"`
	Label  string     `json:"label,omitempty"`
}

// IsDrawn reports whether the region is seen on the picture wherever it is
// shown, as against one that only names a place on it.
func (r Region) IsDrawn() bool { return r.Kind != RegionCite }

// String writes the region as "box at 10 %, 20 %, 30 % × 5 %: label".
func (r Region) String() string {
	text := fmt.Sprintf("%s at %s, %s, %s × %s", r.Kind, percent(r.X), percent(r.Y), percent(r.Width), percent(r.Height))
	if r.Label != "" {
		text += ": " + r.Label
	}
	return text
}

func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) + " %" }

// Validate returns an Error with CodeInvalid for a region that is of no known
// kind, covers nothing, or does not lie on the picture.
func (r Region) Validate() error {
	switch r.Kind {
	case RegionCite, RegionBox, RegionBlackout:
		if !(r.Width > 0 && r.Height > 0) {
			return Errorf(CodeInvalid, "the %s covers nothing", r.Kind).WithHint("draw it larger")
		}
	case RegionArrow:
		if r.Width == 0 && r.Height == 0 {
			return Errorf(CodeInvalid, "the arrow points nowhere").WithHint("draw it longer")
		}
	default:
		return Errorf(CodeInvalid, "no kind of region %q", r.Kind).WithHint("cite, box, arrow or blackout")
	}
	for _, at := range []float64{r.X, r.Y, r.X + r.Width, r.Y + r.Height} {
		if !(at >= -regionSlack && at <= 1+regionSlack) { // NaN is neither
			return Errorf(CodeInvalid, "the %s does not lie on the picture", r.Kind).WithHint("its sides are parts of the picture's, from 0 to 1")
		}
	}
	if utf8.RuneCountInString(r.Label) > maxRegionLabel || strings.ContainsFunc(r.Label, unicode.IsControl) {
		return Errorf(CodeInvalid, "the label of the %s is not one short line", r.Kind).WithHint("at most %d characters", maxRegionLabel)
	}
	return nil
}

// regionSlack is how far adding two parts of 1 may miss it.
const regionSlack = 1e-9

// ValidateRegions checks all that is marked on one picture; CodeInvalid.
func ValidateRegions(regions []Region) error {
	if len(regions) > MaxRegions {
		return Errorf(CodeInvalid, "%d marks are too many for one picture", len(regions)).WithHint("at most %d", MaxRegions)
	}
	for _, region := range regions {
		if err := region.Validate(); err != nil {
			return err
		}
	}
	return nil
}

// fragmentPrefix begins a place on a picture in a URL, as W3C Media Fragments
// (https://www.w3.org/TR/media-frags/) writes it.
const fragmentPrefix = "xywh=percent:"

// Fragment writes where the region lies as the part of a URL behind "#":
// "xywh=percent:10,20,30,5".
func (r Region) Fragment() string {
	sides := []float64{r.X, r.Y, r.Width, r.Height}
	texts := make([]string, len(sides))
	for i, side := range sides {
		texts[i] = strconv.FormatFloat(math.Round(side*1e7)/1e5, 'f', -1, 64)
	}
	return fragmentPrefix + strings.Join(texts, ",")
}

// parseFragment reads what Fragment writes as a place to cite; CodeInvalid.
func parseFragment(text string) (Region, error) {
	bad := Errorf(CodeInvalid, "%q does not name a place on a picture", text).
		WithHint("write xywh=percent:LEFT,TOP,WIDTH,HEIGHT, each in parts of 100")
	parts := strings.Split(strings.TrimPrefix(text, fragmentPrefix), ",")
	if len(parts) != 4 {
		return Region{}, bad
	}
	var sides [4]float64
	for i, part := range parts {
		side, err := strconv.ParseFloat(part, 64)
		if err != nil {
			return Region{}, bad
		}
		sides[i] = side / 100
	}
	region := Region{Kind: RegionCite, X: sides[0], Y: sides[1], Width: sides[2], Height: sides[3]}
	return region, region.Validate()
}
