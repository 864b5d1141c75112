package record_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/ingest"
)

// reference is when the sources of the tests were pasted.
var reference = time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)

func read(tb testing.TB, text string, o ingest.Options) *ingest.Index {
	tb.Helper()
	ix, err := ingest.Read(context.Background(), strings.NewReader(text), int64(len(text)), o)
	if err != nil {
		tb.Fatalf("read %.40q: %v", text, err)
	}
	return ix
}
