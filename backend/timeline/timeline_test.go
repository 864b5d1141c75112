package timeline_test

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/timeline"
)

var start = time.Date(2026, 3, 12, 10, 0, 0, 0, time.UTC)

func event(id int, after time.Duration, kind retro.EventKind) retro.Event {
	return retro.Event{
		ID: retro.EventID(fmt.Sprintf("e%06d", id)), At: retro.NewInstant(start.Add(after)), Kind: kind,
		Title: fmt.Sprintf("Something happened for the %dth time", id),
	}
}

func many(n int) []retro.Event {
	kinds := retro.EventKinds()
	events := make([]retro.Event, n)
	for i := range events {
		events[i] = event(i, time.Duration(i)*time.Second, kinds[i%len(kinds)])
		if i%50 == 0 {
			end := retro.NewInstant(events[i].At.At.Add(time.Duration(i%700) * time.Second))
			events[i].End = &end
		}
	}
	return events
}

// TestAllAreDrawn holds that each event of a view is drawn or counted, however many
// there are and whatever the lanes, and that what is drawn follows the width. Marks tell of
// the first six that they stand for, unless that is too much to tell.
func TestAllAreDrawn(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 2, 50, 5000, 100_000} {
		for _, by := range timeline.Bys() {
			index := timeline.NewIndex(many(n), nil, by)
			from, to, ok := index.Extent()
			if !ok {
				from, to = start, start.Add(time.Hour)
			}
			frame := index.Frame(timeline.View{From: from, To: to, Width: 1200, Zone: time.UTC})
			drawn, told := len(frame.Spans), 0
			for _, m := range frame.Marks {
				drawn += max(1, m.Count)
				told += len(m.Titles)
				if most := min(max(1, m.Count), 6); len(m.Titles) < 1 || len(m.Titles) > most || n <= 5000 && len(m.Titles) < most {
					t.Fatalf("%d events by %q: a mark of %d tells of %d", n, by, m.Count, len(m.Titles))
				}
			}
			if told > max(6000, len(frame.Marks)) {
				t.Errorf("%d events by %q: %d are told of", n, by, told)
			}
			if drawn != n {
				t.Errorf("%d events by %q: %d are drawn", n, by, drawn)
			}
			if shapes := len(frame.Marks) + len(frame.Labels); shapes > 12_000 {
				t.Errorf("%d events by %q: %d shapes", n, by, shapes)
			}
		}
	}
}

// TestFrameCostsWhatItShows holds that what is laid out takes no more pieces of memory than
// there are shapes, however many events there are.
func TestFrameCostsWhatItShows(t *testing.T) { //nolint:paralleltest // what others allocate would count
	for _, by := range timeline.Bys() {
		index := timeline.NewIndex(many(100_000), nil, by)
		from, to, _ := index.Extent()
		view := timeline.View{From: from, To: to, Width: 1200, Zone: time.UTC}
		frame := index.Frame(view)
		shapes := len(frame.Marks) + len(frame.Spans) + len(frame.Labels) + len(frame.Lanes)
		if pieces := testing.AllocsPerRun(1, func() { index.Frame(view) }); pieces > float64(shapes) {
			t.Errorf("by %q: %v pieces of memory for %d shapes", by, pieces, shapes)
		}
	}
}

// TestDiveInACrowd holds that the event to dive in at is to be seen wherever it stands among
// those that share its mark.
func TestDiveInACrowd(t *testing.T) {
	t.Parallel()
	const crowd = 2000
	for _, at := range []int{3, 77, 1000, crowd - 2} {
		events := make([]retro.Event, crowd)
		for i := range events {
			events[i] = event(i, time.Duration(i)*time.Millisecond, retro.KindAction)
			events[i].DiveIn = i == at
		}
		index := timeline.NewIndex(append(events, event(crowd, time.Hour, retro.KindAction)), nil, timeline.BySubject)
		from, to, _ := index.Extent()
		frame := index.Frame(timeline.View{From: from, To: to, Width: 900})
		if !slices.ContainsFunc(frame.Marks, func(m timeline.Mark) bool { return m.Dive }) {
			t.Errorf("the %d. of %d is not to be seen", at, crowd)
		}
	}
}

