package ingest_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/ingest"
)

// A log that somebody pasted into a message is a log all the same where the chat joined its
// lines, and the signs around a piece of code are no part of its first and its last line.
func TestLogInMessage(t *testing.T) {
	t.Parallel()
	for name, said := range map[string]string{
		"joined": "here it is: 2026-03-14 21:40:00 ERROR pool exhausted 2026-03-14 21:40:01 WARN retrying",
		"fenced": "here it is:\n```2026-03-14 21:40:00 ERROR pool exhausted\n2026-03-14 21:40:01 WARN retrying```",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			message := "Dana Kim\n  10:32 AM\n" + said + "\n"
			for _, conversation := range []string{message, message + "Lee\n  10:33 AM\nthanks\n"} {
				ix := read(t, conversation, ingest.Options{Zone: "UTC", Reference: reference})
				const want = "2026-03-14 21:40:00 ERROR pool exhausted\n2026-03-14 21:40:01 WARN retrying\n"
				if got := ix.LogIn(0, []byte(message)); got != want {
					t.Errorf("the log in the message is %q, want %q", got, want)
				}
			}
		})
	}
}
