package retro

import (
	"fmt"
	"slices"
	"strings"
)

// Lost is a part of a stored content that cannot be read. A content carries what
// it has lost along, so that saving it again keeps the reference: what heals, by
// a copy or a colleague's bundle, is then there again in every revision.
type Lost struct {
	Why LostReason `json:"why"`
	// What says it for a person: "a paragraph of the section “Findings”".
	What string `json:"what"`
	// Noun names the list in which it stands, "" for everything at once.
	Noun Noun `json:"noun,omitempty"`
	// ID is the thing in which it stood, for a paragraph; its own for a private note of
	// somebody else; for a thing that is lost as a
	// whole that of the thing before it, "" for the first.
	ID string `json:"id,omitempty"`
	// Piece is how the store calls it, "" for what the content does not refer to.
	Piece string `json:"piece,omitempty"`
	// IsParagraph marks a paragraph, for which a note stands in the text.
	IsParagraph bool `json:"isParagraph,omitempty"`
	// Member is the place of a list that this program does not know.
	Member int `json:"-"`
}

// LostReason says why something cannot be read.
type LostReason string

// The reasons.
const (
	LostDamaged LostReason = "damaged" // its bytes are not what was stored
	LostPurged  LostReason = "purged"  // somebody took it out for good
	LostUnknown LostReason = "unknown" // a later program put it there
	LostPrivate LostReason = "private" // it stays with whoever wrote it
)

// shownPiece is how much of a piece's name people see: enough to find it with.
const shownPiece = 12

// Note is what stands in a text in place of a paragraph that is lost.
func (l Lost) Note() string {
	piece := l.Piece[:min(shownPiece, len(l.Piece))]
	if l.Why == LostPurged {
		return fmt.Sprintf("> [!NOTE]\n> **A paragraph that stood here was purged** (piece %s).", piece)
	}
	return fmt.Sprintf("> [!CAUTION]\n> **A paragraph that stood here is damaged** and cannot be read (piece %s).\n"+
		"> Restore it from an earlier revision, or from a copy of the library.", piece)
}

// IsAll reports whether nothing of a content could be read.
func (l Lost) IsAll() bool { return l.Noun == "" && l.Why == LostDamaged && l.Piece != "" }

// titleLost stands for a title that cannot be read.
const titleLost = "Untitled: the title is damaged"

// LoseParticulars puts something readable in place of particulars that are lost.
func (c *Content) LoseParticulars() { c.Title = titleLost }

// HasLostParticulars reports whether nobody wrote others since.
func (c *Content) HasLostParticulars() bool {
	return c.Title == titleLost && c.Template == "" && len(c.Zones) == 0 && c.SharedAt == nil
}

// IsUnreadable reports whether nothing of the content could be read.
func (c *Content) IsUnreadable() bool { return slices.ContainsFunc(c.Lost, Lost.IsAll) }

// Damage lists what of the content is damaged, as it stands now: a paragraph
// counts as long as its note is there.
func (c *Content) Damage() []Lost {
	damage := []Lost{}
	for _, lost := range c.Lost {
		switch {
		case lost.Why != LostDamaged:
		case lost.IsParagraph && !slices.ContainsFunc(c.Sections, func(s Section) bool { return strings.Contains(s.Body, lost.Note()) }):
		case lost.Noun == NounParticulars && !c.HasLostParticulars():
		default:
			damage = append(damage, lost)
		}
	}
	return damage
}

// TakeLostParagraphs makes the notes of another content, whose text is taken over,
// stand for the same paragraphs.
func (c *Content) TakeLostParagraphs(from Content) {
	for _, lost := range from.Lost {
		if lost.IsParagraph && !slices.ContainsFunc(c.Lost, func(l Lost) bool { return l.Piece == lost.Piece }) {
			c.Lost = append(slices.Clip(c.Lost), lost)
		}
	}
}
