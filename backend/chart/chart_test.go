package chart_test

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/chart"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// log is a source of a chart.
type log struct {
	text string
	skew time.Duration
}

// made makes a chart of logs called a, b and so on.
func made(t *testing.T, logs []log, every time.Duration, series ...retro.Series) *chart.Result {
	t.Helper()
	job := prepared(t, logs, every, series...)
	if err := job.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return job.Result()
}

func prepared(t *testing.T, logs []log, every time.Duration, series ...retro.Series) *chart.Job {
	t.Helper()
	var sources []record.Source
	texts := map[retro.EvidenceID]string{}
	for i, l := range logs {
		id := retro.EvidenceID(rune('a' + i))
		texts[id] = l.text
		index, err := ingest.Read(t.Context(), strings.NewReader(l.text), int64(len(l.text)), ingest.Options{Zone: "UTC"})
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, record.Source{ID: id, Index: index, Skew: l.skew})
	}
	merged, err := record.New(sources)
	if err != nil {
		t.Fatal(err)
	}
	input := chart.Input{
		Every: every, Label: func(id retro.EvidenceID) string { return "log " + string(id) },
		Open: func(_ context.Context, id retro.EvidenceID) (io.ReaderAt, io.Closer, error) {
			return strings.NewReader(texts[id]), io.NopCloser(nil), nil
		},
	}
	choose := func(f record.Filter) *record.View {
		view, err := merged.Filter(t.Context(), f, input.Open)
		if err != nil {
			t.Fatal(err)
		}
		return view
	}
	for _, s := range series {
		one := chart.Series{Series: s, View: choose(record.Filter{Sources: s.Sources, Text: s.Filter}), Alive: choose(record.Filter{Sources: s.Sources})}
		if s.Stat == retro.StatShare {
			one.Whole = choose(record.Filter{Sources: s.Sources, Text: s.Of})
		}
		input.Series = append(input.Series, one)
	}
	job, err := chart.New(input)
	if err != nil {
		t.Fatal(err)
	}
	return job
}

// told lists the lines as text, "-" for no value.
func told(r *chart.Result) []string {
	var lines []string
	for _, l := range r.Lines {
		cells := []string{l.Name + ":"}
		for _, value := range l.Values {
			if math.IsNaN(value) {
				cells = append(cells, "-")
			} else {
				cells = append(cells, fmt.Sprintf("%.4g", value))
			}
		}
		lines = append(lines, strings.Join(cells, " "))
	}
	return lines
}

// at writes an entry so many seconds after nine.
func at(second int, text string) string {
	return time.Date(2026, 3, 14, 9, 0, second, 0, time.UTC).Format(time.RFC3339) + " " + text + "\n"
}

func TestBucketsOfATable(t *testing.T) {
	rows := many(60, func(n int) string { return fmt.Sprintf("2026-03-14T09:%02d:00Z,%d\n", n, n) })
	result := made(t, []log{{text: "time,depth\n" + rows}}, 0, retro.Series{Value: "depth", Stat: retro.StatMean})
	if result.Every != time.Minute {
		t.Errorf("a bucket is %s long, want as long as the table leaves between two numbers", result.Every)
	}
}

// many joins so many entries.
func many(n int, entry func(n int) string) string {
	var text strings.Builder
	for i := range n {
		text.WriteString(entry(i))
	}
	return text.String()
}

