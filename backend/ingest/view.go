package ingest

import (
	"math/bits"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

func (s bitset) count() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// Len returns the number of entries in the view.
func (v *View) Len() int { return v.length }

// Position returns the place in the record of the i-th entry of the view.
func (v *View) Position(i int) int {
	if v.positions == nil {
		return i
	}
	return int(v.positions[i])
}

// At returns which entry of which source is the i-th of the view.
func (v *View) At(i int) (source, entry int) { return v.record.At(v.Position(i)) }

// Place returns the number in the view of the first entry at or after a moment,
// Len where there is none.
func (v *View) Place(moment time.Time) int {
	return placeIn(v.record, v.length, v.Position, moment)
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
		if at, ok := v.record.Time(v.Position(i)); ok {
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
		position := v.Position(i)
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