// TestCoveredSpans holds that the words of a span end where another one covers it, and
// that the title of the event to dive in at stands beside its ring.
func TestCoveredSpans(t *testing.T) {
	t.Parallel()
	var events []retro.Event
	for i := range 8 {
		e := event(i, time.Duration(i)*10*time.Minute, retro.KindAction)
		end := retro.NewInstant(start.Add(3 * time.Hour))
		e.End = &end
		events = append(events, e)
	}
	dive := event(8, 4*time.Hour, retro.KindAction)
	dive.DiveIn = true
	events = append(events, dive, event(9, 6*time.Hour, retro.KindAction))
	index := timeline.NewIndex(events, nil, timeline.ByKind)
	frame := index.Frame(timeline.View{From: start, To: start.Add(8 * time.Hour), Width: 1000, Zone: time.UTC})
	for i, a := range frame.Spans {
		for _, b := range frame.Spans[i+1:] {
			if words := cmp.Or(a.Words, a.To); a.Y == b.Y && words > b.From {
				t.Errorf("%s is written over %s", a.ID, b.ID)
			}
		}
	}
	if n := len(frame.Labels); n != 2 || frame.Labels[0].Gap <= frame.Labels[1].Gap {
		t.Errorf("labels %+v", frame.Labels)
	}
}

// TestTextOnSpans cuts the title on a span with an ellipsis where what is seen of it ends, and
// says how long a span lasts, however long.
func TestTextOnSpans(t *testing.T) {
	t.Parallel()
	lasting := event(1, 0, retro.KindImpact)
	end := retro.NewInstant(start.Add(time.Hour))
	lasting.End = &end
	index := timeline.NewIndex([]retro.Event{lasting}, nil, timeline.ByKind)
	view := timeline.View{From: start, To: start.Add(time.Hour), Width: 400, Zone: time.UTC}
	text := func() string { return index.Frame(view).Spans[0].Text }
	whole := "Something happened for the 1th time · 1 h"
	if got := text(); got != whole {
		t.Errorf("with room for it: %q, want %q", got, whole)
	}
	view.SeenFrom, view.SeenTo = start.Add(30*time.Minute), start.Add(45*time.Minute)
	cut, isCut := strings.CutSuffix(text(), "…")
	if !isCut || !strings.HasPrefix(whole, cut) || (canvas.Label{Text: cut, Size: 10.5}).Width() > 100 {
		t.Errorf("where 100 pixels of it are seen: %q", cut)
	}
	view.SeenTo = start.Add(35 * time.Minute)
	if got := text(); got != "" {
		t.Errorf("without room: %q", got)
	}
	lasting.End = &retro.Instant{At: time.Date(9999, 3, 12, 10, 0, 0, 0, time.UTC), Zone: "Z"}
	index = timeline.NewIndex([]retro.Event{lasting}, nil, timeline.ByKind)
	view = timeline.View{From: start, To: lasting.End.At, Width: 400, Zone: time.UTC}
	if got, want := text(), "Something happened for the 1th time · 7,973 y"; got != want {
		t.Errorf("of thousands of years: %q, want %q", got, want)
	}
}

