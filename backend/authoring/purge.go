package authoring

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// PurgeOrder names what is taken out for good: one original, of whatever revision,
// or words.
type PurgeOrder struct {
	Evidence retro.EvidenceID `json:"evidence,omitempty"`
	Words    string           `json:"words,omitempty"`
}

// Purging is what a purge takes out, for the person who is asked.
type Purging struct {
	// What says it within a sentence, and nothing that is to be gone: "a log of 80
	// bytes", "words in 5 places".
	What string `json:"what"`
	// Places is in how many the words stand, in all revisions together.
	Places int `json:"places"`
	// Citing are the titles of events that cite the original, and may repeat it.
	Citing []string `json:"citing"`
	// Elsewhere are the titles of other retrospectives with the same original.
	Elsewhere []string `json:"elsewhere"`
	// Holding are the originals in which the words stand. They stay.
	Holding []retro.Evidence `json:"holding"`
	// Copies is how many copies of the library are removed, because they hold it.
	Copies int `json:"copies"`
}

// The bounds of words that are purged: shorter ones stand everywhere by chance.
const (
	fewestLetters = 3
	mostLetters   = 1000
)

// Originals lists the evidence of all revisions of which the original is here, those
// of the newest one first.
func (s *Service) Originals(ctx context.Context, id retro.RetrospectiveID) ([]retro.Evidence, error) {
	return s.store.Originals(ctx, id)
}

// Purges lists what was purged of a retrospective, the newest first.
func (s *Service) Purges(ctx context.Context, id retro.RetrospectiveID) ([]library.Purge, error) {
	return s.store.Purges(ctx, id)
}

// FindOriginal finds the evidence that a person names, among that of all revisions:
// by the beginning of its id, by its label or its file's name.
func (s *Service) FindOriginal(ctx context.Context, id retro.RetrospectiveID, name string) (retro.Evidence, error) {
	all, err := s.store.Originals(ctx, id)
	if err != nil {
		return retro.Evidence{}, err
	}
	var named []retro.Evidence
	for _, evidence := range all {
		if evidence.Label == name || evidence.FileName == name {
			named = append(named, evidence)
		}
	}
	if len(named) == 1 {
		return named[0], nil
	}
	return pickEvidence(name, all)
}

// PreviewPurge tells what a purge would take out. CodeNotFound, or CodeInvalid for
// words that are too short.
func (s *Service) PreviewPurge(ctx context.Context, id retro.RetrospectiveID, order PurgeOrder) (Purging, error) {
	purging, _, err := s.lookAtPurge(ctx, id, order)
	return purging, err
}

// lookAtPurge also returns the evidence that an order names.
func (s *Service) lookAtPurge(ctx context.Context, id retro.RetrospectiveID, order PurgeOrder) (Purging, retro.Evidence, error) {
	purging := Purging{Citing: []string{}, Elsewhere: []string{}, Holding: []retro.Evidence{}}
	originals, err := s.store.Originals(ctx, id)
	if err != nil {
		return purging, retro.Evidence{}, err
	}
	copies, err := s.store.Copies(ctx)
	if err != nil {
		return purging, retro.Evidence{}, err
	}
	purging.Copies = len(copies)
	if order.Evidence == "" {
		err := s.lookAtWords(ctx, id, order.Words, originals, &purging)
		return purging, retro.Evidence{}, err
	}
	at := slices.IndexFunc(originals, func(e retro.Evidence) bool { return e.ID == order.Evidence })
	if at < 0 {
		return purging, retro.Evidence{}, missing("evidence", order.Evidence)
	}
	evidence := originals[at]
	purging.What = fmt.Sprintf("a %s of %d bytes", evidence.Kind, evidence.Size)
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return purging, evidence, err
	}
	for _, event := range content.Events {
		if slices.ContainsFunc(event.Citations, func(c retro.Citation) bool { return c.Evidence == evidence.ID }) {
			purging.Citing = append(purging.Citing, event.Title)
		}
	}
	holders, err := s.store.Holders(ctx, evidence.Hash)
	if err != nil {
		return purging, evidence, err
	}
	for _, holder := range holders {
		if holder == id {
			continue
		}
		summary, err := s.store.Summary(ctx, holder)
		if err != nil {
			return purging, evidence, err
		}
		purging.Elsewhere = append(purging.Elsewhere, summary.Title)
	}
	return purging, evidence, nil
}

