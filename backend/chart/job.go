package chart

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
)

// Bounds of a chart.
const (
	// maxBuckets is how many stretches of time a chart has at most.
	maxBuckets = 5000
	// niceBuckets is how many it has where nobody says how long one is.
	niceBuckets = 160
	// maxLines is how many lines a series is split into; the rest is one more.
	maxLines = 6
	// maxKeys is how many it is told apart by while it is counted.
	maxKeys = 500
)

// Series is one series with the entries that it is made of.
type Series struct {
	retro.Series
	// View holds the entries; of a share, those that are counted.
	View *record.View
	// Whole holds, of a share, what it is a share of.
	Whole *record.View
	// Alive holds all entries of its sources, by which a gap is told from a zero.
	Alive *record.View
}

// Input is what a chart is made of.
type Input struct {
	Series []Series
	Every  time.Duration // 0 for one that suits the span
	// From and To bound the time; zero for all that the entries have.
	From, To time.Time
	Open     record.Open
	Label    func(retro.EvidenceID) string
}

// Job makes a chart. What it has so far is there to be asked for while it goes on. One
// call of Run may be under way at a time; all else may be called at any time from any
// goroutine.
type Job struct {
	input   Input
	from    int64 // the beginning of the first bucket, nanoseconds
	every   int64
	buckets int
	series  []*gathered

	mu     sync.Mutex
	done   int
	of     int
	ended  bool
	growth chan struct{}
}

// gathered is what is known of one series.
type gathered struct {
	Series
	pick     picker
	notation notation
	factor   float64 // of numbers that name no unit
	unit     Unit
	keep     bool // the numbers themselves
	lines    map[string]map[int]*bucket
	entries  int // in the span
	numbers  int
	odd      string // an example of what is no number
	dropped  bool   // more keys than are told apart
	told     [3]int // by evidence
	// last is the bucket that was asked for last: entries stand in the order of time.
	last    *bucket
	lastKey string
	lastAt  int
	alive   []bool
	usual   int // buckets from one with entries to the next, at most, unless there is a gap
}

// New prepares a chart. The error has CodeInvalid for a recipe that cannot be, and for
// buckets that are too many.
func New(input Input) (*Job, error) {
	j := &Job{input: input, growth: make(chan struct{})}
	first, last, ok := j.span()
	if !ok {
		return nil, retro.Errorf(retro.CodeInvalid, "none of the entries has a time").WithHint("choose other sources, or another filter")
	}
	if err := j.divide(first, last); err != nil {
		return nil, err
	}
	for _, s := range input.Series {
		g := &gathered{Series: s, lines: map[string]map[int]*bucket{}}
		pattern, err := patternOf(s.Value)
		if err != nil {
			return nil, err
		}
		if s.Unit != "" && !IsUnit(s.Unit) {
			return nil, retro.Errorf(retro.CodeInvalid, "no unit %q", s.Unit).WithHint("use one like ms, s, min, B, kB, MiB or %%")
		}
		g.pick = picker{value: s.Value, pattern: pattern, by: s.By, label: input.Label, sources: s.View.Record().Sources()}
		_, g.keep = percentileOf(s.Stat)
		g.live(j)
		j.series = append(j.series, g)
		j.of += s.View.Entries()
		if s.Whole != nil {
			j.of += s.Whole.Entries()
		}
	}
	return j, nil
}

// span is the time that the chart is about.
func (j *Job) span() (first, last int64, ok bool) {
	first, last = math.MaxInt64, math.MinInt64
	for _, s := range j.input.Series {
		for _, v := range []*record.View{s.View, s.Whole, s.Alive} {
			if v == nil {
				continue
			}
			if from, to, known := v.Span(); known {
				first, last = min(first, from), max(last, to)
			}
		}
	}
	if first > last {
		return 0, 0, false
	}
	if !j.input.From.IsZero() {
		first = j.input.From.UnixNano()
	}
	if !j.input.To.IsZero() {
		last = j.input.To.UnixNano() - 1
	}
	return first, max(first, last), true
}

// lengths are those of buckets that people think in.
var lengths = append(slices.Clone(canvas.RoundLengths), day, 2*day, 7*day, 14*day, 28*day, 91*day, 364*day)

