package merging

import (
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// Which part of a section became which part of a page is known to the export
// alone. So the revision is exported once more with a mark between any two pieces
// of every body, and with ids for titles in the tables: where the marks come out
// is where the seams are.

const (
	markAny   = "afterwordtrace"
	markPiece = markAny + "piece"
	markEnd   = markAny + "end"
	// markLive stands before a live block, which is no piece but what its mark shows.
	markLive   = markAny + "live"
	markEvent  = markAny + "event"
	markAction = markAny + "action"
	markPerson = markAny + "person"
	markFactor = markAny + "factor"
	markRow    = markAny + "row"
	markAsked  = markAny + "asked"
	markShot   = markAny + "shot"
	markNote   = markAny + "note"
	// markFactorPiece and markFactorEnd are markPiece and markEnd of a factor's body.
	markFactorPiece = markAny + "inside"
	markFactorEnd   = markAny + "outside"
)

// Trace returns a content that renders with a mark at every seam.
func Trace(content retro.Content) retro.Content {
	content = content.Clone()
	for i, section := range content.Sections {
		content.Sections[i].Body = seamed(section.Body, markPiece, markEnd, markLive)
	}
	for i, factor := range content.Factors {
		content.Factors[i].Title = markFactor + string(factor.ID)
		content.Factors[i].Body = seamed(factor.Body, markFactorPiece, markFactorEnd, markFactorPiece)
	}
	for i, participant := range content.Participants {
		content.Participants[i].Name = markPerson + string(participant.ID)
	}
	for i, question := range content.Questions {
		content.Questions[i].Text = markAsked + string(question.ID)
	}
	for _, of := range retro.Tables() {
		for i, row := range content.Tables[of.Noun] {
			content.Tables[of.Noun][i] = row.With(of.Columns[0].Name, markRow+string(row.ID))
		}
	}
	for i, event := range content.Events {
		content.Events[i].Title = markEvent + string(event.ID)
	}
	for i, evidence := range content.Evidence {
		if evidence.IsPicture() {
			content.Evidence[i].Caption = markShot + string(evidence.ID)
		}
	}
	for i, note := range content.Debrief.Notes {
		content.Debrief.Notes[i].Text = markNote + string(note.ID)
	}
	for i, item := range content.ActionItems {
		content.ActionItems[i].Title = markAction + string(item.ID)
	}
	return content
}

// seamed puts a mark before every piece of a body, another one before live blocks,
// and one behind the last.
func seamed(body, mark, end, live string) string {
	if strings.TrimSpace(body) == "" {
		return body
	}
	var out strings.Builder
	for n, piece := range markdown.Pieces(body) {
		before := mark
		if isLive(piece) {
			before = live
		}
		out.WriteString(before + strconv.Itoa(n) + "\n\n" + strings.TrimRight(piece, "\n") + "\n\n")
	}
	return out.String() + end + "\n"
}

// isLive reports whether a piece is the mark of a live block.
func isLive(piece string) bool {
	_, shown, _ := markdown.CutUnseen(piece)
	mark, ok := retro.ReadLiveMark(shown)
	return ok && mark.Block != retro.BlockNone
}

// owned is a block of the page as it left and what it was made of.
type owned struct {
	wiki.Block
	// piece is the place of the source among the pieces of the body, ofData for a
	// block that the retrospective's own data made.
	piece int
	// live is the place of the mark of the live block that it belongs to, ofData for
	// the one below the text and for what is in none.
	live int
	// ids are those of the things behind the rows of a table or the items of a list,
	// nil for any other.
	ids []string
	// factor is whose heading, body or evidence it is, "" for none. inside is the
	// place of its source among the pieces of the factor's body, ofData for none.
	factor retro.FactorID
	inside int
	isHead bool // the heading of a factor
	// shot is the picture of a gallery that it shows or the caption of, "" for none.
	shot retro.EvidenceID
}

const ofData = -1

// owners says what each block of a section was made of. It returns false where
// the traced page is not the same page with marks, as after an upgrade of the
// exporter; then nothing is known of any block.
func owners(base, traced []wiki.Block) ([]owned, bool) {
	var blocks []owned
	at := owned{piece: ofData, live: ofData, inside: ofData}
	for _, b := range traced {
		if at.passes(strings.TrimSpace(b.Markdown)) {
			continue
		}
		at.Block, at.isHead = b, false
		if id, ok := strings.CutPrefix(strings.TrimLeft(b.Markdown, "# "), markFactor); ok && at.piece == ofData {
			at.factor, at.inside, at.isHead = retro.FactorID(markedID(id)), ofData, true
		}
		blocks = append(blocks, at)
	}
	if len(blocks) != len(base) {
		return plainly(base), false
	}
	for i := range blocks {
		_, shot, isShot := strings.Cut(blocks[i].Markdown, markShot)
		if blocks[i].piece != ofData && blocks[i].Key() != base[i].Key() && !isShot {
			return plainly(base), false
		}
		if blocks[i].piece == ofData && isShot && blocks[i].Table == nil && !blocks[i].IsCode() {
			blocks[i].shot = retro.EvidenceID(markedID(shot))
		}
		if blocks[i].piece == ofData {
			blocks[i].ids = blocks[i].thingsIn(base[i])
		}
		blocks[i].Block = base[i]
	}
	return blocks, true
}

// passes reports whether a block of the traced page is a mark, and remembers what
// it says of the blocks after it.
func (o *owned) passes(text string) bool {
	for mark, pass := range map[string]func(int){
		markPiece:       func(n int) { *o = owned{piece: n, live: ofData, inside: ofData} },
		markLive:        func(n int) { *o = owned{piece: ofData, live: n, inside: ofData} },
		markFactorPiece: func(n int) { o.inside = n },
	} {
		if number, ok := strings.CutPrefix(text, mark); ok {
			if n, err := strconv.Atoi(number); err == nil {
				pass(n)
				return true
			}
		}
	}
	switch text {
	case markEnd:
		*o = owned{piece: ofData, live: ofData, inside: ofData}
	case markFactorEnd:
		o.inside = ofData
	default:
		return false
	}
	return true
}

// thingsIn are the ids behind the rows of a table or the items of a list that the
// retrospective's own data made, nil where it shows no such things. base is the
// same block without marks.
func (o *owned) thingsIn(base wiki.Block) []string {
	traced, plain := o.Table, base.Table
	if traced == nil {
		traced, plain = listTable(o.Block), listTable(base)
	}
	if traced == nil || plain == nil || len(traced.Rows) != len(plain.Rows) {
		return nil
	}
	return rowIDs(traced)
}

func plainly(base []wiki.Block) []owned {
	blocks := make([]owned, len(base))
	for i, b := range base {
		blocks[i] = owned{Block: b, piece: ofData, live: ofData, inside: ofData}
	}
	return blocks
}

// rowIDs reads the marks out of the rows of a table: one for each row, or nil
// where a row has none.
func rowIDs(table *wiki.Table) []string {
	var ids []string
	for _, row := range table.Rows {
		key := wiki.RowText(row)
		at := strings.Index(key, markAny)
		if at < 0 {
			return nil
		}
		id := markedID(key[at:])
		ids = append(ids, id)
	}
	return ids
}

// markedID is the mark and id at the beginning of a text.
func markedID(text string) string {
	if end := strings.IndexFunc(text, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }); end >= 0 {
		return text[:end]
	}
	return text
}
