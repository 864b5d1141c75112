package retro

import (
	"slices"
	"strings"
	"time"
)

// Content is everything that a retrospective says at one moment: what a revision
// saves, what the window edits and what two revisions are compared by. Sections,
// factors, action items and participants stand in their own order; events are
// kept sorted by time, evidence in the order in which it was added.
type Content struct {
	Title    string `json:"title"`
	Template string `json:"template,omitempty"`
	// Zones are the zones to show, as IANA names, see ShownZones.
	Zones        []string      `json:"zones,omitempty"`
	SharedAt     *time.Time    `json:"sharedAt,omitempty"`
	SharedIn     string        `json:"sharedIn,omitempty"` // a channel, a page, a link
	IsDraft      bool          `json:"draft,omitempty"`    // whatever leaves says so
	Solo         Solo          `json:"solo,omitempty"`
	Aliases      []Alias       `json:"aliases,omitempty"` // see CalledInstead
	Sections     []Section     `json:"sections"`
	Events       []Event       `json:"events"`
	Factors      []Factor      `json:"factors"`
	ActionItems  []ActionItem  `json:"actionItems"`
	Participants []Participant `json:"participants"`
	Debrief      Debrief       `json:"debrief"`
	// Questions are what people are asked, and Answers what they said.
	Questions []Question `json:"questions,omitempty"`
	Answers   []Answer   `json:"answers,omitempty"`
	Evidence  []Evidence `json:"evidence"`
	// Private are the notes that leave with nothing.
	Private []PrivateNote `json:"private,omitempty"`
	// Verdicts are what people made of findings of the review.
	Verdicts []Verdict `json:"verdicts,omitempty"`
	// Tables are the lists that are tables of words, see [Table].
	Tables Rows `json:"tables,omitempty"`
	// More holds the lists that have no field here.
	More More `json:"-"`
	// Lost is what is stored with the content and cannot be read, see [Content.Damage].
	Lost []Lost `json:"-"`
}

// FindEvidence returns the evidence with the id, or nil. The pointer reaches
// into the content.
func (c *Content) FindEvidence(id EvidenceID) *Evidence {
	return find(c.Evidence, func(e Evidence) bool { return e.ID == id })
}

// FindEvent returns the event with the id, or nil.
func (c *Content) FindEvent(id EventID) *Event {
	return find(c.Events, func(e Event) bool { return e.ID == id })
}

// FindSection returns the section with the id, or nil.
func (c *Content) FindSection(id SectionID) *Section {
	return find(c.Sections, func(s Section) bool { return s.ID == id })
}

// FindFactor returns the factor with the id, or nil.
func (c *Content) FindFactor(id FactorID) *Factor {
	return find(c.Factors, func(f Factor) bool { return f.ID == id })
}

// FindActionItem returns the action item with the id, or nil.
func (c *Content) FindActionItem(id ActionItemID) *ActionItem {
	return find(c.ActionItems, func(a ActionItem) bool { return a.ID == id })
}

// FindParticipant returns the participant with the id, or nil.
func (c *Content) FindParticipant(id ParticipantID) *Participant {
	return find(c.Participants, func(p Participant) bool { return p.ID == id })
}

// SectionByHeading returns the first section with a heading, or nil. Case and
// surrounding space do not matter.
func (c *Content) SectionByHeading(heading string) *Section {
	return find(c.Sections, func(s Section) bool {
		return strings.EqualFold(strings.TrimSpace(s.Heading), strings.TrimSpace(heading))
	})
}

// Headings returns the headings of the sections, in order.
func (c *Content) Headings() []string {
	headings := make([]string, len(c.Sections))
	for i, section := range c.Sections {
		headings[i] = section.Heading
	}
	return headings
}

// HasBlock reports whether some section shows the live block.
func (c *Content) HasBlock(block LiveBlock) bool {
	return slices.ContainsFunc(c.Sections, func(s Section) bool { return s.Shows(block) })
}

// ShownZones returns the zones in which times are shown, the leading one first:
// UTC leads unless it was put behind others.
func (c *Content) ShownZones() []string {
	if slices.Contains(c.Zones, "UTC") {
		return slices.Clone(c.Zones)
	}
	return append([]string{"UTC"}, c.Zones...)
}

// Lead returns the name of the lead investigator, or "".
func (c *Content) Lead() string {
	for _, p := range c.Participants {
		if p.Has(RoleLead) {
			return p.Name
		}
	}
	return ""
}

func find[T any](items []T, match func(T) bool) *T {
	if index := slices.IndexFunc(items, match); index >= 0 {
		return &items[index]
	}
	return nil
}

// Clone returns a content whose lists may be altered without touching this one.
// What the elements point at is shared: replace it, do not alter it.
func (c Content) Clone() Content {
	c.Zones = slices.Clone(c.Zones)
	c.Aliases = slices.Clone(c.Aliases)
	c.Sections = slices.Clone(c.Sections)
	c.Events = slices.Clone(c.Events)
	c.Factors = slices.Clone(c.Factors)
	c.ActionItems = slices.Clone(c.ActionItems)
	c.Participants = slices.Clone(c.Participants)
	c.Debrief.Notes = slices.Clone(c.Debrief.Notes)
	c.Questions = slices.Clone(c.Questions)
	c.Answers = slices.Clone(c.Answers)
	c.Evidence = slices.Clone(c.Evidence)
	c.Private = slices.Clone(c.Private)
	c.Verdicts = slices.Clone(c.Verdicts)
	c.Tables = c.Tables.clone()
	c.More = c.More.clone()
	return c
}

// Normalised returns the content with empty lists in place of missing ones, the
// shape in which it is stored and compared.
func (c Content) Normalised() Content {
	c.Sections = nonNil(c.Sections)
	c.Events = nonNil(c.Events)
	c.Factors = nonNil(c.Factors)
	c.ActionItems = nonNil(c.ActionItems)
	c.Participants = nonNil(c.Participants)
	c.Evidence = nonNil(c.Evidence)
	c.Tables = c.Tables.normalised()
	c.More = c.More.normalised()
	return c
}

func nonNil[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}
