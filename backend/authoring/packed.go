package authoring

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/afterword-app/afterword/backend/archive"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/metrics"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/transcript"
)

// A compressed log stays as it was given: its hash is that of the compressed
// bytes, and its media type says how they are packed; so does an export of metrics. Entries, lines and offsets
// are those of the text in it, which is stored as an original of its own, so that
// any place of it can be read at once. Which one is derived: it can be made again.

// openText opens the text of evidence, unpacked where it is compressed.
func (s *Service) openText(ctx context.Context, e retro.Evidence) (library.Blob, error) {
	packing := packingOf(e)
	if packing == archive.None {
		return s.store.OpenBlob(ctx, e.Hash)
	}
	kept, err := s.keptText(ctx, e)
	if err != nil {
		return nil, err
	}
	if kept.Hash != "" {
		text, err := s.store.OpenBlob(ctx, kept.Hash)
		if retro.ErrorCode(err) != retro.CodeNotFound {
			return text, err
		}
	}
	return s.unpack(ctx, e, packing)
}

// metricsTable is the packing of an export of metrics: its text is a table of its series.
const metricsTable archive.Packing = metrics.MediaType

func packingOf(e retro.Evidence) archive.Packing {
	switch packing := archive.Packing(e.MediaType); packing {
	case archive.Gzip, archive.Zstd, archive.Zip, metricsTable, documentType:
		return packing
	default:
		return archive.None
	}
}

// keptText returns what is known of the text of compressed evidence, its zero
// value where nothing is.
func (s *Service) keptText(ctx context.Context, e retro.Evidence) (library.Text, error) {
	data, err := s.store.Derived(ctx, e.Hash, library.DerivedText)
	if err != nil {
		return library.Text{}, err
	}
	return library.ReadText(data), nil
}

// unpack stores the text of compressed evidence and opens it. A library that
// cannot be written to has it in a temporary file.
func (s *Service) unpack(ctx context.Context, e retro.Evidence, packing archive.Packing) (library.Blob, error) {
	packed, err := s.store.OpenBlob(ctx, e.Hash)
	if err != nil {
		return nil, err
	}
	defer packed.Close() //nolint:errcheck // only read from
	kept, err := s.storeText(ctx, packed, packing)
	if cannotKeep(err) {
		return temporaryText(ctx, packed, packing)
	}
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(kept)
	if err != nil {
		return nil, fmt.Errorf("keep the text: %w", err)
	}
	if err := s.putDerived(ctx, e.Hash, library.DerivedText, data); err != nil {
		return nil, err
	}
	return s.store.OpenBlob(ctx, kept.Hash)
}

func (s *Service) storeText(ctx context.Context, packed library.Blob, packing archive.Packing) (library.Text, error) {
	text, err := textOf(ctx, packed, packing)
	if err != nil {
		return library.Text{}, err
	}
	defer text.Close() //nolint:errcheck // only read from
	hash, _, err := s.store.PutBlob(ctx, text)
	if err != nil {
		return library.Text{}, err
	}
	unpacked, ok := text.(*archive.Unpacked)
	return library.Text{Hash: hash, Cut: ok && unpacked.Cut()}, nil
}

// textOf reads the text in a blob: what gzip or zstd compressed, the conversation in a
// Slack export, or the table of an export of metrics.
func textOf(ctx context.Context, packed library.Blob, packing archive.Packing) (io.ReadCloser, error) {
	switch packing {
	case metricsTable:
		return metrics.Table(io.NewSectionReader(packed, 0, packed.Size()))
	case documentType:
		return documentText(packed)
	case archive.Zip:
	default:
		return archive.Unpack(packed, packed.Size(), packing)
	}
	export, err := archive.Open(packed, packed.Size())
	if err != nil {
		return nil, err
	}
	return ingest.ReadSlack(ctx, export), nil
}

// documentText is the text of a transcript that is a .docx.
func documentText(packed library.Blob) (io.ReadCloser, error) {
	data, err := io.ReadAll(io.NewSectionReader(packed, 0, min(packed.Size(), transcript.Largest)))
	if err != nil {
		return nil, fmt.Errorf("read the document: %w", err)
	}
	text, err := transcript.Text(data)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(strings.NewReader(text)), nil
}

