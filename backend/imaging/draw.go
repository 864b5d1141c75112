package imaging

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"

	"github.com/afterword-app/afterword/backend/retro"
)

// The qualities of JPEGs that are drawn anew.
const (
	shownQuality     = 92
	thumbnailQuality = 85
)

// Strip returns a picture drawn anew, upright and without metadata, and its
// media type: JPEG for a JPEG, PNG for all others. The errors are those of
// [Read].
func Strip(data []byte) ([]byte, string, error) {
	f, picture, err := decode(data)
	if err != nil {
		return nil, "", err
	}
	return encode(f, picture, shownQuality)
}

// Thumbnail returns a copy of a picture that is at most maxWidth pixels wide, in
// the format that [Strip] would give. A narrower one keeps its size. The errors
// are those of [Read].
func Thumbnail(data []byte, maxWidth int) ([]byte, error) {
	if maxWidth < 1 {
		return nil, retro.Errorf(retro.CodeInvalid, "a thumbnail needs a width")
	}
	f, picture, err := decode(data)
	if err != nil {
		return nil, err
	}
	thumbnail, _, err := encode(f, shrink(picture, maxWidth), thumbnailQuality)
	return thumbnail, err
}

func shrink(picture image.Image, maxWidth int) image.Image {
	bounds := picture.Bounds()
	if bounds.Dx() <= maxWidth {
		return picture
	}
	height := max(1, (bounds.Dy()*maxWidth+bounds.Dx()/2)/bounds.Dx())
	small := image.NewRGBA(image.Rect(0, 0, maxWidth, height)) // the only kind that draw scales fast
	draw.CatmullRom.Scale(small, small.Bounds(), picture, bounds, draw.Src, nil)
	return small
}

func encode(f format, picture image.Image, quality int) ([]byte, string, error) {
	var drawn bytes.Buffer
	if f.mediaType == "image/jpeg" {
		if err := jpeg.Encode(&drawn, picture, &jpeg.Options{Quality: quality}); err != nil {
			return nil, "", fmt.Errorf("draw picture: %w", err)
		}
		return drawn.Bytes(), "image/jpeg", nil
	}
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&drawn, picture); err != nil {
		return nil, "", fmt.Errorf("draw picture: %w", err)
	}
	return drawn.Bytes(), "image/png", nil
}
