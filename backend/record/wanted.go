package record

// Wanted is what is looked for in the bytes of entries. Its zero value is nothing.
type Wanted struct {
	// Text must occur as it stands, or match as a regular expression.
	Text   string
	Regexp bool
	// Case tells upper and lower case apart.
	Case bool
}

// ParseWanted reads what people write into a filter: a text, or between slashes a
// regular expression, like "/time(d )?out/"; either in any case.
func ParseWanted(text string) Wanted {
	if len(text) > 2 && text[0] == '/' && text[len(text)-1] == '/' {
		return Wanted{Text: text[1 : len(text)-1], Regexp: true}
	}
	return Wanted{Text: text}
}
