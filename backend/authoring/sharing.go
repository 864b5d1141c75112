package authoring

import (
	"context"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// Export renders a retrospective for a target. zones are shown beside UTC; nil
// means those that the retrospective shows. What was rendered is kept, so that
// an edited page can be told from it; a library that cannot be written to keeps
// nothing. CodeNotFound for an unknown target names the nearest.
func (s *Service) Export(ctx context.Context, id retro.RetrospectiveID, target string, zones []string) (export.Result, error) {
	revision, content, err := s.head(ctx, id)
	if err != nil {
		return export.Result{}, err
	}
	result, shown, err := s.render(ctx, id, revision, content, target, zones)
	if err != nil {
		return result, err
	}
	if !comesBack(target) {
		return result, nil
	}
	return result, s.keepExport(ctx, revision, shown, target, pageOf(result))
}

// Copied records that an export left over the clipboard, so that an edited page
// can be told from it. CodeNotFound for an unknown target.
func (s *Service) Copied(ctx context.Context, id retro.RetrospectiveID, target string) error {
	page, err := s.rendering(ctx, id, target)
	if err != nil || !comesBack(target) {
		return err
	}
	return s.keepExport(ctx, page.revision, page.zones, page.left, page.page)
}

// CopyText returns the text that Copy puts on the clipboard.
func (s *Service) CopyText(ctx context.Context, id retro.RetrospectiveID, target string) (string, error) {
	page, err := s.rendering(ctx, id, target)
	return page.text, err
}

// rendering is an export as it leaves over the clipboard. The one that somebody
// looks at is kept: what they copy is that, and need not be rendered again.
type rendering struct {
	revision retro.Revision
	target   string
	zones    []string
	left     string // the target under which it is on record, see targetClipboard
	page     export.File
	text     string
}

func newRendering(revision retro.Revision, zones []string, result export.Result) *rendering {
	r := &rendering{revision: revision, target: result.Target, zones: zones, left: result.Target, text: result.Clipboard.Text}
	if result.Clipboard.HTML.String() == "" {
		r.page = pageOf(result)
	} else {
		_, variant, _ := strings.Cut(result.Target, ":")
		r.left, r.page = strings.TrimSuffix(targetClipboard+":"+variant, ":"), copiedPage(result)
	}
	return r
}

// rendering returns what was rendered of the newest revision for a target.
func (s *Service) rendering(ctx context.Context, id retro.RetrospectiveID, target string) (*rendering, error) {
	revision, content, err := s.head(ctx, id)
	if err != nil {
		return &rendering{}, err
	}
	if kept := s.lookedAt.Load(); kept != nil && kept.revision.ID == revision.ID && kept.target == target {
		return kept, nil
	}
	result, zones, err := s.render(ctx, id, revision, content, target, nil)
	if err != nil {
		return &rendering{}, err
	}
	return newRendering(revision, zones, result), nil
}

// targetClipboard stands for the rich text that Copy puts on the clipboard, which
// is the same for all targets that have one.
const targetClipboard = "clipboard"

// pageOf is the part of an export that people edit.
func pageOf(result export.Result) export.File { return result.Files[0] }

func copiedPage(result export.Result) export.File {
	return export.File{Name: "clipboard.html", Data: []byte(result.Clipboard.HTML.String())}
}

// keepExport records what left, as the state from which it may come back.
func (s *Service) keepExport(ctx context.Context, revision retro.Revision, zones []string, target string, page export.File) error {
	err := s.store.KeepExport(ctx, library.Exported{
		Retrospective: revision.Retrospective, Revision: revision.ID, Target: target, At: s.clock().UTC(),
		Zones: zones, Name: page.Name, Data: wiki.Compact(page.Data),
	})
	if cannotKeep(err) {
		return nil
	}
	return err
}

// Rendered is an export to look at before it leaves.
type Rendered struct {
	Target  string         `json:"target"`
	Files   []RenderedFile `json:"files"`
	Preview string         `json:"preview"` // sanitised HTML
	Text    string         `json:"text"`    // what Copy puts on the clipboard as text
	HTML    string         `json:"html"`    // what Copy puts there as rich text, "" for none
	Notes   []string       `json:"notes"`
	// Withheld is what the edition does not have, nil for what has none.
	Withheld *retro.Withheld `json:"withheld,omitempty"`
}

// RenderedFile is one file of an export.
type RenderedFile struct {
	Name      string `json:"name"`
	MediaType string `json:"mediaType"`
	Size      int    `json:"size"` // bytes
}

// Render is Export for the window: with what the reader will see.
func (s *Service) Render(ctx context.Context, id retro.RetrospectiveID, target string) (Rendered, error) {
	revision, content, err := s.head(ctx, id)
	if err != nil {
		return Rendered{}, err
	}
	result, zones, err := s.render(ctx, id, revision, content, target, nil)
	if err != nil {
		return Rendered{}, err
	}
	s.lookedAt.Store(newRendering(revision, zones, result))
	return rendered(result), nil
}

func rendered(result export.Result) Rendered {
	preview := export.PreviewResult(result, windowLinks())
	shown := Rendered{
		Target: result.Target, Preview: preview.String(), Notes: append([]string{}, result.Notes...), // never null in JSON
		Text: result.Clipboard.Text, HTML: result.Clipboard.HTML.String(),
	}
	if _, v, err := cutVariant(result.Target); err == nil && v.edition != retro.EditionTeam {
		shown.Withheld = &result.Withheld
	}
	for _, file := range result.Files {
		shown.Files = append(shown.Files, RenderedFile{Name: file.Name, MediaType: file.MediaType, Size: len(file.Data)})
	}
	return shown
}

// Preview returns sanitised HTML of Markdown as the document shows it.
func (s *Service) Preview(ctx context.Context, id retro.RetrospectiveID, markdown string) (string, error) {
	input, err := s.exportInput(ctx, id)
	if err != nil {
		return "", err
	}
	safe, err := export.Preview(ctx, input, markdown, windowLinks())
	return safe.String(), err
}

// Block returns sanitised HTML of a live block.
func (s *Service) Block(ctx context.Context, id retro.RetrospectiveID, block retro.LiveBlock) (string, error) {
	input, err := s.exportInput(ctx, id)
	if err != nil {
		return "", err
	}
	safe, err := export.Block(ctx, input, block, windowLinks())
	return safe.String(), err
}

func (s *Service) exportInput(ctx context.Context, id retro.RetrospectiveID) (export.Input, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return export.Input{}, err
	}
	return s.inputOf(ctx, content, nil)
}

