package authoring

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// mergeBase is the page that people edited, as it left, and what it was made
// from.
type mergeBase struct {
	merging.Base
	revision retro.Revision
	target   string
	at       *time.Time
}

// editedPage is what a merge calls a page that came back.
const editedPage = "the edited page"

const (
	exportsTried   = 20 // exports that a page is compared with
	revisionsTried = 8  // revisions, where no export is on record
)

// comesBack reports whether a page made for the target can be read back.
func comesBack(target string) bool {
	target, _, _ = strings.Cut(target, ":")
	return export.ComesBack(target)
}

// mergeBase finds what a page was edited from: the export on record that was
// chosen, else the one that has most in common with it, else the checkpoint, or
// the newest revision, whose page would have. CodeConflict where nothing has
// anything in common with it, CodeNotFound for a choice that is not on record.
func (s *Service) mergeBase(ctx context.Context, id retro.RetrospectiveID, page wiki.Page, choice *ExportChoice) (*mergeBase, error) {
	exports, err := s.store.Exports(ctx, id, exportsTried)
	if err != nil {
		return nil, err
	}
	finder := baseFinder{edited: merging.PhrasesOf(page), page: page}
	for _, exported := range exports {
		found := candidate{revision: exported.Revision, target: exported.Target, at: &exported.At, zones: exported.Zones, size: len(exported.Data)}
		switch {
		case choice == nil, choice.Revision == exported.Revision && choice.Target == "":
			finder.consider(found, exported.Data, exported.Name)
		case choice.Revision == exported.Revision && choice.Target == exported.Target:
			if found.page, err = wiki.Read(exported.Data, exported.Name); err != nil {
				return nil, err
			}
			return s.openBase(ctx, found)
		}
	}
	if choice != nil && finder.best == nil {
		return nil, retro.Errorf(retro.CodeNotFound, "no export of that revision is on record that the page could have been")
	}
	if finder.best == nil {
		if err := s.considerRevisions(ctx, id, &finder); err != nil {
			return nil, err
		}
	}
	if finder.best == nil {
		return nil, retro.Errorf(retro.CodeConflict, "the page has nothing in common with this retrospective").
			WithHint("check that it belongs to it; its sections can also be added as new ones (--append)")
	}
	return s.openBase(ctx, *finder.best)
}

func (s *Service) considerRevisions(ctx context.Context, id retro.RetrospectiveID, finder *baseFinder) error {
	revisions, err := s.Revisions(ctx, id)
	if err != nil {
		return err
	}
	target := string(finder.page.Format)
	tried := 0
	for i, revision := range revisions {
		if i > 0 && !revision.IsCheckpoint() || tried == revisionsTried {
			continue
		}
		tried++
		content, err := s.store.Content(ctx, revision.ID)
		if err != nil {
			continue // a damaged revision is no base
		}
		rendered, _, err := s.renderPage(ctx, content, target)
		if err != nil {
			return err
		}
		finder.consider(candidate{revision: revision.ID, target: target, zones: content.Zones, size: len(rendered.Data)}, rendered.Data, rendered.Name)
	}
	return nil
}

// renderPage renders a content, which is that of the edition, as the page that leaves for
// a target, but for the pictures of its drawings, and tells which sections it has.
func (s *Service) renderPage(ctx context.Context, content retro.Content, address string) (export.File, []retro.SectionID, error) {
	target, v, err := cutVariant(address)
	if err != nil {
		return export.File{}, nil, err
	}
	input, err := s.inputOf(ctx, content, nil)
	if err != nil {
		return export.File{}, nil, err
	}
	input.Short, input.Edition, input.Paintings = v.short, v.edition, export.Unpainted()
	page := pageOf
	if target == targetClipboard {
		target, page = "html", copiedPage
	}
	result, err := export.Render(ctx, input, target)
	if err != nil {
		return export.File{}, nil, err
	}
	return page(result), result.Sections, nil
}

// openBase reads the revision behind a page and traces which part of the page it
// became.
func (s *Service) openBase(ctx context.Context, found candidate) (*mergeBase, error) {
	revision, err := s.store.Revision(ctx, found.revision)
	if err != nil {
		return nil, err
	}
	content, err := s.store.Content(ctx, found.revision)
	if err != nil {
		return nil, err
	}
	_, v, err := cutVariant(found.target)
	if err != nil {
		return nil, err
	}
	content, _ = content.For(v.edition, s.store.Lists())
	content.Zones = found.zones
	rendered, sections, err := s.renderPage(ctx, merging.Trace(content), found.target)
	if err != nil {
		return nil, err
	}
	content.Sections = slices.DeleteFunc(slices.Clone(content.Sections), func(section retro.Section) bool {
		return !slices.Contains(sections, section.ID)
	})
	traced, err := wiki.Read(rendered.Data, rendered.Name)
	if err != nil {
		return nil, err
	}
	known := content.Headings()
	return &mergeBase{
		Base:     merging.Base{Content: content, Page: found.page.Outline(known), Traced: traced.Outline(known), Size: found.size},
		revision: revision, target: found.target, at: found.at,
	}, nil
}

// candidate is a page that the edited one may have begun as.
type candidate struct {
	revision retro.RevisionID
	target   string
	at       *time.Time
	zones    []string
	size     int
	page     wiki.Page
}

// baseFinder keeps the candidate that has most in common with an edited page.
type baseFinder struct {
	page   wiki.Page
	edited merging.Phrases
	best   *candidate
	score  float64
}

func (f *baseFinder) consider(c candidate, data []byte, name string) {
	page, err := wiki.Read(data, name)
	if err != nil {
		return // what was written by an earlier version and cannot be read is no base
	}
	c.page = page
	if score := f.edited.Likeness(page); score > f.score {
		f.best, f.score = &c, score
	}
}
