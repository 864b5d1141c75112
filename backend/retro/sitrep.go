package retro

import "regexp"

// sitRepHead is how a situation report begins: “SITREP 3: …”, “*Situation report* (11:20) – …”.
var sitRepHead = regexp.MustCompile(`(?i)^[*_\s]*(?:sit-?rep|situation report)[*_\s]*(?:#?\d+)?[*_\s]*(?:\([^)]*\))?[*_\s]*[:–—-][*_\s]*`)

// sitRepTitle is what people call an event that is one, whatever its kind.
var sitRepTitle = regexp.MustCompile(`^(?:\pL+ )?(?i:sit-?rep|situation report)\b`)

// WithoutSitRep is a situation report without the word that says that it is one.
func WithoutSitRep(text string) string { return sitRepHead.ReplaceAllString(text, "") }

// IsSitRep reports whether an event is a situation report: by its kind, or by what its
// title calls it.
func (e Event) IsSitRep() bool { return e.Kind == KindSitRep || sitRepTitle.MatchString(e.Title) }

// LatestSitRep is the situation report that was given last, "" without any.
func LatestSitRep(events []Event) EventID {
	var latest *Event
	for i := range events {
		if e := &events[i]; e.IsSitRep() && (latest == nil || !e.At.At.Before(latest.At.At)) {
			latest = e
		}
	}
	if latest == nil {
		return ""
	}
	return latest.ID
}
