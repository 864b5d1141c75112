package retro_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestFormulas(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		series  retro.Series
		sources []string
	}{
		`count`: {retro.Series{Stat: "count"}, nil},
		`p95(duration) of “orders api” where path:/orders by path`: {
			retro.Series{Stat: "p95", Value: "duration", Filter: "path:/orders", By: "path"}, []string{"orders api"},
		},
		`max(/took (\d+) ms\)/) of “a”, “b, c”`: {retro.Series{Stat: "max", Value: `/took (\d+) ms\)/`}, []string{"a", "b, c"}},
		`share(level:error) of “router” where /POST/ by actor`: {
			retro.Series{Stat: "share", Filter: "level:error", Of: "/POST/", By: "actor"}, []string{"router"},
		},
		`count where standby`: {retro.Series{Stat: "count", Filter: "standby"}, nil},
		`count by level`:      {retro.Series{Stat: "count", By: "level"}, nil},
	}
	for formula, want := range cases {
		series, sources, err := retro.ParseSeries(formula)
		if err != nil {
			t.Errorf("%s: %v", formula, err)
			continue
		}
		if diff := cmp.Diff(want.series, series); diff != "" {
			t.Errorf("%s:\n%s", formula, diff)
		}
		if diff := cmp.Diff(want.sources, sources); diff != "" {
			t.Errorf("%s:\n%s", formula, diff)
		}
		for _, name := range sources {
			series.Sources = append(series.Sources, retro.EvidenceID(name))
		}
		if written := series.Formula(func(id retro.EvidenceID) string { return string(id) }); written != formula {
			t.Errorf("%s is written %s", formula, written)
		}
	}
	for _, formula := range []string{"", "(x)", "p95(duration", "count of", "count from router", "p95 (a) b"} {
		if series, _, err := retro.ParseSeries(formula); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%q reads %+v, %v", formula, series, err)
		}
	}
}

func TestChartValidate(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		series retro.Series
		ok     bool
	}{
		"count":                 {retro.Series{Stat: "count"}, true},
		"bytes a second":        {retro.Series{Stat: "rate", Value: "bytes"}, true},
		"a percentile":          {retro.Series{Stat: "p99", Value: "duration"}, true},
		"a percentile of what":  {retro.Series{Stat: "p99"}, false},
		"a count of a number":   {retro.Series{Stat: "count", Value: "bytes"}, false},
		"a share of everything": {retro.Series{Stat: "share"}, false},
		"a share":               {retro.Series{Stat: "share", Filter: "level:error", Of: "POST"}, true},
		"a part of no share":    {retro.Series{Stat: "count", Of: "POST"}, false},
		"no statistic":          {retro.Series{Stat: "median"}, false},
	} {
		err := retro.Chart{Series: []retro.Series{c.series}}.Validate()
		if (err == nil) != c.ok || err != nil && retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if (retro.Chart{}).Validate() == nil {
		t.Error("a chart of nothing is taken")
	}
}
