package ingest

import (
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// Alerts and tickets say when what they are about was over. Then an entry is a span.

// endFields are the names of such fields, without what parts their words.
var endFields = map[string]int{
	"endsat": 1, "endat": 1, "endedat": 1, "endtime": 1, "timeend": 1, "end": 1, "enddate": 1, "ended": 1, "finished": 1, "dateclosed": 1,
	"resolvedat": 2, "resolvedon": 2, "resolved": 2, "resolutiondate": 2, "resolvedtime": 2, "recoverytime": 2, "recoveredat": 2, "mitigatedat": 2, "resolvedate": 2,
	"closedat": 3, "closedon": 3, "closed": 3, "closetime": 3,
	"laststatuschangeat": 5, "lastseen": 5,
}

// endOf returns when what an entry is about was over, nil where it does not say or is not.
func (ix *Index) endOf(i int, fields []Field) *retro.Instant {
	start := ix.Instant(i)
	if start == nil || len(fields) == 0 {
		return nil
	}
	best, end := len(endFields), ""
	open := false
	for _, f := range fields {
		if f.Name == untilField {
			return ix.until(i, start, f.Value)
		}
		name := f.Name
		if at := strings.LastIndexByte(name, '.'); at >= 0 {
			if first := name[:at]; first != "fields" && first != "incident" && first != "alert" && first != "issue" && first != "properties" {
				continue
			}
			name = name[at+1:]
		}
		name = plainName.Replace(strings.ToLower(name))
		if rank, ok := endFields[name]; ok && rank < best && len(f.Value) > 7 {
			best, end = rank, f.Value
		}
		switch strings.ToLower(f.Value) {
		case "firing", "triggered", "open", "acknowledged", "alerting", "unresolved":
			open = open || name == "status" || name == "state"
		}
	}
	var s stamp.Stamp
	if end == "" || open || stamp.Parse([]byte(end), &s) != len(end) || !s.Flags.IsWhole() {
		return nil
	}
	order := stamp.OrderMonthFirst
	if ix.dayFirst {
		order = stamp.OrderDayFirst
	}
	if s.Flags&stamp.DayMonth != 0 && (ix.unsure || !s.Take(order)) {
		return nil
	}
	e := &ix.Entries[i]
	if s.Zone == stamp.NoZone && e.Zone != stamp.NoZone {
		s.At -= int64(e.Zone) * stamp.NanosPerMinute
	}
	if s.At <= e.At {
		return nil
	}
	return &retro.Instant{At: time.Unix(0, s.At).UTC(), Zone: start.Zone, Precision: stamp.PrecisionName(s.Precision)}
}

// until returns the end of an entry that is a stretch of time to a clock.
func (ix *Index) until(i int, start *retro.Instant, clock string) *retro.Instant {
	e := &ix.Entries[i]
	offset := int64(0)
	if e.Zone != stamp.NoZone {
		offset = int64(e.Zone) * stamp.NanosPerMinute
	}
	end := untilOf(e.At+offset, clock)
	if end == stamp.NoTime || end-offset <= e.At {
		return nil
	}
	return &retro.Instant{At: time.Unix(0, end-offset).UTC(), Zone: start.Zone, Precision: stamp.PrecisionName(stamp.PrecisionMinute)}
}
