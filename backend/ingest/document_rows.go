package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// Some documents keep their records as lists. Loki answers with a time in
// nanoseconds and a line, ["1773524400123456789", "pool exhausted"], Fluentd
// forwards a time and an object, [1773524400, {"log": "pool exhausted"}], and
// CloudWatch Logs Insights answers with one object for each field,
// [{"field": "@timestamp", "value": "2026-03-14 21:40:00.123"}, …]:
// https://grafana.com/docs/loki/latest/reference/loki-http-api/
// https://github.com/fluent/fluentd/wiki/Forward-Protocol-Specification-v1
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html

// rowDepth returns the depth of records that are lists, or depthNone.
func rowDepth(body []byte) int {
	if !hasListInList(body) {
		return depthNone
	}
	for depth := depthArray; depth <= depthDeepest; depth++ {
		w := walker{depth: depth, rows: true}
		found := false
		w.walk(body, func(from, to int, ends bool) {
			found = found || ends && isTimed(body[from:to])
		})
		if found {
			return depth
		}
	}
	return depthNone
}

// hasListInList reports whether a list begins with another.
func hasListInList(b []byte) bool {
	for i := 0; i < len(b); i++ {
		next := bytes.IndexByte(b[i:], '[')
		if next < 0 {
			return false
		}
		i += next
		if inner := skipBlank(b, i+1); inner < len(b) && b[inner] == '[' {
			return true
		}
	}
	return false
}

// headRow reads a list as an entry: a time and what was logged, or fields.
func headRow(row []byte, h *head) bool {
	h.Stamp = stamp.Stamp{At: stamp.NoTime, Zone: stamp.NoZone}
	h.level, h.format, h.from, h.to, h.text = retro.LevelNone, formatJSONDocument, 0, 0, 0
	i := skipBlank(row, 1)
	if i >= len(row) {
		return false
	}
	if row[i] == '{' {
		return headFieldRow(row, h)
	}
	second := secondOfRow(row, i)
	if second < 0 || row[i] != '"' && !stamp.IsDigit(row[i]) {
		return false
	}
	var read stamp.Stamp
	from, to, ok := parseTimeValue(row, i, valueEnd(row, i), &read)
	// A number beside a number, or beside one in quotes, is a sample of a metric.
	quoted := row[i] == '"' && row[second] == '"' && to-from >= len("1773524400123456789")
	if !ok || !quoted && (row[i] == '"' || row[second] != '{') {
		return false
	}
	h.Stamp, h.from, h.to, h.text = read, from, to, second
	if row[second] == '"' {
		h.level = innerLevel(row[second+1:])
		if row[second+1] == '{' && h.level == retro.LevelNone {
			if end := valueEnd(row, second); end > 0 {
				h.level = innerLevel([]byte(fieldText(row[second:end]))) // An object as text.
			}
		}
	}
	return true
}

// secondOfRow returns the place of the second value of a list whose first is at i, or
// -1 without one.
func secondOfRow(row []byte, i int) int {
	end := valueEnd(row, i)
	if end < 0 {
		return -1
	}
	if i = skipBlank(row, end); i >= len(row) || row[i] != ',' {
		return -1
	}
	if i = skipBlank(row, i+1); i >= len(row) {
		return -1
	}
	return i
}

// headFieldRow reads a list of fields, of which one is the time.
func headFieldRow(row []byte, h *head) bool {
	for name, value := range rowFields(row) {
		if string(name) != "@timestamp" {
			continue
		}
		var read stamp.Stamp
		from, to, ok := parseTimeValue(row, value.from, value.to, &read)
		if !ok {
			return false
		}
		if read.Zone == stamp.NoZone {
			read.Zone = 0 // By definition.
		}
		h.Stamp, h.from, h.to = read, from, to
		return true
	}
	return false
}

// rowFields yields the fields of a list of objects with a field and a value each.
func rowFields(row []byte) func(yield func(name []byte, value span) bool) {
	return func(yield func(name []byte, value span) bool) {
		for i := skipBlank(row, 1); i >= 0 && i < len(row) && row[i] == '{'; i = secondOfRow(row, i) {
			end := valueEnd(row, i)
			if end < 0 {
				return
			}
			var name []byte
			var value span
			for m := range members(row[:end], skipBlank(row, i+1)) {
				switch string(m.key) {
				case "field":
					name = bytes.Trim(row[m.value.from:m.value.to], `"`)
				case "value":
					value = m.value
				}
			}
			if name == nil || value.to <= value.from || !yield(name, value) {
				return
			}
		}
	}
}

// describeRow shows the second value of a list, or its fields.
func describeRow(row []byte, h *head, d *Description) {
	if h.text == 0 {
		for name, value := range rowFields(row) {
			field := Field{Name: text(name), Value: fieldText(row[value.from:value.to])}
			if field.Name == "@message" {
				d.Text = strings.TrimRight(field.Value, "\r\n")
			} else if field.Name != "@timestamp" {
				d.Fields = append(d.Fields, field)
			}
		}
		return
	}
	second := row[h.text:]
	if end := valueEnd(second, 0); end >= 0 {
		second = second[:end]
	}
	if second[0] == '{' {
		describeJSON(second, &head{}, d)
		return
	}
	d.Text = strings.TrimRight(fieldText(second), "\r\n")
}
