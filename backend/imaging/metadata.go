package imaging

import (
	"bytes"
	"image"
	"image/draw"
	"strings"
	"time"

	"github.com/bep/imagemeta"

	"github.com/afterword-app/afterword/backend/retro"
)

// metadata is what a picture says of itself.
type metadata struct {
	taken       *retro.Instant
	orientation orientation
}

// The bounds of metadata: more is not looked at.
const (
	metadataTime = time.Second
	metadataTags = 2000
)

// readMetadata reads the EXIF data of a picture. Whatever is wrong with it, the
// picture is as good as without.
func readMetadata(f format, data []byte) metadata {
	kinds := map[string]imagemeta.ImageFormat{
		"image/png": imagemeta.PNG, "image/jpeg": imagemeta.JPEG, "image/webp": imagemeta.WebP,
	}
	kind, ok := kinds[f.mediaType]
	if !ok {
		return metadata{}
	}
	texts := map[string]string{}
	var found metadata
	// What was read before an error still counts.
	_, _ = guard(func() (imagemeta.DecodeResult, error) {
		return imagemeta.Decode(imagemeta.Options{
			R: bytes.NewReader(data), ImageFormat: kind, Sources: imagemeta.EXIF,
			Timeout: metadataTime, LimitNumTags: metadataTags,
			Warnf: func(string, ...any) {},
			ShouldHandleTag: func(tag imagemeta.TagInfo) bool {
				return strings.HasPrefix(tag.Namespace, "IFD0") // not the thumbnail's
			},
			HandleTag: func(tag imagemeta.TagInfo) error {
				switch value := tag.Value.(type) {
				case string:
					texts[tag.Tag] = strings.TrimRight(strings.TrimSpace(value), "\x00")
				case uint16:
					if tag.Tag == "Orientation" && value <= uint16(lastOrientation) {
						found.orientation = orientation(value)
					}
				}
				return nil
			},
		})
	})
	for _, tags := range [][2]string{
		{"DateTimeOriginal", "OffsetTimeOriginal"}, {"CreateDate", "OffsetTimeDigitized"}, {"ModifyDate", "OffsetTime"},
	} {
		if found.taken = exifTime(texts[tags[0]], texts[tags[1]]); found.taken != nil {
			break
		}
	}
	return found
}

// exifTime reads the wall clock and, where a camera of after 2016 wrote it, its
// offset. Cameras that were never set write zeros.
func exifTime(clock, offset string) *retro.Instant {
	const layout = "2006:01:02 15:04:05"
	if at, err := time.Parse(layout+"-07:00", clock+offset); err == nil {
		instant := retro.NewInstant(at)
		return &instant
	}
	at, err := time.Parse(layout, clock)
	if err != nil || at.Year() < earliestYear {
		return nil
	}
	return &retro.Instant{At: at, Precision: retro.PrecisionSecond}
}

// earliestYear is the first in which a digital picture was taken.
const earliestYear = 1975

// orientation is how a picture must be turned to stand upright, as EXIF numbers
// it: 1 to 8, 0 when it does not say.
type orientation uint16

const (
	firstSideways   orientation = 5
	lastOrientation orientation = 8
)

func (o orientation) swapsSides() bool { return o >= firstSideways }

// upright returns the picture turned. The numbers read: 2 mirrored, 3 upside
// down, 4 both, 5 to 8 the same with the axes exchanged.
func upright(picture image.Image, o orientation) image.Image {
	if o <= 1 || o > lastOrientation {
		return picture
	}
	bounds := picture.Bounds()
	width, height := bounds.Dx(), bounds.Dy()
	flat := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(flat, flat.Bounds(), picture, bounds.Min, draw.Src)
	turned := image.NewRGBA(flat.Bounds())
	if o.swapsSides() {
		turned = image.NewRGBA(image.Rect(0, 0, height, width))
	}
	for y := range height {
		for x := range width {
			right, bottom := width-1-x, height-1-y
			tx := [...]int{x, x, right, right, x, y, bottom, bottom, y}[o]
			ty := [...]int{y, y, y, bottom, bottom, x, x, right, right}[o]
			from, to := flat.PixOffset(x, y), turned.PixOffset(tx, ty)
			copy(turned.Pix[to:to+4], flat.Pix[from:from+4])
		}
	}
	return turned
}
