package authoring

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// Entry is one row of the merged record. A picture stands in it as an entry
// without text whose format is FormatPicture.
type Entry struct {
	// Index is its place in what the query selects.
	Index    int              `json:"index"`
	Evidence retro.EvidenceID `json:"evidence"`
	// At is in UTC with the source's skew, nil where nobody knows the time.
	At *time.Time `json:"at"`
	// Written is the stamp as it stands in the source.
	Written   string          `json:"written"`
	Zone      *string         `json:"zone"` // nil where nobody knows it
	Precision retro.Precision `json:"precision"`
	Level     retro.Level     `json:"level"`
	Actor     string          `json:"actor"`
	Speaker   string          `json:"speaker"` // the actor, to stand before the text; "" where its head names them
	Text      string          `json:"text"`    // without stamp and escapes, at most maxEntryText bytes
	Line      int             `json:"line"`    // 1-based, 0 for a picture
	Lines     int             `json:"lines"`
	Format    string          `json:"format"`
	Events    []retro.EventID `json:"events"` // that cite it
	// Repeats is how many entries are folded into this one, itself included.
	Repeats int `json:"repeats"`
	// New says that it came when its source grew, and nobody has looked at it yet.
	New bool `json:"new,omitempty"`
	// Unfolded is how many entries the run has that begins with this one and is
	// shown entry by entry, 0 where there is none.
	Unfolded int `json:"unfolded,omitempty"`

	// What a conversation shows around a message.

	// Depth is how many messages stand above it in its thread, where rows are in that order.
	Depth int `json:"depth,omitempty"`
	// Reply is what a message answers, nil where it answers none.
	Reply     *Reply   `json:"reply,omitempty"`
	Edited    bool     `json:"edited,omitempty"`
	Reactions string   `json:"reactions,omitempty"` // with their counts: "👍 2, 👀 1"
	Missing   []string `json:"missing,omitempty"`   // names of attachments that the source does not hold
	LogLines  int      `json:"logLines,omitempty"`  // of a log that somebody pasted into the message
}

// Reply is the message that another one answers.
type Reply struct {
	Line  int    `json:"line"` // where it begins in the same source, 0 where it is not there
	Actor string `json:"actor"`
	Text  string `json:"text"` // its first line, or as much of it as the reply quotes
}

// FormatPicture is the format of an entry that is a picture.
const FormatPicture = "picture"

// What is read and shown of one entry, in bytes.
const (
	maxEntryText = 10 << 10
	maxEntryRaw  = 64 << 10
)

// EntryDetail is everything that can be said of one entry.
type EntryDetail struct {
	Entry          Entry           `json:"entry"`
	Raw            string          `json:"raw"` // the original lines, at most maxEntryRaw bytes
	Fields         []ingest.Field  `json:"fields"`
	Why            string          `json:"why"`
	SuggestedTitle string          `json:"suggestedTitle"`
	SuggestedKind  retro.EventKind `json:"suggestedKind"`
	// LogSource is what the log that somebody pasted into the message was taken out as, "" where it was not.
	LogSource retro.EvidenceID `json:"logSource,omitempty"`
}

// EntryDetail describes the entry that holds a line of text evidence, or a
// picture where line is 0. CodeNotFound where there is none.
func (s *Service) EntryDetail(ctx context.Context, id retro.RetrospectiveID, evidence retro.EvidenceID, line int) (EntryDetail, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return EntryDetail{}, err
	}
	e := content.FindEvidence(evidence)
	if e == nil {
		return EntryDetail{}, missing("evidence", evidence)
	}
	citing := citations(content)
	if !e.IsText() {
		reading, err := s.reading(ctx, *e)
		if err != nil {
			return EntryDetail{}, err
		}
		entry := pictureEntry(*e)
		entry.Events = citing.of(e.ID, 0, 0)
		return EntryDetail{
			Entry: entry, Fields: []ingest.Field{}, Why: reading.Why,
			SuggestedTitle: retro.FirstOf(e.Caption, e.Label), SuggestedKind: retro.KindObservation,
		}, nil
	}
	source, err := s.openSource(ctx, *e)
	if err != nil {
		return EntryDetail{}, err
	}
	defer source.close()
	at, err := source.holding(line)
	if err != nil {
		return EntryDetail{}, err
	}
	raw, err := source.raw(at, maxEntryRaw)
	if err != nil {
		return EntryDetail{}, err
	}
	entry, description := source.describe(at, raw)
	entry.Events = citing.of(e.ID, entry.Line, entry.Line+entry.Lines-1)
	suggestion := retro.SuggestEvent(source.kind(at), entry.Level, entry.Text)
	detail := EntryDetail{
		Entry: entry, Raw: strings.ToValidUTF8(string(raw), "\uFFFD"), Fields: description.Fields, Why: description.Why,
		SuggestedTitle: suggestion.Title, SuggestedKind: suggestion.Kind,
	}
	if detail.Fields == nil {
		detail.Fields = []ingest.Field{}
	}
	if entry.LogLines > 0 {
		detail.LogSource, err = source.logSource(at, &content)
	}
	return detail, err
}

