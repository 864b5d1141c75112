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
	line := firstLine(text)
	kind := suggestKind(source, level, line)
	var fact string
	switch {
	case kind == KindSitRep:
		fact = firstLine(WithoutSitRep(text))
	case source != EvidenceChat:
		fact = factOf(line)
	default:
		fact = WithoutLevel(line)
	}
	title := Shorten(withoutEnd(fact), maxSuggestedTitle)
	if title == "" {
		title = "Something was recorded"
	}
	return Suggestion{Title: title, Kind: kind}
}

const maxSuggestedTitle = 110

// kindWords are tried in order: the more specific story comes first.
var kindWords = []struct {
	kind  EventKind
	words []string
}{
	{KindResolution, []string{"recovered", "resolved", "back to normal", "all clear", "is back", "are back", "going through again", "works again", "working again"}},
	{KindAction, []string{"rolled back", "rolling back", "rollback", "revert", "restart", "failover", "failed over", "scaled up", "alter table", "hotfix"}},
	{KindChange, []string{"deploy", "released", "rollout", "migration", "upgraded", "config changed", "feature flag", " raised from ", " lowered from "}},
	{KindDetection, []string{"paged", "pagerduty", "alert", "alarm", "seeing errors", "seeing 5"}},
}

func firstLine(text string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if len(first) > longestLine {
		first = strings.ToValidUTF8(first[:longestLine], "")
	}
	return strings.TrimSpace(first)
}

// longestLine bounds what is looked at, in bytes; no title comes of what stands behind.
const longestLine = 2000

func suggestKind(source EvidenceKind, level Level, line string) EventKind {
	if sitRepHead.MatchString(line) {
		return KindSitRep
	}
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

// WithoutActor is a title without the name of who did it, where it begins with that.
func WithoutActor(title, actor string) string {
	if actor == "" || len(title) <= len(actor) || !strings.EqualFold(title[:len(actor)], actor) {
		return title
	}
	rest := title[len(actor):]
	for _, between := range []string{": ", " - ", " – ", " — ", ", ", " "} {
		if said, ok := strings.CutPrefix(rest, between); ok && strings.TrimSpace(said) != "" {
			return strings.TrimSpace(said)
		}
	}
	return title
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
