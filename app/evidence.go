package app

import (
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// Evidence is the room of sources and their merged record. Pasted and dropped
// bytes come in over the handler (assets.go).
type Evidence struct{ core }

// Choose lets the person pick files in the native dialog and adds them; nil when
// they cancel.
func (e *Evidence) Choose(id retro.RetrospectiveID) (*authoring.Added, error) {
	paths, err := e.native.ChooseFiles(e.context(), "Add evidence")
	if err != nil || len(paths) == 0 {
		return nil, err
	}
	originals := make([]authoring.Original, len(paths))
	for i, path := range paths {
		originals[i] = fileOriginal(path)
	}
	ctx, done := e.cancellable(e.context(), id)
	defer done()
	added, err := e.service.AddEvidence(ctx, id, originals, e.progress(id))
	return &added, err
}

func fileOriginal(path string) authoring.Original {
	original := authoring.Original{
		Name: filepath.Base(path),
		Open: func() (io.ReadCloser, error) { return os.Open(path) }, //nolint:gosec // chosen in the native dialog
	}
	if info, err := os.Stat(path); err == nil {
		original.Size, original.Modified = info.Size(), info.ModTime()
	}
	return original
}

func (c core) progress(id retro.RetrospectiveID) authoring.Progress {
	return func(taken authoring.Taken) {
		c.notify(Notice{
			Kind: NoticeProgress, Retrospective: id, Name: taken.Name, Done: taken.Done, Total: taken.Total, Glimpse: taken.Glimpse,
		})
	}
}

// Cancel stops reading what is being added to a retrospective.
func (e *Evidence) Cancel(id retro.RetrospectiveID) { e.stop(id) }

// Update saves what people decide about evidence.
func (e *Evidence) Update(id retro.RetrospectiveID, evidence retro.Evidence) (authoring.Edited, error) {
	return e.service.UpdateEvidence(e.context(), id, evidence)
}

// Preview tells how evidence would be read with what people decide about it.
func (e *Evidence) Preview(id retro.RetrospectiveID, evidence retro.Evidence) (retro.Reading, error) {
	return e.service.PreviewEvidence(e.context(), id, evidence)
}

// Annotate replaces what is marked on a picture.
func (e *Evidence) Annotate(id retro.RetrospectiveID, evidence retro.EvidenceID, regions []retro.Region) (authoring.Edited, error) {
	return e.service.Annotate(e.context(), id, evidence, regions)
}

// TakeLog adds the log in the message at a line of a conversation as a source.
func (e *Evidence) TakeLog(id retro.RetrospectiveID, evidence retro.EvidenceID, line int) (authoring.Added, error) {
	return e.service.TakeLog(e.context(), id, evidence, line)
}

// LookAtNew notes that somebody has looked at what is new in sources that grew; none for
// all of them.
func (e *Evidence) LookAtNew(id retro.RetrospectiveID, sources []retro.EvidenceID) (authoring.Edited, error) {
	return e.service.LookAtNew(e.context(), id, sources)
}

// Around returns the entries that hold cited lines, with so many before and after.
func (e *Evidence) Around(id retro.RetrospectiveID, lines retro.Citation, count int) (authoring.EntriesAround, error) {
	return e.service.EntriesAround(e.context(), id, lines, count)
}

// Remove takes evidence out of a retrospective.
func (e *Evidence) Remove(id retro.RetrospectiveID, evidence retro.EvidenceID) (authoring.Edited, error) {
	return e.service.RemoveEvidence(e.context(), id, evidence)
}

// ReadFilter understands what somebody writes into the filter.
func (e *Evidence) ReadFilter(id retro.RetrospectiveID, written string) (authoring.EntryQuery, error) {
	return e.service.QueryOf(e.context(), id, written)
}

// WithActor returns the same filter for another actor, "" for anyone.
func (*Evidence) WithActor(written, actor string) string {
	return authoring.WithActor(written, actor)
}

// Window returns count rows of the merged record from a place on, as far as they are
// known.
func (e *Evidence) Window(id retro.RetrospectiveID, query authoring.EntryQuery, from, count int) (authoring.EntryWindow, error) {
	return e.service.Window(e.context(), id, query, from, count)
}

// FindRows looks for a text among the rows, as far as it is known where it stands.
func (e *Evidence) FindRows(id retro.RetrospectiveID, query authoring.EntryQuery, find authoring.FindQuery) (authoring.Found, error) {
	return e.service.FindRows(e.context(), id, query, find)
}

// StopFind stops looking for a text among the rows.
func (e *Evidence) StopFind(id retro.RetrospectiveID) { e.service.StopFind(id) }

// ResumeFind goes on looking for a text where it was stopped.
func (e *Evidence) ResumeFind(id retro.RetrospectiveID) { e.service.ResumeFind(e.context(), id) }

// StopSearch stops looking for rows.
func (e *Evidence) StopSearch(id retro.RetrospectiveID) {
	e.service.StopSearch(id)
}

// ResumeSearch goes on looking for rows where somebody stopped it.
func (e *Evidence) ResumeSearch(id retro.RetrospectiveID) {
	e.service.ResumeSearch(e.context(), id)
}

// Cite returns the lines that count rows from a place on stand for.
func (e *Evidence) Cite(id retro.RetrospectiveID, query authoring.EntryQuery, from, count int) (authoring.Cited, error) {
	return e.service.Cite(e.context(), id, query, from, count)
}

// Actors returns who the entries are of.
func (e *Evidence) Actors(id retro.RetrospectiveID) ([]authoring.Actor, error) {
	return e.service.Actors(e.context(), id)
}

// Histogram counts the rows of the merged record over time.
func (e *Evidence) Histogram(id retro.RetrospectiveID, query authoring.EntryQuery, buckets int) (authoring.Histogram, error) {
	return e.service.Histogram(e.context(), id, query, buckets)
}

// EntryDetail returns all that is known of the entry at a line of a source.
func (e *Evidence) EntryDetail(id retro.RetrospectiveID, evidence retro.EvidenceID, line int) (authoring.EntryDetail, error) {
	return e.service.EntryDetail(e.context(), id, evidence, line)
}

// EntryBytes returns the bytes of the entry at a line of a source.
func (e *Evidence) EntryBytes(id retro.RetrospectiveID, evidence retro.EvidenceID, line int) (authoring.EntryBytes, error) {
	return e.service.EntryBytes(e.context(), id, evidence, line)
}

// Place returns the place of the first row at or after a time.
func (e *Evidence) Place(id retro.RetrospectiveID, query authoring.EntryQuery, at time.Time) (int, error) {
	return e.service.Place(e.context(), id, query, at)
}