// EntryBytes are the bytes of one entry as they stand in its source.
type EntryBytes struct {
	Offset int64  `json:"offset"` // where they begin in it
	Length int64  `json:"length"` // how many there are
	Bytes  []byte `json:"bytes"`  // at most maxEntryRaw of them
	// Tree is the JSON in them; empty where there is none.
	Tree []TreeNode `json:"tree"`
}

// EntryBytes returns the bytes of the entry that holds a line of text evidence;
// CodeNotFound where there is none.
func (s *Service) EntryBytes(ctx context.Context, id retro.RetrospectiveID, evidence retro.EvidenceID, line int) (EntryBytes, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return EntryBytes{}, err
	}
	e := content.FindEvidence(evidence)
	if e == nil || !e.IsText() {
		return EntryBytes{}, missing("log or chat", evidence)
	}
	source, err := s.openSource(ctx, *e)
	if err != nil {
		return EntryBytes{}, err
	}
	defer source.close()
	at, err := source.holding(line)
	if err != nil {
		return EntryBytes{}, err
	}
	raw, err := source.raw(at, maxEntryRaw)
	tree := treeOf(source.index.ToUTF8(raw))
	if tree == nil {
		tree = []TreeNode{}
	}
	return EntryBytes{Offset: source.index.Entries[at].Offset, Length: source.index.LengthOf(at), Bytes: raw, Tree: tree}, err
}

// source is text evidence that is open for reading entries.
type source struct {
	evidence retro.Evidence
	index    *ingest.Index
	blob     library.Blob
}

func (s *Service) openSource(ctx context.Context, e retro.Evidence) (*source, error) {
	index, err := s.index(ctx, e, nil)
	if err != nil {
		return nil, err
	}
	blob, err := s.openText(ctx, e)
	if err != nil {
		return nil, err
	}
	return &source{evidence: e, index: index, blob: blob}, nil
}

func (x *source) close() { _ = x.blob.Close() } // only read from

// holding returns the entry that holds a line; CodeNotFound where there is none.
func (x *source) holding(line int) (int, error) {
	at := x.index.EntryAt(line)
	if at < 0 {
		return 0, retro.Errorf(retro.CodeNotFound, "no entry at line %d of %s", line, x.evidence.Label)
	}
	return at, nil
}

// raw returns the bytes of an entry, at most limit of them.
func (x *source) raw(entry, limit int) ([]byte, error) {
	e := x.index.Entries[entry]
	raw := make([]byte, min(x.index.LengthOf(entry), int64(limit)))
	n, err := x.blob.ReadAt(raw, e.Offset)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read %s: %w", x.evidence.Label, err)
	}
	return raw[:n], nil
}

// describe makes a row of an entry and its bytes.
func (x *source) describe(entry int, raw []byte) (Entry, ingest.Description) {
	description := x.index.Describe(entry, raw)
	from, to := x.index.LinesOf(entry)
	row := Entry{
		Evidence: x.evidence.ID, Written: description.Written, Precision: retro.PrecisionSecond,
		Level: description.Level, Actor: description.Actor, Text: cut(description.Text, maxEntryText),
		Line: from, Lines: to - from + 1, Format: ingest.FormatName(x.index.Entries[entry]),
		Events: []retro.EventID{}, Repeats: 1, New: isNew(x.evidence, from),
	}
	row.Speaker = speaker(row.Actor, row.Text, ingest.IsChat(x.index.Entries[entry]))
	x.addAsides(&row, entry, raw, description.Fields)
	if instant := x.index.Instant(entry); instant != nil {
		at := instant.At.Add(x.evidence.Skew)
		row.At, row.Precision = &at, instant.Precision
		if instant.Zone != "" {
			row.Zone = &instant.Zone
		}
	}
	return row, description
}

// kind is what one of the entries is: in a conversation with a log beside it, a line of that
// was not said.
func (x *source) kind(entry int) retro.EvidenceKind {
	if x.index.IsBeside(entry) {
		return retro.EvidenceLog
	}
	return x.evidence.Kind
}

// instant is when an entry happened, as an event would say it.
func (x *source) instant(entry int) *retro.Instant {
	instant := x.index.Instant(entry)
	if instant == nil {
		return nil
	}
	shifted := instant.Shift(x.evidence.Skew)
	return &shifted
}

// cut shortens text to a number of bytes, between characters.
func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit] + "…"
}

