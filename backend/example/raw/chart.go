package raw

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"time"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// Files are all pieces by the name of their file.
func Files() (map[string][]byte, error) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		return nil, fmt.Errorf("know the zone of the first chart: %w", err)
	}
	asPosted, err := errorRate(berlin, false)
	if err != nil {
		return nil, err
	}
	corrected, err := errorRate(time.UTC, true)
	if err != nil {
		return nil, err
	}
	first, err := transcript(saidFirst)
	if err != nil {
		return nil, err
	}
	second, err := transcript(saidSecond)
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		"GMT20251121-130210_Recording.transcript.vtt": first,
		"GMT20251121-133405_Recording.transcript.vtt": second,

		"postgres-primary.log":     postgres(),
		"router.log":               router(),
		"orders-api.jsonl":         api(),
		"incident-channel.txt":     []byte(conversation),
		"error-rate-as-posted.png": asPosted,
		"error-rate-utc.png":       corrected,
	}, nil
}

// errorRate charts the failed share of orders and of everything else. As it was
// posted during the incident its axis is in the poster's own time and does not
// say so; corrected, it is in UTC and the moments of the story are marked.
func errorRate(zone *time.Location, corrected bool) ([]byte, error) {
	from, to := at("09:30:00"), at("11:40:00")
	x := func(t time.Time) float64 { return t.Sub(from).Seconds() / to.Sub(from).Seconds() }
	random := source("error rate")
	var orders, others []point
	for t := from; !t.After(to); t = t.Add(time.Minute) {
		failed, other := 0.4+random.Float64()*0.9, 0.2+random.Float64()*0.5
		if t.After(exhausted) && t.Before(saving) {
			failed = 99.2 + random.Float64()*0.8
			other += 1.1
		}
		if t.After(altering) && t.Before(altered) {
			other += 3.5 + random.Float64()*1.5 // what reads orders and is not cached
		}
		orders = append(orders, point{x(t), failed / 100})
		others = append(others, point{x(t), other / 100})
	}

	c := chart{
		title: "Failed requests", subtitle: "share of each minute, 14 November 2025",
		series: []series{{"POST /orders", red, orders}, {"everything else", teal, others}},
		shade:  [2]float64{x(exhausted), x(saving)},
		rows:   []tick{{0, "0 %"}, {0.25, "25 %"}, {0.5, "50 %"}, {0.75, "75 %"}, {1, "100 %"}},
	}
	if corrected {
		c.subtitle += ", times in UTC"
		c.marks = []tick{
			{x(exhausted), "10:02:03 no id left"},
			{x(altering), "10:33:12 table locked"},
			{x(saving), "11:24:40 saving again"},
		}
	}
	for t := from; !t.After(to); t = t.Add(10 * time.Minute) {
		if t.Minute()%20 == 0 {
			c.columns = append(c.columns, tick{x(t), t.In(zone).Format("15:04")})
		}
	}
	return c.encode()
}

var (
	surface = color.NRGBA{0xff, 0xff, 0xff, 0xff}
	hair    = color.NRGBA{0xe6, 0xe2, 0xda, 0xff}
	ink     = color.NRGBA{0x1e, 0x1d, 0x1a, 0xff}
	ink2    = color.NRGBA{0x57, 0x53, 0x4a, 0xff}
	red     = color.NRGBA{0xb3, 0x26, 0x1e, 0xff}
	teal    = color.NRGBA{0x0b, 0x6b, 0x78, 0xff}
	impact  = color.NRGBA{0xfb, 0xe9, 0xe2, 0xff}
)

// point is a place on the chart in parts of its width and height, from the lower
// left corner.
type point struct{ x, y float64 }

type series struct {
	name   string
	colour color.NRGBA
	points []point
}

// tick is a labelled place on an axis, in parts of its length.
type tick struct {
	at    float64
	label string
}

// chart is a line chart. Shade is drawn behind the lines where its end is not 0.
type chart struct {
	title, subtitle string
	series          []series
	shade           [2]float64
	columns, rows   []tick
	marks           []tick
}

// The canvas and the plot inside it, in pixels.
const (
	chartWidth, chartHeight = 1200, 600
	left, right             = 88, 1164
	top, bottom             = 132, 540
)

