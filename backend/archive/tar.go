package archive

import (
	"archive/tar"
	"errors"
	"io"

	"github.com/afterword-app/afterword/backend/retro"
)

// listTar finds the files of a tar archive. Where it breaks off, what came before
// is listed and the rest refused.
func (a *Archive) listTar(src io.ReaderAt, size int64) error {
	section := io.NewSectionReader(src, 0, size)
	reader := tar.NewReader(section)
	for entries := 1; ; entries++ {
		header, err := reader.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			if len(a.members)+len(a.refused) == 0 {
				return retro.Errorf(retro.CodeDamaged, "the archive cannot be read: %w", err)
			}
			a.refused = append(a.refused, Refused{"the rest", "the archive breaks off"})
			return nil
		case entries > maxMembers:
			return tooManyMembers(entries)
		}
		name := shownName(header.Name)
		// The reader has no buffer: it stands at the file's first byte.
		from, err := section.Seek(0, io.SeekCurrent)
		if err != nil {
			return retro.Errorf(retro.CodeDamaged, "the archive cannot be read: %w", err)
		}
		switch {
		case header.Typeflag == tar.TypeDir, header.Typeflag == tar.TypeXGlobalHeader, isLitter(name):
		case header.Typeflag != tar.TypeReg, header.PAXRecords["GNU.sparse.major"] != "":
			a.refused = append(a.refused, Refused{name, noFile})
		case from+header.Size > size:
			a.refused = append(a.refused, Refused{name, "the archive breaks off in it"})
		default:
			a.members = append(a.members, Member{Name: name, Modified: noted(header.ModTime), open: func() (io.ReadCloser, error) {
				return io.NopCloser(io.NewSectionReader(src, from, header.Size)), nil
			}})
		}
	}
}
