package chart

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
)

// column is what is known of one field of the entries that were looked at.
type column struct {
	name    string
	cells   int // that are not empty
	numbers int
	words   map[string]bool // what is no number, up to maxLines+1 of them
}

// AsItComes returns the series of a source that is a table of numbers, as monitoring
// exports it: one for each column of numbers, at most six, or one that is split by the
// only column of words. None for all that is more than that, such as a log.
func AsItComes(ctx context.Context, v *record.View, open record.Open) (series []retro.Series, err error) {
	r := v.Record()
	reader := r.Reader(open)
	defer func() { err = errors.Join(err, reader.Close()) }()
	var columns []*column
	byName := map[string]*column{} // a table may have thousands
	for at := range samples(v.Entries()) {
		_, source, entry := v.EntryAt(at)
		index := r.Index(source)
		if index == nil || !index.IsTable() {
			return nil, nil
		}
		raw, err := reader.Read(ctx, source, entry)
		if err != nil {
			return nil, err
		}
		for _, field := range index.FieldsOf(entry, raw) {
			c := byName[field.Name]
			if c == nil {
				c = &column{name: field.Name, words: map[string]bool{}}
				byName[field.Name] = c
				columns = append(columns, c)
			}
			c.count(field.Value)
		}
	}
	var words []*column
	for _, c := range columns {
		switch {
		case 2*c.numbers >= c.cells:
			series = append(series, retro.Series{Value: c.name, Stat: retro.StatMean})
		default:
			words = append(words, c)
		}
	}
	switch {
	case len(words) == 0:
		series = series[:min(len(series), maxLines)]
		nameSeries(series)
		return series, nil
	case len(words) == 1 && len(series) == 1 && len(words[0].words) <= maxLines:
		series[0].By = words[0].name
		return series, nil
	}
	return nil, nil
}

var labelValue = regexp.MustCompile(`="((?:[^"\\]|\\.)*)"`)

// nameSeries names series as people tell them apart: by what they are of, where that is
// not the same in all, and by the values of their labels. Of x{job="api"} and
// x{job="web"} that is "api" and "web".
func nameSeries(series []retro.Series) {
	base := func(s retro.Series) string {
		name, _, _ := strings.Cut(s.Value, "{")
		return name
	}
	isOther := func(s retro.Series) bool { return base(s) != base(series[0]) }
	for i, s := range series {
		var parts []string
		labels := labelValue.FindAllStringSubmatch(s.Value, -1)
		if len(labels) == 0 || slices.ContainsFunc(series, isOther) || len(series) == 1 {
			parts = append(parts, base(s))
		}
		for _, label := range labels {
			parts = append(parts, label[1])
		}
		series[i].Name = strings.TrimSpace(strings.Join(parts, " "))
	}
}

func (c *column) count(value string) {
	c.cells++
	_, _, isNumber := parseNumber(value, notation{})
	if !isNumber {
		_, _, isNumber = parseNumber(value, notation{comma: true})
	}
	switch {
	case isNumber || notFinite(value):
		c.numbers++
	case len(c.words) <= maxLines:
		c.words[value] = true
	}
}
