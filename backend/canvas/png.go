package canvas

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"slices"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// maxPixels bounds a picture: what would be larger is drawn at less than the wanted
// scale.
const maxPixels = 40_000_000

// PNG draws the drawing in the colours of a theme; scale is how many pixels of the
// picture one of the drawing becomes, 2 for a screen of twice the density.
//
// Letters that no font has, neither of the program nor of the machine, are an ellipsis, and
// a line below the picture says so.
func (d *Drawing) PNG(theme Theme, scale float64) ([]byte, error) {
	fonts := d.Fonts
	if fonts == nil {
		fonts = machine.Load()
	}
	d = d.withExcuse(fonts)
	if area := d.Width * d.Height * scale * scale; area > maxPixels {
		scale *= math.Sqrt(maxPixels / area)
	}
	size := image.Rect(0, 0, max(1, int(math.Round(d.Width*scale))), max(1, int(math.Round(d.Height*scale))))
	p := &painter{on: image.NewRGBA(size), theme: theme, scale: scale, faces: map[face]font.Face{}, fonts: fonts}
	draw.Draw(p.on, size, image.NewUniform(Surface.colour(theme)), image.Point{}, draw.Src)
	for _, s := range d.shapes {
		s.paint(p)
	}
	if p.err != nil {
		return nil, p.err
	}
	var out bytes.Buffer
	// A drawing is mostly ground: to look harder for repeats takes half as long again
	// and saves 3 % of the file.
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, p.on); err != nil {
		return nil, fmt.Errorf("write the picture: %w", err)
	}
	return out.Bytes(), nil
}

// excuseHeight is the height of the line that says what a picture lacks, in pixels.
const excuseHeight = 18

// withExcuse is the drawing with a line that says what its picture lacks, where it does.
func (d *Drawing) withExcuse(fonts *Fonts) *Drawing {
	lacks := false
	for _, s := range d.shapes {
		if label, ok := s.(Label); ok {
			_, isLacking := label.runs(fonts)
			lacks = lacks || isLacking
		}
	}
	if !lacks {
		return d
	}
	with := *d
	with.shapes = slices.Clone(d.shapes)
	with.Label(Label{At: Point{X: 8, Y: d.Height + 11}, Text: "… stands for letters that cannot be drawn in a picture here", Size: 10, Ink: Faint}.Fit(d.Width - 16))
	with.Height += excuseHeight
	return &with
}

type face struct {
	font *sfnt.Font
	size float64
}

type painter struct {
	on     *image.RGBA
	theme  Theme
	scale  float64
	raster vector.Rasterizer
	faces  map[face]font.Face
	fonts  *Fonts
	err    error
}

func (p *painter) colour(ink Ink, opacity float64) color.NRGBA {
	c := ink.colour(p.theme)
	if opacity > 0 && opacity < 1 {
		c.A = uint8(math.Round(opacity * 255))
	}
	return c
}

// fill fills polygons, all drawn in the same sense of rotation, as one shape.
func (p *painter) fill(shapes [][]Point, c color.NRGBA) {
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, shape := range shapes {
		for _, at := range shape {
			low.X, low.Y = min(low.X, at.X*p.scale), min(low.Y, at.Y*p.scale)
			high.X, high.Y = max(high.X, at.X*p.scale), max(high.Y, at.Y*p.scale)
		}
	}
	if math.IsInf(low.X, 0) || math.IsNaN(low.X+low.Y+high.X+high.Y) {
		return
	}
	// A shape may reach out of the picture; only what is in it is drawn.
	bounds := p.on.Bounds()
	limit := func(value float64, most int) int { return int(max(0, min(value, float64(most)))) }
	area := image.Rect(
		limit(math.Floor(low.X), bounds.Dx()), limit(math.Floor(low.Y), bounds.Dy()),
		limit(math.Ceil(high.X), bounds.Dx()), limit(math.Ceil(high.Y), bounds.Dy()),
	)
	if area.Empty() {
		return
	}
	p.raster.Reset(area.Dx(), area.Dy())
	for _, shape := range shapes {
		for i, at := range shape {
			x, y := float32(at.X*p.scale-float64(area.Min.X)), float32(at.Y*p.scale-float64(area.Min.Y))
			if i == 0 {
				p.raster.MoveTo(x, y)
			} else {
				p.raster.LineTo(x, y)
			}
		}
		p.raster.ClosePath()
	}
	p.raster.Draw(p.on, area, image.NewUniform(c), image.Point{})
}

