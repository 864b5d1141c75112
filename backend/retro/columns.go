package retro

import "strings"

// The heads of the columns of live blocks, which an export writes and by which an
// edited page is read. A column of times is named by its zone, see ZoneLabel.
const (
	ColumnKind         = "Kind"
	ColumnWhatHappened = "What happened"

	ColumnAction = "Action item"
	ColumnOwner  = "Owner"
	ColumnState  = "State"
	ColumnTicket = "Ticket"
	ColumnDue    = "Due" // only where something is due

	ColumnName       = "Name"
	ColumnRoles      = "Roles"
	ColumnDepartment = "Department"
	ColumnWhy        = "Why"

	ColumnQuestion = "Question"
	ColumnAsked    = "Asked of"
	ColumnAnswer   = "Answer"

	ColumnDecision = "Decision" // of a list, which shows no head
)

// LabelWont is how a table calls the state of an action item that will not be done,
// and PrefixReason what stands before the reason for it.
const (
	LabelWont    = "won’t"
	PrefixReason = "Reason: "
)

// ZoneLabel names a zone by its city: "Berlin" for "Europe/Berlin".
func ZoneLabel(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " ")
}
