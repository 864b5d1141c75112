package when

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/afterword-app/afterword/backend/retro"
)

// amount is a length of time as it was said.
type amount struct {
	count   int
	unit    retro.Unit
	isAbout bool
}

// smaller are the units that a fraction of one is counted in.
var smaller = map[retro.Unit]struct {
	unit retro.Unit
	many float64
}{
	retro.UnitMinute: {retro.UnitSecond, 60}, retro.UnitHour: {retro.UnitMinute, 60}, retro.UnitDay: {retro.UnitHour, 24},
	retro.UnitWeek: {retro.UnitDay, 7}, retro.UnitMonth: {retro.UnitWeek, 4}, retro.UnitYear: {retro.UnitMonth, 12},
}

// readAmount reads "about 3 weeks", "half an hour", "a month and a half", "1 h 20 min".
func readAmount(toks []token) (amount, bool) {
	var total amount
	read := false
	for i := 0; i < len(toks); {
		word := toks[i].text
		following := func(n int) token {
			if i+n < len(toks) {
				return toks[i+n]
			}
			return token{kind: -1}
		}
		var value float64
		var used int
		switch {
		case aboutWords[word]:
			total.isAbout = true
			i++
			continue
		case (word == "and" || word == "und" || word == "the" || word == "of") && i+1 < len(toks):
			i++
			continue
		case word == "half" || word == "halbe" || word == "halben" || word == "halbes":
			value, used = 0.5, 1
			if n, ok := number(following(1)); ok && n == 1 {
				used = 2
			}
		case word == "a" && vagueNumbers[following(1).text] > 0:
			value, used, total.isAbout = vagueNumbers[following(1).text], 2, true
		case (word == "ein" || word == "einer") && (following(1).text == "paar" || following(1).text == "halbe" || following(1).text == "halben"):
			i++
			continue
		case vagueNumbers[word] > 0:
			value, used, total.isAbout = vagueNumbers[word], 1, true
		default:
			n, ok := number(toks[i])
			if !ok {
				// "the day after" and "week after"
				if unit := unitWords[word]; unit.many > 0 && !read && len(word) > 1 {
					n, used = 1, 0
					value = n
					break
				}
				return amount{}, false
			}
			value, used = n, 1
			if n == 1 && (following(1).text == "halbe" || following(1).text == "halben" || following(1).text == "halbes") {
				value, used = 0.5, 2
			}
			if following(1).text == "and" && following(2).text == "a" && following(3).text == "half" {
				value, used = n+0.5, 4
			}
		}
		for following(used).text == "of" {
			used++
		}
		unit := unitWords[following(used).text]
		if unit.many == 0 {
			return amount{}, false
		}
		used++
		if following(used).text == "and" && following(used+1).text == "a" && following(used+2).text == "half" && used+3 >= len(toks)-i {
			value += 0.5
			used += 3
		}
		if !total.add(value*float64(unit.many), unit.unit) {
			return amount{}, false
		}
		read = true
		i += used
	}
	return total, read
}

// add counts in the smallest unit that was said.
func (a *amount) add(value float64, unit retro.Unit) bool {
	for value != math.Trunc(value) {
		less, ok := smaller[unit]
		if !ok {
			return false
		}
		value, unit = value*less.many, less.unit
		if unit == retro.UnitSecond {
			value = math.Round(value)
		}
	}
	if a.unit == "" {
		a.count, a.unit = int(value), unit
		return a.count < 1e6
	}
	for a.unit != unit {
		less, ok := smaller[a.unit]
		if !ok {
			return false
		}
		a.count, a.unit = a.count*int(less.many), less.unit
	}
	a.count += int(value)
	return a.count < 1e6
}

// ago reads "3 weeks ago" and "vor 3 Wochen".
func (r reader) ago(toks []token) ([]Said, bool) {
	last := len(toks) - 1
	var said amount
	var ok bool
	switch {
	case toks[last].text == "ago":
		said, ok = readAmount(toks[:last])
	case toks[0].text == "vor":
		said, ok = readAmount(toks[1:])
	}
	if !ok {
		return nil, false
	}
	at := retro.Instant{At: said.unit.Add(r.Now, -said.count, r.Zone), Zone: zoneName(r.Zone), About: said.isAbout}
	at.Precision = retro.Anchor{Unit: said.unit}.Precision(retro.Instant{Precision: retro.PrecisionMinute})
	return []Said{{At: truncated(at, r.Zone)}}, true
}

// truncated cuts what the precision does not say.
func truncated(at retro.Instant, zone *time.Location) retro.Instant {
	local := at.At.In(zone)
	switch {
	case at.IsDate():
		at.At = atHour(local, 0).UTC()
	case at.Precision == retro.PrecisionMinute:
		at.At = at.At.Truncate(time.Minute)
	case at.Precision == retro.PrecisionSecond:
		at.At = at.At.Truncate(time.Second)
	}
	return at
}

