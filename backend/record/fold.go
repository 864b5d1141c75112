package record

import "github.com/afterword-app/afterword/backend/ingest"

// Fold makes one row of the entries that follow each other in the view, are of one
// source and say the same. A run whose first entry unfolded names stays a row for
// each entry; unfolded may be nil.
func (v *View) Fold(unfolded func(source, entry int) bool) *View {
	folded := *v
	folded.runs, folded.unfolded = make([]uint32, 0, 1024), map[int]int{}
	spread := -1 // the row that began the run where it is shown entry by entry
	lastSource, last := -1, ingest.Entry{}
	for i := range v.length {
		source, entry := v.record.At(v.position(i))
		var e ingest.Entry
		if ix := v.record.sources[source].Index; ix != nil {
			e = ix.Entries[entry]
		}
		begins := source != lastSource || e.Message == 0 || e.Message != last.Message || e.Format != last.Format || e.Level != last.Level
		if begins {
			spread = -1
			if e.Message != 0 && unfolded != nil && unfolded(source, entry) {
				spread = len(folded.runs)
			}
		}
		if spread >= 0 {
			folded.unfolded[spread]++
		}
		if begins || spread >= 0 {
			folded.runs = append(folded.runs, uint32(i))
		}
		lastSource, last = source, e
	}
	return &folded
}
