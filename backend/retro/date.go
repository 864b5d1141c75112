package retro

import (
	"strings"
	"time"
)

// Date is a day without a time, as "2026-12-24"; "" for none.
type Date string

// dateLayouts are the ways to write a day that cannot be taken for another one.
var dateLayouts = []string{time.DateOnly, "2006-1-2", "2.1.2006", "2 Jan 2006", "2 January 2006", "Jan 2, 2006", "January 2, 2006"}

// ParseDate reads a day; a blank text or a dash is none. Returns an Error with
// CodeInvalid for what is not a day.
func ParseDate(text string) (Date, error) {
	text = strings.TrimSpace(text)
	if text == "" || text == "–" || text == "-" {
		return "", nil
	}
	for _, layout := range dateLayouts {
		if day, err := time.Parse(layout, text); err == nil {
			return Date(day.Format(time.DateOnly)), nil
		}
	}
	return "", Errorf(CodeInvalid, "%q is not a date", text).WithHint("write it like 2026-12-24 or 24 Dec 2026")
}

// DateField is a day that may be missing.
func DateField[T any](name, label, verb string, at func(*T) *Date) Field {
	return ReadBy(TextField(name, label, verb, at), func(record *T, text string) error {
		day, err := ParseDate(text)
		if err == nil {
			*at(record) = day
		}
		return err
	})
}