// relative reads "about 3 weeks after the first fix", "2 hours later" and "shortly
// before the outage".
func (r reader) relative(toks []token) ([]Said, bool, error) {
	for i, t := range toks {
		isAfter := afterWords[t.text]
		isBefore := t.text == "before" || t.text == "vor" || t.text == "earlier"
		if !isAfter && !isBefore || i > 0 && isSpokenHour(toks, i) || isNextDay(toks[i:]) {
			continue
		}
		left, right := toks[:i], toks[i+1:]
		said, ok := readAmount(left)
		if !ok && !isSoon(left, &said) {
			return nil, false, nil
		}
		if t.text == "later" || t.text == "earlier" {
			if len(right) > 0 && right[0].text == "than" {
				right = right[1:]
			} else if len(right) == 0 {
				return r.fromChosen(said, isBefore, ok)
			}
		}
		if len(right) == 0 {
			return nil, true, retro.Errorf(retro.CodeInvalid, "%q does not say %s what", r.text, t.text).WithHint(hint)
		}
		list, err := r.fromPhrase(said, right, isBefore)
		return list, true, err
	}
	return nil, false, nil
}

// isNextDay reports whether "following" is that of "the following day".
func isNextDay(toks []token) bool {
	if toks[0].text != "following" || len(toks) < 2 {
		return false
	}
	return isDay(toks[1].text) || dayparts[toks[1].text] != [2]int{}
}

// isSpokenHour reports whether "nach" and "vor" are those of "viertel nach zehn".
func isSpokenHour(toks []token, i int) bool {
	before := toks[i-1].text
	if before != "viertel" && before != "fünf" && before != "zehn" {
		return false
	}
	if i+1 >= len(toks) {
		return false
	}
	_, ok := number(toks[i+1])
	return ok
}

func isSoon(toks []token, said *amount) bool {
	for _, t := range toks {
		switch {
		case t.text == "right" || t.text == "immediately" || t.text == "directly" || t.text == "direkt" || t.text == "sofort" || t.text == "straight":
		case soonWords[t.text] || aboutWords[t.text]:
			said.isAbout = true
		case fillers[t.text] || t.text == "some":
		default:
			return false
		}
	}
	if len(toks) == 0 {
		said.isAbout = true
	}
	return true
}

func (r reader) fromChosen(said amount, isBefore, isAmount bool) ([]Said, bool, error) {
	if !isAmount {
		return nil, false, nil
	}
	for _, e := range r.Events {
		if e.ID == r.Chosen && e.ID != r.Self {
			return []Said{r.anchored(said, e, isBefore)}, true, nil
		}
	}
	at := retro.Instant{Zone: zoneName(r.Zone), About: said.isAbout}
	count := said.count
	if isBefore {
		count = -count
	}
	at.At = said.unit.Add(r.Near, count, r.Zone)
	at.Precision = retro.Anchor{Unit: said.unit}.Precision(retro.Instant{Precision: retro.PrecisionMinute})
	return []Said{{At: truncated(at, r.Zone)}}, true, nil
}

func (r reader) anchored(said amount, anchor retro.Event, isBefore bool) Said {
	at := retro.Instant{
		Zone: anchor.At.Zone, About: said.isAbout, Words: r.text,
		Anchor: retro.Anchor{Event: anchor.ID, Count: said.count, Unit: said.unit, Before: isBefore},
	}
	return Said{At: at.Anchored(anchor)}
}

// fromPhrase tells a time from an event, or from a time.
func (r reader) fromPhrase(said amount, right []token, isBefore bool) ([]Said, error) {
	events := r.find(r.words(right))
	var list []Said
	for _, e := range events {
		list = append(list, r.anchored(said, e, isBefore))
	}
	if len(list) > 0 {
		return list, nil
	}
	times, _, err := r.moment(right, limits{})
	if err != nil {
		return nil, retro.Errorf(retro.CodeNotFound, "no event is called “%s”", r.words(right)).
			WithHint("use words of the title of an event, or its id")
	}
	for _, t := range times {
		if said.count == 0 && !isBefore { // right after a day is when that is over
			_, t.At.At = t.At.Range()
			t.At.Until = time.Time{}
		}
		at := r.anchored(said, retro.Event{At: t.At}, isBefore).At
		at.Anchor, at.Words = retro.Anchor{}, ""
		list = append(list, Said{At: at, Note: t.Note})
	}
	return list, nil
}

