package when

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// parts are what a phrase says of one moment; -1 and nil for what it leaves open.
type parts struct {
	year, month, day int
	weekday          int
	way              int // -1 the last, 1 the next
	fromToday        int // days; noDay where none is said
	fromNear         int // days from what else is told: the next day; noDay where none is said
	decade           int
	season           time.Month
	quarter, half    int
	week             int
	portion          portion
	clock            *clockTime
	daypart          *[2]int
	about            bool
	zone             *time.Location
	other            *parts // the other reading of 3/4/2026
}

type clockTime struct {
	hour, minute, second, nano int
	precision                  retro.Precision
	twelve                     bool // am or pm was said
}

const noDay = 1 << 20

func emptyParts() parts {
	return parts{year: -1, month: -1, day: -1, weekday: -1, fromToday: noDay, fromNear: noDay, decade: -1, quarter: -1, half: -1, week: -1}
}

// limits are what the rest of the phrase says.
type limits struct {
	bare  bool      // a number alone is a day, or an hour
	from  *parts    // the other end of a span, for what is left out
	after time.Time // the beginning of the span
}

// moment reads one moment.
func (r reader) moment(toks []token, within limits) ([]Said, parts, error) {
	p := emptyParts()
	p.clock = nil
	m := momentReader{reader: r, parts: &p, limits: within, toks: toks}
	for m.at < len(toks) {
		if err := m.next(); err != nil {
			return nil, p, err
		}
	}
	if p.isEmpty() {
		return nil, p, r.noTime()
	}
	said, err := r.build(p, within, r.words(toks))
	if err != nil {
		return nil, p, err
	}
	if p.other != nil {
		if more, err := r.build(*p.other, within, r.words(toks)); err == nil {
			said = append(said, more...)
		}
	}
	return said, p, nil
}

func (p parts) isEmpty() bool {
	return !p.hasDate() && p.clock == nil && p.daypart == nil
}

func (p parts) hasDate() bool {
	return p.year >= 0 || p.month >= 0 || p.day >= 0 || p.weekday >= 0 || p.fromToday != noDay || p.fromNear != noDay || p.decade >= 0 ||
		p.season != 0 || p.quarter >= 0 || p.half >= 0 || p.week >= 0
}

type momentReader struct {
	reader
	*parts
	limits
	toks []token
	at   int
}

func (m *momentReader) peek(n int) token {
	if m.at+n < len(m.toks) && m.at+n >= 0 {
		return m.toks[m.at+n]
	}
	return token{kind: -1}
}

// next reads one part, which may be several tokens.
func (m *momentReader) next() error {
	t := m.peek(0)
	switch t.kind {
	case tokenClock:
		if !m.setClock(t.text) {
			return m.unclear(t)
		}
		m.at++
		m.meridiem()
		return nil
	case tokenDate:
		m.at++
		if !m.setDate(t.text) {
			return m.unclear(t)
		}
		return nil
	case tokenDecade:
		m.at++
		digits := strings.TrimRight(strings.Trim(t.text, "'’ser"), "'’")
		n, err := strconv.Atoi(digits)
		if err != nil || n%10 != 0 && len(digits) == 2 {
			return m.unclear(t)
		}
		m.decade = fullDecade(n)
		return nil
	case tokenNumber:
		return m.number(t)
	case tokenOffset:
		zone, used := m.zoneAt()
		if zone == nil {
			return m.unclear(t)
		}
		m.parts.zone = zone
		m.at += used
		return nil
	case tokenWord:
		return m.word(t)
	default:
		return m.unclear(t)
	}
}

func fullDecade(n int) int {
	switch {
	case n >= 1000:
		return n - n%10
	case n >= 30:
		return 1900 + n
	default:
		return 2000 + n
	}
}

func (m *momentReader) zoneAt() (*time.Location, int) {
	for n := min(3, len(m.toks)-m.at); n > 0; n-- {
		if zone, used := m.reader.zone(m.toks[m.at : m.at+n]); zone != nil && used == n {
			return zone, n
		}
	}
	return nil, 0
}

func (p *parts) setClock(text string) bool {
	fields := strings.SplitN(strings.Replace(text, ",", ".", 1), ":", 3)
	c := clockTime{precision: retro.PrecisionMinute}
	c.hour, _ = strconv.Atoi(fields[0])
	c.minute, _ = strconv.Atoi(fields[1])
	if len(fields) == 3 {
		second, fraction, _ := strings.Cut(fields[2], ".")
		c.second, _ = strconv.Atoi(second)
		c.precision = retro.PrecisionSecond
		if fraction != "" {
			c.nano, _ = strconv.Atoi((fraction + "000000000")[:9])
			c.precision = []retro.Precision{retro.PrecisionMillisecond, retro.PrecisionMicrosecond, retro.PrecisionNanosecond}[(len(fraction)-1)/3]
		}
	}
	if p.clock != nil || c.hour > 24 || c.minute > 59 || c.second > 59 || c.hour == 24 && c.minute+c.second+c.nano > 0 {
		return false
	}
	p.clock = &c
	return true
}