func pictureEntry(e retro.Evidence) Entry {
	entry := Entry{
		Evidence: e.ID, Text: retro.FirstOf(e.Caption, e.Label), Format: FormatPicture, Precision: retro.PrecisionSecond,
		Events: []retro.EventID{}, Repeats: 1,
	}
	if e.ShownAt != nil {
		at := e.ShownAt.At.Add(e.Skew)
		entry.At, entry.Zone, entry.Precision = &at, &e.ShownAt.Zone, e.ShownAt.Precision
	}
	return entry
}

// foundEntry is an entry as Promote needs it.
type foundEntry struct {
	Kind    retro.EvidenceKind // chat for what somebody wrote to others
	Instant *retro.Instant
	End     *retro.Instant // of a span
	Level   retro.Level
	Actor   string
	Text    string
}

// entryAt finds the entry that holds a line; CodeInvalid where there is none.
func (s *Service) entryAt(ctx context.Context, e retro.Evidence, line int) (foundEntry, error) {
	source, err := s.openSource(ctx, e)
	if err != nil {
		return foundEntry{}, err
	}
	defer source.close()
	at := source.index.EntryAt(line)
	if at < 0 {
		return foundEntry{}, retro.Errorf(retro.CodeInvalid, "%s has no entry at line %d", e.Label, line).
			WithHint("its entries stand in lines 1 to %d", source.index.Lines)
	}
	raw, err := source.raw(at, maxEntryText)
	if err != nil {
		return foundEntry{}, err
	}
	row, description := source.describe(at, raw)
	found := foundEntry{Kind: source.kind(at), Instant: source.instant(at), Level: row.Level, Actor: row.Actor, Text: row.Text}
	if description.End != nil {
		end := description.End.Shift(e.Skew)
		found.End = &end
	}
	return found, nil
}

// lines returns lines of text evidence as an export shows them, for each of some
// spans. The original is opened once for all.
func (s *Service) lines(ctx context.Context, e retro.Evidence, spans []export.Span) ([][]export.Line, error) {
	if e.Kind == retro.EvidenceTranscript {
		return s.saidLines(ctx, e, spans)
	}
	source, err := s.openSource(ctx, e)
	if err != nil {
		return nil, err
	}
	defer source.close()
	all := make([][]export.Line, len(spans))
	for i, span := range spans {
		if all[i], err = source.lines(span); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (x *source) lines(span export.Span) ([]export.Line, error) {
	var lines []export.Line
	for at := max(0, x.index.EntryAt(max(1, span.From))); at < len(x.index.Entries) && len(lines) < span.Limit; at++ {
		first, _ := x.index.LinesOf(at)
		if first > span.To {
			break
		}
		raw, err := x.raw(at, maxEntryRaw)
		if err != nil {
			return nil, err
		}
		row, _ := x.describe(at, raw)
		shown := entryLines(row, first, x.instant(at))
		// A message stands below its author, and the text of a record in no line of
		// its own: where the cited line shows nothing, all of the entry does.
		cited := within(shown, span.From, span.To)
		if x.kind(at) == retro.EvidenceChat || len(cited) == 0 {
			cited = shown
		}
		lines = append(lines, cited[:min(len(cited), span.Limit-len(lines))]...)
	}
	return lines, nil
}

// entryLines numbers the lines of an entry's text from its first line on. The time
// stands on the first of them.
func entryLines(row Entry, first int, at *retro.Instant) []export.Line {
	var lines []export.Line
	for part := range strings.SplitSeq(row.Text, "\n") {
		lines = append(lines, export.Line{Number: first + len(lines), Text: part})
	}
	lines[0].At, lines[0].Level, lines[0].Actor = at, row.Level, row.Speaker
	if row.Reply != nil {
		lines[0].Actor += " ↳ " + retro.FirstOf(row.Reply.Actor, "…")
	}
	return lines
}

// within keeps the lines from one number to another.
func within(lines []export.Line, from, to int) []export.Line {
	var kept []export.Line
	for _, line := range lines {
		if line.Number >= from && line.Number <= to {
			kept = append(kept, line)
		}
	}
	return kept
}

// cited tells which events cite which lines.
type cited map[retro.EvidenceID][]citedLines

type citedLines struct {
	from, to int // 0, 0 for the whole
	event    retro.EventID
}

func citations(content retro.Content) cited {
	all := cited{}
	for _, event := range content.Events {
		for _, c := range event.Citations {
			all[c.Evidence] = append(all[c.Evidence], citedLines{from: c.FromLine, to: max(c.ToLine, c.FromLine), event: event.ID})
		}
	}
	return all
}

// of returns the events that cite any of the lines, or the whole where from is
// 0.
func (c cited) of(evidence retro.EvidenceID, from, to int) []retro.EventID {
	events := []retro.EventID{}
	for _, lines := range c[evidence] {
		whole := from == 0 || lines.from == 0
		if (whole && from == lines.from || !whole && lines.from <= to && from <= lines.to) && !slices.Contains(events, lines.event) {
			events = append(events, lines.event)
		}
	}
	return events
}
