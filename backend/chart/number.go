package chart

import (
	"math"
	"strconv"
	"strings"
)

// notation is how a source writes numbers.
type notation struct {
	// comma says that a comma parts the whole from the fraction, and a point thousands.
	comma bool
}

// evidence is what a written number tells of its notation.
type evidence int

const (
	tellsNothing evidence = iota
	tellsPoint
	tellsComma
)

// parseNumber reads a number with its unit. ok is false for what is none, as NaN and
// the infinities are.
func parseNumber(text string, n notation) (value float64, family Unit, ok bool) {
	text = strings.TrimSpace(text)
	sign := 1.0
	rest := text
	for _, minus := range []string{"-", "−"} {
		if cut, found := strings.CutPrefix(rest, minus); found {
			sign, rest = -1, cut
			break
		}
	}
	if sign > 0 {
		rest = strings.TrimPrefix(rest, "+")
	}
	total, parts := 0.0, 0
	for rest != "" {
		number, length := readDigits(rest, n)
		if length == 0 {
			return 0, UnitNone, false
		}
		rest = strings.TrimLeft(rest[length:], " \u00a0\u202f")
		word := 0
		for word < len(rest) && (rest[word] < '0' || rest[word] > '9') && rest[word] != ' ' {
			word++
		}
		factor, unit, known := unitOf(rest[:word])
		if !known || parts > 0 && (unit != UnitSeconds || family != UnitSeconds) {
			return 0, UnitNone, false
		}
		total, family, parts = total+number*factor, unit, parts+1
		rest = strings.TrimLeft(rest[word:], " ")
	}
	if parts == 0 || math.IsInf(total, 0) || math.IsNaN(total) {
		return 0, UnitNone, false
	}
	return sign * total, family, true
}

// readDigits reads a number without sign and unit from the beginning of a text.
func readDigits(text string, n notation) (value float64, length int) {
	var digits []byte
	fraction := false
	point, thousands := byte('.'), byte(',')
	if n.comma {
		point, thousands = ',', '.'
	}
	i := 0
	for ; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= '0' && c <= '9':
			digits = append(digits, c)
			continue
		case c == point && !fraction && (i+1 < len(text) && isDigit(text[i+1]) || len(digits) > 0):
			if i+1 >= len(text) || !isDigit(text[i+1]) {
				break
			}
			fraction = true
			digits = append(digits, '.')
			continue
		case (c == thousands || c == '\'' || c == '_') && !fraction && len(digits) > 0 && groupAt(text, i+1):
			continue
		case c == ' ' && !fraction && len(digits) > 0 && groupAt(text, i+1):
			continue
		}
		break
	}
	if len(digits) == 0 || digits[len(digits)-1] == '.' {
		return 0, 0
	}
	if i < len(text) && (text[i] == 'e' || text[i] == 'E') {
		end := i + 1
		if end < len(text) && (text[end] == '+' || text[end] == '-') {
			end++
		}
		from := end
		for end < len(text) && isDigit(text[end]) {
			end++
		}
		if end > from {
			digits, i = append(digits, text[i:end]...), end
		}
	}
	value, err := strconv.ParseFloat(string(digits), 64)
	if err != nil {
		return math.Inf(1), i // too large
	}
	return value, i
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// groupAt reports whether exactly three digits stand at a place.
func groupAt(text string, i int) bool {
	return i+3 <= len(text) && isDigit(text[i]) && isDigit(text[i+1]) && isDigit(text[i+2]) && (i+3 == len(text) || !isDigit(text[i+3]))
}

// notFinite reports whether a text stands for no number or one without end, as
// monitoring writes them.
func notFinite(text string) bool {
	switch strings.ToLower(strings.TrimLeft(text, "+-−")) {
	case "nan", "inf", "infinity", "∞", "null":
		return true
	}
	return false
}

// tells says what a written number tells of the notation of its source. "1,234" and
// "1.234" tell nothing: each may be either.
func tells(text string) evidence {
	lastPoint, lastComma := strings.LastIndexByte(text, '.'), strings.LastIndexByte(text, ',')
	switch {
	case lastPoint >= 0 && lastComma >= 0:
		if lastPoint > lastComma {
			return tellsPoint
		}
		return tellsComma
	case lastPoint >= 0:
		if strings.Count(text, ".") > 1 {
			return tellsComma
		}
		if lastPoint > 0 && lastPoint <= 4 && groupAt(text, lastPoint+1) {
			return tellsNothing
		}
		return tellsPoint
	case lastComma >= 0:
		if strings.Count(text, ",") > 1 {
			return tellsPoint
		}
		if lastComma > 0 && lastComma <= 4 && groupAt(text, lastComma+1) {
			return tellsNothing
		}
		return tellsComma
	}
	return tellsNothing
}

// parsePlain reads what most numbers are, digits with at most one point, without
// looking for anything else.
func parsePlain(text string) (float64, bool) {
	if text == "" || len(text) > 15 {
		return 0, false
	}
	whole, scale, point := int64(0), 1.0, false
	for i := range len(text) {
		switch c := text[i]; {
		case isDigit(c):
			whole = whole*10 + int64(c-'0')
			if point {
				scale *= 10
			}
		case c == '.' && !point && i > 0 && i+1 < len(text):
			point = true
		default:
			return 0, false
		}
	}
	return float64(whole) / scale, true
}
