package export

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // decodes what people paste

	"github.com/afterword-app/afterword/backend/retro"
)

// widest is how many pixels across a picture may be where it is written into a
// page; sharp on a screen of twice the density at the page's width.
const widest = 1600

// mostPixels is what is decoded at most; a larger picture is written as it is.
const mostPixels = 64_000_000

// pictureTypes are the kinds that every browser and wiki shows, with the
// extension of their files.
var pictureTypes = map[string]string{
	"image/png":  ".png",
	"image/jpeg": ".jpg",
	"image/gif":  ".gif",
	"image/webp": ".webp",
}

// key tells pictures apart: a part of a screenshot is a picture of its own.
func (p *picture) key() string { return p.citation().URL() }

func (p *picture) citation() retro.Citation {
	return retro.Citation{Evidence: p.evidence.ID, Region: p.part}
}

// distinctPictures are the pictures that the document shows, each once, in its
// order. Once pictures were loaded, those that could not be read are not among
// them.
func (b *builder) distinctPictures() []*picture {
	seen := map[string]bool{}
	var out []*picture
	for _, p := range b.pictures {
		if !seen[p.key()] && (p.data != nil || p.drawing != nil || !b.loaded) {
			seen[p.key()] = true
			out = append(out, p)
		}
	}
	return out
}

// loadPictures reads each picture once and names its file. Those that cannot be
// read keep no data, and every writer says so in their place. Drawings are painted
// where a target wants them as pictures.
func (b *builder) loadPictures(ctx context.Context, paints bool) error {
	b.loaded = true
	first := map[string]*picture{}
	named := 0 // pictures of evidence
	fileName := func(p *picture, extension string) string {
		named++
		return fmt.Sprintf("%02d-%s%s", named, retro.FileName(p.caption, "picture"), extension)
	}
	for _, p := range b.pictures {
		if before, ok := first[p.key()]; ok {
			p.name, p.data, p.media, p.width, p.height = before.name, before.data, before.media, before.width, before.height
			continue
		}
		first[p.key()] = p
		if p.drawing != nil {
			if paints {
				if err := p.paint(b.in.Paintings); err != nil {
					return err
				}
			}
			if p.name = string(p.evidence.ID) + ".png"; p.isEvidence() {
				p.name = fileName(p, ".png")
			}
			continue
		}
		loaded, err := b.in.Source.Picture(ctx, p.evidence.ID, p.part)
		if ctx.Err() != nil {
			return retro.Errorf(retro.CodeInternal, "export: %w", ctx.Err())
		}
		extension, shown := pictureTypes[loaded.MediaType]
		switch {
		case err != nil:
			b.notes.say("The picture %s could not be read: %v.", retro.Quoted(p.caption), err)
		case !shown || len(loaded.Data) == 0:
			b.notes.say("The picture %s has a format that pages do not show.", retro.Quoted(p.caption))
		default:
			p.data, p.media, p.width, p.height = loaded.Data, loaded.MediaType, loaded.Width, loaded.Height
			if p.width <= 0 || p.height <= 0 {
				p.width, p.height = sizeOf(loaded.Data)
			}
			p.name = fileName(p, extension)
		}
	}
	return nil
}

// sizeOf reads a picture's size off its header, 0 for one that cannot be read.
func sizeOf(data []byte) (width, height int) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0
	}
	return config.Width, config.Height
}

// dataURL writes the picture into a URL, scaled down to widest. A picture that
// cannot be decoded is written as it is.
func (p *picture) dataURL() string {
	data, media := p.data, p.media
	if p.width > widest && p.width*p.height <= mostPixels {
		if scaled, err := scaleDown(p.data, p.media); err == nil {
			data, media = scaled.Data, scaled.MediaType
		}
	}
	return "data:" + media + ";base64," + base64.StdEncoding.EncodeToString(data)
}

// scaleDown makes a picture widest pixels across. Photographs stay JPEG,
// everything else becomes PNG, which keeps text legible.
func scaleDown(data []byte, media string) (Picture, error) {
	source, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return Picture{}, retro.Errorf(retro.CodeUnsupported, "decode picture: %w", err)
	}
	bounds := source.Bounds()
	height := max(1, bounds.Dy()*widest/max(1, bounds.Dx()))
	scaled := image.NewNRGBA(image.Rect(0, 0, widest, height))
	draw.CatmullRom.Scale(scaled, scaled.Bounds(), source, bounds, draw.Src, nil)
	var out bytes.Buffer
	if media == "image/jpeg" {
		err = jpeg.Encode(&out, scaled, &jpeg.Options{Quality: 85})
	} else {
		media = "image/png"
		err = png.Encode(&out, scaled)
	}
	if err != nil {
		return Picture{}, retro.Errorf(retro.CodeInternal, "encode picture: %w", err)
	}
	return Picture{Data: out.Bytes(), MediaType: media, Width: widest, Height: height}, nil
}
