package stamp

import (
	"bytes"
	"strings"
	"time"
)

// Months and weekdays as locales spell them, in lower case: English, French, German,
// Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian and Russian. No name
// means two months: "listopad" is October in Croatia and November in Poland, so that
// their languages are left out.
var (
	monthsByName = byName([]string{
		"january jan januar januari janvier janv jänner jän enero ene gennaio gen janeiro января янв",
		"february feb februar februari février févr fév febrero febbraio fevereiro fev февраля февр фев",
		"march mar märz mrz mär mars marzo março marts maart mrt марта мар",
		"april apr avril avr abril abr aprile апреля апр",
		"may mai mayo maggio mag maio maj mei мая май",
		"june jun juni juin junio giugno giu junho июня июн",
		"july jul juli juillet juil julio luglio lug julho июля июл",
		"august aug août aout agosto ago augusti augustus августа авг",
		"september sep sept septembre septiembre settembre setembro set сентября сент сен",
		"october oct oktober okt octobre octubre ottobre ott outubro out октября окт",
		"november nov novembre noviembre novembro ноября нояб ноя",
		"december dec dezember dez décembre déc diciembre dic dicembre dezembro desember des декабря дек",
	})
	weekdaysByName = byName([]string{
		"sunday sun sonntag so dimanche dim domingo dom domenica zondag zo söndag sön søndag søn воскресенье вс",
		"monday mon montag mo lundi lun lunes lunedì segunda segunda-feira seg maandag ma måndag mån mandag man понедельник пн",
		"tuesday tue dienstag di mardi mar martes martedì terça terça-feira ter dinsdag tisdag tis tirsdag вторник вт",
		"wednesday wed mittwoch mi mercredi mer miércoles mié mercoledì quarta quarta-feira qua woensdag wo onsdag ons среда ср",
		"thursday thu donnerstag do jeudi jeu jueves jue giovedì gio quinta quinta-feira qui donderdag torsdag tors четверг чт",
		"friday fri freitag fr vendredi ven viernes vie venerdì sexta sexta-feira sex vrijdag vr fredag fre пятница пт",
		"saturday sat samstag sonnabend sa samedi sam sábado sáb sabato sab zaterdag za lördag lör lørdag lør суббота сб",
	})
)

// ClockWords stand between a date and a clock: "March 14 at 21:40".
var ClockWords = []string{"at", "um", "à", "às", "a las", "alle", "alle ore", "om", "kl.", "в", "@"}

// DayHalves are the halves of the day as they stand behind a clock, with the hours that
// they add.
var DayHalves = []struct {
	Name  string
	Nanos int64
}{
	{"am", 0},
	{"pm", 12 * NanosPerHour},
	{"a.m.", 0},
	{"p.m.", 12 * NanosPerHour},
	{"a. m.", 0},
	{"p. m.", 12 * NanosPerHour},
	{"vorm.", 0},
	{"nachm.", 12 * NanosPerHour},
}

// longestName is longer than any of the names in bytes.
const longestName = 24

// byName numbers names, of which those at the same place mean the same, from 1 on.
func byName(places []string) map[string]int {
	numbers := make(map[string]int)
	for i, names := range places {
		for name := range strings.FieldsSeq(names) {
			numbers[name] = i + 1
		}
	}
	return numbers
}

// numberOf looks a word up in any case; 0 if it is not among the names.
func numberOf(word []byte, numbers map[string]int) int {
	if len(word) > longestName {
		return 0
	}
	if number := numbers[string(word)]; number > 0 {
		return number
	}
	return numbers[string(bytes.ToLower(word))]
}

// MonthOf returns the month that a word in lower case names, 0 for none.
func MonthOf(word string) int { return monthsByName[word] }

// WeekdayOf returns the weekday that a word in lower case names.
func WeekdayOf(word string) (time.Weekday, bool) {
	number := weekdaysByName[word]
	return time.Weekday(number - 1), number > 0
}

// wordEnd returns where the letters end that text begins with, of any alphabet.
func wordEnd(b []byte) int {
	n := 0
	for n < len(b) && n <= longestName && (IsLetter(b[n]) || b[n] >= 0x80) {
		n++
	}
	return n
}

