package imaging

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"

	"github.com/afterword-app/afterword/backend/retro"
)

// View says how much of a picture is shown, and with what drawn over it.
type View struct {
	// Regions are what people marked: blackouts are painted over, boxes and arrows
	// drawn with their labels, places to cite left alone.
	Regions []retro.Region
	// Part is the region to cut out, nil for the whole picture.
	Part *retro.Region
	// MaxWidth is how many pixels across the result may be, 0 for any number.
	MaxWidth int
}

// Annotate returns a picture drawn anew, upright and without metadata, as a view
// shows it, and its media type: always PNG, because JPEG would smear what was
// under an edge. The pixels below a blackout are gone and not merely covered.
// The errors are those of [Read].
func Annotate(data []byte, view View) ([]byte, string, error) {
	_, picture, err := decode(data)
	if err != nil {
		return nil, "", err
	}
	bounds := picture.Bounds()
	painted := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	draw.Draw(painted, painted.Bounds(), picture, bounds.Min, draw.Src)
	if err := annotate(painted, view.Regions); err != nil {
		return nil, "", err
	}
	var shown image.Image = painted
	if view.Part != nil {
		shown = cutOut(painted, *view.Part)
	}
	if view.MaxWidth > 0 {
		shown = shrink(shown, view.MaxWidth)
	}
	return encode(format{mediaType: "image/png"}, shown, shownQuality)
}

// annotate paints all regions: what is blacked out first, so that a box around
// it is seen.
func annotate(painted *image.RGBA, regions []retro.Region) error {
	for _, region := range regions {
		if region.Kind == retro.RegionBlackout {
			draw.Draw(painted, pixels(region, painted.Bounds()), image.NewUniform(color.Black), image.Point{}, draw.Src)
		}
	}
	p := newPen(painted)
	for _, region := range regions {
		switch region.Kind {
		case retro.RegionBox:
			p.box(pixels(region, painted.Bounds()))
		case retro.RegionArrow:
			p.arrow(region)
		case retro.RegionBlackout, retro.RegionCite:
		}
	}
	// Labels stand above all lines.
	for _, region := range regions {
		if region.Label != "" && (region.Kind == retro.RegionBox || region.Kind == retro.RegionArrow) {
			if err := p.label(region); err != nil {
				return err
			}
		}
	}
	return nil
}

// cutOut returns a part of the picture, at least one pixel of it.
func cutOut(painted *image.RGBA, part retro.Region) image.Image {
	bounds := painted.Bounds()
	rect := pixels(part, bounds)
	if rect.Empty() {
		rect = image.Rect(0, 0, 1, 1).Add(rect.Min).Intersect(bounds)
	}
	if rect.Empty() {
		return painted
	}
	return painted.SubImage(rect)
}

// pixels is the rectangle of a region, rounded outwards: a pixel that is partly
// covered is covered.
func pixels(region retro.Region, bounds image.Rectangle) image.Rectangle {
	across, down := float64(bounds.Dx()), float64(bounds.Dy())
	left, right := order(region.X*across, (region.X+region.Width)*across)
	top, bottom := order(region.Y*down, (region.Y+region.Height)*down)
	return image.Rect(outwards(left, math.Floor), outwards(top, math.Floor), outwards(right, math.Ceil), outwards(bottom, math.Ceil)).
		Intersect(bounds)
}

// outwards rounds a side to a whole pixel, but not for the sake of what
// multiplying parts of 1 adds to it.
func outwards(side float64, round func(float64) float64) int {
	if nearest := math.Round(side); math.Abs(side-nearest) < 1e-6 {
		return int(nearest)
	}
	return int(round(side))
}

func order(a, b float64) (low, high float64) { return min(a, b), max(a, b) }
