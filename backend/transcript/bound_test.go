package transcript_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/retrotest"
	"github.com/afterword-app/afterword/backend/transcript"
)

// TestReadStaysLinear reads files made to be slow. A reader that takes quadratic time on
// any of them does not come back before the test is stopped; what it allocates is bounded
// here.
func TestReadStaysLinear(t *testing.T) {
	const size = 1 << 20
	words := strings.Repeat("a ", size/2)
	for name, text := range map[string]string{
		"a cue of many lines":     "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n" + strings.Repeat("We are rolling back\n", size/20),
		"cues that nearly repeat": "1\n00:00:01,000 --> 00:00:02,000\n" + words + "b\n\n2\n00:00:02,000 --> 00:00:03,000\n" + words + "c\n",
	} {
		var err error
		used := retrotest.Allocated(func() { _, err = transcript.Read([]byte(text)) })
		// With the race detector, regular expressions forget their buffers now and then; the
		// square of the size would be 26 GB.
		if err != nil || used > 2000*size {
			t.Errorf("%s: %d MB allocated (%v)", name, used>>20, err)
		}
	}
}
