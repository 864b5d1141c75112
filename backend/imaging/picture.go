package imaging

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/webp"

	"github.com/afterword-app/afterword/backend/retro"
)

// The bounds of a picture. A picture within them costs at most about 400 MB of
// memory for the moment in which it is drawn.
const (
	MaxBytes  = 32 << 20
	MaxPixels = 50_000_000
	MaxSide   = 16_384

	// maxChunks bounds the chunks of a PNG: encoders write them 8 KB long or more,
	// a bomb is made of empty ones.
	maxChunks = MaxBytes/(8<<10) + 64
	// maxScans bounds the scans of a progressive JPEG, each of which goes over the
	// whole picture; encoders make about ten.
	maxScans = 128
)

// MediaType returns the type that the first bytes of the data tell of, "" when
// they are not those of a picture that this package reads.
func MediaType(data []byte) string {
	f, ok := sniff(data)
	if !ok {
		return ""
	}
	return f.mediaType
}

// format is one kind of picture.
type format struct {
	mediaType string
	magic     string // "?" stands for any byte
	config    func(io.Reader) (image.Config, error)
	decode    func(io.Reader) (image.Image, error)
}

func formats() []format {
	return []format{
		{"image/png", "\x89PNG\r\n\x1a\n", png.DecodeConfig, png.Decode},
		{"image/jpeg", "\xff\xd8\xff", jpeg.DecodeConfig, jpeg.Decode},
		{"image/gif", "GIF8?a", gif.DecodeConfig, gif.Decode},
		{"image/webp", "RIFF????WEBP", webp.DecodeConfig, webp.Decode},
		{"image/bmp", "BM????\x00\x00\x00\x00", bmp.DecodeConfig, bmp.Decode},
	}
}

func sniff(data []byte) (format, bool) {
	for _, f := range formats() {
		if hasMagic(data, f.magic) {
			return f, true
		}
	}
	return format{}, false
}

func hasMagic(data []byte, magic string) bool {
	if len(data) < len(magic) {
		return false
	}
	for i := range len(magic) {
		if magic[i] != '?' && magic[i] != data[i] {
			return false
		}
	}
	return true
}

// admit tells the format and size of a picture without decoding it. The error
// has CodeUnsupported for what is no picture, CodeInvalid for one that is too
// large or broken.
func admit(data []byte) (format, image.Config, error) {
	if len(data) > MaxBytes {
		return format{}, image.Config{}, retro.Errorf(retro.CodeInvalid, "the picture is larger than %d MB", MaxBytes>>20).
			WithHint("make it smaller, or add it as a file")
	}
	f, ok := sniff(data)
	if !ok {
		return format{}, image.Config{}, retro.Errorf(retro.CodeUnsupported, "this is not a PNG, JPEG, GIF, WebP or BMP picture").
			WithHint("add it as a file, or convert it")
	}
	if err := f.bound(data); err != nil {
		return format{}, image.Config{}, err
	}
	config, err := guard(func() (image.Config, error) { return f.config(bytes.NewReader(data)) })
	if err != nil {
		return format{}, image.Config{}, broken(err)
	}
	switch {
	case config.Width < 1 || config.Height < 1:
		return format{}, image.Config{}, retro.Errorf(retro.CodeInvalid, "the picture has no pixels")
	case config.Width > MaxSide || config.Height > MaxSide, config.Width*config.Height > MaxPixels:
		return format{}, image.Config{}, retro.Errorf(retro.CodeInvalid, "the picture is too large: %d × %d pixels", config.Width, config.Height).
			WithHint("the most is %d pixels on a side and %d million in all", MaxSide, MaxPixels/1_000_000)
	}
	return f, config, nil
}

// bound refuses pictures whose structure alone makes them slow to read.
func (f format) bound(data []byte) error {
	tooMany := false
	switch f.mediaType {
	case "image/png":
		tooMany = countChunks(data) > maxChunks
	case "image/jpeg":
		tooMany = bytes.Count(data, []byte{0xff, 0xda}) > maxScans
	}
	if tooMany {
		return retro.Errorf(retro.CodeInvalid, "the picture is made of too many parts").WithHint("save it again with another program")
	}
	return nil
}

// countChunks walks the chunks of a PNG: a length, a name, the data and a sum.
func countChunks(data []byte) int {
	const frame = 12
	count := 0
	for rest := data[8:]; len(rest) >= frame; count++ {
		length := uint64(binary.BigEndian.Uint32(rest)) + frame
		if length > uint64(len(rest)) {
			break
		}
		rest = rest[length:]
	}
	return count
}

// decode admits a picture and draws it upright.
func decode(data []byte) (format, image.Image, error) {
	f, _, err := admit(data)
	if err != nil {
		return format{}, nil, err
	}
	picture, err := guard(func() (image.Image, error) { return f.decode(bytes.NewReader(data)) })
	if err != nil {
		return format{}, nil, broken(err)
	}
	return f, upright(picture, readMetadata(f, data).orientation), nil
}

// guard turns a panic of a decoder into an error: the data is hostile, and the
// decoders are not ours.
func guard[T any](read func() (T, error)) (result T, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("its decoder gave up")
		}
	}()
	return read()
}

func broken(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return retro.Errorf(retro.CodeInvalid, "the picture is cut off: %w", err).WithHint("copy it again from where it came")
	}
	return retro.Errorf(retro.CodeInvalid, "the picture cannot be read: %w", err).WithHint("save it again with another program")
}
