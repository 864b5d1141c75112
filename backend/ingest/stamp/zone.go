package stamp

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zone database, and the app is offline.

	"github.com/afterword-app/afterword/backend/retro"
)

// ParseOffset reads the zone that follows a clock: "Z", "+02:00", "+0200", "+02", the
// last three also after a space, or an abbreviation. It returns NoZone and the length
// of the text for an abbreviation that several zones share or nobody knows, and NoZone
// and 0 where there is no zone.
func ParseOffset(b []byte) (minutes int16, n int) {
	if len(b) == 0 {
		return NoZone, 0
	}
	switch b[0] {
	case 'Z', 'z':
		if len(b) == 1 || !IsLetter(b[1]) && !IsDigit(b[1]) {
			return 0, 1
		}
	case '+', '-':
		if offset, width := parseNumericOffset(b, false); width > 0 {
			return offset, width
		}
	case ' ':
		if len(b) < 2 {
			return NoZone, 0
		}
		if b[1] == '+' || b[1] == '-' {
			offset, width := parseNumericOffset(b[1:], true)
			if width == 0 && isHourOffset(b[1:]) {
				offset, width = parseNumericOffset(b[1:], false)
			}
			if width > 0 {
				if n = 1 + width; n < len(b) && b[n] == ' ' {
					n += sameName(b[n:], offset)
				}
				return offset, n
			}
			return NoZone, 0
		}
		if b[1] == 'Z' && (len(b) == 2 || b[2] == ']') {
			return 0, 2
		}
		if IsUpper(b[1]) {
			if offset, width := ParseAbbreviation(b[1:]); width > 0 {
				return offset, 1 + width
			}
		}
		if b[1] == '(' && len(b) > 5 && IsUpper(b[2]) {
			if offset, width := ParseAbbreviation(b[2:]); width > 0 && 2+width < len(b) && b[2+width] == ')' {
				return offset, 3 + width
			}
		}
	default:
		if IsUpper(b[0]) {
			return parseNameBehindClock(b)
		}
		if rest, found := bytes.CutPrefix(b, minusSign); found && len(rest) > 4 {
			var ascii [6]byte
			ascii[0] = '-'
			if offset, width := parseNumericOffset(ascii[:1+copy(ascii[1:], rest)], false); width > 0 {
				return offset, len(minusSign) - 1 + width
			}
		}
	}
	return NoZone, 0
}

// sameName returns the length of the name of a zone behind its offset, as Go writes both:
// "+0200 CEST"; 0 without one.
func sameName(b []byte, offset int16) int {
	if len(b) < 4 || b[0] != ' ' || !IsUpper(b[1]) {
		return 0
	}
	if named, width := ParseAbbreviation(b[1:]); width > 0 && named == offset {
		return 1 + width
	}
	return 0
}

// minusSign is how ISO 8601 would rather have an offset begin than with a hyphen.
var minusSign = []byte("−")

// isHourOffset reports whether text behind a space is an offset in hours alone. Two
// digits could be the first field of the message, so that only a plus, a zero or a
// bracket that closes behind them will do.
func isHourOffset(b []byte) bool {
	if len(b) < 3 || DigitsAt(b, 1) != 2 || len(b) > 3 && b[3] == ':' {
		return false
	}
	closes := len(b) > 3 && (b[3] == ']' || b[3] == ')' || b[3] == '>')
	return closes || (b[0] == '+' || b[1] == '0') && (len(b) == 3 || b[3] == ' ')
}

// parseNameBehindClock reads the name of a zone that Java and some shells put right
// behind the clock. An unknown one leaves the zone open.
func parseNameBehindClock(b []byte) (minutes int16, n int) {
	if offset, width := ParseAbbreviation(b); width > 0 {
		return offset, width
	}
	for n < len(b) && IsUpper(b[n]) {
		n++
	}
	if n < 3 || n > 4 || n < len(b) && b[n] != ' ' {
		return NoZone, 0
	}
	return NoZone, n
}

// parseNumericOffset reads ±hh:mm, ±hhmm and, unless full is set, ±hh.
func parseNumericOffset(b []byte, full bool) (minutes int16, n int) {
	digits := DigitsAt(b, 1)
	var hour, minute int
	switch {
	case digits == 4:
		hour, minute, n = TwoDigits(b, 1), TwoDigits(b, 3), 5
	case digits == 2 && len(b) >= 6 && b[3] == ':' && DigitsAt(b, 4) == 2:
		hour, minute, n = TwoDigits(b, 1), TwoDigits(b, 4), 6
	case digits == 2 && !full:
		hour, n = TwoDigits(b, 1), 3
	default:
		return NoZone, 0
	}
	if hour > 15 || minute > 59 || n < len(b) && IsLetter(b[n]) {
		return NoZone, 0
	}
	minutes = OffsetOf(int64(hour*60+minute) * NanosPerMinute)
	if b[0] == '-' {
		minutes = -minutes
	}
	return minutes, n
}

