package review

import (
	"fmt"

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
			Words:     fmt.Sprintf("The timeline says nothing for %s after “%s”", retro.FormatMinutes(gap.Length), after),
			Reason:    "Somebody did, saw or waited for something in that time.",
			Questions: []string{"Who was at work then, and on what?", "What did people wait for?", "Who has not been asked yet: support, another team?"},
		})
	}
	return findings
}
