package imaging_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"github.com/afterword-app/afterword/backend/imaging"
	"github.com/afterword-app/afterword/backend/retro"
)

func TestBlackoutPaintsOverPixels(t *testing.T) {
	t.Parallel()
	picture := image.NewNRGBA(image.Rect(0, 0, 100, 50))
	for i := range picture.Pix {
		picture.Pix[i] = 200
	}
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, picture); err != nil {
		t.Fatal(err)
	}
	data, mediaType, err := imaging.Blackout(encoded.Bytes(), []retro.Region{
		{Kind: retro.RegionBlackout, X: 0.101, Y: 0.2, Width: 0.2, Height: 0.4},
		{Kind: retro.RegionBlackout, X: 0.9, Y: 0.9, Width: -0.05, Height: 5},
		{Kind: retro.RegionBox, X: 0.5, Y: 0.5, Width: 0.1, Height: 0.1},
	})
	if err != nil || mediaType != "image/png" {
		t.Fatalf("%s, %v", mediaType, err)
	}
	painted, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	black := color.NRGBA{A: 255}
	for place, want := range map[image.Point]bool{
		{10, 10}: true, // partly covered is covered
		{30, 29}: true,
		{31, 29}: false,
		{9, 10}:  false,
		{86, 49}: true, // drawn from right to left, and over the edge
		{52, 27}: false,
	} {
		got := color.NRGBAModel.Convert(painted.At(place.X, place.Y)) == black
		if got != want {
			t.Errorf("black at %v: %v, want %v", place, got, want)
		}
	}
}
