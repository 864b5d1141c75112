package authoring

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/transcript"
)

// A transcript is evidence like any other, kept byte for byte; a recording of the
// debrief says that it is its own, and where in it the transcript's times begin. So
// whatever aligns the recording moves every word along.

// TranscriptOptions say how a transcript is taken in.
type TranscriptOptions struct {
	// Recording is the place of the recording that it is of, from 0; -1 finds out.
	Recording int `json:"recording"`
	// Zone is that of its clock, for one that tells the time of day; "" finds out.
	Zone string `json:"zone,omitempty"`
}

// Heard is what became of a transcript.
type Heard struct {
	Edited    Edited           `json:"edited"`
	Evidence  retro.EvidenceID `json:"evidence"`
	Recording int              `json:"recording"` // its place, from 0
	Format    string           `json:"format"`    // in words
	Cues      int              `json:"cues"`
	Speakers  []string         `json:"speakers"`
	// Told says in sentences how its times were understood and what was mended.
	Told []string `json:"told"`
}

// IsTranscript reports whether a file is a transcript rather than a page.
func IsTranscript(data []byte, name string) bool { return transcript.Is(data, name) }

// Brought is what became of something that was brought to the debrief: one of both.
type Brought struct {
	Edited Edited `json:"edited"`
	Heard  *Heard `json:"heard,omitempty"`
	Added  *Added `json:"added,omitempty"`
}

// BringToDebrief takes in what was pasted or dropped where the debrief is: a transcript
// as that, and all else as evidence.
func (s *Service) BringToDebrief(ctx context.Context, id retro.RetrospectiveID, original Original, recording int, progress Progress) (Brought, error) {
	bytesOf, err := original.Open()
	if err != nil {
		return Brought{}, retro.Errorf(retro.CodeInvalid, "cannot read it: %w", err)
	}
	defer bytesOf.Close() //nolint:errcheck // only read from
	data, err := io.ReadAll(io.LimitReader(bytesOf, transcript.Largest+1))
	if err != nil {
		return Brought{}, retro.Errorf(retro.CodeInvalid, "cannot read it: %w", err)
	}
	original.Open = func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(bytes.NewReader(data), bytesOf)), nil
	}
	if !transcript.Is(data, original.Name) {
		added, err := s.AddEvidence(ctx, id, []Original{original}, progress)
		return Brought{Edited: added.Edited, Added: &added}, err
	}
	heard, err := s.ImportTranscript(ctx, id, data, original.Name, TranscriptOptions{Recording: recording})
	return Brought{Edited: heard.Edited, Heard: &heard}, err
}

// ImportTranscript keeps what was said in a recording of the debrief, and begins to
// show it beside the notes. Where a recording begins is taken from the name of the file,
// unless somebody has said so before. One that is known already changes nothing; a
// recording that has another gets this one in its place. CodeInvalid for what is no
// transcript, CodeNotFound for a recording that there is not.
func (s *Service) ImportTranscript(ctx context.Context, id retro.RetrospectiveID, data []byte, name string, options TranscriptOptions) (Heard, error) {
	read, err := transcript.Read(data)
	if err != nil {
		return Heard{}, err
	}
	if options.Zone != "" {
		if _, err := location(options.Zone); err != nil {
			return Heard{}, err
		}
	}
	zone, err := s.store.Preference(ctx, preferenceZone)
	if err != nil {
		return Heard{}, err
	}
	original := Original{Name: name, Kind: retro.EvidenceTranscript, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}}
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return Heard{}, err
	}
	// Whatever asks for it by its bytes need not read it again.
	sum := sha256.Sum256(data)
	s.transcripts.put(retro.Hash(hex.EncodeToString(sum[:])), read)
	taken, err := s.take(ctx, content, original, nil)
	if err != nil {
		return Heard{}, err
	}
	heard := Heard{Format: read.Format.Title(), Cues: len(read.Cues), Speakers: append([]string{}, read.Speakers()...)}
	heard.Edited, err = s.edit(ctx, id, "add transcript", func(c *retro.Content) error {
		if at := slices.IndexFunc(c.Evidence, func(e retro.Evidence) bool { return e.Hash == taken.Hash }); at >= 0 {
			taken = c.Evidence[at]
		} else {
			taken.Colour = len(c.Evidence)
			taken.Label = freshLabel(c.Evidence, taken.Label)
			c.Evidence = append(c.Evidence, taken)
		}
		heard.Evidence = taken.ID
		p := placing{debrief: &c.Debrief, read: read, now: s.clock().UTC(), zones: candidates(options.Zone, c.ShownZones(), zone)}
		p.began, p.hasBegan = transcript.BeganIn(name)
		heard.Recording, err = p.place(taken.ID, options.Recording)
		heard.Told = append(mended(read), p.told...)
		if err != nil {
			return err
		}
		return s.followCues(ctx, c)
	})
	return heard, err
}

