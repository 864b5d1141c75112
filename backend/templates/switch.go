package templates

import (
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// Switch gives a document the shape of another template, and loses no word.
//
// A section of the new template takes over the one that plays the same part, and
// with it what the old template said of it: a heading, prompt or live block that
// a person changed stays. What the new template has no place for stays where it
// was, hidden where nothing is written in it; what a switch brought and nobody
// used goes. So a switch and back again changes nothing, but for what was written
// meanwhile.
//
// rows are those of the tables: what a section shows of them stays to be seen. from is
// the template that the document has, which may be empty where nobody knows it any more.
func Switch(sections []retro.Section, from, to retro.Template, rows retro.Rows, newID func() retro.SectionID) []retro.Section {
	s := switching{from: from, to: to, rows: rows}
	taken := make([]bool, len(sections))
	before := make([]int, len(sections)) // the place of the section that each one followed, -1 for none
	for i := range sections {
		before[i] = i - 1
	}
	type placed struct {
		section retro.Section
		was     int // its place before, -1 for a new one
	}
	var shaped []placed
	for _, want := range to.Sections {
		at := s.find(sections, taken, want)
		if at < 0 {
			shaped = append(shaped, placed{retro.Section{
				ID: newID(), Heading: want.Heading, Prompt: want.Prompt, Block: want.Block, Role: want.Role, From: to.Name,
			}, -1})
			continue
		}
		taken[at] = true
		shaped = append(shaped, placed{s.reshaped(sections[at], want), at})
	}
	for i, section := range sections {
		if taken[i] {
			continue
		}
		isShown := slices.ContainsFunc(shaped, func(p placed) bool {
			return p.section.Hidden == retro.HiddenByNobody && (p.section.Shows(section.Block) || shows(p.section.Block, section.Block))
		})
		isEmpty := strings.TrimSpace(section.Body) == "" && (isShown || !s.hasRows(section.Block))
		if isEmpty && section.From != "" && s.isAsItCame(section) {
			continue
		}
		if isEmpty && s.isOf(section) && section.Hidden == retro.HiddenByNobody {
			section.Hidden = retro.HiddenByTemplate
		}
		// Behind the one that it followed, as far back as one of those is still there.
		at := 0
		for follows := before[i]; follows >= 0; follows = before[follows] {
			if found := slices.IndexFunc(shaped, func(p placed) bool { return p.was == follows }); found >= 0 {
				at = found + 1
				break
			}
		}
		shaped = slices.Insert(shaped, at, placed{section, i})
	}
	result := make([]retro.Section, len(shaped))
	for i, p := range shaped {
		result[i] = p.section
	}
	return result
}

type switching struct {
	from, to retro.Template
	rows     retro.Rows
}

// find returns the place of the section that plays the part of one of the new
// template, -1 for none.
func (s switching) find(sections []retro.Section, taken []bool, want retro.TemplateSection) int {
	for i, section := range sections {
		if taken[i] || s.role(section) != want.Role {
			continue
		}
		if want.Role != "" || sameHeading(section.Heading, want.Heading) {
			return i
		}
	}
	return -1
}

// role is the part that a section plays: its own, or that of the section of either
// template that has its heading.
func (s switching) role(section retro.Section) retro.SectionRole {
	if section.Role != "" {
		return section.Role
	}
	for _, template := range []retro.Template{s.from, s.to} {
		if known := byHeading(template, section.Heading); known != nil {
			return known.Role
		}
	}
	return ""
}

// reshaped gives a section what the new template says of it, where the old one
// said what it has.
func (s switching) reshaped(section retro.Section, want retro.TemplateSection) retro.Section {
	if section.Hidden == retro.HiddenByTemplate {
		section.Hidden = retro.HiddenByNobody
	}
	known := s.known(section)
	if known == nil {
		return section
	}
	if section.Heading == known.Heading {
		section.Heading = want.Heading
	}
	if section.Prompt == known.Prompt {
		section.Prompt = want.Prompt
	}
	if section.Block == known.Block && (shows(want.Block, section.Block) || !s.hasRows(section.Block)) {
		section.Block = want.Block
	}
	return section
}

// hasRows reports whether a live block is a table with rows.
func (s switching) hasRows(block retro.LiveBlock) bool {
	of, isTable := retro.FindTable(block)
	return isTable && len(s.rows[of.Noun]) > 0
}

// shows reports whether a live block shows what another one does: who was affected stands
// below the figures, too.
func shows(block, other retro.LiveBlock) bool {
	return block == other || block == retro.BlockFigures && other == retro.BlockImpact
}

// known is what a template said of a section: the old one, or the one it came from.
func (s switching) known(section retro.Section) *retro.TemplateSection {
	role := s.role(section)
	for i := range s.from.Sections {
		known := &s.from.Sections[i]
		if role != "" && known.Role == role || role == "" && known.Role == "" && sameHeading(known.Heading, section.Heading) {
			return known
		}
	}
	return nil
}

// isOf reports whether the old template has the section.
func (s switching) isOf(section retro.Section) bool { return s.known(section) != nil }

// isAsItCame reports whether nobody changed anything of an empty section that a
// switch brought.
func (s switching) isAsItCame(section retro.Section) bool {
	known := s.known(section)
	return known != nil && section.Hidden != retro.HiddenByHand &&
		section.Heading == known.Heading && section.Prompt == known.Prompt && section.Block == known.Block
}

func byHeading(template retro.Template, heading string) *retro.TemplateSection {
	for i := range template.Sections {
		if sameHeading(template.Sections[i].Heading, heading) {
			return &template.Sections[i]
		}
	}
	return nil
}

func sameHeading(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

// RoleOf is the part that a heading plays in the templates, "" where they differ or none
// has it.
func RoleOf(all []retro.Template, heading string) retro.SectionRole {
	role := retro.SectionNoRole
	for _, template := range all {
		known := byHeading(template, heading)
		switch {
		case known == nil:
		case role != retro.SectionNoRole && role != known.Role:
			return retro.SectionNoRole
		default:
			role = known.Role
		}
	}
	return role
}
