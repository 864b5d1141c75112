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
	zone  int16 // that is written behind the clock, or NoZone
	// dotted says that a dot parts hours and minutes, worded that a word like "at" or "Uhr"
	// stands beside the clock.
	dotted, worded bool
	recorded       bool // it counts from the start of a recording
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
	dayLost             // it stands there, but nobody can read it
)

// day is a day as a conversation writes it.
type day struct {
	kind    dayKind
	back    int
	weekday time.Weekday
	date    int64      // days since 1970; of YearlessBase where the year is missing
	flags   stamp.Flag // of a daySlash
}

// parseWhen reads a line that is nothing but a time: "10:32 AM", "21:40 Uhr",
// "Yesterday at 3:10 PM", "Saturday, March 14, 2026 9:40 PM", "21:40, 14/03/2026",
// "2026-03-14 21:40:00 UTC-03:00", "[8:26](https://…/p1707261984055669)", after emoji or
// badges. It also returns the time without those.
func parseWhen(line string) (w when, written string, ok bool) {
	if len(line) > 400 || len(line) > 100 && strings.IndexByte(line, '[') < 0 || !hasClock(line) && !hasArabicDigits(line) && !hasClockSigns(line) && hourLetter(line) == 0 {
		return when{}, "", false
	}
	w.zone = stamp.NoZone
	s := eastAsianClock(frenchClock(westernClock(normalSpaces(line))))
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
	if s = withoutKind(s); len(s) > 64 {
		return when{}, "", false
	}
	date, found := cutClock(cutZone(s, &w), &w)
	if !found {
		return when{}, "", false
	}
	w.day, ok = parseDay(strings.Trim(date, " ,•·-–—|"))
	if w.day.kind == daySlash && w.half && isSpanishHalf(s) {
		w.day = dayFirst(w.day, strings.Trim(date, " ,"))
	}
	if w.dotted && w.day.kind == dayNone && !w.worded && !isIndented(line) {
		return when{}, "", false // A number with a fraction.
	}
	return w, s, ok
}

// withoutKind drops what trackers of tickets put around a time: the kind of the note before it,
// "Work notes•2026-03-14 21:40:00", or how long ago it was, "2 days ago (Sat, 14 Mar 2026 at 9:40 PM)".
func withoutKind(s string) string {
	if kind, rest, found := strings.Cut(s, "•"); found && len(kind) < 40 &&
		containsAny(strings.ToLower(kind), "note", "comment", "kommentar", "notiz", "field change") {
		return strings.TrimSpace(rest)
	}
	if _, rest, found := strings.Cut(s, " ago ("); found && strings.HasSuffix(rest, ")") {
		return strings.TrimSuffix(rest, ")")
	}
	return s
}

// hasClock reports whether a colon or a dot between digits stands in a line, without which
// there is no time in it. Most lines of a conversation end here.
func hasClock(line string) bool {
	for i := 1; i+1 < len(line); i++ {
		if (line[i] == ':' || line[i] == '.') && stamp.IsDigit(line[i-1]) && stamp.IsDigit(line[i+1]) {
			return true
		}
	}
	return false
}

// normalSpaces trims a line and makes its odd blanks plain.
func normalSpaces(line string) string {
	if !isASCII(line) && strings.ContainsAny(line, "\u00a0\u202f\u2009\u200b\u3000"+directionMarks) {
		line = oddSpaces.Replace(line)
	}
	return strings.TrimSpace(line)
}

// directionMarks are the marks by which texts that run from right to left are set beside
// others.
const directionMarks = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

// oddSpaces makes odd blanks plain and leaves out what has no width.
var oddSpaces = func() *strings.Replacer {
	pairs := []string{"\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u3000", " ", "\u200b", ""}
	for _, mark := range directionMarks {
		pairs = append(pairs, string(mark), "")
	}
	return strings.NewReplacer(pairs...)
}()

