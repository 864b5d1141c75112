package imaging

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"github.com/afterword-app/afterword/backend/retro"
)

// The colours of boxes, arrows and labels: seen on light and on dark pictures,
// because a rim of the other goes around every line.
var (
	markInk = color.RGBA{0xc2, 0x41, 0x0c, 0xff}
	markRim = color.RGBA{0xff, 0xff, 0xff, 0xff}
)

// pen draws over a picture. All its lengths follow from the thickness of its
// line, which follows from the picture's size; the window's editor draws by the
// same measures (frontend/src/features/evidence/marks.ts).
type pen struct {
	on   *image.RGBA
	line float64 // pixels
}

func newPen(on *image.RGBA) pen {
	longer := max(on.Bounds().Dx(), on.Bounds().Dy())
	return pen{on: on, line: min(12, max(2, math.Round(float64(longer)/320)))}
}

// box draws a frame whose line lies inside the rectangle, and its rims.
func (p pen) box(rect image.Rectangle) {
	line, rim := int(p.line), max(1, int(p.line/3))
	p.frame(rect.Inset(-rim), line+2*rim, markRim)
	p.frame(rect, line, markInk)
}

func (p pen) frame(rect image.Rectangle, line int, ink color.Color) {
	uniform := image.NewUniform(ink)
	for _, side := range []image.Rectangle{
		image.Rect(rect.Min.X, rect.Min.Y, rect.Max.X, rect.Min.Y+line),
		image.Rect(rect.Min.X, rect.Max.Y-line, rect.Max.X, rect.Max.Y),
		image.Rect(rect.Min.X, rect.Min.Y, rect.Min.X+line, rect.Max.Y),
		image.Rect(rect.Max.X-line, rect.Min.Y, rect.Max.X, rect.Max.Y),
	} {
		draw.Draw(p.on, side.Intersect(rect), uniform, image.Point{}, draw.Src)
	}
}

// point is a place on the picture in pixels.
type point struct{ x, y float64 }

// ends are where a region begins and where it points.
func (p pen) ends(region retro.Region) (from, to point) {
	across, down := float64(p.on.Bounds().Dx()), float64(p.on.Bounds().Dy())
	from = point{region.X * across, region.Y * down}
	return from, point{from.x + region.Width*across, from.y + region.Height*down}
}

func (p pen) arrow(region retro.Region) {
	from, to := p.ends(region)
	p.fill(arrowShape(from, to, p.line, p.line/3), markRim)
	p.fill(arrowShape(from, to, p.line, 0), markInk)
}

// The parts of an arrow, in thicknesses of the line.
const (
	headLength = 6
	headWidth  = 5
	// mostHead is how much of a short arrow is head.
	mostHead = 0.6
)

// arrowShape is the outline of an arrow, with a rim added all around.
func arrowShape(from, to point, line, rim float64) []point {
	length := math.Hypot(to.x-from.x, to.y-from.y)
	if length == 0 {
		return nil
	}
	head := min(headLength*line, mostHead*length)
	half := head * headWidth / headLength / 2
	// Along the arrow and across it, both one pixel long.
	ax, ay := (to.x-from.x)/length, (to.y-from.y)/length
	at := func(along, across float64) point {
		return point{from.x + ax*along - ay*across, from.y + ay*along + ax*across}
	}
	shaft, neck := line/2+rim, length-head-rim
	barb := half + 2*rim
	return []point{
		at(-rim, -shaft), at(neck, -shaft), at(neck, -barb), at(length+2*rim, 0), at(neck, barb), at(neck, shaft), at(-rim, shaft),
	}
}

func (p pen) fill(shape []point, ink color.Color) {
	if len(shape) == 0 {
		return
	}
	bounds := p.on.Bounds()
	raster := vector.NewRasterizer(bounds.Dx(), bounds.Dy())
	for i, corner := range shape {
		if i == 0 {
			raster.MoveTo(float32(corner.x), float32(corner.y))
			continue
		}
		raster.LineTo(float32(corner.x), float32(corner.y))
	}
	raster.ClosePath()
	raster.Draw(p.on, bounds, image.NewUniform(ink), image.Point{})
}

// labelSize is the height of a label's letters, in thicknesses of the line.
const labelSize = 6

// label writes a region's label on a plate: above a box, behind the tail of an
// arrow, and always on the picture.
func (p pen) label(region retro.Region) error {
	parsed, err := opentype.Parse(gomedium.TTF)
	if err != nil {
		return fmt.Errorf("draw label: %w", err)
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: labelSize * p.line, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		return fmt.Errorf("draw label: %w", err)
	}
	defer face.Close() //nolint:errcheck // holds no file
	pad := int(2 * p.line)
	metrics := face.Metrics()
	width := font.MeasureString(face, region.Label).Ceil() + 2*pad
	height := metrics.Ascent.Ceil() + metrics.Descent.Ceil() + pad
	plate := image.Rect(0, 0, width, height).Add(p.plateAt(region, width, height))
	plate = within(plate, p.on.Bounds())
	draw.Draw(p.on, plate, image.NewUniform(markInk), image.Point{}, draw.Src)
	writer := font.Drawer{
		Dst: p.on, Src: image.NewUniform(markRim), Face: face,
		Dot: fixed.P(plate.Min.X+pad, plate.Min.Y+pad/2+metrics.Ascent.Ceil()),
	}
	writer.DrawString(region.Label)
	return nil
}

// plateAt is the top left corner of a label of a size in pixels.
func (p pen) plateAt(region retro.Region, width, height int) image.Point {
	if region.Kind == retro.RegionBox {
		rect := pixels(region, p.on.Bounds())
		if rect.Min.Y >= height {
			return image.Pt(rect.Min.X, rect.Min.Y-height)
		}
		return image.Pt(rect.Min.X, rect.Max.Y)
	}
	from, to := p.ends(region)
	x, y := from.x-float64(width)/2, from.y
	if to.y >= from.y {
		y -= float64(height)
	}
	return image.Pt(int(x), int(y))
}

// within moves a rectangle so that as much of it as can be lies in the bounds.
func within(rect, bounds image.Rectangle) image.Rectangle {
	right := min(0, bounds.Max.X-rect.Max.X)
	bottom := min(0, bounds.Max.Y-rect.Max.Y)
	rect = rect.Add(image.Pt(right, bottom))
	return rect.Add(image.Pt(max(0, bounds.Min.X-rect.Min.X), max(0, bounds.Min.Y-rect.Min.Y)))
}
