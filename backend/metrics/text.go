package metrics

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// sample is a line of the text exposition that has a time: in milliseconds, or in
// seconds as OpenMetrics has it. An exemplar may follow.
var sample = regexp.MustCompile(`^([a-zA-Z_:][\w:]*)(\{(?:[^"}]|"(?:\\.|[^"\\])*")*\})?\s+([+-]?(?:\d\S*|\.\d\S*|NaN|Inf))\s+(\d{9,16}(?:\.\d+)?)(?:\s+#.*)?$`)

var label = regexp.MustCompile(`([a-zA-Z_]\w*)\s*=\s*("(?:\\.|[^"\\])*")`)

// looksLikeExposition asks for lines that are samples, and hardly any that are neither
// that nor a comment.
func looksLikeExposition(head []byte) bool {
	found, others := 0, 0
	for n, line := range bytes.Split(head, []byte{'\n'}) {
		line = bytes.TrimSpace(line)
		switch {
		case n > 400:
			return found > 0 && others*10 <= found
		case len(line) == 0 || line[0] == '#':
		case sample.Match(line):
			found++
		case n > 0 || found > 0: // the last one may be cut off
			others++
		}
	}
	return found > 1 && (others-1)*10 <= found
}

func readExposition(text []byte) []series {
	var all []series
	byName := map[string]int{}
	for line := range bytes.Lines(text) {
		parts := sample.FindSubmatch(bytes.TrimSpace(line))
		if parts == nil {
			continue
		}
		key := string(parts[1]) + string(parts[2])
		n, known := byName[key]
		if !known {
			n = len(all)
			byName[key] = n
			all = append(all, series{name: string(parts[1]), labels: labelsOf(string(parts[2]))})
		}
		all[n].add(string(parts[4]), string(parts[3]))
	}
	return withPoints(all)
}

func labelsOf(text string) map[string]string {
	labels := map[string]string{}
	for _, parts := range label.FindAllStringSubmatch(text, -1) {
		value, err := strconv.Unquote(parts[2])
		if err != nil {
			value = strings.Trim(parts[2], `"`)
		}
		labels[parts[1]] = value
	}
	return labels
}

// cloudWatchHeads are the lines with which a CSV of CloudWatch's console begins. They
// never change.
var cloudWatchHeads = []string{"id", "label", "dimensions", "metric", "unit", "period", "statistic", "account", "region", "namespace", "full label"}

// looksLikeCloudWatch asks for the lines that say what the columns are, of which the
// period and the statistic are in no other table.
func looksLikeCloudWatch(head []byte) bool {
	found := 0
	for n, line := range bytes.Split(head, []byte{'\n'}) {
		first, _, _ := bytes.Cut(line, []byte{','})
		name := strings.ToLower(strings.Trim(string(first), "\" \r"))
		if n > 12 || !slices.Contains(cloudWatchHeads, name) {
			break
		}
		if name == "period" || name == "statistic" || name == "label" {
			found++
		}
	}
	return found == 3
}

func readCloudWatch(text []byte) []series {
	rows := csv.NewReader(bytes.NewReader(text))
	rows.FieldsPerRecord, rows.LazyQuotes = -1, true
	all, err := rows.ReadAll()
	if err != nil {
		return nil
	}
	heads := map[string][]string{}
	var found []series
	for _, row := range all {
		name := strings.ToLower(strings.TrimSpace(row[0]))
		if len(found) == 0 && slices.Contains(cloudWatchHeads, name) {
			heads[name] = row
			continue
		}
		if found == nil {
			found = make([]series, len(heads["label"]))
			for i := range found {
				found[i] = cloudWatchSeries(heads, i)
			}
		}
		for i := 1; i < len(row) && i < len(found); i++ {
			if strings.TrimSpace(row[i]) != "" {
				unit := ""
				if units := heads["unit"]; i < len(units) {
					unit = unitBehind(cloudWatchUnits[units[i]], row[i])
				}
				found[i].add(row[0], row[i]+unit)
			}
		}
	}
	return withPoints(found)
}

func cloudWatchSeries(heads map[string][]string, column int) series {
	s := series{labels: map[string]string{}}
	for key, row := range heads {
		if column >= len(row) {
			continue
		}
		switch value := strings.TrimSpace(row[column]); {
		case key == "label":
			s.name = value
		case value != "" && (key == "statistic" || key == "dimensions"):
			s.labels[key] = value
		}
	}
	return s
}

// cloudWatchUnits are Grafana's names of CloudWatch's units. They never change.
var cloudWatchUnits = map[string]string{
	"Seconds": "s", "Milliseconds": "ms", "Microseconds": "µs", "Bytes": "decbytes", "Kilobytes": "deckbytes", "Megabytes": "decmbytes",
	"Gigabytes": "decgbytes", "Percent": "percent",
}
