package ingest

import (
	"bytes"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// What a source says of its times beside the stamps of its entries: a log that opens
// with "Log opened. (Time zone: UTC-04:00)" has told the zone of all its clocks, and one
// that notes "Start date is Sat Mar 14 21:40:00 2026" at 21:40:00 has told their day.

// statedZone returns the zone that one of the first lines of a log states, nil without one.
func statedZone(sample []byte) *time.Location {
	for range 3 {
		line, rest, more := bytes.Cut(sample[:min(len(sample), sampleSize)], []byte("\n"))
		lower := strings.ToLower(string(line[:min(len(line), 512)]))
		if (strings.Contains(lower, "date (utc)") || strings.Contains(lower, "time (utc)")) && !strings.ContainsAny(lower, "0123456789") {
			return time.UTC // The names of columns.
		}
		if strings.Contains(lower, "log") {
			for _, name := range []string{"time zone: ", "timezone: ", " tz: "} {
				_, value, _ := strings.Cut(lower, name)
				if end := strings.IndexAny(value, " ),;\r"); end > 0 {
					value = value[:end]
				}
				if location := stamp.FixedZone(value); location != nil {
					return location
				}
			}
		}
		if !more {
			break
		}
		sample = rest
	}
	return nil
}

// preambleReach is how many lines before the first entry are looked at for what they say of
// its times.
const preambleReach = 60

// preamble yields the lines of a sample before its first entry.
func (p *plan) preamble(sample []byte) func(yield func(line string) bool) {
	return func(yield func(line string) bool) {
		lines := 0
		for line := range p.lines(sample) {
			lines++
			var h head
			opens := p.recognise(line, nil, &h)
			if p.page && h.At == stamp.NoTime || opens && h.Flags.Has(flagDay) {
				opens = false // A heading, or the name of a day, which are words.
			}
			if lines > preambleReach || len(line) > 512 || opens || !yield(text(line)) {
				return
			}
		}
	}
}

// saidZone returns the zone that words before the first entry name for all times, "All times
// are in UTC", "Timeline (CET)", nil where none or several do.
func (p *plan) saidZone(sample []byte) *time.Location {
	var said *time.Location
	for line := range p.preamble(sample) {
		lower := strings.ToLower(line)
		if zone, ok := zoneOfIntroduction(line, isTitleOfDay(lower, p.marked)); ok {
			said = zone
			continue
		}
		if !strings.Contains(lower, "time") && !strings.Contains(lower, "zeit") && !strings.Contains(lower, "heure") && !strings.Contains(lower, "hora") &&
			!strings.Contains(lower, "clock") && !strings.Contains(lower, "chronolog") && !isOpenedByDay(lower) && isASCII(line) {
			continue
		}
		if zone := eastAsianZone(line); zone != nil {
			said = zone
			continue
		}
		for word := range strings.FieldsSeq(line) {
			zone := zoneOfWord(strings.Trim(word, "()[]{}*_`.,;:|\"'"))
			switch {
			case zone == nil:
			case said != nil && isHalfOf(said, zone):
				said = zone // "Eastern (EDT)"
			case said != nil && !isSameZone(said, zone) && !isHalfOf(zone, said):
				return nil
			case said != nil:
			default:
				said = zone
			}
		}
	}
	return said
}

// eastAsianZone reads the clock that a line in Chinese, Japanese or Korean names, "北京时间".
func eastAsianZone(line string) *time.Location {
	if isASCII(line) {
		return nil
	}
	for _, clock := range [...][2]string{
		{"北京时间", "Asia/Shanghai"},
		{"北京時間", "Asia/Shanghai"},
		{"中国时间", "Asia/Shanghai"},
		{"台灣時間", "Asia/Taipei"},
		{"台北時間", "Asia/Taipei"},
		{"日本時間", "Asia/Tokyo"},
		{"한국 시간", "Asia/Seoul"},
		{"한국시간", "Asia/Seoul"},
	} {
		if strings.Contains(line, clock[0]) {
			return zoneOfWord(clock[1])
		}
	}
	return nil
}

// sharedZone returns the zone that stands behind each clock of a source by the short name of a
// place that has two offsets, "9:05 a.m. ET", nil where some have none or another.
func (p *plan) sharedZone(sample []byte) *time.Location {
	shared := ""
	for line := range p.lines(sample) {
		var h head
		if !p.recognise(line, nil, &h) || h.Flags.Has(flagDay) || h.At == stamp.NoTime {
			continue
		}
		word, _, _ := strings.Cut(strings.TrimLeft(string(line[min(h.prefix+h.to, len(line)):]), " ("), " ")
		word = strings.TrimRight(word, "),.:;–—-*_")
		if len(word) != 2 || word[1] != 'T' || shared != "" && word != shared {
			return nil
		}
		shared = word
	}
	return zoneOfWord(shared)
}

// zoneOfIntroduction returns the zone in brackets at the end of a line that introduces what
// stands below it, "this is what the server wrote (UTC):", or of a title.
func zoneOfIntroduction(line string, title bool) (*time.Location, bool) {
	line = strings.TrimRight(line, " *_")
	inner, found := strings.CutSuffix(line, "):")
	if !found && title {
		inner, found = strings.CutSuffix(line, ")")
	}
	open := strings.LastIndexByte(inner, '(')
	if !found || open < 0 {
		return nil, false
	}
	words := strings.Fields(inner[open+1:])
	if len(words) == 0 || len(words) > 4 {
		return nil, false
	}
	zone := zoneOfWord(words[len(words)-1]) // "(UTC)", "(orari CEST)"
	return zone, zone != nil
}

// isSameZone reports whether two zones have the same clock, like those of "CEST (UTC+2)".
func isSameZone(a, b *time.Location) bool {
	for _, month := range []time.Month{time.January, time.July} {
		day := time.Date(2026, month, 1, 0, 0, 0, 0, time.UTC)
		_, offset := day.In(a).Zone()
		if _, other := day.In(b).Zone(); other != offset {
			return false
		}
	}
	return true
}

// isHalfOf reports whether a zone of one offset is what a place has in winter or in summer.
func isHalfOf(place, fixed *time.Location) bool {
	offsetIn := func(zone *time.Location, month time.Month) int {
		_, offset := time.Date(2026, month, 1, 0, 0, 0, 0, time.UTC).In(zone).Zone()
		return offset
	}
	winter, summer := offsetIn(place, time.January), offsetIn(place, time.July)
	offset := offsetIn(fixed, time.January)
	return winter != summer && offset == offsetIn(fixed, time.July) && (offset == winter || offset == summer)
}

// zoneOfWord reads the name of a zone in a sentence: in capitals, with a slash, or as an
// offset from UTC.
func zoneOfWord(word string) *time.Location {
	switch word {
	case "UTC", "GMT", "Zulu", "zulu":
		return time.UTC
	case "ET", "EST/EDT", "Eastern":
		word = "America/New_York"
	case "CT", "CST/CDT":
		word = "America/Chicago"
	case "MT", "MST/MDT":
		word = "America/Denver"
	case "PT", "PST/PDT", "Pacific":
		word = "America/Los_Angeles"
	case "CET/CEST":
		word = "Europe/Berlin"
	}
	isName := len(word) >= 3 && len(word) <= 5 && word == strings.ToUpper(word) && isASCII(word) && !strings.ContainsAny(word, "0123456789-/")
	isPlace := strings.Contains(word, "/") && len(word) > 6 && stamp.IsUpper(word[0])
	isOffset := len(word) > 4 && (strings.HasPrefix(word, "UTC") || strings.HasPrefix(word, "GMT"))
	if !isName && !isPlace && !isOffset {
		return nil
	}
	zone, err := stamp.ParseZone(word)
	if err != nil {
		return nil
	}
	return zone
}

// saidDay returns the one day that words before the first entry name, in days since 1970.
func (p *plan) saidDay(sample []byte) (day int64, found bool) {
	days := map[int64]bool{}
	for line := range p.preamble(sample) {
		lower := strings.ToLower(line)
		if !isTitleOfDay(lower, p.marked) && !isOpenedByDay(lower) {
			continue
		}
		for _, d := range daysIn(lower) {
			days[d] = true
		}
	}
	for day = range days {
		return day, len(days) == 1
	}
	return 0, false
}

// isTitleOfDay reports whether a line says of which day a whole source is: its heading, or
// "Date: …". Days on which something was built or written are others.
func isTitleOfDay(lower string, page bool) bool {
	for _, other := range []string{"build", "built", "release", "compil", "updat", "version", "copyright", "written", "author", "created", "publish", "review", "meeting", "edited", "due", "debrief"} {
		if strings.Contains(lower, other) {
			return false
		}
	}
	for _, label := range []string{"incident", "outage", "downtime", "post-mortem", "postmortem", "timeline", "disruption", "degradation", "chronolog", "cronolog", "zeitleiste", "zeitlicher", "tijdlijn", "tidslinje", "linha do tempo", "línea de tiempo", "хронология", "時系列", "时间线", "時間線", "时间轴", "障害", "事故", "故障", "장애", "타임라인", "störung", "ausfall", "vorfall", "panne", "incidente", "interrup", "storing", "awaria", "incydent", "výpadek", "avbrott", "nedbrud", "hændelse", "hendelse", "häiriö", "kesinti", "disservizio", "инцидент", "сбой", "авария", "інцидент"} {
		if strings.Contains(lower, label) {
			return true
		}
	}
	bare := strings.TrimLeft(lower, " #*_|-")
	for _, label := range []string{"date", "datum", "fecha", "data", "when", "day"} {
		if rest, ok := strings.CutPrefix(bare, label); ok && strings.IndexAny(rest, ":*|= ") == 0 {
			return true
		}
	}
	return page && strings.HasPrefix(lower, "#")
}

// isOpenedByDay reports whether a line is a day with its year, and at most what is said of the
// clocks behind it: "Saturday March 14 2026, all times Eastern", "2026-03-14 (UTC)".
func isOpenedByDay(lower string) bool {
	words := strings.Fields(strings.TrimLeft(lower, " #*_|-"))
	if len(words) == 0 || len(words) > 10 {
		return false
	}
	for n := min(len(words), 6); n > 0; n-- {
		d, ok := parseDay(strings.Trim(strings.Join(words[:n], " "), ",.:;*_"))
		if !ok || d.kind != dayFull && d.kind != daySlash {
			continue
		}
		rest := strings.Join(words[n:], " ")
		return rest == "" || !hasClock(rest) && (strings.HasPrefix(rest, "(") && len(words)-n <= 2 || len(words)-n == 1 || namesClock(words[n:]))
	}
	return false
}

// namesClock reports whether one of some words is that for the time of day: "all times Eastern".
func namesClock(words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool {
		word = strings.Trim(word, ",.:;()")
		return clockColumns[word] || strings.HasSuffix(word, "zeit") || strings.HasPrefix(word, "time") || strings.HasPrefix(word, "zeit") || strings.HasPrefix(word, "heure")
	})
}

