package imaging_test

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/bmp"

	"github.com/afterword-app/afterword/backend/imaging"
	"github.com/afterword-app/afterword/backend/retro"
)

// drawn is a picture of four coloured quarters, the upper left one red.
func drawn(width, height int) *image.NRGBA {
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	quarters := []color.NRGBA{{R: 255, A: 255}, {G: 255, A: 255}, {B: 255, A: 255}, {R: 255, G: 255, B: 255, A: 255}}
	for y := range height {
		for x := range width {
			picture.SetNRGBA(x, y, quarters[2*(2*y/height)+2*x/width])
		}
	}
	return picture
}

func encoded(tb testing.TB, format string, picture image.Image) []byte {
	tb.Helper()
	var data bytes.Buffer
	var err error
	switch format {
	case "png":
		err = png.Encode(&data, picture)
	case "jpeg":
		err = jpeg.Encode(&data, picture, nil)
	case "gif":
		err = gif.Encode(&data, picture, nil)
	case "bmp":
		err = bmp.Encode(&data, picture)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return data.Bytes()
}

// webp returns a picture of one pixel: nothing here can write the format.
func webp(tb testing.TB) []byte {
	tb.Helper()
	data, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// chunk writes one chunk of a PNG.
func chunk(name string, data []byte) []byte {
	written := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	body := append([]byte(name), data...)
	return binary.BigEndian.AppendUint32(append(written, body...), crc32.ChecksumIEEE(body))
}

// withChunk puts chunks behind the header of a PNG.
func withChunk(data []byte, chunks ...[]byte) []byte {
	const header = 8 + 12 + 13
	return slices.Concat(data[:header], slices.Concat(chunks...), data[header:])
}

// exif writes a TIFF of texts and an orientation: IFD0 with a pointer to the
// EXIF directory.
func exif(orientation uint16, clock, offset string) []byte {
	order := binary.BigEndian
	entry := func(out []byte, tag, kind uint16, count, value uint32) []byte {
		out = order.AppendUint16(out, tag)
		out = order.AppendUint16(out, kind)
		out = order.AppendUint32(out, count)
		return order.AppendUint32(out, value)
	}
	const (
		first  = 8
		second = first + 2 + 2*12 + 4
		texts  = second + 2 + 2*12 + 4
	)
	out := append([]byte("MM\x00\x2a"), 0, 0, 0, first)
	out = order.AppendUint16(out, 2)
	out = entry(out, 0x0112, 3, 1, uint32(orientation)<<16)
	out = entry(out, 0x8769, 4, 1, second)
	out = order.AppendUint32(out, 0)
	out = order.AppendUint16(out, 2)
	out = entry(out, 0x9003, 2, uint32(len(clock)+1), texts)
	out = entry(out, 0x9011, 2, uint32(len(offset)+1), uint32(texts+len(clock)+1))
	out = order.AppendUint32(out, 0)
	return slices.Concat(out, []byte(clock), []byte{0}, []byte(offset), []byte{0})
}

// withEXIF puts metadata into a JPEG.
func withEXIF(data, exif []byte) []byte {
	body := append([]byte("Exif\x00\x00"), exif...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(body)+2))
	return slices.Concat(data[:2], segment, body, data[2:])
}

func TestRead(t *testing.T) {
	t.Parallel()
	picture := drawn(40, 20)
	written := time.Date(2026, 3, 14, 22, 40, 0, 351866766, time.FixedZone("", 3600))
	wall := func(zone string, hour int) *retro.Instant {
		return &retro.Instant{At: time.Date(2026, 3, 14, hour, 40, 5, 0, time.UTC), Zone: zone, Precision: retro.PrecisionSecond}
	}
	fromFile := retro.NewInstant(written.Truncate(time.Second))
	for name, test := range map[string]struct {
		data     []byte
		name     string
		fileTime *time.Time
		want     imaging.Info
	}{
		"PNG":  {encoded(t, "png", picture), "a.jpg", nil, imaging.Info{MediaType: "image/png", Width: 40, Height: 20}},
		"JPEG": {encoded(t, "jpeg", picture), "", nil, imaging.Info{MediaType: "image/jpeg", Width: 40, Height: 20}},
		"GIF":  {encoded(t, "gif", picture), "", nil, imaging.Info{MediaType: "image/gif", Width: 40, Height: 20}},
		"BMP":  {encoded(t, "bmp", picture), "", nil, imaging.Info{MediaType: "image/bmp", Width: 40, Height: 20}},
		"WebP": {webp(t), "", nil, imaging.Info{MediaType: "image/webp", Width: 1, Height: 1}},
		"FileTime": {
			encoded(t, "png", picture), "grafana.png", &written,
			imaging.Info{MediaType: "image/png", Width: 40, Height: 20, TakenAt: &fromFile},
		},
		"NameBeforeFileTime": {
			encoded(t, "png", picture), "Screenshot from 2026-03-14 21-40-05.png", &written,
			imaging.Info{MediaType: "image/png", Width: 40, Height: 20, TakenAt: wall("", 21)},
		},
		"MetadataBeforeName": {
			withEXIF(encoded(t, "jpeg", picture), exif(1, "2026:03:14 22:40:05", "+01:00")), "2025-01-01 10-00-00.jpg", &written,
			imaging.Info{MediaType: "image/jpeg", Width: 40, Height: 20, TakenAt: wall("+01:00", 21)},
		},
		"NoOffset": {
			withEXIF(encoded(t, "jpeg", picture), exif(6, "2026:03:14 22:40:05", "")), "", nil,
			imaging.Info{MediaType: "image/jpeg", Width: 20, Height: 40, TakenAt: wall("", 22)},
		},
		"CameraNeverSet": {
			withEXIF(encoded(t, "jpeg", picture), exif(99, "0000:00:00 00:00:00", "")), "", nil,
			imaging.Info{MediaType: "image/jpeg", Width: 40, Height: 20},
		},
		"MetadataInPNG": {
			withChunk(encoded(t, "png", picture), chunk("eXIf", exif(1, "2026:03:14 22:40:05", "+01:00"))), "", nil,
			imaging.Info{MediaType: "image/png", Width: 40, Height: 20, TakenAt: wall("+01:00", 21)},
		},
		"BrokenMetadata": {
			withEXIF(encoded(t, "jpeg", picture), []byte("MM\x00\x2a\xff\xff\xff\xff")), "", nil,
			imaging.Info{MediaType: "image/jpeg", Width: 40, Height: 20},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			info, err := imaging.Read(test.data, test.name, test.fileTime)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, info); diff != "" {
				t.Errorf("info (-want +got):\n%s", diff)
			}
			if got := imaging.MediaType(test.data); got != test.want.MediaType {
				t.Errorf("media type %q", got)
			}
		})
	}
}

