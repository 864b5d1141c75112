package ingest

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// when is a time as a conversation writes it.
type when struct {
	clock     int64 // since midnight
	precision uint8
	half      bool // AM or PM was written
	day       day
	// marked says that an emoji or a badge stood before the time, as only behind
	// an author.
	marked bool
	// exact is the moment of the message in a link to it, 0 without one.
	exact int64
}

// dayKind is how much of a day is known.
type dayKind uint8

const (
	dayNone     dayKind = iota
	dayBack             // so many days before the conversation was copied
	dayWeekday          // the last one of its name
	dayYearless         // a month and a day
	dayFull             // a date
	daySlash            // a date whose month may come first or second
)

// day is a day as a conversation writes it.
type day struct {
	kind    dayKind
	back    int
	weekday time.Weekday
	date    int64 // days since 1970; of YearlessBase where the year is missing
	later   bool  // daySlash: the first field cannot be a month
}

// parseWhen reads a line that is nothing but a time: "10:32 AM", "21:40",
// "Yesterday at 3:10 PM", "Saturday, March 14, 2026 9:40 PM", "10:42 • 13/08/2024",
// "[8:26](https://…/p1707261984055669)", after emoji or badges. It also returns
// the time without those.
func parseWhen(line string) (w when, written string, ok bool) {
	if len(line) > 400 || !hasClock(line) {
		return when{}, "", false
	}
	s := normalSpaces(line)
	for {
		trimmed := trimBadge(s)
		if trimmed == s {
			break
		}
		s, w.marked = trimmed, true
	}
	if rest, found := strings.CutPrefix(s, "["); found {
		inner, link, closed := strings.Cut(rest, "]")
		if !closed || link != "" && !strings.HasPrefix(link, "(") {
			return when{}, "", false
		}
		s = strings.TrimSpace(inner)
		w.exact = permalink(link)
	}
	if len(s) > 64 {
		return when{}, "", false
	}
	date, found := cutClock(s, &w)
	if !found {
		return when{}, "", false
	}
	w.day, ok = parseDay(strings.Trim(date, " ,•·"))
	return w, s, ok
}

// hasClock reports whether a colon between digits stands in a line, without which
// there is no time in it. Most lines of a conversation end here.
func hasClock(line string) bool {
	for i := 1; i+1 < len(line); i++ {
		if line[i] == ':' && stamp.IsDigit(line[i-1]) && stamp.IsDigit(line[i+1]) {
			return true
		}
	}
	return false
}

// normalSpaces trims a line and makes its odd blanks plain.
func normalSpaces(line string) string {
	if strings.ContainsAny(line, "\u00a0\u202f\u200e\u200b") {
		line = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u200e", "", "\u200b", "").Replace(line)
	}
	return strings.TrimSpace(line)
}

// trimBadge drops one emoji or badge from the start.
func trimBadge(s string) string {
	for _, badge := range []string{"APP ", "BOT ", "WORKFLOW "} {
		if rest, ok := strings.CutPrefix(s, badge); ok {
			return strings.TrimLeft(rest, " ")
		}
	}
	if strings.HasPrefix(s, ":") {
		if end := strings.IndexByte(s[1:], ':'); end > 0 && end < 100 && !strings.Contains(s[1:1+end], " ") {
			return strings.TrimLeft(s[end+2:], " ")
		}
	}
	return s
}

// permalink reads the time in a link to a Slack message, in microseconds.
func permalink(link string) int64 {
	at := strings.LastIndex(link, "/p")
	if at < 0 {
		return 0
	}
	var s stamp.Stamp
	if n := stamp.ParseEpoch([]byte(link[at+2:]), &s); n == 0 || s.Precision != stamp.PrecisionMicrosecond {
		return 0
	}
	return s.At
}

