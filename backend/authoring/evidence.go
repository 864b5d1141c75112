package authoring

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/imaging"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// Original is something that a person brings in as evidence: a paste or a file.
type Original struct {
	Name     string    // file name, "" for a paste
	Size     int64     // in bytes, 0 where it is not known beforehand
	Modified time.Time // of the file, zero for a paste
	Open     func() (io.ReadCloser, error)

	// What the person said, each empty where they did not.
	Kind      retro.EvidenceKind
	Label     string
	Zone      string
	Reference time.Time

	packing ingest.Packing // of an archive that is one source as a whole
}

// Pasted is an Original of bytes without a file.
func Pasted(data []byte) Original {
	return Original{Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
}

// Added is what became of originals.
type Added struct {
	Workspace Workspace          `json:"workspace"`
	Evidence  []retro.EvidenceID `json:"evidence"` // new
	Known     []retro.EvidenceID `json:"known"`    // was here already, byte for byte
	Refused   []Refusal          `json:"refused"`
}

// Refusal says why an original was not taken.
type Refusal struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// AddEvidence stores originals, byte for byte, and reads them. What cannot be
// read as entries or shown as a picture is kept as a plain file; only what holds
// nothing, or cannot be read at all, is refused, without harm to the others. Of a
// zip each file that is text or a picture is added by itself, with its own name
// and time; the export of a Slack workspace is one conversation. It stops with
// ctx, and then adds none. CodeInvalid where a zone is not known. progress may be
// nil.
func (s *Service) AddEvidence(ctx context.Context, id retro.RetrospectiveID, originals []Original, progress Progress) (Added, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return Added{}, err
	}
	for _, original := range originals {
		if original.Zone != "" {
			if _, err := location(original.Zone); err != nil {
				return Added{}, err
			}
		}
	}
	added := Added{Evidence: []retro.EvidenceID{}, Known: []retro.EvidenceID{}, Refused: []Refusal{}}
	var taken []retro.Evidence
	for _, original := range originals {
		evidence, refused, err := s.takeAll(ctx, content, original, progress)
		if err != nil {
			return Added{}, err
		}
		taken = append(taken, evidence...)
		added.Refused = append(added.Refused, refused...)
	}
	if len(taken) == 0 {
		added.Workspace, err = s.Open(ctx, id)
		return added, err
	}
	added.Workspace, err = s.edit(ctx, id, "add evidence", func(c *retro.Content) error {
		for _, evidence := range taken {
			if at := slices.IndexFunc(c.Evidence, func(e retro.Evidence) bool { return e.Hash == evidence.Hash }); at >= 0 {
				added.Known = append(added.Known, c.Evidence[at].ID)
				continue
			}
			evidence.Colour = len(c.Evidence)
			evidence.Label = freshLabel(c.Evidence, evidence.Label)
			c.Evidence = append(c.Evidence, evidence)
			added.Evidence = append(added.Evidence, evidence.ID)
		}
		return nil
	})
	return added, err
}

