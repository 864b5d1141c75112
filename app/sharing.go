package app

import (
	"path"
	"path/filepath"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

// Sharing is the room of exports.
type Sharing struct{ core }

// Targets lists what a retrospective can be exported to.
func (s *Sharing) Targets(id retro.RetrospectiveID) ([]export.Target, error) {
	return s.service.TargetsOf(s.context(), id)
}

// Render returns an export to look at.
func (s *Sharing) Render(id retro.RetrospectiveID, target string) (authoring.Rendered, error) {
	return s.service.Render(s.context(), id, target)
}

// Review returns what to look at before it leaves, and what was looked for.
func (s *Sharing) Review(id retro.RetrospectiveID) (review.Report, error) {
	return s.service.Review(s.context(), id)
}

// Copy puts the text of an export on the clipboard.
func (s *Sharing) Copy(id retro.RetrospectiveID, target string) error {
	text, err := s.service.CopyText(s.context(), id, target)
	if err != nil {
		return err
	}
	if err := s.native.SetClipboard(s.context(), text); err != nil {
		return err
	}
	return s.service.Copied(s.context(), id, target)
}

// Copied records that the page itself put an export on the clipboard.
func (s *Sharing) Copied(id retro.RetrospectiveID, target string) error {
	return s.service.Copied(s.context(), id, target)
}

// RenderReport returns what changed between two revisions, for a target, to look
// at; an empty to means the newest.
func (s *Sharing) RenderReport(id retro.RetrospectiveID, from, to retro.RevisionID, target string) (authoring.Rendered, error) {
	return s.service.RenderReport(s.context(), id, from, to, target)
}

// CopyReport puts its text on the clipboard.
func (s *Sharing) CopyReport(id retro.RetrospectiveID, from, to retro.RevisionID, target string) error {
	result, err := s.service.ChangeReport(s.context(), id, from, to, target)
	if err != nil {
		return err
	}
	return s.native.SetClipboard(s.context(), result.Clipboard.Text)
}

// SaveReport lets the person choose a place and writes it there, like Save.
func (s *Sharing) SaveReport(id retro.RetrospectiveID, from, to retro.RevisionID, target string) (string, error) {
	result, err := s.service.ChangeReport(s.context(), id, from, to, target)
	if err != nil {
		return "", err
	}
	return s.save(result)
}

// Save lets the person choose a place and writes the export there: one file
// where they say, several into a folder. It returns the path of the main file,
// or "" when they cancel.
func (s *Sharing) Save(id retro.RetrospectiveID, target string) (string, error) {
	result, err := s.service.Export(s.context(), id, target, nil)
	if err != nil {
		return "", err
	}
	return s.save(result)
}

func (s *Sharing) save(result export.Result) (string, error) {
	if len(result.Files) == 1 {
		chosen, err := s.native.ChooseSavePath(s.context(), "Save "+result.Target, path.Base(result.Files[0].Name))
		if err != nil || chosen == "" {
			return "", err
		}
		return chosen, authoring.WriteFile(chosen, result.Files[0].Data)
	}
	folder, err := s.native.ChooseFolder(s.context(), "Save "+result.Target+" to a folder")
	if err != nil || folder == "" {
		return "", err
	}
	paths, err := authoring.WriteExport(filepath.Clean(folder), result)
	if err != nil {
		return "", err
	}
	return paths[0], nil
}

// Call says what a name is called in the editions for the company and for clients; for ""
// as a role tells again.
func (s *Sharing) Call(id retro.RetrospectiveID, name, instead string) (authoring.Edited, error) {
	return s.service.Call(s.context(), id, name, instead)
}

// MarkShared keeps a checkpoint of what was shared, and where.
func (s *Sharing) MarkShared(id retro.RetrospectiveID, place string) (authoring.Edited, error) {
	return s.service.MarkShared(s.context(), id, place)
}
