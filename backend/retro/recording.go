package retro

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Recording is one recording of the debrief, which stands elsewhere.
type Recording struct {
	Where string `json:"where"` // a link, or the name of a file
	// Start is where on the debrief's clock the recording begins; negative for one that
	// was running before.
	Start time.Duration `json:"start"`
	// Transcript is what was said in it, nil where nobody has brought one in.
	Transcript *Transcript `json:"transcript,omitempty"`
}

// Transcript is what another program wrote down of a recording. The words are those of
// the original, so each of them can be cited by its line.
type Transcript struct {
	Evidence EvidenceID `json:"evidence"`
	// Start is where in the recording its times begin, mostly 0; of one that tells the
	// time of day, what that clock was behind.
	Start time.Duration `json:"start,omitempty"`
	// Day, of one that tells the time of day, is that of its first words, like
	// "2026-03-21", and Zone that of its clock.
	Day  string `json:"day,omitempty"`
	Zone string `json:"zone,omitempty"`
}

// same compares recordings by what they say.
func (r Recording) same(other Recording) bool {
	a, b := r.Transcript, other.Transcript
	return r.Where == other.Where && r.Start == other.Start && (a == b || a != nil && b != nil && *a == *b)
}

// Heard is where in the recording something was said for which its transcript has a
// time, given the time of its first words.
func (d *Debrief) Heard(r Recording, at, first time.Duration) time.Duration {
	t := r.Transcript
	switch {
	case t == nil:
		return at
	case t.Day != "":
		return d.RanAt(t.Instant(at, first)) - r.Start + t.Start
	}
	return t.Start + at
}

// Instant is the moment of a time of day, counted on over midnight, given the time of
// the first words. Where the clocks went forward meanwhile it is that of the clock; where
// they went back, the clock says the same twice, and what passed since the first words
// counts.
func (t *Transcript) Instant(at, first time.Duration) time.Time {
	zone := Instant{Zone: t.Zone}.location()
	day, err := time.ParseInLocation(time.DateOnly, t.Day, time.UTC)
	if err != nil {
		return time.Time{}
	}
	told := onClock(day.Add(at), zone)
	if passed := onClock(day.Add(first), zone).Add(at - first); told.After(passed) {
		return passed
	}
	return told
}

// onClock is when clocks of a zone show a time, for the first time where they do twice.
func onClock(c time.Time, zone *time.Location) time.Time {
	at := time.Date(c.Year(), c.Month(), c.Day(), c.Hour(), c.Minute(), c.Second(), c.Nanosecond(), zone)
	if before := at.Add(-time.Hour); before.Hour() == at.Hour() {
		return before
	}
	return at
}

// String writes "zoom.example/rec/1 from 0:02:10".
func (r Recording) String() string {
	text := FirstOf(r.Where, "a recording")
	if r.Start != 0 {
		text += " from " + FormatOffset(r.Start)
	}
	if r.Transcript != nil {
		text += " with its transcript"
	}
	return text
}

// Recordings are all recordings of the debrief, in the order in which they began. One
// that is only named begins with the debrief. Where there is none, the answer is one
// without a place, so that every note has an offset.
func (d *Debrief) Recordings() []Recording {
	if len(d.Recorded) > 0 {
		return d.Recorded
	}
	return []Recording{{Where: d.Recording}}
}

// RecordingOf is the recording that runs at a time on the debrief's clock: the last
// one that had begun, else the first.
func (d *Debrief) RecordingOf(at time.Duration) int {
	found := 0
	for i, recording := range d.Recordings() {
		if recording.Start <= at {
			found = i
		}
	}
	return found
}

// NotePlace is where in a recording something was said that a note tells of.
type NotePlace struct {
	Recording int           `json:"recording"` // among those of the debrief, from 0
	At        time.Duration `json:"at"`        // negative for what was said before it ran
}

// PlaceOf is where a note is in its recording. False for one that was not taken in the
// debrief.
func (d *Debrief) PlaceOf(n Note) (NotePlace, bool) {
	at, ok := d.OffsetOf(n)
	if !ok {
		return NotePlace{}, false
	}
	recording := d.RecordingOf(at)
	return NotePlace{recording, at - d.Recordings()[recording].Start}, true
}

// Places says of the notes that were taken in the debrief where they are.
func (d *Debrief) Places() map[NoteID]NotePlace {
	places := make(map[NoteID]NotePlace, len(d.Notes))
	for _, note := range d.Notes {
		if place, ok := d.PlaceOf(note); ok {
			places[note.ID] = place
		}
	}
	return places
}

// Link is the address of a recording, "" where it is no web address.
func (r Recording) Link() string {
	parsed, err := url.Parse(strings.TrimSpace(r.Where))
	if err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.Host == "" {
		return ""
	}
	return parsed.String()
}

// takesT are the hosts that begin to play at ?t=SECONDS; what is not known to do so
// gets a fragment, which every host lets pass.
var takesT = []string{"youtube.com", "youtu.be", "drive.google.com", "loom.com", "dropbox.com"}

// LinkAt is the address of a place in the recording, "" where it has none. The place
// is given in the way of the host, else as a media fragment, #t=SECONDS.
func (r Recording) LinkAt(offset time.Duration) string {
	link := r.Link()
	if link == "" {
		return ""
	}
	parsed, err := url.Parse(link)
	if err != nil {
		return ""
	}
	seconds := strconv.FormatInt(max(0, int64(offset/time.Second)), 10)
	host := strings.TrimPrefix(strings.ToLower(parsed.Hostname()), "www.")
	for _, known := range takesT {
		if host == known || strings.HasSuffix(host, "."+known) {
			query := parsed.Query()
			query.Set("t", seconds)
			parsed.RawQuery = query.Encode()
			return parsed.String()
		}
	}
	switch {
	case host == "vimeo.com":
		parsed.Fragment = "t=" + seconds + "s"
	case parsed.Fragment != "":
		return link // a page that goes by its fragment would lose its way
	default:
		parsed.Fragment = "t=" + seconds
	}
	return parsed.String()
}