// OpenText reads the text of an original whose media type may say that it is
// packed: what gzip or zstd compressed, the conversation in a Slack export, the table of
// an export of metrics, or else the original as it is. It is the library.OpenText of a store, which searches the
// words in it.
func OpenText(ctx context.Context, original library.Blob, mediaType string) (io.ReadCloser, error) {
	return textOf(ctx, original, packingOf(retro.Evidence{MediaType: mediaType}))
}

// temporaryText unpacks into a file that is gone when it is closed.
func temporaryText(ctx context.Context, packed library.Blob, packing archive.Packing) (library.Blob, error) {
	text, err := textOf(ctx, packed, packing)
	if err != nil {
		return nil, err
	}
	defer text.Close() //nolint:errcheck // only read from
	return archive.Spool(text)
}

// readCloser reads from one place and closes another.
type readCloser struct {
	io.Reader
	io.Closer
}

// unfold finds out what an original is made of: a zip or tar of logs is each of the
// files in it, a Slack export one conversation, and all else itself. done is to be
// called when the originals were read. refused are files that are neither text nor
// picture.
func unfold(original Original) (parts []Original, refused []Refusal, done func(), err error) {
	done = func() {}
	opened, err := original.Open()
	if err != nil {
		return nil, nil, done, retro.Errorf(retro.CodeInvalid, "cannot read it: %w", err)
	}
	buffered := bufio.NewReaderSize(opened, headSize)
	head, _ := buffered.Peek(headSize) // most originals are shorter
	if !archive.IsArchive(head) || original.Kind == retro.EvidenceFile {
		original.Open = func() (io.ReadCloser, error) { return readCloser{buffered, opened}, nil }
		return []Original{original}, nil, done, nil
	}
	file, err := archive.Spool(buffered)
	if err != nil {
		return nil, nil, done, errors.Join(err, opened.Close())
	}
	done = func() { _ = file.Close() } // nothing in it is needed any more
	if err := opened.Close(); err != nil {
		return nil, nil, done, fmt.Errorf("read it: %w", err)
	}
	original.Open = func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(file, 0, file.Size())), nil }
	packed, err := archive.Open(file, file.Size())
	if err == nil {
		done = func() { _, _ = packed.Close(), file.Close() } // as above
	}
	switch {
	case retro.ErrorCode(err) == retro.CodeDamaged, err == nil && packed.IsDocument():
		original.Kind = retro.EvidenceFile
		return []Original{original}, nil, done, nil
	case err != nil:
		return nil, nil, done, err
	case ingest.IsSlack(packed):
		original.packing = archive.Zip
		return []Original{original}, nil, done, nil
	}
	for _, member := range packed.Members() {
		part, err := partOf(original, member)
		if err != nil {
			refused = append(refused, Refusal{Name: member.Name, Reason: err.Error()})
			continue
		}
		parts = append(parts, part)
	}
	for _, r := range packed.Refused() {
		refused = append(refused, Refusal{Name: r.Name, Reason: r.Reason})
	}
	if len(parts) == 0 {
		original.Kind = retro.EvidenceFile
		return []Original{original}, refused, done, nil
	}
	return parts, refused, done, nil
}

// partOf makes an original of one file in an archive; CodeInvalid where it is
// neither text nor picture.
func partOf(original Original, member archive.Member) (Original, error) {
	opened, err := member.Open()
	if err != nil {
		return Original{}, err
	}
	defer opened.Close() //nolint:errcheck // only read from
	head := make([]byte, headSize)
	n, err := io.ReadFull(opened, head)
	switch {
	case errors.Is(err, io.EOF):
		return Original{}, retro.Errorf(retro.CodeInvalid, "there is nothing in it")
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return Original{}, fmt.Errorf("unpack %s: %w", member.Name, err)
	case archive.IsArchive(head[:n]):
		return Original{}, retro.Errorf(retro.CodeInvalid, "it is an archive in an archive").WithHint("unpack it yourself and add what you need of it")
	case archive.PackingOf(head[:n]) == archive.None && ingest.Classify(head[:n], member.Name) == retro.EvidenceFile:
		return Original{}, retro.Errorf(retro.CodeInvalid, "its bytes are neither text nor a picture")
	}
	part := Original{
		Name: member.Name, Modified: member.Modified, Open: member.Open,
		Kind: original.Kind, Label: original.Label, Zone: original.Zone, Reference: original.Reference,
	}
	if part.Label == "" && strings.Contains(member.Name, "/") {
		part.Label = member.Name
	}
	if part.Modified.IsZero() {
		part.Modified = original.Modified
	}
	return part, nil
}
