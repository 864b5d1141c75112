package stamp

import (
	"bytes"
	"strings"
	"time"
)

// Months and weekdays as locales spell them, in lower case: English, French, German,
// Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Russian, Ukrainian,
// Polish, Czech, Turkish, Finnish, Hungarian, Romanian, Indonesian and Greek; months of
// Chinese, Japanese and Korean are numbers with a sign. No name means two months: "listopad"
// is October in Croatia and November in Poland, so that it is none.
var (
	monthsByName = byName([]string{
		"january jan januar januari janvier janv jänner jän enero ene gennaio gen janeiro января янв январь stycznia sty styczeń ledna led leden ocak oca tammikuuta tammikuu tammi január ianuarie ian січня січ січень ιανουαρίου ιαν ιανουάριος",
		"february feb februar februari février févr fév febrero febbraio fevereiro fev февраля февр фев февраль lutego lut luty února úno únor şubat şub helmikuuta helmikuu helmi február febr februarie лютого лют лютий φεβρουαρίου φεβ φεβρουάριος",
		"march mar märz mrz mär mars marzo março marts maart mrt марта мар март marca marzec března bře březen mart maaliskuuta maaliskuu maalis március márc martie maret березня бер березень μαρτίου μαρ μάρτιος",
		"april apr avril avr abril abr aprile апреля апр апрель kwietnia kwi kwiecień dubna dub duben nisan nis huhtikuuta huhtikuu huhti április ápr aprilie квітня кві квітень απριλίου απρ απρίλιος",
		"may mai mayo maggio mag maio maj mei мая май maja května kvě květen mayıs toukokuuta toukokuu touko május máj травня тра травень μαΐου μαΐ μάιος",
		"june jun juni juin junio giugno giu junho июня июн июнь czerwca cze czerwiec června čvn červen haziran haz kesäkuuta kesäkuu kesä június jún iunie iun червня чер червень ιουνίου ιουν ιούνιος",
		"july jul juli juillet juil julio luglio lug julho июля июл июль lipca lipiec července čvc červenec temmuz tem heinäkuuta heinäkuu heinä július júl iulie iul липня лип липень ιουλίου ιουλ ιούλιος",
		"august aug août aout agosto ago augusti augustus августа авг август sierpnia sie sierpień srpna srpen ağustos ağu elokuuta elokuu elo augusztus agustus agu серпня сер серпень αυγούστου αυγ αύγουστος",
		"september sep sept septembre septiembre settembre setembro set сентября сент сен сентябрь września wrz wrzesień září zář eylül eyl syyskuuta syyskuu syys szeptember szept septembrie вересня вер вересень σεπτεμβρίου σεπ σεπτέμβριος",
		"october oct oktober okt octobre octubre ottobre ott outubro out октября окт октябрь października paź październik října říj říjen ekim eki lokakuuta lokakuu loka október octombrie жовтня жов жовтень οκτωβρίου οκτ οκτώβριος",
		"november nov novembre noviembre novembro ноября нояб ноя ноябрь listopadu kasım kas marraskuuta marraskuu marras noiembrie noi листопада лис листопад νοεμβρίου νοε νοέμβριος",
		"december dec dezember dez décembre déc diciembre dic dicembre dezembro desember des декабря дек декабрь grudnia gru grudzień prosince pro prosinec aralık ara joulukuuta joulukuu joulu decembrie грудня гру грудень δεκεμβρίου δεκ δεκέμβριος",
	})
	weekdaysByName = byName([]string{
		"sunday sun sonntag so dimanche dim domingo dom domenica zondag zo söndag sön søndag søn воскресенье вс niedziela niedz nie neděle pazar paz sunnuntai sunnuntaina vasárnap duminică неділя нд minggu κυριακή",
		"monday mon montag mo lundi lun lunes lunedì segunda segunda-feira seg maandag ma måndag mån mandag man понедельник пн poniedziałek pon pondělí pazartesi pzt maanantai maanantaina hétfő luni понеділок senin δευτέρα",
		"tuesday tue dienstag di mardi mar martes martedì terça terça-feira ter dinsdag tisdag tis tirsdag вторник вт wtorek wto úterý salı tiistai tiistaina kedd marți вівторок selasa τρίτη",
		"wednesday wed mittwoch mi mercredi mer miércoles mié mercoledì quarta quarta-feira qua woensdag wo onsdag ons среда ср środa śro středa çarşamba çar keskiviikko keskiviikkona szerda miercuri середа rabu τετάρτη",
		"thursday thu donnerstag do jeudi jeu jueves jue giovedì gio quinta quinta-feira qui donderdag torsdag tors четверг чт czwartek czw čtvrtek perşembe per torstai torstaina csütörtök joi четвер kamis πέμπτη",
		"friday fri freitag fr vendredi ven viernes vie venerdì sexta sexta-feira sex vrijdag vr fredag fre пятница пт piątek pią pátek cuma cum perjantai perjantaina péntek vineri п'ятниця пʼятниця jumat παρασκευή",
		"saturday sat samstag sonnabend sa samedi sam sábado sáb sabato sab zaterdag za lördag lör lørdag lør суббота сб sobota sob cumartesi cmt lauantai lauantaina szombat sâmbătă субота sabtu σάββατο",
	})
)