// ParseMonth reads the three English letters of a month; 0 if they are none.
func ParseMonth(b []byte) int {
	if len(b) < 3 {
		return 0
	}
	switch uint32(b[0]|0x20)<<16 | uint32(b[1]|0x20)<<8 | uint32(b[2]|0x20) {
	case 'j'<<16 | 'a'<<8 | 'n':
		return 1
	case 'f'<<16 | 'e'<<8 | 'b':
		return 2
	case 'm'<<16 | 'a'<<8 | 'r':
		return 3
	case 'a'<<16 | 'p'<<8 | 'r':
		return 4
	case 'm'<<16 | 'a'<<8 | 'y':
		return 5
	case 'j'<<16 | 'u'<<8 | 'n':
		return 6
	case 'j'<<16 | 'u'<<8 | 'l':
		return 7
	case 'a'<<16 | 'u'<<8 | 'g':
		return 8
	case 's'<<16 | 'e'<<8 | 'p':
		return 9
	case 'o'<<16 | 'c'<<8 | 't':
		return 10
	case 'n'<<16 | 'o'<<8 | 'v':
		return 11
	case 'd'<<16 | 'e'<<8 | 'c':
		return 12
	}
	return 0
}

// parseMonthName reads the name of a month, abbreviated or in full, with the point
// that some languages put behind an abbreviation, and returns its length; 0 if there
// is none. A digit, a sign that joins a date or "de" must follow it.
func parseMonthName(b []byte) (month, n int) {
	if month = ParseMonth(b); month > 0 && (len(b) == 3 || !IsLetter(b[3]) && b[3] < 0x80 && b[3] != '.') {
		return month, 3
	}
	if n = wordEnd(b); n < 3 {
		return 0, 0
	}
	end := n
	if end < len(b) && b[end] == '.' {
		end++
	}
	if end < len(b) && (b[end] == ' ' || b[end] == '-' || b[end] == '/') && end+1 < len(b) &&
		!IsDigit(b[end+1]) && b[end+1] != ' ' && !bytes.HasPrefix(b[end+1:], []byte("de ")) {
		return 0, 0
	}
	if month = numberOf(b[:n], monthsByName); month == 0 {
		return 0, 0
	}
	return month, end
}

// ParseWeekday reads a weekday that begins in upper case or is not English,
// abbreviated or in full, with the comma or the point behind it, and returns its
// length; 0 if there is none.
func ParseWeekday(b []byte) int {
	if len(b) < 4 {
		return 0
	}
	var rest string
	switch uint32(b[0])<<16 | uint32(b[1]|0x20)<<8 | uint32(b[2]|0x20) {
	case 'M'<<16 | 'o'<<8 | 'n', 'F'<<16 | 'r'<<8 | 'i', 'S'<<16 | 'u'<<8 | 'n':
		rest = "day"
	case 'T'<<16 | 'u'<<8 | 'e':
		rest = "sday"
	case 'W'<<16 | 'e'<<8 | 'd':
		rest = "nesday"
	case 'T'<<16 | 'h'<<8 | 'u':
		rest = "rsday"
	case 'S'<<16 | 'a'<<8 | 't':
		rest = "urday"
	default:
		return parseLocalWeekday(b)
	}
	n := 3
	if IsLetter(b[3]) {
		if len(b) < 4+len(rest) || !strings.EqualFold(string(b[3:3+len(rest)]), rest) {
			return 0
		}
		n += len(rest)
	}
	if b[n] == ',' || b[n] == '.' {
		n++
	}
	return n
}

// weekdayInitials has a bit for each letter that weekdays begin with in the languages of
// weekdaysByName.
const weekdayInitials = 1<<('d'-'a') | 1<<('f'-'a') | 1<<('g'-'a') | 1<<('j'-'a') | 1<<('l'-'a') | 1<<('m'-'a') |
	1<<('o'-'a') | 1<<('q'-'a') | 1<<('s'-'a') | 1<<('t'-'a') | 1<<('v'-'a') | 1<<('w'-'a') | 1<<('z'-'a')

// parseLocalWeekday reads a weekday of other languages where a date follows it.
func parseLocalWeekday(b []byte) int {
	if initial := b[0] | 0x20 - 'a'; b[0] < 0x80 && (initial >= 26 || weekdayInitials>>initial&1 == 0) {
		return 0 // Most lines that begin with a word are none.
	}
	end := wordEnd(b)
	if end < 2 || end+8 > len(b) {
		return 0
	}
	n := end
	for b[n] == '.' || b[n] == ',' {
		n++
	}
	if b[n] != ' ' {
		return 0
	}
	if !IsDigit(b[n+1]) {
		// The month comes next: "mar. mars 14".
		word := wordEnd(b[n+1:])
		if next := n + 1 + word; word < 3 || next+1 >= len(b) || b[next] != ' ' && b[next] != '.' || !IsDigit(b[next+1]) && b[next+1] != ' ' {
			return 0
		}
	}
	if numberOf(b[:end], weekdaysByName) == 0 {
		return 0
	}
	if day := n + 1 + DigitsAt(b, n+1); ParseMonth(b) > 0 && (day+1 >= len(b) || b[day] != ' ' || !IsLetter(b[day+1])) {
		return 0 // "mar" is March, unless another month follows: "mar 14 mars".
	}
	return n
}
