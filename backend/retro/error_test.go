package retro_test

import (
	"errors"
	"testing"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestErrorsQuoteAsThePageDoes(t *testing.T) {
	cause := errors.New("it is full")
	err := retro.Errorf(retro.CodeInvalid, "100%% of %d: %q is not a %s: %w", 3, "9:\x1b[31m4 \"x\" ü", "time", cause).
		WithHint("say %q", retro.KindImpact)
	if want := `100% of 3: “9:\x1b[31m4 "x" ü” is not a time: it is full`; err.Message != want {
		t.Errorf("the message is %s, want %s", err.Message, want)
	}
	if want := "say “impact”"; err.Hint != want {
		t.Errorf("the hint is %s, want %s", err.Hint, want)
	}
	if !errors.Is(err, cause) {
		t.Error("the cause is lost")
	}
}