// openOnSaidDay takes the day that the words before the first entry name as that of the
// entry.
func (p *plan) openOnSaidDay(sample []byte) {
	day, found := p.saidDay(sample)
	if !found {
		return
	}
	for line := range p.lines(sample) {
		var h head
		if p.recognise(line, nil, &h) && (!p.page || h.At != stamp.NoTime) {
			if h.Flags&stamp.Dateless != 0 {
				p.opened = day*stamp.NanosPerDay + h.At
			}
			return
		}
	}
}

// daysIn returns the full dates in a line of lower case.
func daysIn(lower string) []int64 {
	if year := strings.IndexAny(lower, "年년"); year >= 4 {
		// "事故时间线（2026年3月14日…）": the sign for the day ends it.
		if end := strings.IndexAny(lower, "日일"); end > year {
			_, width := utf8.DecodeRuneInString(lower[end:])
			lower = lower[:year-4] + " " + eastAsianDay(lower[year-4:end+width]) + " " + lower[end+width:]
		}
	}
	words := strings.FieldsFunc(lower, func(r rune) bool { return strings.ContainsRune(" \t,;:()[]*_`|#\"'", r) })
	words = slices.DeleteFunc(words, isDayFiller)
	var days []int64
	for i, word := range words {
		if strings.ContainsAny(word, "-/.") && stamp.IsDigit(word[0]) && len(word) >= 8 && len(word) <= 10 {
			if d, ok := parseNumericDay(strings.TrimRight(word, ".")); ok && isSureDay(d) {
				days = append(days, d.date)
			}
		}
		if i+2 < len(words) {
			if d, ok := parseNamedDay([]string{strings.TrimRight(word, "."), strings.TrimRight(words[i+1], "."), strings.TrimRight(words[i+2], ".")}); ok && d.kind == dayFull && len(strings.TrimRight(words[i+2], ".")) == 4 {
				days = append(days, d.date)
			}
		}
	}
	return days
}

