package ingest

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// summaryLine is the first line that WriteParse prints. Times are written as
// appendTime does, null when unknown.
type summaryLine struct {
	File      string         `json:"file,omitempty"`
	Format    string         `json:"format"`
	Formats   map[string]int `json:"formats"`
	Entries   int            `json:"entries"`
	Lines     int            `json:"lines"`
	Bytes     int64          `json:"bytes"`
	First     *string        `json:"first"`
	Last      *string        `json:"last"`
	Zone      *string        `json:"zone"`
	Questions []string       `json:"questions"`
}

// entryLine is one entry as WriteParse prints it.
type entryLine struct {
	At        *string         `json:"at"`
	Written   string          `json:"written"`
	Zone      *string         `json:"zone"`
	Precision retro.Precision `json:"precision"`
	Level     string          `json:"level"`
	Actor     string          `json:"actor"`
	Text      string          `json:"text"`
	Line      int             `json:"line"`
	Lines     int             `json:"lines"`
}

// shownBytes bounds how much of one entry is read for display.
const shownBytes = 1 << 20

// Output says what WriteParse prints.
type Output struct {
	// File names the source in the summary, "" where it is the only one.
	File        string
	SummaryOnly bool
}

// WriteParse prints what was read as JSON lines: a summary, and then each entry in
// the order of the source. Times are in UTC and end in "Z", or have no zone at all
// where nobody knows it. The error is that of the source or the writer.
func WriteParse(w io.Writer, ix *Index, src io.ReaderAt, o Output) error {
	out := bufio.NewWriterSize(w, 64<<10)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	reading := ix.Reading()
	line := summaryLine{
		File: o.File, Format: reading.Format, Formats: reading.Formats, Entries: reading.Entries, Lines: reading.Lines,
		Bytes: reading.Bytes, First: timeText(reading.First), Last: timeText(reading.Last),
		Questions: reading.Questions,
	}
	if reading.Zone != "" {
		line.Zone = &reading.Zone
	}
	if err := encoder.Encode(line); err != nil {
		return fmt.Errorf("print the summary: %w", err)
	}
	if !o.SummaryOnly {
		if err := ix.writeEntries(encoder, src); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print the entries: %w", err)
	}
	return nil
}

func (ix *Index) writeEntries(encoder *json.Encoder, src io.ReaderAt) error {
	reader := bufio.NewReaderSize(io.NewSectionReader(src, ix.Preamble, ix.Bytes-ix.Preamble), 1<<20)
	var raw []byte
	for i, e := range ix.Entries {
		length := ix.LengthOf(i)
		shown := int(min(length, shownBytes))
		if cap(raw) < shown {
			raw = make([]byte, shown, max(shown, 64<<10))
		}
		raw = raw[:shown]
		if _, err := io.ReadFull(reader, raw); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read the source: %w", err)
		}
		if err := discard(reader, length-int64(shown)); err != nil {
			return err
		}
		d := ix.Describe(i, raw)
		instant := ix.Instant(i)
		from, to := ix.LinesOf(i)
		line := entryLine{
			At: timeText(instant), Written: d.Written, Precision: PrecisionOf(e), Level: d.Level.String(),
			Actor: d.Actor, Text: d.Text, Line: from, Lines: to - from + 1,
		}
		if instant != nil && instant.Zone != "" {
			line.Zone = &instant.Zone
		}
		if err := encoder.Encode(line); err != nil {
			return fmt.Errorf("print an entry: %w", err)
		}
	}
	return nil
}

func discard(reader *bufio.Reader, n int64) error {
	if n <= 0 {
		return nil
	}
	if _, err := io.CopyN(io.Discard, reader, n); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read the source: %w", err)
	}
	return nil
}

// timeText writes an instant for machines, nil when there is none.
func timeText(instant *retro.Instant) *string {
	if instant == nil {
		return nil
	}
	layout := time.DateOnly + "T" + time.TimeOnly
	switch instant.Precision {
	case retro.PrecisionMillisecond:
		layout += ".000"
	case retro.PrecisionMicrosecond:
		layout += ".000000"
	case retro.PrecisionNanosecond:
		layout += ".000000000"
	default:
	}
	if instant.Zone != "" {
		layout += "Z"
	}
	written := instant.At.UTC().Format(layout)
	return &written
}
