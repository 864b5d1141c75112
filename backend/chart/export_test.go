package chart

// Evidence, and what reads numbers, for their tests.
type Evidence = evidence

const (
	TellsNothing = tellsNothing
	TellsPoint   = tellsPoint
	TellsComma   = tellsComma
)

// Tells is tells.
func Tells(text string) Evidence { return tells(text) }

// ParseNumber is parseNumber.
func ParseNumber(text string, comma bool) (float64, Unit, bool) {
	return parseNumber(text, notation{comma: comma})
}
