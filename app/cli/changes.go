package cli

import (
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/markdown"
)

// renderBlocks is a diff.Rendering by the renderer of all documents.
func renderBlocks(blocks []diff.Block) (markup string, reworded bool) {
	var html export.SafeHTML
	switch {
	case !slices.ContainsFunc(blocks, func(b diff.Block) bool { return b.Status != diff.BlockSame }):
		// Blocks that moved are the same, too.
		var text strings.Builder
		for _, block := range blocks {
			text.WriteString(block.NewText)
		}
		html, _ = export.RenderRevised(export.Revised{{Old: text.String(), New: text.String()}})
		return html.String(), true
	case blocks[0].Kind == markdown.KindTableRow:
		rows := make([]export.Revised, len(blocks))
		for i, block := range blocks {
			rows[i] = revised(block)
		}
		html, reworded = export.RenderRevisedRows(rows)
	case blocks[0].Kind == markdown.KindCode:
		html, reworded = export.RenderRevisedCode(revised(blocks[0]))
	default:
		html, reworded = export.RenderRevised(revised(blocks[0]))
	}
	return html.String(), reworded
}

func revised(block diff.Block) export.Revised {
	ops := block.Ops
	if block.Elsewhere != nil && block.Status == diff.BlockAdded {
		ops = block.Elsewhere.Ops
	}
	runs := make(export.Revised, len(ops))
	for i, op := range ops {
		runs[i] = export.Run{Old: op.Old(), New: op.After()}
	}
	return runs
}
