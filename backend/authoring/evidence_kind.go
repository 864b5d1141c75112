package authoring

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/archive"
	"github.com/afterword-app/afterword/backend/imaging"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/metrics"
	"github.com/afterword-app/afterword/backend/retro"
)

// headSize is how much of an original is looked at to tell what it is, in bytes.
const headSize = 64 << 10

const (
	textType = "text/plain; charset=utf-8"
	// documentType is that of a .docx, of which a transcript may be one.
	documentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

// recognise fills kind, media type, label and suggested time, and keeps the
// reading.
func (s *Service) recognise(ctx context.Context, evidence *retro.Evidence, original Original, way taking) error {
	blob, err := s.store.OpenBlob(ctx, evidence.Hash)
	if err != nil {
		return err
	}
	defer blob.Close() //nolint:errcheck // only read from
	head, err := headOf(blob)
	if err != nil {
		return err
	}
	if err := recogniseKind(evidence, original, blob, head, func() (bool, error) { return s.keepMetrics(ctx, evidence.Hash) }); err != nil {
		return err
	}
	reading := retro.Reading{Bytes: evidence.Size}
	switch {
	case evidence.IsPicture():
		reading, err = s.readPicture(ctx, evidence, original)
		if err != nil {
			// A picture that cannot be shown is still evidence.
			evidence.Kind = retro.EvidenceFile
			reading = retro.Reading{Bytes: evidence.Size, Format: "file", Why: "kept as a file: " + err.Error(), Questions: []string{}}
		}
	case evidence.IsText():
		reading, err = s.readText(ctx, *evidence, way.read)
		if err != nil {
			return err
		}
	case evidence.Kind == retro.EvidenceTranscript:
		if reading, err = s.readTranscript(ctx, *evidence); err != nil {
			return err
		}
	default:
		reading.Format, reading.Questions = "file", []string{}
		reading.Why = "kept as a file: nothing in it reads as a log, a chat or a note"
	}
	evidence.Label = labelOf(*evidence, original, reading)
	return s.keepReading(ctx, *evidence, reading)
}

// headOf reads the beginning of a blob.
func headOf(blob library.Blob) ([]byte, error) {
	head := make([]byte, min(headSize, blob.Size()))
	if _, err := blob.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read evidence: %w", err)
	}
	return head, nil
}

// recogniseKind fills the kind and, except for pictures, the media type from the head
// of a blob. It asks holdsMetrics of what looks like an export of metrics.
func recogniseKind(evidence *retro.Evidence, original Original, blob library.Blob, head []byte, holdsMetrics func() (bool, error)) error {
	evidence.MediaType = "application/octet-stream"
	packing := retro.FirstOf(original.packing, archive.PackingOf(head))
	switch {
	case evidence.Kind == retro.EvidenceFile:
	case evidence.Kind == retro.EvidenceTranscript:
		if evidence.MediaType = textType; packing == archive.Zip {
			evidence.MediaType = documentType
		}
	case packing == archive.Gzip, packing == archive.Zstd, original.packing == archive.Zip:
		if err := recognisePacked(evidence, blob, packing); err != nil {
			return err
		}
	case evidence.Kind == "" || evidence.Kind == retro.EvidenceLog:
		hasTable := false
		if metrics.Looks(head, blob.Size()) {
			var err error
			if hasTable, err = holdsMetrics(); err != nil {
				return err
			}
		}
		if hasTable {
			evidence.Kind, evidence.MediaType = retro.EvidenceLog, string(metricsTable)
		} else if evidence.Kind == "" {
			evidence.Kind = ingest.Classify(head, evidence.FileName)
		}
	}
	if evidence.IsText() && packingOf(*evidence) == archive.None {
		evidence.MediaType = textType
	}
	return nil
}

// keepMetrics makes the table of an original that looks like an export of metrics, and keeps
// it as its text. It reports whether there is one.
func (s *Service) keepMetrics(ctx context.Context, hash retro.Hash) (bool, error) {
	table, err := s.unpack(ctx, retro.Evidence{Hash: hash}, metricsTable)
	return hasTable(table, err)
}

