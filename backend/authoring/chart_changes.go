package authoring

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/chart"
	"github.com/afterword-app/afterword/backend/retro"
)

// ChartChange says why a chart shows something else than it did, though nobody changed
// its recipe.
type ChartChange struct {
	Chart   retro.EvidenceID `json:"chart"`
	Label   string           `json:"label"`
	Because []string         `json:"because"` // in words; empty where nothing changed
	// Changed is how many rows of its table have other numbers, of those that there are
	// or were.
	Changed int `json:"changed"`
	Rows    int `json:"rows"`
}

// DrawnAgain says how a chart that is kept differs from what it was when somebody made
// it, or changed its recipe last.
type DrawnAgain struct {
	Change ChartChange `json:"change"`
	Since  Listed      `json:"since"` // the revision of then
	At     time.Time   `json:"at"`    // when the last of what it follows from changed
}

// ChartChanges lists the charts that two revisions have both, by the same recipe, and
// whose sources give it other numbers; an empty to means the newest. CodeNotFound.
func (s *Service) ChartChanges(ctx context.Context, id retro.RetrospectiveID, from, to retro.RevisionID) ([]ChartChange, error) {
	before, err := s.store.Content(ctx, from)
	if err != nil {
		return nil, err
	}
	after, err := s.snapshot(ctx, id)
	if to != "" {
		after, err = s.store.Content(ctx, to)
	}
	if err != nil {
		return nil, err
	}
	changes := []ChartChange{}
	for _, now := range after.Evidence {
		then := before.FindEvidence(now.ID)
		if !now.IsChart() || then == nil || !then.IsChart() || !now.Chart.Same(*then.Chart) {
			continue
		}
		change := ChartChange{Chart: now.ID, Label: now.Label, Because: sourcesChanged(before, after, *now.Chart)}
		if len(change.Because) == 0 {
			continue
		}
		// One that cannot be drawn any more says so where it is looked at.
		if change.Changed, change.Rows, err = s.numbersChanged(ctx, before, after, *now.Chart); err != nil && ctx.Err() != nil {
			return nil, err
		}
		changes = append(changes, change)
	}
	return changes, nil
}

// ChartDrawnAgain compares a chart that is kept with what it was when its recipe was
// changed last. CodeNotFound where there is none.
func (s *Service) ChartDrawnAgain(ctx context.Context, id retro.RetrospectiveID, evidence retro.EvidenceID) (DrawnAgain, error) {
	after, err := s.snapshot(ctx, id)
	if err != nil {
		return DrawnAgain{}, err
	}
	now := after.FindEvidence(evidence)
	if now == nil || !now.IsChart() {
		return DrawnAgain{}, missing("chart", evidence)
	}
	again := DrawnAgain{Change: ChartChange{Chart: now.ID, Label: now.Label, Because: []string{}}}
	l, err := s.lineage(ctx, id)
	if err != nil {
		return again, err
	}
	places := l.places()
	made, err := s.lastTouched(ctx, id, retro.NounEvidence, string(evidence), places)
	if err != nil || made == "" {
		return again, err
	}
	again.Since = places[made]
	before, err := s.store.Content(ctx, made)
	if err != nil {
		return again, err
	}
	again.Change.Because = sourcesChanged(before, after, *now.Chart)
	var touched [][2]string
	for _, e := range after.Evidence {
		if then := before.FindEvidence(e.ID); isAskedBy(*now.Chart, e) && then != nil && sourceChanged(*then, e) != "" {
			touched = append(touched, [2]string{string(retro.NounEvidence), string(e.ID)})
		}
	}
	if len(again.Change.Because) > 0 {
		if again.Change.Changed, again.Change.Rows, err = s.numbersChanged(ctx, before, after, *now.Chart); err != nil {
			return again, err
		}
	}
	events := eventsChanged(before, after, *now.Chart)
	if n := len(events); n > 0 {
		again.Change.Because = append(again.Change.Because, retro.Count(n, "event on it changed", "events on it changed"))
	}
	for _, event := range events[:min(len(events), mostTraced)] {
		touched = append(touched, [2]string{string(retro.NounEvent), string(event)})
	}
	for _, thing := range touched {
		last, err := s.lastTouched(ctx, id, retro.Noun(thing[0]), thing[1], places)
		if err != nil {
			return again, err
		}
		if at := places[last].Revision.At; at.After(again.At) {
			again.At = at
		}
	}
	if again.At.IsZero() && len(again.Change.Because) > 0 {
		again.At = l.own[0].At // something was removed
	}
	return again, nil
}

// mostTraced bounds of how many events it is asked when they changed.
const mostTraced = 20

// lastTouched is the revision that changed a thing last; "" where none did.
func (s *Service) lastTouched(ctx context.Context, id retro.RetrospectiveID, noun retro.Noun, thing string, places map[retro.RevisionID]Listed) (retro.RevisionID, error) {
	versions, err := s.store.Versions(ctx, id, noun, thing)
	if err != nil {
		return "", err
	}
	for _, version := range slices.Backward(versions) {
		if _, ok := places[version.Revision]; ok && !version.Gone {
			return version.Revision, nil
		}
	}
	return "", nil
}

