package imaging

import (
	"regexp"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Info is what can be told of a picture before anybody looks at it.
type Info struct {
	MediaType     string
	Width, Height int // pixels, upright
	// TakenAt suggests when it was taken, nil when nothing tells. A suggestion
	// without a zone holds the wall clock, see [retro.Instant].
	TakenAt *retro.Instant
}

// Read looks at a picture without decoding its pixels. The time it was taken
// comes from its metadata, else from a file name like
// "Screenshot 2026-03-14 at 21.40.00.png", else from fileTime, which may be nil.
// The error has CodeUnsupported for what is no picture and CodeInvalid for one
// that is too large or broken.
func Read(data []byte, name string, fileTime *time.Time) (Info, error) {
	f, config, err := admit(data)
	if err != nil {
		return Info{}, err
	}
	found := readMetadata(f, data)
	info := Info{MediaType: f.mediaType, Width: config.Width, Height: config.Height, TakenAt: found.taken}
	if found.orientation.swapsSides() {
		info.Width, info.Height = info.Height, info.Width
	}
	if info.TakenAt == nil {
		info.TakenAt = timeInName(name)
	}
	if info.TakenAt == nil && fileTime != nil && !fileTime.IsZero() {
		// A file system counts in nanoseconds; a screenshot shows nothing as fine.
		written := retro.NewInstant(fileTime.Truncate(time.Second))
		info.TakenAt = &written
	}
	return info, nil
}

// nameTimes finds a date and a time of day in a file name, as the screenshot
// tools of the desktops and phones write them.
var nameTimes = regexp.MustCompile(
	`(?i)(?:^|\D)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])` +
		`(?:[-_. T]|\s+at\s+|,\s*)+` +
		`(\d{1,2})[-_.:h]?([0-5]\d)[-_.:m]?([0-5]\d)(?:\s*([ap])m)?(?:\D|$)`)

func timeInName(name string) *retro.Instant {
	// macOS puts a narrow no-break space before AM and PM.
	name = strings.Map(func(r rune) rune {
		if r == '\u202f' || r == '\u00a0' {
			return ' '
		}
		return r
	}, name)
	parts := nameTimes.FindStringSubmatch(name)
	if parts == nil {
		return nil
	}
	layout, value := "2006-01-02 15:04:05", strings.Join(parts[1:4], "-")+" "+strings.Join(parts[4:7], ":")
	if half := parts[7]; half != "" {
		layout, value = "2006-01-02 3:04:05 PM", value+" "+strings.ToUpper(half)+"M"
	}
	at, err := time.Parse(layout, value)
	if err != nil {
		return nil
	}
	return &retro.Instant{At: at, Precision: retro.PrecisionSecond}
}
