package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/retro"
)

// maxMembers bounds what one archive holds.
const maxMembers = 5000

// Archive is an opened source: the files of a zip or a tar, or the one text that is
// compressed by itself. The names in it are shown, and never used as paths.
type Archive struct {
	// Packing is how the source itself is packed: Gzip or Zstd for a compressed tar.
	Packing Packing

	single  bool
	members []Member
	refused []Refused
	// left counts the bytes that all members together may still unpack to.
	left    int64
	spooled *File // the tar that was compressed, nil for all else
}

// Member is one file of an archive.
type Member struct {
	// Name may be shown: parted by "/", without "..", the root or a drive. It is "" for a
	// text that is compressed by itself.
	Name     string
	Modified time.Time // zero where the archive does not say

	open func() (io.ReadCloser, error)
}

// Refused is what stands in an archive and is not read.
type Refused struct{ Name, Reason string }

// noFile is why a link or a device is refused.
const noFile = "it is no file but a link or device"

// Open lists what a source of size bytes holds: the files of a zip or a tar, also of a
// compressed tar, which is unpacked into a temporary file first. A source that is no
// archive has itself as its one member. The error has CodeDamaged where an archive is not
// whole, and CodeInvalid where it holds too many files or unpacks to too much. Close it
// once its members are read.
func Open(src io.ReaderAt, size int64) (*Archive, error) {
	head, err := readAt(src, make([]byte, min(size, int64(HeadBytes))), 0)
	if err != nil {
		return nil, fmt.Errorf("read the archive: %w", err)
	}
	a := &Archive{Packing: PackingOf(head), left: limitOf(size)}
	switch a.Packing {
	case Zip:
		err = a.listZip(src, size)
	case Tar:
		err = a.listTar(src, size)
	case Gzip, Zstd:
		err = a.openCompressed(src, size)
	case None:
		a.single = true
		a.members = []Member{{open: func() (io.ReadCloser, error) { return Unpack(src, size, None) }}}
	}
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// openCompressed finds out whether it is a tar that was compressed.
func (a *Archive) openCompressed(src io.ReaderAt, size int64) error {
	unpacked, err := Unpack(src, size, a.Packing)
	if err != nil {
		return err
	}
	defer unpacked.Close() //nolint:errcheck // only read from
	head := make([]byte, HeadBytes)
	n, _ := io.ReadFull(unpacked, head) // whoever reads the member learns what is wrong with it
	if !isTar(head[:n]) {
		a.single = true
		a.members = []Member{{Modified: unpacked.Modified, open: func() (io.ReadCloser, error) { return Unpack(src, size, a.Packing) }}}
		return nil
	}
	if a.spooled, err = Spool(io.MultiReader(bytes.NewReader(head), unpacked)); err != nil {
		return err
	}
	a.left = limitOf(a.spooled.Size())
	return a.listTar(a.spooled, a.spooled.Size())
}

// Close removes what was unpacked to read the archive.
func (a *Archive) Close() error {
	if a.spooled == nil {
		return nil
	}
	return a.spooled.Close()
}

// IsSingle reports whether the source is one text, compressed or not, rather than an
// archive of files.
func (a *Archive) IsSingle() bool { return a.single }

// readAt fills the buffer from a place in the source, or with what is left of it.
func readAt(src io.ReaderAt, buffer []byte, place int64) ([]byte, error) {
	n, err := src.ReadAt(buffer, place)
	if n < len(buffer) && err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return buffer[:n], nil
}

func tooManyMembers(n int) error {
	return retro.Errorf(retro.CodeInvalid, "the archive holds %d files, of which %d at most are read", n, maxMembers).
		WithHint("unpack it yourself and add what you need of it")
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

// OpenText begins to read the text of a member, unpacked where gzip or zstd compressed it
// once more. It also returns when that text was written, zero where nobody noted it. The
// error is as for Open and Unpack.
func (m Member) OpenText() (text io.ReadCloser, modified time.Time, err error) {
	opened, err := m.Open()
	if err != nil {
		return nil, time.Time{}, err
	}
	head := make([]byte, HeadBytes)
	n, _ := io.ReadFull(opened, head) // what is shorter is not compressed
	packing := PackingOf(head[:n])
	whole := io.MultiReader(bytes.NewReader(head[:n]), opened)
	if packing != Gzip && packing != Zstd {
		return readCloser{whole, opened.Close}, m.Modified, nil
	}
	file, err := Spool(whole)
	_ = opened.Close() // only read from
	if err != nil {
		return nil, time.Time{}, err
	}
	unpacked, err := Unpack(file, file.Size(), packing)
	if err != nil {
		return nil, time.Time{}, errors.Join(err, file.Close())
	}
	modified = unpacked.Modified
	if modified.IsZero() {
		modified = m.Modified
	}
	return readCloser{unpacked, func() error { return errors.Join(unpacked.Close(), file.Close()) }}, modified, nil
}

// readCloser reads from one place and closes another.
type readCloser struct {
	io.Reader
	close func() error
}

// Close implements io.Closer.
func (r readCloser) Close() error { return r.close() }

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
