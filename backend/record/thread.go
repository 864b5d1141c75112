package record

import (
	"math"
	"slices"
)

// Threaded returns the record with each message that answers another one below that one, in
// the place of the message with which their thread begins, at any depth. What answers a
// message that is not here stays where it was; so does one of those that answer each other in
// a circle. All else keeps its order. Without threads it is the record itself.
func (r *Record) Threaded() *Record {
	above := r.answers()
	if len(above) == 0 {
		return r
	}
	below := map[reference][]reference{}
	for position := range r.length {
		at := r.referenceAt(position)
		if parent, ok := above[at]; ok {
			below[parent] = append(below[parent], at)
		}
	}
	t := &Record{sources: r.sources, length: r.length, references: make([]reference, 0, r.length), depths: make([]uint8, 0, r.length)}
	type level struct {
		at    reference
		depth int
	}
	var open []level
	for position := range r.length {
		at := r.referenceAt(position)
		if _, answers := above[at]; answers {
			continue
		}
		for open = append(open[:0], level{at: at}); len(open) > 0; {
			next := open[len(open)-1]
			open = open[:len(open)-1]
			t.references = append(t.references, next.at)
			t.depths = append(t.depths, uint8(min(next.depth, math.MaxUint8))) //nolint:gosec // Bounded.
			for _, reply := range slices.Backward(below[next.at]) {
				open = append(open, level{at: reply, depth: next.depth + 1})
			}
		}
	}
	return t
}

// answers returns for each entry that answers another one which. Of those that answer each
// other in a circle one is taken for the beginning.
func (r *Record) answers() map[reference]reference {
	above := map[reference]reference{}
	var answering []reference // in order, so that a circle begins at the same one each time
	for number, source := range r.sources {
		if source.Index == nil {
			continue
		}
		for entry := range source.Index.Answering() {
			if parent, ok := source.Index.Answers(entry); ok && parent >= 0 && parent != entry {
				at := reference{entry: uint32(entry), source: uint16(number)}        //nolint:gosec // As in New.
				above[at] = reference{entry: uint32(parent), source: uint16(number)} //nolint:gosec // As in New.
				answering = append(answering, at)
			}
		}
	}
	const ( // how far an entry was followed up
		under = 1
		done  = 2
	)
	state := make(map[reference]int, len(above))
	for _, at := range answering {
		var path []reference
		next := at
		for state[next] == 0 {
			state[next] = under
			path = append(path, next)
			parent, ok := above[next]
			if !ok {
				break
			}
			if state[parent] == under {
				delete(above, next)
				break
			}
			next = parent
		}
		for _, one := range path {
			state[one] = done
		}
	}
	return above
}

// referenceAt returns where the entry at a position stands.
func (r *Record) referenceAt(position int) reference {
	if r.references == nil {
		return reference{entry: uint32(position)} //nolint:gosec // Entries have 32-bit numbers.
	}
	return r.references[position]
}

// Depth returns how many messages stand above the entry at a position in its thread, 0 in a
// record that is in the order of time.
func (r *Record) Depth(position int) int {
	if r.depths == nil {
		return 0
	}
	return int(r.depths[position])
}