// candidates are the zones that the clock of a transcript may show.
func candidates(said string, shown []string, own string) []string {
	if said != "" {
		return []string{said}
	}
	zones := slices.Clone(shown)
	if own != "" && !slices.Contains(zones, own) {
		zones = append(zones, own)
	}
	if !slices.Contains(zones, "UTC") {
		zones = append(zones, "UTC")
	}
	return zones
}

// mended tells what was not as it should be in a transcript.
func mended(read transcript.Transcript) []string {
	told := []string{}
	for _, found := range []struct {
		count int
		what  string
	}{
		{read.Folded, "repeated what stood before and %s told once"},
		{read.Empty, "held no words and %s left out"},
		{read.Moved, "stood behind later ones and %s put in order"},
	} {
		if found.count > 0 {
			cues, verb := "1 cue", "is"
			if found.count > 1 {
				cues, verb = fmt.Sprintf("%d cues", found.count), "are"
			}
			told = append(told, cues+" "+fmt.Sprintf(found.what, verb)+".")
		}
	}
	if len(read.Speakers()) == 0 {
		told = append(told, "It does not say who speaks.")
	}
	return told
}

// placing finds out which recording a transcript is of, and where in it its times begin.
type placing struct {
	debrief  *retro.Debrief
	read     transcript.Transcript
	zones    []string
	began    transcript.Began
	hasBegan bool
	now      time.Time
	told     []string
}

func (p *placing) tell(format string, args ...any) {
	p.told = append(p.told, fmt.Sprintf(format, args...))
}

// near is how far from the debrief a transcript may begin and still be one of it.
const near = 3 * time.Hour

func (p *placing) place(id retro.EvidenceID, wanted int) (int, error) {
	d := p.debrief
	recorded := named(d)
	if len(recorded) == 0 {
		recorded = []retro.Recording{{}}
	}
	if wanted >= len(recorded) {
		return 0, noRecording(wanted, len(named(d)))
	}
	start, zone, isKnown := p.start()
	at := wanted
	if at < 0 {
		at = choose(recorded, id, start, isKnown)
	}
	if t := recorded[at].Transcript; t != nil && t.Evidence == id {
		return at, nil
	}
	if recorded[at].Transcript != nil {
		p.tell("It stands in place of the transcript that the recording had, which stays among the evidence.")
	}
	chosen := &recorded[at]
	chosen.Transcript = &retro.Transcript{Evidence: id}
	first := p.read.Cues[0].From
	switch {
	case p.read.ByDay && isKnown:
		chosen.Transcript.Day, chosen.Transcript.Zone = zone.day, zone.name
		p.tell("Its times are of the day, read in %s.", zone.name)
	case p.read.ByDay:
		chosen.Transcript.Start = -first
		p.tell("Its times are of the day, and no zone brings them to the debrief: its first words stand at the beginning of the recording until it is aligned.")
	case isKnown && chosen.Start.Abs() < unsaid && start != chosen.Start:
		chosen.Start = start
		p.tell("The name of the file says when the recording began: %s.", offsetInDebrief(start))
	case isKnown && (chosen.Start-start).Abs() > doubtful:
		p.tell("The name of the file says that the recording began %s. It stays where it was put, %s, until it is aligned.",
			offsetInDebrief(start), offsetInDebrief(chosen.Start))
	}
	where := *chosen
	d.Recorded = inOrder(recorded)
	return slices.IndexFunc(d.Recorded, func(r retro.Recording) bool { return r.Transcript == where.Transcript }), nil
}

const (
	// unsaid is up to where a recording that begins with the debrief is one of which
	// nobody said when it began.
	unsaid = 5 * time.Second
	// doubtful is from how far apart two accounts of a beginning contradict each other.
	doubtful = 30 * time.Second
)

