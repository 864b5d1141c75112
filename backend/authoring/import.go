package authoring

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/templates"
	"github.com/afterword-app/afterword/backend/wiki"
)

// An edited page comes back in three steps. It is compared with the page that
// left (the base), both read by package wiki, so that only what people did is
// left. That is carried over to what the page was made from: text to the bodies
// of sections, rows of tables to events and action items (import_body.go,
// import_table.go). The result is then merged with what was written here
// meanwhile. Nothing is dropped on the way: what cannot be carried over becomes a
// note in its section, and where both sides changed the same, both stay.

// LargestPage is the size in bytes up to which a page is read.
const LargestPage = wiki.LargestPage

// ImportOptions say how an edited page is taken in.
type ImportOptions struct {
	// Base is the export that the page was edited from, nil to find the one that has
	// most in common with it.
	Base *ExportChoice `json:"base,omitempty"`
	// Append adds what the page says behind what its sections say here, and the
	// others as new ones, for a page that has nothing in common with the retrospective.
	Append bool `json:"append"`
	// DryRun only tells what would change.
	DryRun bool `json:"-"`
}

// Imported is what became of an edited page.
type Imported struct {
	// Edited is what that changed, nil for a dry run.
	Edited *Edited `json:"edited,omitempty"`
	// Base is what the page was compared with, nil for one that was appended.
	Base *ImportBase `json:"base,omitempty"`
	// Changes are those made to the retrospective.
	Changes diff.ChangeSet `json:"changes"`
	// Conflicts are the places that were changed on both sides, see SettleConflict.
	// Those of a dry run have no numbers that last.
	Conflicts []merging.Conflict `json:"conflicts"`
	// Notes say in sentences what the person who imports should know.
	Notes []string `json:"notes"`
}

// ImportBase is the state that an edited page began from.
type ImportBase struct {
	Revision retro.Revision `json:"revision"`
	Target   string         `json:"target"`
	// ExportedAt is when the page left, nil where no export is on record and the
	// revision itself was taken.
	ExportedAt *time.Time `json:"exportedAt,omitempty"`
}

// ExportChoice names an export on record; an empty Target means the one of the
// revision's that has most in common with the page.
type ExportChoice struct {
	Revision retro.RevisionID `json:"revision"`
	Target   string           `json:"target"`
}

// ImportBases lists the exports on record that a page may have been edited from,
// the newest first.
func (s *Service) ImportBases(ctx context.Context, id retro.RetrospectiveID) ([]ImportBase, error) {
	exports, err := s.store.Exports(ctx, id, exportsTried)
	if err != nil {
		return nil, err
	}
	bases := []ImportBase{}
	for _, exported := range exports {
		revision, err := s.store.Revision(ctx, exported.Revision)
		if err != nil {
			continue // thinned out since
		}
		bases = append(bases, ImportBase{Revision: revision, Target: exported.Target, ExportedAt: &exported.At})
	}
	return bases, nil
}

// Import takes in an edited page as a revision of the kind imported; a page that
// holds no edits makes none. name is the name of its file. The error has
// CodeUnsupported, CodeDamaged or CodeInvalid for what is no page that can be
// read, and CodeConflict for a page that shares nothing with the retrospective.
func (s *Service) Import(ctx context.Context, id retro.RetrospectiveID, data []byte, name string, options ImportOptions) (Imported, error) {
	page, err := wiki.Read(data, name)
	if err != nil {
		return Imported{}, err
	}
	var base *mergeBase
	if !options.Append {
		if base, err = s.mergeBase(ctx, id, page, options.Base); err != nil {
			return Imported{}, err
		}
	}
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return Imported{}, err
	}
	defer leave()
	mergeOptions, err := s.mergeOptions(ctx, id, editedPage)
	if err != nil {
		return Imported{}, err
	}
	imported := Imported{}
	var merged merging.Merged
	if base != nil {
		imported.Base = &ImportBase{Revision: base.revision, Target: base.target, ExportedAt: base.at}
		merged = merging.Page(current.content, base.Base, page, len(wiki.Compact(data)), mergeOptions) // pictures are no words
	} else {
		all, err := s.Templates(ctx)
		if err != nil {
			return Imported{}, err
		}
		mergeOptions.RoleOf = func(heading string) retro.SectionRole { return templates.RoleOf(all, heading) }
		merged = merging.Append(current.content, page.Outline(current.content.Headings()), mergeOptions)
	}
	imported.Changes = diff.CompareLists(s.store.Lists(), current.content, merged.Content)
	imported.Conflicts = merging.Show(s.store.Lists(), merged.Conflicts)
	imported.Notes = append(append([]string{}, page.Notes...), merged.Notes...)
	if options.DryRun {
		return imported, nil
	}
	label := strings.TrimSpace("import " + filepath.Base(name))
	edited, err := s.saveMerge(ctx, id, current, retro.Revision{Kind: retro.RevisionImported, Name: label, Reason: label}, merged)
	imported.Edited = &edited
	return imported, err
}

// BeginWithPage makes a new retrospective of a page that belongs to none. Its
// title is that of the page, else the name of its file.
func (s *Service) BeginWithPage(ctx context.Context, data []byte, name string) (Workspace, error) {
	page, err := wiki.Read(data, name)
	if err != nil {
		return Workspace{}, err
	}
	outline := page.Outline(nil)
	title := retro.FirstOf(strings.TrimSpace(outline.Title), strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)))
	if title == "" || title == "." {
		title = "Imported page"
	}
	begun, err := s.Create(ctx, title, "")
	if err != nil {
		return Workspace{}, err
	}
	_, err = s.edit(ctx, begun.ID, "import page", func(c *retro.Content) error {
		outline.Title = ""
		appended := merging.Append(retro.Content{}, outline, merging.Options{Lists: s.store.Lists(), IDs: s.ids}).Content
		c.Sections, c.IsDraft = appended.Sections, appended.IsDraft
		return nil
	})
	if err != nil {
		return Workspace{}, err
	}
	return s.Open(ctx, begun.ID)
}
