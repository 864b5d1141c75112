package authoring

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/review"
)

// wording is what the wording check looks for in this library.
func (s *Service) wording(ctx context.Context) (review.Wording, error) {
	value, err := s.store.Preference(ctx, preferenceWording)
	return readWording(value), err
}

// readWording reads what is stored; what it does not understand is nothing.
func readWording(value string) review.Wording {
	var wording review.Wording
	if json.Unmarshal([]byte(value), &wording) != nil {
		wording = review.Wording{}
	}
	return tidyWording(wording)
}

// tidyWording keeps each phrase once, without needless space, and leaves out empty ones.
func tidyWording(wording review.Wording) review.Wording {
	var tidy review.Wording
	for _, phrase := range wording.Own {
		phrase.Words, phrase.Advice = strings.Join(strings.Fields(phrase.Words), " "), strings.Join(strings.Fields(phrase.Advice), " ")
		isKnown := slices.ContainsFunc(tidy.Own, func(other review.Phrase) bool { return strings.EqualFold(other.Words, phrase.Words) })
		if phrase.Words != "" && !isKnown {
			tidy.Own = append(tidy.Own, phrase)
		}
	}
	for _, id := range wording.Off {
		if !slices.Contains(tidy.Off, id) {
			tidy.Off = append(tidy.Off, id)
		}
	}
	return tidy
}
