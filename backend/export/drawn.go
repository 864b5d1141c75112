package export

import (
	"fmt"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/timeline"
)

// drawnWidth is how wide the drawing of a timeline is in a document, and drawnScale how
// many pixels of a picture are one of its own.
const (
	drawnWidth = 1000
	drawnScale = 2
)

// drawn makes the drawing of events, which stands over their table. It is a picture of
// its own for each choice of events.
func (b *builder) drawn(events []retro.Event) *picture {
	title := "Timeline of " + counted(len(events), "event")
	drawing := timeline.NewIndex(events, b.in.Content.Evidence, timeline.BySubject).
		Draw(timeline.Options{Width: drawnWidth, Zone: b.zones[0], Title: title, Pictures: b.small})
	number := 1
	for _, p := range b.pictures {
		if !p.isEvidence() {
			number++
		}
	}
	p := &picture{
		evidence: retro.Evidence{ID: retro.EvidenceID(fmt.Sprintf("timeline-%d", number))},
		caption:  title, drawing: drawing,
	}
	b.pictures = append(b.pictures, p)
	return p
}

// isEvidence tells screenshots and charts from the drawing of a timeline, which is none.
func (p *picture) isEvidence() bool { return p.evidence.Kind != "" }

// paint makes a picture of a drawing.
func (p *picture) paint(known *Paintings) error {
	data, err := known.of(p.drawing)
	if err != nil {
		return fmt.Errorf("draw %q: %w", p.caption, err)
	}
	p.data, p.media = data, "image/png"
	p.width, p.height = int(p.drawing.Width), int(p.drawing.Height)
	return nil
}
