package retro

import (
	"slices"
	"strings"
)

// Role is a part that a person has in the incident or its debrief.
type Role string

// The roles.
const (
	RoleLead         Role = "lead investigator"
	RoleFacilitator  Role = "facilitator"
	RoleNoteTaker    Role = "note taker"
	RoleMostInvolved Role = "most involved"
	RoleResponder    Role = "responder"
	RoleCustomer     Role = "customer representative"
	RoleProduct      Role = "product representative"
)

// Roles lists the roles in the order in which they are shown.
func Roles() []Role {
	return []Role{RoleLead, RoleFacilitator, RoleNoteTaker, RoleMostInvolved, RoleResponder, RoleCustomer, RoleProduct}
}

// Participant is somebody who was there, or who comes to the debrief.
type Participant struct {
	ID         ParticipantID `json:"id"`
	Name       string        `json:"name"`
	Roles      []Role        `json:"roles,omitempty"`
	Department string        `json:"department,omitempty"`
	Why        string        `json:"why,omitempty"` // why they were involved
	// HasSpoken marks who was heard in the debrief.
	HasSpoken bool `json:"hasSpoken,omitempty"`
}

// Has reports whether the participant has the role.
func (p Participant) Has(role Role) bool { return slices.Contains(p.Roles, role) }

func participantList() Description[Participant] {
	type T = Participant
	roles := NamesField("roles", "roles", "roles changed", func(p *T) *[]Role { return &p.Roles })
	return Description[T]{
		Noun: NounParticipant, Member: 7, One: "participant", Many: "participants", All: "participants", Heading: "Participants",
		In:    func(c *Content) *[]T { return &c.Participants },
		ID:    func(p *T) string { return string(p.ID) },
		Title: func(p *T) string { return p.Name },
		Fields: []Field{
			TextField("name", "name", "renamed", func(p *T) *string { return &p.Name }),
			ReadBy(roles, func(p *T, text string) error { return roles.Read(p, strings.ToLower(text)) }),
			TextField("department", "department", "department changed", func(p *T) *string { return &p.Department }),
			ProseField("why", "reason", "reason changed", func(p *T) *string { return &p.Why }),
			FlagField("hasSpoken", "part in the debrief", "heard in the debrief", "has spoken", "has not spoken", func(p *T) *bool { return &p.HasSpoken }),
		},
		TitleField: "name",
		About:      []string{"roles", "department", "why"},
		Searched: func(p *T) (string, []string) {
			return p.Name, []string{joinTexts(p.Roles, func(r Role) string { return string(r) }), p.Department, p.Why}
		},
		Block: BlockParticipants,
		Validate: func(p *T) error {
			if strings.TrimSpace(p.Name) == "" {
				return Errorf(CodeInvalid, "a participant needs a name")
			}
			return nil
		},
	}
}