// takeAll stores what an original is made of. The error is that of ctx or the
// store.
func (s *Service) takeAll(ctx context.Context, content retro.Content, original Original, progress Progress) ([]retro.Evidence, []Refusal, error) {
	name := firstOf(original.Name, original.Label, "The paste")
	parts, refused, done, err := unfold(original)
	defer done()
	if retro.ErrorCode(err) == retro.CodeInvalid {
		return nil, []Refusal{{Name: name, Reason: err.Error()}}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	var taken []retro.Evidence
	for _, part := range parts {
		evidence, err := s.take(ctx, content, part, progress)
		switch {
		case ctx.Err() != nil:
			return nil, nil, fmt.Errorf("add evidence: %w", ctx.Err())
		case retro.ErrorCode(err) == retro.CodeInvalid || retro.ErrorCode(err) == retro.CodeUnsupported:
			refused = append(refused, Refusal{Name: firstOf(part.Name, name), Reason: err.Error()})
		case err != nil:
			return nil, nil, err
		default:
			taken = append(taken, evidence)
		}
	}
	return taken, refused, nil
}

// take stores one original and finds out what it is.
func (s *Service) take(ctx context.Context, content retro.Content, original Original, progress Progress) (retro.Evidence, error) {
	bytes, err := original.Open()
	if err != nil {
		return retro.Evidence{}, retro.Errorf(retro.CodeInvalid, "cannot read it: %w", err)
	}
	defer bytes.Close() //nolint:errcheck // only read from
	now := s.clock().UTC()
	evidence := retro.Evidence{
		ID:       retro.EvidenceID(s.ids.New()),
		Kind:     original.Kind,
		FileName: filepath.Base("/" + strings.ReplaceAll(original.Name, `\`, "/")),
		AddedAt:  now,
		Zone:     original.Zone,
	}
	if original.Name == "" {
		evidence.FileName = ""
	}
	evidence.Reference, evidence.Guessed = referenceTime(original, content, now)
	way := taking{name: firstOf(original.Name, original.Label), size: original.Size, tell: progress}
	whole, err := tellGlimpse(ctx, evidence, original, bytes, way)
	if err != nil {
		return retro.Evidence{}, err
	}
	evidence.Hash, evidence.Size, err = s.store.PutBlob(ctx, &countingReader{Reader: whole, taking: way})
	if err != nil {
		return retro.Evidence{}, err
	}
	if evidence.Size == 0 {
		return retro.Evidence{}, retro.Errorf(retro.CodeInvalid, "there is nothing in it")
	}
	if err := s.recognise(ctx, &evidence, original, way); err != nil {
		return retro.Evidence{}, err
	}
	return evidence, nil
}

// referenceTime is the latest moment that an original can speak of: what the
// person said, when its file was last written, or for a paste a month after the
// incident, so that an old incident is not read as one of this year. Only the
// first is stated: a file's time changes when it is copied, so it may settle a
// year, but never the day of a line that names none.
func referenceTime(original Original, content retro.Content, now time.Time) (reference time.Time, guessed bool) {
	switch {
	case !original.Reference.IsZero():
		return original.Reference.UTC(), false
	case !original.Modified.IsZero():
		return original.Modified.UTC(), true
	}
	if n := len(content.Events); n > 0 {
		if latest := content.Events[n-1].At.At.AddDate(0, 1, 0); latest.Before(now) {
			return latest, true
		}
	}
	return now, true
}

// headSize is how much of an original is looked at to tell what it is, in bytes.
const headSize = 64 << 10

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
	if err := recogniseKind(evidence, original, blob, head); err != nil {
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
	default:
		reading.Format, reading.Questions = "file", []string{}
		reading.Why = "kept as a file: nothing in it reads as a log, a chat or a note"
	}
	evidence.Label = labelOf(*evidence, original, reading)
	return s.keepReading(ctx, *evidence, reading)
}

// headOf reads the beginning of a blob.
func headOf(blob Blob) ([]byte, error) {
	head := make([]byte, min(headSize, blob.Size()))
	if _, err := blob.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read evidence: %w", err)
	}
	return head, nil
}

// recogniseKind fills kind and media type, but for that of a picture, from the head
// of a blob.
func recogniseKind(evidence *retro.Evidence, original Original, blob Blob, head []byte) error {
	evidence.MediaType = "application/octet-stream"
	packing := firstOf(original.packing, ingest.PackingOf(head))
	switch {
	case evidence.Kind == retro.EvidenceFile:
	case packing == ingest.PackingGzip, packing == ingest.PackingZstd, original.packing == ingest.PackingZip:
		if err := recognisePacked(evidence, blob, packing); err != nil {
			return err
		}
	case evidence.Kind == "":
		evidence.Kind = ingest.Classify(head, evidence.FileName)
	}
	if evidence.IsText() && packingOf(*evidence) == ingest.PackingNone {
		evidence.MediaType = "text/plain; charset=utf-8"
	}
	return nil
}

// recognisePacked finds out what gzip, zstd or the zip of a Slack export hold. Of
// what is no text the compressed file is kept.
func recognisePacked(evidence *retro.Evidence, blob Blob, packing ingest.Packing) error {
	if packing == ingest.PackingZip {
		evidence.Kind, evidence.MediaType = retro.EvidenceChat, string(packing)
		return nil
	}
	text, err := ingest.Unpack(blob, blob.Size(), packing)
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
	return firstOf(original.Label, evidence.FileName, pasteLabel(evidence, reading))
}

func pasteLabel(evidence retro.Evidence, reading retro.Reading) string {
	switch evidence.Kind {
	case retro.EvidenceScreenshot:
		return "Screenshot"
	case retro.EvidenceChat:
		return "Pasted chat"
	case retro.EvidenceLog:
		if reading.Format == "text" {
			return "Pasted text"
		}
		return "Pasted " + strings.ReplaceAll(reading.Format, "_", " ") + " log"
	case retro.EvidenceNote:
		return "Pasted note"
	case retro.EvidenceLink:
		return "Pasted link"
	case retro.EvidenceFile:
	}
	return "Pasted file"
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

// UpdateEvidence saves what people decide about evidence: label, caption,
// colour, zone, skew, reference, kind, format and shown time. The original, where it
// came from and what is marked on it stay, see Annotate. A skew moves the events
// that cite the source along with its entries. CodeInvalid for a kind that its bytes
// cannot be read as.
func (s *Service) UpdateEvidence(ctx context.Context, id retro.RetrospectiveID, evidence retro.Evidence) (Workspace, error) {
	if err := checkReadable(evidence); err != nil {
		return Workspace{}, err
	}
	return s.edit(ctx, id, "edit evidence", func(c *retro.Content) error {
		stored := c.FindEvidence(evidence.ID)
		if stored == nil {
			return missing("evidence", evidence.ID)
		}
		if moved := evidence.Skew - stored.Skew; moved != 0 {
			shiftEvents(c, evidence.ID, moved)
		}
		if err := s.readAs(ctx, stored, evidence); err != nil {
			return err
		}
		stored.Label = firstOf(strings.TrimSpace(evidence.Label), stored.Label)
		stored.Caption, stored.Colour, stored.Skew = evidence.Caption, evidence.Colour, evidence.Skew
		stored.ShownAt = evidence.ShownAt
		return nil
	})
}

// PreviewEvidence tells how a source would be read with what people decide about
// it. Nothing is saved.
func (s *Service) PreviewEvidence(ctx context.Context, id retro.RetrospectiveID, evidence retro.Evidence) (retro.Reading, error) {
	if err := checkReadable(evidence); err != nil {
		return retro.Reading{}, err
	}
	_, content, err := s.head(ctx, id)
	if err != nil {
		return retro.Reading{}, err
	}
	stored := content.FindEvidence(evidence.ID)
	if stored == nil {
		return retro.Reading{}, missing("evidence", evidence.ID)
	}
	tried := *stored // The content is the session's.
	if err := s.readAs(ctx, &tried, evidence); err != nil {
		return retro.Reading{}, err
	}
	if !tried.IsText() {
		return retro.Reading{}, missing("log or chat", evidence.ID)
	}
	index, err := s.makeIndex(ctx, tried, nil)
	if err != nil {
		return retro.Reading{}, err
	}
	return index.Reading(), nil
}

// checkReadable refuses zones and formats that do not exist.
func checkReadable(evidence retro.Evidence) error {
	if evidence.Zone != "" {
		if _, err := location(evidence.Zone); err != nil {
			return err
		}
	}
	return checkFormat(evidence.Format)
}

// readAs takes over what decides how a text is read; CodeInvalid for a kind that its
// bytes cannot be read as.
func (s *Service) readAs(ctx context.Context, stored *retro.Evidence, evidence retro.Evidence) error {
	if evidence.Kind != "" && evidence.Kind != stored.Kind {
		if err := s.becomes(ctx, stored, evidence.Kind); err != nil {
			return err
		}
	}
	if !evidence.Reference.Equal(stored.Reference) {
		stored.Guessed = false
	}
	stored.Zone, stored.Reference, stored.Format = evidence.Zone, evidence.Reference, evidence.Format
	return nil
}

// becomes makes evidence text of another kind: a plain file or a note is read as a
// log, a log as a note. CodeInvalid where its bytes are no text.
func (s *Service) becomes(ctx context.Context, stored *retro.Evidence, kind retro.EvidenceKind) error {
	text := *stored
	text.Kind = kind
	if !text.IsText() || !stored.IsText() && stored.Kind != retro.EvidenceFile {
		return retro.Errorf(retro.CodeInvalid, "a %s cannot be read as a %s", stored.Kind, kind)
	}
	blob, err := s.store.OpenBlob(ctx, stored.Hash)
	if err != nil {
		return err
	}
	defer blob.Close() //nolint:errcheck // only read from
	if packingOf(*stored) == ingest.PackingNone {
		head, err := headOf(blob)
		if err != nil {
			return err
		}
		if err := recogniseKind(&text, Original{}, blob, head); err != nil {
			return err
		}
		if !text.IsText() || packingOf(text) == ingest.PackingNone && !ingest.IsText(head) {
			return retro.Errorf(retro.CodeInvalid, "%s holds no text that could be read as a %s", stored.Label, kind)
		}
	}
	stored.Kind, stored.MediaType = kind, text.MediaType
	return nil
}

func shiftEvents(c *retro.Content, evidence retro.EvidenceID, by time.Duration) {
	for i := range c.Events {
		if e := &c.Events[i]; len(e.Citations) > 0 && e.Citations[0].Evidence == evidence {
			e.At = e.At.Shift(by)
			if e.End != nil {
				end := e.End.Shift(by)
				e.End = &end
			}
		}
	}
}

// RemoveEvidence takes evidence out of the retrospective; events keep their
// text and lose the citation. The bytes stay for earlier revisions.
func (s *Service) RemoveEvidence(ctx context.Context, id retro.RetrospectiveID, evidence retro.EvidenceID) (Workspace, error) {
	return s.edit(ctx, id, "remove evidence", func(c *retro.Content) error {
		index := slices.IndexFunc(c.Evidence, func(e retro.Evidence) bool { return e.ID == evidence })
		if index < 0 {
			return missing("evidence", evidence)
		}
		c.Evidence = slices.Delete(c.Evidence, index, index+1)
		uncite := func(citations []retro.Citation) []retro.Citation {
			return slices.DeleteFunc(slices.Clone(citations), func(x retro.Citation) bool { return x.Evidence == evidence })
		}
		for i := range c.Events {
			c.Events[i].Citations = uncite(c.Events[i].Citations)
		}
		for i := range c.Factors {
			c.Factors[i].Citations = uncite(c.Factors[i].Citations)
		}
		return nil
	})
}

// ReplaceEvidence puts another original in the place of one, which keeps its id
// and so everything that cites it: a corrected chart for a wrong one. Label,
// caption and shown time stay; regions go, because they were drawn on the other
// one. CodeInvalid where the original is of another kind.
func (s *Service) ReplaceEvidence(ctx context.Context, id retro.RetrospectiveID, evidence retro.EvidenceID, original Original) (Workspace, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return Workspace{}, err
	}
	taken, err := s.take(ctx, content, original, nil)
	if err != nil {
		return Workspace{}, err
	}
	return s.edit(ctx, id, "replace evidence", func(c *retro.Content) error {
		stored := c.FindEvidence(evidence)
		if stored == nil {
			return missing("evidence", evidence)
		}
		if taken.Kind != stored.Kind {
			return retro.Errorf(retro.CodeInvalid, "a %s cannot take the place of a %s", taken.Kind, stored.Kind)
		}
		stored.Hash, stored.Size, stored.MediaType = taken.Hash, taken.Size, taken.MediaType
		stored.FileName, stored.AddedAt, stored.Reference = taken.FileName, taken.AddedAt, taken.Reference
		stored.Guessed, stored.Regions = taken.Guessed, nil
		return nil
	})
}
