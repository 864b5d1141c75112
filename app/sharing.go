package app

import (
	"path/filepath"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// Sharing is the room of exports.
type Sharing struct{ core }

// Targets lists what can be exported to.
func (*Sharing) Targets() []export.Target { return export.Targets() }

// Render returns an export to look at.
func (s *Sharing) Render(id retro.RetrospectiveID, target string) (authoring.Rendered, error) {
	return s.service.Render(s.context(), id, target)
}

// Copy puts the text of an export on the clipboard.
func (s *Sharing) Copy(id retro.RetrospectiveID, target string) error {
	rendered, err := s.service.Render(s.context(), id, target)
	if err != nil {
		return err
	}
	return s.native.SetClipboard(s.context(), rendered.Text)
}

// Save lets the person choose a place and writes the export there: one file
// where they say, several into a folder. It returns the path of the main file,
// or "" when they cancel.
func (s *Sharing) Save(id retro.RetrospectiveID, target string) (string, error) {
	result, err := s.service.Export(s.context(), id, target, nil)
	if err != nil {
		return "", err
	}
	if len(result.Files) == 1 {
		path, err := s.native.ChooseSavePath(s.context(), "Save "+target, result.Files[0].Name)
		if err != nil || path == "" {
			return "", err
		}
		return path, authoring.WriteFile(path, result.Files[0].Data)
	}
	folder, err := s.native.ChooseFolder(s.context(), "Save "+target+" to a folder")
	if err != nil || folder == "" {
		return "", err
	}
	paths, err := authoring.WriteExport(filepath.Clean(folder), result)
	if err != nil {
		return "", err
	}
	return paths[0], nil
}

// MarkShared names a checkpoint of what was shared.
func (s *Sharing) MarkShared(id retro.RetrospectiveID) (authoring.Workspace, error) {
	return s.service.Checkpoint(s.context(), id, "Shared", retro.RevisionShared)
}
