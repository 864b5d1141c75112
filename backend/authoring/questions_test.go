package authoring_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
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