// TestNothingOverlaps holds that no mark covers another of its row, between spans too, and
// that no title runs into the next mark.
func TestNothingOverlaps(t *testing.T) {
	t.Parallel()
	var few []retro.Event
	for i := range 300 {
		few = append(few, event(i, time.Duration(i*i*37%100_000)*time.Second, retro.EventKinds()[i%11]))
	}
	labels := 0
	for _, events := range [][]retro.Event{few, many(5000), many(50_000)} {
		for _, by := range []timeline.By{timeline.ByKind, timeline.BySubject} {
			index := timeline.NewIndex(events, nil, by)
			from, to, _ := index.Extent()
			const width = 1000
			frame := index.Frame(timeline.View{From: from, To: to, Width: width, Zone: time.UTC})
			x := func(at float64) float64 { return (at - frame.From) / (frame.To - frame.From) * width }
			for i, a := range frame.Marks {
				for _, b := range frame.Marks[i+1:] {
					if a.Y == b.Y && math.Abs(x(a.At)-x(b.At)) < 10 {
						t.Fatalf("%d events by %q: %s covers %s", len(events), by, a.ID, b.ID)
					}
				}
			}
			for _, l := range frame.Labels {
				for _, m := range frame.Marks {
					if m.ID != l.ID && m.Y == l.Y && x(m.At)+5 > x(l.At)+l.Gap && x(m.At)-5 < x(l.At)+l.Gap+l.Width {
						t.Errorf("the title of %s runs into %s", l.ID, m.ID)
					}
				}
				for _, other := range frame.Labels {
					if other.ID != l.ID && other.Y == l.Y && x(other.At)+other.Gap < x(l.At)+l.Gap+l.Width && x(l.At)+l.Gap < x(other.At)+other.Gap+other.Width {
						t.Errorf("the title of %s runs into that of %s", l.ID, other.ID)
					}
				}
			}
			labels += len(frame.Labels)
		}
	}
	if labels == 0 {
		t.Error("no title is written")
	}
}

// TestDateInALongStory holds that a date is a mark with its title where the story is long, and
// the range of that day where it is not.
func TestDateInALongStory(t *testing.T) {
	t.Parallel()
	day := event(1, 0, retro.KindDecision)
	day.At.Precision = retro.PrecisionDay
	day.At = day.At.OnDate()
	index := timeline.NewIndex([]retro.Event{day, event(2, 400*24*time.Hour, retro.KindAction)}, nil, timeline.BySubject)
	from, to, _ := index.Extent()
	long := index.Frame(timeline.View{From: from, To: to, Width: 900, Zone: time.UTC})
	if len(long.Spans) != 0 || len(long.Marks) != 2 || long.Marks[0].About || !slices.ContainsFunc(long.Labels, func(l timeline.Label) bool { return l.ID == day.ID }) {
		t.Errorf("in a year: %+v %+v %+v", long.Spans, long.Marks, long.Labels)
	}
	short := index.Frame(timeline.View{From: day.At.At.Add(-24 * time.Hour), To: day.At.At.Add(48 * time.Hour), Width: 900, Zone: time.UTC})
	if len(short.Spans) != 1 || !short.Spans[0].Vague {
		t.Errorf("in three days: %+v", short.Spans)
	}
}

// TestShortSpansAreNamed holds that what lasts too short to have its title on it has it behind
// it, and over nothing else.
func TestShortSpansAreNamed(t *testing.T) {
	t.Parallel()
	var events []retro.Event
	for i := range 60 {
		e := event(i, time.Duration(i*i*37%900)*time.Minute, retro.KindImpact)
		if i%3 > 0 {
			end := retro.NewInstant(e.At.At.Add(time.Duration(i) * time.Minute))
			e.End = &end
		}
		events = append(events, e)
	}
	index := timeline.NewIndex(events, nil, timeline.ByKind)
	from, to, _ := index.Extent()
	const width = 3000
	frame := index.Frame(timeline.View{From: from, To: to, Width: width, Zone: time.UTC})
	x := func(at float64) float64 { return (at - frame.From) / (frame.To - frame.From) * width }
	named := 0
	for _, l := range frame.Labels {
		begin := x(l.At) + l.Gap
		for _, s := range frame.Spans {
			if s.ID == l.ID {
				named++
			} else if s.Y == l.Y && x(s.From) < begin+l.Width && begin < x(s.To) {
				t.Errorf("the title of %s runs into %s", l.ID, s.ID)
			}
		}
	}
	if named == 0 {
		t.Error("no span is named")
	}
}

