package retro

import (
	"slices"
	"strings"
)

// SectionRole is the part that a section plays in a document, whatever its heading
// says: what a summary quotes, and what a switch to another template matches.
type SectionRole string

// The roles of sections.
const (
	SectionNoRole       SectionRole = "" // only its heading tells
	SectionSummary      SectionRole = "summary"
	SectionBackground   SectionRole = "background"
	SectionLeadUp       SectionRole = "lead-up"
	SectionStory        SectionRole = "story"
	SectionImpact       SectionRole = "impact"
	SectionTrigger      SectionRole = "trigger"
	SectionDetection    SectionRole = "detection"
	SectionResponse     SectionRole = "response"
	SectionResolution   SectionRole = "resolution"
	SectionTimeline     SectionRole = "timeline"
	SectionCauses       SectionRole = "causes"
	SectionMitigators   SectionRole = "mitigators"
	SectionRisks        SectionRole = "risks"
	SectionWentWell     SectionRole = "went-well"
	SectionWentBadly    SectionRole = "went-badly"
	SectionLuck         SectionRole = "luck"
	SectionLearnings    SectionRole = "learnings"
	SectionSurprises    SectionRole = "surprises"
	SectionActions      SectionRole = "actions"
	SectionIfTime       SectionRole = "if-time"
	SectionData         SectionRole = "data"
	SectionSeenBefore   SectionRole = "seen-before"
	SectionPeople       SectionRole = "people"
	SectionQuestions    SectionRole = "questions"
	SectionMessages     SectionRole = "messages"
	SectionUnspoken     SectionRole = "unspoken"
	SectionDecisions    SectionRole = "decisions"
	SectionViews        SectionRole = "views"
	SectionAppreciation SectionRole = "appreciation"
	SectionMeeting      SectionRole = "meeting"
	SectionClaims       SectionRole = "claims"
	SectionCommitment   SectionRole = "commitment"
	SectionEpilogue     SectionRole = "epilogue"
)

// SectionRoles lists the roles but SectionNoRole in the order in which documents tell.
func SectionRoles() []SectionRole {
	return []SectionRole{
		SectionSummary, SectionBackground, SectionLeadUp, SectionStory, SectionImpact, SectionTrigger, SectionDetection, SectionResponse, SectionResolution,
		SectionTimeline, SectionCauses, SectionMitigators, SectionRisks, SectionWentWell, SectionWentBadly, SectionLuck, SectionLearnings, SectionSurprises,
		SectionActions, SectionIfTime, SectionData, SectionSeenBefore, SectionPeople, SectionQuestions, SectionMessages, SectionUnspoken, SectionDecisions,
		SectionViews, SectionAppreciation, SectionMeeting, SectionClaims, SectionCommitment, SectionEpilogue,
	}
}

// HiddenBy says what hid a section; a hidden one keeps its text and leaves with no
// export.
type HiddenBy string

// What hides a section.
const (
	HiddenByNobody   HiddenBy = ""
	HiddenByHand     HiddenBy = "hand"
	HiddenByTemplate HiddenBy = "template" // empty, and not in the template that was switched to
)

// Visible returns the content without the sections that are hidden and without private
// notes: what may leave.
func (c Content) Visible() Content {
	visible := make([]Section, 0, len(c.Sections))
	for _, section := range c.Sections {
		if section.Hidden == HiddenByNobody {
			visible = append(visible, section)
		}
	}
	c.Sections, c.Private = visible, nil
	return c
}

// Summary is the section that sums up: by its part, else by its heading, else the one that
// tells the story, or at least the impact; nil without any.
func (c *Content) Summary() *Section {
	for _, is := range []func(Section) bool{
		func(s Section) bool { return s.Role == SectionSummary },
		func(s Section) bool { return strings.Contains(strings.ToLower(s.Heading), "summary") },
		func(s Section) bool { return s.Role == SectionStory },
		func(s Section) bool { return s.Role == SectionImpact },
	} {
		if i := slices.IndexFunc(c.Sections, is); i >= 0 {
			return &c.Sections[i]
		}
	}
	return nil
}
