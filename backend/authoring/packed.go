package authoring

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// A compressed log stays as it was given: its hash is that of the compressed
// bytes, and its media type says how they are packed. Entries, lines and offsets
// are those of the text in it, which is stored as an original of its own, so that
// any place of it can be read at once. Which one is derived: it can be made again.

// DerivedText is the key under which it is kept which original is the text of a
// compressed one, see UnpackedText.
const DerivedText = "text/1"

// keptText is what is kept under DerivedText.
type keptText struct {
	Hash retro.Hash `json:"hash"`
	Cut  bool       `json:"cut,omitempty"` // the compressed bytes break off
}

// openText opens the text of evidence, unpacked where it is compressed.
func (s *Service) openText(ctx context.Context, e retro.Evidence) (Blob, error) {
	packing := packingOf(e)
	if packing == ingest.PackingNone {
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

func packingOf(e retro.Evidence) ingest.Packing {
	switch packing := ingest.Packing(e.MediaType); packing {
	case ingest.PackingGzip, ingest.PackingZstd, ingest.PackingZip:
		return packing
	default:
		return ingest.PackingNone
	}
}

// keptText returns what is known of the text of compressed evidence, its zero
// value where nothing is.
func (s *Service) keptText(ctx context.Context, e retro.Evidence) (keptText, error) {
	var kept keptText
	data, err := s.store.Derived(ctx, e.Hash, DerivedText)
	if err != nil {
		return kept, err
	}
	return readKeptText(data), nil
}

func readKeptText(data []byte) keptText {
	var kept keptText
	if json.Unmarshal(data, &kept) != nil {
		return keptText{} // What cannot be read is made again.
	}
	return kept
}

// UnpackedText reads which original is the text of a compressed one from what is kept
// under DerivedText; "" where nothing is.
func UnpackedText(data []byte) retro.Hash { return readKeptText(data).Hash }

// unpack stores the text of compressed evidence and opens it. A library that
// cannot be written to has it in a temporary file.
func (s *Service) unpack(ctx context.Context, e retro.Evidence, packing ingest.Packing) (Blob, error) {
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
	if err := s.putDerived(ctx, e.Hash, DerivedText, data); err != nil {
		return nil, err
	}
	return s.store.OpenBlob(ctx, kept.Hash)
}

func (s *Service) storeText(ctx context.Context, packed Blob, packing ingest.Packing) (keptText, error) {
	text, err := textOf(ctx, packed, packing)
	if err != nil {
		return keptText{}, err
	}
	defer text.Close() //nolint:errcheck // only read from
	hash, _, err := s.store.PutBlob(ctx, text)
	if err != nil {
		return keptText{}, err
	}
	unpacked, ok := text.(*ingest.Unpacked)
	return keptText{Hash: hash, Cut: ok && unpacked.Cut()}, nil
}

// textOf reads the text in a blob: what gzip or zstd compressed, or the
// conversation in a Slack export.
func textOf(ctx context.Context, packed Blob, packing ingest.Packing) (io.ReadCloser, error) {
	if packing != ingest.PackingZip {
		return ingest.Unpack(packed, packed.Size(), packing)
	}
	archive, err := ingest.OpenArchive(packed, packed.Size())
	if err != nil {
		return nil, err
	}
	return archive.ReadSlack(ctx), nil
}

// OpenPacked reads the text of an original whose media type may say that it is
// packed: what gzip or zstd compressed, the conversation in a Slack export, or else
// the original as it is. It is for stores, which search the words in it.
func OpenPacked(ctx context.Context, original Blob, mediaType string) (io.ReadCloser, error) {
	return textOf(ctx, original, packingOf(retro.Evidence{MediaType: mediaType}))
}

// temporaryText unpacks into a file that is gone when it is closed.
func temporaryText(ctx context.Context, packed Blob, packing ingest.Packing) (Blob, error) {
	text, err := textOf(ctx, packed, packing)
	if err != nil {
		return nil, err
	}
	defer text.Close() //nolint:errcheck // only read from
	file, size, err := spool(text)
	if err != nil {
		return nil, err
	}
	return &temporaryBlob{File: file, size: size}, nil
}

// spool copies into a temporary file, which its Close removes.
func spool(r io.Reader) (*temporaryFile, int64, error) {
	file, err := os.CreateTemp("", "afterword-*")
	if err != nil {
		return nil, 0, fmt.Errorf("unpack: %w", err)
	}
	temporary := &temporaryFile{file}
	size, err := io.Copy(file, r)
	if err != nil {
		return nil, 0, errors.Join(fmt.Errorf("unpack: %w", err), temporary.Close())
	}
	return temporary, size, nil
}

type temporaryFile struct{ *os.File }

func (f *temporaryFile) Close() error {
	return errors.Join(f.File.Close(), os.Remove(f.Name()))
}

// temporaryBlob implements Blob.
type temporaryBlob struct {
	File *temporaryFile
	size int64
}

func (b *temporaryBlob) ReadAt(p []byte, at int64) (int, error) { return b.File.ReadAt(p, at) }
func (b *temporaryBlob) Size() int64                            { return b.size }
func (b *temporaryBlob) Close() error                           { return b.File.Close() }

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
	packing := ingest.PackingOf(head)
	packedTar := ingest.HoldsTar(head, packing)
	if packing != ingest.PackingZip && packing != ingest.PackingTar && !packedTar || original.Kind == retro.EvidenceFile {
		original.Open = func() (io.ReadCloser, error) { return readCloser{buffered, opened}, nil }
		return []Original{original}, nil, done, nil
	}
	file, size, err := spool(buffered)
	closing := opened.Close()
	if err != nil || closing != nil {
		return nil, nil, done, errors.Join(err, closing)
	}
	done = func() { _ = file.Close() } // nothing in it is needed any more
	original.Open = func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(file, 0, size)), nil }
	archived, archivedSize := file, size
	if packedTar {
		if archived, archivedSize, err = spoolUnpacked(file, size, packing); err != nil {
			return nil, nil, done, err
		}
		done = func() { _, _ = archived.Close(), file.Close() } // as above
	}
	archive, err := ingest.OpenArchive(archived, archivedSize)
	switch {
	case retro.ErrorCode(err) == retro.CodeDamaged, err == nil && archive.IsDocument():
		original.Kind = retro.EvidenceFile
		return []Original{original}, nil, done, nil
	case err != nil:
		return nil, nil, done, err
	case packing == ingest.PackingZip && archive.IsSlack():
		original.packing = ingest.PackingZip
		return []Original{original}, nil, done, nil
	}
	for _, member := range archive.Members() {
		part, err := partOf(original, member)
		if err != nil {
			refused = append(refused, Refusal{Name: member.Name, Reason: err.Error()})
			continue
		}
		parts = append(parts, part)
	}
	for _, r := range archive.Refused() {
		refused = append(refused, Refusal{Name: r.Name, Reason: r.Reason})
	}
	if len(parts) == 0 {
		original.Kind = retro.EvidenceFile
		return []Original{original}, refused, done, nil
	}
	return parts, refused, done, nil
}

// spoolUnpacked unpacks a compressed archive, so that any place of it can be read.
func spoolUnpacked(file *temporaryFile, size int64, packing ingest.Packing) (*temporaryFile, int64, error) {
	unpacked, err := ingest.Unpack(file, size, packing)
	if err != nil {
		return nil, 0, err
	}
	defer unpacked.Close() //nolint:errcheck // only read from
	return spool(unpacked)
}

// isArchive tells what holds several files from what is one compressed log.
func isArchive(head []byte) bool {
	packing := ingest.PackingOf(head)
	return packing == ingest.PackingZip || packing == ingest.PackingTar || ingest.HoldsTar(head, packing)
}

// partOf makes an original of one file in an archive; CodeInvalid where it is
// neither text nor picture.
func partOf(original Original, member ingest.Member) (Original, error) {
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
	case isArchive(head[:n]):
		return Original{}, retro.Errorf(retro.CodeInvalid, "it is an archive in an archive").WithHint("unpack it yourself and add what you need of it")
	case ingest.PackingOf(head[:n]) == ingest.PackingNone && ingest.Classify(head[:n], member.Name) == retro.EvidenceFile:
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
