package ingest

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// Options are what people know about a source. The zero value asks for everything
// to be found out.
type Options struct {
	// FileName is the base name it was given with, or "".
	FileName string
	// Kind says whether to look for a log or a chat, "" for either.
	Kind retro.EvidenceKind
	// Format is one of Formats, or "" to recognise it line by line. "text" stands
	// for plain text whose lines have no times. DayFirst, MonthFirst and
	// YearFirst are taken too.
	Format string
	// Zone is how to read times that name no zone, as for ParseZone; "" when
	// nobody has said.
	Zone string
	// Reference is the latest moment that the source can speak of: when it was
	// pasted or its file last written. It settles missing years and dates. Zero
	// when unknown: such entries then have no time, and "date" is asked. Of kernel
	// messages, which count the seconds since the machine started, it is that
	// start.
	Reference time.Time
	// Guessed says that nobody stated the reference: something was pasted today,
	// or it is the time of a file. It then settles missing years, but a stamp
	// without a date asks.
	Guessed bool
	// Progress is called now and then, from one goroutine, with the bytes read so
	// far and in all. It may be nil.
	Progress func(done, total int64)
}

// Read finds the entries of a source of size bytes. The error is that of the
// source or the context, or has CodeInvalid for a zone or format that does not
// exist; no content is an error.
func Read(ctx context.Context, src io.ReaderAt, size int64, o Options) (*Index, error) {
	var location *time.Location
	if strings.TrimSpace(o.Zone) != "" {
		var err error
		if location, err = stamp.ParseZone(o.Zone); err != nil {
			return nil, err
		}
	}
	forced := formatText
	order := stamp.OrderUnknown
	switch o.Format {
	case "":
	case DayFirst:
		order = stamp.OrderDayFirst
	case MonthFirst:
		order = stamp.OrderMonthFirst
	case YearFirst:
		order = stamp.OrderYearFirst
	default:
		var ok bool
		if forced, ok = formatByName(o.Format); !ok {
			return nil, retro.Errorf(retro.CodeInvalid, "%q is not a format", o.Format).
				WithHint("use one of %s", strings.Join(Formats(), ", "))
		}
	}
	p, err := makePlan(src, size, forced, o.Kind)
	if err != nil {
		return nil, fmt.Errorf("read the source: %w", err)
	}
	p.order = order
	o.Progress = onwards(o.Progress)
	ix := &Index{Bytes: size, plan: p, zone: zoneName(o.Zone, location)}
	switch {
	case ix.plan.document != depthNone:
		if err := ix.readDocument(ctx, src, o.Progress); err != nil {
			return nil, err
		}
	case ix.plan.chat != chatNone:
		if err := ix.readChat(ctx, src, ix.plan.chat, location, o); err != nil {
			return nil, err
		}
	case o.Format != formats[formatText].name && !ix.plan.plain:
		if err := ix.scan(ctx, src, o.Progress); err != nil {
			return nil, err
		}
	}
	if len(ix.Entries) == 0 && !ix.plan.binary {
		ix.plan.plain = true
		if err := ix.scan(ctx, src, o.Progress); err != nil {
			return nil, err
		}
	}
	ix.close()
	if err := ix.findPlace(src); err != nil {
		return nil, err
	}
	ix.settle(location, o.Reference, o.Guessed)
	return ix, nil
}

// onwards lets progress through only where there is some: plain text is read
// twice.
func onwards(progress func(done, total int64)) func(done, total int64) {
	if progress == nil {
		return nil
	}
	var last int64
	return func(done, total int64) {
		if done > last {
			last = done
			progress(done, total)
		}
	}
}

// zoneName is how a chosen zone is shown.
func zoneName(text string, location *time.Location) string {
	switch {
	case location == nil:
		return ""
	case location == time.UTC:
		return "Z"
	case location.String() == "":
		return strings.TrimSpace(text)
	}
	return location.String()
}

// scan fills Entries and Lines.
func (ix *Index) scan(ctx context.Context, src io.ReaderAt, progress func(done, total int64)) error {
	ix.Entries, ix.Lines, ix.days = nil, 0, nil
	var done, reported int64
	var links []link
	err := scan(ctx, &ix.plan, src, ix.Bytes, func(p chunkEntries) {
		ix.grow(len(p.entries), done)
		if n := len(ix.Entries); n > 0 {
			ix.Entries[n-1].Message += p.lead
		}
		for i, e := range p.entries {
			for len(p.links) > 0 && p.links[0].entry == i {
				p.links[0].entry = len(ix.Entries)
				links, p.links = append(links, p.links[0]), p.links[1:]
			}
			e.Line = lineNumber(ix.Lines + int(e.Line))
			if e.Has(flagDay) {
				ix.days = append(ix.days, stamp.Day{Before: len(ix.Entries), At: e.At, Yearless: e.Has(stamp.Yearless), Part: formatID(e.Format) == formatText})
				continue
			}
			if n := len(ix.Entries); n > 0 && !ix.admit(&e) {
				ix.Entries[n-1].Message += e.Message
				continue
			}
			e.Flags &^= flagJoins
			ix.Entries = append(ix.Entries, e)
		}
		ix.Lines += p.lines
		done = min((p.index+1)*chunkSize, ix.Bytes)
		if progress != nil && (done-reported >= 8*chunkSize || done == ix.Bytes) {
			reported = done
			progress(done, ix.Bytes)
		}
	})
	if err != nil {
		return fmt.Errorf("read the source: %w", err)
	}
	ix.thread(links)
	return nil
}

// lineNumber holds a number at the largest that an entry can keep.
func lineNumber(n int) uint32 {
	return uint32(min(int64(n), math.MaxUint32)) //nolint:gosec // Bounded at once.
}

// alertLines is within how many lines of its head an alert of OSSEC quotes the line of a
// log that raised it, which looks like an entry of its own.
const alertLines = 8

// admit decides whether a head begins an entry beside the one before it, or joins
// it: an indented line of plain text, or the rest of a split line.
func (ix *Index) admit(e *Entry) bool {
	last := &ix.Entries[len(ix.Entries)-1]
	if e.Flags&flagJoins != 0 {
		return false
	}
	if formatID(last.Format) == formatOSSEC && formatID(e.Format) != formatOSSEC && e.Line-last.Line <= alertLines {
		return false
	}
	if last.Flags&flagSplit != 0 && last.Format == e.Format && last.Flags&flagStderr == e.Flags&flagStderr {
		if e.Flags&flagSplit == 0 {
			last.Flags &^= flagSplit
		}
		return false
	}
	return true
}

// grow makes room for more entries, guessing from what was found so far how many
// there will be, so that the slice is seldom copied.
func (ix *Index) grow(more int, done int64) {
	need := len(ix.Entries) + more
	if need <= cap(ix.Entries) {
		return
	}
	if done > 0 {
		guess := int(float64(len(ix.Entries)) * float64(ix.Bytes) / float64(done) * 1.03)
		need = max(need, min(guess, int(ix.Bytes)))
	}
	grown := make([]Entry, len(ix.Entries), need+need/64+16)
	copy(grown, ix.Entries)
	ix.Entries = grown
}

// close notes what is known when all entries were found.
func (ix *Index) close() {
	for i := range ix.Entries {
		e := &ix.Entries[i]
		if e.Flags &^= flagSplit; formatID(e.Format) == formatCRI {
			e.Flags &^= flagStderr
		}
	}
	ix.Preamble = ix.Bytes
	if len(ix.Entries) > 0 {
		ix.Preamble = ix.Entries[0].Offset
	}
}
