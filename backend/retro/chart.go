package retro

import (
	"reflect"
	"slices"
	"strings"
	"time"
)

// Chart is the recipe of a chart: which numbers are taken out of which sources, and
// how they are put together. It holds no number itself, so that the chart can be drawn
// again whenever its sources, their clocks or the events change.
type Chart struct {
	Series []Series `json:"series"`
	// Every is the length of a bucket, in nanoseconds; 0 for one that suits the span.
	Every time.Duration `json:"every,omitempty"`
	// From and To bound the time that is shown; nil for all that the sources have.
	From *time.Time `json:"from,omitempty"`
	To   *time.Time `json:"to,omitempty"`
	Log  bool       `json:"log,omitempty"` // a logarithmic scale, where it can be
	// Zones are those of its axis, as IANA names; none for those that the retrospective
	// shows.
	Zones []string `json:"zones,omitempty"`
	// Marks says which events are marked on it.
	Marks Marks `json:"marks,omitempty"`
}

// Series is one question to the sources: a statistic of a number in their entries,
// bucket by bucket.
type Series struct {
	Name string `json:"name,omitempty"` // what people call it, "" for its formula
	// Sources are those asked, none for all.
	Sources []EvidenceID `json:"sources,omitempty"`
	// Filter chooses entries, as the window's filter does; of a share, those counted.
	Filter string `json:"filter,omitempty"`
	// Of chooses, of a share, the entries that are the whole.
	Of string `json:"of,omitempty"`
	// Value names the number: a field of the entries, or a regular expression between
	// slashes whose first group is the number; "" counts entries.
	Value string `json:"value,omitempty"`
	// Unit is that of numbers that name none: "ms", "kB"; "" for none.
	Unit string    `json:"unit,omitempty"`
	Stat Statistic `json:"stat"`
	// By splits it: "level", "source", "actor" or the name of a field; "" for not.
	By string `json:"by,omitempty"`
}

// sameChart reports whether two recipes ask the same: a list that is missing asks
// what an empty one asks.
func sameChart(a, b *Chart) bool {
	if a == nil || b == nil {
		return a == b
	}
	sameSeries := func(x, y Series) bool {
		isSame := slices.Equal(x.Sources, y.Sources)
		x.Sources, y.Sources = nil, nil
		return isSame && reflect.DeepEqual(x, y)
	}
	x, y := *a, *b
	x.Series, y.Series = nil, nil
	if !slices.Equal(x.Zones, y.Zones) {
		return false
	}
	x.Zones, y.Zones = nil, nil
	return slices.EqualFunc(a.Series, b.Series, sameSeries) && reflect.DeepEqual(x, y)
}

// Same reports whether two recipes ask the same.
func (c Chart) Same(other Chart) bool { return sameChart(&c, &other) }

// Marks says which events a chart marks.
type Marks string

// The choices.
const (
	MarksMain Marks = ""     // what began it, what was noticed, changed and done, and its end
	MarksAll  Marks = "all"  // every event in the span
	MarksNone Marks = "none" // neither events nor windows of impact
)

// Statistic is what is made of the numbers in a bucket.
type Statistic string

// The statistics. Percentiles are by nearest rank: a number that was there.
const (
	StatCount Statistic = "count" // entries
	StatRate  Statistic = "rate"  // entries, or the sum of a number, per second
	StatSum   Statistic = "sum"
	StatMean  Statistic = "mean"
	StatMin   Statistic = "min"
	StatP50   Statistic = "p50"
	StatP95   Statistic = "p95"
	StatP99   Statistic = "p99"
	StatMax   Statistic = "max"
	StatShare Statistic = "share" // of two counts
)

// Statistics lists them in the order in which they are offered.
func Statistics() []Statistic {
	return []Statistic{StatCount, StatRate, StatShare, StatSum, StatMean, StatMin, StatP50, StatP95, StatP99, StatMax}
}

