package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"github.com/afterword-app/afterword/backend/retro"
)

// maxMembers bounds what one archive holds.
const maxMembers = 5000

// Archive is a zip or a tar of logs. The names in it are shown, and never used as paths.
type Archive struct {
	members []Member
	refused []Refused
	// left counts the bytes that all members together may still unpack to.
	left int64
}

// Member is one file of an archive.
type Member struct {
	Name     string    // as it may be shown: parted by "/", without "..", the root or a drive
	Modified time.Time // zero where the archive does not say
	Size     int64     // as the archive claims

	open func() (io.ReadCloser, error)
}

// Refused is what stands in an archive and is not read.
type Refused struct{ Name, Reason string }

// noFile is why a link or a device is refused.
const noFile = "it is no file but a link or device"

// OpenArchive lists a zip or a tar of size bytes. The error has CodeDamaged where it is not
// whole, and CodeInvalid where it holds too many files.
func OpenArchive(src io.ReaderAt, size int64) (*Archive, error) {
	a := &Archive{left: limitOf(size)}
	head, err := readSome(src, make([]byte, min(size, int64(PackingHead))), 0, size)
	if err != nil {
		return nil, fmt.Errorf("read the archive: %w", err)
	}
	list := a.listZip
	if PackingOf(head) == PackingTar {
		list = a.listTar
	}
	return a, list(src, size)
}

func (a *Archive) listZip(src io.ReaderAt, size int64) error {
	if n := membersClaimed(src, size); n > maxMembers {
		return tooManyMembers(n)
	}
	reader, err := zip.NewReader(src, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return retro.Errorf(retro.CodeDamaged, "the archive cannot be read: %w", err)
	}
	if len(reader.File) > maxMembers {
		return tooManyMembers(len(reader.File))
	}
	reader.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderMaxMemory(alwaysFine)))
	for _, file := range reader.File {
		name := shownName(file.Name)
		switch mode := file.Mode(); {
		case mode.IsDir(), strings.HasSuffix(file.Name, "/"), isLitter(name):
		case !mode.IsRegular():
			a.refused = append(a.refused, Refused{name, noFile})
		default:
			size := int64(min(file.UncompressedSize64, 1<<62))
			a.members = append(a.members, Member{Name: name, Modified: noted(file.Modified), Size: size, open: a.opener(file)})
		}
	}
	return nil
}

func tooManyMembers(n int) error {
	return retro.Errorf(retro.CodeInvalid, "the archive holds %d files, of which %d at most are read", n, maxMembers).
		WithHint("unpack it yourself and add what you need of it")
}

// membersClaimed returns how many files the end of a zip says that there are, so
// that a directory of millions is not even read; 0 where it does not say.
func membersClaimed(src io.ReaderAt, size int64) int {
	tail, err := readSome(src, make([]byte, min(size, 1<<16)), max(0, size-1<<16), size)
	if err != nil {
		return 0
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || at+12 > len(tail) {
		return 0
	}
	return int(tail[at+10]) | int(tail[at+11])<<8
}

// Members returns the files that may be read, in the order of the archive.
func (a *Archive) Members() []Member { return a.members }

// Refused lists what stands in the archive and is not read: links, devices, and
// what lies behind the place where a tar breaks off.
func (a *Archive) Refused() []Refused { return a.refused }

// IsDocument reports whether the archive is the file of another program: an office
// document, a Java archive, a book.
func (a *Archive) IsDocument() bool {
	for _, m := range a.members {
		switch m.Name {
		case "[Content_Types].xml", "META-INF/MANIFEST.MF", "mimetype", "AndroidManifest.xml":
			return true
		}
	}
	return false
}

// Open begins to read a member. Reads fail as those of Unpacked do, and where the
// archive as a whole grows too large. The error has CodeInvalid where the member is
// encrypted or compressed in a way that nobody here knows.
func (m Member) Open() (io.ReadCloser, error) { return m.open() }

// opener returns what unpacks a file of a zip.
func (a *Archive) opener(file *zip.File) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		const encrypted = 1
		if file.Flags&encrypted != 0 {
			return nil, retro.Errorf(retro.CodeInvalid, "it is encrypted").WithHint("unpack it yourself and add what you need of it")
		}
		reader, err := file.Open()
		if err != nil {
			return nil, retro.Errorf(retro.CodeInvalid, "it cannot be unpacked: %w", err)
		}
		packed := int64(min(file.CompressedSize64, 1<<48))
		return &Unpacked{reader: memberReader{reader, a}, left: limitOf(packed), close: func() { _ = reader.Close() }}, nil
	}
}

// memberReader counts what comes out of the whole archive.
type memberReader struct {
	reader  io.Reader
	archive *Archive
}

// errTooLarge ends a member of an archive that as a whole unpacks to too much.
var errTooLarge = errors.New("the archive unpacks to over 200 times its size")

func (r memberReader) Read(b []byte) (int, error) {
	if r.archive.left < 0 {
		return 0, errTooLarge
	}
	n, err := r.reader.Read(b)
	r.archive.left -= int64(n)
	return n, err
}

// shownName makes of a hostile name one that can be shown: no way up, no root, no
// drive, no control characters, at most 255 characters of it.
func shownName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case r == '\\':
			return '/'
		case unicode.IsControl(r), r == ':', r == utf8.RuneError, unicode.Is(unicode.Bidi_Control, r):
			return '_'
		}
		return r
	}, name)
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if runes := []rune(name); len(runes) > 255 {
		name = string(runes[len(runes)-255:])
	}
	if name == "" {
		return "unnamed"
	}
	return name
}

// isLitter knows what systems put into archives for themselves.
func isLitter(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "__MACOSX/") || base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini"
}