// meridiem reads am or pm behind a clock.
func (m *momentReader) meridiem() {
	word := strings.ReplaceAll(m.peek(0).text, ".", "")
	if word == "a" || word == "p" { // a.m. is cut at its points
		if m.peek(1).text != "m" {
			return
		}
		m.at++
		word += "m"
	}
	if word != "am" && word != "pm" || m.clock.hour > 12 {
		return
	}
	m.at++
	m.clock.twelve = true
	m.clock.hour %= 12
	if word == "pm" {
		m.clock.hour += 12
	}
}

func (m *momentReader) isMeridiem(n int) bool {
	word := m.peek(n).text
	return word == "am" || word == "pm" || (word == "a" || word == "p") && m.peek(n+1).text == "m"
}

// setDate reads a date in figures.
func (p *parts) setDate(text string) bool {
	if p.year >= 0 && !strings.HasSuffix(text, ".") || p.month >= 0 || p.day >= 0 {
		return false
	}
	var fields []string
	var kind byte
	for _, separator := range []byte{'-', '/', '.'} {
		if strings.IndexByte(text, separator) >= 0 {
			kind = separator
			fields = strings.Split(strings.ReplaceAll(text, " ", ""), string(separator))
			break
		}
	}
	n := make([]int, 0, 3)
	for _, field := range fields {
		if field == "" {
			continue
		}
		value, err := strconv.Atoi(field)
		if err != nil {
			return false
		}
		n = append(n, value)
	}
	switch {
	case kind == '-' || len(fields[0]) == 4: // the year leads
		p.year, p.month = n[0], n[1]
		if len(n) == 3 {
			p.day = n[2]
		}
	case kind == '.':
		p.day, p.month = n[0], n[1]
		if len(n) == 3 {
			p.year = fullYear(n[2], len(fields[2]))
		}
	default:
		p.day, p.month = n[0], n[1]
		if len(n) == 3 {
			p.year = fullYear(n[2], len(fields[2]))
		}
		if p.day <= 12 && p.month != p.day { // nobody knows which is the month
			other := *p
			other.day, other.month = p.month, p.day
			p.other = &other
		}
		if p.month > 12 {
			p.day, p.month = p.month, p.day
			p.other = nil
		}
	}
	return p.isDate()
}

