package imaging_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"math"
	"testing"

	"golang.org/x/image/draw"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/imaging"
	"github.com/afterword-app/afterword/backend/retro"
)

// dashboard is a screenshot of panels with lines; of another seed it has the same panels
// and other lines.
func dashboard(tb testing.TB, seed int, theme canvas.Theme) image.Image {
	tb.Helper()
	d := &canvas.Drawing{Width: 1200, Height: 700}
	d.Label(canvas.Label{At: canvas.Point{X: 20, Y: 30}, Text: "Orders, production", Size: 18, Bold: true, Ink: canvas.Text})
	for panel := range 4 {
		left, top := 20+float64(panel%2)*590, 60+float64(panel/2)*320
		d.Rect(canvas.Rect{X: left, Y: top, Width: 570, Height: 300, Fill: canvas.Hair})
		d.Label(canvas.Label{At: canvas.Point{X: left + 12, Y: top + 24}, Text: []string{"requests", "errors", "p95", "pool in use"}[panel], Size: 14, Ink: canvas.Text})
		for tick := range 5 {
			y := top + 60 + float64(tick)*50
			d.Line(canvas.Line{Points: []canvas.Point{{X: left + 40, Y: y}, {X: left + 550, Y: y}}, Stroke: canvas.Rule, Width: 1})
		}
		var points []canvas.Point
		begin := 100 + (seed*131+panel*57)%300
		for x := 0; x < 510; x += 5 {
			height := 30 + 12*math.Sin(float64(x*(panel+2))/40+float64(seed))
			if x > begin && x < begin+80+seed*20 {
				height = 170 + 20*math.Sin(float64(x)/9)
			}
			points = append(points, canvas.Point{X: left + 40 + float64(x), Y: top + 270 - height})
		}
		d.Line(canvas.Line{Points: points, Stroke: []canvas.Ink{canvas.Teal, canvas.Red, canvas.Violet, canvas.Amber}[panel], Width: 4})
	}
	data, err := d.PNG(theme, 1)
	if err != nil {
		tb.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		tb.Fatal(err)
	}
	return picture
}

func scaled(picture image.Image, width, height int) image.Image {
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.CatmullRom.Scale(to, to.Bounds(), picture, picture.Bounds(), draw.Src, nil)
	return to
}

func cropped(picture image.Image, area image.Rectangle) image.Image {
	to := image.NewRGBA(image.Rect(0, 0, area.Dx(), area.Dy()))
	draw.Draw(to, to.Bounds(), picture, area.Min, draw.Src)
	return to
}

// TestLooksAlike proves that a picture is known again when it was scaled, saved anew or
// cropped, and that the same dashboard at another time is another picture.
func TestLooksAlike(t *testing.T) {
	t.Parallel()
	look := func(data []byte) imaging.Look {
		found, err := imaging.LookOf(data)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := imaging.ParseLook(found.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		return kept
	}
	poor := func(picture image.Image) []byte {
		var data bytes.Buffer
		if err := jpeg.Encode(&data, picture, &jpeg.Options{Quality: 25}); err != nil {
			t.Fatal(err)
		}
		return data.Bytes()
	}
	for _, theme := range []canvas.Theme{canvas.Light, canvas.Dark} {
		whole := dashboard(t, 1, theme)
		original := look(encoded(t, "png", whole))
		for name, data := range map[string][]byte{
			"as it is":                encoded(t, "png", whole),
			"half as large":           encoded(t, "png", scaled(whole, 600, 350)),
			"twice as large":          encoded(t, "png", scaled(whole, 2400, 1400)),
			"a poor JPEG":             poor(whole),
			"small and poor":          poor(scaled(whole, 500, 292)),
			"without its head":        encoded(t, "png", cropped(whole, image.Rect(0, 50, 1200, 700))),
			"its left part":           encoded(t, "png", cropped(whole, image.Rect(0, 0, 700, 700))),
			"one row of panels":       encoded(t, "png", cropped(whole, image.Rect(0, 370, 1200, 700))),
			"one panel":               encoded(t, "png", cropped(whole, image.Rect(600, 50, 1190, 370))),
			"cropped, small and poor": poor(scaled(cropped(whole, image.Rect(13, 47, 1003, 690)), 620, 403)),
		} {
			if other := look(data); !original.Like(other) || !other.Like(original) {
				t.Errorf("theme %d: it is not known again %s", theme, name)
			}
		}
		for name, other := range map[string]image.Image{
			"an hour later":           dashboard(t, 2, theme),
			"a day later":             dashboard(t, 4, theme),
			"one panel an hour later": cropped(dashboard(t, 2, theme), image.Rect(600, 50, 1190, 370)),
			"the lower row of a day":  cropped(dashboard(t, 3, theme), image.Rect(0, 370, 1200, 700)),
			"something else":          drawn(400, 300),
			"a sheet with nothing":    image.NewRGBA(image.Rect(0, 0, 300, 200)),
			"a narrow one":            drawn(300, 4),
		} {
			if found := look(encoded(t, "png", other)); original.Like(found) || found.Like(original) {
				t.Errorf("theme %d: it is taken for %s", theme, name)
			}
		}
	}
}

// TestParseLook proves that what is no look is told from one.
func TestParseLook(t *testing.T) {
	t.Parallel()
	for _, data := range [][]byte{nil, {0, 2, 0, 2}, {0, 2, 0, 2, 1, 2, 3}, {0, 0, 0, 0, 1}} {
		if _, err := imaging.ParseLook(data); retro.ErrorCode(err) != retro.CodeDamaged {
			t.Errorf("%v is taken for a look: %v", data, err)
		}
	}
}

func BenchmarkLike(b *testing.B) {
	looks := [2]imaging.Look{}
	for i := range looks {
		found, err := imaging.LookOf(encoded(b, "png", dashboard(b, i, canvas.Light)))
		if err != nil {
			b.Fatal(err)
		}
		looks[i] = found
	}
	for b.Loop() {
		looks[0].Like(looks[1])
	}
}
