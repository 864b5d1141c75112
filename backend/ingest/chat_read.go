package ingest

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// chatReader fills an index from a conversation, message by message.
type chatReader struct {
	ix      *Index
	style   chatStyle
	days    *calendar
	who     map[string]uint16
	actor   string
	t       *transcript // the window that is read
	base    int         // lines before it
	first   int         // the number of its first entry
	bodies  []int       // for each of its entries, the line where the words begin
	said    []string    // the first lines of entries, as far as one was looked for by its words
	threads []panel
	titled  bool    // the panel of a thread is named above the messages
	linked  []int64 // the moments of the messages that links in the window lead to
}

// panel is a message with the number of its replies, below which a message stands at once.
type panel struct{ entry, replies int }

// readChat fills the index from a conversation.
func (ix *Index) readChat(ctx context.Context, src io.ReaderAt, style chatStyle, location *time.Location, o Options) error {
	ix.names, ix.actors = []string{""}, nil
	r := chatReader{ix: ix, style: style, days: newCalendar(location, o), who: map[string]uint16{"": 0}}
	for place := int64(0); place < ix.Bytes; {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("read the source: %w", err)
		}
		length := min(ix.Bytes-place, int64(chatBytes))
		raw, err := readSome(src, make([]byte, length), place, ix.Bytes)
		if err != nil {
			return fmt.Errorf("read the source: %w", err)
		}
		if len(raw) == 0 {
			break
		}
		last := place+int64(len(raw)) >= ix.Bytes
		read, err := r.window(ctx, raw, place, last)
		if err != nil {
			return err
		}
		place += read
		if o.Progress != nil {
			o.Progress(min(place, ix.Bytes), ix.Bytes)
		}
	}
	return nil
}

// window reads the messages in a stretch of the source that begins at a place, and returns
// how many bytes of it they take. The last message of a stretch is left to the next one.
func (r *chatReader) window(ctx context.Context, raw []byte, place int64, last bool) (int64, error) {
	ix, t := r.ix, splitTranscript(&r.ix.plan, raw)
	from, to := 0, len(t.lines)
	whole := place == 0 && last
	if whole {
		from, to = t.part(&ix.plan, r.style)
	}
	read := int64(len(raw))
	if !last {
		to = r.lastHead(t)
		read = t.offsets[to]
	}
	for i := range t.offsets {
		t.offsets[i] += place
	}
	r.t, r.first, r.bodies, r.said, r.threads = t, len(ix.Entries), nil, nil, nil
	r.linked = t.permalinks()
	heads := 0
	for i := from; i < to; i++ {
		if i%cancelLines == 0 && ctx.Err() != nil {
			return 0, fmt.Errorf("read the source: %w", ctx.Err())
		}
		if m, ok := t.head(i, r.style); ok {
			r.days.learn(m.when)
			heads++
		}
	}
	if ix.Entries == nil {
		ix.Entries = make([]Entry, 0, heads)
	}
	if whole {
		r.appendLog(0, from)
		r.first = len(ix.Entries)
	}
	if place == 0 && r.style != chatStatus {
		r.wordsAbove(from, to)
	}
	for i := from; i < to; i++ {
		i = r.line(i)
	}
	ix.linked = ix.linked || r.days.linked
	r.threadPanels()
	if whole {
		r.appendLog(to, len(t.lines))
	}
	r.base += to
	ix.Lines = r.base
	if whole {
		ix.Lines = len(t.lines)
	}
	return read, nil
}

// wordsAbove keeps the words above the first message, of which the head was not copied or
// which introduce the conversation, as an entry without a time. What a window shows above its
// messages, the name of a channel or buttons, is shorter than a sentence.
func (r *chatReader) wordsAbove(from, to int) {
	ix, t := r.ix, r.t
	for i := from; i < to; i++ {
		if m, ok := t.head(i, r.style); ok && m.actor != "" {
			return
		}
		if _, ok := t.dayHeader(i, r.style, true); ok {
			return
		}
		if !isSentence([]byte(t.line(i))) {
			continue
		}
		ix.Entries = append(ix.Entries, Entry{
			Offset: t.offsets[i], At: stamp.NoTime, Line: lineNumber(r.base + i + 1), Zone: stamp.NoZone, Format: uint8(formatText),
		})
		ix.actors = append(ix.actors, 0)
		r.first = len(ix.Entries)
		return
	}
}

// lastHead returns the line of the last message in a window that goes on, or its last whole
// line where no other begins in it.
func (r *chatReader) lastHead(t *transcript) int {
	for i := len(t.lines) - 1 - windowReach; i > 0; i-- {
		if m, ok := t.head(i, r.style); ok && m.actor != "" {
			return i
		}
	}
	return max(1, len(t.lines)-1)
}

// windowReach is how many lines below a head are looked at to tell that it is one.
const windowReach = 8

