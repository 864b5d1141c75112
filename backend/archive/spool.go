package archive

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// File is a temporary file, any place of which can be read.
type File struct {
	*os.File
	size int64
}

// Spool copies what is read into a temporary file. It is gone with the process; where a
// system does not let go of the name of an open file, Close removes it.
func Spool(r io.Reader) (*File, error) {
	file, err := os.CreateTemp("", "afterword-*")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	_ = os.Remove(file.Name()) // see above
	spooled := &File{File: file}
	if spooled.size, err = io.Copy(file, r); err != nil {
		return nil, errors.Join(fmt.Errorf("unpack: %w", err), spooled.Close())
	}
	return spooled, nil
}

// Size returns how many bytes it holds.
func (f *File) Size() int64 { return f.size }

// Close closes the file and removes it.
func (f *File) Close() error {
	err := f.File.Close()
	if removed := os.Remove(f.Name()); !errors.Is(removed, fs.ErrNotExist) {
		err = errors.Join(err, removed)
	}
	return err
}
