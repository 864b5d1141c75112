package imaging

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"

	"github.com/afterword-app/afterword/backend/retro"
)

// Blackout returns a picture drawn anew, upright and without metadata, on which
// the blacked-out regions are painted over, so that their pixels are gone and
// not merely covered; and its media type, always PNG, because JPEG would smear
// what was under an edge. Other regions are left alone. The errors are those of
// [Read].
func Blackout(data []byte, regions []retro.Region) ([]byte, string, error) {
	f, _, err := admit(data)
	if err != nil {
		return nil, "", err
	}
	picture, err := decode(f, data)
	if err != nil {
		return nil, "", err
	}
	bounds := picture.Bounds()
	painted := image.NewNRGBA(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	draw.Draw(painted, painted.Bounds(), picture, bounds.Min, draw.Src)
	for _, region := range regions {
		if region.Kind == retro.RegionBlackout {
			draw.Draw(painted, pixels(region, painted.Bounds()), image.NewUniform(color.Black), image.Point{}, draw.Src)
		}
	}
	return encode(format{mediaType: "image/png"}, painted, shownQuality)
}

// pixels is the rectangle of a region, rounded outwards: a pixel that is partly
// covered is covered.
func pixels(region retro.Region, bounds image.Rectangle) image.Rectangle {
	across, down := float64(bounds.Dx()), float64(bounds.Dy())
	left, right := order(region.X*across, (region.X+region.Width)*across)
	top, bottom := order(region.Y*down, (region.Y+region.Height)*down)
	return image.Rect(int(math.Floor(left)), int(math.Floor(top)), int(math.Ceil(right)), int(math.Ceil(bottom))).Intersect(bounds)
}

func order(a, b float64) (low, high float64) { return min(a, b), max(a, b) }
