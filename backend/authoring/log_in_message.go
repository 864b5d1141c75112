package authoring

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"github.com/afterword-app/afterword/backend/retro"
)

// maxLogInMessage is how much of a message is searched for a log, in bytes.
const maxLogInMessage = 1 << 20

// TakeLog adds the log that somebody pasted into the message at a line of a conversation as
// a source of its own, which was written before the message was. The message keeps it.
// CodeInvalid where the message holds none.
func (s *Service) TakeLog(ctx context.Context, id retro.RetrospectiveID, evidence retro.EvidenceID, line int) (Added, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return Added{}, err
	}
	e := content.FindEvidence(evidence)
	if e == nil || !e.IsText() {
		return Added{}, missing("conversation", evidence)
	}
	original, err := s.logAt(ctx, *e, line)
	if err != nil {
		return Added{}, err
	}
	return s.AddEvidence(ctx, id, []Original{original}, nil)
}

func (s *Service) logAt(ctx context.Context, e retro.Evidence, line int) (Original, error) {
	source, err := s.openSource(ctx, e)
	if err != nil {
		return Original{}, err
	}
	defer source.close()
	at, err := source.holding(line)
	if err != nil {
		return Original{}, err
	}
	raw, log, err := source.logIn(at)
	if err != nil {
		return Original{}, err
	}
	if log == "" {
		return Original{}, retro.Errorf(retro.CodeInvalid, "nobody pasted a log into the message at line %d of %s", line, e.Label).
			WithHint("a log has at least two lines that begin with a time")
	}
	original := Original{
		Kind: retro.EvidenceLog, Label: "log of " + retro.FirstOf(source.index.Describe(at, raw).Actor, e.Label),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader([]byte(log))), nil },
	}
	if written := source.instant(at); written != nil {
		original.Modified = written.At // It says years, and is no word of a person on days.
	}
	return original, nil
}

// logIn returns a message and the log that somebody pasted into it, "" where there is none.
func (x *source) logIn(entry int) (raw []byte, log string, err error) {
	if raw, err = x.raw(entry, maxLogInMessage); err != nil {
		return nil, "", err
	}
	return raw, x.index.LogIn(entry, raw), nil
}

// logSource returns the source that holds the log in a message and nothing else, "" where none does.
func (x *source) logSource(entry int, content *retro.Content) (retro.EvidenceID, error) {
	_, log, err := x.logIn(entry)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(log))
	hash := retro.Hash(hex.EncodeToString(sum[:]))
	for _, e := range content.Evidence {
		if e.Hash == hash {
			return e.ID, nil
		}
	}
	return "", nil
}
