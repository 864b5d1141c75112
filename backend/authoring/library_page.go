package authoring

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// LibraryPage is what was written of a library for others to look at.
type LibraryPage struct {
	Index          string `json:"index"` // the path of the page that leads to all others
	Retrospectives int    `json:"retrospectives"`
	Written        int    `json:"written"` // files that are new or say something else now
	Removed        int    `json:"removed"` // files of retrospectives that are gone
	// Failed are the titles of those that are damaged: only what was written of them before
	// is there.
	Failed []string `json:"failed,omitempty"`
}

// pageList names the file in which a folder keeps what of it is ours: nothing else in it
// is ever replaced or removed.
const pageList = "afterword-library.json"

type pageListing struct {
	Files map[string]string `json:"files"` // path to hash
}

// WriteLibraryPage writes an index of the library and a page for each retrospective into a
// folder: what single exports of them hold, and no more. What an earlier one left there is
// replaced, files of others stay as they are. tell hears now and then how many are done,
// and may be nil. CodeConflict where somebody else's file is in the way.
func (s *Service) WriteLibraryPage(ctx context.Context, folder string, tell func(done, total int)) (LibraryPage, error) {
	wanted := library.Query{Order: library.OrderIncident, WithoutExample: true}
	listing, err := s.store.Summaries(ctx, wanted)
	if wanted.WithoutExample = false; err == nil && listing.Total == 0 {
		listing, err = s.store.Summaries(ctx, wanted) // so that whoever tries it sees something
	}
	if err != nil {
		return LibraryPage{}, err
	}
	w, err := newPageWriter(folder)
	if err != nil {
		return LibraryPage{}, err
	}
	result := LibraryPage{Index: filepath.Join(folder, "index.html"), Retrospectives: len(listing.Rows)}
	rows := make([]export.IndexRow, 0, len(listing.Rows))
	for i, summary := range listing.Rows {
		if err := ctx.Err(); err != nil {
			return LibraryPage{}, fmt.Errorf("write the library: %w", errors.Join(err, w.keepList()))
		}
		if tell != nil {
			tell(i, len(listing.Rows))
		}
		row, err := s.writeLibraryRow(ctx, w, summary)
		switch {
		case retro.ErrorCode(err) == retro.CodeDamaged || retro.ErrorCode(err) == retro.CodeNotFound:
			result.Failed = append(result.Failed, summary.Title)
			if row = w.earlier(summary); row.Page != "" {
				rows = append(rows, row)
			}
		case err != nil:
			return LibraryPage{}, err
		default:
			rows = append(rows, row)
		}
	}
	if err := w.write(export.LibraryIndex(rows, s.clock())); err != nil {
		return LibraryPage{}, err
	}
	if result.Removed, err = w.finish(); err != nil {
		return LibraryPage{}, err
	}
	result.Written = w.written
	return result, nil
}

// writeLibraryRow writes the page of a retrospective, and its recording notes where a
// debrief was held.
func (s *Service) writeLibraryRow(ctx context.Context, w *pageWriter, summary retro.Summary) (export.IndexRow, error) {
	revision, content, err := s.head(ctx, summary.ID)
	if err != nil {
		return export.IndexRow{}, err
	}
	if content.IsUnreadable() {
		return export.IndexRow{}, retro.Errorf(retro.CodeDamaged, "nothing of “%s” can be read", summary.Title)
	}
	row := export.IndexRow{Summary: summary}
	base := "retrospectives/" + retro.FileName(content.Title, "retrospective") + ending(summary.ID)
	type page struct {
		target, name string
		into         *string
	}
	targets := []page{{"html", base + pageEnding, &row.Page}}
	if content.Debrief.StartedAt != nil && !content.Solo.Is() {
		targets = append(targets, page{TargetNotes + ":html", base + notesEnding, &row.Notes})
		for _, recording := range content.Debrief.Recordings() {
			if recording.Where != "" {
				row.Recordings = append(row.Recordings, recording.Where)
			}
		}
	}
	for _, t := range targets {
		rendered, _, err := s.render(ctx, summary.ID, revision, content, t.target, nil)
		if err != nil {
			return export.IndexRow{}, err
		}
		file := rendered.Files[0]
		file.Name = t.name
		if err := w.write(file); err != nil {
			return export.IndexRow{}, err
		}
		*t.into = t.name
	}
	return row, nil
}

