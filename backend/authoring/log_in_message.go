package authoring

import (
	"bytes"
	"context"
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
	raw, err := source.raw(at, maxLogInMessage)
	if err != nil {
		return Original{}, err
	}
	log := source.index.LogIn(at, raw)
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
