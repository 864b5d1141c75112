package authoring_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/chart"
	"github.com/afterword-app/afterword/backend/retro"
)

func TestParseFilter(t *testing.T) {
	t.Parallel()
	evidence := []retro.Evidence{{ID: "e-1", Label: "#incident"}, {ID: "e-2", Label: "postgres primary"}, {ID: "e-3", Label: "postgres replica"}}
	grave := []retro.Level{retro.LevelError, retro.LevelFatal}
	for written, want := range map[string]authoring.EntryQuery{
		"":                                {},
		"timed out":                       {Text: "timed out"},
		"  timed   out ":                  {Text: "timed out"},
		"/time(d )?out/":                  {Text: "/time(d )?out/"},
		`/a\/b/ level:warn`:               {Text: `/a\/b/`, Levels: []retro.Level{retro.LevelWarn}},
		"/cart":                           {Text: "/cart"},
		"/cart /orders":                   {Text: "/cart /orders"},
		"level:error":                     {Levels: grave},
		"level:ERR,warning":               {Levels: append(slices.Clone(grave), retro.LevelWarn)},
		"level:error level:fatal":         {Levels: grave},
		"source:REPLICA lag":              {Text: "lag", Sources: []retro.EvidenceID{"e-3"}},
		"source:postgres":                 {Sources: []retro.EvidenceID{"e-2", "e-3"}},
		`source:"postgres primary" key`:   {Text: "key", Sources: []retro.EvidenceID{"e-2"}},
		"source:":                         {},
		"actor:dana 502":                  {Text: "502", Actor: "dana"},
		`Actor:"Dana K."`:                 {Actor: "Dana K."},
		"key:value":                       {Text: "key:value"},
		`actor:"Dana Kim" source:#inc no`: {Text: "no", Actor: "Dana Kim", Sources: []retro.EvidenceID{"e-1"}},
		"status>=500 POST": {
			Text: "POST", Fields: []chart.Condition{{Field: "status", Sign: ">=", Value: "500"}},
		},
		`a->b "p95 ms"<=5 x!="a b"`: {
			Text: "a->b", Fields: []chart.Condition{{Field: "p95 ms", Sign: "<=", Value: "5"}, {Field: "x", Sign: "!=", Value: "a b"}},
		},
	} {
		got, err := authoring.ParseFilter(written, evidence)
		if err != nil {
			t.Errorf("%s: %v", written, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", written, diff)
		}
	}
	for written, want := range map[string]string{
		"level:loud":   "there is no level “loud”",
		"source:nginx": "no source is called “nginx”",
		"/a/ /b/":      "a regular expression stands alone, beside level:, source: and actor: only",
		"/a/ words":    "a regular expression stands alone, beside level:, source: and actor: only",
	} {
		if got, err := authoring.ParseFilter(written, evidence); err == nil || err.Error() != want {
			t.Errorf("%q reads %+v, %v", written, got, err)
		}
	}
}

func TestWithActor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ written, actor, want string }{
		{"", "web-1", "actor:web-1"},
		{"level:error  timed out", "Dana K.", `level:error timed out actor:"Dana K."`},
		{`actor:"Dana K." /5\d\d/`, "lee", `/5\d\d/ actor:lee`},
		{"timed actor:lee out", "", "timed out"},
	} {
		if got := authoring.WithActor(c.written, c.actor); got != c.want {
			t.Errorf("%q for %s is %q", c.written, c.actor, got)
		}
	}
}

// TestFilterByFields proves that the window's filter and a chart's ask fields the same.
func TestFilterByFields(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	service := openService(t)
	id := begin(t, service)
	text := `1.2.3.4 - - [14/Mar/2026:21:40:00 +0000] "GET /a HTTP/1.1" 502 157 "-" "curl/8"
1.2.3.4 - - [14/Mar/2026:21:40:01 +0000] "GET /b HTTP/1.1" 200 5000 "-" "curl/8"
1.2.3.4 - - [14/Mar/2026:21:40:02 +0000] "GET /c?status=502 HTTP/1.1" 500 1000 "-" "curl/8"
`
	addLog(t, service, id, text)
	for filter, want := range map[string]int{
		"status>=500": 2, "status>=500 bytes<1kB": 1, "status!=200 /a": 1, "status=502": 2, "nothing>5": 0, "bytes>4kB level:error": 0, "bytes>4kB": 1,
	} {
		window, err := service.Entries(ctx, id, authoring.EntryQuery{Filter: filter}, 0, 10)
		if err != nil || window.Total != want {
			t.Errorf("%s finds %d, %v, want %d", filter, window.Total, err, want)
		}
		drawn, err := service.Chart(ctx, id, retro.Chart{Series: []retro.Series{{Stat: "count", Filter: filter}}}, authoring.ChartView{})
		if err != nil || drawn.Series[0].Entries != want {
			t.Errorf("a chart of %s counts %+v, %v, want %d", filter, drawn.Series, err, want)
		}
	}
	if _, err := service.Window(ctx, id, authoring.EntryQuery{Filter: "level:loud"}, 0, 10); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("a filter that cannot be read: %v", err)
	}
}
