package app

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// Opened is what became of a bundle; an empty Name means that none was opened.
type Opened struct {
	Name     string           `json:"name"` // of the file
	Unpacked library.Unpacked `json:"unpacked"`
	// Conflicts is how many places wait for a decision.
	Conflicts int `json:"conflicts"`
}

// OpenBundle asks for a colleague's file and takes it over.
func (l *Library) OpenBundle() (Opened, error) {
	paths, err := l.native.ChooseFiles(l.context(), "Open a colleague's retrospective")
	if err != nil || len(paths) == 0 {
		return Opened{}, err
	}
	return l.openBundle(l.context(), paths[0], filepath.Base(paths[0]))
}

// OpenGiven takes over the file that the app was started with, if there is one.
// Opening it again brings nothing new.
func (l *Library) OpenGiven() (Opened, error) {
	if l.info.Bundle == "" {
		return Opened{}, nil
	}
	return l.openBundle(l.context(), l.info.Bundle, filepath.Base(l.info.Bundle))
}

func (c core) openBundle(ctx context.Context, path, name string) (Opened, error) {
	unpacked, err := c.service.ReadBundle(ctx, path)
	if err != nil {
		return Opened{}, err
	}
	open, err := c.service.Conflicts(ctx, unpacked.Retrospective)
	return Opened{Name: name, Unpacked: unpacked, Conflicts: len(open)}, err
}

// SaveBundle asks where to, and writes the one file that holds a retrospective
// with its history and its originals. It returns the path, "" when the person
// cancels.
func (s *Sharing) SaveBundle(id retro.RetrospectiveID) (string, error) {
	name, err := s.service.BundleName(s.context(), id)
	if err != nil {
		return "", err
	}
	path, err := s.native.ChooseSavePath(s.context(), "Save for a colleague", name)
	if err != nil || path == "" {
		return "", err
	}
	return path, s.service.WriteBundle(s.context(), id, path)
}

// takeBundle takes over a bundle that was dropped on the window.
func (a *App) takeBundle(w http.ResponseWriter, r *http.Request) {
	original, err := a.posted(w, r)
	if err != nil {
		refuse(w, err)
		return
	}
	opened, err := a.openDropped(r.Context(), original)
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, http.StatusOK, opened)
}

// openDropped takes over a file that Go holds where it is. Bytes from the page it
// puts into a file first: a bundle is read at any place.
func (a *App) openDropped(ctx context.Context, original authoring.Original) (opened Opened, err error) {
	body, err := original.Open()
	if err != nil {
		return Opened{}, retro.Errorf(retro.CodeInvalid, "the file cannot be read: %w", err)
	}
	defer body.Close() //nolint:errcheck // only read from
	name := filepath.Base(original.Name)
	if held, ok := body.(*os.File); ok {
		return a.openBundle(ctx, held.Name(), name)
	}
	folder, err := os.MkdirTemp("", "afterword-dropped-")
	if err != nil {
		return Opened{}, retro.Errorf(retro.CodeInternal, "keep the file for reading: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "dropped"+authoring.BundleExtension)
	file, err := os.Create(path) //nolint:gosec // in a folder of our own
	if err != nil {
		return Opened{}, retro.Errorf(retro.CodeInternal, "keep the file for reading: %w", err)
	}
	_, err = io.Copy(file, body)
	if err = errors.Join(err, file.Close()); err != nil {
		return Opened{}, retro.Errorf(retro.CodeInvalid, "the file cannot be read: %w", err).WithHint("open it with Ctrl+O instead")
	}
	return a.openBundle(ctx, path, name)
}

func readAll(body io.Reader) ([]byte, error) {
	data, err := io.ReadAll(body)
	if err != nil {
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return nil, pageTooLarge(authoring.LargestPage + 1)
		}
		return nil, retro.Errorf(retro.CodeInvalid, "the page cannot be read: %w", err)
	}
	return data, nil
}