const day = 24 * time.Hour

// divide chooses the buckets for a span.
func (j *Job) divide(first, last int64) error {
	fit := func(length time.Duration, most int) bool { return (last-first)/int64(length) < int64(most) }
	every := j.input.Every
	if every == 0 {
		every = lengths[len(lengths)-1]
		step := j.step()
		for _, length := range lengths {
			if length >= step && fit(length, niceBuckets) {
				every = length
				break
			}
		}
	}
	if every < time.Millisecond {
		return retro.Errorf(retro.CodeInvalid, "a bucket has at least a millisecond")
	}
	j.every = int64(every)
	j.from = floor(first, j.every)
	if n := (last-j.from)/j.every + 1; n > maxBuckets {
		err := retro.Errorf(retro.CodeInvalid, "%s buckets of %s are more than a chart can show", significant(float64(n)), FormatEvery(every))
		for _, length := range lengths {
			if fit(length, maxBuckets) {
				return err.WithHint("use --every %s or longer, or a shorter time with --from and --to", FormatEvery(length))
			}
		}
		return err
	}
	j.buckets = int((last-j.from)/j.every) + 1
	return nil
}

// step is how long a table of numbers leaves between two of them, 0 where the chart is
// made of anything else. Shorter buckets would be empty ones between those that are not.
func (j *Job) step() time.Duration {
	var longest int64
	for _, s := range j.input.Series {
		usual, ok := stepOf(s)
		if !ok {
			return 0
		}
		longest = max(longest, usual)
	}
	return time.Duration(longest)
}

// stepOf looks at the first rows of a series, false where they are not those of a table.
func stepOf(s Series) (int64, bool) {
	const looked = 200
	if s.Value == "" {
		return 0, false
	}
	r := s.View.Record()
	var steps []int64
	last := int64(math.MinInt64)
	for i := range min(looked, s.View.Entries()) {
		position, source, _ := s.View.EntryAt(i)
		if index := r.Index(source); index == nil || !index.IsTable() {
			return 0, false
		}
		at, timed := r.Time(position)
		if !timed || at == last { // several rows of one moment
			continue
		}
		if last != math.MinInt64 {
			steps = append(steps, at-last)
		}
		last = at
	}
	if len(steps) == 0 {
		return 0, true
	}
	slices.Sort(steps)
	return steps[len(steps)/2], true
}

// floor rounds a time down to a whole multiple of a length.
func floor(at, length int64) int64 {
	over := at % length
	if over < 0 {
		over += length
	}
	return at - over
}

// FormatEvery writes the length of a bucket as it is typed: "1m", "90s", "7d".
func FormatEvery(d time.Duration) string {
	for _, unit := range []struct {
		length time.Duration
		name   string
	}{{day, "d"}, {time.Hour, "h"}, {time.Minute, "m"}, {time.Second, "s"}, {time.Millisecond, "ms"}} {
		if d%unit.length == 0 && d >= unit.length {
			return fmt.Sprintf("%d%s", d/unit.length, unit.name)
		}
	}
	return d.String()
}

// bucketOf is where a time belongs, false outside of the chart.
func (j *Job) bucketOf(at int64) (int, bool) {
	if at < j.from {
		return 0, false
	}
	i := (at - j.from) / j.every
	return int(i), i < int64(j.buckets)
}

// live finds out in which buckets the sources say anything at all.
func (g *gathered) live(j *Job) {
	g.alive = make([]bool, j.buckets)
	r := g.Alive.Record()
	// They stand in the order of time: from one bucket to the next that has any.
	for i := g.Alive.Place(time.Unix(0, j.from)); i < g.Alive.Entries(); {
		position, _, _ := g.Alive.EntryAt(i)
		at, timed := r.Time(position)
		if !timed {
			i++
			continue
		}
		b, ok := j.bucketOf(at)
		if !ok {
			break
		}
		g.alive[b] = true
		i = g.Alive.Place(time.Unix(0, j.from+int64(b+1)*j.every))
	}
	first, last, n := slices.Index(g.alive, true), 0, 0
	for b, alive := range g.alive {
		if alive {
			last, n = b, n+1
		}
	}
	// Three times as long as usual is a gap.
	g.usual = 3
	if n > 1 {
		g.usual = max(3, int(math.Ceil(3*float64(last-first)/float64(n-1))))
	}
}