// line reads what begins at a line, and returns the last line that was read.
func (r *chatReader) line(i int) int {
	ix, t := r.ix, r.t
	m, ok := t.head(i, r.style)
	if !ok || m.actor == "" && len(ix.Entries) == 0 {
		if day, ok := t.dayHeader(i, r.style, len(ix.Entries) == 0); ok {
			r.days.turn(day)
			ix.days = append(ix.days, stamp.Day{Before: len(ix.Entries)})
		} else {
			r.aside(i)
		}
		return i
	}
	if m.actor != "" {
		r.actor = m.actor
	}
	number := r.number(r.actor)
	above, preview := r.previewOf(i)
	if m.when.day.kind == dayNone && m.when.exact == 0 {
		r.days.turnTo(m.when, r.linked)
	}
	s := r.days.stamp(m.when, m.actor == "")
	e := Entry{
		Offset: t.offsets[i-preview], At: s.At, Line: lineNumber(r.base + i - preview + 1), Zone: s.Zone,
		Precision: s.Precision, Format: uint8(chatFormats[r.style]), Flags: s.Flags,
	}
	body := i + m.lines
	q := t.quoteIn(body, &m)
	if comesOrGoes(&m, t.line(body)) {
		e.Message = messageComing
	}
	if q.reaction {
		e.Message = messageReaction
	}
	entry := len(ix.Entries)
	ix.Entries = append(ix.Entries, e)
	ix.actors = append(ix.actors, number)
	r.bodies = append(r.bodies, body)
	if preview == 0 && q.found {
		above = r.find(entry, q.actor, q.words)
		if q.weak && (above < 0 || q.words == "") {
			return body - 1
		}
		if above < 0 {
			above = int(answersLost)
		}
	}
	if above != int(answersNone) {
		ix.answer(entry, above)
	}
	r.bodies[len(r.bodies)-1] = body + q.lines
	return body + q.lines - 1
}

// number returns the number of a name in the index, 0 for more names than it can hold.
func (r *chatReader) number(name string) uint16 {
	number, known := r.who[name]
	if names := len(r.ix.names); !known && names < 1<<16 {
		number = uint16(names)
		r.who[name] = number
		r.ix.names = append(r.ix.names, name)
	}
	return number
}

// aside notes a line between messages that says how many replies the one above has.
func (r *chatReader) aside(i int) {
	t := r.t
	line := strings.TrimSpace(t.line(i))
	if len(r.ix.Entries) == r.first {
		r.titled = r.titled || line == "Thread" || line == "Threads"
		return
	}
	replies := replyCount(line)
	if replies == 0 {
		return
	}
	next := i + 1
	for next < len(t.lines) && isBlank(t.line(next)) {
		next++
	}
	if m, ok := t.head(next, r.style); ok && m.actor != "" {
		r.threads = append(r.threads, panel{len(r.ix.Entries) - 1, replies})
	}
}

// threadPanels puts replies under the message that opens their panel: as many as it says,
// where it says that it is one, or where they are all that follows.
func (r *chatReader) threadPanels() {
	for i, p := range r.threads {
		end := len(r.ix.Entries)
		if i+1 < len(r.threads) {
			end = r.threads[i+1].entry
		}
		if replies := end - p.entry - 1; replies != p.replies && !r.titled {
			continue
		}
		for entry := p.entry + 1; entry < min(end, p.entry+1+p.replies); entry++ {
			r.ix.answer(entry, p.entry)
		}
	}
}

// previewOf finds the message that the one at a line answers where Discord shows its author
// and its words above the head, and in how many lines; answersNone without one.
func (r *chatReader) previewOf(i int) (above, lines int) {
	t := r.t
	entry := len(r.ix.Entries)
	if r.style != chatDiscord || entry == r.first || i-1 <= r.bodies[len(r.bodies)-1] {
		return int(answersNone), 0
	}
	words := strings.TrimSpace(t.line(i - 1))
	name := strings.TrimPrefix(strings.TrimSpace(t.line(i-2)), "@")
	if _, known := r.who[name]; known && name != "" && words != "" {
		if above = r.find(entry, name, words); above >= 0 {
			return above, 2
		}
	}
	return int(answersNone), 0
}

// quoteReach is among how many messages before a reply the one is looked for that it
// answers, where it says but a part of its words.
const quoteReach = 5000

// find returns the last message before an entry that somebody wrote and that begins with some
// words, each "" for any; -1 where there is none.
func (r *chatReader) find(entry int, actor, words string) int {
	ix, cut := r.ix, cutWords(words)
	for i := entry - 1; i >= max(r.first, entry-quoteReach); i-- {
		name := ix.names[ix.actors[i]]
		if actor != "" && !strings.EqualFold(name, actor) {
			continue
		}
		if words == "" || beginsLike(r.words(i), cut) {
			return i
		}
	}
	return -1
}

// words returns the first line of what somebody wrote. A message that many answer is
// compared as often, so it is read once.
func (r *chatReader) words(entry int) string {
	for n := len(r.said); n <= entry-r.first; n++ {
		r.said = append(r.said, cutWords(r.firstLine(r.bodies[n])))
	}
	return r.said[entry-r.first]
}

// firstLine returns the first of the lines that begin at one, or what stands in the head
// above it.
func (r *chatReader) firstLine(body int) string {
	if m, ok := r.t.head(body-1, r.style); ok && m.lines == 1 && m.text != "" {
		return m.text
	}
	for n := body; n < min(body+3, len(r.t.lines)); n++ {
		if line := r.t.line(n); !isBlank(line) {
			return line
		}
	}
	return ""
}

// cutWords drops what programs write behind the words of a message: that it was edited, or
// that they were cut short.
func cutWords(words string) string {
	words, _ = cutEdited(strings.TrimSpace(words))
	return strings.TrimRight(words, " .…")
}

// beginsLike reports whether a message begins with the words by which another one names it,
// or they with the whole of it.
func beginsLike(message, words string) bool {
	return len(words) > 1 && (strings.HasPrefix(message, words) || len(message) > 8 && strings.HasPrefix(words, message))
}
