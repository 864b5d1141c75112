package authoring

import (
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// Which part of a section became which part of a page is known to the export
// alone. So the revision is exported once more with a mark between any two pieces
// of every body, and with ids for titles in the tables: where the marks come out
// is where the seams are.

const (
	markPiece  = "afterwordtracepiece"
	markEnd    = "afterwordtraceend"
	markEvent  = "afterwordtraceevent"
	markAction = "afterwordtraceaction"
)

// trace returns a content that renders with a mark at every seam.
func trace(content retro.Content) retro.Content {
	content = content.Clone()
	for i, section := range content.Sections {
		if pieces := wiki.Pieces(section.Body); strings.TrimSpace(section.Body) != "" {
			var body strings.Builder
			for n, piece := range pieces {
				body.WriteString(markPiece + strconv.Itoa(n) + "\n\n" + strings.TrimRight(piece, "\n") + "\n\n")
			}
			content.Sections[i].Body = body.String() + markEnd + "\n"
		}
	}
	for i, event := range content.Events {
		content.Events[i].Title = markEvent + string(event.ID)
	}
	for i, item := range content.ActionItems {
		content.ActionItems[i].Title = markAction + string(item.ID)
	}
	return content
}

// owned is a block of the page as it left and what it was made of.
type owned struct {
	wiki.Block
	// piece is the place of the source among the pieces of the body, ofData for a
	// block that the retrospective's own data made.
	piece int
	// ids are those of the things behind the rows of a table, nil for any other.
	ids []string
}

const ofData = -1

// owners says what each block of a section was made of. It returns false where
// the traced page is not the same page with marks, as after an upgrade of the
// exporter; then nothing is known of any block.
func owners(base, traced []wiki.Block) ([]owned, bool) {
	var blocks []owned
	piece := ofData
	for _, b := range traced {
		text := strings.TrimSpace(b.Markdown)
		if number, ok := strings.CutPrefix(text, markPiece); ok {
			if n, err := strconv.Atoi(number); err == nil {
				piece = n
				continue
			}
		}
		if text == markEnd {
			piece = ofData
			continue
		}
		blocks = append(blocks, owned{Block: b, piece: piece})
	}
	if len(blocks) != len(base) {
		return plainly(base), false
	}
	for i := range blocks {
		if blocks[i].piece != ofData && blocks[i].Key() != base[i].Key() {
			return plainly(base), false
		}
		if table := blocks[i].Table; blocks[i].piece == ofData && table != nil && base[i].Table != nil && len(table.Rows) == len(base[i].Table.Rows) {
			blocks[i].ids = rowIDs(table)
		}
		blocks[i].Block = base[i]
	}
	return blocks, true
}

func plainly(base []wiki.Block) []owned {
	blocks := make([]owned, len(base))
	for i, b := range base {
		blocks[i] = owned{Block: b, piece: ofData}
	}
	return blocks
}

// rowIDs reads the marks out of the rows of a table: one for each row, or nil
// where a row has none.
func rowIDs(table *wiki.Table) []string {
	var ids []string
	for _, row := range table.Rows {
		key := wiki.RowKey(row)
		at := max(strings.Index(key, markEvent), strings.Index(key, markAction))
		if at < 0 {
			return nil
		}
		id := key[at:]
		end := strings.IndexFunc(id, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
		if end >= 0 {
			id = id[:end]
		}
		ids = append(ids, id)
	}
	return ids
}
