package metrics

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// looksLikeJSON knows the answers by the names in them that nothing else has together.
func looksLikeJSON(head []byte) bool {
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return false
	}
	for _, names := range [][]string{
		{`"resultType"`, `"metric"`, `"value`},
		{`"schema"`, `"fields"`, `"name"`, `"type"`},
		{`"series"`, `"fields"`, `"values"`},
		{`"target"`, `"datapoints"`},
		{`"MetricDataResults"`, `"Timestamps"`},
	} {
		if !slices.ContainsFunc(names, func(name string) bool { return !bytes.Contains(head, []byte(name)) }) {
			return true
		}
	}
	return false
}

// answer holds the members of all answers that are known. Those of others are left out.
type answer struct {
	Data    json.RawMessage     `json:"data"`    // Prometheus
	Results map[string]answerOf `json:"results"` // Grafana's data sources
	Series  []frame             `json:"series"`  // Grafana's panels
	Metrics []metricData        `json:"MetricDataResults"`
}

type answerOf struct {
	Frames []frame `json:"frames"`
}

func readJSON(text []byte) []series {
	if text[0] == '[' {
		return readList(text)
	}
	var a answer
	if json.Unmarshal(text, &a) != nil {
		return nil
	}
	var found []series
	var matrix struct {
		Result []promSeries `json:"result"`
	}
	if json.Unmarshal(a.Data, &matrix) == nil {
		for _, s := range matrix.Result {
			found = append(found, s.series())
		}
	}
	for _, key := range slices.Sorted(maps.Keys(a.Results)) {
		for _, f := range a.Results[key].Frames {
			found = append(found, f.series()...)
		}
	}
	for _, f := range a.Series {
		found = append(found, f.series()...)
	}
	for _, m := range a.Metrics {
		found = append(found, m.series())
	}
	return withPoints(found)
}

// readList reads the data frames of a panel, or Graphite's answer.
func readList(text []byte) []series {
	var frames []frame
	var found []series
	if json.Unmarshal(text, &frames) == nil {
		for _, f := range frames {
			found = append(found, f.series()...)
		}
	}
	var targets []struct {
		Target     string            `json:"target"`
		Tags       map[string]string `json:"tags"`
		Datapoints [][2]number       `json:"datapoints"` // the value, then the time
	}
	if json.Unmarshal(text, &targets) == nil {
		for _, t := range targets {
			s := series{name: t.Target}
			for _, p := range t.Datapoints {
				s.add(string(p[1]), string(p[0]))
			}
			found = append(found, s)
		}
	}
	return withPoints(found)
}

func withPoints(all []series) []series {
	return slices.DeleteFunc(all, func(s series) bool { return len(s.points) == 0 })
}

// number is a number as it was written, in quotes or not; "" for null.
type number string

// UnmarshalJSON implements json.Unmarshaler. What is no number is kept as it stands.
func (n *number) UnmarshalJSON(data []byte) error {
	text := strings.Trim(string(data), `"`)
	if text == "null" {
		text = ""
	}
	*n = number(text)
	return nil
}

// add adds a point, unless its time cannot be read.
func (s *series) add(at, value string) {
	if at, ok := parseTime(at); ok {
		s.points = append(s.points, point{at, value})
	}
}

// parseTime reads seconds or milliseconds since 1970, or a time as text.
func parseTime(text string) (int64, bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	if seconds, err := strconv.ParseInt(whole, 10, 64); err == nil {
		if len(whole) >= 17 {
			return seconds, len(whole) <= 19
		}
		scale := int64(1e9)
		switch {
		case len(whole) >= 15:
			scale = 1e3
		case len(whole) >= 12:
			scale = 1e6
		}
		nanos := int64(0)
		if fraction != "" && scale == 1e9 {
			digits, err := strconv.ParseInt((fraction + "000000000")[:9], 10, 64)
			if err != nil {
				return 0, false
			}
			nanos = digits
		}
		if most := int64(9e18) / scale; seconds > most || seconds < -most {
			return 0, false
		}
		return seconds*scale + nanos, true
	}
	if strings.ContainsAny(text, "eE") && !strings.ContainsAny(text, ":-") {
		seconds, err := strconv.ParseFloat(text, 64)
		if err != nil || seconds < 0 || seconds > 9e15 {
			return 0, false
		}
		return parseTime(strconv.FormatFloat(seconds, 'f', -1, 64))
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006/01/02 15:04:05"} {
		if at, err := time.Parse(layout, text); err == nil && at.Year() > 1900 && at.Year() < 2200 {
			return at.UnixNano(), true
		}
	}
	return 0, false
}

