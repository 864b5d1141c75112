package chart

import (
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"time"
)

// Table is a chart as rows.
type Table struct {
	Each string     `json:"each"` // how long a bucket is, in words
	Head []string   `json:"head"` // the zones, then the lines
	Rows []TableRow `json:"rows"`
}

// TableRow is one bucket. Values are nil where there is nothing.
type TableRow struct {
	At     time.Time  `json:"at"`
	Clocks []string   `json:"clocks"` // in each zone
	Values []*float64 `json:"values"` // in seconds, bytes, per cent or as they are
	Texts  []string   `json:"texts"`
	Gap    bool       `json:"gap"`
	Events []string   `json:"events"`
}

// Table returns the chart as rows, with the events that are marked on it.
func (r *Result) Table(zones []*time.Location, marks []Mark) Table {
	t := Table{Each: r.Each(), Rows: make([]TableRow, 0, r.Buckets)}
	for _, zone := range zones {
		t.Head = append(t.Head, ZoneName(zone))
	}
	for i := range r.Lines {
		t.Head = append(t.Head, r.Lines[i].Name)
	}
	for b := range r.Buckets {
		at := r.Begins(b)
		row := TableRow{At: at, Clocks: make([]string, len(zones)), Events: []string{}, Gap: len(r.Series) > 0}
		for i, zone := range zones {
			row.Clocks[i] = r.clockIn(b, zone)
		}
		for i := range r.Lines {
			value := r.Lines[i].Values[b]
			row.Texts = append(row.Texts, r.Lines[i].Formatted(value))
			if math.IsNaN(value) {
				row.Values = append(row.Values, nil)
			} else {
				row.Values = append(row.Values, &value)
			}
			row.Gap = row.Gap && math.IsNaN(value)
		}
		for _, mark := range marks {
			if !mark.At.Before(at) && mark.At.Before(at.Add(r.Every)) {
				row.Events = append(row.Events, mark.Title)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (r *Result) clockIn(b int, zone *time.Location) string {
	layout := "15:04"
	switch {
	case r.Every >= day:
		layout = "2006-01-02"
	case r.To().Sub(r.From) > day:
		layout = "01-02 15:04"
	}
	if r.Every < time.Minute {
		layout += ":05"
	}
	return r.Begins(b).In(zone).Format(layout)
}

// ZoneName is the last part of a zone's name, which says where people are: "Berlin".
func ZoneName(zone *time.Location) string {
	name := zone.String()
	return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ")
}

// CSV writes the table for programs: times in full, values as numbers in seconds,
// bytes, per cent or as they are.
func (t Table) CSV() string {
	var out strings.Builder
	w := csv.NewWriter(&out)
	zones := 0
	if len(t.Rows) > 0 {
		zones = len(t.Rows[0].Clocks)
	}
	_ = w.Write(append([]string{"time"}, t.Head[zones:]...)) // to memory
	for _, row := range t.Rows {
		cells := []string{row.At.Format(time.RFC3339Nano)}
		for _, value := range row.Values {
			cell := ""
			if value != nil {
				cell = strconv.FormatFloat(*value, 'g', -1, 64)
			}
			cells = append(cells, cell)
		}
		_ = w.Write(cells)
	}
	w.Flush()
	return out.String()
}
