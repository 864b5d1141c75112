package authoring

import (
	"context"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/timeline"
)

// DrawingView is how the drawing of a timeline is looked at.
type DrawingView struct {
	// From and To are both zero for all events.
	From time.Time `json:"from,omitzero"`
	To   time.Time `json:"to,omitzero"`
	// SeenFrom and SeenTo are what is seen of it at first, both zero for all.
	SeenFrom time.Time   `json:"seenFrom,omitzero"`
	SeenTo   time.Time   `json:"seenTo,omitzero"`
	Width    float64     `json:"width,omitempty"` // of the plot in the window, of all in a picture; in pixels
	By       timeline.By `json:"by,omitempty"`
	// KnownAt leaves out what was not known then, ends too; zero for all that is known now.
	KnownAt time.Time `json:"knownAt,omitzero"`
	Zone    string    `json:"zone,omitempty"` // of the axis, "" for the one that leads
	Dark    bool      `json:"dark,omitempty"`
}

// widestDrawing is in pixels.
const (
	pageDrawing   = 1100
	widestDrawing = 8000
)

// drawingCache keeps the one index that was asked for last: a person who pans asks for
// many views of it.
type drawingCache struct {
	revision retro.RevisionID
	by       timeline.By
	knownAt  time.Time
	index    *timeline.Index
}

// Drawing lays out what is to be drawn of a view of the timeline.
func (s *Service) Drawing(ctx context.Context, id retro.RetrospectiveID, view DrawingView) (timeline.Frame, error) {
	index, zone, _, err := s.drawingIndex(ctx, id, view)
	if err != nil {
		return timeline.Frame{}, err
	}
	from, to := view.From, view.To
	if !from.Before(to) {
		from, to, _ = index.Extent()
	}
	return index.Frame(timeline.View{From: from, To: to, Width: clampWidth(view.Width), Zone: zone, SeenFrom: view.SeenFrom, SeenTo: view.SeenTo}), nil
}

// CompareDrawing lays out what a comparison of two revisions, named as Compare returns
// them, says of the timeline: the stretch that changed, unless the view asks for another.
func (s *Service) CompareDrawing(ctx context.Context, id retro.RetrospectiveID, from, to retro.RevisionID, view DrawingView) (timeline.Frame, error) {
	zone, err := location(view.Zone)
	if err != nil {
		return timeline.Frame{}, err
	}
	// Both must be revisions of it.
	compared, err := s.Compare(ctx, id, from, to)
	if err != nil {
		return timeline.Frame{}, err
	}
	after, _, err := s.readable(ctx, compared.To.Revision.ID)
	if err != nil {
		return timeline.Frame{}, err
	}
	changed := make([]timeline.Compared, len(compared.Changes.Events))
	for i, item := range compared.Changes.Events {
		changed[i] = timeline.Compared{Old: item.Old, New: item.New}
	}
	index := timeline.NewComparison(after.Events, after.Evidence, view.By, changed)
	begin, end := view.From, view.To
	if !begin.Before(end) {
		begin, end, _ = index.Around()
	}
	return index.Frame(timeline.View{From: begin, To: end, Width: clampWidth(view.Width), Zone: zone}), nil
}

// sharpness is how many pixels of a PNG are one of the drawing.
const sharpness = 2

// TimelineFile draws the timeline, or a stretch of it, as what a file's extension asks
// for: ".svg", which stands alone, or ".png". CodeInvalid for another one, and where
// there is no event.
func (s *Service) TimelineFile(ctx context.Context, id retro.RetrospectiveID, view DrawingView, extension string) ([]byte, error) {
	if extension != ".svg" && extension != ".png" {
		return nil, retro.Errorf(retro.CodeInvalid, "a timeline is drawn as .svg or .png, not as %q", extension)
	}
	drawing, err := s.drawTimeline(ctx, id, view)
	if err != nil {
		return nil, err
	}
	if extension == ".svg" {
		return []byte(drawing.SVG(themeOf(view.Dark))), nil
	}
	return drawing.PNG(themeOf(view.Dark), sharpness)
}

func clampWidth(width float64) float64 {
	if !(width > 0) {
		return pageDrawing
	}
	return min(max(width, 200), widestDrawing)
}

func (s *Service) drawTimeline(ctx context.Context, id retro.RetrospectiveID, view DrawingView) (*canvas.Drawing, error) {
	index, zone, title, err := s.drawingIndex(ctx, id, view)
	if err != nil {
		return nil, err
	}
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	drawing := index.Draw(timeline.Options{
		Width: clampWidth(view.Width), From: view.From, To: view.To, Zone: zone, Title: "Timeline: " + title,
		Pictures: func(picture retro.EvidenceID) []byte { return s.small(ctx, content, picture) },
	})
	if drawing == nil {
		return nil, retro.Errorf(retro.CodeInvalid, "there is no event to draw").WithHint("put events on the timeline first")
	}
	return drawing, nil
}

// small is a small copy of a screenshot as it may leave, nil where there is none.
func (s *Service) small(ctx context.Context, content retro.Content, id retro.EvidenceID) []byte {
	evidence := content.FindEvidence(id)
	if evidence == nil || !evidence.IsPicture() {
		return nil
	}
	data, err := s.Thumbnail(ctx, evidence.Hash, viewOf(*evidence, nil))
	if err != nil {
		return nil
	}
	return data
}

func (s *Service) drawingIndex(ctx context.Context, id retro.RetrospectiveID, view DrawingView) (index *timeline.Index, zone *time.Location, title string, err error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return nil, nil, "", err
	}
	defer leave()
	name := view.Zone
	if name == "" {
		name = current.content.ShownZones()[0]
	}
	if zone, err = location(name); err != nil {
		return nil, nil, "", err
	}
	wanted := drawingCache{revision: current.head().ID, by: view.By, knownAt: view.KnownAt}
	if kept := current.drawing; kept.index == nil || kept.revision != wanted.revision || kept.by != wanted.by || !kept.knownAt.Equal(wanted.knownAt) {
		if content := current.content; view.KnownAt.IsZero() {
			wanted.index = timeline.NewIndex(content.Events, content.Evidence, view.By)
		} else {
			wanted.index = timeline.NewIndexThen(content.Events, content.Evidence, view.By, view.KnownAt)
		}
		current.drawing = wanted
	}
	return current.drawing.index, zone, current.content.Title, nil
}