// hasTable closes the table of an export of metrics and reports whether there is one.
func hasTable(table io.Closer, err error) (bool, error) {
	if code := retro.ErrorCode(err); code == retro.CodeInvalid || code == retro.CodeUnsupported {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, table.Close()
}

// recognisePacked finds out what gzip, zstd or the zip of a Slack export hold. Of
// what is no text the compressed file is kept.
func recognisePacked(evidence *retro.Evidence, blob library.Blob, packing archive.Packing) error {
	if packing == archive.Zip {
		evidence.Kind, evidence.MediaType = retro.EvidenceChat, string(packing)
		return nil
	}
	text, err := archive.Unpack(blob, blob.Size(), packing)
	if err != nil {
		evidence.Kind = retro.EvidenceFile
		return nil // A compressed file that is not whole is still evidence.
	}
	defer text.Close() //nolint:errcheck // only read from
	head := make([]byte, headSize)
	n, err := io.ReadFull(text, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		evidence.Kind = retro.EvidenceFile
		return nil
	}
	name := strings.TrimSuffix(evidence.FileName, filepath.Ext(evidence.FileName))
	kind := ingest.Classify(head[:n], name)
	if evidence.Kind != "" && ingest.IsText(head[:n]) {
		kind = evidence.Kind
	}
	if kind != retro.EvidenceLog && kind != retro.EvidenceChat && kind != retro.EvidenceNote {
		evidence.Kind = retro.EvidenceFile
		return nil
	}
	evidence.Kind = kind
	evidence.MediaType = string(packing)
	if at := text.Modified.UTC(); evidence.Guessed && !text.Modified.IsZero() && at.Before(evidence.AddedAt) {
		evidence.Reference = at
	}
	return nil
}

// labelOf is what evidence is called until somebody says otherwise.
func labelOf(evidence retro.Evidence, original Original, reading retro.Reading) string {
	return retro.FirstOf(original.Label, evidence.FileName, pasteLabel(evidence, reading))
}

func pasteLabel(evidence retro.Evidence, reading retro.Reading) string {
	switch evidence.Kind {
	case retro.EvidenceScreenshot:
		return "Screenshot"
	case retro.EvidenceChat:
		return "Pasted chat"
	case retro.EvidenceLog:
		return pastedLog(reading.Format)
	case retro.EvidenceNote:
		return "Pasted note"
	case retro.EvidenceLink:
		return "Pasted link"
	case retro.EvidenceTranscript:
		return "Transcript"
	case retro.EvidenceFile, retro.EvidenceChart:
	}
	return "Pasted file"
}

// pastedLog names a pasted log by its format, where that is more than how it writes
// the time.
func pastedLog(format string) string {
	label := ingest.Label(format)
	switch format {
	case "text":
		return "Pasted text"
	case "generic", "iso", "ctime", "epoch", "local_date", "time_only":
		return "Pasted log"
	case "nginx_access":
		return "Pasted access log"
	case "csv", "json_document", "json_lines", "postgres_csv", "xml", "yaml":
		return "Pasted " + label
	}
	return "Pasted " + strings.TrimSuffix(label, " log") + " log"
}

// freshLabel numbers a label that other evidence has already.
func freshLabel(present []retro.Evidence, label string) string {
	taken := func(candidate string) bool {
		return slices.ContainsFunc(present, func(e retro.Evidence) bool { return e.Label == candidate })
	}
	candidate := label
	for n := 2; taken(candidate); n++ {
		candidate = fmt.Sprintf("%s %d", label, n)
	}
	return candidate
}

// readPicture looks at a picture within bounds and keeps a copy without its
// metadata, which is all that is ever shown or exported.
func (s *Service) readPicture(ctx context.Context, evidence *retro.Evidence, original Original) (retro.Reading, error) {
	data, err := s.readBounded(ctx, evidence.Hash, imaging.MaxBytes)
	if err != nil {
		return retro.Reading{}, err
	}
	var fileTime *time.Time
	if !original.Modified.IsZero() {
		fileTime = &original.Modified
	}
	info, err := imaging.Read(data, evidence.FileName, fileTime)
	if err != nil {
		return retro.Reading{}, err
	}
	if _, err := s.keepPicture(ctx, evidence.Hash, data); err != nil {
		return retro.Reading{}, err
	}
	evidence.MediaType = info.MediaType
	return retro.Reading{
		Format: info.MediaType, Bytes: evidence.Size, Questions: []string{},
		Picture: &retro.Picture{Width: info.Width, Height: info.Height, TakenAt: info.TakenAt},
	}, nil
}

// readBounded returns all bytes of a blob, or CodeInvalid past a limit.
func (s *Service) readBounded(ctx context.Context, hash retro.Hash, limit int64) ([]byte, error) {
	blob, err := s.store.OpenBlob(ctx, hash)
	if err != nil {
		return nil, err
	}
	defer blob.Close() //nolint:errcheck // only read from
	if blob.Size() > limit {
		return nil, retro.Errorf(retro.CodeInvalid, "it is larger than %d MB", limit>>20)
	}
	data := make([]byte, blob.Size())
	if _, err := blob.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read evidence: %w", err)
	}
	return data, nil
}
