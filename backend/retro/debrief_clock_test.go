package retro_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

// machine is a computer whose clocks a test moves.
type machine struct{ tick retro.Tick }

func newMachine() *machine {
	return &machine{retro.Tick{At: time.Date(2026, 3, 21, 23, 30, 0, 0, time.UTC), Steady: time.Hour, Boot: "one"}}
}

func (m *machine) pass(d time.Duration) retro.Tick {
	m.tick.At, m.tick.Steady = m.tick.At.Add(d), m.tick.Steady+d
	return m.tick
}

func (m *machine) set(d time.Duration) { m.tick.At = m.tick.At.Add(d) }

func (m *machine) sleep(d time.Duration) { m.tick.At, m.tick.Slept = m.tick.At.Add(d), m.tick.Slept+d }

func (m *machine) reboot(d time.Duration) {
	m.tick = retro.Tick{At: m.tick.At.Add(d), Steady: 20 * time.Second, Boot: "two"}
}

func held(m *machine) *retro.Debrief {
	d := &retro.Debrief{Lag: 10, Steps: []retro.AgendaStep{
		{ID: "open", Title: "Open", Minutes: 3},
		{ID: "walk", Title: "Walk", Minutes: 10},
		{ID: "dig", Title: "Dig", Minutes: 20},
		{ID: "do", Title: "Do", Minutes: 20},
		{ID: "end", Title: "End", Minutes: 2},
	}}
	d.Add(retro.MarkStarted, "open", m.pass(0))
	at := m.tick.At
	d.StartedAt = &at
	return d
}

