package ingest_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/ingest"
)

// A log that somebody pasted into a message, whose lines the chat joined, is a log all the same.
func TestLogInJoinedMessage(t *testing.T) {
	t.Parallel()
	const conversation = "Dana Kim\n  10:32 AM\nhere it is: 2026-03-14 21:40:00 ERROR pool exhausted 2026-03-14 21:40:01 WARN retrying\nLee\n  10:33 AM\nthanks\n"
	ix := read(t, conversation, ingest.Options{Zone: "UTC", Reference: reference})
	raw := []byte(conversation)[ix.Entries[0].Offset:ix.Entries[1].Offset]
	const want = "2026-03-14 21:40:00 ERROR pool exhausted\n2026-03-14 21:40:01 WARN retrying\n"
	if got := ix.LogIn(0, raw); got != want {
		t.Errorf("the log in the message is %q, want %q", got, want)
	}
}

// The signs around a piece of code are no part of its first and its last line.
func TestLogInFences(t *testing.T) {
	t.Parallel()
	const conversation = "Dana Kim\n  10:32 AM\nhere it is:\n```2026-03-14 21:40:00 ERROR pool exhausted\n2026-03-14 21:40:01 WARN retrying```\nLee\n  10:33 AM\nthanks\n"
	ix := read(t, conversation, ingest.Options{Zone: "UTC", Reference: reference})
	raw := []byte(conversation)[ix.Entries[0].Offset:ix.Entries[1].Offset]
	const want = "2026-03-14 21:40:00 ERROR pool exhausted\n2026-03-14 21:40:01 WARN retrying\n"
	if got := ix.LogIn(0, raw); got != want {
		t.Errorf("the log in the message is %q, want %q", got, want)
	}
}