// inputOf is what an export of a content is made from. zones are shown beside
// UTC; nil means those of the content.
func (s *Service) inputOf(ctx context.Context, content retro.Content, zones []string) (export.Input, error) {
	content = content.Visible() // what is hidden stays here
	if zones != nil {
		for _, zone := range zones {
			if _, err := location(zone); err != nil {
				return export.Input{}, err
			}
		}
		content.Zones = slices.DeleteFunc(slices.Clone(zones), func(zone string) bool { return zone == "UTC" })
	}
	readings, err := s.readings(ctx, content.Evidence)
	if err != nil {
		return export.Input{}, err
	}
	return export.Input{
		Content: content, Readings: readings, Now: s.clock().UTC(),
		Source:    exportSource{service: s, content: content, readings: readings},
		Paintings: s.paintings,
	}, nil
}

// windowLinks shows pictures over the window's asset handler.
func windowLinks() export.Links {
	return export.Links{Asset: func(e retro.Evidence, part *retro.Region) string {
		path := "/asset/" + string(e.Hash)
		if view := viewOf(e, part).Path(); view != "" {
			path += "/" + view
		}
		return path
	}}
}

// exportSource gives an export what it embeds.
type exportSource struct {
	service  *Service
	content  retro.Content
	readings map[retro.EvidenceID]retro.Reading
}

func (x exportSource) Lines(ctx context.Context, id retro.EvidenceID, spans []export.Span) ([][]export.Line, error) {
	evidence := x.content.FindEvidence(id)
	if evidence == nil {
		return nil, missing("evidence", id)
	}
	return x.service.lines(ctx, *evidence, spans)
}

// Small implements export.Source.
func (x exportSource) Small(ctx context.Context, id retro.EvidenceID) []byte {
	return x.service.small(ctx, x.content, id)
}

func (x exportSource) Picture(ctx context.Context, id retro.EvidenceID, part *retro.Region) (export.Picture, error) {
	evidence := x.content.FindEvidence(id)
	if evidence == nil || !evidence.IsPicture() {
		return export.Picture{}, missing("picture", id)
	}
	data, mediaType, err := x.service.draw(ctx, evidence.Hash, viewOf(*evidence, part), 0)
	if err != nil {
		return export.Picture{}, err
	}
	picture := export.Picture{Data: data, MediaType: mediaType}
	if size := x.readings[id].Picture; size != nil && part == nil {
		picture.Width, picture.Height = size.Width, size.Height
	}
	return picture, nil
}
