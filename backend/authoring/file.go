package authoring

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// WriteExport writes the files of an export into a folder, which is made where
// it does not exist, and returns their paths, the main file first.
func WriteExport(folder string, result export.Result) ([]string, error) {
	paths := make([]string, 0, len(result.Files))
	for _, file := range result.Files {
		path := filepath.Join(folder, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // an export is for others to read
			return nil, cannotWrite(path, err)
		}
		if err := WriteFile(path, file.Data); err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// Replaced lists the files in a folder that writing an export there replaces and
// that hold something else now.
func Replaced(folder string, result export.Result) []string {
	var paths []string
	for _, file := range result.Files {
		path := filepath.Join(folder, filepath.FromSlash(file.Name))
		if there, err := os.ReadFile(path); err == nil && !bytes.Equal(there, file.Data) { //nolint:gosec // only compared
			paths = append(paths, path)
		}
	}
	return paths
}

// WriteFile writes a file so that its place holds either all of the new bytes or
// what was there before: into a temporary file beside it, synced, then renamed.
func WriteFile(path string, data []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return cannotWrite(path, err)
	}
	_, writeErr := temporary.Write(data)
	err = errors.Join(writeErr, temporary.Chmod(0o644), temporary.Sync(), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		_ = os.Remove(temporary.Name()) // what could not be written is of no use
		return cannotWrite(path, err)
	}
	return nil
}

func cannotWrite(path string, err error) error {
	code := retro.CodeInternal
	if errors.Is(err, os.ErrPermission) || errors.Is(err, os.ErrNotExist) {
		code = retro.CodeInvalid
	}
	return retro.Errorf(code, "cannot write %s: %w", path, err).WithHint("choose another folder")
}
