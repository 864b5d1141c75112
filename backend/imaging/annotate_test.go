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

// grey is a picture all of one colour.
func grey(t *testing.T, width, height int) []byte {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i := range picture.Pix {
		picture.Pix[i] = 200
	}
	for i := 3; i < len(picture.Pix); i += 4 {
		picture.Pix[i] = 255
	}
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, picture); err != nil {
		t.Fatal(err)
	}
	return encoded.Bytes()
}

// annotated draws a view of a picture and reads it back.
func annotated(t *testing.T, data []byte, view imaging.View) image.Image {
	t.Helper()
	drawn, mediaType, err := imaging.Annotate(data, view)
	if err != nil || mediaType != "image/png" {
		t.Fatalf("%s, %v", mediaType, err)
	}
	picture, err := png.Decode(bytes.NewReader(drawn))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// The colours that annotations may leave on a grey picture.
var (
	untouched = color.NRGBA{200, 200, 200, 255}
	black     = color.NRGBA{0, 0, 0, 255}
	ink       = color.NRGBA{0xc2, 0x41, 0x0c, 255}
	rim       = color.NRGBA{255, 255, 255, 255}
)

func wantPixels(t *testing.T, picture image.Image, want map[image.Point]color.NRGBA) {
	t.Helper()
	for place, wanted := range want {
		if got := color.NRGBAModel.Convert(picture.At(place.X, place.Y)); got != wanted {
			t.Errorf("at %v: %v, want %v", place, got, wanted)
		}
	}
}

func TestAnnotateBlacksOut(t *testing.T) {
	t.Parallel()
	picture := annotated(t, grey(t, 100, 50), imaging.View{Regions: []retro.Region{
		{Kind: retro.RegionBlackout, X: 0.101, Y: 0.2, Width: 0.2, Height: 0.4},
		{Kind: retro.RegionBlackout, X: 0.9, Y: 0.9, Width: -0.05, Height: 5},
		{Kind: retro.RegionBlackout, X: 0.57, Y: 0, Width: 0.01, Height: 0.02},
		{Kind: retro.RegionCite, X: 0.4, Y: 0.5, Width: 0.1, Height: 0.1},
	}})
	wantPixels(t, picture, map[image.Point]color.NRGBA{
		{10, 10}: black, // partly covered is covered
		{30, 29}: black,
		{31, 29}: untouched,
		{9, 10}:  untouched,
		{86, 49}: black,     // drawn from right to left, and over the edge
		{57, 0}:  black,     // 0.57 of 100 is a little less than 57
		{56, 0}:  untouched, // and yet covers no part of this one
		{40, 25}: untouched, // a place to cite is not drawn
	})
}

func TestAnnotateDraws(t *testing.T) {
	t.Parallel()
	picture := annotated(t, grey(t, 800, 400), imaging.View{Regions: []retro.Region{
		{Kind: retro.RegionBox, X: 0.1, Y: 0.25, Width: 0.25, Height: 0.5, Label: "Errors begin"},
		{Kind: retro.RegionArrow, X: 0.9, Y: 0.5, Width: -0.4, Height: 0, Label: "the deploy"},
		{Kind: retro.RegionBlackout, X: 0.1, Y: 0.25, Width: 0.05, Height: 0.1},
	}})
	wantPixels(t, picture, map[image.Point]color.NRGBA{
		{80, 200}:  ink, // the line lies inside the box
		{81, 200}:  ink,
		{79, 200}:  rim,
		{82, 200}:  ink,
		{83, 200}:  rim,
		{78, 200}:  untouched,
		{180, 200}: untouched, // what is in the box stays to be seen
		{80, 105}:  ink,       // over what is blacked out
		{90, 110}:  black,
		{84, 98}:   ink, // the plate of its label
		{600, 200}: ink, // the arrow's shaft
		{406, 200}: ink, // and its point, from right to left
		{395, 200}: untouched,
		{600, 205}: untouched,
	})
}

// TestAnnotateKeepsLabelsOnThePicture draws them at every edge.
func TestAnnotateKeepsLabelsOnThePicture(t *testing.T) {
	t.Parallel()
	picture := annotated(t, grey(t, 400, 200), imaging.View{Regions: []retro.Region{
		{Kind: retro.RegionBox, X: 0, Y: 0, Width: 1, Height: 1, Label: "everything"},
		{Kind: retro.RegionArrow, X: 1, Y: 0, Width: -0.3, Height: 0.4, Label: "top right"},
		{Kind: retro.RegionArrow, X: 0, Y: 1, Width: 0.3, Height: -0.4, Label: "bottom left"},
	}})
	wantPixels(t, picture, map[image.Point]color.NRGBA{
		{1, 199}: ink,
		{398, 3}: ink,
	})
}

func TestAnnotateCutsOutAndShrinks(t *testing.T) {
	t.Parallel()
	view := imaging.View{
		Regions: []retro.Region{{Kind: retro.RegionBlackout, X: 0, Y: 0, Width: 0.5, Height: 1}},
		Part:    &retro.Region{Kind: retro.RegionCite, X: 0.25, Y: 0.5, Width: 0.5, Height: 0.25},
	}
	picture := annotated(t, grey(t, 200, 100), view)
	if size := picture.Bounds().Size(); size != image.Pt(100, 25) {
		t.Fatalf("the part is %v, want 100 × 25", size)
	}
	wantPixels(t, picture, map[image.Point]color.NRGBA{{49, 0}: black, {50, 0}: untouched, {99, 24}: untouched})

	view.MaxWidth = 10
	if size := annotated(t, grey(t, 200, 100), view).Bounds().Size(); size != image.Pt(10, 3) {
		t.Errorf("shrunk it is %v, want 10 × 3", size)
	}
}

// TestAnnotateSurvivesOddRegions holds that what an older or broken library
// holds cannot stop a picture from being shown.
func TestAnnotateSurvivesOddRegions(t *testing.T) {
	t.Parallel()
	picture := annotated(t, grey(t, 3, 1), imaging.View{
		Regions: []retro.Region{
			{Kind: retro.RegionArrow, X: 5, Y: 5, Label: "nowhere"},
			{Kind: retro.RegionBox, X: -3, Y: -3, Width: 0.1, Height: 0.1, Label: "off the picture"},
			{Kind: "circle"},
		},
		Part: &retro.Region{X: 2, Y: 2},
	})
	if picture.Bounds().Empty() {
		t.Error("nothing is left of the picture")
	}
}
