package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Result is what a chart shows: lines of values, one for each bucket. Nothing changes
// it.
type Result struct {
	From    time.Time // the beginning of the first bucket
	Every   time.Duration
	Buckets int
	Series  []SeriesResult
	Lines   []Line
	// Done is how many entries were read, Of how many there are.
	Done, Of int
}

// SeriesResult is what is to be said of a series as a whole.
type SeriesResult struct {
	Name    string // what people call it, or its formula
	Formula string
	Entries int // in the time of the chart
	Numbers int // of them have a number; of a share, the whole
	// Notes are sentences about what is left out or was decided.
	Notes []string
	// gaps tells of each bucket whether the sources say nothing for much longer than
	// usual.
	gaps  []bool
	usual int
}

// Line is one line of a chart.
type Line struct {
	Series int    // its number among the series
	Key    string // what it is of where the series is split, "" where not
	Name   string
	Stat   retro.Statistic
	Unit   Unit
	// Rate says that the values are per second.
	Rate bool
	// Values has one for each bucket, NaN where there is none.
	Values  []float64
	panel   string
	buckets map[int]*bucket
	valued  bool
	sources string // what it is made of, and how
}

// valuePanel begins the name of the panel of a number without a unit.
const valuePanel = "value "

// Formatted writes a value of the line for people.
func (l *Line) Formatted(value float64) string {
	if math.IsNaN(value) {
		return "–"
	}
	text := l.Unit.Format(value)
	if l.Rate {
		text += "/s"
	}
	return text
}

// Begins returns the beginning of a bucket.
func (r *Result) Begins(bucket int) time.Time { return r.From.Add(time.Duration(bucket) * r.Every) }

// To returns the end of the last bucket.
func (r *Result) To() time.Time { return r.Begins(r.Buckets) }

// Result returns what the job has so far.
func (j *Job) Result() *Result {
	j.mu.Lock()
	defer j.mu.Unlock()
	r := &Result{From: time.Unix(0, j.from).UTC(), Every: time.Duration(j.every), Buckets: j.buckets, Done: j.done, Of: j.of}
	for i, g := range j.series {
		formula := g.Formula(j.input.Label)
		s := SeriesResult{
			Name: retro.FirstOf(g.Name, g.words(j.input.Label)), Formula: formula, Entries: g.entries, Numbers: g.numbers,
			Notes: g.notes(), gaps: gapsOf(g.alive, g.usual), usual: g.usual,
		}
		r.Series = append(r.Series, s)
		r.Lines = append(r.Lines, r.linesOf(i, g)...)
	}
	return r
}

// gapsOf finds the stretches without entries that are longer than usual.
func gapsOf(alive []bool, usual int) []bool {
	gaps := make([]bool, len(alive))
	last := -1
	for b := range alive {
		if !alive[b] {
			continue
		}
		if last >= 0 && b-last > usual {
			for in := last + 1; in < b; in++ {
				gaps[in] = true
			}
		}
		last = b
	}
	return gaps
}

func (r *Result) linesOf(number int, g *gathered) []Line {
	keys := make([]string, 0, len(g.lines))
	weight := map[string]int{}
	for key, line := range g.lines {
		numbers := 0
		for _, b := range line {
			weight[key] += b.entries + b.numbers
			numbers += b.numbers
		}
		// The notes tell how many entries have no number.
		if g.Value == "" || numbers > 0 || g.numbers == 0 {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(weight[b]-weight[a], strings.Compare(a, b)) })
	if g.By == "" {
		keys = []string{""}
	}
	chosen, rest := keys, map[int]*bucket{}
	if len(keys) > maxLines+1 || slices.Contains(keys, others) {
		chosen = slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return key == others })
		chosen = chosen[:min(len(chosen), maxLines)]
		for _, key := range keys {
			if slices.Contains(chosen, key) {
				continue
			}
			for at, b := range g.lines[key] {
				if rest[at] == nil {
					rest[at] = &bucket{}
				}
				rest[at].merge(b)
			}
		}
		chosen = append(slices.Clone(chosen), others)
	}
	var lines []Line
	for _, key := range chosen {
		buckets := g.lines[key]
		if key == others {
			buckets = rest
		}
		lines = append(lines, r.line(number, g, key, buckets))
	}
	return lines
}

func (r *Result) line(number int, g *gathered, key string, buckets map[int]*bucket) Line {
	l := Line{
		Series: number, Key: key, Stat: g.Stat, Unit: g.unit, Rate: g.Stat == retro.StatRate, buckets: buckets, valued: g.Value != "",
		Values: make([]float64, r.Buckets), Name: retro.FirstOf(g.Name, g.shows()), sources: fmt.Sprint(g.Sources, g.Stat),
	}
	switch {
	case g.Stat == retro.StatCount:
		l.Unit, l.panel = UnitNone, "entries"
	case g.Stat == retro.StatShare:
		l.Unit, l.panel = UnitPercent, string(UnitPercent)
	case l.Unit != UnitNone:
		l.panel = string(l.Unit)
	default:
		// Series of Prometheus that differ in their labels are of one kind.
		kind, _, _ := strings.Cut(g.Value, "{")
		l.panel = valuePanel + kind
	}
	if l.Rate {
		l.panel += "/s"
	}
	if g.By != "" {
		l.Name = key
		switch key {
		case others:
			l.Key, l.Name = "all others", "all others"
		case "":
			l.Key, l.Name = "none", "no "+g.By
		}
	}
	gaps, first, last := gapsOf(g.alive, g.usual), slices.Index(g.alive, true), lastOf(g.alive)
	none := &bucket{}
	for b := range l.Values {
		at := buckets[b]
		if at == nil {
			at = none
		}
		l.Values[b] = at.value(l.Stat, l.valued, r.Every.Seconds())
		if at == none && (gaps[b] || first < 0 || b < first || b > last) {
			l.Values[b] = math.NaN()
		}
	}
	return l
}