// cutClock finds the clock at the end of the text, or at its start, and returns
// what is left as the date.
func cutClock(s string, w *when) (date string, ok bool) {
	body, half := s, int64(-1)
	for _, mark := range stamp.DayHalves {
		if at := len(s) - len(mark.Name); at >= 0 && strings.EqualFold(s[at:], mark.Name) {
			body, half = strings.TrimRight(s[:at], " "), mark.Nanos
			break
		}
	}
	if half < 0 {
		body, half = cutHalfBefore(body)
	}
	start := strings.LastIndexByte(body, ' ') + 1
	if value, precision, n := stamp.ParseClock([]byte(body[start:])); n > 0 && n == len(body)-start && precision >= stamp.PrecisionSecond {
		if half >= 0 {
			if value >= 13*stamp.NanosPerHour || value < stamp.NanosPerHour {
				return "", false
			}
			value = value%(12*stamp.NanosPerHour) + half
			w.half = true
		}
		w.clock, w.precision = value, precision
		date = strings.TrimRight(body[:start], " ")
		for _, word := range stamp.ClockWords {
			if rest, found := strings.CutSuffix(date, " "+word); found {
				date = strings.TrimRight(rest, " ,")
				break
			}
		}
		return date, true
	}
	if half >= 0 {
		return "", false
	}
	// "10:42 • 13/08/2024"
	first, rest, found := strings.Cut(s, " • ")
	if !found {
		return "", false
	}
	value, precision, n := stamp.ParseClock([]byte(first))
	if n == 0 || n != len(first) {
		return "", false
	}
	w.clock, w.precision = value, precision
	return rest, true
}

// cutHalfBefore takes the half of the day out of a text where it stands before the
// clock, as in China, Japan and Korea; half is -1 without one.
func cutHalfBefore(s string) (rest string, half int64) {
	if isASCII(s) {
		return s, -1
	}
	for _, mark := range []struct {
		text  string
		nanos int64
	}{{"上午", 0}, {"下午", 12 * stamp.NanosPerHour}, {"午前", 0}, {"午後", 12 * stamp.NanosPerHour}, {"오전", 0}, {"오후", 12 * stamp.NanosPerHour}} {
		if date, clock, found := strings.Cut(s, mark.text); found {
			return strings.TrimRight(date, " ") + " " + strings.TrimLeft(clock, " "), mark.nanos
		}
	}
	return s, -1
}