func (c chart) encode() ([]byte, error) {
	p := painter{img: image.NewRGBA(image.Rect(0, 0, chartWidth, chartHeight))}
	var err error
	if p.regular, err = face(goregular.TTF, 18); err != nil {
		return nil, err
	}
	if p.bold, err = face(gobold.TTF, 26); err != nil {
		return nil, err
	}
	p.rect(0, 0, chartWidth, chartHeight, surface)
	p.text(p.bold, ink, 40, 52, c.title)
	p.text(p.regular, ink2, 40, 82, c.subtitle)

	if c.shade[1] > 0 {
		p.rect(px(c.shade[0]), top, px(c.shade[1]), bottom, impact)
	}
	for _, row := range c.rows {
		p.rect(left, py(row.at), right, py(row.at)+1, hair)
		p.text(p.regular, ink2, left-12-p.width(row.label), py(row.at)+6, row.label)
	}
	for _, column := range c.columns {
		p.rect(px(column.at), bottom, px(column.at)+1, bottom+7, ink2)
		p.text(p.regular, ink2, px(column.at)-p.width(column.label)/2, bottom+30, column.label)
	}
	for i, s := range c.series {
		p.polyline(s.points, s.colour)
		x := float64(right - 300)
		y := float64(52 + 30*i)
		p.rect(x, y-8, x+28, y-5, s.colour)
		p.text(p.regular, ink, x+40, y, s.name)
	}
	for i, mark := range c.marks {
		x := px(mark.at)
		p.rect(x-1, top-10, x+1, bottom, ink)
		y := float64(top + 34 + 30*(i%2))
		label := x + 10
		if label+p.width(mark.label) > right+30 {
			label = x - 10 - p.width(mark.label)
		}
		p.rect(label-5, y-19, label+p.width(mark.label)+5, y+7, surface)
		p.text(p.regular, ink, label, y, mark.label)
	}

	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	small := image.NewPaletted(p.img.Bounds(), blends())
	draw.Draw(small, small.Bounds(), p.img, image.Point{}, draw.Src)
	if err := encoder.Encode(&out, small); err != nil {
		return nil, fmt.Errorf("encode chart %q: %w", c.title, err)
	}
	return out.Bytes(), nil
}

// blends are the colours that soft edges need: each ink over each ground in steps.
// A chart of so few colours takes a third of the bytes.
func blends() color.Palette {
	const steps = 16
	var palette color.Palette
	mix := func(a, b uint8, step int) uint8 { return uint8((int(a)*(steps-step) + int(b)*step) / steps) } //nolint:gosec // lies between a and b
	for _, ground := range []color.NRGBA{surface, impact} {
		for _, over := range []color.NRGBA{hair, ink, ink2, red, teal} {
			for step := range steps {
				palette = append(palette, color.NRGBA{mix(ground.R, over.R, step), mix(ground.G, over.G, step), mix(ground.B, over.B, step), 0xff})
			}
			palette = append(palette, over)
		}
	}
	return palette
}

func plot(p point) (x, y float64) { return left + p.x*(right-left), bottom - p.y*(bottom-top) }

// px and py are the nearest whole pixels, for what should be sharp.
func px(x float64) float64 { return math.Round(left + x*(right-left)) }
func py(y float64) float64 { return math.Round(bottom - y*(bottom-top)) }

func face(ttf []byte, size float64) (font.Face, error) {
	parsed, err := opentype.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("read the chart's font: %w", err)
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		return nil, fmt.Errorf("size the chart's font: %w", err)
	}
	return face, nil
}

// painter draws on an image in pixels from the upper left corner.
type painter struct {
	img           draw.Image
	regular, bold font.Face
}

func (p painter) rect(x0, y0, x1, y1 float64, with color.Color) {
	area := image.Rect(int(x0), int(y0), int(x1), int(y1))
	draw.Draw(p.img, area, image.NewUniform(with), image.Point{}, draw.Src)
}

func (p painter) text(in font.Face, with color.Color, x, y float64, text string) {
	drawer := font.Drawer{Dst: p.img, Src: image.NewUniform(with), Face: in, Dot: fixed.P(int(x), int(y))}
	drawer.DrawString(text)
}

func (p painter) width(text string) float64 {
	return float64(font.MeasureString(p.regular, text).Ceil())
}

// polyline draws each piece of the line as a thin rectangle, its ends rounded
// off by the next one's.
func (p painter) polyline(points []point, with color.Color) {
	const half = 1.6
	raster := vector.NewRasterizer(chartWidth, chartHeight)
	for i := 1; i < len(points); i++ {
		x0, y0 := plot(points[i-1])
		x1, y1 := plot(points[i])
		length := math.Hypot(x1-x0, y1-y0)
		if length == 0 {
			continue
		}
		dx, dy := (x1-x0)/length*half, (y1-y0)/length*half
		raster.MoveTo(float32(x0-dx-dy), float32(y0-dy+dx))
		raster.LineTo(float32(x1+dx-dy), float32(y1+dy+dx))
		raster.LineTo(float32(x1+dx+dy), float32(y1+dy-dx))
		raster.LineTo(float32(x0-dx+dy), float32(y0-dy-dx))
		raster.ClosePath()
	}
	raster.Draw(p.img, p.img.Bounds(), image.NewUniform(with), image.Point{})
}
