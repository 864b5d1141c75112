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
	state, said, _ := strings.Cut(t.line(i), " - ")
	switch strings.TrimSpace(state) {
	case "Resolved", "Monitoring", "Identified", "Investigating", "Update", "Postmortem", "Completed", "Scheduled", "In progress", "Verifying":
	default:
		return message{}, false
	}
	for next := i + 1; next < len(t.lines) && next < i+statusReach; next++ {
		if w, written, ok := parseWhen(strings.TrimPrefix(t.line(next), "Posted ")); ok && w.day.kind != dayNone {
			if said != "" && next == i+1 {
				return message{}, false
			}
			return message{actor: statusPage, when: w, written: written, lines: 1, text: strings.TrimSpace(t.line(i))}, true
		}
	}
	return message{}, false
}