// isSureDay reports whether a day has its year, and its month can be but one number.
func isSureDay(d day) bool {
	_, month, number := stamp.CivilDate(d.date)
	return d.kind == dayFull || d.kind == daySlash && d.flags&(stamp.ShortYear|stamp.Yearless) == 0 && (number > 12 || number == month)
}

// dayReach is how many lines are looked at for the day of a source whose stamps have
// none, and openedWithin how long before its first entry a log may say when it was opened.
const (
	dayReach     = 200
	openedWithin = 5 * stamp.NanosPerMinute
)

// writtenDay looks for the day of a source whose stamps are times of day. It returns the
// wall clock of the first of them, 0 where nothing tells its day: neither a full stamp
// right before it, nor an entry that repeats its own time in full.
func (p *plan) writtenDay(sample []byte) int64 {
	opened, first, last := int64(0), stamp.NoTime, stamp.NoTime
	midnights := int64(0)
	lines := 0
	for line := range p.lines(sample) {
		lines++
		if lines > dayReach {
			break
		}
		var h head
		if !p.recognise(line, nil, &h) {
			if first == stamp.NoTime {
				if full, found := fullStamp(bytes.Replace(line, []byte(" at "), []byte(" "), 1)); found {
					opened = full.WallClock()
				} else if day := sysstatDay(line); day != 0 {
					opened = day * stamp.NanosPerDay
				}
			}
			continue
		}
		if h.Flags&stamp.Dateless == 0 {
			return 0 // Its neighbours tell.
		}
		if first == stamp.NoTime {
			if first = h.At; opened != 0 {
				day, clock := stamp.FloorDay(opened)
				if ahead := first - clock; clock == 0 || ahead >= 0 && ahead <= openedWithin {
					return day*stamp.NanosPerDay + first
				}
			}
		} else if h.At+12*stamp.NanosPerHour < last {
			midnights++
		}
		last = h.At
		if d, ok := parseDay(strings.Trim(jobText(line[min(h.prefix+h.text, len(line)):]), " -=*#_")); ok && d.kind == dayFull {
			return (d.date-midnights)*stamp.NanosPerDay + first
		}
		if full, found := fullStamp(line[min(h.prefix+h.to, len(line)):]); found && !isAboutLater(line) {
			if day, clock := stamp.FloorDay(full.WallClock()); clock/stamp.NanosPerSecond == h.At/stamp.NanosPerSecond {
				if p.stated == nil && full.Zone != stamp.NoZone && bytes.Contains(bytes.ToLower(line), []byte("start")) {
					p.stated = time.FixedZone("", int(full.Zone)*60)
				}
				return (day-midnights)*stamp.NanosPerDay + first
			}
		}
	}
	return 0
}

