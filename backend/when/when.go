package when

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// Setting is where and about what something is said.
type Setting struct {
	Zone   *time.Location // of what names none; UTC where nil
	Near   time.Time      // gives a time of day its date, a date its year
	Now    time.Time      // what "yesterday" and "3 weeks ago" are told from; Near where zero
	Events []retro.Event  // what times can be told from
	Self   retro.EventID  // the event that is told, which is no anchor of its own
	Chosen retro.EventID  // what "2 hours later" is told from, "" for none
	Ahead  bool           // it is planned: "Thursday" is the coming one, not the nearest
}

// Said is one reading of a phrase.
type Said struct {
	At  retro.Instant  `json:"at"`
	End *retro.Instant `json:"end,omitempty"` // of a span: "20 Dec – 8 Jan"
	// Note is what a person should know of the reading, "" for nothing: that clocks
	// changed, or that the weekday is another.
	Note string `json:"note,omitempty"`
}

// mostReadings bounds how many readings a phrase has.
const mostReadings = 6

// Read reads a time as people say it, best reading first; there is at least one where
// there is no error. The error has CodeInvalid and says what was not understood.
func Read(text string, in Setting) ([]Said, error) {
	trimmed := strings.Join(strings.Fields(text), " ")
	if in.Zone == nil {
		in.Zone = time.UTC
	}
	if in.Now.IsZero() {
		in.Now = in.Near
	}
	if in.Near.IsZero() {
		in.Near = in.Now
	}
	if trimmed == "" {
		return nil, retro.Errorf(retro.CodeInvalid, "a time is missing").WithHint(hint)
	}
	if len(trimmed) > longestPhrase || !utf8.ValidString(trimmed) {
		return nil, retro.Errorf(retro.CodeInvalid, "this is too long for a time").WithHint(hint)
	}
	if instant, err := retro.ParseInstant(trimmed, in.Zone); err == nil {
		return withClockNotes([]Said{{At: instant}}, trimmed, in), nil
	}
	r := reader{Setting: in, text: trimmed}
	said, err := r.phrase(tokens(trimmed))
	if err != nil {
		return nil, err
	}
	said = slices.CompactFunc(said, func(a, b Said) bool { return a.At.Equal(b.At) && (a.End == nil) == (b.End == nil) })
	for _, s := range said {
		if year := s.At.At.Year(); year < 1 || year > 9999 || s.At.IsZero() || s.End != nil && s.End.At.Year() > 9999 {
			return nil, retro.Errorf(retro.CodeInvalid, "%q is further away than any calendar goes", text)
		}
		if (retro.Event{Title: text, At: s.At, End: s.End}).Validate() != nil {
			return nil, retro.Errorf(retro.CodeInvalid, "it ends before it begins")
		}
	}
	return said[:min(len(said), mostReadings)], nil
}

// ReadOne is [Read] for those who cannot ask which reading is meant.
func ReadOne(text string, in Setting) (Said, error) {
	said, err := Read(text, in)
	if err != nil {
		return Said{}, err
	}
	return said[0], nil
}

const hint = "say it like 10:02, Thursday 10:02 Berlin, 14 March 2026, late 2015, 20 Dec – 8 Jan, or 3 weeks after an event"

// withClockNotes says where the clocks of the zone changed at a time in figures.
func withClockNotes(said []Said, text string, in Setting) []Said {
	i := said[0]
	if i.At.IsDate() || i.At.Zone != in.Zone.String() {
		return said
	}
	for _, t := range tokens(text) {
		if t.kind != tokenClock {
			continue
		}
		p := emptyParts()
		p.setClock(t.text)
		said = onClocks(i.At, p, in.Zone, "")
	}
	return said
}

// reader reads one phrase.
type reader struct {
	Setting
	text string
}

func (r reader) unclear(t token) error {
	name := strings.ToUpper(t.text)
	if t.kind == tokenWord && stamp.IsShared(name) {
		return retro.Errorf(retro.CodeInvalid, "several zones are called %s", name).WithHint("say the city: 10:02 London")
	}
	return retro.Errorf(retro.CodeInvalid, "%q is not a time: what is “%s”?", r.text, r.original(t)).WithHint(hint)
}

func (r reader) noTime() error {
	return retro.Errorf(retro.CodeInvalid, "%q is not a time", r.text).WithHint(hint)
}

