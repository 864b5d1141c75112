package authoring

import (
	"context"
	"slices"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Outline is a history in few lines however long it is: what people choose from
// first, and how many automatic revisions lie where.
type Outline struct {
	Total int   `json:"total"`
	Size  int64 `json:"size"` // bytes that all of its revisions added to the library
	// Merged is how many revisions of others stand under its merges, beside Total.
	Merged int `json:"merged"`
	// From and To are the two that a reader most likely wants to compare; the same
	// one where there is no other.
	From Listed `json:"from"`
	To   Listed `json:"to"`
	// Checkpoints are the newest revision and all checkpoints, the newest first.
	Checkpoints []Listed     `json:"checkpoints"`
	Days        []OutlineDay `json:"days"`
}

// OutlineDay is a day on which automatic revisions were saved.
type OutlineDay struct {
	Day  string       `json:"day"` // like 2026-03-15, in the zone asked for
	Runs []OutlineRun `json:"runs"`
}

// OutlineRun is automatic revisions that follow each other, from Index on.
type OutlineRun struct {
	Index   int       `json:"index"` // of the newest
	Count   int       `json:"count"`
	First   time.Time `json:"first"`
	Last    time.Time `json:"last"`
	Authors []string  `json:"authors"` // in the order in which they came
}

// Outline outlines the history of a retrospective, with days as a zone has them;
// CodeInvalid for a zone that nobody knows.
func (s *Service) Outline(ctx context.Context, id retro.RetrospectiveID, zone string) (Outline, error) {
	location, err := time.LoadLocation(zone)
	if err != nil {
		return Outline{}, retro.Errorf(retro.CodeInvalid, "no zone %q: %w", zone, err)
	}
	l, err := s.lineage(ctx, id)
	if err != nil {
		return Outline{}, err
	}
	return l.outline(location), nil
}

func (l lineage) outline(zone *time.Location) Outline {
	o := Outline{Total: len(l.own), Checkpoints: []Listed{}, Days: []OutlineDay{}}
	isBroken := true // the next automatic revision begins another run
	for i, r := range l.own {
		o.Size += r.Size
		if i == 0 || r.IsCheckpoint() {
			listed := l.at(i)
			if listed.Merged != nil {
				o.Merged += listed.Merged.Count
			}
			o.Checkpoints = append(o.Checkpoints, listed)
			isBroken = true
			continue
		}
		o.addAutomatic(r, i, r.At.In(zone).Format(time.DateOnly), isBroken)
		isBroken = false
	}
	from, to := DefaultComparison(l.own)
	for i, r := range l.own {
		if r.ID == from.ID {
			o.From = l.at(i)
		}
		if r.ID == to.ID {
			o.To = l.at(i)
		}
	}
	return o
}

func (o *Outline) addAutomatic(r retro.Revision, index int, day string, isBroken bool) {
	if len(o.Days) == 0 || o.Days[len(o.Days)-1].Day != day {
		o.Days = append(o.Days, OutlineDay{Day: day})
		isBroken = true
	}
	runs := &o.Days[len(o.Days)-1].Runs
	if isBroken {
		*runs = append(*runs, OutlineRun{Index: index, Last: r.At, Authors: []string{}})
	}
	run := &(*runs)[len(*runs)-1]
	run.Count++
	run.First = r.At
	if r.Author != "" && !slices.Contains(run.Authors, r.Author) {
		run.Authors = slices.Insert(run.Authors, 0, r.Author)
	}
}

// RevisionPage lists at most count revisions of the own history from an index on, the newest first.
func (s *Service) RevisionPage(ctx context.Context, id retro.RetrospectiveID, index, count int) ([]Listed, error) {
	l, err := s.lineage(ctx, id)
	if err != nil {
		return nil, err
	}
	page := []Listed{}
	for i := max(0, index); i < min(index+count, len(l.own)); i++ {
		page = append(page, l.at(i))
	}
	return page, nil
}
