package when

import (
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// What is said, in English and in German.

var numberWords = map[string]float64{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
	"ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
	"sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
}

// vagueNumbers are about so many.
var vagueNumbers = map[string]float64{"couple": 2, "few": 3, "several": 4, "paar": 3, "einige": 4, "einigen": 4}

type unitWord struct {
	unit retro.Unit
	many int
}

var unitWords = map[string]unitWord{
	"s": {retro.UnitSecond, 1}, "sec": {retro.UnitSecond, 1}, "secs": {retro.UnitSecond, 1}, "second": {retro.UnitSecond, 1}, "seconds": {retro.UnitSecond, 1},
	"sekunde": {retro.UnitSecond, 1}, "sekunden": {retro.UnitSecond, 1},
	"min": {retro.UnitMinute, 1}, "mins": {retro.UnitMinute, 1}, "minute": {retro.UnitMinute, 1}, "minutes": {retro.UnitMinute, 1}, "minuten": {retro.UnitMinute, 1},
	"h": {retro.UnitHour, 1}, "hr": {retro.UnitHour, 1}, "hrs": {retro.UnitHour, 1}, "hour": {retro.UnitHour, 1}, "hours": {retro.UnitHour, 1},
	"stunde": {retro.UnitHour, 1}, "stunden": {retro.UnitHour, 1}, "std": {retro.UnitHour, 1},
	"d": {retro.UnitDay, 1}, "day": {retro.UnitDay, 1}, "days": {retro.UnitDay, 1}, "tag": {retro.UnitDay, 1}, "tage": {retro.UnitDay, 1}, "tagen": {retro.UnitDay, 1},
	"w": {retro.UnitWeek, 1}, "week": {retro.UnitWeek, 1}, "weeks": {retro.UnitWeek, 1}, "woche": {retro.UnitWeek, 1}, "wochen": {retro.UnitWeek, 1},
	"fortnight": {retro.UnitWeek, 2}, "fortnights": {retro.UnitWeek, 2},
	"month": {retro.UnitMonth, 1}, "months": {retro.UnitMonth, 1}, "monat": {retro.UnitMonth, 1}, "monate": {retro.UnitMonth, 1}, "monaten": {retro.UnitMonth, 1},
	"quarter": {retro.UnitMonth, 3}, "quarters": {retro.UnitMonth, 3}, "quartal": {retro.UnitMonth, 3}, "quartale": {retro.UnitMonth, 3},
	"year": {retro.UnitYear, 1}, "years": {retro.UnitYear, 1}, "jahr": {retro.UnitYear, 1}, "jahre": {retro.UnitYear, 1}, "jahren": {retro.UnitYear, 1},
	"decade": {retro.UnitYear, 10}, "decades": {retro.UnitYear, 10}, "jahrzehnt": {retro.UnitYear, 10},
}

// repeatWords say how often by themselves.
var repeatWords = map[string]unitWord{
	"hourly": {retro.UnitHour, 1}, "daily": {retro.UnitDay, 1}, "nightly": {retro.UnitDay, 1}, "weekly": {retro.UnitWeek, 1}, "fortnightly": {retro.UnitWeek, 2},
	"monthly": {retro.UnitMonth, 1}, "quarterly": {retro.UnitMonth, 3}, "yearly": {retro.UnitYear, 1}, "annually": {retro.UnitYear, 1},
	"stündlich": {retro.UnitHour, 1}, "täglich": {retro.UnitDay, 1}, "wöchentlich": {retro.UnitWeek, 1}, "monatlich": {retro.UnitMonth, 1},
	"vierteljährlich": {retro.UnitMonth, 3}, "jährlich": {retro.UnitYear, 1},
}

var everyWords = set("every", "each", "alle", "jede", "jeden", "jedes", "jeder")

var months = map[string]time.Month{
	"jan": 1, "january": 1, "januar": 1, "jänner": 1, "feb": 2, "february": 2, "februar": 2, "mar": 3, "march": 3, "mär": 3, "märz": 3, "mrz": 3,
	"apr": 4, "april": 4, "may": 5, "mai": 5, "jun": 6, "june": 6, "juni": 6, "jul": 7, "july": 7, "juli": 7, "aug": 8, "august": 8,
	"sep": 9, "sept": 9, "september": 9, "oct": 10, "october": 10, "okt": 10, "oktober": 10, "nov": 11, "november": 11,
	"dec": 12, "december": 12, "dez": 12, "dezember": 12,
}

var weekdays = map[string]time.Weekday{
	"mon": 1, "monday": 1, "montag": 1, "tue": 2, "tues": 2, "tuesday": 2, "dienstag": 2, "wed": 3, "wednesday": 3, "mittwoch": 3,
	"thu": 4, "thur": 4, "thurs": 4, "thursday": 4, "donnerstag": 4, "fri": 5, "friday": 5, "freitag": 5,
	"sat": 6, "saturday": 6, "samstag": 6, "sonnabend": 6, "sun": 0, "sunday": 0, "sonntag": 0,
}

// relativeDays are told from today.
var relativeDays = map[string]int{"today": 0, "heute": 0, "yesterday": -1, "gestern": -1, "vorgestern": -2, "tomorrow": 1, "morgen": 1}

// dayparts are in hours from midnight.
var dayparts = map[string][2]int{
	"morning": {6, 12}, "mornings": {6, 12}, "morgens": {6, 12}, "früh": {6, 10}, "vormittag": {8, 12}, "vormittags": {8, 12}, "vormittag's": {8, 12},
	"afternoon": {12, 18}, "nachmittag": {12, 18}, "nachmittags": {12, 18},
	"evening": {18, 22}, "abend": {18, 22}, "abends": {18, 22}, "tonight": {18, 24},
	"night": {22, 30}, "nacht": {22, 30}, "nachts": {22, 30}, "lunchtime": {12, 14}, "lunch": {12, 14},
}

// clockWords are times of day that have a name.
var clockWords = map[string]int{"noon": 12, "midday": 12, "mittag": 12, "mittags": 12, "midnight": 0, "mitternacht": 0}

type portion int

const (
	portionWhole portion = iota
	portionEarly
	portionMid
	portionLate
	portionStart
	portionEnd
)

var portions = map[string]portion{
	"early": portionEarly, "anfang": portionStart, "frühe": portionEarly, "frühen": portionEarly, "mid": portionMid, "middle": portionMid, "mitte": portionMid,
	"late": portionLate, "späte": portionLate, "späten": portionLate, "start": portionStart, "beginning": portionStart, "end": portionEnd, "ende": portionEnd,
}

// seasons are of the northern half of the world, by the month in which they begin.
var seasons = map[string]time.Month{
	"spring": 3, "frühling": 3, "frühjahr": 3, "summer": 6, "sommer": 6, "autumn": 9, "fall": 9, "herbst": 9, "winter": 12,
}

var decadeWords = map[string]int{
	"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
	"siebziger": 70, "achtziger": 80, "neunziger": 90, "noughties": 0,
}

var ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

var (
	aboutWords = set("about", "around", "circa", "ca", "approx", "approximately", "roughly", "gegen", "etwa", "ungefähr", "rund", "some")
	fillers    = set("at", "on", "in", "the", "of", "um", "im", "den", "der", "dem", "des", "das", "die", "o'clock", "o’clock", "uhr", "time", "local", "hrs", "year", "month", "sharp", "in-the", "clock", "von", "zum", "during", "sometime", "by", "it", "was")
	toWords    = set("to", "until", "till", "til", "through", "bis", "thru")
	fromWords  = set("from", "von", "vom", "ab", "since", "seit", "starting", "beginning", "between", "zwischen")
	afterWords = set("after", "nach", "following", "later", "post")
	soonWords  = set("right", "shortly", "soon", "immediately", "directly", "just", "kurz", "direkt", "sofort", "gleich", "straight")
)

func set(words ...string) map[string]bool {
	of := make(map[string]bool, len(words))
	for _, word := range words {
		of[word] = true
	}
	return of
}
