// Command icon draws the app's icon and writes it in every shape that the
// platforms want. Run it from the repository's root after changing the drawing:
//
//	go run ./build/icon
//
// The picture is a sheet of paper on which an incident is drawn the way the app's
// timeline draws it: a moment, the span that it hurt, and the moment it was over.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"

	"golang.org/x/image/vector"
)

// The colours are those of the app's light theme.
var (
	accent     = color.NRGBA{0x0b, 0x6b, 0x78, 0xff}
	accentDeep = color.NRGBA{0x06, 0x4b, 0x57, 0xff}
	paper      = color.NRGBA{0xfa, 0xf9, 0xf6, 0xff}
	fold       = color.NRGBA{0xcf, 0xdf, 0xe0, 0xff}
	pencil     = color.NRGBA{0xb9, 0xb3, 0xa6, 0xff}
	impact     = color.NRGBA{0xd9, 0x48, 0x0f, 0xff}
	trigger    = color.NRGBA{0xb3, 0x26, 0x1e, 0xff}
	resolution = color.NRGBA{0x1c, 0x6b, 0x3a, 0xff}
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run() error {
	for path, size := range map[string]int{
		"build/appicon.png":         1024,
		"build/linux/afterword.png": 256,
	} {
		data, err := encode(size)
		if err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	ico, err := windowsIcon(256, 128, 64, 48, 32, 24, 16)
	if err != nil {
		return err
	}
	return os.WriteFile("build/windows/icon.ico", ico, 0o644)
}

func encode(size int) ([]byte, error) {
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, drawIcon(size)); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// windowsIcon packs PNGs into an ICO file: a six-byte header, one directory entry
// of 16 bytes per picture, then the pictures. A side of 256 is written as 0.
func windowsIcon(sizes ...int) ([]byte, error) {
	var directory, pictures bytes.Buffer
	offset := 6 + 16*len(sizes)
	for _, size := range sizes {
		data, err := encode(size)
		if err != nil {
			return nil, err
		}
		side := uint8(size % 256)
		entry := struct {
			Width, Height, Colours, Reserved uint8
			Planes, Bits                     uint16
			Length, Offset                   uint32
		}{side, side, 0, 0, 1, 32, uint32(len(data)), uint32(offset)}
		if err := binary.Write(&directory, binary.LittleEndian, entry); err != nil {
			return nil, err
		}
		pictures.Write(data)
		offset += len(data)
	}
	var out bytes.Buffer
	header := []uint16{0, 1, uint16(len(sizes))}
	if err := binary.Write(&out, binary.LittleEndian, header); err != nil {
		return nil, err
	}
	out.Write(directory.Bytes())
	out.Write(pictures.Bytes())
	return out.Bytes(), nil
}

// drawIcon draws the icon on a canvas of 64 by 64 units, scaled to size pixels.
// Below 32 pixels the thin lines are left out: they would only blur.
func drawIcon(size int) *image.NRGBA {
	c := canvas{img: image.NewNRGBA(image.Rect(0, 0, size, size)), unit: float32(size) / 64}
	detailed := size >= 32

	c.fill(accentDeep, c.box(3, 3, 58, 58, 14))
	c.fill(accent, c.box(3, 3, 58, 56, 14))

	// The sheet, its upper right corner folded.
	c.fill(paper, func(r *vector.Rasterizer) {
		c.move(r, 16, 11)
		c.line(r, 40, 11)
		c.line(r, 49, 20)
		c.line(r, 49, 53)
		c.line(r, 16, 53)
	})
	c.fill(fold, func(r *vector.Rasterizer) {
		c.move(r, 40, 11)
		c.line(r, 49, 20)
		c.line(r, 40, 20)
	})

	if detailed {
		c.fill(pencil, c.box(21, 19, 14, 2.4, 1.2))
		c.fill(pencil, c.box(21, 25.5, 22, 2.4, 1.2))
		c.fill(pencil, c.box(21, 45, 16, 2.4, 1.2))
	}
	c.fill(impact, c.box(23, 33, 19, 5, 2.5))
	c.fill(paper, c.moment(23, 5.6))
	c.fill(trigger, c.moment(23, 4.4))
	c.fill(paper, c.moment(42, 5.6))
	c.fill(resolution, c.moment(42, 4.4))
	return c.img
}

// canvas draws filled shapes given in units.
type canvas struct {
	img  *image.NRGBA
	unit float32
}

type shape func(*vector.Rasterizer)

func (c canvas) fill(with color.Color, s shape) {
	bounds := c.img.Bounds()
	r := vector.NewRasterizer(bounds.Dx(), bounds.Dy())
	r.DrawOp = draw.Over
	s(r)
	r.ClosePath()
	r.Draw(c.img, bounds, image.NewUniform(with), image.Point{})
}

func (c canvas) move(r *vector.Rasterizer, x, y float32) { r.MoveTo(x*c.unit, y*c.unit) }
func (c canvas) line(r *vector.Rasterizer, x, y float32) { r.LineTo(x*c.unit, y*c.unit) }

func (c canvas) cube(r *vector.Rasterizer, ax, ay, bx, by, x, y float32) {
	r.CubeTo(ax*c.unit, ay*c.unit, bx*c.unit, by*c.unit, x*c.unit, y*c.unit)
}

// arc is how far a Bézier's handles stand out so that it looks like a quarter
// circle of radius 1.
const arc = 0.5522847

func (c canvas) box(x, y, width, height, radius float32) shape {
	k := radius * (1 - arc)
	right, bottom := x+width, y+height
	return func(r *vector.Rasterizer) {
		c.move(r, x+radius, y)
		c.line(r, right-radius, y)
		c.cube(r, right-k, y, right, y+k, right, y+radius)
		c.line(r, right, bottom-radius)
		c.cube(r, right, bottom-k, right-k, bottom, right-radius, bottom)
		c.line(r, x+radius, bottom)
		c.cube(r, x+k, bottom, x, bottom-k, x, bottom-radius)
		c.line(r, x, y+radius)
		c.cube(r, x, y+k, x+k, y, x+radius, y)
	}
}

// moment is a disc on the line of the timeline.
func (c canvas) moment(x, radius float32) shape {
	const y = 35.5
	return c.box(x-radius, y-radius, 2*radius, 2*radius, radius)
}