// ParseAbbreviation reads an upper-case zone name that a delimiter ends.
func ParseAbbreviation(b []byte) (minutes int16, n int) {
	for n < len(b) && n < 6 && IsUpper(b[n]) {
		n++
	}
	if n < 3 || n > 5 || n < len(b) && (IsLetter(b[n]) || IsDigit(b[n]) || b[n] == '_') {
		return NoZone, 0
	}
	if n+1 < len(b) && (b[n] == '+' || b[n] == '-') && IsDigit(b[n+1]) {
		if name := string(b[:n]); name == "GMT" || name == "UTC" {
			return parseNamedOffset(b, n)
		}
	}
	minutes, known := abbreviationOffset(b[:n])
	if !known {
		return NoZone, 0
	}
	if n+5 < len(b) && b[n] == ' ' && (b[n+1] == '+' || b[n+1] == '-') && (string(b[:n]) == "GMT" || string(b[:n]) == "UTC") {
		return parseOffsetBehind(b, n)
	}
	return minutes, n
}

// parseOffsetBehind reads what stands behind the name of GMT or UTC and a blank where a sign
// begins it: the offset, as TIBCO writes "GMT +0100" and "GMT +1", or a number of the message, "UTC -1000 rows".
// A zero or a colon shows that it is an offset; else that of GMT is left open.
func parseOffsetBehind(b []byte, n int) (minutes int16, width int) {
	offset, width := parseNumericOffset(b[n+1:], true)
	switch {
	case width > 0 && (b[n+2] == '0' || b[n+4] == ':'):
		return offset, n + 1 + width
	case width > 0 && b[0] == 'G':
		return NoZone, n
	}
	digits := DigitsAt(b, n+2)
	end := n + 2 + digits
	switch {
	case digits == 0, digits > 2, b[end] != ' ' && b[end] != ']':
	case b[0] != 'G':
		return NoZone, n
	default:
		minutes = OffsetOf(int64(Number(b[n+2:end])) * NanosPerHour)
		if b[n+1] == '-' {
			minutes = -minutes
		}
		return minutes, end // "GMT +1", of TIBCO.
	}
	return 0, n
}

// parseNamedOffset reads an offset that follows its name, GMT+0100, UTC+01:00, UTC+1 or
// UTC+1:30; the sign stands at n.
func parseNamedOffset(b []byte, n int) (minutes int16, width int) {
	if offset, width := parseNumericOffset(b[n:], false); width > 0 {
		return offset, n + width
	}
	if DigitsAt(b, n+1) != 1 {
		return NoZone, 0
	}
	minutes, width = OffsetOf(int64(b[n+1]-'0')*NanosPerHour), n+2
	if width+2 < len(b) && b[width] == ':' && DigitsAt(b, width+1) == 2 && b[width+1] < '6' {
		minutes, width = minutes+int16(TwoDigits(b, width+1)), width+3 //nolint:gosec // Two digits.
	}
	if b[n] == '-' {
		minutes = -minutes
	}
	return minutes, width
}

// abbreviationOffset is the table of zone names that may stand in a log. Those
// that mean different offsets in different places are known but have no offset:
// they leave the question to people.
func abbreviationOffset[text string | []byte](name text) (minutes int16, known bool) {
	switch string(name) {
	case "UTC", "GMT", "WET":
		return 0, true
	case "CET", "MEZ", "MET", "WEST", "WAT":
		return 60, true
	case "CEST", "MESZ", "MEST", "EET", "SAST", "CAT":
		return 120, true
	case "EEST", "MSK", "TRT", "EAT", "IDT":
		return 180, true
	case "IRST":
		return 210, true
	case "PKT", "YEKT", "UZT":
		return 300, true
	case "NPT":
		return 345, true
	case "OMST":
		return 360, true
	case "WIB", "ICT", "NOVT", "KRAT":
		return 420, true
	case "HKT", "SGT", "AWST", "WITA", "IRKT", "MYT", "PHT":
		return 480, true
	case "JST", "KST", "YAKT":
		return 540, true
	case "ACST":
		return 570, true
	case "AEST", "VLAT", "CHST":
		return 600, true
	case "ACDT":
		return 630, true
	case "AEDT", "MAGT":
		return 660, true
	case "NZST":
		return 720, true
	case "NZDT":
		return 780, true
	case "BRST":
		return -120, true
	case "NST":
		return -210, true
	case "NDT":
		return -150, true
	case "BRT", "ART", "ADT", "UYT", "CLST":
		return -180, true
	case "EDT", "CLT", "BOT", "VET":
		return -240, true
	case "EST", "CDT", "PET":
		return -300, true
	case "MDT":
		return -360, true
	case "MST", "PDT":
		return -420, true
	case "PST", "AKDT":
		return -480, true
	case "AKST":
		return -540, true
	case "HST":
		return -600, true
	case "BST", "CST", "IST", "AST", "GST":
		return NoZone, true
	}
	return 0, false
}

// IsShared reports whether several zones have an abbreviation in common, in upper case.
func IsShared(name string) bool {
	minutes, known := abbreviationOffset(name)
	return known && minutes == NoZone
}

// Zones lists the names of zones that people choose from, UTC first.
func Zones() []string { return append([]string{"UTC"}, zoneNames...) }

