package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// missingIn remarks on what readers would miss: places that are not decided, sections
// that say nothing, pictures that nobody can hear described, times in a zone that nobody
// named, work without an owner.
func missingIn(in Input) []Finding {
	var findings []Finding
	add := func(rule string, noun retro.Noun, id, format string, args ...any) {
		findings = append(findings, Finding{Kind: KindCompleteness, Rule: rule, Noun: noun, ID: id, Words: fmt.Sprintf(format, args...)})
	}
	for _, section := range in.Content.Sections {
		if n := in.Undecided[section.ID]; n > 0 {
			add("undecided", retro.NounSection, string(section.ID), "“%s” shows both versions of %s that nobody has decided", section.Heading, counted(n, "place"))
		}
		if strings.TrimSpace(section.Body) == "" && section.Block == retro.BlockNone {
			add("empty-section", retro.NounSection, string(section.ID), "“%s” is empty", section.Heading)
		}
	}
	for _, e := range in.Content.Evidence {
		if e.Kind == retro.EvidenceScreenshot && e.Caption == "" {
			add("no-caption", retro.NounEvidence, string(e.ID), "“%s” has no caption", e.Label)
		}
		if slices.Contains(in.Readings[e.ID].Questions, "zone") {
			add("no-zone", retro.NounEvidence, string(e.ID), "Nobody has said in which zone “%s” was written", e.Label)
		}
	}
	ownerless := 0
	for _, item := range in.Content.ActionItems {
		if item.State == retro.ActionDoNow && item.Owner == "" {
			ownerless++
		}
	}
	if ownerless > 0 {
		add("no-owner", retro.NounActionItem, "", "%s to do now without an owner", counted(ownerless, "action item"))
	}
	return findings
}

func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