// ClockWords stand between a date and a clock: "March 14 at 21:40".
var ClockWords = []string{
	"at", "um", "à", "às", "a las", "alle", "alle ore", "om", "kl.", "kl", "в", "@", "o", "v", "klo", "о", "la", "pukul", "saat", "στις", "las", "ore",
}

// ClockEnds stand behind a clock: "21:40 Uhr".
var ClockEnds = []string{"uhr", "uur", "hrs", "h", "hs", "ч.", "годин", "wib"}

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
	if month, n = parseMonthSign(b); n > 0 {
		return month, n
	}
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

// parseMonthSign reads a month as Chinese, Japanese and Korean write it, "11月" and "11월",
// and returns its length.
func parseMonthSign(b []byte) (month, n int) {
	digits := DigitsAt(b[:min(len(b), 3)], 0)
	if digits == 0 || digits > 2 {
		return 0, 0
	}
	for _, sign := range [...]string{"月", "월"} {
		if month = Number(b[:digits]); month >= 1 && month <= 12 && bytes.HasPrefix(b[digits:], []byte(sign)) {
			return month, digits + len(sign)
		}
	}
	return 0, 0
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

// weekdayNamed returns the number of the weekday that a text names, from 1 on for Sunday;
// 0 where languages do not agree on it.
func weekdayNamed(b []byte) int {
	return numberOf(bytes.TrimRight(b, ",. "), weekdaysByName)
}

// weekdayInitials has a bit for each letter that weekdays begin with in the languages of
// weekdaysByName.
const weekdayInitials = 1<<('c'-'a') | 1<<('d'-'a') | 1<<('f'-'a') | 1<<('g'-'a') | 1<<('h'-'a') | 1<<('j'-'a') | 1<<('k'-'a') |
	1<<('l'-'a') | 1<<('m'-'a') | 1<<('n'-'a') | 1<<('o'-'a') | 1<<('p'-'a') | 1<<('q'-'a') | 1<<('r'-'a') | 1<<('s'-'a') | 1<<('t'-'a') |
	1<<('v'-'a') | 1<<('w'-'a') | 1<<('z'-'a')

// beginsWeekday reports whether weekdays begin with two letters, of those initials that many
// other words share.
func beginsWeekday(first, second byte) bool {
	switch first {
	case 'c':
		return second == 's' || second == 'u' || second == 'm' || second == 'z'
	case 'h':
		return second >= 0x80
	case 'k':
		return second == 'e' || second == 'a'
	case 'n':
		return second == 'i' || second == 'e'
	case 'p':
		return second >= 0x80 || second == 'a' || second == 'z' || second == 'o' || second == 'e' || second == 'i'
	case 'r':
		return second == 'a'
	}
	return true
}

// parseLocalWeekday reads a weekday of other languages where a date follows it.
func parseLocalWeekday(b []byte) int {
	if initial := b[0] | 0x20 - 'a'; b[0] < 0x80 && (initial >= 26 || weekdayInitials>>initial&1 == 0) {
		return 0 // Most lines that begin with a word are none.
	}
	if len(b) < 11 || b[0] < 0x80 && !beginsWeekday(b[0]|0x20, b[1]|0x20) {
		return 0
	}
	end := wordEnd(b)
	if end < 2 || end+8 > len(b) {
		return 0
	}
	n := end
	for n+2 < len(b) && (b[n] == '.' || b[n] == ',') {
		n++
	}
	if b[n] != ' ' || n+1 >= len(b) {
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
