package retro

import (
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
	title := Shorten(stripLevel(line), maxSuggestedTitle)
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