// What the names of the two pages of a retrospective end with.
const (
	pageEnding  = ".html"
	notesEnding = "-recording-notes.html"
)

// ending tells pages of the same title apart.
func ending(id retro.RetrospectiveID) string { return "-" + string(id)[:min(6, len(id))] }

// pageWriter writes into a folder of which it knows what was its own before.
type pageWriter struct {
	folder  string
	before  pageListing
	now     pageListing
	written int
}

func newPageWriter(folder string) (*pageWriter, error) {
	w := &pageWriter{folder: folder, now: pageListing{Files: map[string]string{}}}
	data, err := os.ReadFile(filepath.Join(folder, pageList)) //nolint:gosec // where the person said
	if err == nil && json.Unmarshal(data, &w.before) != nil {
		return nil, retro.Errorf(retro.CodeDamaged, "“%s” does not say which files are Afterword’s", pageList).WithHint("take it away, or choose another folder")
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, cannotWrite(folder, err)
	}
	if _, isOwn := w.before.Files["index.html"]; !isOwn {
		if _, err := os.Stat(filepath.Join(folder, "index.html")); err == nil {
			return nil, retro.Errorf(retro.CodeConflict, "an index.html that is not Afterword’s stands in “%s”", folder).WithHint("choose another folder")
		}
	}
	return w, nil
}

// write writes one file, where it says something else than the one that is there.
func (w *pageWriter) write(file export.File) error {
	target := filepath.Join(w.folder, filepath.FromSlash(file.Name))
	there, err := os.ReadFile(target) //nolint:gosec // compared only
	if _, isOwn := w.before.Files[file.Name]; err == nil && !isOwn && !bytes.Equal(there, file.Data) {
		if _, isNew := w.now.Files[file.Name]; !isNew {
			return retro.Errorf(retro.CodeConflict, "“%s” is not Afterword’s", target).WithHint("choose another folder")
		}
	}
	sum := sha256.Sum256(file.Data)
	w.now.Files[file.Name] = hex.EncodeToString(sum[:])
	if err == nil && bytes.Equal(there, file.Data) {
		return nil
	}
	w.written++
	_, err = WriteExport(w.folder, export.Result{Files: []export.File{file}})
	return err
}

// earlier keeps what the earlier library wrote of a retrospective, and returns its row.
func (w *pageWriter) earlier(summary retro.Summary) export.IndexRow {
	row := export.IndexRow{Summary: summary}
	for name, sum := range w.before.Files {
		switch {
		case strings.HasSuffix(name, ending(summary.ID)+pageEnding):
			row.Page = name
		case strings.HasSuffix(name, ending(summary.ID)+notesEnding):
			row.Notes = name
		default:
			continue
		}
		w.now.Files[name] = sum
	}
	return row
}

// finish removes what only the earlier library had, and keeps the list.
func (w *pageWriter) finish() (removed int, err error) {
	for _, name := range slices.Sorted(maps.Keys(w.before.Files)) {
		if _, stays := w.now.Files[name]; stays || !isOwnName(name) {
			continue
		}
		err := os.Remove(filepath.Join(w.folder, filepath.FromSlash(name)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return removed, cannotWrite(name, err)
		}
		removed++
	}
	w.before = pageListing{}
	return removed, w.keepList()
}

// isOwnName holds a list that somebody edited to files that are ever written.
func isOwnName(name string) bool {
	return name == "index.html" || path.Dir(name) == "retrospectives" && filepath.IsLocal(filepath.FromSlash(name)) && path.Ext(name) == ".html"
}

// keepList writes down what is ours, of an earlier library and of this one.
func (w *pageWriter) keepList() error {
	all := pageListing{Files: map[string]string{}}
	for _, files := range []map[string]string{w.before.Files, w.now.Files} {
		maps.Copy(all.Files, files)
	}
	data, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return fmt.Errorf("list the files: %w", err)
	}
	if err := os.MkdirAll(w.folder, 0o755); err != nil { //nolint:gosec // for others to read
		return cannotWrite(w.folder, err)
	}
	return WriteFile(filepath.Join(w.folder, pageList), append(data, '\n'))
}
