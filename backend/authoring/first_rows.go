package authoring

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/afterword-app/afterword/backend/archive"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// Glimpse is the beginning of a large original, read by itself before the whole is
// kept, so that there is something to look at meanwhile. It is provisional: what
// follows may still decide what a date means. Nothing of it is stored.
type Glimpse struct {
	Evidence retro.Evidence `json:"evidence"` // as far as its beginning tells
	Format   string         `json:"format"`
	Why      string         `json:"why"`     // of the beginning alone
	Entries  []Entry        `json:"entries"` // in the order of the source, at most glimpseRows
}

const (
	// glimpseHead is how much of an original is read for a glimpse, in bytes.
	glimpseHead = 256 << 10
	// glimpseSize is from how many bytes on an original is worth one: what is
	// smaller is there as soon. A compressed one always is.
	glimpseSize = 4 << 20
	// glimpseRows is more rows than the highest window shows.
	glimpseRows = 100
)

// tellGlimpse reads the head of an original, which the returned reader gives again
// before the rest, and tells of it where it is text and more follows.
func tellGlimpse(ctx context.Context, evidence retro.Evidence, original Original, r io.Reader, way taking) (io.Reader, error) {
	isSmall := original.Size > 0 && original.Size < glimpseHead
	if way.tell == nil || isSmall || original.packing != archive.None {
		return r, nil
	}
	head := make([]byte, glimpseHead)
	n, err := io.ReadFull(r, head)
	whole := io.MultiReader(bytes.NewReader(head[:n]), r)
	if err != nil {
		return whole, nil //nolint:nilerr // It ends here, or whoever reads the whole meets the error again.
	}
	packed := archive.PackingOf(head) != archive.None
	if original.Size > 0 && original.Size < glimpseSize && !packed {
		return whole, nil
	}
	glimpse, err := readGlimpse(ctx, evidence, original, head)
	if err != nil || glimpse == nil {
		return whole, err
	}
	way.tell(Taken{Name: way.name, Total: way.size, Glimpse: glimpse})
	return whole, nil
}

// readGlimpse reads a head as recognise reads the whole; nil where it has no entries.
func readGlimpse(ctx context.Context, evidence retro.Evidence, original Original, head []byte) (*Glimpse, error) {
	text := memoryBlob{bytes.NewReader(head)}
	holdsMetrics := func() (bool, error) { return hasTable(textOf(ctx, text, metricsTable)) }
	if err := recogniseKind(&evidence, original, text, head[:headSize], holdsMetrics); err != nil {
		return nil, err
	}
	if !evidence.IsText() {
		return nil, nil //nolint:nilnil // There is nothing to see of it yet, which is no error.
	}
	if packing := packingOf(evidence); packing != archive.None {
		unpacked, err := unpackHead(ctx, text, packing)
		if err != nil {
			return nil, nil //nolint:nilerr,nilnil // Taking in the whole says what is wrong with it.
		}
		text = memoryBlob{bytes.NewReader(unpacked)}
	}
	index, err := ingest.Read(ctx, text, text.Size(), readingOptions(evidence))
	if err != nil {
		return nil, fmt.Errorf("read the beginning: %w", err)
	}
	reading := index.Reading()
	evidence.Label = labelOf(evidence, original, reading)
	glimpse := &Glimpse{Evidence: evidence, Format: reading.Format, Why: reading.Why}
	opened := &source{evidence: evidence, index: index, blob: text}
	// The last entry is cut off, and told only where it is all there is.
	for at := range min(max(len(index.Entries)-1, 1), len(index.Entries), glimpseRows) {
		raw, err := opened.raw(at, maxEntryText)
		if err != nil {
			return nil, err
		}
		row, _ := opened.describe(at, raw)
		row.Index = at
		glimpse.Entries = append(glimpse.Entries, row)
	}
	if len(glimpse.Entries) == 0 {
		return nil, nil //nolint:nilnil // As above.
	}
	return glimpse, nil
}

// unpackHead returns the text that the beginning of a compressed source holds, at
// most glimpseHead bytes of it.
func unpackHead(ctx context.Context, packed library.Blob, packing archive.Packing) ([]byte, error) {
	unpacked, err := textOf(ctx, packed, packing)
	if err != nil {
		return nil, err
	}
	defer unpacked.Close() //nolint:errcheck // only read from
	text, err := io.ReadAll(io.LimitReader(unpacked, glimpseHead))
	if err != nil {
		return nil, fmt.Errorf("unpack the beginning: %w", err)
	}
	return text, nil
}

// memoryBlob implements Blob.
type memoryBlob struct{ *bytes.Reader }

func (memoryBlob) Close() error { return nil }