func lastOf(alive []bool) int {
	for b, is := range slices.Backward(alive) {
		if is {
			return b
		}
	}
	return -1
}

// notes says what a reader has to know of a series.
func (g *gathered) notes() []string {
	var notes []string
	if g.Value != "" {
		switch {
		case g.numbers == 1 && g.entries == 1:
			notes = append(notes, "its one entry has a number")
		case g.numbers == g.entries && g.entries > 0:
			notes = append(notes, "all "+retro.Count(g.entries, "", "entries have a number"))
		case g.entries > 0:
			notes = append(notes, fmt.Sprintf("%s of %s have a number", significant(float64(g.numbers)), retro.Count(g.entries, "entry", "entries")))
		}
		if g.odd != "" {
			notes = append(notes, "some are none, such as “"+shortened(g.odd, 24)+"”")
		}
		if g.notation.comma {
			notes = append(notes, "a comma parts the fraction")
		}
	}
	if g.Stat == retro.StatShare {
		notes = append(notes, fmt.Sprintf("%s of %s", significant(float64(g.entries)), retro.Count(g.numbers, "entry", "entries")))
	}
	if g.Value == "" && g.Stat != retro.StatShare {
		notes = append(notes, retro.Count(g.entries, "entry", "entries")+" in all")
	}
	if g.dropped {
		notes = append(notes, fmt.Sprintf("more than %d different %ss: the later ones are among all others", maxKeys, g.By))
	}
	return notes
}

func shortened(text string, runes int) string {
	all := []rune(text)
	if len(all) <= runes {
		return text
	}
	return string(all[:runes-1]) + "…"
}

// Coarse returns the same chart in so few buckets, each statistic made of the numbers
// themselves. It is the same chart where it has no more.
func (r *Result) Coarse(most int) *Result {
	times := (r.Buckets + most - 1) / most
	if times <= 1 {
		return r
	}
	every := r.Every * time.Duration(times)
	for _, length := range lengths {
		if length >= every && length%r.Every == 0 {
			every = length
			break
		}
	}
	from := floor(r.From.UnixNano(), int64(every))
	coarse := &Result{
		From: time.Unix(0, from).UTC(), Every: every, Series: r.Series, Done: r.Done, Of: r.Of,
		Buckets: int((r.Begins(r.Buckets-1).UnixNano()-from)/int64(every)) + 1,
	}
	for _, l := range r.Lines {
		fine := l
		l.buckets, l.Values = map[int]*bucket{}, make([]float64, coarse.Buckets)
		seen := make([]bool, coarse.Buckets)
		for b := range fine.Values {
			at := int((r.Begins(b).UnixNano() - from) / int64(every))
			seen[at] = seen[at] || !math.IsNaN(fine.Values[b])
			if found := fine.buckets[b]; found != nil {
				if l.buckets[at] == nil {
					l.buckets[at] = &bucket{}
				}
				l.buckets[at].merge(found)
			}
		}
		for at := range l.Values {
			b := l.buckets[at]
			if b == nil {
				b = &bucket{}
			}
			l.Values[at] = b.value(l.Stat, l.valued, every.Seconds())
			if !seen[at] {
				l.Values[at] = math.NaN()
			}
		}
		coarse.Lines = append(coarse.Lines, l)
	}
	return coarse
}

// About says in sentences what is to be seen, for those who do not see it.
func (r *Result) About() string {
	var sentences []string
	for i := range r.Lines {
		l := &r.Lines[i]
		first, last, most, least := -1, -1, -1, -1
		for b, value := range l.Values {
			if math.IsNaN(value) {
				continue
			}
			if first < 0 {
				first, most, least = b, b, b
			}
			last = b
			if value > l.Values[most] {
				most = b
			}
			if value < l.Values[least] {
				least = b
			}
		}
		if first < 0 {
			sentences = append(sentences, l.Name+": nothing.")
			continue
		}
		say := func(b int) string { return l.Formatted(l.Values[b]) + " at " + r.clock(b) }
		sentence := l.Name + ": " + say(first)
		if last != first {
			sentence += ", in the end " + say(last)
			if l.Values[most] > l.Values[least] {
				sentence += "; highest " + say(most) + ", lowest " + say(least)
			}
		}
		sentences = append(sentences, strings.ReplaceAll(sentence, "\u00a0", " ")+".")
	}
	return strings.Join(sentences, " ")
}

func (r *Result) clock(b int) string {
	layout := "15:04"
	switch {
	case r.Every >= day:
		layout = "2 January 2006"
	case r.To().Sub(r.From) > day:
		layout = "2 January 15:04"
	case r.Every < time.Minute:
		layout = "15:04:05"
	}
	return r.Begins(b).Format(layout)
}

// Each says how long a bucket is, in words: "each minute", "every 5 minutes".
func (r *Result) Each() string {
	for _, unit := range []struct {
		length    time.Duration
		one, many string
	}{{7 * day, "week", "weeks"}, {day, "day", "days"}, {time.Hour, "hour", "hours"}, {time.Minute, "minute", "minutes"}, {time.Second, "second", "seconds"}} {
		switch n := r.Every / unit.length; {
		case r.Every%unit.length != 0:
		case n == 1:
			return "each " + unit.one
		default:
			return fmt.Sprintf("every %d %s", n, unit.many)
		}
	}
	return "every " + r.Every.String()
}
