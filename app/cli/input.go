package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// expand replaces folders by the regular files in them, at any depth and by name;
// hidden ones are left out. The folder of an unpacked Slack export stays, because
// it is one conversation.
func expand(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if path == "-" || err == nil && !info.IsDir() || isSlackFolder(path) {
			files = append(files, path)
			continue
		}
		if err != nil {
			return nil, cannotRead(path, err)
		}
		err = filepath.WalkDir(path, func(inner string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case inner != path && strings.HasPrefix(entry.Name(), "."):
				if entry.IsDir() {
					return filepath.SkipDir
				}
			case entry.Type().IsRegular():
				files = append(files, inner)
			}
			return nil
		})
		if err != nil {
			return nil, cannotRead(path, err)
		}
	}
	return files, nil
}

// isSlackFolder reports whether a folder is what the zip of a Slack export holds.
func isSlackFolder(path string) bool {
	info, err := os.Stat(filepath.Join(path, "users.json"))
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	days, err := filepath.Glob(filepath.Join(path, "*", "????-??-??.json"))
	return err == nil && len(days) > 0
}

// slackFolder packs the folder of a Slack export again, so that it can be kept as
// one original.
func slackFolder(folder string) (io.ReadCloser, error) {
	file, err := temporary()
	if err != nil {
		return nil, err
	}
	if err := ingest.PackFolder(file, os.DirFS(folder)); err != nil {
		return nil, errors.Join(cannotRead(folder, err), file.Close())
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, errors.Join(cannotRead(folder, err), file.Close())
	}
	return file, nil
}

// temporary makes a file that is gone with the process; where that is not allowed
// it stays in the temporary folder.
func temporary() (*os.File, error) {
	file, err := os.CreateTemp("", "afterword-*")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	_ = os.Remove(file.Name()) // see above
	return file, nil
}

// text is a source that parse reads.
type text struct {
	name    string // as it is shown
	options ingest.Options
	file    *os.File                      // nil where it is packed
	unpack  func() (io.ReadCloser, error) // reads it once
}

// open returns the text where any place of it can be read, and what closes it.
func (t text) open() (*os.File, func(), error) {
	if t.file != nil {
		return t.file, func() {}, nil
	}
	packed, err := t.unpack()
	if err != nil {
		return nil, nil, err
	}
	file, err := temporary()
	if err != nil {
		return nil, nil, errors.Join(err, packed.Close())
	}
	_, err = io.Copy(file, packed)
	if err = errors.Join(err, packed.Close()); err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	return file, func() { _ = file.Close() }, nil
}

// tarIn unpacks the tar archive that a compressed file holds into a temporary file;
// nil where it holds none.
func tarIn(packed *os.File) (*os.File, error) {
	head := make([]byte, ingest.ClassifyHead)
	n, _ := packed.ReadAt(head, 0) // most files are shorter
	packing := ingest.PackingOf(head[:n])
	if !ingest.HoldsTar(head[:n], packing) {
		return nil, nil
	}
	info, err := packed.Stat()
	if err != nil {
		return nil, cannotRead(packed.Name(), err)
	}
	file, _, err := text{unpack: func() (io.ReadCloser, error) { return ingest.Unpack(packed, info.Size(), packing) }}.open()
	return file, err
}

// isText reports whether it holds entries rather than a picture or the data of some
// program.
func (t text) isText() bool {
	if t.file != nil {
		return t.holdsText(io.NewSectionReader(t.file, 0, ingest.ClassifyHead))
	}
	packed, err := t.unpack()
	if err != nil {
		return false
	}
	defer packed.Close() //nolint:errcheck // only read from
	return t.holdsText(packed)
}

// holdsText is isText for whoever has opened it already.
func (t text) holdsText(opened io.Reader) bool {
	head := make([]byte, ingest.ClassifyHead)
	n, _ := io.ReadFull(opened, head) // what is shorter may be text as well
	if ingest.PackingOf(head[:n]) != ingest.PackingNone {
		return false // an archive in an archive, or what was compressed twice
	}
	switch ingest.Classify(head[:n], unpackedName(t.options.FileName)) {
	case retro.EvidenceLog, retro.EvidenceChat, retro.EvidenceNote:
		return n > 0
	default:
		return false
	}
}

// unpackedName is the name of what a file holds, without what says how it is
// compressed.
func unpackedName(name string) string {
	switch extension := path.Ext(name); extension {
	case ".gz", ".zst":
		return strings.TrimSuffix(name, extension)
	}
	return name
}

// texts lists what parse reads: each file, unpacked where it is compressed, and of
// a zip or tar each file in it that is text. close is to be called when they were read.
func (s *session) texts(ctx context.Context, paths []string) (all []text, closeAll func(), err error) {
	var opened []io.Closer
	closeAll = func() {
		for _, o := range opened {
			_ = o.Close() // only read from
		}
	}
	files, err := expand(paths)
	if err != nil {
		return nil, closeAll, err
	}
	for _, path := range files {
		file, options, err := s.openFile(path)
		if err != nil {
			return nil, closeAll, err
		}
		opened = append(opened, file)
		archived, err := tarIn(file)
		if err != nil {
			return nil, closeAll, fmt.Errorf("%s: %w", path, err)
		}
		if archived != nil {
			opened, file = append(opened, archived), archived
		}
		found, err := textsIn(ctx, file, path, options)
		if err != nil {
			return nil, closeAll, fmt.Errorf("%s: %w", path, err)
		}
		// Of a folder only what is text is of interest; a file that was named is
		// read whatever it holds.
		if !slices.Contains(paths, path) {
			found = slices.DeleteFunc(found, func(t text) bool { return !t.isText() })
		}
		all = append(all, found...)
	}
	return all, closeAll, nil
}

