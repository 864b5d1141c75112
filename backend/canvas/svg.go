package canvas

import (
	"encoding/hex"
	"html"
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"
)

// SVG writes the drawing as one element, which is well-formed XML and may stand in a
// page or in a file. Its colours are those of a theme; where a page gives the classes
// "fill-INK" and "line-INK" colours, those count.
func (d *Drawing) SVG(theme Theme) string {
	w := &svgWriter{theme: theme}
	w.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 "+number(d.Width)+" "+number(d.Height),
		"width", number(d.Width), "height", number(d.Height), "class", "drawing", "role", "img", "aria-label", clean(d.Title),
		"font-family", "'Inter Variable', Inter, 'Helvetica Neue', Arial, sans-serif", "stroke-linejoin", "round")
	w.WriteByte('\n')
	if about := clean(d.About); about != "" {
		w.open("desc")
		w.WriteString(html.EscapeString(about))
		w.WriteString("</desc>\n")
	}
	Rect{Width: d.Width, Height: d.Height, Fill: Surface}.svg(w)
	for _, s := range d.shapes {
		s.svg(w)
	}
	w.WriteString("</svg>\n")
	return w.String()
}

type svgWriter struct {
	strings.Builder
	theme Theme
}

// open writes a start tag. Attributes are pairs of a name and a value; those with an
// empty value are left out.
func (w *svgWriter) open(tag string, attributes ...string) {
	w.start(tag, attributes)
	w.WriteString(">")
}

// empty writes an element without content.
func (w *svgWriter) empty(tag string, attributes ...string) {
	w.start(tag, attributes)
	w.WriteString("/>\n")
}

func (w *svgWriter) start(tag string, attributes []string) {
	w.WriteString("<" + tag)
	for pair := range slices.Chunk(attributes, 2) {
		if pair[1] != "" {
			w.WriteString(" " + pair[0] + `="` + html.EscapeString(pair[1]) + `"`)
		}
	}
}

// number writes a length to a hundredth of a pixel.
func number(value float64) string {
	return strconv.FormatFloat(math.Round(value*100)/100, 'f', -1, 64)
}

func (w *svgWriter) colour(ink Ink) string {
	if ink == None {
		return "none"
	}
	c := ink.colour(w.theme)
	return hexColour(c)
}

func hexColour(c color.NRGBA) string { return "#" + hex.EncodeToString([]byte{c.R, c.G, c.B}) }

func opacity(value float64) string {
	if value <= 0 || value >= 1 {
		return ""
	}
	return number(value)
}

func (r Rect) svg(w *svgWriter) {
	w.empty("rect", "x", number(r.X), "y", number(r.Y), "width", number(r.Width), "height", number(r.Height),
		"fill", w.colour(r.Fill), "fill-opacity", opacity(r.Opacity), "class", "fill-"+string(r.Fill))
}

func path(points []Point, closed bool) string {
	var out strings.Builder
	for i, p := range points {
		if i == 0 {
			out.WriteString("M")
		} else {
			out.WriteString("L")
		}
		out.WriteString(number(p.X) + " " + number(p.Y))
	}
	if closed {
		out.WriteString("Z")
	}
	return out.String()
}

func (l Line) svg(w *svgWriter) {
	var dash []string
	for _, length := range l.Dash {
		dash = append(dash, number(length))
	}
	w.empty("path", "d", path(l.Points, false), "fill", "none", "stroke", w.colour(l.Stroke), "stroke-width", number(l.Width),
		"stroke-dasharray", strings.Join(dash, " "), "stroke-opacity", opacity(l.Opacity), "class", "line-"+string(l.Stroke))
}

func (m Mark) svg(w *svgWriter) {
	fill, stroke := m.Fill, None
	classes := "fill-" + string(m.Fill)
	width := ""
	if m.Hollow {
		fill, stroke, width = Surface, m.Fill, "1.5"
		classes = "fill-" + string(Surface) + " line-" + string(m.Fill)
	}
	paint := []string{"fill", w.colour(fill), "stroke-width", width, "class", classes}
	if m.Hollow {
		paint = append(paint, "stroke", w.colour(stroke))
	}
	if corners := m.corners(); corners != nil {
		w.empty("path", append([]string{"d", path(corners, true)}, paint...)...)
		return
	}
	w.empty("circle", append([]string{"cx", number(m.At.X), "cy", number(m.At.Y), "r", number(m.Size / 2)}, paint...)...)
}

// longLabel is how wide a label is, at least, that is fitted into the width it was laid out with.
const longLabel = 60

func (l Label) svg(w *svgWriter) {
	weight, family := "", ""
	if l.Bold {
		weight = "600"
	}
	if l.Mono {
		family = "'JetBrains Mono Variable', 'JetBrains Mono', Menlo, Consolas, monospace"
	}
	attributes := []string{
		"x", number(l.At.X), "y", number(l.At.Y), "font-size", number(l.Size), "font-weight", weight, "font-family", family,
		"text-anchor", [...]string{"", "middle", "end"}[l.Anchor], "fill", w.colour(l.Ink),
	}
	// A page sets it in a font of its own, which may be some percent wider: a long one would
	// run into what stands beside it.
	if width, isKnown := l.measure(); isKnown && width > longLabel {
		attributes = append(attributes, "textLength", number(width), "lengthAdjust", "spacingAndGlyphs")
	}
	classes := "fill-" + string(l.Ink)
	if l.Halo {
		classes += " line-" + string(Surface)
		attributes = append(attributes, "stroke", w.colour(Surface), "stroke-width", "3", "paint-order", "stroke")
	}
	w.open("text", append(attributes, "class", classes)...)
	w.WriteString(html.EscapeString(l.Text))
	w.WriteString("</text>\n")
}