func TestReadNames(t *testing.T) {
	t.Parallel()
	data := encoded(t, "png", drawn(2, 2))
	for name, want := range map[string]string{
		"Screenshot 2026-03-14 at 21.40.05.png":         "2026-03-14 21:40:05",
		"Screenshot 2026-03-14 at 9.40.05\u202fPM.png":  "2026-03-14 21:40:05",
		"Screen Shot 2026-03-14 at 12.40.05 AM (2).png": "2026-03-14 00:40:05",
		"Bildschirmfoto vom 2026-03-14 21-40-05.png":    "2026-03-14 21:40:05",
		"Screenshot_20260314-214005.png":                "2026-03-14 21:40:05",
		"Screenshot_2026-03-14_21-40-05.png":            "2026-03-14 21:40:05",
		"Screenshot 2026-03-14 214005.png":              "2026-03-14 21:40:05",
		"IMG_20260314_214005.jpg":                       "2026-03-14 21:40:05",
		"2026-03-14T21:40:05.png":                       "2026-03-14 21:40:05",
		"signal-2026-03-14-21-40-05-123.png":            "2026-03-14 21:40:05",
		"grafana-2026-03-14.png":                        "",
		"build-20260314214005123.png":                   "",
		"Screenshot 2026-13-14 at 21.40.05.png":         "",
		"Screenshot 2026-02-30 at 21.40.05.png":         "",
		"Screenshot 2026-03-14 at 25.40.05.png":         "",
		"Screenshot 2026-03-14 at 21.40.05 PM.png":      "",
		"image.png": "",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			info, err := imaging.Read(data, name, nil)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if info.TakenAt != nil {
				got = info.TakenAt.Format(nil)
				if info.TakenAt.Zone != "" {
					t.Errorf("zone %q out of a name", info.TakenAt.Zone)
				}
			}
			if got != want {
				t.Errorf("taken %q, want %q", got, want)
			}
		})
	}
}