// promSeries is one series of a matrix or a vector.
type promSeries struct {
	Metric map[string]string `json:"metric"`
	Values [][2]number       `json:"values"`
	Value  *[2]number        `json:"value"`
}

func (p promSeries) series() series {
	s := series{name: p.Metric["__name__"], labels: maps.Clone(p.Metric)}
	delete(s.labels, "__name__")
	if p.Value != nil {
		p.Values = append(p.Values, *p.Value)
	}
	for _, v := range p.Values {
		s.add(string(v[0]), string(v[1]))
	}
	return s
}

// frame is a data frame of Grafana: columns, with their values beside them or in them.
type frame struct {
	Name   string `json:"name"`
	Schema struct {
		Name   string       `json:"name"`
		Fields []frameField `json:"fields"`
	} `json:"schema"`
	Data struct {
		Values [][]number `json:"values"`
	} `json:"data"`
	Fields []frameField `json:"fields"`
}

type frameField struct {
	Name   string            `json:"name"`
	Type   string            `json:"type"`
	Labels map[string]string `json:"labels"`
	Values values            `json:"values"`
	Config struct {
		DisplayName string `json:"displayName"`
		FromDS      string `json:"displayNameFromDS"`
		Unit        string `json:"unit"`
	} `json:"config"`
}

// values are the numbers of a field; older versions of Grafana wrapped them.
type values []number

// UnmarshalJSON implements json.Unmarshaler.
func (v *values) UnmarshalJSON(data []byte) error {
	var plain []number
	if json.Unmarshal(data, &plain) == nil {
		*v = plain
		return nil
	}
	var wrapped struct {
		Buffer []number `json:"buffer"`
	}
	if json.Unmarshal(data, &wrapped) == nil {
		*v = wrapped.Buffer
	}
	return nil
}

// series makes one of each column of numbers, told apart by its columns of words where
// it has such.
func (f frame) series() []series {
	fields := f.Fields
	for i, field := range f.Schema.Fields {
		if i < len(f.Data.Values) {
			field.Values = f.Data.Values[i]
		}
		fields = append(fields, field)
	}
	at := slices.IndexFunc(fields, func(field frameField) bool { return field.Type == "time" })
	if at < 0 {
		return nil
	}
	var words []frameField
	for _, field := range fields {
		if field.Type == "string" {
			words = append(words, field)
		}
	}
	var found []series
	for _, field := range fields {
		if field.Type != "number" {
			continue
		}
		byWords := map[string]int{}
		for i, value := range field.Values {
			if i >= len(fields[at].Values) {
				break
			}
			labels := maps.Clone(field.Labels)
			for _, word := range words {
				if i < len(word.Values) {
					if labels == nil {
						labels = map[string]string{}
					}
					labels[word.Name] = string(word.Values[i])
				}
			}
			said := make([]string, len(words))
			for at, word := range words {
				said[at] = labels[word.Name]
			}
			key := strings.Join(said, "\x00")
			n, known := byWords[key]
			if !known {
				n = len(found)
				byWords[key] = n
				found = append(found, series{name: f.title(field), labels: labels})
			}
			found[n].add(string(fields[at].Values[i]), string(value)+unitBehind(field.Config.Unit, string(value)))
		}
	}
	return found
}

// title names a column: Grafana calls most of them "Value" and means the frame.
func (f frame) title(field frameField) string {
	name := field.Name
	if name == "Value" || name == "value" {
		name = cmp.Or(f.Name, f.Schema.Name, name)
	}
	return cmp.Or(field.Config.DisplayName, field.Config.FromDS, name)
}

// grafanaUnits are the words that stand for Grafana's units behind a number. They never
// change.
var grafanaUnits = map[string]string{
	"s": "s", "ms": "ms", "µs": "us", "ns": "ns", "m": "min", "h": "h", "d": "d",
	"bytes": "B", "decbytes": "B", "kbytes": "KiB", "mbytes": "MiB", "gbytes": "GiB", "deckbytes": "kB", "decmbytes": "MB", "decgbytes": "GB",
	"percent": "%",
}

// unitBehind is what is written behind a number that a field gives a unit.
func unitBehind(unit, value string) string {
	if _, err := strconv.ParseFloat(value, 64); err != nil {
		return ""
	}
	return grafanaUnits[unit]
}

// metricData is a series of CloudWatch's GetMetricData.
type metricData struct {
	ID         string   `json:"Id"`
	Label      string   `json:"Label"`
	Timestamps []number `json:"Timestamps"`
	Values     []number `json:"Values"`
}

func (m metricData) series() series {
	s := series{name: cmp.Or(m.Label, m.ID)}
	for i, at := range m.Timestamps {
		if i < len(m.Values) {
			s.add(string(at), string(m.Values[i]))
		}
	}
	return s
}
