package export

import "github.com/afterword-app/afterword/backend/retro"

// questions shows what people and teams are asked, and what they answered.
func (b *builder) questions() []block {
	c := &b.in.Content
	t := table{
		role: roleQuestions, align: make([]alignment, 4),
		head: headCells(retro.ColumnQuestion, retro.ColumnAsked, retro.ColumnState, retro.ColumnAnswer),
	}
	for _, q := range c.Questions {
		var said cell
		for _, answer := range c.AnswersTo(q.ID) {
			said = append(said, sentence(cleanLine(answer.Who)+": "+cleanLine(answer.Text)))
		}
		if len(said) == 0 {
			said = cell{sentence(dash(""))}
		}
		t.rows = append(t.rows, []cell{
			{sentence(cleanLine(q.Text))}, {sentence(dash(cleanLine(q.For)))}, {sentence(cleanLine(string(q.State)))}, said,
		})
	}
	if len(t.rows) == 0 {
		return nil
	}
	return []block{t}
}