// parseDay reads "", "Today", "Yesterday", a weekday, "March 12th", "Thursday,
// March 12th", "March 15th, 2026", "14 March 2026", 2026-03-14, 14/03/2026 and
// 14.03.2026.
func parseDay(s string) (day, bool) {
	lower := strings.ToLower(strings.TrimSpace(eastAsianDay(s)))
	switch lower {
	case "":
		return day{}, true
	case "today", "heute", "aujourd’hui", "aujourd'hui", "hoy", "oggi", "hoje", "vandaag":
		return day{kind: dayBack}, true
	case "yesterday", "gestern", "ayer", "ieri", "ontem", "gisteren":
		return day{kind: dayBack, back: 1}, true
	}
	// Abbreviated, a word of another language says something else as often: "sam".
	if weekday, ok := stamp.WeekdayOf(lower); ok && (len(lower) > 4 || strings.EqualFold(weekday.String()[:3], lower)) {
		return day{kind: dayWeekday, weekday: weekday}, true
	}
	lower = trimWeekday(lower)
	if bare, _, ok := strings.Cut(lower, "("); ok && strings.HasSuffix(lower, ")") {
		lower = bare // The weekday behind "2026/03/14".
	}
	if lower != "" && stamp.IsDigit(lower[0]) && !strings.Contains(lower, " ") {
		return parseNumericDay(lower)
	}
	words := strings.FieldsFunc(lower, func(r rune) bool { return r == ' ' || r == ',' || r == '.' })
	return parseNamedDay(slices.DeleteFunc(words, func(word string) bool { return word == "de" }))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// eastAsianDay writes a date with the signs for year, month and day as others write it,
// without the weekday behind it: "2026년 3월 14일 토요일", "2026年3月14日".
func eastAsianDay(s string) string {
	if isASCII(s) {
		return s
	}
	for _, signs := range [...][3]string{{"년", "월", "일"}, {"年", "月", "日"}} {
		year, rest, ok := strings.Cut(s, signs[0])
		month, rest, found := strings.Cut(rest, signs[1])
		if day, _, ends := strings.Cut(rest, signs[2]); ok && found && ends {
			return strings.TrimSpace(year) + "-" + strings.TrimSpace(month) + "-" + strings.TrimSpace(day)
		}
	}
	return s
}

// trimWeekday drops the weekday before a date.
func trimWeekday(lower string) string {
	for _, gap := range []string{", ", ". ", " "} {
		name, rest, ok := strings.Cut(lower, gap)
		if !ok {
			continue
		}
		// "mar 14" is in March, and "mar 14 mars" on a Tuesday.
		_, isWeekday := stamp.WeekdayOf(strings.TrimSuffix(name, "."))
		if rest = strings.TrimSpace(rest); isWeekday && (stamp.MonthOf(name) == 0 || hasMonth(rest)) {
			return rest
		}
	}
	return lower
}

// hasMonth reports whether a date names a month, or has it in digits.
func hasMonth(date string) bool {
	words := strings.FieldsFunc(date, func(r rune) bool { return r == ' ' || r == ',' || r == '.' })
	return slices.ContainsFunc(words, func(word string) bool { return stamp.MonthOf(word) > 0 || strings.ContainsAny(word, "/-") })
}

// parseNumericDay reads a date of digits by giving it a clock.
func parseNumericDay(s string) (day, bool) {
	if first, second, ok := strings.Cut(s, "/"); ok && !strings.Contains(second, "/") {
		return parseMonthOrDay(first, second)
	}
	var read stamp.Stamp
	full := []byte(s + " 00:00:00")
	if n := stamp.ParseISO(full, &read); n == len(full) {
		date, _ := stamp.FloorDay(read.At)
		return day{kind: dayFull, date: date}, true
	}
	if n := stamp.ParseSlashDate(full, &read); n != len(full) {
		return day{}, false
	}
	date, _ := stamp.FloorDay(read.At)
	if read.Flags&stamp.DayMonth == 0 {
		return day{kind: dayFull, date: date}, true
	}
	return day{kind: daySlash, date: date, later: read.Precision&stamp.PrecisionDayFirst != 0}, true
}

// parseMonthOrDay reads the two numbers of "3/14", whose order only one of them can tell.
// Without that the day stays unknown.
func parseMonthOrDay(first, second string) (day, bool) {
	month, ok := dayNumber(first)
	number, found := dayNumber(second)
	if !ok || !found || month > 12 && number > 12 {
		return day{}, false
	}
	if month <= 12 && number <= 12 && month != number {
		return day{}, true
	}
	if month > 12 {
		month, number = number, month
	}
	if !stamp.ValidDate(stamp.YearlessBase, month, number) {
		return day{}, false
	}
	return day{kind: dayYearless, date: stamp.CivilDays(stamp.YearlessBase, month, number)}, true
}

// parseNamedDay reads a month, a day and perhaps a year, in words of lower case.
func parseNamedDay(words []string) (day, bool) {
	if len(words) < 2 || len(words) > 3 {
		return day{}, false
	}
	month := stamp.MonthOf(words[0])
	number, found := dayNumber(words[1])
	if month == 0 {
		month = stamp.MonthOf(words[1])
		number, found = dayNumber(words[0])
	}
	if !found || month == 0 {
		return day{}, false
	}
	year := stamp.YearlessBase
	if len(words) == 3 {
		written, err := strconv.Atoi(words[2])
		if err != nil || written < stamp.MinYear || written > stamp.MaxYear {
			return day{}, false
		}
		year = written
	}
	if !stamp.ValidDate(year, month, number) {
		return day{}, false
	}
	kind := dayFull
	if len(words) == 2 {
		kind = dayYearless
	}
	return day{kind: kind, date: stamp.CivilDays(year, month, number)}, true
}

// dayNumber reads "12" and "12th".
func dayNumber(word string) (int, bool) {
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		word = strings.TrimSuffix(word, ending)
	}
	value, err := strconv.Atoi(word)
	return value, err == nil && value >= 1 && value <= 31
}

// parseLogDay reads the day that an IRC client writes when it opens a log or the
// day changes: "Sat Mar 14 21:40:00 2026" or "Sun Mar 15 2026".
func parseLogDay(s string) (day, bool) {
	var read stamp.Stamp
	if n := stamp.ParseWeekdayStamp([]byte(s), &read); n > 0 && read.Flags == 0 {
		return day{kind: dayFull, date: read.LocalDays()}, true
	}
	if w, _, ok := parseWhen(strings.TrimRight(strings.TrimSuffix(s, " UTC"), " ")); ok && w.day.kind != dayNone {
		return w.day, true
	}
	return parseDay(s)
}

