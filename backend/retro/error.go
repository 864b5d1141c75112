package retro

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Code says what kind of thing went wrong. Callers decide on codes, never on
// messages.
type Code string

// The codes. Anything without a code is CodeInternal.
const (
	CodeInvalid     Code = "invalid"      // the caller's input cannot be used
	CodeNotFound    Code = "not_found"    // no such id, template, target, …
	CodeConflict    Code = "conflict"     // someone saved in between
	CodeLocked      Code = "locked"       // another process writes this library
	CodeNewerFormat Code = "newer_format" // written by a later Afterword
	CodeUnsupported Code = "unsupported"  // well-formed, but not handled
	CodeDamaged     Code = "damaged"      // stored bytes do not match their hash
	CodeFull        Code = "full"         // no space left on the disk
	CodeInternal    Code = "internal"
)

// Error is an error meant to reach a person. Message is one plain sentence
// without a final full stop; Hint, where there is one, says what to do next.
type Error struct {
	Code    Code
	Message string
	Hint    string
	Err     error
}

// Error returns the message alone: a cause that a person should read is part of
// it, see [Errorf].
func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause, or nil.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error whose message is formatted as by fmt.Errorf, of which a
// %w operand stays reachable for errors.Is and errors.As. What %q quotes stands
// in “these marks”, as everywhere on the page.
func Errorf(code Code, format string, args ...any) *Error {
	made := formatted(format, args...)
	return &Error{Code: code, Message: made.Error(), Err: errors.Unwrap(made)}
}

// WithHint returns a copy of the error with a hint, formatted as by [Errorf].
func (e *Error) WithHint(format string, args ...any) *Error {
	hinted := *e
	hinted.Hint = formatted(format, args...).Error()
	return &hinted
}

// ErrorCode returns the code of the first Error in err's chain, CodeInternal
// for any other error and "" for nil.
func ErrorCode(err error) Code {
	if err == nil {
		return ""
	}
	if coded, ok := errors.AsType[*Error](err); ok {
		return coded.Code
	}
	return CodeInternal
}

// ErrorHint returns the hint of the first Error in err's chain, or "".
func ErrorHint(err error) string {
	if coded, ok := errors.AsType[*Error](err); ok {
		return coded.Hint
	}
	return ""
}

// Quoted puts words between the quotation marks of the page. What does not print
// is escaped: it must not steer a terminal.
func Quoted(words string) string {
	var b strings.Builder
	b.WriteString("“")
	for _, r := range words {
		if strconv.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	b.WriteString("”")
	return b.String()
}

// formatted is what fmt.Errorf makes of a format, with each operand of a %q as
// [Quoted] has it. Formats here have one operand a verb.
func formatted(format string, args ...any) error {
	if !strings.Contains(format, "%q") {
		return fmt.Errorf(format, args...)
	}
	quoted, operands := []byte(format), slices.Clone(args)
	operand := 0
	for at := 0; at+1 < len(quoted); at++ {
		if quoted[at] != '%' {
			continue
		}
		at++
		switch {
		case quoted[at] == '%':
			continue
		case quoted[at] == 'q' && operand < len(operands):
			quoted[at] = 's'
			operands[operand] = Quoted(fmt.Sprint(operands[operand]))
		}
		operand++
	}
	return fmt.Errorf(string(quoted), operands...)
}