func TestStatistics(t *testing.T) {
	t.Parallel()
	text := many(40, func(n int) string { return at(n*3, fmt.Sprintf("INFO done took=%dms n=%d", n+1, n%4)) })
	cases := map[string]struct {
		series retro.Series
		want   []string
	}{
		"count":             {retro.Series{Stat: "count"}, []string{"entries: 20 20"}},
		"rate":              {retro.Series{Stat: "rate"}, []string{"entries a second: 0.3333 0.3333"}},
		"sum":               {retro.Series{Stat: "sum", Value: "took"}, []string{"sum of took: 0.21 0.61"}},
		"rate of a number":  {retro.Series{Stat: "rate", Value: "took"}, []string{"rate of took: 0.0035 0.01017"}},
		"mean":              {retro.Series{Stat: "mean", Value: "took"}, []string{"mean of took: 0.0105 0.0305"}},
		"min":               {retro.Series{Stat: "min", Value: "took"}, []string{"min of took: 0.001 0.021"}},
		"max":               {retro.Series{Stat: "max", Value: "took"}, []string{"max of took: 0.02 0.04"}},
		"p50":               {retro.Series{Stat: "p50", Value: "took"}, []string{"p50 of took: 0.01 0.03"}},
		"p95":               {retro.Series{Stat: "p95", Value: "took"}, []string{"p95 of took: 0.019 0.039"}},
		"p99":               {retro.Series{Stat: "p99", Value: "took"}, []string{"p99 of took: 0.02 0.04"}},
		"a pattern":         {retro.Series{Stat: "max", Value: `/took=(\d+)/`}, []string{"max of a number: 20 40"}},
		"with a unit":       {retro.Series{Stat: "max", Value: `/took=(\d+)/`, Unit: "s"}, []string{"max of a number: 20 40"}},
		"share":             {retro.Series{Stat: "share", Filter: "n=3"}, []string{"share of n=3: 25 25"}},
		"share of a part":   {retro.Series{Stat: "share", Filter: "/took=1ms/", Of: "n=0"}, []string{"share of /took=1ms/: 20 0"}},
		"by a field":        {retro.Series{Stat: "count", By: "n"}, []string{"0: 5 5", "1: 5 5", "2: 5 5", "3: 5 5"}},
		"a number by field": {retro.Series{Stat: "max", Value: "took", By: "n"}, []string{"0: 0.017 0.037", "1: 0.018 0.038", "2: 0.019 0.039", "3: 0.02 0.04"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, told(made(t, []log{{text: text}}, time.Minute, c.series))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestWords names charts in words, and no line that has no number.
func TestWords(t *testing.T) {
	t.Parallel()
	text := many(4, func(n int) string { return at(n*3, fmt.Sprintf("INFO done took=%dms", n+1)) }) + at(20, "ERROR level:error gave up")
	for want, series := range map[string]retro.Series{
		"entries":                                      {Stat: "count"},
		"errors by actor, “log a”":                     {Stat: "count", Filter: "level:error", By: "actor", Sources: []retro.EvidenceID{"a"}},
		"entries with took=1ms":                        {Stat: "count", Filter: "took=1ms"},
		"share of errors":                              {Stat: "share", Filter: "level:error"},
		"share of took=1ms among warnings":             {Stat: "share", Filter: "took=1ms", Of: "level:warn"},
		"p95 of took":                                  {Stat: "p95", Value: "took"},
		"max of took among entries with done by level": {Stat: "max", Value: "took", Filter: "done", By: "level"},
	} {
		if got := made(t, []log{{text: text}}, time.Minute, series).Series[0].Name; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	got := told(made(t, []log{{text: text}}, time.Minute, retro.Series{Stat: "max", Value: "took", By: "level"}))
	if diff := cmp.Diff([]string{"info: 0.004"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestWholeTicks has no half of an entry on the axis of a count.
func TestWholeTicks(t *testing.T) {
	t.Parallel()
	drawing, _ := chart.Draw(made(t, []log{{text: many(3, func(n int) string { return at(60*n, "INFO one") })}}, time.Minute, retro.Series{Stat: "count"}), chart.Options{Width: 800})
	if svg := drawing.SVG(canvas.Light); strings.Contains(svg, ">0.25<") || !strings.Contains(svg, ">1<") {
		t.Error("the axis has no 1, or parts of one")
	}
}

// TestGaps proves that a bucket without entries is zero while the source speaks, and
// nothing while it says nothing for longer than usual.
func TestGaps(t *testing.T) {
	t.Parallel()
	text := many(20, func(minute int) string {
		switch {
		case minute == 3 || minute >= 8 && minute < 15:
			return ""
		case minute%2 == 0:
			return at(60*minute, "INFO n=1") + at(60*minute+1, "ERROR n=2")
		}
		return at(60*minute, "INFO n=1")
	})
	got := made(t, []log{{text: text}}, time.Minute, retro.Series{Stat: "count", Filter: "ERROR"}, retro.Series{Stat: "mean", Value: "n"})
	want := []string{
		"entries with ERROR: 1 0 1 0 1 0 1 0 - - - - - - - 0 1 0 1 0",
		"mean of n: 1.5 1 1.5 - 1.5 1 1.5 1 - - - - - - - 1 1.5 1 1.5 1",
	}
	if diff := cmp.Diff(want, told(got)); diff != "" {
		t.Error(diff)
	}
	drawing, _ := chart.Draw(got, chart.Options{Width: 800})
	if svg := drawing.SVG(canvas.Light); !strings.Contains(svg, "no lines 09:08–09:15") {
		t.Error("the gap is not said on the chart")
	}
}

// TestSources proves that each source counts by its own clock.
func TestSources(t *testing.T) {
	t.Parallel()
	logs := []log{{text: at(0, "x") + at(61, "x")}, {text: at(2, "x") + at(3, "x"), skew: 2 * time.Minute}}
	got := made(t, logs, time.Minute, retro.Series{Stat: "count", By: "source"})
	if diff := cmp.Diff([]string{"log a: 1 1 0", "log b: 0 0 2"}, told(got)); diff != "" {
		t.Error(diff)
	}
}

func TestNotations(t *testing.T) {
	t.Parallel()
	csv := func(separator, quote string, values ...string) string {
		return "time" + separator + "value\n" + many(len(values), func(i int) string {
			return time.Date(2026, 3, 14, 9, i, 0, 0, time.UTC).Format(time.RFC3339) + separator + quote + values[i] + quote + "\n"
		})
	}
	cases := map[string]struct {
		text string
		want []string
		note string
	}{
		"comma":                 {csv(";", "", "1.234,5", "2.000", "7"), []string{"mean of value: 1234 2000 7"}, "all 3 entries have a number; a comma parts the fraction"},
		"point":                 {csv(",", `"`, "1,234.5", "2,000", "7"), []string{"mean of value: 1234 2000 7"}, "all 3 entries have a number"},
		"exponents":             {csv(",", "", "1e3", "2.5E2", "7"), []string{"mean of value: 1000 250 7"}, "all 3 entries have a number"},
		"lengths of time":       {csv(",", "", "12ms", "1.5s", "1m30s"), []string{"mean of value: 0.012 1.5 90"}, "all 3 entries have a number"},
		"sizes":                 {csv(",", "", "3.4 GiB", "512 MiB", "1 KiB"), []string{"mean of value: 3.651e+09 5.369e+08 1024"}, "all 3 entries have a number"},
		"what is no number":     {csv(",", "", "5", "NaN", "7", "+Inf", "n/a"), []string{"mean of value: 5 - 7 - -"}, "2 of 5 entries have a number; some are none, such as “NaN”"},
		"all the same":          {csv(",", "", "5", "5", "5"), []string{"mean of value: 5 5 5"}, "all 3 entries have a number"},
		"a number in most rows": {csv(",", "", "1", "2", "3", "4", "5", "6", "7", "8", "9", "failed"), []string{"mean of value: 1 2 3 4 5 6 7 8 9 -"}, "9 of 10 entries have a number; some are none, such as “failed”"},
		"one point":             {csv(",", "", "3.5"), []string{"mean of value: 3.5"}, "its one entry has a number"},
		"below zero":            {csv(",", "", "-3", "−2.5 ms", "-1e2"), []string{"mean of value: -3 - -100"}, "2 of 3 entries have a number; some are none, such as “−2.5 ms”"},
		"nothing but infinity":  {csv(",", "", "+Inf", "-Inf", "NaN"), []string{"mean of value: - - -"}, "0 of 3 entries have a number; some are none, such as “+Inf”"},
		"one kind with another": {csv(",", "", "5ms", "6ms", "7 kB"), []string{"mean of value: 0.005 0.006 -"}, "2 of 3 entries have a number; some are none, such as “7 kB”"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := made(t, []log{{text: c.text}}, time.Minute, retro.Series{Stat: "mean", Value: "value"})
			if diff := cmp.Diff(c.want, told(got)); diff != "" {
				t.Error(diff)
			}
			if notes := strings.Join(got.Series[0].Notes, "; "); notes != c.note {
				t.Errorf("it says %q, want %q", notes, c.note)
			}
			for _, log := range []bool{false, true} {
				if _, err := drawn(got, log).PNG(canvas.Dark, 1); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func drawn(r *chart.Result, log bool) *canvas.Drawing {
	drawing, _ := chart.Draw(r, chart.Options{Width: 700, Log: log})
	return drawing
}

// TestCommaFoundLate proves that a source whose first numbers do not tell how they are
// written is read as its later ones do.
func TestCommaFoundLate(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for n := range 4000 {
		value := "1.500"
		if n%1000 == 999 {
			value = "12,25"
		}
		text.WriteString(at(n, "size="+value+" ok"))
	}
	got := made(t, []log{{text: text.String()}}, time.Hour, retro.Series{Stat: "max", Value: `/size=(\S+)/`}, retro.Series{Stat: "min", Value: `/size=(\S+)/`})
	if diff := cmp.Diff([]string{"max of a number: 1500 1500", "min of a number: 12.25 12.25"}, told(got)); diff != "" {
		t.Error(diff)
	}
}

func TestBuckets(t *testing.T) {
	t.Parallel()
	text := at(0, "x") + at(3*86400, "x")
	if got := made(t, []log{{text: text}}, 0, retro.Series{Stat: "count"}); got.Every != 30*time.Minute || got.Buckets != 145 {
		t.Errorf("%d buckets of %s", got.Buckets, got.Every)
	}
	if got := made(t, []log{{text: at(7, "x")}}, 0, retro.Series{Stat: "count"}); got.Buckets != 1 || len(told(got)) != 1 {
		t.Errorf("one entry makes %v", told(got))
	}
	index, err := ingest.Read(t.Context(), strings.NewReader(text), int64(len(text)), ingest.Options{Zone: "UTC"})
	if err != nil {
		t.Fatal(err)
	}
	merged, err := record.New([]record.Source{{ID: "a", Index: index}})
	if err != nil {
		t.Fatal(err)
	}
	all, err := merged.Filter(t.Context(), record.Filter{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = chart.New(chart.Input{Every: time.Second, Series: []chart.Series{{Series: retro.Series{Stat: "count"}, View: all, Alive: all}}})
	if retro.ErrorCode(err) != retro.CodeInvalid || !strings.Contains(retro.ErrorHint(err), "--every 1m") {
		t.Errorf("a bucket for each second: %v, %s", err, retro.ErrorHint(err))
	}
}

// TestCoarse proves that fewer buckets are made of the numbers, not of the values of
// more.
func TestCoarse(t *testing.T) {
	t.Parallel()
	text := many(600, func(n int) string { return at(n, fmt.Sprintf("took=%dms", n*n%97)) })
	series := []retro.Series{{Stat: "p95", Value: "took"}, {Stat: "count"}, {Stat: "mean", Value: "took"}}
	fine := made(t, []log{{text: text}}, time.Minute, series...)
	wide := made(t, []log{{text: text}}, 5*time.Minute, series...)
	if diff := cmp.Diff(told(wide), told(fine.Coarse(3))); diff != "" {
		t.Error(diff)
	}
}

// TestStopped proves that what is read of a chart that somebody stops can be seen.
func TestStopped(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for n := range 100_000 {
		text.WriteString(at(n, "took=5ms"))
	}
	job := prepared(t, []log{{text: text.String()}}, time.Hour, retro.Series{Stat: "max", Value: "took"})
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := job.Run(ctx); err == nil {
		t.Fatal("it was not stopped")
	}
	if got := job.Result(); got.Done >= got.Of || len(got.Lines) != 1 {
		t.Errorf("%d of %d read", got.Done, got.Of)
	}
	if err := job.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// awkScript computes the p95 of each minute by nearest rank, in seconds.
const awkScript = `match($0, /"duration":"[0-9.]+m?s"/) {
	minute = substr($0, 8, 16)
	value = substr($0, RSTART + 12, RLENGTH - 13)
	number = value ~ /ms$/ ? substr(value, 1, length(value) - 2) / 1000 : substr(value, 1, length(value) - 1) + 0
	n[minute]++
	v[minute, n[minute]] = number
}
END {
	for (minute in n) {
		for (i = 2; i <= n[minute]; i++) {
			x = v[minute, i]
			for (j = i - 1; j > 0 && v[minute, j] > x; j--) v[minute, j + 1] = v[minute, j]
			v[minute, j + 1] = x
		}
		rank = int((n[minute] * 95 + 99) / 100)
		printf "%s %.6f\n", minute, v[minute, rank]
	}
}`

// TestAwk proves that a chart of the example's log has the numbers that awk finds in it.
func TestAwk(t *testing.T) {
	t.Parallel()
	awk, err := exec.LookPath("awk")
	if err != nil {
		t.Skip("there is no awk")
	}
	const path = "../example/pieces/orders-api.jsonl"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), awk, awkScript, path).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for line := range strings.Lines(string(out)) {
		minute, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		want[minute] = value
	}
	result := made(t, []log{{text: string(text)}}, time.Minute, retro.Series{Stat: "p95", Value: "duration"})
	got := map[string]string{}
	for b, value := range result.Lines[0].Values {
		if !math.IsNaN(value) {
			got[result.Begins(b).Format("2006-01-02T15:04")] = fmt.Sprintf("%.6f", value)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) < 50 {
		t.Errorf("%d minutes (-awk +chart):\n%s", len(want), diff)
	}
}

func TestDraw(t *testing.T) {
	t.Parallel()
	text := many(60, func(n int) string {
		switch {
		case n >= 30 && n < 42:
			return ""
		case n%3 == 0:
			return at(n*60, fmt.Sprintf("ERROR took=%dms", 20+n*n%50))
		}
		return at(n*60, fmt.Sprintf("INFO took=%dms", 20+n*n%50))
	})
	begin := time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	result := made(t, []log{{text: text}}, time.Minute, retro.Series{Stat: "p95", Value: "took"}, retro.Series{Stat: "count", By: "level"})
	drawing, _ := chart.Draw(result, chart.Options{
		Width: 800, Title: `Slow <script> & "more"`, Zones: []*time.Location{time.UTC, berlin}, Log: true,
		Windows: []retro.Window{{From: begin.Add(10 * time.Minute), To: begin.Add(50 * time.Minute)}},
		Marks: []chart.Mark{
			{At: begin.Add(10 * time.Minute), Title: "The disk is full", Kind: retro.KindTrigger, Ink: canvas.Red},
			{At: begin.Add(50 * time.Minute), Title: "Writes are back, after everybody had tried everything they knew", Kind: retro.KindResolution, Ink: canvas.Green},
		},
	})
	retrotest.Golden(t, "chart.svg", drawing.SVG(canvas.Light))
	retrotest.Golden(t, "about", drawing.About+"\n")
	retrotest.Golden(t, "csv", result.Coarse(12).Table([]*time.Location{time.UTC}, nil).CSV())
}

// TestMarksStandApart holds that no mark stands over the words of another one, however many
// there are.
func TestMarksStandApart(t *testing.T) {
	t.Parallel()
	result := made(t, []log{{text: many(60, func(n int) string { return at(n*60, "INFO took=20ms") })}}, time.Minute, retro.Series{Stat: "count"})
	begin := time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)
	var marks []chart.Mark
	for n := range 12 {
		marks = append(marks, chart.Mark{At: begin.Add(time.Duration(20+3*n) * time.Minute), Title: fmt.Sprintf("%d is the number of what was done", n), Ink: canvas.Red})
	}
	rows := chart.MarkRows(result, chart.Options{Width: 800, Zones: []*time.Location{time.UTC}, Marks: marks})
	placed := 0
	for _, row := range rows {
		for i, one := range row {
			placed++
			for _, other := range row[:i] {
				if one.X >= other.From && one.X <= other.To || one.From < other.To && other.From < one.To && one.From < one.To {
					t.Errorf("%q at %.0f (%.0f to %.0f) stands over %q (%.0f to %.0f)", one.Title, one.X, one.From, one.To, other.Title, other.From, other.To)
				}
			}
		}
	}
	if placed != len(marks) {
		t.Errorf("%d of %d marks are drawn", placed, len(marks))
	}
}

func TestPatternAround(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, selected, other string
		want                  string
	}{
		{"duration: 3084551.220 ms  execute", "3084551.220", "duration: 12.5 ms", "max of a number: 3085 0.0125"},
		{"wrote 750 buffers (4.6%); 0 WAL file(s) added", "750", "wrote 12 buffers", "max of a number: 750 12"},
		{"wrote 750 buffers (4.6%); 0 WAL file(s) added", "4.6", "wrote 9 buffers (0.1%)", "max of a number: 4.6 0.1"},
		{"sync=0.013 s, total=127.236 s", "127", "sync=0.5 s, total=3 s", "max of a number: 127.2 3"},
		{"request 7f3e9b0c21aa-44 took 81ms", "81ms", "request aaaaaaaaaaaa-01 took 9ms", "max of a number: 0.081 0.009"},
		{"queue grew to 1,234 jobs", "1,234", "queue grew to 7 jobs", "max of a number: 1234 7"},
		{"42 open", "42", "7 open", "max of a number: 42 7"},
	} {
		from := strings.Index(c.text, c.selected)
		value, err := chart.PatternAround(c.text, from, from+len(c.selected))
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		got := told(made(t, []log{{text: at(0, c.text) + at(60, c.other)}}, time.Minute, retro.Series{Stat: "max", Value: value}))
		if diff := cmp.Diff([]string{c.want}, got); diff != "" {
			t.Errorf("%q in %q makes %s:\n%s", c.selected, c.text, value, diff)
		}
	}
	if _, err := chart.PatternAround("no digits here", 0, 9); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("words are taken for a number: %v", err)
	}
}
