package when

import (
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// repeating reads "every 3 months until May", "daily from 1 March", "every Friday at 22:00".
func (r reader) repeating(toks []token) ([]Said, bool, error) {
	repeat, weekday, used := everySo(toks)
	if used == 0 {
		return nil, false, nil
	}
	rest := toks[used:]
	var start, end []token
	part := &start
	hasStart, hasEnd := false, false
	for _, t := range rest {
		switch {
		case toWords[t.text] || t.kind == tokenDash:
			part, hasEnd = &end, true
		case fromWords[t.text] && len(*part) == 0 && !hasStart:
			part, hasStart = &start, true
		default:
			*part = append(*part, t)
		}
	}
	if hasEnd && len(end) == 0 {
		return nil, true, r.noTime()
	}
	at, err := r.firstTime(start, weekday)
	if err != nil {
		return nil, true, err
	}
	if len(end) > 0 {
		ends, _, err := r.moment(end, limits{after: at.At})
		if err != nil {
			return nil, true, err
		}
		_, repeat.Until = ends[0].At.Range()
		if !repeat.Until.After(at.At) {
			return nil, true, retro.Errorf(retro.CodeInvalid, "it ends before it begins").WithHint("say from when: every 3 months from March until May")
		}
	}
	at.Repeat, at.Words = repeat, r.text
	return []Said{{At: at}}, true, nil
}

// everySo reads how often: "every 3 months", "every other week", "each Friday", "daily".
func everySo(toks []token) (repeat retro.Repeat, weekday *time.Weekday, used int) {
	first := toks[0]
	if often, ok := repeatWords[first.text]; ok {
		return retro.Repeat{Every: often.many, Unit: often.unit}, nil, 1
	}
	if day, ok := weekdays[strings.TrimSuffix(first.text, "s")]; ok && strings.HasSuffix(first.text, "days") {
		return retro.Repeat{Every: 1, Unit: retro.UnitWeek}, &day, 1
	}
	if !everyWords[first.text] || len(toks) < 2 {
		return retro.Repeat{}, nil, 0
	}
	count, at := 1, 1
	if n, ok := number(toks[1]); ok && n >= 1 && n == float64(int(n)) {
		count, at = int(n), 2
	} else if toks[1].text == "other" || toks[1].text == "second" || toks[1].text == "zweite" || toks[1].text == "zweiten" {
		count, at = 2, 2
	}
	if at >= len(toks) {
		return retro.Repeat{}, nil, 0
	}
	word := toks[at].text
	if unit := unitWords[word]; unit.many > 0 {
		return retro.Repeat{Every: count * unit.many, Unit: unit.unit}, nil, at + 1
	}
	if day, ok := weekdays[word]; ok {
		return retro.Repeat{Every: count, Unit: retro.UnitWeek}, &day, at + 1
	}
	switch word {
	case "morning", "evening", "night", "afternoon", "abend", "nacht":
		return retro.Repeat{Every: count, Unit: retro.UnitDay}, nil, at // the part of the day is of the first time
	}
	return retro.Repeat{}, nil, 0
}

// firstTime is when what repeats begins: as it was said, else near what is told.
func (r reader) firstTime(toks []token, weekday *time.Weekday) (retro.Instant, error) {
	if len(toks) == 0 {
		local := r.Near.In(r.Zone)
		at := retro.Instant{At: atHour(local, 0).UTC(), Zone: zoneName(r.Zone), Precision: retro.PrecisionDay}
		return onWeekdayFrom(at, weekday, r.Zone), nil
	}
	said, p, err := r.moment(toks, limits{})
	if err != nil {
		return retro.Instant{}, err
	}
	at := said[0].At
	at.Until = time.Time{}
	zone := r.Zone
	if p.zone != nil {
		zone = p.zone
	}
	return onWeekdayFrom(at, weekday, zone), nil
}

func onWeekdayFrom(at retro.Instant, weekday *time.Weekday, zone *time.Location) retro.Instant {
	if weekday == nil {
		return at
	}
	local := at.At.In(zone)
	at.At = local.AddDate(0, 0, (int(*weekday)-int(local.Weekday())+7)%7).UTC()
	if at.IsDate() {
		at.Precision = retro.PrecisionDay
	}
	return at
}