// hasArabicDigits reports whether digits of Arabic or Persian stand in a text.
func hasArabicDigits(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if (s[i] == 0xD9 && s[i+1]-0xA0 <= 9) || (s[i] == 0xDB && s[i+1]-0xB0 <= 9) {
			return true
		}
	}
	return false
}

// foreignHalves are the halves of the day as conversations in some languages have them behind a
// clock: before noon, and after it.
var foreignHalves = [...][2]string{
	{" ص", " م"},
	{" ق.ظ.", " ب.ظ."},
	{" π.μ.", " μ.μ."},
	{" πμ", " μμ"},
	{" пр.об.", " сл.об."},
	{" дп", " пп"},
	{" ДП", " ПП"},
	{" SA", " CH"},
	{" PG", " PTG"},
	{" PD", " MD"},
	{" fm", " em"},
	{" dop.", " odp."},
	{" ap.", " ip."},
}

// westernClock writes the digits, the comma and the halves of the day of other languages as
// others write them: "١٤/٣/٢٠٢٦، ٩:٠٥ ص".
func westernClock(s string) string {
	if hasArabicDigits(s) {
		s = strings.Map(func(r rune) rune {
			switch {
			case r >= '٠' && r <= '٩':
				return '0' + r - '٠'
			case r >= '۰' && r <= '۹':
				return '0' + r - '۰'
			case r == '،':
				return ','
			}
			return r
		}, s)
	}
	s = strings.TrimSuffix(s, " ч.") // The hour, in Bulgarian.
	for _, halves := range &foreignHalves {
		for i, english := range []string{" am", " pm"} {
			if rest, found := strings.CutSuffix(s, halves[i]); found && rest != "" && stamp.IsDigit(rest[len(rest)-1]) {
				return rest + english
			}
		}
	}
	return s
}

// hourLetter finds the letter between an hour and its minutes as French writes them, "21 h 05" or
// "21h05"; 0 without one.
func hourLetter(s string) int {
	for i := 1; i+2 < len(s); i++ {
		if s[i] != 'h' {
			continue
		}
		before, behind := strings.TrimRight(normalSpaces(s[:i]), " "), strings.TrimLeft(normalSpaces(s[i+1:]), " ")
		if before != "" && stamp.IsDigit(before[len(before)-1]) && stamp.DigitsAt([]byte(behind[:min(len(behind), 3)]), 0) == 2 {
			return i
		}
	}
	return 0
}

// frenchClock writes such a clock as others write it.
func frenchClock(s string) string {
	if at := hourLetter(s); at > 0 {
		return strings.TrimRight(s[:at], " ") + ":" + strings.TrimLeft(s[at+1:], " ")
	}
	return s
}

// hasClockSigns reports whether the sign for an hour stands behind a digit in a text.
func hasClockSigns(s string) bool {
	if isASCII(s) {
		return false
	}
	for _, sign := range hourSigns {
		if at := strings.Index(s, sign); at > 0 && stamp.IsDigit(s[at-1]) {
			return true
		}
	}
	return false
}

var hourSigns = []string{"時", "时", "시", "点", "點"}

// eastAsianClock writes a clock with the signs for hour and minute as others write it: "9時05分",
// "9시 5분", "9点".
func eastAsianClock(s string) string {
	if !hasClockSigns(s) {
		return s
	}
	for _, sign := range hourSigns {
		before, behind, found := strings.Cut(s, sign)
		if !found || before == "" || !stamp.IsDigit(before[len(before)-1]) {
			continue
		}
		minutes := strings.TrimLeft(behind, " ")
		switch digits := stamp.DigitsAt([]byte(minutes), 0); {
		case digits == 1 || digits == 2:
			rest, ends := strings.CutPrefix(minutes[digits:], "分")
			if !ends {
				rest, ends = strings.CutPrefix(minutes[digits:], "분")
			}
			if !ends {
				return s
			}
			return before + ":" + "0"[:2-digits] + minutes[:digits] + rest
		case strings.HasPrefix(minutes, "半"):
			return before + ":30" + strings.TrimPrefix(minutes, "半")
		default:
			return before + ":00" + behind
		}
	}
	return s
}

