package review

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/afterword-app/afterword/backend/retro"
)

// adder adds a finding about a thing.
type adder func(rule string, noun retro.Noun, id, format string, args ...any)

// missingIn remarks on what readers would miss: places that are not decided, sections
// that say nothing, pictures that nobody can hear described, times in a zone that nobody
// named, work without an owner.
func missingIn(in Input) []Finding {
	var findings []Finding
	var add adder = func(rule string, noun retro.Noun, id, format string, args ...any) {
		findings = append(findings, Finding{Kind: KindCompleteness, Rule: rule, Noun: noun, ID: id, Words: fmt.Sprintf(format, args...)})
	}
	for _, section := range in.Content.Sections {
		if n := in.Undecided[section.ID]; n > 0 {
			add("undecided", retro.NounSection, string(section.ID), "“%s” shows both versions of %s that nobody has decided", section.Heading, retro.Count(n, "place", "places"))
		}
		if strings.TrimSpace(section.Body) == "" && section.Block == retro.BlockNone {
			add("empty-section", retro.NounSection, string(section.ID), "“%s” is empty", section.Heading)
		}
	}
	if in.Content.IsDraft {
		add("draft", retro.NounParticulars, "", "It is still marked as a draft, and whatever leaves says so")
	}
	saysImpact(in.Content, add)
	leadsNowhere(in.Content, add)
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
		add("no-owner", retro.NounActionItem, "", "%s to do now without an owner", retro.Count(ownerless, "action item", "action items"))
	}
	return findings
}

// saysImpact remarks on an impact that nobody told: neither in the section for it nor in
// the table. Where there was an outage, it may not be dropped without a word.
func saysImpact(c retro.Content, add adder) {
	of, _ := retro.TableOf(retro.NounImpact)
	rows := c.Tables[of.Noun]
	said := slices.ContainsFunc(c.Sections, func(s retro.Section) bool {
		// Sections of older documents play no part.
		isImpact := s.Role == retro.SectionImpact || s.Role == retro.SectionNoRole && strings.Contains(strings.ToLower(s.Heading), "impact")
		return isImpact && strings.TrimSpace(s.Body) != ""
	})
	shown := c.HasBlock(retro.BlockImpact) || c.HasBlock(retro.BlockFigures)
	switch hurt := slices.ContainsFunc(c.Events, func(e retro.Event) bool { return e.Kind == retro.KindImpact }); {
	case len(rows) > 0 && !shown:
		add("impact-not-shown", retro.NounImpact, "", "No section shows the impact, of which %s", retro.Count(len(rows), "row", "rows")+" tells")
	case len(rows) == 0 && !said && hurt:
		add("no-impact", retro.NounImpact, "", "Nobody has said how many were affected, what they felt and for how long")
	}
	for _, row := range rows {
		if row.Cells["felt"] == "" {
			add("impact-not-felt", retro.NounImpact, string(row.ID), "Nobody has said what “%s” felt", of.TitleOf(row))
		}
	}
}

// leadsNowhere remarks on times that are told from an event that is gone, and on links to
// events and evidence that are gone.
func leadsNowhere(c retro.Content, add adder) {
	for _, e := range c.Events {
		for _, at := range []*retro.Instant{&e.At, e.End} {
			if at != nil && !at.Anchor.IsZero() && c.FindEvent(at.Anchor.Event) == nil {
				add("anchor-gone", retro.NounEvent, string(e.ID), "The time of “%s” is told from an event that is not there any more", e.Title)
				break
			}
		}
	}
	for _, s := range c.Sections {
		for _, link := range linkInside().FindAllStringSubmatch(s.Body, -1) {
			noun, id := link[1], link[2]
			if noun == "evidence" && c.FindEvidence(retro.EvidenceID(id)) == nil || noun == "event" && c.FindEvent(retro.EventID(id)) == nil {
				add("link-gone", retro.NounSection, string(s.ID), "“%s” refers to %s that is not there any more", s.Heading, article(noun))
			}
		}
	}
}

// linkInside is a link to evidence or an event: "](evidence/ID#L1)".
var linkInside = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\]\((evidence|event)/([0-9a-z]+)`) })

func article(noun string) string {
	if noun == "event" {
		return "an event"
	}
	return "evidence"
}