// hugePNG has 20,000 × 20,000 pixels and only a header.
func hugePNG(tb testing.TB, width, height uint32) []byte {
	tb.Helper()
	header := binary.BigEndian.AppendUint32(nil, width)
	header = binary.BigEndian.AppendUint32(header, height)
	return slices.Concat([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(header, 1, 0, 0, 0, 0)), chunk("IDAT", nil), chunk("IEND", nil))
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	sound := encoded(t, "png", drawn(400, 400))
	scans := encoded(t, "jpeg", drawn(10, 10))
	for name, test := range map[string]struct {
		data []byte
		want retro.Code
		// late marks what only drawing notices.
		late bool
	}{
		"Nothing":       {nil, retro.CodeUnsupported, false},
		"Text":          {[]byte("GET /cart 502"), retro.CodeUnsupported, false},
		"SVG":           {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), retro.CodeUnsupported, false},
		"OnlyMagic":     {sound[:8], retro.CodeInvalid, false},
		"Truncated":     {sound[:len(sound)/2], retro.CodeInvalid, true},
		"TruncatedJPEG": {scans[:len(scans)-40], retro.CodeInvalid, true},
		"TruncatedGIF":  {encoded(t, "gif", drawn(400, 400))[:900], retro.CodeInvalid, true},
		"TooManyPixels": {hugePNG(t, 10_000, 5_001), retro.CodeInvalid, false},
		"TooWide":       {hugePNG(t, 16_385, 1), retro.CodeInvalid, false},
		"TooHigh":       {hugePNG(t, 1, 1<<31-1), retro.CodeInvalid, false},
		"Huge":          {drawnHuge(t), retro.CodeInvalid, false},
		"TooManyBytes":  {append(slices.Clone(sound), make([]byte, imaging.MaxBytes)...), retro.CodeInvalid, false},
		"TooManyChunks": {withChunk(encoded(t, "png", drawn(1, 1)), bytes.Repeat(chunk("tEXt", nil), 100_000)), retro.CodeInvalid, false},
		"TooManyScans":  {append(scans, bytes.Repeat([]byte{0xff, 0xda}, 1000)...), retro.CodeInvalid, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, readErr := imaging.Read(test.data, "", nil)
			_, _, stripErr := imaging.Strip(test.data)
			_, thumbnailErr := imaging.Thumbnail(test.data, 100)
			errs := []error{stripErr, thumbnailErr}
			if !test.late {
				errs = append(errs, readErr)
			}
			for _, err := range errs {
				if got := retro.ErrorCode(err); got != test.want {
					t.Errorf("error %v has code %q, want %q", err, got, test.want)
				}
			}
		})
	}
	t.Run("NoWidth", func(t *testing.T) {
		t.Parallel()
		if _, err := imaging.Thumbnail(sound, 0); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("error %v", err)
		}
	})
}

