package canvas_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// every is a drawing with each shape in it.
func every() *canvas.Drawing {
	d := &canvas.Drawing{Width: 200, Height: 100, Title: `Orders <script> & "more"`, About: "Rises.\x00"}
	d.Rect(canvas.Rect{X: 10, Y: 10, Width: 50, Height: 30, Fill: canvas.Red}, canvas.Rect{X: 20, Y: 20, Width: 50, Height: 30, Fill: canvas.Impact, Opacity: 0.5})
	d.Line(canvas.Line{Points: []canvas.Point{{X: 0, Y: 90}, {X: 100, Y: 90}, {X: 200, Y: 60}}, Stroke: canvas.Teal, Width: 4})
	d.Line(canvas.Line{Points: []canvas.Point{{X: 0, Y: 80}, {X: 100, Y: 80}}, Stroke: canvas.Text, Width: 2, Dash: []float64{10, 5}})
	d.Line(canvas.Line{Points: []canvas.Point{{X: 1, Y: 1}}, Stroke: canvas.Text, Width: 2})
	for i, shape := range []canvas.MarkShape{canvas.Circle, canvas.Square, canvas.Triangle, canvas.Diamond} {
		d.Mark(canvas.Mark{At: canvas.Point{X: 110 + 20*float64(i), Y: 20}, Shape: shape, Size: 12, Fill: canvas.Violet, Hollow: i%2 == 1})
	}
	d.Hatch(canvas.Rect{X: 150, Y: 40, Width: 30, Height: 20, Fill: canvas.Rule}, 6)
	d.Label(canvas.Label{At: canvas.Point{X: 190, Y: 95}, Text: "<b>p95</b> & \u202eevil\x1b", Size: 12, Bold: true, Anchor: canvas.End, Ink: canvas.Text, Halo: true})
	d.Label(canvas.Label{At: canvas.Point{X: 100, Y: 50}, Text: "10:00", Size: 11, Mono: true, Anchor: canvas.Middle, Ink: canvas.Faint})
	d.Label(canvas.Label{Text: "\x00"})
	return d
}

func TestSVG(t *testing.T) {
	t.Parallel()
	for name, theme := range map[string]canvas.Theme{"light": canvas.Light, "dark": canvas.Dark} {
		retrotest.Golden(t, name, every().SVG(theme))
	}
}

// TestSVGIsSafe proves that texts stay texts, and that nothing in it is a style, a
// script or an address.
func TestSVGIsSafe(t *testing.T) {
	t.Parallel()
	decoder := xml.NewDecoder(strings.NewReader(every().SVG(canvas.Light)))
	words := ""
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "svg", "desc", "rect", "path", "circle", "text":
			default:
				t.Errorf("element %s", token.Name.Local)
			}
			for _, attribute := range token.Attr {
				if name := attribute.Name.Local; name == "style" || name == "href" || strings.HasPrefix(name, "on") {
					t.Errorf("attribute %s", name)
				}
			}
		case xml.CharData:
			words += string(token)
		}
	}
	if !strings.Contains(words, "<b>p95</b> & evil") {
		t.Errorf("the words are %q", words)
	}
}

func TestPNG(t *testing.T) {
	t.Parallel()
	data, err := every().PNG(canvas.Light, 2)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X != 400 || size.Y != 200 {
		t.Errorf("it is %v", size)
	}
	for place, want := range map[[2]int]color.NRGBA{
		{30, 30}:   {0xb3, 0x26, 0x1e, 0xff}, // the rectangle
		{100, 180}: {0x0b, 0x6b, 0x78, 0xff}, // the line
		{10, 160}:  {0x1e, 0x1d, 0x1a, 0xff}, // a dash
		{25, 160}:  {0xff, 0xff, 0xff, 0xff}, // the space behind it
		{220, 40}:  {0x5d, 0x3f, 0xb3, 0xff}, // a mark
		{260, 40}:  {0xff, 0xff, 0xff, 0xff}, // a hollow one
	} {
		if got := color.NRGBAModel.Convert(picture.At(place[0], place[1])); got != want {
			t.Errorf("at %v: %v, want %v", place, got, want)
		}
	}
}

// TestOddNumbers proves that what lies far out, or is no number, stops nothing.
func TestOddNumbers(t *testing.T) {
	t.Parallel()
	d := &canvas.Drawing{Width: 1e6, Height: 1e6}
	for _, far := range []float64{1e12, -1e12, math.NaN(), math.Inf(1)} {
		d.Line(canvas.Line{Points: []canvas.Point{{X: 0, Y: 0}, {X: far, Y: far}}, Stroke: canvas.Red, Width: 1})
		d.Rect(canvas.Rect{X: far, Y: 1, Width: 5, Height: 5, Fill: canvas.Red})
	}
	if _, err := d.PNG(canvas.Dark, 3); err != nil {
		t.Fatal(err)
	}
}

func TestFit(t *testing.T) {
	t.Parallel()
	label := canvas.Label{Text: "The first order is saved again", Size: 12}
	if label.Fit(1000) != label {
		t.Error("what fits was cut")
	}
	short := label.Fit(80)
	if !strings.HasPrefix(short.Text, "The first") || !strings.HasSuffix(short.Text, "…") || short.Width() > 80 {
		t.Errorf("cut to %q, %f wide", short.Text, short.Width())
	}
	if label.Fit(1).Text != "" {
		t.Error("there is no room for anything")
	}
}