func TestDebriefClock(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do    func(*machine, *retro.Debrief)
		ran   time.Duration
		marks []string
	}{
		"what ran before counts, over midnight": {
			func(m *machine, d *retro.Debrief) {
				d.Add(retro.MarkPaused, "", m.pass(10*time.Minute))
				d.Add(retro.MarkResumed, "", m.pass(25*time.Minute))
				m.pass(5 * time.Minute)
			}, 15 * time.Minute, []string{"23:30:00 started", "23:40:00 paused", "00:05:00 resumed"},
		},
		"a clock that is set changes nothing": {
			func(m *machine, d *retro.Debrief) {
				m.pass(time.Minute)
				m.set(-time.Hour)
				d.Add(retro.MarkStep, "walk", m.pass(time.Minute))
				m.set(5 * time.Hour)
				d.Add(retro.MarkStep, "dig", m.pass(time.Minute))
			}, 3 * time.Minute, []string{
				"23:30:00 started", "22:32:00 clock set by −1 h", "22:32:00 step", "03:33:00 clock set by 5 h", "03:33:00 step",
			},
		},
		"so does sleep": {
			func(m *machine, d *retro.Debrief) {
				m.pass(time.Minute)
				m.sleep(20 * time.Minute)
				d.Notice(m.pass(time.Minute))
			}, 2 * time.Minute, []string{"23:30:00 started", "23:52:00 slept by 20 min"},
		},
		"a drift of two seconds is none": {
			func(m *machine, d *retro.Debrief) {
				m.set(2 * time.Second)
				d.Notice(m.pass(time.Minute))
			}, time.Minute, []string{"23:30:00 started"},
		},
		"a machine that was started anew counts by the wall": {
			func(m *machine, d *retro.Debrief) {
				m.pass(time.Minute)
				m.reboot(4 * time.Minute)
				d.Notice(m.tick)
			}, 5 * time.Minute, []string{"23:30:00 started"},
		},
		"what is over stays over": {
			func(m *machine, d *retro.Debrief) {
				d.Add(retro.MarkEnded, "", m.pass(time.Minute))
				m.set(time.Hour)
				d.Notice(m.pass(time.Hour))
			}, time.Minute, []string{"23:30:00 started", "23:31:00 ended"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newMachine()
			d := held(m)
			c.do(m, d)
			if ran := d.Ran(m.tick); ran != c.ran {
				t.Errorf("it ran %s, want %s", ran, c.ran)
			}
			var marks []string
			for _, mark := range d.Clock {
				marks = append(marks, mark.String())
			}
			if diff := cmp.Diff(c.marks, marks); diff != "" {
				t.Errorf("marks (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAddLeavesItsOwn proves that a mark never reaches into the marks that somebody
// else holds.
func TestAddLeavesItsOwn(t *testing.T) {
	t.Parallel()
	m := newMachine()
	d := held(m)
	other := *d
	d.Add(retro.MarkPaused, "", m.pass(time.Minute))
	other.Add(retro.MarkEnded, "", m.pass(time.Minute))
	if d.Phase() != retro.DebriefPaused || other.Phase() != retro.DebriefOver {
		t.Errorf("%s, %s", d.Phase(), other.Phase())
	}
}

func TestOlderDebrief(t *testing.T) {
	t.Parallel()
	began := time.Date(2025, 11, 21, 13, 0, 0, 0, time.UTC)
	ended := began.Add(45 * time.Minute)
	d := &retro.Debrief{StartedAt: &began, EndedAt: &ended, Recording: "https://video.example/1"}
	if d.Phase() != retro.DebriefOver || d.Length() != 45*time.Minute || len(d.Stretches(d.Length())) != 0 {
		t.Errorf("%s, %s", d.Phase(), d.Length())
	}
	if at, ok := d.OffsetOf(retro.Note{At: began.Add(time.Minute)}); !ok || at != time.Minute {
		t.Errorf("a note is at %s", at)
	}
	if all := d.Recordings(); len(all) != 1 || all[0].Start != 0 || all[0].Where != d.Recording {
		t.Errorf("%v", all)
	}
	// It goes on where it was.
	d.Add(retro.MarkResumed, "", retro.WallTicks(func() time.Time { return ended.Add(time.Hour) })())
	if d.Length() != 45*time.Minute || len(d.Clock) != 3 {
		t.Errorf("%v", d.Clock)
	}
}

func TestStretches(t *testing.T) {
	t.Parallel()
	m := newMachine()
	d := held(m)
	d.Add(retro.MarkStep, "walk", m.pass(3*time.Minute))
	d.Add(retro.MarkStep, "dig", m.pass(0)) // gone over at once
	d.Add(retro.MarkStep, "walk", m.pass(5*time.Minute))
	d.Add(retro.MarkPaused, "", m.pass(time.Minute))
	d.Add(retro.MarkStep, "do", m.pass(time.Minute)) // while it is paused
	d.Add(retro.MarkResumed, "", m.pass(time.Minute))
	d.Add(retro.MarkEnded, "", m.pass(4*time.Minute))
	want := []retro.Stretch{
		{Step: "open", From: 0, To: 3 * time.Minute},
		{Step: "dig", From: 3 * time.Minute, To: 8 * time.Minute},
		{Step: "walk", From: 8 * time.Minute, To: 9 * time.Minute},
		{Step: "do", From: 9 * time.Minute, To: 13 * time.Minute},
	}
	if diff := cmp.Diff(want, d.Stretches(d.Length())); diff != "" {
		t.Errorf("stretches (-want +got):\n%s", diff)
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	m := newMachine()
	d := held(m)
	note := func(id retro.NoteID, after time.Duration) {
		ran := d.Ran(m.pass(after))
		at := m.tick.At
		d.Notes = append(d.Notes, retro.Note{ID: id, At: at, TypedAt: &at, Ran: &ran})
	}
	note("first", 40*time.Second)
	d.Add(retro.MarkPaused, "", m.pass(20*time.Second))
	d.Add(retro.MarkResumed, "", m.pass(time.Hour))
	m.set(-3 * time.Hour)
	note("second", 5*time.Minute)
	d.Notes = append(d.Notes, retro.Note{ID: "outside", At: m.tick.At, TypedAt: &m.tick.At})
	d.Recorded = []retro.Recording{{Where: "one", Start: time.Minute}, {Where: "two", Start: 5 * time.Minute}}
	want := map[retro.NoteID]retro.NotePlace{"first": {0, -30 * time.Second}, "second": {1, 50 * time.Second}}
	if diff := cmp.Diff(want, d.Places()); diff != "" {
		t.Error(diff)
	}
	if standing := d.Standing(m.pass(10 * time.Second)); standing.Place != (retro.NotePlace{Recording: 1, At: time.Minute}) {
		t.Errorf("a note that begins now is at %+v", standing.Place)
	}
}

func TestStepPassedIsNotHeld(t *testing.T) {
	t.Parallel()
	m := newMachine()
	d := held(m)
	d.Add(retro.MarkStep, "walk", m.pass(2*time.Minute))
	d.Add(retro.MarkStep, "dig", m.pass(400*time.Millisecond))
	m.pass(time.Minute)
	var got []bool
	for _, step := range d.Standing(m.tick).Steps {
		got = append(got, step.IsHeld)
	}
	if diff := cmp.Diff([]bool{true, false, true, false, false}, got); diff != "" {
		t.Errorf("held (-want +got):\n%s", diff)
	}
}

func TestStanding(t *testing.T) {
	t.Parallel()
	m := newMachine()
	d := held(m)
	minutes := func(s retro.Standing) []int {
		var all []int
		for _, step := range s.Steps {
			all = append(all, step.Minutes)
		}
		return all
	}
	d.Add(retro.MarkStep, "walk", m.pass(2*time.Minute)) // a minute to spare
	s := d.Standing(m.pass(10 * time.Minute))
	if s.StepLeft != 0 || s.Lends != -1 || s.Left != 42*time.Minute || s.Late != 0 {
		t.Errorf("at its end: %+v", s)
	}
	s = d.Standing(m.pass(2*time.Minute + 48*time.Second))
	if diff := cmp.Diff([]int{3, 10, 19, 19, 2}, minutes(s)); diff != "" || s.StepLeft != -(2*time.Minute+48*time.Second) || s.Lends != 3 {
		t.Errorf("over: %+v\n%s", s, diff)
	}
	if s.Late != 0 || s.EndsAt == nil {
		t.Errorf("the end moves: %+v", s)
	}
	d.Add(retro.MarkStep, "do", m.pass(time.Hour))
	s = d.Standing(m.pass(3 * time.Minute))
	if s.Steps[4].Minutes != 1 || s.Late == 0 || s.Left != 18*time.Minute {
		t.Errorf("two hours over: %+v", s)
	}
	if s := (&retro.Debrief{}).Standing(m.tick); s.Phase != retro.DebriefPlanned || s.Step != -1 {
		t.Errorf("nothing planned: %+v", s)
	}
}

// A late start and a pause take minutes from the steps to come when somebody says so,
// and what a step gave stays what it gave while the debrief goes on.
func TestKeepEnd(t *testing.T) {
	t.Parallel()
	m := newMachine()
	planned := retro.NewInstant(m.tick.At)
	m.pass(9 * time.Minute)
	d := held(m)
	planned.Precision = retro.PrecisionMinute
	d.At = &planned
	figures := func(s retro.Standing) (minutes, offers []int) {
		for _, step := range s.Steps {
			minutes, offers = append(minutes, step.Minutes), append(offers, step.Offers)
		}
		return minutes, offers
	}
	expect := func(what string, behind time.Duration, wantMinutes, wantOffers []int) {
		t.Helper()
		s := d.Standing(m.tick)
		minutes, offers := figures(s)
		if diff := cmp.Diff([][]int{wantMinutes, wantOffers}, [][]int{minutes, offers}); diff != "" || s.Behind != behind {
			t.Errorf("%s: behind by %v\n%s", what, s.Behind, diff)
		}
	}
	none := []int{0, 0, 0, 0, 0}
	expect("a late start", 9*time.Minute, []int{3, 10, 20, 20, 2}, []int{0, 0, 5, 4, 0})
	before := d.Steps
	if !d.KeepEnd(m.tick) || before[2].Gave != 0 {
		t.Errorf("kept: %+v, and before %+v", d.Steps, before)
	}
	expect("the end stays", 0, []int{3, 10, 15, 16, 2}, none)
	if s := d.Standing(m.tick); s.Steps[2].Planned != 20 || s.Late != 0 || !s.EndsAt.Equal(planned.At.Add(55*time.Minute)) {
		t.Errorf("what it was planned as: %+v", s)
	}
	if d.KeepEnd(m.tick) {
		t.Error("given twice")
	}
	d.Add(retro.MarkStep, "walk", m.pass(5*time.Minute))
	expect("what the first took more", 0, []int{3, 10, 14, 15, 2}, none)
	d.Add(retro.MarkStep, "dig", m.pass(8*time.Minute))
	expect("in the step that gave", 0, []int{3, 10, 15, 16, 2}, none)
	d.Add(retro.MarkPaused, "", m.tick)
	m.pass(3*time.Minute + 20*time.Second)
	expect("in a pause", 3*time.Minute, []int{3, 10, 15, 16, 2}, []int{0, 0, 0, 3, 0})
	d.Add(retro.MarkResumed, "", m.pass(time.Hour))
	s := d.Standing(m.tick)
	if minutes, offers := figures(s); offers[3] != 15 || offers[4] != 1 || minutes[3] != 16 || s.Behind != 63*time.Minute {
		t.Errorf("more than they have: %+v", s)
	}
	planned.Precision = retro.PrecisionDay
	expect("a day without a time", 0, []int{3, 10, 15, 16, 2}, none)
	planned.Precision, planned.At = retro.PrecisionMinute, planned.At.AddDate(0, 0, -1)
	expect("planned for another day", 0, []int{3, 10, 15, 16, 2}, none)
}

func TestOffsets(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"0:12:30": 12*time.Minute + 30*time.Second, "12:30": 12*time.Minute + 30*time.Second, "90": 90 * time.Second, "90s": 90 * time.Second,
		"2m10s": 130 * time.Second, "1:02:03.5": time.Hour + 2*time.Minute + 3500*time.Millisecond, "-0:01": -time.Second, "26:00:00": 26 * time.Hour,
	} {
		if got, err := retro.ParseOffset(text); err != nil || got != want {
			t.Errorf("%q is %s, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "soon", "1:2:3:4", "1:75", ":30", "1::2", "1.5:00", "99999999999999:00:00"} {
		if got, err := retro.ParseOffset(text); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%q is %s, %v", text, got, err)
		}
	}
	if got := retro.FormatOffset(-(time.Hour + time.Second)); got != "−1:00:01" {
		t.Error(got)
	}
}

func TestLinkAt(t *testing.T) {
	t.Parallel()
	for where, want := range map[string]string{
		"https://www.youtube.com/watch?v=abc": "https://www.youtube.com/watch?t=90&v=abc", "https://youtu.be/abc": "https://youtu.be/abc?t=90",
		"https://vimeo.com/123": "https://vimeo.com/123#t=90s", "https://video.example/1": "https://video.example/1#t=90",
		"https://app.example/#/rec/1": "https://app.example/#/rec/1", "meeting.mp4": "", "javascript:alert(1)": "", "https://": "", "": "",
		"https://notyoutube.com/x": "https://notyoutube.com/x#t=90",
	} {
		if got := (retro.Recording{Where: where}).LinkAt(90 * time.Second); got != want {
			t.Errorf("%q at 0:01:30 is %q, want %q", where, got, want)
		}
	}
}
