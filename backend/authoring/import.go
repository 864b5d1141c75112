package authoring

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
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
	// Append takes all sections of the page as new ones, for a page that has
	// nothing in common with the retrospective.
	Append bool `json:"append"`
	// DryRun only tells what would change.
	DryRun bool `json:"-"`
}

// Imported is what became of an edited page.
type Imported struct {
	// Workspace is the retrospective after the import, nil for a dry run.
	Workspace *Workspace `json:"workspace,omitempty"`
	// Base is what the page was compared with, nil for one that was appended.
	Base *ImportBase `json:"base,omitempty"`
	// Changes are those made to the retrospective.
	Changes diff.ChangeSet `json:"changes"`
	// Conflicts are the places that were changed on both sides, see SettleConflict.
	// Those of a dry run have no numbers that last.
	Conflicts []Conflict `json:"conflicts"`
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
	m, err := s.newMerger(ctx, id, current.content, editedPage)
	if err != nil {
		return Imported{}, err
	}
	imported := Imported{}
	if base != nil {
		imported.Base = &ImportBase{Revision: base.revision, Target: base.target, ExportedAt: base.at}
		m.warnOfSize(base, len(data))
		m.page(base, page.Outline(headings(base.content)))
	} else {
		m.append(page.Outline(nil))
	}
	m.lists.Sort(&m.content)
	imported.Changes = diff.CompareLists(s.store.Lists(), current.content, m.content)
	imported.Conflicts = []Conflict{}
	for _, conflict := range m.conflicts {
		imported.Conflicts = append(imported.Conflicts, Conflict{Conflict: conflict}.compared(s.store.Lists()))
	}
	imported.Notes = append(append([]string{}, page.Notes...), m.notes...)
	if options.DryRun {
		return imported, nil
	}
	if !imported.Changes.IsEmpty() {
		label := strings.TrimSpace("import " + filepath.Base(name))
		revision := retro.Revision{Kind: retro.RevisionImported, Name: label, Reason: label}
		if err := s.commitMerge(ctx, id, current, revision, m); err != nil {
			return Imported{}, err
		}
	}
	workspace, err := s.workspace(ctx, id, current)
	workspace.Unchanged = imported.Changes.IsEmpty()
	imported.Workspace = &workspace
	return imported, err
}

func (m *merger) say(sentence string) { m.notes = append(m.notes, sentence) }

// BeginWithPage makes a new retrospective of a page that belongs to none. Its
// title is that of the page, else the name of its file.
func (s *Service) BeginWithPage(ctx context.Context, data []byte, name string) (Workspace, error) {
	page, err := wiki.Read(data, name)
	if err != nil {
		return Workspace{}, err
	}
	outline := page.Outline(nil)
	title := firstOf(strings.TrimSpace(outline.Title), strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)))
	if title == "" || title == "." {
		title = "Imported page"
	}
	begun, err := s.Create(ctx, title, "")
	if err != nil {
		return Workspace{}, err
	}
	return s.edit(ctx, begun.ID, "import page", func(c *retro.Content) error {
		m := &merger{lists: s.store.Lists(), content: retro.Content{}, ids: s.ids}
		outline.Title = ""
		m.append(outline)
		c.Sections = m.content.Sections
		return nil
	})
}

// append adds all that a page says as new sections.
func (m *merger) append(page wiki.Outline) {
	sections := page.Sections
	if len(page.Preamble) > 0 {
		heading := firstOf(page.Title, "Imported page")
		sections = append([]wiki.Section{{Heading: heading, Blocks: page.Preamble}}, sections...)
	}
	for _, section := range sections {
		m.content.Sections = append(m.content.Sections, m.newSection(section))
	}
}

func (m *merger) newSection(section wiki.Section) retro.Section {
	return retro.Section{
		ID: retro.SectionID(m.ids.New()), Heading: firstOf(section.Heading, "Untitled section"), Body: joinBlocks(section.Blocks),
	}
}

// A page that is so many times as long as what left, in bytes, is hardly that
// page.
const (
	muchLonger  = 20
	longAnyway  = 200 << 10
	bytesPerMiB = 1 << 20
)

// warnOfSize says that a page is far longer than what left.
func (m *merger) warnOfSize(base *mergeBase, size int) {
	if size > longAnyway && base.size > 0 && size/base.size >= muchLonger {
		m.say(fmt.Sprintf("The page is %.1f MB long, %d times as long as what left: make sure that it is the page you mean.",
			float64(size)/bytesPerMiB, size/base.size))
	}
}

// joinBlocks writes blocks as the body of a section.
func joinBlocks(blocks []wiki.Block) string {
	var texts []string
	for _, b := range blocks {
		texts = append(texts, b.Markdown)
	}
	if len(texts) == 0 {
		return ""
	}
	return strings.Join(texts, "\n\n") + "\n"
}