// jobText returns the message of a line, behind the number of the job where JES wrote it.
func jobText(message []byte) string {
	words := text(message)
	if job, rest, found := strings.Cut(words, " "); found && isJobNumber(job) {
		return rest
	}
	return words
}

// fullStamp returns the first stamp in a line that has a date with its year. One whose day and
// month may be mistaken for each other is none.
func fullStamp(line []byte) (s stamp.Stamp, ok bool) {
	_, _, where, found := findStamp(line, &s)
	return s, found && !where.Epoch && s.Flags == 0
}

// isAboutLater reports whether a line speaks of a time to come, which may have the clock of the line,
// another day or another zone: what lasts for whole hours ends so.
func isAboutLater(line []byte) bool {
	lower := bytes.ToLower(line)
	for _, word := range []string{"until", "expir", "valid", "lease", "next", "due", "schedul"} {
		if bytes.Contains(lower, []byte(word)) {
			return true
		}
	}
	return false
}

// sysstatDay returns the day in the line with which sar and its kin begin, "Linux 6.1.0
// (web-1)  03/14/2026  _x86_64_  (4 CPU)", in days since 1970; 0 for other lines and
// where the month may come first or second.
func sysstatDay(line []byte) int64 {
	if !bytes.HasPrefix(line, []byte("Linux ")) || !bytes.HasSuffix(line, []byte(" CPU)")) {
		return 0
	}
	for word := range bytes.FieldsSeq(line) {
		d, ok := parseNumericDay(string(word))
		if !ok || d.kind != dayFull && d.kind != daySlash || !stamp.IsDigit(word[0]) {
			continue
		}
		if _, month, number := stamp.CivilDate(d.date); d.kind == daySlash && number <= 12 && number != month {
			return 0
		}
		return d.date
	}
	return 0
}
