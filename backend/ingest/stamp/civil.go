package stamp

// Years outside of this range are not taken for dates: they are counters,
// versions and the zero dates of programs.
const (
	MinYear = 1970
	MaxYear = 2199
)

const (
	NanosPerSecond = int64(1_000_000_000)
	NanosPerMinute = 60 * NanosPerSecond
	NanosPerHour   = 60 * NanosPerMinute
	NanosPerDay    = 24 * NanosPerHour
)

// YearlessBase is the year in which stamps without one are kept until theirs is
// found. It is a leap year, so that it has every month and day.
const YearlessBase = 2000

var daysBefore = [...]int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}

var daysIn = [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// FullYear returns the year that two digits mean, from 1970 on: nearly as POSIX has it.
func FullYear(short int) int {
	if short >= 70 {
		return 1900 + short
	}
	return 2000 + short
}

// ValidDate reports whether the Gregorian calendar has the day.
func ValidDate(year, month, day int) bool {
	if month < 1 || month > 12 || day < 1 {
		return false
	}
	limit := daysIn[month-1]
	if month == 2 && isLeap(year) {
		limit = 29
	}
	return day <= limit
}

// CivilDays returns the days from 1970-01-01 to a valid date after year 0.
func CivilDays(year, month, day int) int64 {
	before := year - 1
	days := before*365 + before/4 - before/100 + before/400 + daysBefore[month-1] + day - 1
	if month > 2 && isLeap(year) {
		days++
	}
	return int64(days) - 719162
}

// CivilDate is the inverse of CivilDays for days after 1970-01-01.
func CivilDate(days int64) (year, month, day int) {
	// The year is guessed from its mean length and is then wrong by at most one.
	year = 1970 + int(days*400/146097)
	for CivilDays(year, 1, 1) > days {
		year--
	}
	for CivilDays(year+1, 1, 1) <= days {
		year++
	}
	rest := int(days - CivilDays(year, 1, 1))
	for month = 12; month > 1; month-- {
		first := daysBefore[month-1]
		if month > 2 && isLeap(year) {
			first++
		}
		if rest >= first {
			return year, month, rest - first + 1
		}
	}
	return year, 1, rest + 1
}

// FloorDay splits nanoseconds into whole days and the time of day.
func FloorDay(at int64) (days, clock int64) {
	days, clock = at/NanosPerDay, at%NanosPerDay
	if clock < 0 {
		days, clock = days-1, clock+NanosPerDay
	}
	return days, clock
}
