package metrics

import (
	"cmp"
	"encoding/csv"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// series is the numbers of one thing over time.
type series struct {
	name   string
	labels map[string]string
	points []point
}

// point is a number as it was written, "" for none, at nanoseconds since 1970.
type point struct {
	at    int64
	value string
}

// maxCells bounds a table: series whose times have nothing in common make one that is
// mostly empty.
const maxCells = 20_000_000

// write writes series as a table.
func write(w io.Writer, all []series) error {
	var times []int64
	for _, s := range all {
		for _, p := range s.points {
			times = append(times, p.at)
		}
	}
	slices.Sort(times)
	times = slices.Compact(times)
	if len(times) == 0 {
		return retro.Errorf(retro.CodeInvalid, "the export has no numbers")
	}
	if len(times)*len(all) > maxCells {
		return retro.Errorf(retro.CodeUnsupported, "%d series at %d times are more than one table can hold", len(all), len(times))
	}
	layout := "2006-01-02T15:04:05Z"
	for _, at := range times {
		switch {
		case at%1e9 == 0:
		case at%1e6 == 0 && len(layout) < len("2006-01-02T15:04:05.000Z"):
			layout = "2006-01-02T15:04:05.000Z"
		case at%1e6 != 0:
			layout = "2006-01-02T15:04:05.000000000Z"
		}
	}
	out := csv.NewWriter(w)
	if err := out.Write(append([]string{"time"}, names(all)...)); err != nil {
		return err
	}
	// Each series is walked once, beside the times.
	for i := range all {
		slices.SortStableFunc(all[i].points, func(a, b point) int { return cmp.Compare(a.at, b.at) })
	}
	next := make([]int, len(all))
	row := make([]string, 1+len(all))
	for _, at := range times {
		row[0] = time.Unix(0, at).UTC().Format(layout)
		for i, s := range all {
			row[1+i] = ""
			for next[i] < len(s.points) && s.points[next[i]].at == at {
				row[1+i] = s.points[next[i]].value
				next[i]++
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error() //nolint:wrapcheck // the writer's own
}

// names names each series by what it differs in from the others, and no two alike.
func names(all []series) []string {
	var shared map[string]string
	if len(all) > 1 {
		shared = maps.Clone(all[0].labels)
		for _, s := range all[1:] {
			maps.DeleteFunc(shared, func(key, value string) bool { return s.labels[key] != value })
		}
	}
	known := map[string]int{}
	var named []string
	for _, s := range all {
		var labels []string
		for _, key := range slices.Sorted(maps.Keys(s.labels)) {
			if _, same := shared[key]; !same {
				labels = append(labels, key+"="+strconv.Quote(s.labels[key]))
			}
		}
		name := strings.Join(strings.Fields(s.name), " ")
		if len(labels) > 0 {
			name += "{" + strings.Join(labels, ",") + "}"
		}
		if name == "" {
			name = "value"
		}
		known[name]++
		if n := known[name]; n > 1 {
			name += " (" + strconv.Itoa(n) + ")"
		}
		named = append(named, name)
	}
	return named
}