// Run makes the chart to its end. The error is that of opening or reading a source, or
// of ctx, which stops it; what it has until then stays to be seen.
func (j *Job) Run(ctx context.Context) error {
	defer j.end()
	for _, g := range j.series {
		if err := j.settle(ctx, g); err != nil {
			return err
		}
	}
	for _, g := range j.series {
		was := j.progress()
		for {
			if err := j.gather(ctx, g, g.View, false); err != nil {
				return err
			}
			if g.Whole != nil {
				if err := j.gather(ctx, g, g.Whole, true); err != nil {
					return err
				}
			}
			if again := !g.notation.comma && g.told[tellsComma] > g.told[tellsPoint]; !again {
				break
			}
			// The first entries did not tell, but the whole does: read it all again.
			j.mu.Lock()
			*g = gathered{
				Series: g.Series, pick: g.pick, notation: notation{comma: true}, factor: g.factor, unit: g.unit, keep: g.keep,
				lines: map[string]map[int]*bucket{}, alive: g.alive, usual: g.usual,
			}
			j.done = was
			j.mu.Unlock()
		}
	}
	return nil
}

// Entries are looked at in so many places, and in each so many, to tell notation and
// unit: few places, since to come to one takes as long as to read a thousand.
const (
	sampledPlaces = 12
	sampledEach   = 80
)

// samples are the numbers of the entries that are looked at, of so many.
func samples(entries int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if entries <= sampledPlaces*sampledEach {
			for i := range entries {
				if !yield(i) {
					return
				}
			}
			return
		}
		for place := range sampledPlaces {
			from := (entries - sampledEach) / (sampledPlaces - 1) * place
			for i := range sampledEach {
				if !yield(from + i) {
					return
				}
			}
		}
	}
}

// settle tells from entries spread over a series how its numbers are written and what
// they are of.
func (j *Job) settle(ctx context.Context, g *gathered) (err error) {
	if g.Value == "" {
		return nil
	}
	g.factor = 1
	r := g.View.Record()
	reader := r.Reader(j.input.Open)
	defer func() { err = errors.Join(err, reader.Close()) }()
	var written []string
	for at := range samples(g.View.Entries()) {
		_, source, entry := g.View.EntryAt(at)
		if r.Index(source) == nil {
			continue
		}
		raw, err := reader.Read(ctx, source, entry)
		if err != nil {
			return err
		}
		if text, ok := g.pick.number(r.Index(source), entry, raw); ok {
			written = append(written, text)
		}
	}
	told := [3]int{}
	for _, text := range written {
		told[tells(text)]++
	}
	g.notation.comma = told[tellsComma] > told[tellsPoint]
	families := map[Unit]int{}
	for _, text := range written {
		if _, family, ok := parseNumber(text, g.notation); ok {
			families[family]++
		}
	}
	for _, family := range []Unit{UnitSeconds, UnitBytes, UnitPercent} {
		if families[family] > families[g.unit] || g.unit == UnitNone && families[family] > 0 && 2*families[family] > families[UnitNone] {
			g.unit = family
		}
	}
	word := g.Unit
	if word == "" && g.unit == UnitNone {
		word, _ = unitOfName(g.Value)
	}
	if size, of, known := unitOf(word); known && word != "" && (g.unit == UnitNone || g.unit == of) {
		g.factor, g.unit = size, of
	}
	return nil
}

// Entries are read in stretches: a short one first, so that something is seen soon.
const (
	firstStretch = 1 << 15
	lastStretch  = 1 << 18
)