// isSpanishHalf reports whether a time ends with the half of the day as only Spanish and
// Catalan write it, in all of whose countries the day comes first.
func isSpanishHalf(s string) bool {
	return strings.HasSuffix(s, " a. m.") || strings.HasSuffix(s, " p. m.")
}

// dayFirst reads a date whose day is known to come first, or leaves it as it is.
func dayFirst(d day, date string) day {
	fields := strings.Split(date, "/")
	if len(fields) != 3 || !isCount(fields[0]) || !isCount(fields[1]) || !isCount(fields[2]) {
		return d
	}
	number, month, year := stamp.Number([]byte(fields[0])), stamp.Number([]byte(fields[1])), stamp.Number([]byte(fields[2]))
	if len(fields[2]) == 2 {
		year = stamp.FullYear(year)
	}
	if year < stamp.MinYear || year > stamp.MaxYear || !stamp.ValidDate(year, month, number) {
		return d
	}
	return day{kind: dayFull, date: stamp.CivilDays(year, month, number)}
}

// trimBadge drops one emoji or badge from the start.
func trimBadge(s string) string {
	for _, badge := range []string{"APP ", "BOT ", "WORKFLOW ", "App ", "Bot ", "APPLI ", "アプリ "} {
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

// cutZone takes the zone off the end of a time: "21:40:00 UTC-03:00".
func cutZone(s string, w *when) string {
	at := strings.LastIndexByte(s, ' ')
	if at < 0 || at+1 >= len(s) || len(s)-at > 11 {
		return s
	}
	var read stamp.Stamp
	read.Zone = stamp.NoZone
	name := strings.Trim(s[at+1:], "()")
	read.ReadZoneValue([]byte(name))
	if location := stamp.FixedZone(name); read.Zone == stamp.NoZone && location != nil && len(name) >= 4 {
		read.Zone = stamp.OffsetOf(stamp.ZoneOffset(location, 0))
	}
	if read.Zone == stamp.NoZone {
		return s
	}
	w.zone = read.Zone
	return strings.TrimRight(s[:at], " ")
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

// permalinks returns the moments of the messages to which links in the lines of a conversation
// lead, "https://acme.slack.com/archives/C012AB/p1707261984055669".
func (t *transcript) permalinks() []int64 {
	const channel = "/archives/"
	var moments []int64
	for _, line := range t.lines {
		for at := strings.Index(line, channel); at >= 0; at = strings.Index(line, channel) {
			line = line[at+len(channel):]
			link, _, _ := strings.Cut(line, " ")
			if exact := permalink(link); exact != 0 && !slices.Contains(moments, exact) && len(moments) < mostLinks {
				moments = append(moments, exact)
			}
		}
	}
	return moments
}

// mostLinks bounds how many links are looked at for the day of a conversation.
const mostLinks = 32

// cutClock finds the clock at the end of the text, or at its start, and returns
// what is left as the date.
func cutClock(s string, w *when) (date string, ok bool) {
	if date, ok = cutLastClock(s, w); ok {
		return date, true
	}
	// "10:42 • 13/08/2024", "9:40 PM, 3/14/2026"
	if s == "" || !stamp.IsDigit(s[0]) && s[0] < utf8.RuneSelf {
		return "", false
	}
	for end := range len(s) {
		if s[end] != ' ' && s[end] != ',' {
			continue
		}
		first := strings.TrimRight(s[:end], ",")
		if rest := strings.TrimLeft(s[end:], " ,•·-–|"); rest != "" && !isHalf(rest) {
			if date, ok := cutLastClock(first, w); ok && date == "" {
				return cutZoneBefore(rest, w), true
			}
		}
	}
	return "", false
}

// cutZoneBefore takes the zone off the beginning of what stands behind a clock: "07:05 UTC 7
// October 2026".
func cutZoneBefore(rest string, w *when) string {
	name, date, found := strings.Cut(rest, " ")
	if !found || len(name) < 3 || len(name) > 9 || w.zone != stamp.NoZone {
		return rest
	}
	zoned := *w
	if cutZone("0 "+strings.Trim(name, "(),"), &zoned) != "0" {
		return rest
	}
	w.zone = zoned.zone
	return strings.TrimLeft(date, " ,")
}

// isHalf reports whether a text begins with the half of a day.
func isHalf(s string) bool {
	_, n := stamp.ParseHalf([]byte(s))
	return n > 0
}

// cutLastClock finds the clock at the end of a text and returns what stands before it.
func cutLastClock(s string, w *when) (date string, ok bool) {
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
	for _, word := range stamp.ClockEnds {
		if at := len(body) - len(word); at > 3 && half < 0 && strings.EqualFold(body[at:], word) && (body[at-1] == ' ' || stamp.IsDigit(body[at-1])) {
			body, w.worded = strings.TrimRight(body[:at], " "), true
			break
		}
	}
	start := strings.LastIndexByte(body, ' ') + 1
	value, precision, n := stamp.ParseClock([]byte(body[start:]))
	if n == 0 && strings.Contains(body[start:], ".") {
		value, precision, n = stamp.ParseClock([]byte(strings.ReplaceAll(body[start:], ".", ":")))
		w.dotted = true
	}
	if n == 0 || n != len(body)-start || precision < stamp.PrecisionSecond && half >= 0 {
		return "", false
	}
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
		if rest, found := strings.CutSuffix(" "+date, " "+word); found {
			date, w.worded = strings.Trim(rest, " ,"), true
			break
		}
	}
	return date, true
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
	}{
		{"上午", 0},
		{"下午", 12 * stamp.NanosPerHour},
		{"午前", 0},
		{"午後", 12 * stamp.NanosPerHour},
		{"오전", 0},
		{"오후", 12 * stamp.NanosPerHour},
		{"凌晨", 0},
		{"早上", 0},
		{"清晨", 0},
		{"中午", 12 * stamp.NanosPerHour},
		{"傍晚", 12 * stamp.NanosPerHour},
		{"晚上", 12 * stamp.NanosPerHour},
	} {
		if date, clock, found := strings.Cut(s, mark.text); found {
			return strings.TrimRight(date, " ") + " " + strings.TrimLeft(clock, " "), mark.nanos
		}
	}
	return s, -1
}

// dayWords are the days that are named by how long ago they are.
var dayWords = func() map[string]int {
	words := map[string]int{}
	for back, names := range []string{
		"today heute aujourd'hui hoy oggi hoje vandaag idag i_dag сегодня dziś dzisiaj dnes bugün tänään сьогодні astăzi azi hari_ini σήμερα 今日 今天 오늘 hôm_nay اليوم היום आज",
		"yesterday gestern hier ayer ieri ontem gisteren igår i_går вчера wczoraj včera dün eilen tegnap вчора kemarin χθες 昨日 昨天 어제 hôm_qua أمس אתמול",
		"vorgestern avant-hier anteayer anteontem eergisteren позавчера przedwczoraj předevčírem önceki_gün toissapäivänä tegnapelőtt позавчора 一昨日 おととい 前天 그저께",
	} {
		for name := range strings.FieldsSeq(names) {
			words[strings.ReplaceAll(name, "_", " ")] = back
		}
	}
	return words
}()

// parseDay reads "", "Today", "Yesterday", a weekday, "March 12th", "Thursday,
// March 12th", "March 15th, 2026", "14 March 2026", "14. 3.", 2026-03-14, 14/03/2026,
// 14.03.2026 and 3月14日（土曜日）, in the languages of package stamp.
func parseDay(s string) (day, bool) {
	lower := strings.ToLower(strings.TrimSpace(eastAsianDay(s)))
	if !isASCII(lower) {
		lower = strings.TrimSuffix(strings.TrimSuffix(plainSigns.Replace(lower), " г."), " р.") // The year.
	}
	if lower == "" {
		return day{}, true
	}
	if before, month, ok := strings.Cut(lower, " tháng "); ok {
		// Vietnamese says "ngày 14 tháng 3".
		words := strings.Fields(before)
		if len(words) > 0 {
			return parseNumericDay(words[len(words)-1] + "." + strings.ReplaceAll(strings.ReplaceAll(month, ", ", "."), " năm ", "."))
		}
	}
	if back, ok := dayWords[strings.TrimRight(lower, ",:")]; ok {
		return day{kind: dayBack, back: back}, true
	}
	// Abbreviated, a word of another language says something else as often: "sam".
	if weekday, ok := weekdayAlone(lower); ok {
		return day{kind: dayWeekday, weekday: weekday}, true
	}
	lower = trimWeekday(lower)
	if bare, _, ok := strings.Cut(lower, "("); ok && strings.HasSuffix(lower, ")") {
		lower = strings.TrimRight(bare, " ") // The weekday behind "2026/03/14".
	}
	lower = joinDots(lower)
	if lower != "" && stamp.IsDigit(lower[0]) && !strings.Contains(lower, " ") {
		if d, ok := parseNumericDay(lower); ok || strings.Trim(lower, "0123456789./-") == "" && strings.Count(lower, "-") != 2 {
			return d, ok
		}
	}
	words := strings.FieldsFunc(lower, func(r rune) bool { return r == ' ' || r == ',' || r == '.' || r == '(' || r == ')' || r == '/' })
	if len(words) == 1 {
		words = strings.Split(lower, "-")
	}
	return parseNamedDay(slices.DeleteFunc(words, isDayFiller))
}

// plainSigns writes an apostrophe and wide brackets as others write them.
var plainSigns = strings.NewReplacer("’", "'", "（", "(", "）", ")")

// isDayFiller reports whether a word of a date says nothing: "14 de março", "14 марта 2026 г.".
func isDayFiller(word string) bool {
	switch word {
	case "de", "del", "of", "den", "the", "r", "г", "р", "d", "le", "el", "il", "på", "på_", "am", "on", "":
		return true
	}
	_, weekday := stamp.WeekdayOf(word)
	return weekday && stamp.MonthOf(word) == 0
}

// weekdayAlone reads the name of a weekday in any language, also with what stands around it
// where nothing else does: "zuletzt Samstag" is none.
func weekdayAlone(lower string) (time.Weekday, bool) {
	name := strings.TrimRight(lower, ".,")
	if rest, ok := eastAsianWeekday(name); ok {
		return rest, true
	}
	for _, word := range []string{"last ", "letzten ", "am ", "le ", "el ", "on "} {
		name = strings.TrimPrefix(name, word)
	}
	weekday, ok := stamp.WeekdayOf(name)
	return weekday, ok && (len(name) > 3 || strings.EqualFold(weekday.String()[:3], name) || strings.HasSuffix(lower, ".") && len(name) == 3)
}

// eastAsianWeekday reads 土曜日, 星期六, 周六 and 토요일.
func eastAsianWeekday(name string) (time.Weekday, bool) {
	if isASCII(name) {
		return 0, false
	}
	for number, signs := range [...]string{"日曜日 星期日 星期天 周日 일요일", "月曜日 星期一 周一 월요일", "火曜日 星期二 周二 화요일", "水曜日 星期三 周三 수요일", "木曜日 星期四 周四 목요일", "金曜日 星期五 周五 금요일", "土曜日 星期六 周六 토요일"} {
		for sign := range strings.FieldsSeq(signs) {
			if name == sign {
				return time.Weekday(number), true
			}
		}
	}
	return 0, false
}

// joinDots takes out the blanks that German, Czech and Korean put behind the dots of a date,
// and the dot at its end: "14. 3.", "2026. 3. 14.".
func joinDots(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] == ' ' && i > 1 && s[i-1] == '.' && stamp.IsDigit(s[i-2]) && i+1 < len(s) && stamp.IsDigit(s[i+1]) {
			continue
		}
		b.WriteByte(s[i])
	}
	joined := b.String()
	if n := len(joined); n > 3 && joined[n-1] == '.' && stamp.IsDigit(joined[n-2]) && strings.Count(joined, " ") == 0 {
		joined = joined[:n-1]
	}
	return joined
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
// without the weekday behind it: "2026년 3월 14일 토요일", "3月14日（土曜日）".
func eastAsianDay(s string) string {
	if isASCII(s) {
		return s
	}
	for _, signs := range [...][3]string{{"년", "월", "일"}, {"年", "月", "日"}, {"年", "月", "号"}} {
		year, rest, hasYear := strings.Cut(s, signs[0])
		if !hasYear {
			year, rest = "", s
		}
		month, rest, found := strings.Cut(rest, signs[1])
		day, _, ends := strings.Cut(rest, signs[2])
		year, month, day = strings.TrimSpace(year), strings.TrimSpace(month), strings.TrimSpace(day)
		switch {
		case !found || !ends || !isCount(month) || !isCount(day):
		case hasYear:
			return year + "-" + month + "-" + day
		default:
			return day + "." + month + "."
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
	for _, mark := range []string{"/", "."} {
		if first, second, ok := strings.Cut(strings.TrimSuffix(s, mark), mark); ok && !strings.Contains(second, mark) {
			return parseMonthOrDay(first, second, mark == ".")
		}
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
	return day{kind: daySlash, date: date, flags: read.Flags}, true
}

// parseMonthOrDay reads the two numbers of "3/14" and "14.03". With a slash either may be
// the month, which the whole conversation settles.
func parseMonthOrDay(first, second string, dots bool) (day, bool) {
	if len(first) > 2 || len(second) > 2 || !isCount(first) || !isCount(second) {
		return day{}, false
	}
	var read stamp.Stamp
	full := []byte(first + "/" + second + " 00:00:00.000")
	if dots {
		month, _ := strconv.Atoi(second)
		number, _ := strconv.Atoi(first)
		if !stamp.ValidDate(stamp.YearlessBase, month, number) {
			return day{}, false
		}
		return day{kind: dayYearless, date: stamp.CivilDays(stamp.YearlessBase, month, number)}, true
	}
	if stamp.ParseSlashDay(full, &read) != len(full) {
		return day{}, false
	}
	date, _ := stamp.FloorDay(read.At)
	return day{kind: daySlash, date: date, flags: read.Flags}, true
}

// parseNamedDay reads a month, a day and perhaps a year, in words of lower case.
func parseNamedDay(words []string) (day, bool) {
	if len(words) < 2 || len(words) > 3 {
		return day{}, false
	}
	if len(words) == 3 && len(words[0]) == 4 && isCount(words[0]) {
		words = []string{words[1], words[2], words[0]} // "2026 March 14"
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
		if err == nil && len(words[2]) == 2 {
			written = stamp.FullYear(written)
		}
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

// calendar follows the days of a conversation from message to message. What it leaves
// open is settled by package stamp: the order of numbers, years, and the days of messages
// that name none, which are those of what stands above them.
type calendar struct {
	location *time.Location
	today    int64 // of the reference, in days since 1970
	now      int64 // the clock of the reference
	known    bool  // whether a person stated the reference
	day      day   // that a line above the next message named
	lost     bool  // the last such line could not be read
	divided  bool  // some line named a day
	linked   bool  // a link may tell the day once the zone is known
	own      bool  // messages name their days themselves
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
		c.now = int64(at.Hour())*stamp.NanosPerHour + int64(at.Minute()+1)*stamp.NanosPerMinute
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
func (c *calendar) turn(d day) {
	c.day, c.any, c.divided = d, false, true
	c.lost = d.kind == dayLost
}

// zoneStep is by how many minutes zones differ.
const zoneStep = 15

// turnTo begins the day of a message to which a link beside the conversation leads: one whose
// moment is its clock in the zone of the conversation, where no line names a day. Without that zone it
// notes whether there may be such a one.
func (c *calendar) turnTo(w when, links []int64) {
	if c.divided || c.lost || c.day.kind != dayNone {
		return
	}
	for _, at := range links {
		if c.location == nil {
			_, clock := stamp.FloorDay(at)
			c.linked = c.linked || w.precision == stamp.PrecisionMinute && clock/stamp.NanosPerMinute%zoneStep == w.clock/stamp.NanosPerMinute%zoneStep
			continue
		}
		local := time.Unix(0, at).In(c.location)
		clock := int64(local.Hour())*stamp.NanosPerHour + int64(local.Minute())*stamp.NanosPerMinute
		date := stamp.CivilDays(local.Year(), int(local.Month()), local.Day())
		if w.precision == stamp.PrecisionMinute && clock == w.clock && (w.half || !c.half) && (!c.known || date <= c.today) {
			c.day = day{kind: dayFull, date: date}
			return
		}
	}
}

// stamp dates a message, of the one who wrote the message before where follows is set. One
// without AM or PM belongs to the half of the day of the message before, or to the next where
// it would lie earlier.
func (c *calendar) stamp(w when, follows bool) stamp.Stamp {
	if w.exact != 0 {
		s := stamp.Stamp{At: w.exact, Precision: stamp.PrecisionMicrosecond}
		if c.offset != stamp.NoZone {
			s.Zone = c.offset
			_, clock := stamp.FloorDay(w.exact + int64(c.offset)*stamp.NanosPerMinute)
			c.last, c.any = clock, true
		}
		c.day = day{}
		return s
	}
	if w.recorded {
		return stamp.Stamp{At: w.clock, Zone: stamp.NoZone, Precision: w.precision, Flags: stamp.Relative}
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
	c.last, c.any = clock, true
	s := stamp.Stamp{At: clock, Zone: stamp.NoZone, Precision: w.precision}
	switch d := w.day; {
	case d.kind != dayNone:
		c.own, c.lost = c.own || !c.divided, false
		c.date(&s, d)
	case c.lost:
		s.At, s.Flags = stamp.NoTime, stamp.Dateless
	case c.day.kind != dayNone:
		c.date(&s, c.day)
	case c.own && !follows:
		c.date(&s, day{kind: dayBack}) // Only what was said today is shown without its day.
	default:
		s.Flags = stamp.Dateless
	}
	c.day = day{}
	if s.Zone = c.offset; w.zone != stamp.NoZone {
		s.Zone = w.zone
	}
	if s.Zone != stamp.NoZone && s.Flags&stamp.Dateless == 0 {
		s.At -= int64(s.Zone) * stamp.NanosPerMinute
	}
	return s
}

// date puts a clock on a day.
func (c *calendar) date(s *stamp.Stamp, d day) {
	switch d.kind {
	case dayBack, dayWeekday:
		back := int64(d.back)
		if d.kind == dayWeekday {
			today := (c.today%7 + 4 + 7) % 7 // 1970 began on a Thursday.
			if back = (today - int64(d.weekday) + 7) % 7; back == 0 && s.At > c.now && c.now > stamp.NanosPerMinute {
				back = 7
			}
		}
		if !c.known {
			s.At, s.Flags = stamp.NoTime, stamp.Dateless
			return
		}
		s.At += (c.today - back) * stamp.NanosPerDay
	case dayYearless:
		s.At += d.date * stamp.NanosPerDay
		s.Flags = stamp.Yearless
	case daySlash:
		s.At += d.date * stamp.NanosPerDay
		s.Flags = d.flags
	case dayLost:
		s.At, s.Flags = stamp.NoTime, stamp.Dateless
	default:
		s.At += d.date * stamp.NanosPerDay
	}
}
