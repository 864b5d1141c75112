package authoring

import (
	"context"

	"github.com/afterword-app/afterword/backend/retro"
)

// maxCitations bounds how many places one event may cite.
const maxCitations = 2000

// Cited is what an event made of rows cites.
type Cited struct {
	Entries   int              `json:"entries"` // how many the rows stand for
	Citations []retro.Citation `json:"citations"`
}

// Cite returns the exact lines of count rows from a place on, folded ones included:
// each source's neighbouring lines as one run, in the order of the rows. A picture is
// cited as a whole. CodeInvalid where they are more than an event may cite.
func (s *Service) Cite(ctx context.Context, id retro.RetrospectiveID, query EntryQuery, from, count int) (Cited, error) {
	view, err := s.view(ctx, id, query)
	if err != nil {
		return Cited{}, err
	}
	cited := Cited{Citations: []retro.Citation{}}
	last := map[int]int{} // by source, the place of its last citation
	for place := max(0, from); place < min(from+count, view.Len()); place++ {
		for number, at := range view.Row(place) {
			cited.Entries++
			source := view.sources[number]
			before, known := last[number]
			if source.Index == nil {
				if !known {
					last[number] = len(cited.Citations)
					cited.Citations = append(cited.Citations, retro.Citation{Evidence: source.ID})
				}
				continue
			}
			first, end := source.Index.LinesOf(at)
			if known && first == cited.Citations[before].ToLine+1 {
				cited.Citations[before].ToLine = end
				continue
			}
			last[number] = len(cited.Citations)
			cited.Citations = append(cited.Citations, retro.Citation{Evidence: source.ID, FromLine: first, ToLine: end})
		}
		if len(cited.Citations) > maxCitations {
			return Cited{}, retro.Errorf(retro.CodeInvalid, "that would cite more than %d places", maxCitations).WithHint("select fewer entries")
		}
	}
	return cited, nil
}