func offsetInDebrief(start time.Duration) string {
	start = start.Truncate(time.Second)
	if start < 0 {
		return retro.FormatDuration(-start) + " before the debrief"
	}
	return retro.FormatDuration(start) + " into the debrief"
}

// choose finds the recording that a transcript is of: the one that has it, else the one
// that began nearest, else the first; of those without a transcript where there are any.
func choose(recorded []retro.Recording, id retro.EvidenceID, start time.Duration, isKnown bool) int {
	var all, free []int
	for i, r := range recorded {
		switch {
		case r.Transcript == nil:
			free = append(free, i)
		case r.Transcript.Evidence == id:
			return i
		}
		all = append(all, i)
	}
	if len(free) > 0 {
		all = free
	}
	if !isKnown {
		return all[0]
	}
	return slices.MinFunc(all, func(a, b int) int {
		return cmp.Compare((recorded[a].Start - start).Abs(), (recorded[b].Start - start).Abs())
	})
}

// dayIn is a day as a clock shows it.
type dayIn struct{ day, name string }

// start is where on the debrief's clock a transcript begins: its first words where it
// tells the time of day, else what the name of its file says. False where neither is
// within reach of the debrief.
func (p *placing) start() (time.Duration, dayIn, bool) {
	d := p.debrief
	if d.StartedAt == nil || !p.read.ByDay && (!p.hasBegan || !p.began.HasClock) {
		return 0, dayIn{}, false
	}
	if !p.read.ByDay && p.began.HasZone {
		return d.RanAt(p.began.At), dayIn{}, p.began.At.Sub(*d.StartedAt).Abs() < near
	}
	best, found := time.Duration(0), dayIn{}
	for _, name := range p.zones {
		zone, err := location(name)
		if err != nil {
			continue
		}
		day, first, shifts := p.began.At.Truncate(24*time.Hour), p.began.At.Sub(p.began.At.Truncate(24*time.Hour)), []int{0}
		if p.read.ByDay {
			day, first, shifts = d.StartedAt.In(zone), p.read.Cues[0].From, []int{0, 1, -1}
		}
		for _, days := range shifts {
			in := dayIn{day.AddDate(0, 0, days).Format(time.DateOnly), name}
			at := (&retro.Transcript{Day: in.day, Zone: in.name}).Instant(first, first)
			if ran := d.RanAt(at); p.isNear(at) && (found.name == "" || ran.Abs() < best.Abs()) {
				best, found = ran, in
			}
		}
	}
	return best, found, found.name != ""
}

// isNear reports whether a transcript that begins then can be one of the debrief: from
// half an hour before it, until it was over.
func (p *placing) isNear(at time.Time) bool {
	until := p.now
	if p.debrief.EndedAt != nil {
		until = *p.debrief.EndedAt
	}
	return !at.Before(p.debrief.StartedAt.Add(-30*time.Minute)) && !at.After(until.Add(time.Minute))
}

// HeardCue is what somebody said, at its place in a recording.
type HeardCue struct {
	At      time.Duration `json:"at"` // in the recording; negative before it
	Until   time.Duration `json:"until"`
	Ran     time.Duration `json:"ran"` // on the debrief's clock
	Speaker string        `json:"speaker,omitempty"`
	Text    string        `json:"text"`
	// Line and ToLine are where it stands in the original, from 1.
	Line   int `json:"line"`
	ToLine int `json:"toLine"`
}

// CueQuery asks for what was said in a recording.
type CueQuery struct {
	Recording int    `json:"recording"` // its place, from 0
	Find      string `json:"find,omitempty"`
}

// CueWindow is a part of what was said.
type CueWindow struct {
	Evidence retro.EvidenceID `json:"evidence"`
	Total    int              `json:"total"`
	From     int              `json:"from"`
	Cues     []HeardCue       `json:"cues"`
}