func (r Rect) paint(p *painter) {
	if r.Width <= 0 || r.Height <= 0 {
		return
	}
	x, y, right, bottom := r.X, r.Y, r.X+r.Width, r.Y+r.Height
	p.fill([][]Point{{{x, bottom}, {right, bottom}, {right, y}, {x, y}}}, p.colour(r.Fill, r.Opacity))
}

func (l Line) paint(p *painter) {
	var shapes [][]Point
	for _, piece := range l.dashes() {
		shapes = append(shapes, outline(piece, l.Width/2)...)
	}
	p.fill(shapes, p.colour(l.Stroke, l.Opacity))
}

// outline returns the strips along a line and the discs that join them.
func outline(points []Point, half float64) [][]Point {
	var shapes [][]Point
	for i := 1; i < len(points); i++ {
		from, to := points[i-1], points[i]
		length := math.Hypot(to.X-from.X, to.Y-from.Y)
		if length == 0 {
			continue
		}
		dx, dy := (to.X-from.X)/length*half, (to.Y-from.Y)/length*half
		shapes = append(shapes, []Point{
			{from.X - dy, from.Y + dx}, {to.X - dy, to.Y + dx}, {to.X + dy, to.Y - dx}, {from.X + dy, from.Y - dx},
		})
		if i < len(points)-1 && half > 0.6 {
			shapes = append(shapes, disc(to, half))
		}
	}
	return shapes
}

func disc(at Point, radius float64) []Point {
	const corners = 20
	points := make([]Point, corners)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		points[i] = Point{at.X + radius*cos, at.Y - radius*sin}
	}
	return points
}

func (m Mark) paint(p *painter) {
	corners := m.corners()
	if corners == nil {
		corners = disc(m.At, m.Size/2)
	}
	if !m.Hollow {
		p.fill([][]Point{corners}, p.colour(m.Fill, 1))
		return
	}
	p.fill([][]Point{corners}, p.colour(Surface, 1))
	p.fill(outline(append(append([]Point{}, corners...), corners[0], corners[1]), 0.75), p.colour(m.Fill, 1))
}

// haloSteps are how far around itself a label's halo is drawn, in pixels.
var haloSteps = [...]Point{{-1.5, 0}, {1.5, 0}, {0, -1.5}, {0, 1.5}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}}

func (p *painter) face(of *sfnt.Font, size float64) font.Face {
	key := face{of, size * p.scale}
	if p.faces[key] == nil {
		made, err := opentype.NewFace(key.font, &opentype.FaceOptions{Size: key.size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			p.err = fmt.Errorf("size the font: %w", err)
			return nil
		}
		p.faces[key] = made
	}
	return p.faces[key]
}

func (l Label) paint(p *painter) {
	runs, _ := l.runs(p.fonts)
	width := fixed.Int26_6(0)
	for _, run := range runs {
		face := p.face(run.font, l.Size)
		if face == nil {
			return
		}
		width += font.MeasureString(face, run.text)
	}
	from := l.At
	switch l.Anchor {
	case Start:
	case Middle:
		from.X -= float64(width) / 64 / p.scale / 2
	case End:
		from.X -= float64(width) / 64 / p.scale
	}
	write := func(at Point, ink Ink) {
		drawer := font.Drawer{
			Dst: p.on, Src: image.NewUniform(p.colour(ink, 1)),
			Dot: fixed.Point26_6{X: fixed.Int26_6(at.X * p.scale * 64), Y: fixed.Int26_6(at.Y * p.scale * 64)},
		}
		for _, run := range runs {
			drawer.Face = p.face(run.font, l.Size)
			drawer.DrawString(run.text)
		}
	}
	if l.Halo {
		for _, step := range haloSteps {
			write(Point{from.X + step.X, from.Y + step.Y}, Surface)
		}
	}
	write(from, l.Ink)
}
