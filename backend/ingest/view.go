package ingest

import (
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// View is the part of a record that a filter chose, in its order, as rows: of one
// entry each, or of several in a row that say the same, if the filter folds them.
type View struct {
	record    *Record
	positions []uint32 // nil for the whole record
	length    int      // entries
	// runs are the numbers of the entries that begin the rows, and their length as
	// the last; nil where each entry is a row.
	runs []uint32
}

// fold makes rows of the entries that follow each other in the view, are of one
// source and say the same.
func (v *View) fold() {
	runs := make([]uint32, 0, 1024)
	lastSource, last := -1, Entry{}
	for i := range v.length {
		source, entry := v.record.At(v.position(i))
		var e Entry
		if ix := v.record.sources[source].Index; ix != nil {
			e = ix.Entries[entry]
		}
		if source != lastSource || e.Message == 0 || e.Message != last.Message || e.Format != last.Format || e.Level != last.Level {
			runs = append(runs, uint32(i))
		}
		lastSource, last = source, e
	}
	runs = append(runs, uint32(v.length)) //nolint:gosec // Entries have 32-bit numbers.
	v.runs = runs
}

// Len returns the number of rows.
func (v *View) Len() int {
	if v.runs == nil {
		return v.length
	}
	return len(v.runs) - 1
}

// Repeats returns how many entries the i-th row stands for.
func (v *View) Repeats(i int) int {
	if v.runs == nil {
		return 1
	}
	return int(v.runs[i+1] - v.runs[i])
}

// position returns the place in the record of the i-th entry of the view.
func (v *View) position(i int) int {
	if v.positions == nil {
		return i
	}
	return int(v.positions[i])
}

// Position returns the place in the record of the first entry of the i-th row.
func (v *View) Position(i int) int {
	if v.runs != nil {
		i = int(v.runs[i])
	}
	return v.position(i)
}

// At returns which entry of which source is the first of the i-th row.
func (v *View) At(i int) (source, entry int) { return v.record.At(v.Position(i)) }

// Place returns the number of the first row at or after a moment, Len where there
// is none.
func (v *View) Place(moment time.Time) int {
	return placeIn(v.record, v.Len(), v.Position, moment)
}

// Bucket counts the entries in one stretch of time.
type Bucket struct {
	Total    int `json:"total"`
	Warnings int `json:"warnings"` // LevelWarn
	Errors   int `json:"errors"`   // LevelError and graver
}

// Histogram is how entries spread over time: buckets of equal length from From to
// To, both nil where no entry has a time.
type Histogram struct {
	From    *time.Time `json:"from"`
	To      *time.Time `json:"to"`
	Buckets []Bucket   `json:"buckets"`
}

// Histogram counts the entries of the view that have a time.
func (v *View) Histogram(buckets int) Histogram {
	h := Histogram{Buckets: []Bucket{}}
	if buckets < 1 {
		return h
	}
	first, last := NoTime, NoTime
	for i := range v.length {
		if at, ok := v.record.Time(v.position(i)); ok {
			if first == NoTime {
				first = at
			}
			last = at
		}
	}
	if first == NoTime {
		return h
	}
	from, to := time.Unix(0, first).UTC(), time.Unix(0, last).UTC()
	h.From, h.To = &from, &to
	h.Buckets = make([]Bucket, buckets)
	width := float64(last-first) + 1
	for i := range v.length {
		position := v.position(i)
		at, ok := v.record.Time(position)
		if !ok {
			continue
		}
		bucket := &h.Buckets[min(int(float64(at-first)/width*float64(buckets)), buckets-1)]
		bucket.Total++
		switch level := v.record.level(position); {
		case level >= retro.LevelError:
			bucket.Errors++
		case level == retro.LevelWarn:
			bucket.Warnings++
		}
	}
	return h
}

// level returns the level of the entry at a position.
func (r *Record) level(position int) retro.Level {
	source, entry := r.At(position)
	if ix := r.sources[source].Index; ix != nil {
		return retro.Level(ix.Entries[entry].Level)
	}
	return retro.LevelNone
}