// TestEndsAreNamed holds that the last event has its title and the last signs have their words,
// left of them, whatever edge ends what is seen.
func TestEndsAreNamed(t *testing.T) {
	t.Parallel()
	events := []retro.Event{event(1, 0, retro.KindTrigger), event(2, 30*time.Minute, retro.KindDetection), event(3, time.Hour, retro.KindResolution), event(4, 2*time.Hour, retro.KindTrigger)}
	events[2].Title = "Orders are saved again, all of them"
	index := timeline.NewIndex(events, nil, timeline.BySubject)
	hour := start.Add(time.Hour)
	for name, view := range map[string]timeline.View{
		"the edge of what is drawn": {From: start.Add(-time.Hour), To: hour.Add(time.Minute), Width: 900},
		"the edge of what is seen":  {From: start.Add(-2 * time.Hour), To: hour.Add(2 * time.Hour), Width: 2700, SeenFrom: start.Add(-time.Hour), SeenTo: hour.Add(time.Minute)},
	} {
		frame := index.Frame(view)
		at := slices.IndexFunc(frame.Labels, func(l timeline.Label) bool { return l.ID == events[2].ID })
		if at < 0 || !strings.HasPrefix(frame.Labels[at].Text, "Orders are") || frame.Labels[at].Gap+frame.Labels[at].Width > 0 {
			t.Errorf("%s: titles %+v", name, frame.Labels)
		}
		signs := frame.Signs
		if len(signs) != 2 || signs[0].Words != "detected" || signs[0].Left || signs[1].Words != "resolved" || !signs[1].Left {
			t.Errorf("%s: signs %+v", name, signs)
		}
	}
}

// TestSignsMakeRoom holds that the words of a sign go left of it where those of the next one have
// no room else.
func TestSignsMakeRoom(t *testing.T) {
	t.Parallel()
	events := []retro.Event{event(1, 0, retro.KindTrigger), event(2, 50*time.Minute, retro.KindDetection), event(3, time.Hour, retro.KindResolution)}
	frame := timeline.NewIndex(events, nil, timeline.BySubject).Frame(timeline.View{From: start, To: start.Add(61 * time.Minute), Width: 500})
	signs := frame.Signs
	if len(signs) != 2 || signs[0].Words != "detected" || !signs[0].Left || signs[1].Words != "resolved" || !signs[1].Left {
		t.Errorf("signs %+v", signs)
	}
}

func TestTwoAtOneMoment(t *testing.T) {
	t.Parallel()
	index := timeline.NewIndex([]retro.Event{event(1, 0, retro.KindAction), event(2, 0, retro.KindAction)}, nil, timeline.BySubject)
	from, to, _ := index.Extent()
	frame := index.Frame(timeline.View{From: from, To: to, Width: 600})
	if len(frame.Marks) != 2 || frame.Marks[0].Y == frame.Marks[1].Y {
		t.Errorf("they are not side by side: %+v", frame.Marks)
	}
}

func TestTicksOverClockChange(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	index := timeline.NewIndex(nil, nil, timeline.BySubject)
	for name, day := range map[string]time.Time{"forward": time.Date(2026, 3, 28, 12, 0, 0, 0, berlin), "back": time.Date(2026, 10, 24, 12, 0, 0, 0, berlin)} {
		frame := index.Frame(timeline.View{From: day, To: day.AddDate(0, 0, 1), Width: 900, Zone: berlin})
		if len(frame.Ticks) < 3 {
			t.Errorf("%s: %d ticks", name, len(frame.Ticks))
		}
		for _, tick := range frame.Ticks {
			local := time.UnixMilli(int64(tick.At)).In(berlin)
			if local.Minute() != 0 || local.Hour()%3 != 0 {
				t.Errorf("%s: a tick at %s", name, local)
			}
		}
	}
}