// openFile opens a file, standard input, or the folder of a Slack export.
func (s *session) openFile(path string) (*os.File, ingest.Options, error) {
	if path == "-" {
		file, err := temporary()
		if err != nil {
			return nil, ingest.Options{}, err
		}
		if _, err := io.Copy(file, s.In); err != nil {
			return nil, ingest.Options{}, errors.Join(cannotRead("standard input", err), file.Close())
		}
		return file, ingest.Options{Reference: s.Clock(), Guessed: true}, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, ingest.Options{}, cannotRead(path, err)
	}
	options := ingest.Options{FileName: filepath.Base(path), Reference: info.ModTime(), Guessed: true}
	if info.IsDir() {
		packed, err := slackFolder(path)
		if err != nil {
			return nil, ingest.Options{}, err
		}
		file, _ := packed.(*os.File)
		return file, options, nil
	}
	file, err := os.Open(path) //nolint:gosec // the person names the file
	if err != nil {
		return nil, ingest.Options{}, cannotRead(path, err)
	}
	return file, options, nil
}

// textsIn finds the texts in an open file.
func textsIn(ctx context.Context, file *os.File, path string, options ingest.Options) ([]text, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, cannotRead(path, err)
	}
	head := make([]byte, ingest.PackingHead)
	n, _ := file.ReadAt(head, 0) // what is shorter is no archive
	switch packing := ingest.PackingOf(head[:n]); packing {
	case ingest.PackingGzip, ingest.PackingZstd:
		unpacked, err := ingest.Unpack(file, info.Size(), packing)
		if err != nil {
			return nil, err
		}
		if !unpacked.Modified.IsZero() {
			options.Reference = unpacked.Modified
		}
		_ = unpacked.Close() // only its header was read
		return []text{{name: path, options: options, unpack: func() (io.ReadCloser, error) {
			return ingest.Unpack(file, info.Size(), packing)
		}}}, nil
	case ingest.PackingTar:
		archive, err := ingest.OpenArchive(file, info.Size())
		if err != nil {
			return nil, err
		}
		return textsOf(archive, path, options), nil
	case ingest.PackingZip:
		archive, err := ingest.OpenArchive(file, info.Size())
		switch {
		case retro.ErrorCode(err) == retro.CodeDamaged, err == nil && archive.IsDocument():
		case err != nil:
			return nil, err
		case archive.IsSlack():
			options.Kind = retro.EvidenceChat
			return []text{{name: path, options: options, unpack: func() (io.ReadCloser, error) {
				return archive.ReadSlack(ctx), nil
			}}}, nil
		default:
			return textsOf(archive, path, options), nil
		}
	case ingest.PackingNone:
	}
	return []text{{name: path, options: options, file: file}}, nil
}

// textsOf lists the files of an archive that are text, or were text before they were
// compressed.
func textsOf(archive *ingest.Archive, file string, options ingest.Options) []text {
	var all []text
	for _, member := range archive.Members() {
		t := text{name: file + "/" + member.Name, options: options, unpack: member.Open}
		t.options.FileName = path.Base(member.Name)
		if !member.Modified.IsZero() {
			t.options.Reference = member.Modified
		}
		if packing := packingIn(member); packing == ingest.PackingGzip || packing == ingest.PackingZstd {
			unpacked, err := unpackMember(member, packing)
			if err != nil {
				continue // it is not whole, or no such thing
			}
			if !unpacked.Modified.IsZero() {
				t.options.Reference = unpacked.Modified
			}
			t.unpack = func() (io.ReadCloser, error) { return unpackMember(member, packing) }
			isText := t.holdsText(unpacked) // before it is closed: to unpack it again takes as long
			_ = unpacked.Close()            // only read from
			if isText {
				all = append(all, t)
			}
			continue
		}
		if t.isText() {
			all = append(all, t)
		}
	}
	return all
}

// packingIn tells how a file in an archive is compressed, PackingNone where it cannot
// be read.
func packingIn(member ingest.Member) ingest.Packing {
	opened, err := member.Open()
	if err != nil {
		return ingest.PackingNone
	}
	defer opened.Close() //nolint:errcheck // only read from
	head := make([]byte, ingest.PackingHead)
	n, _ := io.ReadFull(opened, head) // what is shorter is not compressed
	return ingest.PackingOf(head[:n])
}

// unpackedMember is the text of a compressed file in an archive.
type unpackedMember struct {
	*ingest.Unpacked
	close func()
}

// Close implements io.Closer.
func (m unpackedMember) Close() error {
	defer m.close()
	return m.Unpacked.Close()
}

// unpackMember unpacks a compressed file in an archive.
func unpackMember(member ingest.Member, packing ingest.Packing) (unpackedMember, error) {
	file, done, err := text{unpack: member.Open}.open()
	if err != nil {
		return unpackedMember{}, err
	}
	info, err := file.Stat()
	if err != nil {
		done()
		return unpackedMember{}, cannotRead(member.Name, err)
	}
	unpacked, err := ingest.Unpack(file, info.Size(), packing)
	if err != nil {
		done()
		return unpackedMember{}, err
	}
	return unpackedMember{unpacked, done}, nil
}