// NeedsValue reports whether the statistic is one of a number.
func (s Statistic) NeedsValue() bool {
	return !slices.Contains([]Statistic{StatCount, StatRate, StatShare}, s)
}

// Validate reports with CodeInvalid what no chart can be drawn of.
func (c Chart) Validate() error {
	if len(c.Series) == 0 {
		return Errorf(CodeInvalid, "a chart needs something to show")
	}
	if c.Every < 0 || c.From != nil && c.To != nil && !c.To.After(*c.From) {
		return Errorf(CodeInvalid, "the chart's time is empty")
	}
	if !slices.Contains([]Marks{MarksMain, MarksAll, MarksNone}, c.Marks) {
		return Errorf(CodeInvalid, "no choice of marks %q", c.Marks).WithHint("use all or none, or leave it out")
	}
	for _, s := range c.Series {
		switch {
		case !slices.Contains(Statistics(), s.Stat):
			return Errorf(CodeInvalid, "no statistic %q", s.Stat).WithHint("use one of %s", Join(Statistics()))
		case s.Stat.NeedsValue() && s.Value == "":
			return Errorf(CodeInvalid, "%s is the %s of a number, and none is named", s.Stat, s.Stat).
				WithHint("name a field, or count entries")
		case s.Stat == StatCount && s.Value != "", s.Stat == StatShare && s.Value != "":
			return Errorf(CodeInvalid, "a %s is of entries, not of %s", s.Stat, s.Value).WithHint("use sum, mean, p50, p95, p99, min or max")
		case s.Of != "" && s.Stat != StatShare:
			return Errorf(CodeInvalid, "only a share is of something")
		case s.Stat == StatShare && s.Filter == "":
			return Errorf(CodeInvalid, "a share needs a filter: what it is the share of")
		}
	}
	return nil
}

// Clone returns a chart whose lists may be altered without touching this one.
func (c Chart) Clone() Chart {
	c.Series, c.Zones = slices.Clone(c.Series), slices.Clone(c.Zones)
	for i := range c.Series {
		c.Series[i].Sources = slices.Clone(c.Series[i].Sources)
	}
	return c
}

// Formula writes the series as people read it: `p95(duration) of "orders api" where
// level:error`. label names a source.
func (s Series) Formula(label func(EvidenceID) string) string {
	var out strings.Builder
	out.WriteString(string(s.Stat))
	switch {
	case s.Stat == StatShare:
		out.WriteString("(" + s.Filter + ")")
	case s.Value != "":
		out.WriteString("(" + s.Value + ")")
	}
	if len(s.Sources) > 0 {
		var names []string
		for _, id := range s.Sources {
			names = append(names, `“`+label(id)+`”`)
		}
		out.WriteString(" of " + strings.Join(names, ", "))
	}
	where := s.Filter
	if s.Stat == StatShare {
		where = s.Of
	}
	if where != "" {
		out.WriteString(" where " + where)
	}
	if s.By != "" {
		out.WriteString(" by " + s.By)
	}
	return out.String()
}

// describe writes the whole recipe in a line.
func (c Chart) describe(label func(EvidenceID) string) string {
	var parts []string
	for _, s := range c.Series {
		part := s.Formula(label)
		if s.Name != "" {
			part = s.Name + ": " + part
		}
		parts = append(parts, part)
	}
	if c.Every > 0 {
		parts = append(parts, "every "+FormatDuration(c.Every))
	}
	if c.From != nil {
		parts = append(parts, "from "+c.From.UTC().Format(time.RFC3339))
	}
	if c.To != nil {
		parts = append(parts, "until "+c.To.UTC().Format(time.RFC3339))
	}
	if c.Log {
		parts = append(parts, "logarithmic")
	}
	if len(c.Zones) > 0 {
		parts = append(parts, "in "+strings.Join(c.Zones, ", "))
	}
	if c.Marks != MarksMain {
		parts = append(parts, "marks: "+string(c.Marks))
	}
	return strings.Join(parts, "; ")
}