// Cues returns count cues of a recording from a place on, of those that hold all words
// that are looked for. CodeNotFound where the recording has no transcript.
func (s *Service) Cues(ctx context.Context, id retro.RetrospectiveID, query CueQuery, from, count int) (CueWindow, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return CueWindow{}, err
	}
	cues, evidence, err := s.heard(ctx, &content, query.Recording)
	if err != nil {
		return CueWindow{}, err
	}
	if words := strings.Fields(strings.ToLower(query.Find)); len(words) > 0 {
		cues = slices.DeleteFunc(cues, func(cue HeardCue) bool {
			text := strings.ToLower(cue.Speaker + " " + cue.Text)
			return slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
		})
	}
	from = min(max(0, from), len(cues))
	until := min(from+max(0, count), len(cues))
	return CueWindow{Evidence: evidence, Total: len(cues), From: from, Cues: append([]HeardCue{}, cues[from:until]...)}, nil
}

// CueAt is the place of the last cue that had begun at a place in a recording, 0 where
// none had.
func (s *Service) CueAt(ctx context.Context, id retro.RetrospectiveID, recording int, at time.Duration) (int, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return 0, err
	}
	cues, _, err := s.heard(ctx, &content, recording)
	if err != nil {
		return 0, err
	}
	next, _ := slices.BinarySearchFunc(cues, at+1, func(cue HeardCue, at time.Duration) int { return cmp.Compare(cue.At, at) })
	return max(0, next-1), nil
}

// heard are all cues of a recording in the order of their places.
func (s *Service) heard(ctx context.Context, content *retro.Content, recording int) ([]HeardCue, retro.EvidenceID, error) {
	d := &content.Debrief
	recorded := d.Recordings()
	if recording < 0 || recording >= len(recorded) || recorded[recording].Transcript == nil {
		return nil, "", retro.Errorf(retro.CodeNotFound, "recording %d has no transcript", recording+1).
			WithHint("bring one in with: afterword import ID FILE")
	}
	r := recorded[recording]
	evidence := content.FindEvidence(r.Transcript.Evidence)
	if evidence == nil {
		return nil, "", missing("evidence", r.Transcript.Evidence)
	}
	read, err := s.transcript(ctx, *evidence)
	if err != nil {
		return nil, "", err
	}
	cues := make([]HeardCue, len(read.Cues))
	for i, cue := range read.Cues {
		at := d.Heard(r, cue.From, read.Cues[0].From)
		cues[i] = HeardCue{
			At: at, Until: at + cue.To - cue.From, Ran: r.Start + at, Speaker: cue.Speaker, Text: cue.Text, Line: cue.FromLine, ToLine: cue.ToLine,
		}
	}
	return cues, evidence.ID, nil
}

// transcript reads the cues of evidence, from memory where they were read last.
func (s *Service) transcript(ctx context.Context, e retro.Evidence) (transcript.Transcript, error) {
	if read, ok := s.transcripts.get(e.Hash); ok {
		return read, nil
	}
	data, err := s.readBounded(ctx, e.Hash, transcript.Largest)
	if err != nil {
		return transcript.Transcript{}, err
	}
	read, err := transcript.Read(data)
	if err != nil {
		return transcript.Transcript{}, err
	}
	s.transcripts.put(e.Hash, read)
	return read, nil
}

// readTranscript is the reading of a transcript.
func (s *Service) readTranscript(ctx context.Context, e retro.Evidence) (retro.Reading, error) {
	read, err := s.transcript(ctx, e)
	if err != nil {
		return retro.Reading{}, err
	}
	lines := 0
	for _, cue := range read.Cues {
		lines = max(lines, cue.ToLine)
	}
	why := "read as " + read.Format.Title()
	if speakers := read.Speakers(); len(speakers) > 0 {
		why += fmt.Sprintf(", in which %d speak", len(speakers))
	}
	return retro.Reading{
		Format: string(read.Format), Formats: map[string]int{string(read.Format): len(read.Cues)}, Entries: len(read.Cues), Lines: lines,
		Bytes: e.Size, Questions: []string{}, Why: why + ".",
	}, nil
}

// saidLines are what was said in lines of a transcript.
func (s *Service) saidLines(ctx context.Context, e retro.Evidence, spans []export.Span) ([][]export.Line, error) {
	read, err := s.transcript(ctx, e)
	if err != nil {
		return nil, err
	}
	all := make([][]export.Line, len(spans))
	for i, span := range spans {
		for _, cue := range read.Cues {
			if cue.FromLine <= span.To && cue.ToLine >= span.From && len(all[i]) < span.Limit {
				all[i] = append(all[i], export.Line{Number: cue.FromLine, Text: cue.Text, Actor: cue.Speaker})
			}
		}
	}
	return all, nil
}