// TestFitKeepsWhatItCan holds that one more sign would not fit, whatever it is written in.
func TestFitKeepsWhatItCan(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"The first order is saved again", "Порядок восстановлен снова", "部署 deployed 🔥 again", "cafe\u0301 open, ﬁnally", "…"} {
		for _, label := range []canvas.Label{{Text: text, Size: 10.5}, {Text: text, Size: 13, Bold: true}, {Text: text, Size: 12, Mono: true}} {
			for width := 1.0; width < label.Width(); width += 3 {
				fitted := label.Fit(width)
				kept := strings.TrimSuffix(fitted.Text, "…")
				if !strings.HasPrefix(text, kept) || fitted.Width() > width {
					t.Fatalf("%q in %v pixels: %q, %v wide", text, width, fitted.Text, fitted.Width())
				}
				more := label
				if more.Text = "…"; fitted.Text != "" {
					more.Text = string([]rune(text)[:len([]rune(kept))+1]) + "…"
				}
				if more.Width() <= width {
					t.Fatalf("%q in %v pixels: %q, where %q fits", text, width, fitted.Text, more.Text)
				}
			}
		}
	}
}

// TestPNGWithoutGlyph proves that what no font has is an ellipsis and no box, and that a
// line below says so where these are letters.
func TestPNGWithoutGlyph(t *testing.T) {
	t.Parallel()
	const height = 30
	picture := func(text string, anchor canvas.Anchor) (pixels []byte, whole int) {
		d := &canvas.Drawing{Width: 300, Height: height}
		d.Label(canvas.Label{At: canvas.Point{X: 150, Y: 20}, Text: text, Size: 12, Anchor: anchor, Ink: canvas.Text})
		data, err := d.PNG(canvas.Light, 1)
		if err != nil {
			t.Fatal(err)
		}
		decoded, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for y := range height {
			for x := range 300 {
				r, g, b, _ := decoded.At(x, y).RGBA()
				pixels = append(pixels, byte(r>>8), byte(g>>8), byte(b>>8))
			}
		}
		return pixels, decoded.Bounds().Dy()
	}
	for written, shown := range map[string]string{
		"部署 deployed 🔥": "… deployed …",
		"❤\ufe0f ok":    "… ok",
		"한국어":           "…",
		"Größe, łódź":   "Größe, łódź",
		"Порядок":       "Порядок",
	} {
		for _, anchor := range []canvas.Anchor{canvas.Start, canvas.Middle, canvas.End} {
			got, whole := picture(written, anchor)
			want, _ := picture(shown, anchor)
			if !bytes.Equal(got, want) {
				t.Errorf("%q is not drawn as %q", written, shown)
			}
			if lacksLetters := strings.ContainsAny(written, "部한"); lacksLetters != (whole > height) {
				t.Errorf("the picture of %q is %d pixels high", written, whole)
			}
		}
	}
	if wide, narrow := (canvas.Label{Text: "部署", Size: 12}).Width(), (canvas.Label{Text: "i", Size: 12}).Width(); wide != 24 || narrow >= 12 {
		t.Errorf("two square signs are %g wide, an i %g", wide, narrow)
	}
}

// TestPNGWithFontsOfTheMachine proves that letters that the fonts of the program lack are
// drawn in a font that has them, wherever they stand in a label, and not where they would
// have to be joined.
func TestPNGWithFontsOfTheMachine(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, data := range map[string][]byte{
		"NotoSansCJK-Regular.ttf": blocks(t, '部', 'ا'), "NotoSansSC.otf": []byte("no font"), "wqy-microhei.ttc": askew(blocks(t, '门')), "readme.txt": nil,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	fonts := canvas.NewFonts(filepath.Join(folder, "none"), folder)
	for text, want := range map[string]struct {
		height int
		inked  bool
	}{
		"部":  {30, true},
		"部署": {48, true}, // the font has one of them
		"门":  {30, true},
		"ا":  {48, false},
	} {
		d := &canvas.Drawing{Width: 100, Height: 30, Fonts: fonts}
		d.Label(canvas.Label{At: canvas.Point{X: 10, Y: 22}, Text: text, Size: 20, Ink: canvas.Text})
		data, err := d.PNG(canvas.Light, 1)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		// The letter of the test's font is a black square; an ellipsis has nothing so high.
		r, _, _, _ := picture.At(18, 14).RGBA()
		if isInked := r < 0x8000; isInked != want.inked || picture.Bounds().Dy() != want.height {
			t.Errorf("%q: inked %t, %d pixels high; want %t, %d", text, isInked, picture.Bounds().Dy(), want.inked, want.height)
		}
	}
}

// What is long keeps the width it was laid out with, whatever font a page has for it. A width
// that is a guess stretches nothing.
func TestLongLabelsKeepTheirWidth(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		want bool
	}{
		{"10:00", false},
		{"Integer out of range on orders.id", true},
		{"تم حفظ الطلب الأول من جديد", false},
	} {
		label := canvas.Label{Text: tt.text, Size: 11, Ink: canvas.Text}
		drawing := canvas.Drawing{Width: 300, Height: 40}
		drawing.Label(label)
		length := fmt.Sprintf(`textLength="%.2f"`, label.Width())
		if got := strings.Contains(drawing.SVG(canvas.Light), length); got != tt.want {
			t.Errorf("%q has %s: %v, want %v", tt.text, length, got, tt.want)
		}
	}
}