func (s *Service) lookAtWords(ctx context.Context, id retro.RetrospectiveID, words string, originals []retro.Evidence, purging *Purging) error {
	switch letters := utf8.RuneCountInString(words); {
	case letters < fewestLetters || strings.TrimSpace(words) != words:
		return retro.Errorf(retro.CodeInvalid, "words to purge have at least %d letters, and no space around them", fewestLetters)
	case letters > mostLetters || strings.ContainsAny(words, "\r\n"):
		return retro.Errorf(retro.CodeInvalid, "words to purge stand in one line of at most %d letters", mostLetters).
			WithHint("purge them line by line")
	}
	places, holding, err := s.store.CountWords(ctx, id, words)
	if err != nil {
		return err
	}
	purging.Places = places
	purging.What = fmt.Sprintf("words in %d places", places)
	if places == 1 {
		purging.What = "words in one place"
	}
	for _, evidence := range originals {
		if slices.Contains(holding, evidence.Hash) {
			purging.Holding = append(purging.Holding, evidence)
		}
	}
	return nil
}

// Purge takes something out for good: of all revisions, of the library's file and
// of its copies. One revision says that it happened; nothing brings back what is
// gone. CodeInvalid for words that stand nowhere.
func (s *Service) Purge(ctx context.Context, id retro.RetrospectiveID, order PurgeOrder) (Edited, error) {
	purging, evidence, err := s.lookAtPurge(ctx, id, order)
	if err != nil {
		return Edited{}, err
	}
	if order.Evidence == "" && purging.Places == 0 {
		err := retro.Errorf(retro.CodeNotFound, "these words stand nowhere in the retrospective")
		if len(purging.Holding) > 0 {
			return Edited{}, err.WithHint("they stand in evidence, which is purged as a whole: %s", labels(purging.Holding))
		}
		return Edited{}, err
	}
	author, err := s.store.Preference(ctx, preferenceAuthor)
	if err != nil {
		return Edited{}, err
	}
	ctx = context.WithoutCancel(ctx) // half a purge is none
	purge := library.Purge{Retrospective: id, At: s.clock().UTC(), Author: author, What: purging.What}
	carryOut := func() error { return s.store.PurgeWords(ctx, order.Words, purge) }
	var others []retro.RetrospectiveID
	if order.Evidence != "" {
		if others, err = s.store.Holders(ctx, evidence.Hash); err != nil {
			return Edited{}, err
		}
		carryOut = func() error { return s.store.PurgeOriginal(ctx, evidence.Hash, purge) }
	}
	edited, err := s.purge(ctx, id, purging.What, carryOut)
	s.forgetRead()
	if err != nil {
		return edited, err
	}
	for _, other := range others {
		if other == id {
			continue
		}
		if _, err := s.purge(ctx, other, purging.What, func() error { return nil }); err != nil {
			return edited, err
		}
	}
	return edited, s.store.Erase(ctx, s.clock())
}

// purge carries a purge out and adds the revision that tells of it.
func (s *Service) purge(ctx context.Context, id retro.RetrospectiveID, what string, carryOut func() error) (Edited, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return Edited{}, err
	}
	defer leave()
	before, seq := current.content, current.head().Seq
	if err := carryOut(); err != nil {
		return Edited{}, err
	}
	current.loaded = false
	if err := s.load(ctx, id, current); err != nil {
		return Edited{}, err
	}
	name := "purge " + what
	revision := retro.Revision{Kind: retro.RevisionPurged, Name: name, Reason: name}
	if err := s.commit(ctx, id, current, revision, current.content.Clone(), ""); err != nil {
		return Edited{}, err
	}
	return s.edited(ctx, id, current, before, seq)
}

// forgetRead drops all that is remembered of what the library says.
func (s *Service) forgetRead() {
	s.sessions.forgetAll()
	s.summaries.forget()
	s.lookedAt.Store(nil)
}

func labels(all []retro.Evidence) string {
	var named []string
	for _, evidence := range all {
		named = append(named, "“"+evidence.Label+"”")
	}
	return strings.Join(named, ", ")
}
