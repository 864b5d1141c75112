package export

// liftOut brings blocks for which isMacro holds out of lists and quotations, where
// a target cannot have them, to where the list began. The list goes on behind
// them, an ordered one with its next number, so that the reading order stays.
func liftOut(blocks []block, isMacro func(block) bool) []block {
	var out []block
	for _, b := range blocks {
		switch n := b.(type) {
		case list:
			out = append(out, liftOutOfList(n, isMacro)...)
		case quote:
			if isMacro(n) {
				n.blocks = liftOut(n.blocks, isMacro)
				out = append(out, n)
				continue
			}
			out = append(out, liftOutOfQuote(n, isMacro)...)
		case footnotes:
			for i := range n.notes {
				n.notes[i].blocks = liftOut(n.notes[i].blocks, isMacro)
			}
			out = append(out, n)
		case details:
			n.blocks = liftOut(n.blocks, isMacro)
			out = append(out, n)
		case table:
			out = append(out, liftOutOfCells(n, isMacro))
		default:
			out = append(out, b)
		}
	}
	return out
}

func liftOutOfList(l list, isMacro func(block) bool) []block {
	var out []block
	open := list{ordered: l.ordered, start: l.start}
	flush := func(next int) {
		if len(open.items) > 0 {
			out = append(out, open)
		}
		open = list{ordered: l.ordered, start: l.start + next}
	}
	for i, it := range l.items {
		inside := liftOut(it.blocks, isMacro)
		stay := 0
		for stay < len(inside) && !isMacro(inside[stay]) {
			stay++
		}
		if stay > 0 || len(inside) == 0 {
			open.items = append(open.items, item{task: it.task, blocks: inside[:stay]})
		}
		if stay < len(inside) {
			flush(i + 1)
			out = append(out, inside[stay:]...)
		}
	}
	flush(0)
	return out
}

func liftOutOfQuote(q quote, isMacro func(block) bool) []block {
	var out []block
	open := quote{alert: q.alert}
	flush := func() {
		if len(open.blocks) > 0 {
			out = append(out, open)
		}
		open.blocks = nil
	}
	for _, b := range liftOut(q.blocks, isMacro) {
		if isMacro(b) {
			flush()
			out = append(out, b)
			continue
		}
		open.blocks = append(open.blocks, b)
	}
	flush()
	return out
}

func liftOutOfCells(t table, isMacro func(block) bool) table {
	rows := make([][]cell, len(t.rows))
	for i, row := range t.rows {
		for _, c := range row {
			rows[i] = append(rows[i], liftOut(c, isMacro))
		}
	}
	t.rows = rows
	return t
}