// TestKnownThen holds that a reader of what was known at a moment sees nothing that came
// later: what went on lasts until then and was neither mitigated nor resolved.
func TestKnownThen(t *testing.T) {
	t.Parallel()
	outage := event(1, 0, retro.KindImpact)
	end := retro.NewInstant(start.Add(80 * time.Minute))
	outage.End = &end
	events := []retro.Event{outage, event(2, 5*time.Minute, retro.KindDetection), event(3, 80*time.Minute, retro.KindResolution)}
	draw := func(index *timeline.Index) timeline.Frame {
		from, to, _ := index.Extent()
		return index.Frame(timeline.View{From: from, To: to, Width: 1000, Zone: time.UTC})
	}
	then := start.Add(30 * time.Minute)
	moment := float64(then.UnixMilli())
	now, known := draw(timeline.NewIndex(events, nil, timeline.BySubject)), draw(timeline.NewIndexThen(events, nil, timeline.BySubject, then))
	if known.From != now.From || known.To != now.To {
		t.Errorf("it reaches from %v to %v, and %v to %v now", known.From, known.To, now.From, now.To)
	}
	if len(known.Spans) != 1 || known.Spans[0].To != moment || len(known.Shades) != 1 || known.Shades[0].To != moment || len(known.Marks) != 1 {
		t.Errorf("drawn: %+v %+v %+v", known.Spans, known.Shades, known.Marks)
	}
	if len(now.Signs) != 2 || len(known.Signs) != 1 || known.Signs[0].Text != "detected" {
		t.Errorf("signs: %+v, and %+v now", known.Signs, now.Signs)
	}
	if now.Figures != nil || known.Figures == nil || known.Figures.Impact != nil || known.Figures.Detect == nil {
		t.Errorf("figures: %+v", known.Figures)
	}
	if outage.End != &end {
		t.Error("what is known now changed")
	}
}

func TestOddEvents(t *testing.T) {
	t.Parallel()
	far := event(1, 0, retro.KindTrigger)
	far.At.At = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	early := event(2, 0, retro.KindAction)
	early.At.At = time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC)
	again := event(3, 0, retro.KindChange)
	again.At.Repeat = retro.Repeat{Every: 3, Unit: retro.UnitMonth}
	decade := event(4, 0, retro.KindOrganisation)
	decade.At.Until = decade.At.At.AddDate(3, 0, 0)
	decade.Title = "多くの 🌧 كثير"
	var crowd []retro.Event
	for i := range 3000 {
		e := event(10+i, time.Duration(i)*time.Minute, retro.KindAction)
		e.Actor.Name = fmt.Sprint("person ", i)
		crowd = append(crowd, e)
	}
	for name, events := range map[string][]retro.Event{
		"far and early": {far, early}, "without an end": {again, decade}, "3,000 lanes": crowd, "all": append(crowd, far, early, again, decade),
	} {
		index := timeline.NewIndex(events, nil, timeline.ByPerson)
		drawing := index.Draw(timeline.Options{Width: 900, Title: name})
		if drawing == nil || drawing.Height > 2000 || math.IsNaN(drawing.Height) {
			t.Errorf("%s: not drawn, or %v high", name, drawing)
		}
	}
}

// TestFarYears holds that events of any year stand where they belong, with marks of the
// axis between them, and that no view reaches further than years are written.
func TestFarYears(t *testing.T) {
	t.Parallel()
	years := []int{0, 1500, 2026, 5000, 9999}
	events := make([]retro.Event, len(years))
	for i, year := range years {
		events[i] = event(i, 0, retro.KindAction)
		events[i].At.At = time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC)
	}
	end := retro.NewInstant(events[3].At.At)
	events[2].End = &end
	index := timeline.NewIndex(events, nil, timeline.ByKind)
	from, to, _ := index.Extent()
	if from.Year() != 0 || to.Year() != 9999 {
		t.Errorf("it reaches from %v to %v", from, to)
	}
	frame := index.Frame(timeline.View{From: from, To: to, Width: 1000, Zone: time.UTC})
	place := func(at float64) int {
		return int(math.Round((at - frame.From) / (frame.To - frame.From) * 100))
	}
	var places []int
	for _, m := range frame.Marks {
		places = append(places, place(m.At))
	}
	if want := []int{0, 15, 50, 100}; !slices.Equal(places, want) || len(frame.Spans) != 1 || place(frame.Spans[0].From) != 20 || place(frame.Spans[0].To) != 50 {
		t.Errorf("they stand at %v, and %+v, want %v", places, frame.Spans, want)
	}
	for _, width := range []float64{200, 500, 680, 1000} {
		ticks := index.Frame(timeline.View{From: from, To: to, Width: width, Zone: time.UTC}).Ticks
		if n := len(ticks); n < 1 || n > int(width/60) || place(ticks[n-1].At) < 45 {
			t.Errorf("marks of the axis in %v pixels: %+v", width, ticks)
		}
	}
	if drawing := index.Draw(timeline.Options{Width: 900}); drawing == nil || strings.Contains(drawing.SVG(canvas.Light), "· -") {
		t.Error("a length of time is below zero")
	}
}

