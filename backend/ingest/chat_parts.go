package ingest

import (
	"slices"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// People paste a conversation and a log one below the other. Where one ends before the other
// begins, each is read for itself; lines of a log between messages were said.

// partLines bounds the pastes in which two parts are looked for.
const partLines = 20_000

// part returns the lines of a conversation among those of a whole paste, from one up to
// another. What stands outside of them is a log.
func (t *transcript) part(p *plan, style chatStyle) (from, to int) {
	from, to = 0, len(t.lines)
	if len(t.lines) > partLines {
		return from, to
	}
	first := -1                         // the first message
	above, below, firstBelow := 0, 0, 0 // lines of a log before the first and after the last of them
	for i := 0; i < len(t.lines); i++ {
		if m, ok := t.head(i, style); ok && (m.actor != "" || first >= 0) {
			if first < 0 {
				first = i
			}
			below = 0
			i += m.lines - 1
			continue
		}
		var h head
		if len(t.lines[i]) <= 4 || !p.recogniseStart([]byte(t.lines[i]), nil, &h) || h.At == stamp.NoTime {
			continue
		}
		if first < 0 {
			above++
			continue
		}
		if below == 0 {
			firstBelow = i
		}
		below++
	}
	if first >= 0 && above >= 2 {
		from = first
	}
	if below >= 2 && isBlank(t.line(firstBelow-1)) {
		to = firstBelow
	}
	return from, to
}

// isParted reports whether a conversation is only a part of a paste.
func (t *transcript) isParted(p *plan, style chatStyle) bool {
	from, to := t.part(p, style)
	return from > 0 || to < len(t.lines)
}

// appendLog adds the entries of a log that stands in some lines of a paste, which nobody of
// the conversation said.
func (r *chatReader) appendLog(from, to int) {
	ix, t := r.ix, r.t
	for i := from; i < to; i++ {
		var h head
		line := []byte(t.lines[i])
		if !ix.plan.recognise(line, nil, &h) || h.Flags&flagDay == flagDay {
			continue
		}
		ix.Entries = append(ix.Entries, Entry{
			Offset: t.offsets[i], At: h.At, Line: lineNumber(i + 1), Message: hashMessage(line, &h),
			Zone: h.Zone, Level: uint8(h.level), Precision: h.Precision, Format: uint8(h.format), Flags: h.Flags,
		})
		ix.actors = append(ix.actors, r.number(ix.actor(len(ix.Entries)-1, line)))
	}
}

// isSaid reports whether an entry was said in a conversation.
func (e *Entry) isSaid() bool { return styleOf(formatID(e.Format)) != chatNone }

// IsBeside reports whether an entry is of the log that stands beside a conversation in the same
// source.
func (ix *Index) IsBeside(i int) bool { return ix.actors != nil && !ix.Entries[i].isSaid() }

// some is some of the entries of an index, by their numbers.
type some struct {
	entries stamps
	numbers []int
}

// Len implements stamp.Sequence.
func (s some) Len() int { return len(s.numbers) }

// At implements stamp.Sequence.
func (s some) At(i int) stamp.Stamp { return s.entries.At(s.numbers[i]) }

// Set implements stamp.Sequence.
func (s some) Set(i int, now stamp.Stamp) { s.entries.Set(s.numbers[i], now) }

// settleParts settles a conversation and the log beside it each for itself: they may be of
// different days.
func (ix *Index) settleParts(source stamp.Source) stamp.Order {
	var said, logged some
	said.entries, logged.entries = ix.Entries, ix.Entries
	for i := range ix.Entries {
		if ix.Entries[i].isSaid() {
			said.numbers = append(said.numbers, i)
		} else {
			logged.numbers = append(logged.numbers, i)
		}
	}
	days := slices.Clone(source.Days)
	for i := range days {
		place, _ := slices.BinarySearch(said.numbers, days[i].Before)
		days[i].Before = place
	}
	log := source
	log.Talk, log.Exact, log.Days = false, false, nil
	source.Days = days
	order := stamp.Settle(said, source)
	if of := stamp.Settle(logged, log); order == stamp.OrderUnknown {
		order = of
	}
	return order
}
