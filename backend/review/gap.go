package review

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// gapsIn remarks on the silent stretches of the timeline.
func gapsIn(c *retro.Content) []Finding {
	var findings []Finding
	for _, gap := range retro.DeriveGaps(c.Events) {
		after := ""
		for _, e := range c.Events {
			if e.ID == gap.After {
				after = e.Title
			}
		}
		findings = append(findings, Finding{
			Kind: KindGap, Rule: "silence", Noun: retro.NounEvent, ID: string(gap.Before),
			Words:     fmt.Sprintf("The timeline says nothing for %s after “%s”", lengthOf(gap.Length), after),
			Reason:    "Somebody did, saw or waited for something in that time.",
			Questions: []string{"Who was at work then, and on what?", "What did people wait for?", "Who has not been asked yet: support, another team?"},
		})
	}
	return findings
}

// lengthOf writes a duration in whole minutes: "3 h 20 min", "2 d 4 h".
func lengthOf(d time.Duration) string {
	d = d.Truncate(time.Minute)
	days, hours, minutes := d/(24*time.Hour), d%(24*time.Hour)/time.Hour, d%time.Hour/time.Minute
	var parts []string
	if days > 0 {
		parts = append(parts, fmt.Sprintf("%d d", days))
	}
	if hours > 0 {
		parts = append(parts, fmt.Sprintf("%d h", hours))
	}
	if minutes > 0 && days == 0 {
		parts = append(parts, fmt.Sprintf("%d min", minutes))
	}
	return strings.Join(parts, " ")
}
