package authoring

import (
	"context"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// mostCitedLines of an event are shown where its row is; its evidence has the rest.
const mostCitedLines = 5

// CitedLines are the first lines that an event cites.
type CitedLines struct {
	Lines []CitedLine `json:"lines"`
	More  int         `json:"more,omitempty"` // lines that it cites besides
}

// CitedLine is a line as it is written in its source.
type CitedLine struct {
	Evidence retro.EvidenceID `json:"evidence"`
	Number   int              `json:"number"` // 1-based
	Text     string           `json:"text"`
	At       *retro.Instant   `json:"at,omitempty"` // on the first line of an entry
}

// CitedLines returns the first lines that an event cites, in the order in which it cites
// them. Pictures have none, and neither has evidence that was removed. CodeNotFound.
func (s *Service) CitedLines(ctx context.Context, id retro.RetrospectiveID, event retro.EventID) (CitedLines, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return CitedLines{}, err
	}
	e := content.FindEvent(event)
	if e == nil {
		return CitedLines{}, missing("event", event)
	}
	cited := CitedLines{Lines: []CitedLine{}}
	for _, c := range e.Citations {
		evidence := content.FindEvidence(c.Evidence)
		if evidence == nil || !evidence.HasLines() || c.FromLine == 0 {
			continue
		}
		all := max(c.ToLine, c.FromLine) - c.FromLine + 1
		room := mostCitedLines - len(cited.Lines)
		if room <= 0 {
			cited.More += all
			continue
		}
		read, err := s.lines(ctx, *evidence, []export.Span{{From: c.FromLine, To: max(c.ToLine, c.FromLine), Limit: room}})
		if err != nil {
			return CitedLines{}, err
		}
		for _, line := range read[0] {
			cited.Lines = append(cited.Lines, CitedLine{Evidence: c.Evidence, Number: line.Number, Text: line.Text, At: line.At})
		}
		cited.More += max(0, all-len(read[0]))
	}
	return cited, nil
}
