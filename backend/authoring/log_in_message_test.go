package authoring_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/authoring"
)

// TestLogSource proves that a message tells which source its log was taken out as, until that is removed.
func TestLogSource(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	talk := file("talk.txt", []byte("Dana\n  10:02 AM\n2026-03-14T10:00:00Z one\n2026-03-14T10:00:01Z two\nLee\n  10:03 AM\nok\n"))
	message := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{talk}, nil)).Evidence[0]
	source := func() string {
		return string(must[authoring.EntryDetail](t)(service.EntryDetail(ctx, id, message, 1)).LogSource)
	}
	if got := source(); got != "" {
		t.Errorf("the log is the source %q before anybody took it out", got)
	}
	taken := must[authoring.Added](t)(service.TakeLog(ctx, id, message, 1)).Evidence[0]
	if got := source(); got != string(taken) {
		t.Errorf("the log is the source %q, want %q", got, taken)
	}
	must[authoring.Edited](t)(service.RemoveEvidence(ctx, id, taken))
	if got := source(); got != "" {
		t.Errorf("the log is still the source %q after it was removed", got)
	}
}
