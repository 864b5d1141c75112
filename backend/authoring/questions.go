package authoring

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Ask asks a person or a team something; id, number and state are made here. Where the
// same is asked of them about the same already, nothing changes. CodeInvalid for no words
// and for a deadline that is no day.
func (s *Service) Ask(ctx context.Context, id retro.RetrospectiveID, question retro.Question) (Edited, error) {
	return s.edit(ctx, id, "ask", func(c *retro.Content) error {
		question.ID, question.Number, question.State = retro.QuestionID(s.ids.New()), 0, retro.QuestionOpen
		if err := checkQuestion(c, &question); err != nil {
			return err
		}
		if slices.ContainsFunc(c.Questions, func(q retro.Question) bool {
			return q.IsOpen() && strings.EqualFold(q.Text, question.Text) && strings.EqualFold(q.For, question.For) && q.Covers(question)
		}) {
			return nil
		}
		c.Questions = append(c.Questions, question)
		return nil
	})
}

// UpdateQuestion replaces a question by its id; its number stays. Errors as Ask's.
func (s *Service) UpdateQuestion(ctx context.Context, id retro.RetrospectiveID, question retro.Question) (Edited, error) {
	return s.edit(ctx, id, "edit question", func(c *retro.Content) error {
		stored := c.FindQuestion(question.ID)
		if stored == nil {
			return missing("question", question.ID)
		}
		if err := checkQuestion(c, &question); err != nil {
			return err
		}
		question.Number = stored.Number
		*stored = question
		return nil
	})
}

// RemoveQuestion takes a question back. What was answered stays, without a place.
func (s *Service) RemoveQuestion(ctx context.Context, id retro.RetrospectiveID, question retro.QuestionID) (Edited, error) {
	return s.edit(ctx, id, "remove question", func(c *retro.Content) error {
		if c.FindQuestion(question) == nil {
			return missing("question", question)
		}
		c.Questions = slices.DeleteFunc(c.Questions, func(q retro.Question) bool { return q.ID == question })
		return nil
	})
}

func checkQuestion(c *retro.Content, q *retro.Question) error {
	q.Text, q.For = strings.Join(strings.Fields(q.Text), " "), strings.Join(strings.Fields(q.For), " ")
	if q.Text == "" {
		return retro.Errorf(retro.CodeInvalid, "a question needs a few words")
	}
	if !slices.Contains(retro.QuestionStates(), q.State) {
		return retro.Errorf(retro.CodeInvalid, "no state %q for a question", q.State).WithHint("use one of %s", retro.Join(retro.QuestionStates()))
	}
	due, err := retro.ParseDate(string(q.Due))
	if err != nil {
		return err
	}
	q.Due = due
	if (q.From == nil) != (q.To == nil) {
		return retro.Errorf(retro.CodeInvalid, "a question is about a time with a beginning and an end, or about none")
	}
	if q.From != nil && q.To.Before(*q.From) {
		return retro.Errorf(retro.CodeInvalid, "the time that the question is about ends before it begins")
	}
	if q.Event != "" && c.FindEvent(q.Event) == nil {
		return missing("event", q.Event)
	}
	for _, citation := range q.Citations {
		if err := checkCitation(c, citation); err != nil {
			return err
		}
	}
	return nil
}

// SuggestQuestion words a question about a stretch of time, in the zone that leads.
func (s *Service) SuggestQuestion(ctx context.Context, id retro.RetrospectiveID, from, to time.Time) (string, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return "", err
	}
	name := content.ShownZones()[0]
	zone, err := location(name)
	if err != nil {
		return "", err
	}
	begin, end := from.In(zone), to.In(zone)
	until := end.Format("15:04")
	if begin.Format(time.DateOnly) != end.Format(time.DateOnly) {
		until = end.Format("2 January 15:04")
	}
	return fmt.Sprintf("What happened on %s between %s and %s %s?",
		begin.Format("2 January"), begin.Format("15:04"), until, retro.ZoneLabel(name)), nil
}

// FindQuestion turns what a person typed into a question: its number as "Q3" or "3", its
// id or the beginning of one.
func (s *Service) FindQuestion(ctx context.Context, id retro.RetrospectiveID, text string) (retro.Question, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.Question{}, err
	}
	for _, q := range content.Questions {
		if mark := q.Mark(); strings.EqualFold(mark, text) || mark[1:] == text {
			return q, nil
		}
	}
	return pickFrom("question", text, content.Questions,
		func(q retro.Question) retro.QuestionID { return q.ID }, func(q retro.Question) string { return q.Mark() + ": " + q.Text })
}

// FindAnswer turns what a person typed into an answer: its id or the beginning of one, or
// the question that it alone answers, as "Q3".
func (s *Service) FindAnswer(ctx context.Context, id retro.RetrospectiveID, text string) (retro.Answer, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.Answer{}, err
	}
	ids := make([]retro.AnswerID, len(content.Answers))
	for i, a := range content.Answers {
		ids[i] = a.ID
	}
	describe := func(id retro.AnswerID) string { return content.FindAnswer(id).Title() }
	for _, q := range content.Questions {
		if !strings.EqualFold(q.Mark(), text) {
			continue
		}
		if answers := content.AnswersTo(q.ID); len(answers) == 1 {
			return answers[0], nil
		}
		// An id that happens to begin with "q3" is not meant.
		return retro.Answer{}, retro.Errorf(retro.CodeNotFound, "no answer %q", text).WithHint("%s", nearestHint(text, ids, describe))
	}
	found, err := pick("answer", text, ids, describe)
	if err != nil {
		return retro.Answer{}, err
	}
	return *content.FindAnswer(found), nil
}