// isAskedBy reports whether a chart takes its numbers out of a source.
func isAskedBy(recipe retro.Chart, e retro.Evidence) bool {
	return e.IsText() && slices.ContainsFunc(recipe.Series, func(series retro.Series) bool {
		return len(series.Sources) == 0 || slices.Contains(series.Sources, e.ID)
	})
}

// sourcesChanged says what of the sources of a chart changed that its numbers follow from.
func sourcesChanged(before, after retro.Content, recipe retro.Chart) []string {
	because := []string{}
	for _, e := range after.Evidence {
		if !isAskedBy(recipe, e) {
			continue
		}
		then := before.FindEvidence(e.ID)
		if then == nil {
			because = append(because, e.Label+" was added")
		} else if change := sourceChanged(*then, e); change != "" {
			because = append(because, change)
		}
	}
	for _, e := range before.Evidence {
		if isAskedBy(recipe, e) && after.FindEvidence(e.ID) == nil {
			because = append(because, e.Label+" was removed")
		}
	}
	return because
}

// sourceChanged says what changed of how a source is read; "" for nothing.
func sourceChanged(then, now retro.Evidence) string {
	var parts []string
	say := func(differs bool, words string) {
		if differs {
			parts = append(parts, words)
		}
	}
	if then.Hash != now.Hash {
		say(now.Size > then.Size, now.Label+" grew")
		say(now.Size <= then.Size, now.Label+" was replaced")
	}
	if moved := now.Skew - then.Skew; moved != 0 {
		way := "forward"
		if moved < 0 {
			way = "back"
		}
		parts = append(parts, fmt.Sprintf("the clock of %s was set %s by %s", now.Label, way, retro.FormatDuration(moved.Abs())))
	}
	if then.Zone != now.Zone {
		say(now.Zone != "", now.Label+" is read in "+now.Zone)
		say(now.Zone == "", now.Label+" is read without a zone")
	}
	say(then.Format != now.Format || then.Kind != now.Kind, now.Label+" is read as another format")
	say(then.Hash == now.Hash && (!then.Reference.Equal(now.Reference) || then.Guessed && !now.Guessed), now.Label+" is dated otherwise")
	return retro.Join(parts)
}

// eventsChanged lists the events that a chart marks, or shades, otherwise than before.
func eventsChanged(before, after retro.Content, recipe retro.Chart) []retro.EventID {
	shown := func(c retro.Content) map[retro.EventID]string {
		all := map[retro.EventID]string{}
		for _, e := range c.Events {
			if recipe.Marks == retro.MarksAll || recipe.Marks == retro.MarksMain && (isMainMark(e.Kind) || e.Kind == retro.KindImpact) {
				all[e.ID] = fmt.Sprint(e.At.At.UnixNano(), e.EndsAt().UnixNano(), e.Kind, e.Title)
			}
		}
		return all
	}
	then, now := shown(before), shown(after)
	var changed []retro.EventID
	for id, is := range now {
		if was, known := then[id]; !known || was != is {
			changed = append(changed, id)
		}
	}
	for id := range then {
		if _, known := now[id]; !known {
			changed = append(changed, id)
		}
	}
	slices.Sort(changed)
	return changed
}

// numbersChanged counts the rows of a chart whose numbers differ between two contents,
// and all rows of both.
func (s *Service) numbersChanged(ctx context.Context, before, after retro.Content, recipe retro.Chart) (changed, rows int, err error) {
	var tables [2]map[time.Time]string
	for i, content := range []retro.Content{before, after} {
		result, err := s.chartResult(ctx, content, recipe)
		if err != nil {
			return 0, 0, err
		}
		tables[i] = map[time.Time]string{}
		for _, row := range result.Table([]*time.Location{time.UTC}, nil).Rows {
			tables[i][row.At.UTC()] = numbersOf(row)
		}
	}
	for at, is := range tables[1] {
		if was, known := tables[0][at]; !known || was != is {
			changed++
		}
	}
	for at := range tables[0] {
		if _, known := tables[1][at]; !known {
			changed, rows = changed+1, rows+1
		}
	}
	return changed, rows + len(tables[1]), nil
}

func numbersOf(row chart.TableRow) string { return strings.Join(row.Texts, "\t") }

// Words tell it in a sentence, without when.
func (d DrawnAgain) Words() string {
	if len(d.Change.Because) == 0 {
		return ""
	}
	words := "drawn again since " + RevisionLabel(d.Since.Revision) + ", because " + retro.Join(d.Change.Because)
	switch {
	case d.Change.Rows == 0:
		return words
	case d.Change.Changed == 0:
		return words + ": no number changed"
	}
	return fmt.Sprintf("%s: %s of %s rows changed", words, retro.Thousands(d.Change.Changed), retro.Thousands(d.Change.Rows))
}