// original is a token as it was typed.
func (r reader) original(t token) string {
	return r.text[t.at:min(len(r.text), t.at+len(t.text))]
}

// words is what was typed from one token until another.
func (r reader) words(toks []token) string {
	if len(toks) == 0 {
		return ""
	}
	last := toks[len(toks)-1]
	return r.text[toks[0].at:min(len(r.text), last.at+len(last.text))]
}

func (r reader) phrase(toks []token) ([]Said, error) {
	if len(toks) == 0 {
		return nil, r.noTime()
	}
	if said, ok, err := r.repeating(toks); ok {
		return said, err
	}
	if said, ok := r.ago(toks); ok {
		return said, nil
	}
	if said, ok, err := r.relative(toks); ok {
		return said, err
	}
	if said, ok, err := r.between(toks); ok {
		return said, err
	}
	if said, ok := r.span(toks); ok {
		return said, nil
	}
	said, _, err := r.moment(toks, limits{})
	return said, err
}

// between reads "between 10:02 and 10:15": some time in it.
func (r reader) between(toks []token) ([]Said, bool, error) {
	if toks[0].text != "between" && toks[0].text != "zwischen" {
		return nil, false, nil
	}
	for i := 2; i < len(toks)-1; i++ {
		if toks[i].text != "and" && toks[i].text != "und" && toks[i].kind != tokenDash {
			continue
		}
		said, ok := r.parted(toks[1:i], toks[i+1:])
		if !ok {
			continue
		}
		for n := range said {
			end := retro.Event{At: said[n].At, End: said[n].End}.EndsAt()
			if end.Before(said[n].At.At) {
				return nil, true, retro.Errorf(retro.CodeInvalid, "it ends before it begins")
			}
			said[n].At.Until, said[n].At.Words, said[n].End = end, r.text, nil
		}
		return said, true, nil
	}
	return nil, true, r.noTime()
}

// span reads "20 Dec – 8 Jan" and "from Monday until Thursday".
func (r reader) span(toks []token) ([]Said, bool) {
	if fromWords[toks[0].text] && len(toks) > 1 {
		toks = toks[1:]
	}
	for i := 1; i < len(toks)-1; i++ {
		if toks[i].kind != tokenDash && !toWords[toks[i].text] || isBeforeHour(toks, i) {
			continue
		}
		if said, ok := r.parted(toks[:i], toks[i+1:]); ok {
			return said, true
		}
	}
	return nil, false
}

// isBeforeHour reports whether "to" is that of "quarter to ten".
func isBeforeHour(toks []token, i int) bool {
	before := toks[i-1].text
	return toks[i].text == "to" && (before == "quarter" || before == "minutes" || before == "min")
}

// parted reads the two ends of a span. Each takes from the other what it leaves out:
// "14 – 16 March", "March 14 – 16", "Thursday 22:00 – 02:00", "10 – 11 am Berlin".
func (r reader) parted(left, right []token) ([]Said, bool) {
	right, zone := r.cutZone(right)
	inner := r
	if zone != nil {
		inner.Zone = zone
	}
	_, later, err := inner.moment(right, limits{bare: true})
	if err != nil {
		return nil, false
	}
	starts, first, err := inner.moment(left, limits{bare: true, from: &later})
	if err != nil {
		return nil, false
	}
	var said []Said
	for _, start := range starts {
		ends, _, err := inner.moment(right, limits{bare: true, from: &first, after: start.At.At})
		if err != nil {
			return nil, false
		}
		end := ends[0]
		until := end.At
		if until.Words != "" { // a vague end is the latest that is meant
			until.At, until.Until = until.Until.In(inner.Zone).AddDate(0, 0, -1).UTC(), time.Time{}
			until.Precision, until.Words, until.About = retro.PrecisionDay, "", true
		}
		if s := start.At; s.Words != "" {
			start.At.Until, start.At.Words, start.At.About = time.Time{}, "", true
		}
		said = append(said, Said{At: start.At, End: &until, Note: cmp.Or(start.Note, end.Note)})
	}
	return said, len(said) > 0
}

// cutZone takes a zone off the end.
func (r reader) cutZone(toks []token) ([]token, *time.Location) {
	for n := min(3, len(toks)-1); n > 0; n-- {
		if zone, used := r.zone(toks[len(toks)-n:]); zone != nil && used == n {
			return toks[:len(toks)-n], zone
		}
	}
	return toks, nil
}
