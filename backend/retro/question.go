package retro

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// QuestionState says whether somebody still waits for an answer.
type QuestionState string

// The states.
const (
	QuestionOpen     QuestionState = "open"
	QuestionAnswered QuestionState = "answered"
)

// QuestionStates lists the states.
func QuestionStates() []QuestionState { return []QuestionState{QuestionOpen, QuestionAnswered} }

// Question is something that a person or a team is asked before the debrief. What they
// answer stands in [Content.Answers].
type Question struct {
	ID QuestionID `json:"id"`
	// Number is what people call it by, "Q3"; see [Content.NumberQuestions].
	Number int           `json:"number,omitempty"`
	Text   string        `json:"text"`
	For    string        `json:"for,omitempty"` // a person or a team
	State  QuestionState `json:"state"`
	// Due is the day until which an answer is asked for, "" for the day before the
	// debrief, see [Question.DueBefore].
	Due Date `json:"due,omitempty"`
	// From and To are the ends of the time that it is about; nil for no time.
	From *time.Time `json:"from,omitempty"`
	To   *time.Time `json:"to,omitempty"`
	// Event and Citations are what else it is about.
	Event     EventID    `json:"event,omitempty"`
	Citations []Citation `json:"citations,omitempty"`
}

// Mark is what stands before the question where it leaves, so that a reply finds back:
// "Q3".
func (q Question) Mark() string { return fmt.Sprintf("Q%d", q.Number) }

// IsOpen reports whether somebody still waits for an answer.
func (q Question) IsOpen() bool { return q.State != QuestionAnswered }

// Covers reports whether the question is about the event of another one, and about its
// time and evidence, where that one names any.
func (q Question) Covers(other Question) bool {
	return q.Event == other.Event &&
		(other.From == nil || sameTime(q.From, other.From) && sameTime(q.To, other.To)) &&
		(len(other.Citations) == 0 || slices.EqualFunc(q.Citations, other.Citations, Citation.Same))
}

// Answer is what somebody answered.
type Answer struct {
	ID AnswerID `json:"id"`
	// Question is what it answers, "" where nobody has said yet.
	Question QuestionID `json:"question,omitempty"`
	Who      string     `json:"who,omitempty"`
	At       time.Time  `json:"at"` // when it was said, or came in where it does not say
	Text     string     `json:"text"`
	Event    EventID    `json:"event,omitempty"` // that was made of it
}

// Title is the beginning of what was said.
func (a Answer) Title() string {
	line, _, _ := strings.Cut(strings.TrimSpace(a.Text), "\n")
	return line
}

// FindQuestion returns the question with the id, or nil.
func (c *Content) FindQuestion(id QuestionID) *Question {
	return find(c.Questions, func(q Question) bool { return q.ID == id })
}

// FindAnswer returns the answer with the id, or nil.
func (c *Content) FindAnswer(id AnswerID) *Answer {
	return find(c.Answers, func(a Answer) bool { return a.ID == id })
}

// AnswersTo are the answers to a question, in the order in which they came; for "" those
// of which nobody has said yet what they answer.
func (c *Content) AnswersTo(question QuestionID) []Answer {
	var answers []Answer
	for _, a := range c.Answers {
		isLost := c.FindQuestion(a.Question) == nil
		if a.Question == question && !isLost || question == "" && isLost {
			answers = append(answers, a)
		}
	}
	return answers
}

// NumberQuestions gives a number to each question that has none of its own: a new one,
// and one that a merge brought beside another with the same. Numbers never change else.
func (c *Content) NumberQuestions() {
	last := 0
	for _, q := range c.Questions {
		last = max(last, q.Number)
	}
	seen := make(map[int]bool, len(c.Questions))
	for i := range c.Questions {
		q := &c.Questions[i]
		if q.Number <= 0 || seen[q.Number] {
			last++
			q.Number = last
		}
		seen[q.Number] = true
	}
}

// DueBefore is the day until which an answer is asked for: the question's own, else the
// day before the debrief, which is held or due then; "" where nobody knows.
func (q Question) DueBefore(debrief *time.Time) Date {
	if q.Due != "" || debrief == nil {
		return q.Due
	}
	return Date(debrief.UTC().AddDate(0, 0, -1).Format(time.DateOnly))
}

func questionList() Description[Question] {
	type T = Question
	return Description[T]{
		Noun: NounQuestion, Member: 9, One: "question", Many: "questions", All: "questions", Heading: "Questions",
		In:    func(c *Content) *[]T { return &c.Questions },
		ID:    func(q *T) string { return string(q.ID) },
		Title: func(q *T) string { return q.Text },
		Fields: []Field{
			ProseField("text", "text", "reworded", func(q *T) *string { return &q.Text }),
			TextField("for", "person or team", "addressed anew", func(q *T) *string { return &q.For }),
			ChoiceField("state", "state", "reopened", func(q *T) *QuestionState { return &q.State }, QuestionStates()).Called(func(after Record) string {
				if as[T](after).IsOpen() {
					return "reopened"
				}
				return "answered"
			}),
			DateField("due", "deadline", "deadline changed", func(q *T) *Date { return &q.Due }),
			OptionalStampField("from", "beginning of the time it is about", "time changed", func(q *T) **time.Time { return &q.From }),
			OptionalStampField("to", "end of the time it is about", "time changed", func(q *T) **time.Time { return &q.To }),
			EventField("event", "event", "event changed", func(q *T) *EventID { return &q.Event }),
			CitationsField(func(q *T) *[]Citation { return &q.Citations }),
			ValueField("number", "number", "numbered", func(q *T) *int { return &q.Number }, func(n int) string { return fmt.Sprintf("Q%d", n) }),
		},
		TitleField: "text",
		About:      []string{"for", "state", "due"},
		Searched:   func(q *T) (string, []string) { return q.Text, []string{q.For} },
		Block:      BlockQuestions,
		Validate: func(q *T) error {
			if strings.TrimSpace(q.Text) == "" {
				return Errorf(CodeInvalid, "a question needs a few words")
			}
			_, err := ParseDate(string(q.Due))
			return err
		},
	}
}

func answerList() Description[Answer] {
	type T = Answer
	return Description[T]{
		Noun: NounAnswer, Member: 10, One: "answer", Many: "answers", All: "answers", Heading: "Answers",
		In:    func(c *Content) *[]T { return &c.Answers },
		ID:    func(a *T) string { return string(a.ID) },
		Title: func(a *T) string { return a.Title() },
		Fields: []Field{
			TextField("question", "question", "placed", func(a *T) *QuestionID { return &a.Question }),
			TextField("who", "author", "author changed", func(a *T) *string { return &a.Who }),
			StampField("at", "time", "retimed", func(a *T) *time.Time { return &a.At }),
			ProseField("text", "text", "reworded", func(a *T) *string { return &a.Text }),
			EventField("event", "event", "taken over", func(a *T) *EventID { return &a.Event }),
		},
		TitleField: "text",
		About:      []string{"who"},
		Searched:   func(a *T) (string, []string) { return "", []string{a.Text, a.Who} },
		Validate: func(a *T) error {
			if strings.TrimSpace(a.Text) == "" {
				return Errorf(CodeInvalid, "an answer needs a few words")
			}
			return nil
		},
	}
}
