package ingest

import (
	"strings"
)

var statusFormat = format{
	name: "status_page", title: "Status page, copied from its window",
	plural:  "updates of a status page",
	samples: []string{"Resolved\nThis incident has been resolved.\nMar 14, 2026 - 22:20 UTC"},
}

// statusPage is who writes the updates of one.
const statusPage = "Status page"

// statusReach is how many lines an update has at most.
const statusReach = 40

// statusHead reads the update of a status page: what the state is now, what people say of it,
// and at the end the time.
func (t *transcript) statusHead(i int) (message, bool) {
	state, _, _ := strings.Cut(t.line(i), " - ")
	if inner, found := strings.CutPrefix(state, "["); found {
		state, _, _ = strings.Cut(inner, "]")
	}
	switch strings.TrimSpace(state) {
	case "Resolved", "Monitoring", "Identified", "Investigating", "Update", "Postmortem", "Completed", "Scheduled", "In progress", "Verifying":
	default:
		return message{}, false
	}
	for next := i + 1; next < len(t.lines) && next < i+statusReach; next++ {
		if w, written, ok := parseWhen(withoutPosted(t.line(next))); ok && w.day.kind != dayNone {
			return message{actor: statusPage, when: w, written: written, lines: 1, text: strings.TrimSpace(t.line(i))}, true
		}
	}
	return message{}, false
}

// withoutPosted drops what stands before the time of an update: "Posted 2 days ago. ".
func withoutPosted(line string) string {
	rest, found := strings.CutPrefix(line, "Posted ")
	if !found {
		return line
	}
	if _, behind, ago := strings.Cut(rest, " ago. "); ago {
		return behind
	}
	return rest
}
