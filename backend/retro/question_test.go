package retro_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestNumberQuestions(t *testing.T) {
	t.Parallel()
	c := retro.Content{Questions: []retro.Question{{ID: "a"}, {ID: "b", Number: 4}, {ID: "c", Number: 2}, {ID: "d", Number: 4}, {ID: "e", Number: -1}}}
	c.NumberQuestions()
	c.NumberQuestions() // numbers stay
	var marks []string
	for _, q := range c.Questions {
		marks = append(marks, string(q.ID)+q.Mark())
	}
	if diff := cmp.Diff([]string{"aQ5", "bQ4", "cQ2", "dQ6", "eQ7"}, marks); diff != "" {
		t.Errorf("marks (-want +got):\n%s", diff)
	}
}

func TestQuestionDue(t *testing.T) {
	t.Parallel()
	debrief := time.Date(2026, 3, 1, 0, 30, 0, 0, time.UTC)
	cases := map[string]struct {
		question retro.Question
		debrief  *time.Time
		want     retro.Date
	}{
		"its own":             {retro.Question{Due: "2026-02-20"}, &debrief, "2026-02-20"},
		"the day before":      {retro.Question{}, &debrief, "2026-02-28"},
		"nobody knows":        {retro.Question{}, nil, ""},
		"its own, no debrief": {retro.Question{Due: "2026-02-20"}, nil, "2026-02-20"},
	}
	for name, tt := range cases {
		if got := tt.question.DueBefore(tt.debrief); got != tt.want {
			t.Errorf("%s: due %q, want %q", name, got, tt.want)
		}
	}
}

func TestAnswersBefore(t *testing.T) {
	t.Parallel()
	at := retro.NewInstant(time.Date(2026, 3, 1, 14, 0, 0, 0, time.UTC))
	planned := retro.Content{Debrief: retro.Debrief{At: &at}}
	if got := retro.DeriveStages(planned).AnswersBefore(); got == nil || !got.Equal(at.At) {
		t.Errorf("before a planned debrief: %v", got)
	}
	planned.Debrief.StartedAt = &at.At
	if got := retro.DeriveStages(planned).AnswersBefore(); got != nil {
		t.Errorf("once it began, answers are wanted before %v", got)
	}
}

func TestAnswersTo(t *testing.T) {
	t.Parallel()
	c := retro.Content{
		Questions: []retro.Question{{ID: "q"}},
		Answers:   []retro.Answer{{ID: "1", Question: "q"}, {ID: "2"}, {ID: "3", Question: "gone"}, {ID: "4", Question: "q"}},
	}
	ids := func(answers []retro.Answer) string {
		var ids []retro.AnswerID
		for _, a := range answers {
			ids = append(ids, a.ID)
		}
		return retro.Join(ids)
	}
	if got := ids(c.AnswersTo("q")); got != "1, 4" {
		t.Errorf("the answers to q are %s", got)
	}
	if got := ids(c.AnswersTo("")); got != "2, 3" {
		t.Errorf("the answers to nothing are %s: one whose question was removed is not lost", got)
	}
}
