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
}

// String writes "zoom.example/rec/1 from 0:02:10".
func (r Recording) String() string {
	if r.Start == 0 {
		return r.Where
	}
	return r.Where + " from " + FormatOffset(r.Start)
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
