package retro

import (
	"regexp"
	"strings"
)

// The parts of a formula, from its ends inwards.
var (
	formulaStat = regexp.MustCompile(`^\s*([a-z]\w*)\s*`)
	formulaBy   = regexp.MustCompile(`(?s)^((?:.*?\s)?)by\s+("[^"]+"|“[^”]+”|\S+)\s*$`)
	formulaSrc  = regexp.MustCompile(`^\s*,?\s*("[^"]+"|“[^”]+”|[^\s,]+)`)
)

// ParseSeries reads what [Series.Formula] writes: `p95(duration) of "orders api" where
// level:error by path`. It returns the names of the sources apart, for whoever knows
// them. The error has CodeInvalid.
func ParseSeries(formula string) (series Series, sources []string, err error) {
	stat := formulaStat.FindStringSubmatch(formula)
	if stat == nil {
		return series, nil, badFormula(formula)
	}
	series.Stat = Statistic(stat[1])
	rest := formula[len(stat[0]):]
	argument := ""
	if strings.HasPrefix(rest, "(") {
		end := closing(rest)
		if end < 0 {
			return series, nil, badFormula(formula)
		}
		argument, rest = strings.TrimSpace(rest[1:end]), rest[end+1:]
	}
	if by := formulaBy.FindStringSubmatch(rest); by != nil {
		rest, series.By = by[1], unquote(by[2])
	}
	rest = strings.TrimSpace(rest)
	if after, found := strings.CutPrefix(rest, "of "); found {
		for {
			name := formulaSrc.FindStringSubmatch(after)
			if name == nil || len(sources) > 0 && !strings.HasPrefix(strings.TrimSpace(after), ",") {
				break
			}
			sources, after = append(sources, unquote(name[1])), after[len(name[0]):]
		}
		if len(sources) == 0 {
			return series, nil, badFormula(formula)
		}
		rest = strings.TrimSpace(after)
	}
	where, found := strings.CutPrefix(rest, "where ")
	if !found && rest != "" {
		return series, nil, badFormula(formula)
	}
	where = strings.TrimSpace(where)
	if series.Stat == StatShare {
		series.Filter, series.Of = argument, where
	} else {
		series.Value, series.Filter = argument, where
	}
	return series, sources, nil
}

// closing returns the place of the bracket that closes the first one. Those between
// slashes do not count.
func closing(text string) int {
	depth, pattern := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && pattern:
			i++
		case c == '/' && (pattern || i > 0 && (text[i-1] == '(' || text[i-1] == ' ')):
			pattern = !pattern
		case pattern:
		case c == '(':
			depth++
		case c == ')':
			depth--
			if depth == 0 {
				return i
			}
		}
	}
	return -1
}

func unquote(name string) string { return strings.Trim(name, `"“”`) }

func badFormula(formula string) error {
	return Errorf(CodeInvalid, "%q cannot be read as a series", formula).
		WithHint(`write for example: p95(duration) of "orders api" where level:error by path`)
}