// calendar follows the days of a conversation from message to message.
type calendar struct {
	location *time.Location
	today    int64 // of the reference, in days since 1970
	known    bool  // whether a person stated the reference
	day      day   // of the messages that name none
	last     int64 // the clock of the message before
	half     bool  // whether messages say AM and PM
	any      bool
	offset   int16 // of the viewer's clock where a link to a message gives it away, or NoZone
}

func newCalendar(location *time.Location, o Options) *calendar {
	c := &calendar{location: location, offset: stamp.NoZone}
	if !o.Reference.IsZero() && !o.Guessed {
		at := o.Reference.UTC()
		if location != nil {
			at = o.Reference.In(location)
		}
		c.today, c.known = stamp.CivilDays(at.Year(), int(at.Month()), at.Day()), true
	}
	return c
}

// learn finds the offset of the viewer's clock from a message whose exact moment is
// known. Offsets are whole quarters of an hour.
func (c *calendar) learn(w when) {
	if w.exact == 0 || c.offset != stamp.NoZone {
		return
	}
	_, clock := stamp.FloorDay(w.exact)
	const quarter = 15 * stamp.NanosPerMinute
	ahead := (w.clock - clock/stamp.NanosPerMinute*stamp.NanosPerMinute + stamp.NanosPerDay + 11*stamp.NanosPerHour) % stamp.NanosPerDay
	ahead -= 11 * stamp.NanosPerHour
	if ahead%quarter == 0 {
		c.offset = stamp.OffsetOf(ahead)
	}
}

// turn begins another day.
func (c *calendar) turn(d day) { c.day, c.any = d, false }

// Stamp dates a message. A follow-up without AM or PM belongs to the half of the
// day of the message before, or to the next where it would lie earlier. Past
// midnight the day goes on by itself.
func (c *calendar) stamp(w when) stamp.Stamp {
	if w.exact != 0 {
		s := stamp.Stamp{At: w.exact, Precision: stamp.PrecisionMicrosecond}
		if c.offset != stamp.NoZone {
			s.Zone = c.offset
			date, clock := stamp.FloorDay(w.exact + int64(c.offset)*stamp.NanosPerMinute)
			c.day, c.last, c.any = day{kind: dayFull, date: date}, clock, true
		}
		return s
	}
	c.half = c.half || w.half
	clock := w.clock
	if c.half && !w.half && clock < 13*stamp.NanosPerHour && c.any {
		clock %= 12 * stamp.NanosPerHour
		if c.last >= 12*stamp.NanosPerHour {
			clock += 12 * stamp.NanosPerHour
		}
		if clock < c.last {
			clock = (clock + 12*stamp.NanosPerHour) % stamp.NanosPerDay
		}
	}
	d := c.day
	if w.day.kind != dayNone {
		d = w.day
		c.day = d
	} else if c.any && clock+12*stamp.NanosPerHour < c.last && (d.kind == dayFull || d.kind == dayYearless) {
		c.day.date++
		d = c.day
	}
	c.last, c.any = clock, true
	s := stamp.Stamp{At: clock, Zone: stamp.NoZone, Precision: w.precision}
	switch d.kind {
	case dayNone:
		s.Flags = stamp.Dateless
	case dayBack, dayWeekday:
		if !c.known {
			s.Flags = stamp.Dateless
			break
		}
		back := int64(d.back)
		if d.kind == dayWeekday {
			today := (c.today%7 + 4 + 7) % 7 // 1970 began on a Thursday.
			back = (today - int64(d.weekday) + 7) % 7
		}
		s.At += (c.today - back) * stamp.NanosPerDay
	case dayYearless:
		s.At += d.date * stamp.NanosPerDay
		s.Flags = stamp.Yearless
	case dayFull:
		s.At += d.date * stamp.NanosPerDay
	case daySlash:
		s.At += d.date * stamp.NanosPerDay
		s.Flags = stamp.DayMonth
		if d.later {
			s.Precision |= stamp.PrecisionDayFirst
		}
	}
	if s.Zone = c.offset; s.Zone != stamp.NoZone && s.Flags&stamp.Dateless == 0 {
		s.At -= int64(s.Zone) * stamp.NanosPerMinute
	}
	return s
}
