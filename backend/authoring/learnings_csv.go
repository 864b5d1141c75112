package authoring

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/library"
)

// LearningsCSV writes what was learned as a table for spreadsheets, those of the newest
// incident first: how many retrospectives say the same, whatever their letters, is told of
// each. Errors are those of Learnings.
func (s *Service) LearningsCSV(ctx context.Context, query library.LearningQuery) ([]byte, error) {
	query.Offset, query.Limit = 0, 0
	found, err := s.Learnings(ctx, query)
	if err != nil {
		return nil, err
	}
	in := map[string]map[string]bool{} // retrospectives, by what was learned
	key := func(l library.Learning) string {
		return strings.ToLower(strings.TrimRight(strings.Join(strings.Fields(l.Learned), " "), "."))
	}
	for _, l := range found.Rows {
		if in[key(l)] == nil {
			in[key(l)] = map[string]bool{}
		}
		in[key(l)][string(l.Retrospective)] = true
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	rows := [][]string{{"Learned", "Kind", "Retrospective", "Incident", "Open actions", "Said by"}}
	for _, l := range found.Rows {
		rows = append(rows, []string{
			inert(l.Learned), l.Kind, inert(l.Title), l.At.UTC().Format(time.DateOnly), strconv.Itoa(l.OpenActions), strconv.Itoa(len(in[key(l)])),
		})
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write learnings: %w", err)
	}
	return out.Bytes(), nil
}

// inert is a cell that no spreadsheet takes for a formula.
func inert(cell string) string {
	if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
		return "'" + cell
	}
	return cell
}
