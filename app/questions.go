package app

import (
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/debrief"
	"github.com/afterword-app/afterword/backend/retro"
)

// Questions is what people and teams are asked, and what they answered.
type Questions struct{ core }

// Suggest words a question about the time between two RFC 3339 times.
func (q *Questions) Suggest(id retro.RetrospectiveID, from, to time.Time) (string, error) {
	return q.service.SuggestQuestion(q.context(), id, from, to)
}

// Ask asks a person or a team something.
func (q *Questions) Ask(id retro.RetrospectiveID, question retro.Question) (authoring.Edited, error) {
	return q.service.Ask(q.context(), id, question)
}

// Update replaces a question.
func (q *Questions) Update(id retro.RetrospectiveID, question retro.Question) (authoring.Edited, error) {
	return q.service.UpdateQuestion(q.context(), id, question)
}

// Remove takes a question back.
func (q *Questions) Remove(id retro.RetrospectiveID, question retro.QuestionID) (authoring.Edited, error) {
	return q.service.RemoveQuestion(q.context(), id, question)
}

// ReadReply says what each part of a pasted reply answers, and keeps nothing.
func (q *Questions) ReadReply(id retro.RetrospectiveID, text string, question retro.QuestionID) ([]debrief.Landing, error) {
	return q.service.ReadReply(q.context(), id, text, question, "")
}

// Answer keeps what was answered.
func (q *Questions) Answer(id retro.RetrospectiveID, landings []debrief.Landing) (authoring.Edited, error) {
	return q.service.Answer(q.context(), id, landings)
}

// Place says what an answer answers.
func (q *Questions) Place(id retro.RetrospectiveID, answer retro.AnswerID, question retro.QuestionID) (authoring.Edited, error) {
	return q.service.PlaceAnswer(q.context(), id, answer, question)
}

// UpdateAnswer changes who said it, and the words.
func (q *Questions) UpdateAnswer(id retro.RetrospectiveID, answer retro.Answer) (authoring.Edited, error) {
	return q.service.UpdateAnswer(q.context(), id, answer)
}

// RemoveAnswer takes an answer out.
func (q *Questions) RemoveAnswer(id retro.RetrospectiveID, answer retro.AnswerID) (authoring.Edited, error) {
	return q.service.RemoveAnswer(q.context(), id, answer)
}

// TimeOf is when ToEvent would put an answer, nil where nobody knows.
func (q *Questions) TimeOf(id retro.RetrospectiveID, answer retro.AnswerID) (*retro.Instant, error) {
	return q.service.AnswerTime(q.context(), id, answer)
}

// ToEvent puts an answer on the timeline.
func (q *Questions) ToEvent(id retro.RetrospectiveID, answer retro.AnswerID) (authoring.WithEvent, error) {
	return q.service.AnswerToEvent(q.context(), id, answer)
}

// ToSection quotes an answer in a section.
func (q *Questions) ToSection(id retro.RetrospectiveID, answer retro.AnswerID, section retro.SectionID) (authoring.Edited, error) {
	return q.service.AnswerToSection(q.context(), id, answer, section)
}
