package retro

import "slices"

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
}

// Has reports whether the participant has the role.
func (p Participant) Has(role Role) bool { return slices.Contains(p.Roles, role) }
