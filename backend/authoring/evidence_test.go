package authoring_test

import (
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// file is an original with a name and a time, as a drop on the window brings it.
func file(name string, data []byte) authoring.Original {
	return authoring.Original{
		Name: name, Modified: begun.Add(-time.Hour),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil },
	}
}

// TestFileTimeIsAGuess proves that the time of a file settles a missing year but
// dates no line that has only a time of day.
func TestFileTimeIsAGuess(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{
		file("yearless.log", []byte("Mar 14 21:40:00 web-1 sshd[1]: a\nMar 14 21:41:00 web-1 sshd[1]: b\n")),
		file("clock.log", []byte("07:40:00.123 [info] a\n07:41:00.123 [info] b\n")),
	}, nil))
	yearless, clock := added.Workspace.Readings[added.Evidence[0]], added.Workspace.Readings[added.Evidence[1]]
	if yearless.First == nil || yearless.First.At.Year() != 2026 {
		t.Errorf("the year was not settled: %+v", yearless)
	}
	if clock.First != nil {
		t.Errorf("a day was made up: %v", clock.First)
	}
	answered := *added.Workspace.Content.FindEvidence(added.Evidence[1])
	answered.Reference = time.Date(2026, 3, 14, 23, 59, 59, 0, time.UTC)
	w := must[authoring.Workspace](t)(service.UpdateEvidence(ctx, id, answered))
	want := retro.Instant{At: time.Date(2026, 3, 14, 7, 40, 0, 123_000_000, time.UTC), Precision: retro.PrecisionMillisecond}
	if first := w.Readings[answered.ID].First; first == nil || *first != want {
		t.Errorf("after the answer it begins at %v", first)
	}
}