// ParseZone reads a zone as people give it: an IANA name in any case, "UTC",
// "local" excluded, or an offset like "+02:00", "+0200", "+2" or "UTC+2". The
// location of an offset is named like "+02:00". The error has CodeInvalid and
// names the nearest zones.
func ParseZone(text string) (*time.Location, error) {
	name := strings.TrimSpace(text)
	switch strings.ToUpper(name) {
	case "":
		return nil, retro.Errorf(retro.CodeInvalid, "a zone needs a name").WithHint("use a name like Europe/Berlin or an offset like +02:00")
	case "Z", "UTC", "GMT", "ETC/UTC":
		return time.UTC, nil
	}
	if location := FixedZone(name); location != nil {
		return location, nil
	}
	// The names of the database are case sensitive where files are, and "Local" is
	// the one name that depends on the machine.
	if !strings.EqualFold(name, "local") {
		if location, err := time.LoadLocation(name); err == nil {
			return location, nil
		}
		for _, known := range zoneNames {
			if strings.EqualFold(known, name) {
				if location, err := time.LoadLocation(known); err == nil {
					return location, nil
				}
			}
		}
	}
	if minutes, known := abbreviationOffset(strings.ToUpper(name)); known && minutes != NoZone {
		return offsetLocation(int(minutes)), nil
	}
	return nil, retro.Errorf(retro.CodeInvalid, "%q is not a time zone", text).
		WithHint("did you mean %s? an offset like +02:00 works too", strings.Join(nearestZones(name), ", "))
}

// FixedZone reads an offset, or returns nil.
func FixedZone(name string) *time.Location {
	rest := name
	for _, prefix := range []string{"UTC", "GMT", "utc", "gmt"} {
		rest = strings.TrimPrefix(rest, prefix)
	}
	rest = strings.Replace(rest, "−", "-", 1)
	if len(rest) < 2 || rest[0] != '+' && rest[0] != '-' {
		return nil
	}
	digits := rest[1:]
	hours, minutes, parted := strings.Cut(digits, ":")
	if !parted && len(digits) > 2 {
		hours, minutes = digits[:len(digits)-2], digits[len(digits)-2:]
	}
	if hours == "" || len(hours) > 2 || minutes != "" && len(minutes) != 2 ||
		DigitsAt([]byte(hours+minutes), 0) != len(hours+minutes) || parted && minutes == "" {
		return nil
	}
	offset := Number([]byte(hours))*60 + Number([]byte(minutes))
	if offset > 15*60 || Number([]byte(minutes)) > 59 {
		return nil
	}
	if rest[0] == '-' {
		offset = -offset
	}
	return offsetLocation(offset)
}

func offsetLocation(minutes int) *time.Location {
	if minutes == 0 {
		return time.UTC
	}
	return time.FixedZone(FormatOffset(OffsetOf(int64(minutes)*NanosPerMinute)), minutes*60)
}

// OffsetOf returns nanoseconds from UTC in minutes. No zone is as much as a day
// away from UTC.
func OffsetOf(nanos int64) int16 {
	return int16(nanos / NanosPerMinute) //nolint:gosec // See above.
}

// FormatOffset writes minutes from UTC as "Z" or "+02:00".
func FormatOffset(minutes int16) string {
	if minutes == 0 {
		return "Z"
	}
	sign, rest := byte('+'), int(minutes)
	if rest < 0 {
		sign, rest = '-', -rest
	}
	hour, minute := rest/60, rest%60
	const digits = "0123456789"
	return string([]byte{sign, digits[hour/10], digits[hour%10], ':', digits[minute/10], digits[minute%10]})
}

// nearestZones returns the three zone names most like the text.
func nearestZones(text string) []string {
	wanted := strings.ToLower(strings.ReplaceAll(text, " ", "_"))
	if len(wanted) > 64 {
		wanted = wanted[:64]
	}
	type candidate struct {
		name     string
		distance int
	}
	candidates := make([]candidate, 0, len(zoneNames))
	for _, name := range zoneNames {
		lower := strings.ToLower(name)
		distance := retro.EditDistance(wanted, lower)
		if _, city, ok := strings.Cut(lower, "/"); ok {
			distance = min(distance, retro.EditDistance(wanted, city)+1)
		}
		candidates = append(candidates, candidate{name, distance})
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	names := make([]string, 0, 3)
	for _, c := range candidates[:3] {
		names = append(names, c.name)
	}
	return names
}

// ReadZoneValue applies a zone that a field of its own names: an offset, or an
// abbreviation that has one. The wall clock must have no zone yet.
func (s *Stamp) ReadZoneValue(value []byte) {
	if len(value) == 0 {
		return
	}
	var minutes int16
	var n int
	switch {
	case value[0] == '+' || value[0] == '-':
		minutes, n = parseNumericOffset(value, false)
	case string(value) == "Z":
		n = 1
	default:
		minutes, n = ParseAbbreviation(value)
	}
	if n != len(value) || minutes == NoZone {
		return
	}
	s.Zone = minutes
	s.At -= int64(minutes) * NanosPerMinute
}