func (p *parts) isDate() bool {
	if p.month == 0 || p.month > 12 || p.day == 0 {
		return false
	}
	year := p.year
	if year < 0 {
		year = 2024 // 29 February may be meant
	}
	return p.day < 0 || p.month < 0 || p.day <= daysIn(year, time.Month(p.month))
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func fullYear(year, digits int) int {
	if digits > 2 {
		return year
	}
	return stamp.FullYear(year)
}

func (m *momentReader) number(t token) error {
	following := m.peek(1)
	value, isWhole := whole(t)
	switch {
	case m.isMeridiem(1) && isWhole && value >= 1 && value <= 12 && m.clock == nil:
		m.clock = &clockTime{hour: value, precision: retro.PrecisionMinute}
		m.at++
		m.meridiem()
		return nil
	case (following.text == "uhr" || following.text == "o'clock" || following.text == "o’clock") && m.clock == nil:
		return m.hour(t, 2)
	case following.text == "h" && isWhole && value < 24 && m.clock == nil:
		if minutes, ok := whole(m.peek(2)); ok && minutes < 60 && len(m.peek(2).text) == 2 {
			m.clock = &clockTime{hour: value, minute: minutes, precision: retro.PrecisionMinute}
			m.at += 3
			return nil
		}
		return m.hour(t, 2)
	case !isWhole:
		return m.dotted(t)
	case isOrdinal(following) && value >= 1 && value <= 31 && m.day < 0:
		m.day = value
		m.at += 2
		return m.checkDate(t)
	case months[following.text] != 0 && value >= 1 && value <= 31 && m.day < 0:
		m.day = value
		m.at++
		return m.checkDate(t)
	case len(t.text) == 4 && m.year < 0:
		m.year = value
		m.at++
		return m.checkDate(t)
	case m.month >= 0 && m.day < 0 && value >= 1 && value <= 31 && len(t.text) <= 2:
		m.day = value
		m.at++
		return m.checkDate(t)
	case (m.peek(-1).text == "at" || m.peek(-1).text == "um" || dayparts[following.text] != [2]int{} || following.text == "in" && dayparts[m.peek(3).text] != [2]int{}) && m.clock == nil:
		return m.hour(t, 1)
	case m.bare && len(m.toks) == 1 && value >= 1 && value <= 31:
		m.at++
		if other := m.from; other != nil && other.clock != nil && other.day < 0 && value <= 24 {
			m.clock = &clockTime{hour: value, precision: retro.PrecisionMinute}
			if other.clock.twelve && other.clock.hour >= 12 && value < 12 && value+12 <= other.clock.hour {
				m.clock.hour += 12
			}
			return nil
		}
		m.day = value
		return nil
	}
	return m.unclear(t)
}

func (m *momentReader) checkDate(t token) error {
	if !m.isDate() {
		return m.unclear(t)
	}
	return nil
}

func isOrdinal(t token) bool {
	return t.text == "st" || t.text == "nd" || t.text == "rd" || t.text == "th"
}

// hour reads "10 Uhr" and "10.02 Uhr".
func (m *momentReader) hour(t token, used int) error {
	hours, minutes, _ := strings.Cut(strings.Replace(t.text, ",", ".", 1), ".")
	hour, err := strconv.Atoi(hours)
	minute := 0
	if minutes != "" && err == nil {
		minute, err = strconv.Atoi(minutes)
	}
	if err != nil || hour > 24 || minute > 59 || minutes != "" && len(minutes) != 2 {
		return m.unclear(t)
	}
	m.clock = &clockTime{hour: hour, minute: minute, precision: retro.PrecisionMinute}
	m.at += used
	if minute, ok := whole(m.peek(0)); ok && minutes == "" && used == 2 && len(m.peek(0).text) == 2 && minute < 60 { // 10 Uhr 02
		m.clock.minute = minute
		m.at++
	}
	return nil
}

// dotted reads 14.3, a day and a month as Germans write them.
func (m *momentReader) dotted(t token) error {
	m.at++
	if !strings.Contains(t.text, ".") || !m.setDate(t.text) {
		return m.unclear(t)
	}
	return nil
}

func (m *momentReader) word(t token) error {
	word := t.text
	if used := m.spokenClock(); used > 0 {
		m.at += used
		return nil
	}
	if used, ok := m.divided(); ok {
		m.at += used
		return nil
	}
	step := 1
	switch {
	case word == "now" || word == "jetzt":
		local := m.Now.In(m.Zone)
		m.fromToday = 0
		m.clock = &clockTime{hour: local.Hour(), minute: local.Minute(), second: local.Second(), precision: retro.PrecisionSecond}
	case aboutWords[word]:
		m.about = true
	case word == "last" || word == "previous" || word == "letzten" || word == "letzte" || word == "letzter" || word == "vorigen" || word == "past":
		step = m.directed(-1)
	case word == "next" || word == "following" || word == "nächsten" || word == "nächste" || word == "kommenden" || word == "folgenden":
		step = m.directed(1)
	case word == "this" || word == "same" || word == "diesen" || word == "diese" || word == "dieser" || word == "dieses":
		step = m.directed(0)
	case months[word] != 0 && m.month < 0:
		m.month = int(months[word])
		m.at++
		return m.checkDate(t)
	case isWeekday(word) && m.weekday < 0:
		m.weekday = int(weekdays[word])
	case word == "morgen" && (m.hasDate() || m.peek(1).kind == -1 && m.at > 0):
		m.daypart = &[2]int{6, 12}
	case isRelativeDay(word) && m.fromToday == noDay:
		m.fromToday = relativeDays[word]
	case word == "tonight" && m.fromToday == noDay:
		m.fromToday = 0
		m.daypart = &[2]int{18, 24}
	case dayparts[word] != [2]int{} && m.daypart == nil:
		part := dayparts[word]
		m.daypart = &part
	case isClockWord(word) && m.clock == nil:
		m.clock = &clockTime{hour: clockWords[word], precision: retro.PrecisionMinute}
		if word == "midnight" || word == "mitternacht" {
			m.clock.hour = 24
			if !m.after.IsZero() || !m.hasDate() {
				m.clock.hour = 0
			}
		}
	case portions[word] != portionWhole && m.portion == portionWhole:
		m.portion = portions[word]
	case seasons[word] != 0 && m.season == 0:
		m.season = seasons[word]
	case decadeWord(word) >= 0 && m.decade < 0:
		m.decade = decadeWord(word)
	case holidays[word] != [2]int{} && m.month < 0:
		m.month, m.day = holidays[word][0], holidays[word][1]
		if m.peek(1).text == "eve" {
			m.day, step = m.day-1, 2
		}
	default:
		if zone, used := m.zoneAt(); zone != nil {
			m.parts.zone, step = zone, used
		} else if !fillers[word] && (word != "am" || m.clock != nil) { // "am Montag"
			return m.unclear(t)
		}
	}
	m.at += step
	return nil
}

// holidays are month and day.
var holidays = map[string][2]int{"christmas": {12, 25}, "weihnachten": {12, 25}, "heiligabend": {12, 24}, "silvester": {12, 31}, "neujahr": {1, 1}, "halloween": {10, 31}}

func isWeekday(word string) bool     { _, ok := weekdays[word]; return ok }
func isDay(word string) bool         { return word == "day" || word == "tag" }
func isRelativeDay(word string) bool { _, ok := relativeDays[word]; return ok }
func isClockWord(word string) bool   { _, ok := clockWords[word]; return ok }

func decadeWord(word string) int {
	if n, ok := decadeWords[word]; ok {
		return fullDecade(n)
	}
	return -1
}

// directed reads what follows last, this and next.
func (m *momentReader) directed(way int) (used int) {
	local := m.Now.In(m.Zone)
	following := m.peek(1).text
	switch {
	case isWeekday(following):
		m.weekday, m.way = int(weekdays[following]), way
	case following == "night" && way < 0:
		m.fromToday, m.daypart = -1, &[2]int{18, 30}
	case isDay(following):
		m.fromNear = way
	case way > 0 && (dayparts[following] != [2]int{} || following == "morgen"):
		part := cmp.Or(dayparts[following], dayparts["morgens"])
		m.fromNear, m.daypart = way, &part
	case dayparts[following] != [2]int{}:
		part := dayparts[following]
		m.fromToday, m.daypart = way, &part
	case unitWords[following].unit == retro.UnitYear:
		m.year = local.Year() + way
	case unitWords[following].unit == retro.UnitMonth && unitWords[following].many == 1:
		then := time.Date(local.Year(), local.Month()+time.Month(way), 1, 0, 0, 0, 0, m.Zone)
		m.year, m.month = then.Year(), int(then.Month())
	case unitWords[following].unit == retro.UnitWeek:
		m.year, m.week = local.AddDate(0, 0, 7*way).ISOWeek()
	case months[following] != 0:
		m.month = int(months[following])
		m.year = local.Year()
		if way < 0 && m.month >= int(local.Month()) || way > 0 && m.month <= int(local.Month()) {
			m.year += way
		}
	case seasons[following] != 0:
		m.season = seasons[following]
		m.year = local.Year()
		if way < 0 && m.season >= local.Month() || way > 0 && m.season <= local.Month() {
			m.year += way
		}
	default:
		return 1
	}
	return 2
}

// spokenClock reads "half past ten", "quarter to ten", "halb elf", "viertel nach zehn".
func (m *momentReader) spokenClock() (used int) {
	if m.clock != nil {
		return 0
	}
	set := func(hour float64, minutes, used int) int {
		total := int(hour)*60 + minutes
		if total < 0 || total > 24*60 || hour < 1 {
			return 0
		}
		m.clock = &clockTime{hour: total / 60, minute: total % 60, precision: retro.PrecisionMinute}
		m.at += used
		m.meridiem()
		m.at -= used
		if m.clock.twelve {
			return used + 1
		}
		return used
	}
	minutes := map[string]int{"half": 30, "quarter": 15, "viertel": 15, "ten": 10, "five": 5, "twenty": 20, "fünf": 5, "zehn": 10}
	word, between := m.peek(0).text, m.peek(1).text
	if hour, ok := number(m.peek(1)); ok && word == "halb" {
		return set(hour, -30, 2)
	}
	hour, ok := number(m.peek(2))
	switch n := minutes[word]; {
	case !ok || n == 0 || m.peek(2).text == "a":
		return 0
	case between == "past" || between == "nach":
		return set(hour, n, 3)
	case (between == "to" || between == "vor") && n != 30:
		return set(hour, -n, 3)
	}
	return 0
}

// divided reads "Q3", "first quarter", "second half", "H1", "week 12" and "KW 12".
func (m *momentReader) divided() (used int, ok bool) {
	word, following := m.peek(0).text, m.peek(1)
	value, isFigure := whole(following)
	switch {
	case word == "q" && isFigure && value >= 1 && value <= 4:
		m.quarter = value
		return 2, true
	case word == "h" && isFigure && value >= 1 && value <= 2:
		m.half = value
		return 2, true
	case (word == "week" || word == "kw" || word == "cw" || word == "woche") && isFigure && value >= 1 && value <= 53:
		m.week = value
		return 2, true
	}
	nth := ordinals[word]
	switch {
	case nth > 0 && (following.text == "quarter" || following.text == "quartal"):
		m.quarter = nth
		return 2, true
	case nth > 0 && nth < 3 && following.text == "half":
		m.half = nth
		return 2, true
	}
	return 0, false
}

func weekdayNote(p parts, day time.Time) string {
	if p.weekday < 0 || int(day.Weekday()) == p.weekday {
		return ""
	}
	return fmt.Sprintf("%s is a %s", day.Format("2 January 2006"), day.Weekday())
}
