package ingest

import (
	"fmt"
	"io"
	"runtime"
	"strconv"
	"sync"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// batchBytes is how much of the source is printed at once.
const batchBytes = 512 << 10

// batch is a stretch of entries on its way to be printed.
type batch struct {
	from, to int
	out      []byte
	err      error
	done     chan struct{}
}

// writeEntries prints all entries in order. They are described on all cores; the
// queue holds a few batches, which bounds what is in memory.
func (ix *Index) writeEntries(w io.Writer, src io.ReaderAt) error {
	workers := min(runtime.GOMAXPROCS(0), maxWorkers)
	queue, work, quit := make(chan *batch, workers), make(chan *batch), make(chan struct{})
	var group sync.WaitGroup
	defer group.Wait()
	defer close(quit)
	for range workers {
		group.Go(func() {
			for b := range work {
				b.out, b.err = ix.printEntries(b.from, b.to, src)
				close(b.done)
			}
		})
	}
	group.Go(func() {
		defer close(work)
		defer close(queue)
		for from := 0; from < len(ix.Entries); {
			to := from + 1
			for to < len(ix.Entries) && ix.Entries[to].Offset+ix.LengthOf(to)-ix.Entries[from].Offset <= batchBytes {
				to++
			}
			b := &batch{from: from, to: to, done: make(chan struct{})}
			from = to
			for _, c := range []chan *batch{queue, work} {
				select {
				case c <- b:
				case <-quit:
					return
				}
			}
		}
	})
	for b := range queue {
		<-b.done
		if b.err != nil {
			return b.err
		}
		if _, err := w.Write(b.out); err != nil {
			return fmt.Errorf("print an entry: %w", err)
		}
	}
	return nil
}

// printEntries prints the entries from one number up to another.
func (ix *Index) printEntries(from, to int, src io.ReaderAt) ([]byte, error) {
	start := ix.Entries[from].Offset
	length := min(ix.Entries[to-1].Offset+ix.LengthOf(to-1)-start, max(batchBytes, shownBytes))
	raw, err := ix.ReadBlock(src, make([]byte, length), start)
	if err != nil {
		return nil, err
	}
	dst := make([]byte, 0, len(raw)+(to-from)*160)
	for i := from; i < to; i++ {
		entry := ix.Cut(i, from, raw)
		dst = ix.appendEntry(dst, i, entry[:min(len(entry), shownBytes)])
	}
	return dst, nil
}

// appendEntry prints one entry as a line of JSON.
func (ix *Index) appendEntry(dst []byte, i int, raw []byte) []byte {
	d := ix.describe(i, raw, "")
	ix.findActor(i, &d)
	instant := ix.Instant(i)
	from, to := ix.LinesOf(i)
	zone := ""
	dst = append(dst, `{"at":`...)
	if instant == nil {
		dst = append(dst, "null"...)
	} else {
		dst = append(appendTime(append(dst, '"'), *instant), '"')
		zone = instant.Zone
	}
	dst = appendText(append(dst, `,"written":`...), d.Written)
	dst = append(dst, `,"zone":`...)
	if zone == "" {
		dst = append(dst, "null"...)
	} else {
		dst = appendText(dst, zone)
	}
	if end := ix.endOf(i, d.Fields); end != nil {
		dst = append(appendTime(append(dst, `,"end":"`...), *end), '"')
	}
	dst = appendText(append(dst, `,"precision":`...), string(PrecisionOf(ix.Entries[i])))
	if ix.Entries[i].Has(stamp.About) {
		dst = append(dst, `,"about":true`...)
	}
	dst = appendText(append(dst, `,"level":`...), d.Level.String())
	dst = appendText(append(dst, `,"actor":`...), d.Actor)
	dst = appendText(append(dst, `,"text":`...), d.Text)
	if above, ok := ix.Answers(i); ok {
		dst = append(dst, `,"replyTo":`...)
		if above < 0 {
			dst = append(dst, "null"...)
		} else {
			dst = strconv.AppendUint(dst, uint64(ix.Entries[above].Line), 10)
		}
	}
	dst = strconv.AppendInt(append(dst, `,"line":`...), int64(from), 10)
	dst = strconv.AppendInt(append(dst, `,"lines":`...), int64(to-from+1), 10)
	return append(dst, "}\n"...)
}

// appendText writes valid UTF-8 as a JSON string, as encoding/json does without
// escaping HTML.
func appendText(dst []byte, s string) []byte {
	const digits = "0123456789abcdef"
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' && c != 0xE2 {
			continue
		}
		width := 1
		var escape string
		switch c {
		case 0xE2:
			// Line separators end a line in JavaScript.
			r, size := utf8.DecodeRuneInString(s[i:])
			if r != '\u2028' && r != '\u2029' {
				continue
			}
			escape, width = "\\u202"+digits[r&15:r&15+1], size
		case '\n':
			escape = `\n`
		case '\t':
			escape = `\t`
		case '\r':
			escape = `\r`
		case '"':
			escape = `\"`
		case '\\':
			escape = `\\`
		default:
			escape = `\u00` + digits[c>>4:c>>4+1] + digits[c&15:c&15+1]
		}
		dst = append(append(dst, s[start:i]...), escape...)
		start = i + width
		i = start - 1
	}
	return append(append(dst, s[start:]...), '"')
}