// gather reads the entries of a view into the buckets; of a share's whole, into what it
// is a share of.
func (j *Job) gather(ctx context.Context, g *gathered, v *record.View, whole bool) error {
	for from, length := 0, firstStretch; from < v.Entries(); length = min(2*length, lastStretch) {
		to := min(from+length, v.Entries())
		workers := max(1, min(runtime.GOMAXPROCS(0), (to-from)/(1<<12)))
		parts, failures := make([]*gathered, workers), make([]error, workers)
		var group sync.WaitGroup
		for w := range workers {
			group.Go(func() {
				part := &gathered{Series: g.Series, pick: g.pick, notation: g.notation, factor: g.factor, unit: g.unit, keep: g.keep, lines: map[string]map[int]*bucket{}}
				first, end := from+(to-from)*w/workers, from+(to-from)*(w+1)/workers
				failures[w] = j.read(ctx, part, v, first, end, whole)
				parts[w] = part
			})
		}
		group.Wait()
		if err := errors.Join(failures...); err != nil {
			return err
		}
		j.tell(g, parts, to-from)
		from = to
	}
	return nil
}

// read reads entries from one number up to another.
func (j *Job) read(ctx context.Context, g *gathered, v *record.View, from, to int, whole bool) (err error) {
	r := v.Record()
	reader := r.Reader(j.input.Open)
	defer func() { err = errors.Join(err, reader.Close()) }()
	readsBytes := g.pick.readsBytes()
	var raw []byte
	for i := from; i < to; i++ {
		if i&0xfff == 0 && ctx.Err() != nil {
			return fmt.Errorf("chart: %w", ctx.Err())
		}
		position, source, entry := v.EntryAt(i)
		index := r.Index(source)
		at, timed := r.Time(position)
		if index == nil || !timed {
			continue
		}
		number, inside := j.bucketOf(at)
		if !inside {
			continue
		}
		if readsBytes {
			if raw, err = reader.Read(ctx, source, entry); err != nil {
				return err
			}
		}
		b := g.bucket(g.pick.key(source, index, entry, raw), number)
		if whole {
			b.numbers++
			g.numbers++
			continue
		}
		b.entries++
		g.entries++
		if g.Value != "" {
			g.take(b, g.pick, source, entry, raw)
		}
	}
	return nil
}

// take adds the number of an entry to its bucket.
func (g *gathered) take(b *bucket, pick picker, source, entry int, raw []byte) {
	text, ok := pick.number(g.View.Record().Index(source), entry, raw)
	if !ok {
		return
	}
	if value, plain := parsePlain(text); plain && !g.notation.comma {
		b.add(value*g.factor, g.keep)
		g.numbers++
		return
	}
	value, family, ok := parseNumber(text, g.notation)
	switch {
	case ok && family == UnitNone:
		value *= g.factor
	case ok && family != g.unit:
		ok = false
	}
	g.told[tells(text)]++
	if !ok {
		if g.odd == "" {
			g.odd = text
		}
		return
	}
	b.add(value, g.keep)
	g.numbers++
}

func (g *gathered) bucket(key string, number int) *bucket {
	if g.last == nil || g.lastAt != number || g.lastKey != key {
		g.last, g.lastKey, g.lastAt = g.find(key, number), key, number
	}
	return g.last
}

func (g *gathered) find(key string, number int) *bucket {
	line := g.lines[key]
	if line == nil {
		if len(g.lines) >= maxKeys {
			g.dropped = true
			key = others
			line = g.lines[key]
		}
		if line == nil {
			line = map[int]*bucket{}
			g.lines[key] = line
		}
	}
	if line[number] == nil {
		line[number] = &bucket{}
	}
	return line[number]
}

// others is the key of what is not told apart.
const others = "\x00others"

// tell adds what workers have found to what is known.
func (j *Job) tell(g *gathered, parts []*gathered, done int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, part := range parts {
		for key, line := range part.lines {
			for number, b := range line {
				g.bucket(key, number).merge(b)
			}
		}
		g.entries, g.numbers = g.entries+part.entries, g.numbers+part.numbers
		g.odd, g.dropped = cmp.Or(g.odd, part.odd), g.dropped || part.dropped
		for i := range g.told {
			g.told[i] += part.told[i]
		}
	}
	j.done += done
	j.wake()
}

func (j *Job) progress() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.done
}

func (j *Job) end() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.ended = true
	j.wake()
}

func (j *Job) wake() {
	close(j.growth)
	j.growth = make(chan struct{})
}

// Await returns when the job has ended, or ctx has.
func (j *Job) Await(ctx context.Context) {
	for {
		j.mu.Lock()
		ended, growth := j.ended, j.growth
		j.mu.Unlock()
		if ended {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-growth:
		}
	}
}
