package stamp_test

import (
	"fmt"
	"testing"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// What is read eight bytes at once is the same text with one byte changed: whatever byte
// stands in whatever place, a stamp is read as its digits say, or is none.
func TestPlainStamps(t *testing.T) {
	const written = "2026-03-14T21:40:05.123Z"
	for place := range len(written) {
		for c := range 256 {
			text := []byte(written)
			text[place] = byte(c)
			var s stamp.Stamp
			n := stamp.ParseISO(text, &s)
			if n == 0 || c < '0' || c > '9' || place > 18 {
				continue
			}
			year, month, day := stamp.CivilDate(s.LocalDays())
			_, clock := stamp.FloorDay(s.At)
			hour, minute, second := clock/stamp.NanosPerHour, clock/stamp.NanosPerMinute%60, clock/stamp.NanosPerSecond%60
			if read := fmt.Sprintf("%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute, second); written[place] >= '0' && written[place] <= '9' && read != string(text[:19]) {
				t.Errorf("%q was read as %s", text, read)
			}
		}
	}
	for _, none := range []string{"2026-13-14T21:40:05", "2026-02-29T21:40:05", "2026-03-14T24:40:05", "2026-03-14T21:60:05", "2026-03-14T21:40:61", "2026-03-1:T21:40:05", "2026-03-14T21:40:0:", "2026-03-14T2121:40:"} {
		var s stamp.Stamp
		if n := stamp.ParseISO([]byte(none), &s); n != 0 {
			t.Errorf("%q is read as a stamp of %d bytes", none, n)
		}
	}
}
