package retro

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Suggestion is how an event made out of an entry begins; people edit it.
type Suggestion struct {
	Title string
	Kind  EventKind
}

// SuggestEvent suggests title and kind from the first line of an entry. Who wrote
// it is the event's actor and not repeated in its title.
func SuggestEvent(source EvidenceKind, level Level, text string) Suggestion {
	line := strings.TrimSpace(text)
	if first, _, ok := strings.Cut(line, "\n"); ok {
		line = strings.TrimSpace(first)
	}
	title := Shorten(factOf(line, source == EvidenceChat), maxSuggestedTitle)
	if title == "" {
		title = "Something was recorded"
	}
	return Suggestion{Title: title, Kind: suggestKind(source, level, line)}
}

const maxSuggestedTitle = 110

// kindWords are tried in order: the more specific story comes first.
var kindWords = []struct {
	kind  EventKind
	words []string
}{
	{KindResolution, []string{"recovered", "resolved", "back to normal", "all clear", "is back", "are back"}},
	{KindAction, []string{"rolled back", "rolling back", "rollback", "revert", "restart", "failover", "failed over", "scaled up", "alter table", "hotfix"}},
	{KindChange, []string{"deploy", "released", "rollout", "migration", "upgraded", "config changed", "feature flag"}},
	{KindDetection, []string{"paged", "pagerduty", "alert", "alarm", "seeing errors", "seeing 5"}},
}

func suggestKind(source EvidenceKind, level Level, line string) EventKind {
	lower := strings.ToLower(line)
	for _, candidate := range kindWords {
		for _, word := range candidate.words {
			if strings.Contains(lower, word) {
				return candidate.kind
			}
		}
	}
	if source == EvidenceChat && level == LevelNone {
		return KindCommunication
	}
	return KindObservation
}

// ornaments are what programs write before what happened: a stamp, a thread or process
// in brackets, the class that logs, the program with its number.
var ornaments = []*regexp.Regexp{
	regexp.MustCompile(`^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?\s+`),
	regexp.MustCompile(`^\d\d:\d\d:\d\d([.,]\d+)?\s+`),
	regexp.MustCompile(`^\[[^\]]{1,60}\]:?\s+`),
	regexp.MustCompile(`^\d+\s+---\s+`),
	regexp.MustCompile(`^(---|-|:|\|)\s+`),
	regexp.MustCompile(`^[\w./-]{1,40}\[\d+\]:\s+`),
	// A class is told from a word by its dots or its inner capitals, and from what
	// was thrown by the space before the colon.
	regexp.MustCompile(`^[A-Za-z_$][\w$]*(\.[\w$]+)+(\([^)]*\))?(:\d+)?\s+[-:|–]\s+`),
	regexp.MustCompile(`^[A-Z][a-z0-9]+([A-Z]\w*)+\s+[-:|–]\s+`),
	regexp.MustCompile(`^(thread|main|worker|pool|exec|http|nio)[-\w]*\s+[-:|–]\s+`),
}

// messageOf finds what a line of key=value pairs says.
var messageOf = regexp.MustCompile(`(?:^|\s)(?:msg|message|event)=(?:"((?:[^"\\]|\\.)+)"|(\S+))`)

// factOf is what a line says happened, without what a program writes before it. What
// somebody said stays as it is.
func factOf(line string, isSaid bool) string {
	if isSaid {
		return stripLevel(line)
	}
	if found := messageOf.FindStringSubmatch(line); found != nil {
		return strings.ReplaceAll(found[1]+found[2], `\"`, `"`)
	}
	fact := line
	for stripped := true; stripped; {
		stripped = false
		if rest := stripLevel(fact); rest != fact && rest != "" {
			fact, stripped = rest, true
		}
		for _, ornament := range ornaments {
			if rest := fact[len(ornament.FindString(fact)):]; rest != fact && strings.TrimSpace(rest) != "" {
				fact, stripped = rest, true
			}
		}
	}
	return strings.TrimSpace(fact)
}

// WithoutActor is a title without the name of who did it, where it begins with that.
func WithoutActor(title, actor string) string {
	if actor == "" || len(title) <= len(actor) || !strings.EqualFold(title[:len(actor)], actor) {
		return title
	}
	rest := title[len(actor):]
	for _, between := range []string{": ", " - ", " – ", " — ", ", "} {
		if said, ok := strings.CutPrefix(rest, between); ok && strings.TrimSpace(said) != "" {
			return strings.TrimSpace(said)
		}
	}
	return title
}

// stripLevel drops a leading level word: the kind and the colour say as much.
func stripLevel(line string) string {
	word, rest, ok := strings.Cut(line, " ")
	if !ok {
		return line
	}
	var level Level
	name := strings.ToLower(strings.Trim(word, "[]:<>"))
	if name == "" || level.UnmarshalText([]byte(name)) != nil && name != "log" && name != "warning" && name != "err" {
		return line
	}
	return strings.TrimSpace(rest)
}

// Shorten cuts text to a number of characters, between words where that is not much
// shorter, and ends it with an ellipsis.
func Shorten(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	runes := []rune(text)[:limit-1]
	cut := string(runes)
	if space := strings.LastIndexByte(cut, ' '); space > limit/2 {
		cut = cut[:space]
	}
	return strings.TrimSpace(cut) + "…"
}