// drawnHuge is a whole PNG of 20,000 × 20,000 black pixels of one bit, as a bomb would
// be made.
func drawnHuge(tb testing.TB) []byte {
	tb.Helper()
	const side = 20_000
	var data bytes.Buffer
	packer := zlib.NewWriter(&data)
	row := make([]byte, 1+side/8) // a filter, then the pixels
	for range side {
		if _, err := packer.Write(row); err != nil {
			tb.Fatal(err)
		}
	}
	if err := packer.Close(); err != nil {
		tb.Fatal(err)
	}
	return bytes.Replace(hugePNG(tb, side, side), chunk("IDAT", nil), chunk("IDAT", data.Bytes()), 1)
}

func TestStrip(t *testing.T) {
	t.Parallel()
	secret := []byte("lat=52.5,lon=13.4")
	picture := drawn(40, 20)
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"PNG":      {withChunk(encoded(t, "png", picture), chunk("tEXt", append([]byte("Comment\x00"), secret...))), "image/png"},
		"JPEG":     {withEXIF(encoded(t, "jpeg", picture), exif(1, string(secret), "")), "image/jpeg"},
		"GIF":      {append(encoded(t, "gif", picture), secret...), "image/png"},
		"BMP":      {append(encoded(t, "bmp", picture), secret...), "image/png"},
		"WebP":     {append(webp(t), secret...), "image/png"},
		"Trailing": {append(encoded(t, "png", picture), secret...), "image/png"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stripped, mediaType, err := imaging.Strip(test.data)
			if err != nil {
				t.Fatal(err)
			}
			if mediaType != test.want || imaging.MediaType(stripped) != test.want {
				t.Errorf("media type %q of %q", mediaType, imaging.MediaType(stripped))
			}
			if !bytes.Contains(test.data, secret) || bytes.Contains(stripped, secret) {
				t.Error("the metadata is still there")
			}
			before, _, errBefore := image.Decode(bytes.NewReader(test.data))
			after, _, errAfter := image.Decode(bytes.NewReader(stripped))
			if errBefore != nil || errAfter != nil {
				t.Fatal(errBefore, errAfter)
			}
			wantAlike(t, before, after)
		})
	}
}

// wantAlike compares pictures up to what JPEG loses.
func wantAlike(t *testing.T, want, got image.Image) {
	t.Helper()
	if want.Bounds().Size() != got.Bounds().Size() {
		t.Fatalf("size %v, want %v", got.Bounds().Size(), want.Bounds().Size())
	}
	for y := range want.Bounds().Dy() {
		for x := range want.Bounds().Dx() {
			r, g, b, a := want.At(want.Bounds().Min.X+x, want.Bounds().Min.Y+y).RGBA()
			r2, g2, b2, a2 := got.At(got.Bounds().Min.X+x, got.Bounds().Min.Y+y).RGBA()
			for _, d := range []int{int(r) - int(r2), int(g) - int(g2), int(b) - int(b2), int(a) - int(a2)} {
				if d > 0x2800 || d < -0x2800 {
					t.Fatalf("pixel %d, %d differs by %d", x, y, d)
				}
			}
		}
	}
}

