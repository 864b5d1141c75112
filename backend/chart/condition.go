package chart

import (
	"regexp"
	"strings"
)

// Condition is what a filter asks of a field of the entries: "status>=500".
type Condition struct {
	Field string `json:"field"`
	// Sign is one of = != < <= > >=.
	Sign  string `json:"sign"`
	Value string `json:"value"`
}

var conditionText = regexp.MustCompile(`^(?:"([^"]+)"|([A-Za-z_@][\w.@/-]*?))(>=|<=|!=|==|=|>|<)("[^"]*"|[^=<>"].*)$`)

// ParseCondition reads a condition: a field, a sign and a value, the first and the last
// in quotes where they hold blanks. Less and more are asked of numbers alone, so that a
// "->" or a "<div>" stays text.
func ParseCondition(text string) (Condition, bool) {
	parts := conditionText.FindStringSubmatch(text)
	if parts == nil {
		return Condition{}, false
	}
	c := Condition{Field: parts[1] + parts[2], Sign: parts[3], Value: strings.Trim(parts[4], `"`)}
	if c.Sign == "==" {
		c.Sign = "="
	}
	if c.Sign != "=" && c.Sign != "!=" {
		if _, _, ok := parseNumber(c.Value, notation{}); !ok {
			return Condition{}, false
		}
	}
	return c, true
}

// Test returns what reports whether the value of a field fulfils the condition: as numbers
// where both are, with their units, else as words in any case.
func (c Condition) Test() func(value string) bool {
	number, of, isNumber := parseNumber(c.Value, notation{})
	if !isNumber {
		return func(value string) bool {
			return strings.EqualFold(strings.TrimSpace(value), c.Value) == (c.Sign == "=")
		}
	}
	word, _ := unitOfName(c.Field)
	factor, kind, _ := unitOf(word)
	return func(value string) bool { return c.holds(value, number, of, factor, kind) }
}

// holds compares a value with the number of the condition. The factor and kind are of the
// unit that the field's name says.
func (c Condition) holds(value string, wanted float64, of Unit, factor float64, kind Unit) bool {
	is, family, isNumber := parseNumber(value, notation{})
	if isNumber && of != family {
		// One of them names no unit: it is then of the size that the field's name says.
		switch {
		case family == UnitNone && kind == of:
			is *= factor
		case of == UnitNone && kind == family:
			wanted *= factor
		default:
			isNumber = false
		}
	}
	if !isNumber {
		isSame := strings.EqualFold(strings.TrimSpace(value), c.Value)
		return isSame && c.Sign == "=" || !isSame && c.Sign == "!="
	}
	switch c.Sign {
	case "=":
		return is == wanted
	case "!=":
		return is != wanted
	case "<":
		return is < wanted
	case "<=":
		return is <= wanted
	case ">":
		return is > wanted
	}
	return is >= wanted
}

// String writes the condition as it is read.
func (c Condition) String() string {
	quoted := func(text string) string {
		if strings.ContainsAny(text, " \t") {
			return `"` + text + `"`
		}
		return text
	}
	return quoted(c.Field) + c.Sign + quoted(c.Value)
}
