package export

// lifting tells which blocks a target cannot have in lists and in quotations. Within a
// quotation its rule holds for the lists as well. Definitions become paragraphs.
type lifting struct {
	ofList  func(list, block) bool
	ofQuote func(block) bool
}

// liftOut brings blocks that no list or quotation may hold to where that began. The
// list goes on behind them, an ordered one with its next number, so that the reading
// order stays.
func liftOut(blocks []block, isLifted func(block) bool) []block {
	return lifting{func(_ list, b block) bool { return isLifted(b) }, isLifted}.out(blocks)
}

func (r lifting) out(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		switch n := b.(type) {
		case list:
			out = append(out, r.outOfList(n)...)
		case quote:
			if r.ofQuote(n) {
				n.blocks = r.out(n.blocks)
				out = append(out, n)
				continue
			}
			out = append(out, r.outOfQuote(n)...)
		case definitions:
			out = append(out, r.out(n.flat())...)
		case footnotes:
			for i := range n.notes {
				n.notes[i].blocks = r.out(n.notes[i].blocks)
			}
			out = append(out, n)
		case details:
			n.blocks = r.out(n.blocks)
			out = append(out, n)
		case table:
			out = append(out, r.outOfCells(n))
		default:
			out = append(out, b)
		}
	}
	return out
}

func (r lifting) outOfList(l list) []block {
	var out []block
	open := list{ordered: l.ordered, start: l.start}
	flush := func(next int) {
		if len(open.items) > 0 {
			out = append(out, open)
		}
		open = list{ordered: l.ordered, start: l.start + next}
	}
	for i, it := range l.items {
		inside := r.out(it.blocks)
		stay := 0
		for stay < len(inside) && !r.ofList(l, inside[stay]) {
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

func (r lifting) outOfQuote(q quote) []block {
	var out []block
	open := quote{alert: q.alert}
	flush := func() {
		if len(open.blocks) > 0 {
			out = append(out, open)
		}
		open.blocks = nil
	}
	for _, b := range liftOut(q.blocks, r.ofQuote) {
		if r.ofQuote(b) {
			flush()
			out = append(out, b)
			continue
		}
		open.blocks = append(open.blocks, b)
	}
	flush()
	return out
}

func (r lifting) outOfCells(t table) table {
	rows := make([][]cell, len(t.rows))
	for i, row := range t.rows {
		for _, c := range row {
			rows[i] = append(rows[i], r.out(c))
		}
	}
	t.rows = rows
	return t
}
