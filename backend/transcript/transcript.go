package transcript

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Largest is how many bytes the file of a transcript may have.
const Largest = 64 << 20

// Format is the form in which a transcript came.
type Format string

// The formats.
const (
	WebVTT       Format = "webvtt"
	SRT          Format = "srt"
	ZoomCaptions Format = "zoom_captions" // saved by a participant, by the time of day
	Paragraphs   Format = "paragraphs"    // of Google Meet and others: times above or before what was said
)

// Title names the format for people.
func (f Format) Title() string {
	return map[Format]string{WebVTT: "WebVTT", SRT: "SRT", ZoomCaptions: "captions saved by Zoom", Paragraphs: "a transcript in paragraphs"}[f]
}

// Transcript is what was said.
type Transcript struct {
	Format Format
	Cues   []Cue // by when they begin
	// ByDay says that the times are those of a clock on the wall, counted from the
	// midnight before the first; else they count from the beginning of the recording.
	ByDay bool
	// Folded, Empty and Moved count the cues that only repeated others, that held no
	// words, and that stood behind later ones.
	Folded, Empty, Moved int

	rolls bool // it says so itself
}

// Cue is what one person said in one go.
type Cue struct {
	From, To time.Duration // To is From where nobody says
	Speaker  string        // "" where nobody says
	Text     string        // one line, never empty
	// FromLine and ToLine are the lines of [Text] that it was read from, from 1.
	FromLine, ToLine int
}

// Speakers lists who speaks, in the order in which they begin.
func (t Transcript) Speakers() []string {
	var names []string
	known := map[string]bool{"": true}
	for _, cue := range t.Cues {
		if !known[cue.Speaker] {
			known[cue.Speaker] = true
			names = append(names, cue.Speaker)
		}
	}
	return names
}

// Is reports whether a file is a transcript, rather than a page or a log.
func Is(data []byte, name string) bool {
	if len(data) > Largest {
		return false
	}
	text, err := Text(data)
	if err != nil {
		return false
	}
	lines := strings.Split(text, "\n")
	extension := strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	switch {
	case isHeader(lines[0]), extension == "vtt", extension == "srt":
		return true
	case extension == "md", extension == "markdown", extension == "html", extension == "htm", extension == "xml":
		return false
	}
	return hasTimings(lines) || isStamped(lines)
}

// Read reads a transcript. The error has CodeInvalid for what is none or is too large,
// and CodeDamaged for a document that is cut off.
func Read(data []byte) (Transcript, error) {
	if len(data) > Largest {
		return Transcript{}, retro.Errorf(retro.CodeInvalid, "a transcript of %d MB is too large, it may have %d MB", len(data)>>20, Largest>>20)
	}
	text, err := Text(data)
	if err != nil {
		return Transcript{}, err
	}
	lines := strings.Split(text, "\n")
	var t Transcript
	if isHeader(lines[0]) || hasTimings(lines) {
		t = readTimed(lines)
	} else {
		t = readStamped(lines)
	}
	t.settle()
	if len(t.Cues) == 0 {
		return Transcript{}, retro.Errorf(retro.CodeInvalid, "nothing in it tells when something was said").
			WithHint("a transcript is WebVTT, SRT, captions saved by Zoom, or a document of Google Meet with its times")
	}
	return t, nil
}

// settle brings the cues into order and tells each once.
func (t *Transcript) settle() {
	kept := t.Cues[:0]
	latest := time.Duration(0)
	for _, cue := range t.Cues {
		if cue.Text == "" {
			t.Empty++
			continue
		}
		if cue.From < latest {
			t.Moved++
		}
		latest = max(latest, cue.From)
		cue.To = max(cue.To, cue.From)
		kept = append(kept, cue)
	}
	slices.SortStableFunc(kept, func(a, b Cue) int { return cmp.Compare(a.From, b.From) })
	t.Cues = kept
	t.fold()
}
