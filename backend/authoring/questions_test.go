package authoring_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/debrief"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestAskAboutAnotherTime asks the same words about two stretches of time: they are two
// questions, and each of them is asked once.
func TestAskAboutAnotherTime(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := must[authoring.Workspace](t)(service.Create(t.Context(), "Orders", "")).ID
	at := time.Date(2026, 3, 14, 10, 0, 0, 0, time.UTC)
	for hour, want := range []int{1, 2, 3} {
		from, to := at.Add(time.Duration(hour)*time.Hour), at.Add(time.Duration(hour+1)*time.Hour)
		question := retro.Question{Text: "What did you see?", For: "Support", From: &from, To: &to}
		asked := must[authoring.Edited](t)(service.Ask(t.Context(), id, question))
		if got := len(asked.Content.Questions); got != want {
			t.Errorf("%d questions, want %d", got, want)
		}
		if again := must[authoring.Edited](t)(service.Ask(t.Context(), id, question)); !again.Unchanged {
			t.Error("the same is asked twice")
		}
	}
}

// TestAnswerSaysWhen puts an answer on the timeline at the time that it begins with, as
// people write that, else some time in that of its question.
func TestAnswerSaysWhen(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := must[authoring.Workspace](t)(service.Create(t.Context(), "Orders", "")).ID
	from := time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)
	to := from.Add(time.Hour)
	asked := must[authoring.Edited](t)(service.Ask(t.Context(), id, retro.Question{Text: "What did callers say?", For: "Support", From: &from, To: &to}))
	question := asked.Content.Questions[0].ID
	for text, want := range map[string]string{
		"At 09:40 a caller said that it was slow.": "09:40 A caller said that it was slow.",
		"um 09:41 rief jemand an":                  "09:41 Rief jemand an",
		"Nobody called, as far as we know.":        "09:00 Nobody called, as far as we know.",
	} {
		kept := must[authoring.Edited](t)(service.Answer(t.Context(), id, []debrief.Landing{{Question: question, Who: "Hanna", Text: text}}))
		answers := kept.Content.Answers
		made := must[authoring.WithEvent](t)(service.AnswerToEvent(t.Context(), id, answers[len(answers)-1].ID))
		event := made.Edited.Content.FindEvent(made.Event)
		if got := event.At.At.Format("15:04") + " " + event.Title; got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

// TestQuestionsOfAnEditedPage rewords, answers, takes out and adds questions on a page. What
// was changed here meanwhile stays.
func TestQuestionsOfAnEditedPage(t *testing.T) {
	t.Parallel()
	service, id := written(t, "{{questions}}\n")
	var kept retro.Question
	for _, q := range []retro.Question{{Text: "One?", For: "Dana"}, {Text: "Two?", For: "Sam"}, {Text: "Three?", For: "Eve"}, {Text: "Four?", For: "Kim"}} {
		asked := must[authoring.Edited](t)(service.Ask(t.Context(), id, q))
		kept = asked.Content.Questions[len(asked.Content.Questions)-1]
	}
	page, name := leave(t, service, id, "markdown")
	kept.For = "Lee"
	must[authoring.Edited](t)(service.UpdateQuestion(t.Context(), id, kept))
	page = replace(t, page, "| One? | Dana | open | – |\n", "| One and a half? | Dana | answered | – |\n")
	page = replace(t, page, "| Two? | Sam | open | – |\n", "")
	page = replace(t, page, "| Three? | Eve | open | – |\n", "|  | Eve | open | Because |\n| Five? | Ana | open | – |\n")
	page = replace(t, page, "| Four? | Kim | open | – |\n", "")
	imported := comeBack(t, service, id, page, name)
	var got []string
	for _, q := range contentOf(t, service, id).Questions {
		got = append(got, fmt.Sprintf("%s %s %s", q.Text, q.For, q.State))
	}
	want := []string{"One and a half? Dana answered", "Three? Eve open", "Four? Lee open", "Five? Ana open"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
	if len(imported.Notes) != 2 || len(imported.Conflicts) != 1 {
		t.Errorf("%q and %v, want a note of the answer and of the question without words, and a conflict", imported.Notes, imported.Conflicts)
	}
}

// TestEventOfAnAnswer takes the time that an answer says where that is clear, and shows it
// before it is taken; else it takes the time that the question was about.
func TestEventOfAnAnswer(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := must[authoring.Workspace](t)(service.Create(t.Context(), "Orders", "")).ID
	from, to := time.Date(2026, 3, 14, 10, 0, 0, 0, time.UTC), time.Date(2026, 3, 14, 11, 0, 0, 0, time.UTC)
	asked := must[authoring.Edited](t)(service.Ask(t.Context(), id, retro.Question{Text: "What did you see?", For: "Support", From: &from, To: &to}))
	question := asked.Content.Questions[0].ID
	for text, want := range map[string]string{
		"10:12 we restarted the pool":                   "10:12",
		"We restarted the pool at 10:13.":               "10:13",
		"We restarted the pool at 10:14, yes at 10:14.": "10:14",
		"Restarted at 11:15 CET, it was quick.":         "10:15",
		"Down at 10:16, up again at 10:40.":             "10:00 until 11:00",
		"We restarted the pool.":                        "10:00 until 11:00",
		"It was between 10:38 and 10:41, I think.":      "10:38 until 10:41",
		"Between 10:38 and 10:42 nobody could log in.":  "10:38 until 10:42",
		"We drained it from 10:38 to 10:43.":            "10:38 until 10:43, lasts",
		"10:38–10:44: the pool was drained":             "10:38 until 10:44, lasts",
		"Zwischen 11:38 und 11:45 CET war alles weg.":   "10:38 until 10:45",
		"Down between 10:16 and 10:20, up at 10:40.":    "10:00 until 11:00",
	} {
		landed := must[authoring.Edited](t)(service.Answer(t.Context(), id, []debrief.Landing{{Question: question, Who: "Dana", Text: text}}))
		answer := landed.Content.Answers[len(landed.Content.Answers)-1].ID
		told := must[*retro.Instant](t)(service.AnswerTime(t.Context(), id, answer))
		got := told.At.Format("15:04")
		if !told.Until.IsZero() {
			got += " until " + told.Until.Format("15:04")
		}
		made := must[authoring.WithEvent](t)(service.AnswerToEvent(t.Context(), id, answer))
		event := made.Edited.Content.FindEvent(made.Event)
		if event.End != nil {
			got += ", lasts"
		}
		if got != want {
			t.Errorf("%q is at %s, want %s", text, got, want)
		}
		_, until := event.Range()
		if !event.At.At.Equal(told.At) || !told.Until.IsZero() && !until.Equal(told.Until) {
			t.Errorf("%q is put at %v, and was told to be at %v", text, event.At, told)
		}
	}
}
