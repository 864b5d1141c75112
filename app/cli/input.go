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

	"github.com/afterword-app/afterword/backend/archive"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/metrics"
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
func slackFolder(folder string) (*archive.File, error) {
	packed, writer := io.Pipe()
	go func() { writer.CloseWithError(ingest.PackFolder(writer, os.DirFS(folder))) }()
	file, err := archive.Spool(packed)
	if err != nil {
		return nil, cannotRead(folder, err)
	}
	return file, nil
}

// text is a source that parse reads.
type text struct {
	name    string // as it is shown
	options ingest.Options
	file    readable                      // nil where it is packed
	unpack  func() (io.ReadCloser, error) // reads it once
}

// readable is a file, of which any place can be read.
type readable interface {
	io.ReaderAt
	io.Closer
	Stat() (os.FileInfo, error)
}

// open returns the text where any place of it can be read, and what closes it.
func (t text) open() (readable, func(), error) {
	if t.file != nil {
		return t.file, func() {}, nil
	}
	packed, err := t.unpack()
	if err != nil {
		return nil, nil, err
	}
	file, err := archive.Spool(packed)
	if closing := packed.Close(); err == nil && closing != nil {
		err = errors.Join(closing, file.Close())
	}
	if err != nil {
		return nil, nil, err
	}
	return file, func() { _ = file.Close() }, nil
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
	if archive.PackingOf(head[:n]) != archive.None {
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
		found, packed, err := textsIn(ctx, file, path, options)
		if err != nil {
			return nil, closeAll, fmt.Errorf("%s: %w", path, err)
		}
		opened = append(opened, packed)
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
func (s *session) openFile(path string) (readable, ingest.Options, error) {
	if path == "-" {
		file, err := archive.Spool(s.In)
		if err != nil {
			return nil, ingest.Options{}, cannotRead("standard input", err)
		}
		return file, ingest.Options{Reference: s.Clock(), Guessed: true}, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, ingest.Options{}, cannotRead(path, err)
	}
	options := ingest.Options{FileName: filepath.Base(path), Reference: info.ModTime(), Guessed: true}
	if info.IsDir() {
		file, err := slackFolder(path)
		if err != nil {
			return nil, ingest.Options{}, err
		}
		return file, options, nil
	}
	file, err := os.Open(path) //nolint:gosec // the person names the file
	if err != nil {
		return nil, ingest.Options{}, cannotRead(path, err)
	}
	return file, options, nil
}

// textsIn finds the texts in an open file. packed is to be closed when they were read.
func textsIn(ctx context.Context, file readable, path string, options ingest.Options) (texts []text, packed *archive.Archive, err error) {
	info, err := file.Stat()
	if err != nil {
		return nil, nil, cannotRead(path, err)
	}
	asItIs := []text{{name: path, options: options, file: file}}
	packed, err = archive.Open(file, info.Size())
	switch {
	case retro.ErrorCode(err) == retro.CodeDamaged:
		return asItIs, &archive.Archive{}, nil
	case err != nil:
		return nil, nil, err
	case packed.Packing == archive.None, packed.IsDocument():
		if table := metricsIn(file, info.Size()); table != nil {
			return []text{{name: path, options: options, unpack: table}}, packed, nil
		}
		return asItIs, packed, nil
	case packed.IsSingle():
		only := packed.Members()[0]
		if !only.Modified.IsZero() {
			options.Reference = only.Modified
		}
		return []text{{name: path, options: options, unpack: only.Open}}, packed, nil
	case ingest.IsSlack(packed):
		options.Kind = retro.EvidenceChat
		return []text{{name: path, options: options, unpack: func() (io.ReadCloser, error) {
			return ingest.ReadSlack(ctx, packed), nil
		}}}, packed, nil
	}
	return textsOf(packed, path, options), packed, nil
}

// metricsIn returns what reads the table of an export of metrics, nil for all else.
func metricsIn(file io.ReaderAt, size int64) func() (io.ReadCloser, error) {
	head := make([]byte, ingest.ClassifyHead)
	n, _ := file.ReadAt(head, 0) // what is shorter may be one as well
	if !metrics.Looks(head[:n], size) {
		return nil
	}
	table := func() (io.ReadCloser, error) { return metrics.Table(io.NewSectionReader(file, 0, size)) }
	made, err := table()
	if err != nil {
		return nil
	}
	return func() (io.ReadCloser, error) {
		if first := made; first != nil {
			made = nil
			return first, nil
		}
		return table()
	}
}

// textsOf lists the files of an archive that are text, or were text before they were
// compressed.
func textsOf(packed *archive.Archive, file string, options ingest.Options) []text {
	var all []text
	for _, member := range packed.Members() {
		opened, modified, err := member.OpenText()
		if err != nil {
			continue // it is not whole, or encrypted
		}
		t := text{name: file + "/" + member.Name, options: options, unpack: func() (io.ReadCloser, error) {
			text, _, err := member.OpenText()
			return text, err
		}}
		t.options.FileName = path.Base(member.Name)
		if !modified.IsZero() {
			t.options.Reference = modified
		}
		isText := t.holdsText(opened)
		_ = opened.Close() // only read from
		if isText {
			all = append(all, t)
		}
	}
	return all
}
