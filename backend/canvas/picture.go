package canvas

import (
	"bytes"
	"encoding/base64"
	"image"
	_ "image/jpeg" // of which thumbnails are made
	"image/png"

	"golang.org/x/image/draw"
)

// picture is a small picture within a drawing.
type picture struct {
	area Rect
	at   *image.RGBA // of twice the size, for sharp screens
	png  string      // base64
}

// largestPicture bounds the side of what is put into a drawing, in its pixels.
const largestPicture = 400

// Picture puts a picture into an area, cut to its form from the top. It is written into
// the drawing, which refers to nothing outside of it. Bytes that are no PNG or JPEG leave
// the area as it is.
func (d *Drawing) Picture(area Rect, data []byte) {
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil || !(area.Width >= 1 && area.Height >= 1 && area.Width <= largestPicture && area.Height <= largestPicture) {
		return
	}
	from := decoded.Bounds()
	if form := area.Width / area.Height; float64(from.Dx()) > form*float64(from.Dy()) {
		wide := max(1, int(form*float64(from.Dy())))
		from.Min.X += (from.Dx() - wide) / 2
		from.Max.X = from.Min.X + wide
	} else {
		from.Max.Y = from.Min.Y + max(1, int(float64(from.Dx())/form))
	}
	p := picture{area: area, at: image.NewRGBA(image.Rect(0, 0, int(2*area.Width), int(2*area.Height)))}
	draw.ApproxBiLinear.Scale(p.at, p.at.Bounds(), decoded, from, draw.Src, nil)
	var out bytes.Buffer
	if png.Encode(&out, p.at) != nil {
		return
	}
	p.png = base64.StdEncoding.EncodeToString(out.Bytes())
	d.shapes = append(d.shapes, p)
}

func (p picture) svg(w *svgWriter) {
	w.empty("image", "x", number(p.area.X), "y", number(p.area.Y), "width", number(p.area.Width), "height", number(p.area.Height),
		"href", "data:image/png;base64,"+p.png)
}

func (p picture) paint(on *painter) {
	scaled := func(length float64) int { return int(length*on.scale + 0.5) }
	area := image.Rect(scaled(p.area.X), scaled(p.area.Y), scaled(p.area.X+p.area.Width), scaled(p.area.Y+p.area.Height))
	draw.ApproxBiLinear.Scale(on.on, area, p.at, p.at.Bounds(), draw.Over, nil)
}
