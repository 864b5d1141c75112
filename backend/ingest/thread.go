package ingest

import (
	"encoding/binary"
	"hash/fnv"
	"iter"
	"strconv"
)

// A message of a conversation may answer another one. Exports say so with the id of that
// message, windows with its author or the beginning of its words.

// What stands in an index for the message that another one answers, where that is none of
// its entries.
const (
	answersNone = int32(-1)
	answersLost = int32(-2) // it answers one that is not here
)

// Answers returns the number of the entry that an entry answers, -1 where that is not in
// the source; false where it answers none.
func (ix *Index) Answers(i int) (entry int, ok bool) {
	if i >= len(ix.answers) || ix.answers[i] == answersNone {
		return -1, false
	}
	return int(max(ix.answers[i], answersNone)), true
}

// Answering goes through the entries that answer another one.
func (ix *Index) Answering() iter.Seq[int] {
	return func(yield func(entry int) bool) {
		for entry, above := range ix.answers {
			if above != answersNone && !yield(entry) {
				return
			}
		}
	}
}

// ownIDs is how many ids a message has at most: that of the program, and that of its service.
const ownIDs = 3

// link is what an export says of the place of a message in its thread.
type link struct {
	entry int
	ids   [ownIDs]uint64 // hashes of its own ids, 0 for none
	above uint64         // of that of the message which it answers, 0 for none
	// within is set for a reply that stands in the record of the message which it answers,
	// and is how many entries that is before it.
	within int
}

// idHash makes a number of an id; 0 for the ones that name nothing.
func idHash(id []byte) uint64 {
	switch string(id) {
	case "", "0", "null", "false":
		return 0
	}
	h := fnv.New64a()
	_, _ = h.Write(id) // It never fails.
	return max(1, h.Sum64())
}

// thread finds for each message of an export which it answers. The first message with an id
// is the one that is meant.
func (ix *Index) thread(links []link) {
	places := make(map[uint64]int, len(links))
	for _, l := range links {
		for _, id := range l.ids {
			if _, known := places[id]; id != 0 && !known {
				places[id] = l.entry
			}
		}
	}
	for _, l := range links {
		place, known := places[l.above]
		switch {
		case l.within > 0:
			ix.answer(l.entry, l.entry-l.within)
		case l.above == 0, known && place == l.entry:
		case known:
			ix.answer(l.entry, place)
		default:
			ix.answer(l.entry, int(answersLost))
		}
	}
}

// answer notes which entry an entry answers.
func (ix *Index) answer(entry, above int) {
	for len(ix.answers) < len(ix.Entries) {
		ix.answers = append(ix.answers, answersNone)
	}
	ix.answers[entry] = int32(above) //nolint:gosec // Entries have 32-bit numbers.
}

// AnswersLost is the field of a message that answers one which is not here.
const AnswersLost = "a message that is not here"

// IsConversation reports whether the source is a conversation, whose messages have reactions
// and the like.
func (ix *Index) IsConversation() bool { return ix.actors != nil || ix.plan.talk }

// describeAnswer says which message one answers.
func (ix *Index) describeAnswer(i int, d *Description) {
	above, ok := ix.Answers(i)
	switch {
	case !ok:
	case above < 0:
		d.add("reply to", []byte(AnswersLost))
	case ix.actors != nil:
		d.add("reply to", []byte(ix.names[ix.actors[above]]))
	case ix.Entries[above].HasTime():
		d.add("reply to", []byte("the message of "+ix.Instant(above).At.Format("2006-01-02 15:04:05")))
	default:
		d.add("reply to", []byte("the message in line "+strconv.Itoa(int(ix.Entries[above].Line))))
	}
}

// packAnswers writes who answers whom: for each entry that does, how many entries after the
// one before, and how many entries back it answers, 0 for one that is not here.
func (ix *Index) packAnswers() []byte {
	var out []byte
	last := 0
	for i, above := range ix.answers {
		if above == answersNone {
			continue
		}
		out = binary.AppendUvarint(out, uint64(i-last)) //nolint:gosec // i is not smaller.
		last = i
		back := 0
		if above != answersLost {
			back = i - int(above)
		}
		out = binary.AppendVarint(out, int64(back))
	}
	return out
}

// unpackAnswers reads what packAnswers wrote, and reports whether it makes sense.
func (ix *Index) unpackAnswers(packed []byte) bool {
	at := 0
	for len(packed) > 0 {
		step, n := binary.Uvarint(packed)
		if n <= 0 || step >= uint64(len(ix.Entries)) {
			return false
		}
		packed = packed[n:]
		back, n := binary.Varint(packed)
		at += int(step) //nolint:gosec // Compared above.
		above := int64(at) - back
		if n <= 0 || at >= len(ix.Entries) || above < 0 || above >= int64(len(ix.Entries)) {
			return false
		}
		packed = packed[n:]
		if back == 0 {
			above = int64(answersLost)
		}
		ix.answer(at, int(above))
	}
	return true
}