// TestBadInput draws what nobody should have to look at: nothing is lost, no length is
// beyond what can be drawn, and what is saved is no larger than what is seen.
func TestBadInput(t *testing.T) {
	t.Parallel()
	long := event(1, 0, retro.KindAction)
	long.Title = strings.Repeat("long ", 2000)
	untimed := event(2, 0, retro.KindAction)
	untimed.At = retro.Instant{}
	reversed := event(3, time.Hour, retro.KindImpact)
	end := retro.NewInstant(start)
	reversed.End = &end
	short := event(4, 0, retro.KindImpact)
	short.End = &short.At
	rightToLeft := event(5, 0, retro.KindAction)
	rightToLeft.Title = "\u202eتعطل الخادم\u202c \u2067של הזמנות\u2069 & <b>"
	var together []retro.Event
	for i := range 5000 {
		together = append(together, event(100+i, 0, retro.KindAction))
	}
	for name, events := range map[string][]retro.Event{
		"a long title": {long}, "no time": {untimed, short}, "an end before the beginning": {reversed}, "no length": {short},
		"right to left": {rightToLeft}, "5,000 at one time": together, "all": append(slices.Clone(together), long, untimed, reversed, short, rightToLeft),
	} {
		index := timeline.NewIndex(events, nil, timeline.BySubject)
		from, to, ok := index.Extent()
		if !ok {
			t.Errorf("%s: nothing is drawn", name)
			continue
		}
		frame := index.Frame(timeline.View{From: from, To: to, Width: 900, Zone: time.UTC})
		drawn := len(frame.Spans)
		for _, m := range frame.Marks {
			drawn += max(1, m.Count)
			if math.IsNaN(m.At) || math.IsInf(m.At, 0) || m.Y < 0 || m.Y > frame.Height {
				t.Errorf("%s: %s stands at %v, %v", name, m.ID, m.At, m.Y)
			}
		}
		if drawn != len(events) {
			t.Errorf("%s: %d of %d are drawn", name, drawn, len(events))
		}
		for _, l := range frame.Labels {
			if l.Width > 260 {
				t.Errorf("%s: the title of %s is %v wide", name, l.ID, l.Width)
			}
		}
		drawing := index.Draw(timeline.Options{Width: 900, Title: name})
		if svg := drawing.SVG(canvas.Light); len(svg) > 60_000 || strings.Contains(svg, "NaN") {
			t.Errorf("%s: %d bytes of SVG", name, len(svg))
		}
		if _, err := drawing.PNG(canvas.Dark, 1); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkFrame(b *testing.B) {
	for _, by := range timeline.Bys() {
		b.Run("by "+cmp.Or(string(by), "subject"), func(b *testing.B) {
			index := timeline.NewIndex(many(100_000), nil, by)
			from, to, _ := index.Extent()
			for b.Loop() {
				index.Frame(timeline.View{From: from, To: to, Width: 1440, Zone: time.UTC})
			}
		})
	}
}

// TestComparison holds that what was added, removed and moved can be told apart, and that
// what was moved stands at both places.
func TestComparison(t *testing.T) {
	t.Parallel()
	before := []retro.Event{event(1, 0, retro.KindTrigger), event(2, time.Hour, retro.KindAction), event(3, 2*time.Hour, retro.KindAction)}
	moved := before[1]
	moved.At = retro.NewInstant(start.Add(3 * time.Hour))
	added := event(4, 4*time.Hour, retro.KindDetection)
	after := []retro.Event{before[0], moved, added}
	index := timeline.NewComparison(after, nil, timeline.BySubject, []timeline.Compared{
		{Old: &before[1], New: &moved}, {Old: &before[2]}, {New: &added},
	})
	from, to, ok := index.Around()
	if !ok || from.After(before[1].At.At) || to.Before(added.At.At) {
		t.Errorf("it looks at %s to %s", from, to)
	}
	frame := index.Frame(timeline.View{From: start.Add(-time.Hour), To: to, Width: 900})
	got := map[string]int{}
	for _, m := range frame.Marks {
		got[fmt.Sprint(m.ID, " ", m.Change)]++
	}
	want := map[string]int{"e000001 ": 1, "e000002 was": 1, "e000002 changed": 1, "e000003 removed": 1, "e000004 added": 1}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestComparisonOfACrowd holds that a change is told of a mark that stands for many events,
// whichever of them changed.
func TestComparisonOfACrowd(t *testing.T) {
	t.Parallel()
	events := make([]retro.Event, 300)
	for i := range events {
		events[i] = event(i, time.Duration(i)*time.Second, retro.KindAction)
	}
	far := event(300, 300*time.Hour, retro.KindAction)
	for place := range events {
		before := events[place]
		before.Title = "As it was called"
		index := timeline.NewComparison(append(slices.Clone(events), far), nil, timeline.BySubject, []timeline.Compared{{Old: &before, New: &events[place]}})
		from, to, _ := index.Extent()
		frame := index.Frame(timeline.View{From: from, To: to, Width: 900})
		if !slices.ContainsFunc(frame.Marks, func(m timeline.Mark) bool { return m.Change == timeline.Changed }) {
			t.Fatalf("the change of event %d of %d is not to be seen", place, len(events))
		}
	}
}

// TestSourceLanes has lanes of sources in the colours that Evidence has for them, and what
// cites nothing in none.
func TestSourceLanes(t *testing.T) {
	t.Parallel()
	events := []retro.Event{event(1, 0, retro.KindAction), event(2, time.Minute, retro.KindAction), event(3, 2*time.Minute, retro.KindAction), event(4, 3*time.Minute, retro.KindAction)}
	events[0].Citations = []retro.Citation{{Evidence: "a"}}
	events[1].Citations = []retro.Citation{{Evidence: "b"}}
	events[2].Citations = []retro.Citation{{Evidence: "gone"}}
	evidence := []retro.Evidence{{ID: "a", Label: "orders.log", Colour: 9}, {ID: "b", Label: "chat", Colour: 0}}
	got := map[string]canvas.Ink{}
	index := timeline.NewIndex(events, evidence, timeline.BySource)
	from, to, _ := index.Extent()
	for _, lane := range index.Frame(timeline.View{From: from, To: to, Width: 800}).Lanes {
		got[lane.Name] = lane.Ink
	}
	want := map[string]canvas.Ink{"orders.log": canvas.Amber, "chat": canvas.Teal, "removed evidence": "", "by hand": ""}
	if !maps.Equal(got, want) {
		t.Errorf("lanes have the colours %v, want %v", got, want)
	}
	svg := index.Draw(timeline.Options{Width: 800}).SVG(canvas.Light)
	for _, colour := range []string{"#8f5a00", "#0b6b78", "#cfc9bd"} { // of amber, of teal, of nothing
		if !strings.Contains(svg, `width="3" height="12" fill="`+colour) {
			t.Errorf("no lane has the colour %s", colour)
		}
	}
}

// TestToldByPeople puts what somebody tells beside what people did, and what a record shows of
// them beside the systems.
func TestToldByPeople(t *testing.T) {
	t.Parallel()
	events := []retro.Event{event(1, 0, retro.KindObservation), event(2, time.Minute, retro.KindObservation), event(3, 2*time.Minute, retro.KindObservation)}
	events[1].Actor.Name, events[2].Actor.Name = "Hanna", "orders-api"
	events[2].Citations = []retro.Citation{{Evidence: "a"}}
	index := timeline.NewIndex(events, nil, timeline.BySubject)
	from, to, _ := index.Extent()
	frame := index.Frame(timeline.View{From: from, To: to, Width: 800})
	got := map[retro.EventID]string{}
	for _, mark := range frame.Marks {
		for _, lane := range frame.Lanes {
			if mark.Y > lane.Top && mark.Y < lane.Top+lane.Height {
				got[mark.ID] = lane.Name
			}
		}
	}
	if want := map[retro.EventID]string{"e000001": "systems", "e000002": "people", "e000003": "systems"}; !maps.Equal(got, want) {
		t.Errorf("they stand in %v, want %v", got, want)
	}
}
