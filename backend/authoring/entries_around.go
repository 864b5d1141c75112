package authoring

import (
	"context"

	"github.com/afterword-app/afterword/backend/retro"
)

// EntriesAround is what stands around some lines in their source, in its order.
type EntriesAround struct {
	Entries []Entry `json:"entries"`
	// First and Last are the places of those that hold the lines.
	First int `json:"first"`
	Last  int `json:"last"`
}

// Bounds of what is shown around lines.
const (
	maxAround      = 200 // entries on each side
	maxAroundCited = 50  // of those that hold the lines
)

// EntriesAround returns the entries that hold lines of text evidence, at most
// maxAroundCited of them, with so many before and after. CodeNotFound where there are
// none, CodeInvalid for more than maxAround.
func (s *Service) EntriesAround(ctx context.Context, id retro.RetrospectiveID, lines retro.Citation, count int) (EntriesAround, error) {
	if count < 0 || count > maxAround {
		return EntriesAround{}, retro.Errorf(retro.CodeInvalid, "%d entries around a line cannot be shown", count).
			WithHint("ask for at most %d", maxAround)
	}
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return EntriesAround{}, err
	}
	e := content.FindEvidence(lines.Evidence)
	if e == nil || !e.IsText() {
		return EntriesAround{}, missing("log or chat", lines.Evidence)
	}
	source, err := s.openSource(ctx, *e)
	if err != nil {
		return EntriesAround{}, err
	}
	defer source.close()
	first, err := source.holding(max(1, lines.FromLine))
	if err != nil {
		return EntriesAround{}, err
	}
	last := max(first, source.index.EntriesTo(max(lines.FromLine, lines.ToLine))-1)
	last = min(last, first+maxAroundCited-1)
	from, to := max(0, first-count), min(len(source.index.Entries)-1, last+count)
	citing := citations(content)
	around := EntriesAround{Entries: []Entry{}, First: first - from, Last: last - from}
	for at := from; at <= to; at++ {
		raw, err := source.raw(at, maxEntryText)
		if err != nil {
			return EntriesAround{}, err
		}
		row, _ := source.describe(at, raw)
		row.Index = at
		row.Events = citing.of(e.ID, row.Line, row.Line+row.Lines-1)
		around.Entries = append(around.Entries, row)
	}
	return around, nil
}