// TestUpright turns a picture by each orientation and looks for its red corner.
func TestUpright(t *testing.T) {
	t.Parallel()
	data := encoded(t, "jpeg", drawn(64, 32))
	corners := []image.Point{{}, {0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {1, 1}, {0, 1}}
	for o := uint16(1); o <= 8; o++ {
		stripped, _, err := imaging.Strip(withEXIF(data, exif(o, "", "")))
		if err != nil {
			t.Fatal(err)
		}
		picture, err := jpeg.Decode(bytes.NewReader(stripped))
		if err != nil {
			t.Fatal(err)
		}
		size := picture.Bounds().Size()
		if want := (image.Point{64, 32}); o < 5 && size != want || o >= 5 && size != (image.Point{want.Y, want.X}) {
			t.Errorf("orientation %d: size %v", o, size)
		}
		corner := image.Point{corners[o].X * (size.X - 1), corners[o].Y * (size.Y - 1)}
		if r, g, b, _ := picture.At(corner.X, corner.Y).RGBA(); r < 0xc000 || g > 0x4000 || b > 0x4000 {
			t.Errorf("orientation %d: the corner %v is %x %x %x and not red", o, corner, r, g, b)
		}
	}
}

func TestThumbnail(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		format        string
		width, height int
		want          image.Point
	}{
		"Wide":     {"png", 800, 400, image.Point{200, 100}},
		"JPEG":     {"jpeg", 800, 401, image.Point{200, 100}},
		"Narrow":   {"png", 100, 900, image.Point{100, 900}},
		"Line":     {"gif", 4000, 1, image.Point{200, 1}},
		"OnePixel": {"bmp", 1, 1, image.Point{1, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			thumbnail, err := imaging.Thumbnail(encoded(t, test.format, drawn(test.width, test.height)), 200)
			if err != nil {
				t.Fatal(err)
			}
			picture, _, err := image.Decode(bytes.NewReader(thumbnail))
			if err != nil {
				t.Fatal(err)
			}
			if size := picture.Bounds().Size(); size != test.want {
				t.Errorf("size %v, want %v", size, test.want)
			}
		})
	}
}

// TestFirstFrame holds that of an animation only the first picture is drawn.
func TestFirstFrame(t *testing.T) {
	t.Parallel()
	palette := color.Palette{color.Black, color.White}
	first := image.NewPaletted(image.Rect(0, 0, 8, 8), palette)
	second := image.NewPaletted(image.Rect(0, 0, 8, 8), palette)
	for i := range second.Pix {
		second.Pix[i] = 1
	}
	var data bytes.Buffer
	if err := gif.EncodeAll(&data, &gif.GIF{Image: []*image.Paletted{first, second}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	// What follows the first frame may even be missing.
	stripped, _, err := imaging.Strip(data.Bytes()[:data.Len()-8])
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(stripped))
	if err != nil {
		t.Fatal(err)
	}
	wantAlike(t, first, picture)
}

// FuzzPicture holds that no data makes a reader panic, and that what is drawn
// can be read again.
func FuzzPicture(f *testing.F) {
	for _, format := range []string{"png", "jpeg", "gif", "bmp"} {
		data := encoded(f, format, drawn(9, 5))
		f.Add(data)
		f.Add(data[:len(data)/2])
	}
	f.Add(webp(f))
	f.Add(withEXIF(encoded(f, "jpeg", drawn(9, 5)), exif(6, "2026:03:14 22:40:05", "+01:00")))
	f.Add(hugePNG(f, 20_000, 20_000))
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := imaging.Read(data, "", nil)
		if err != nil {
			if code := retro.ErrorCode(err); code != retro.CodeInvalid && code != retro.CodeUnsupported {
				t.Errorf("error %v has code %q", err, code)
			}
			return
		}
		if info.Width*info.Height > 1<<20 {
			t.Skip("sound, but slow to draw a thousand times a second")
		}
		stripped, mediaType, err := imaging.Strip(data)
		if err != nil {
			return
		}
		again, err := imaging.Read(stripped, "", nil)
		if err != nil || again.MediaType != mediaType || again.TakenAt != nil {
			t.Errorf("drawn anew it reads %+v, %v", again, err)
		}
		if _, err := imaging.Thumbnail(data, 4); err != nil {
			t.Errorf("thumbnail: %v", err)
		}
	})
}

// BenchmarkScreenshot makes both copies of a screenshot of a laptop's screen.
func BenchmarkScreenshot(b *testing.B) {
	data := encoded(b, "png", drawn(2880, 1800))
	for b.Loop() {
		if _, _, err := imaging.Strip(data); err != nil {
			b.Fatal(err)
		}
		if _, err := imaging.Thumbnail(data, 480); err != nil {
			b.Fatal(err)
		}
	}
}
