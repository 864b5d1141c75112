package authoring_test

import (
	"testing"
	"time"

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
