package diff

import (
	"bytes"
	"encoding/json"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// Document is the difference between two texts, block by block.
//
// Joining OldText in the order of Old gives the old text byte for byte, joining
// NewText in the order of New the new one. Blocks stand in reading order: that
// of the new text, with what was removed where it used to be.
type Document struct {
	Blocks []Block   `json:"blocks"`
	Words  WordCount `json:"words"`
}

// BlockStatus is what became of a block.
type BlockStatus string

// The statuses of a block. Same allows for another wrapping of the lines.
const (
	BlockSame    BlockStatus = "same"
	BlockChanged BlockStatus = "changed"
	BlockAdded   BlockStatus = "added"
	BlockRemoved BlockStatus = "removed"
)

// Block is one block of either text or of both. Old and New are its places,
// counted from 0 in each text, and -1 where it does not stand in that text. A
// block that moved and changed has both: Moved and the status changed. A
// paragraph that was split, or two that were joined, are one block here.
type Block struct {
	Kind    markdown.Kind `json:"kind"`
	Status  BlockStatus   `json:"status"`
	Moved   bool          `json:"moved"`
	Old     int           `json:"old"`
	New     int           `json:"new"`
	OldText string        `json:"oldText"`
	NewText string        `json:"newText"`
	Ops     []Op          `json:"ops"`
	// Elsewhere is set in a change set alone, for a block that moved between two
	// sections: it stands as removed in the one, as added in the other.
	Elsewhere *Elsewhere `json:"elsewhere,omitempty"`
}

// Elsewhere names the section at the other end of a move.
type Elsewhere struct {
	Section retro.SectionID `json:"section"`
	Heading string          `json:"heading"`
	// Ops are the words changed on the way, on the block that arrived.
	Ops []Op `json:"ops,omitempty"`
}

// OpKind is the sign of an Op.
type OpKind string

// The kinds of operation.
const (
	OpEqual  OpKind = "="
	OpDelete OpKind = "-"
	OpInsert OpKind = "+"
	OpSpace  OpKind = "~" // the same words, other white space between them
)

// Op is a run of text that both have (=), that only the old has (-) or only the
// new has (+), or white space that both have in different forms (~). In JSON it
// is ["=","text"], and ["~","old space","new space"].
type Op struct {
	Kind OpKind
	Text string
	New  string // the new form, for OpSpace only
}

// Old is what the op stands for in the old text.
func (o Op) Old() string {
	if o.Kind == OpInsert {
		return ""
	}
	return o.Text
}

// After is what the op stands for in the new text.
func (o Op) After() string {
	switch o.Kind {
	case OpDelete:
		return ""
	case OpSpace:
		return o.New
	case OpEqual, OpInsert:
	}
	return o.Text
}

// MarshalJSON implements json.Marshaler.
func (o Op) MarshalJSON() ([]byte, error) {
	parts := []string{string(o.Kind), o.Text}
	if o.Kind == OpSpace {
		parts = append(parts, o.New)
	}
	// Characters of markup stay as they are; whoever puts this into a page escapes them.
	var data bytes.Buffer
	encoder := json.NewEncoder(&data)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(parts); err != nil {
		return nil, retro.Errorf(retro.CodeInternal, "write an operation: %w", err)
	}
	return data.Bytes(), nil
}

// UnmarshalJSON implements json.Unmarshaler. An unknown sign or a wrong number
// of texts is an error with CodeInvalid.
func (o *Op) UnmarshalJSON(data []byte) error {
	var parts []string
	if err := json.Unmarshal(data, &parts); err != nil {
		return retro.Errorf(retro.CodeInvalid, "read an operation: %w", err)
	}
	var op Op
	if len(parts) > 0 {
		op.Kind = OpKind(parts[0])
	}
	switch {
	case op.Kind == OpSpace && len(parts) == 3:
		op.Text, op.New = parts[1], parts[2]
	case (op.Kind == OpEqual || op.Kind == OpDelete || op.Kind == OpInsert) && len(parts) == 2:
		op.Text = parts[1]
	default:
		return retro.Errorf(retro.CodeInvalid, "%s is not an operation", data)
	}
	*o = op
	return nil
}

// WordCount counts the words of a difference. Moved words are those that stand
// unchanged in a block that moved; so Same+Moved+Removed are the words of the old
// text and Same+Moved+Added those of the new. In a change set a block that moved
// between two sections counts in the one where it arrived.
type WordCount struct {
	Same    int `json:"same"`
	Added   int `json:"added"`
	Removed int `json:"removed"`
	Moved   int `json:"moved"`
}