// kindWords are what people call events by their kind.
var kindWords = map[string][]retro.EventKind{
	"outage": {retro.KindImpact}, "impact": {retro.KindImpact}, "downtime": {retro.KindImpact}, "ausfall": {retro.KindImpact},
	"deploy": {retro.KindChange}, "deployment": {retro.KindChange}, "change": {retro.KindChange}, "release": {retro.KindChange},
	"alert": {retro.KindDetection}, "detection": {retro.KindDetection}, "page": {retro.KindDetection}, "alarm": {retro.KindDetection},
	"fix": {retro.KindAction, retro.KindResolution}, "action": {retro.KindAction}, "trigger": {retro.KindTrigger}, "cause": {retro.KindTrigger}, "start": {retro.KindTrigger},
	"diagnosis": {retro.KindDiagnosis}, "decision": {retro.KindDecision}, "resolution": {retro.KindResolution}, "recovery": {retro.KindResolution},
	"observation": {retro.KindObservation}, "communication": {retro.KindCommunication},
}

var smallWords = set("the", "a", "an", "our", "their", "der", "die", "das", "dem", "den", "of", "was", "is", "to", "in", "on", "for", "and", "that")

// find returns the events that a person may mean by their id, title or kind, the
// best first, at most mostReadings.
func (r reader) find(text string) []retro.Event {
	text = strings.ToLower(strings.Trim(text, "“”\"' "))
	type candidate struct {
		event retro.Event
		score int
	}
	var found []candidate
	last := false
	var wanted []string
	for _, word := range wordsOf(text) {
		switch {
		case word == "first" || word == "erste" || word == "ersten":
		case word == "last" || word == "letzte" || word == "letzten":
			last = true
		case !smallWords[word]:
			wanted = append(wanted, word)
		}
	}
	for _, e := range r.Events {
		if e.ID == r.Self {
			continue
		}
		title := strings.ToLower(e.Title)
		switch {
		case string(e.ID) == text || len(text) >= 4 && strings.HasPrefix(string(e.ID), text):
			return []retro.Event{e}
		case title == text:
			found = append(found, candidate{e, 100})
		case len(wanted) == 0:
		case strings.Contains(title, text):
			found = append(found, candidate{e, 50})
		default:
			if score := likeness(wanted, wordsOf(title), e.Kind); score > 0 {
				found = append(found, candidate{e, score})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		byTime := a.event.At.At.Compare(b.event.At.At)
		if last {
			byTime = -byTime
		}
		return cmp.Or(cmp.Compare(b.score, a.score), byTime)
	})
	var events []retro.Event
	for _, c := range found[:min(len(found), mostReadings)] {
		events = append(events, c.event)
	}
	return events
}

// likeness counts how well an event answers to words; 0 where one is not answered.
func likeness(wanted, title []string, kind retro.EventKind) int {
	score := 0
	for _, word := range wanted {
		best := 0
		for _, have := range title {
			switch {
			case have == word:
				best = 3
			case len(word) >= 3 && strings.HasPrefix(have, word) || len(have) >= 4 && strings.HasPrefix(word, have):
				best = max(best, 2)
			}
		}
		if best == 0 && (string(kind) == word || slices.Contains(kindWords[word], kind) || slices.Contains(kindWords[strings.TrimSuffix(word, "s")], kind)) {
			best = 1
		}
		if best == 0 {
			return 0
		}
		score += best
	}
	return min(score, 49)
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '_' })
}

const lengthHint = "say it like 5 min, -1 h 20 min or 3 days"

// ReadLength reads a length of time: "5 min", "-1 h 20 min", "half an hour earlier",
// "90s". A month has no length, and what is longer than a [time.Duration] is none; the
// error has CodeInvalid.
func ReadLength(text string) (time.Duration, error) {
	trimmed := strings.ToLower(strings.TrimSpace(text))
	sign := time.Duration(1)
	for _, minus := range []string{"-", "−"} {
		if rest, ok := strings.CutPrefix(trimmed, minus); ok {
			trimmed, sign = rest, -1
		}
	}
	trimmed = strings.TrimPrefix(trimmed, "+")
	if rest, ok := strings.CutSuffix(trimmed, "earlier"); ok {
		trimmed, sign = rest, -sign
	}
	trimmed = strings.TrimSpace(strings.TrimSuffix(trimmed, "later"))
	if length, err := time.ParseDuration(trimmed); err == nil && length >= 0 {
		return sign * length, nil
	}
	lengths := map[retro.Unit]time.Duration{
		retro.UnitSecond: time.Second, retro.UnitMinute: time.Minute, retro.UnitHour: time.Hour,
		retro.UnitDay: 24 * time.Hour, retro.UnitWeek: 7 * 24 * time.Hour,
	}
	if len(trimmed) > longestPhrase {
		return 0, retro.Errorf(retro.CodeInvalid, "this is too long for a length of time").WithHint(lengthHint)
	}
	said, ok := readAmount(tokens(trimmed))
	unit := lengths[said.unit]
	if !ok || unit == 0 || time.Duration(said.count) > math.MaxInt64/unit {
		return 0, retro.Errorf(retro.CodeInvalid, "%q is not a length of time", text).WithHint(lengthHint)
	}
	return sign * time.Duration(said.count) * unit, nil
}
