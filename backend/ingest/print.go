package ingest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

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
// where nobody knows it. What is only roughly known is "about", what was over at a
// time that it names has an "end", and a reply has the line that it is a "replyTo", null
// where that message is missing. The error is that of the source or the writer.
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
		if err := ix.writeEntries(out, src); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print the entries: %w", err)
	}
	return nil
}

// timeText writes an instant for machines, nil when there is none.
func timeText(instant *retro.Instant) *string {
	if instant == nil {
		return nil
	}
	written := string(appendTime(nil, *instant))
	return &written
}

// appendTime writes an instant for machines.
func appendTime(dst []byte, instant retro.Instant) []byte {
	layout := "2006-01-02T15:04:05"
	switch instant.Precision {
	case retro.PrecisionMillisecond:
		layout = "2006-01-02T15:04:05.000"
	case retro.PrecisionMicrosecond:
		layout = "2006-01-02T15:04:05.000000"
	case retro.PrecisionNanosecond:
		layout = "2006-01-02T15:04:05.000000000"
	default:
	}
	dst = instant.At.UTC().AppendFormat(dst, layout)
	if instant.Zone != "" {
		dst = append(dst, 'Z')
	}
	return dst
}
