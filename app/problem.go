package app

import (
	"context"
	"errors"

	"github.com/afterword-app/afterword/backend/retro"
)

// Problem is an error as the page receives it.
type Problem struct {
	Code    retro.Code `json:"code"`
	Message string     `json:"message"`
	Hint    string     `json:"hint"`
}

// codeCancelled marks what the person stopped; the page says nothing about it.
const codeCancelled retro.Code = "cancelled"

// NewProblem translates an error; nil stays nil.
func NewProblem(err error) any {
	if err == nil {
		return nil
	}
	if errors.Is(err, context.Canceled) {
		return Problem{Code: codeCancelled, Message: "stopped"}
	}
	return Problem{Code: retro.ErrorCode(err), Message: err.Error(), Hint: retro.ErrorHint(err)}
}
