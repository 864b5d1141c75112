package authoring

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// Comparison is what two revisions differ in.
type Comparison struct {
	From    Listed         `json:"from"`
	To      Listed         `json:"to"`
	Changes diff.ChangeSet `json:"changes"`
	// Damage says what of the two could not be read. What is missing in one of them
	// looks added or removed.
	Damage []string `json:"damage"`
}

// Compare compares two revisions as far as they can be read; an empty to means the
// newest, and an empty from the one before to. CodeNotFound.
func (s *Service) Compare(ctx context.Context, id retro.RetrospectiveID, from, to retro.RevisionID) (Comparison, error) {
	return s.compare(ctx, s.store.Lists(), id, from, to, nil)
}

// compare is Compare of some lists, of what is left once equal has made equal what does
// not matter; nil for all of it.
func (s *Service) compare(
	ctx context.Context, lists retro.Lists, id retro.RetrospectiveID, from, to retro.RevisionID, equal func(before, after *retro.Content),
) (Comparison, error) {
	l, err := s.lineage(ctx, id)
	if err != nil {
		return Comparison{}, err
	}
	c := Comparison{Damage: []string{}}
	if c.To, err = l.find(retro.FirstOf(to, l.own[0].ID)); err != nil {
		return Comparison{}, err
	}
	if c.From, err = l.find(retro.FirstOf(from, c.To.Before, c.To.Revision.ID)); err != nil {
		return Comparison{}, err
	}
	before, damage, err := s.readable(ctx, c.From.Revision.ID)
	if err != nil {
		return Comparison{}, err
	}
	if damage != "" {
		c.Damage = append(c.Damage, RevisionLabel(c.From.Revision)+" is "+damage)
	}
	after, damage, err := s.readable(ctx, c.To.Revision.ID)
	if err != nil {
		return Comparison{}, err
	}
	if damage != "" && c.From.Revision.ID != c.To.Revision.ID {
		c.Damage = append(c.Damage, RevisionLabel(c.To.Revision)+" is "+damage)
	}
	if equal != nil {
		equal(&before, &after)
	}
	c.Changes = diff.CompareLists(lists, before, after)
	return c, nil
}

// Seen is a revision in which a text appeared or vanished.
type Seen struct {
	Listed
	Appeared bool `json:"appeared"` // else it vanished
	// Place is where it stands, or where it stood in the revision before.
	Place library.Place `json:"place"`
}

// FindText looks for words through the whole history, and returns when they
// appeared and vanished, the newest first. Letters count alike in either case,
// and neither line breaks nor the marks of Markdown matter. The words must stand
// in one paragraph. CodeInvalid without any.
func (s *Service) FindText(ctx context.Context, id retro.RetrospectiveID, words string) ([]Seen, error) {
	wanted := plainWords(words)
	if wanted == "" {
		return nil, retro.Errorf(retro.CodeInvalid, "there is nothing to look for").WithHint("give some words of a sentence")
	}
	sightings, err := s.store.Sightings(ctx, id, func(text string) bool { return strings.Contains(plainWords(text), wanted) })
	if err != nil {
		return nil, err
	}
	l, err := s.lineage(ctx, id)
	if err != nil {
		return nil, err
	}
	places := l.places()
	found := []Seen{}
	for _, sighting := range slices.Backward(sightings) {
		if place, ok := places[sighting.Revision]; ok {
			found = append(found, Seen{Listed: place, Appeared: sighting.Appeared, Place: sighting.Place})
		}
	}
	return found, nil
}

// plainWords is a text as people remember it: without its marks, line breaks and
// capitals.
func plainWords(text string) string {
	plain := make([]byte, 0, len(text))
	isSpace := false
	for _, r := range text {
		switch {
		case r == '*' || r == '_' || r == '`':
			continue
		case unicode.IsSpace(r):
			isSpace = true
			continue
		case isSpace && len(plain) > 0:
			plain = append(plain, ' ')
		}
		isSpace = false
		plain = utf8.AppendRune(plain, unicode.ToLower(r))
	}
	return string(plain)
}

// Touching lists the revisions that changed a thing, the newest first, so the
// first of them says who changed it last, and when. The thing is named like a
// [Part]: "section:Root Cause", "event:ID", and in the same manner factor, action-item,
// participant, note and evidence with their id. With words it is only the
// paragraph of the section in which they stand now. CodeNotFound, CodeInvalid.
func (s *Service) Touching(ctx context.Context, id retro.RetrospectiveID, thing Part, words string) ([]Listed, error) {
	text, name, _ := strings.Cut(string(thing), ":")
	noun := retro.Noun(text)
	switch noun {
	case retro.NounSection:
		section, err := s.FindSection(ctx, id, name)
		if err == nil {
			name = string(section.ID)
		}
	case retro.NounEvent:
		event, err := s.FindEvent(ctx, id, name)
		if err == nil {
			name = string(event.ID)
		}
	default: // named by its whole id
	}
	versions, err := s.store.Versions(ctx, id, noun, name)
	if err != nil {
		return nil, err
	}
	if len(versions) == 0 {
		return nil, retro.Errorf(retro.CodeNotFound, "there never was a %s %q", noun, name).
			WithHint("name it like section:Root Cause or event:ID")
	}
	var touched []retro.RevisionID
	if plainWords(words) == "" {
		for _, v := range slices.Backward(versions) {
			touched = append(touched, v.Revision)
		}
	} else if touched, err = traceParagraph(versions, plainWords(words)); err != nil {
		return nil, err
	}
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return nil, err
	}
	// The document asks this whenever somebody stops typing, who then goes on.
	places := current.lineage().places()
	leave()
	found := []Listed{}
	for _, revision := range touched {
		if place, ok := places[revision]; ok {
			found = append(found, place)
		}
	}
	return found, nil
}

// traceParagraph follows the paragraph in which words stand now back to where it
// came from, through all that was done to it, and returns the revisions that did
// that, the newest first.
func traceParagraph(versions []library.Version, words string) ([]retro.RevisionID, error) {
	newest := versions[len(versions)-1]
	at := slices.IndexFunc(newest.Blocks, func(b string) bool { return strings.Contains(plainWords(b), words) })
	if at < 0 {
		return nil, retro.Errorf(retro.CodeNotFound, "no paragraph there says that now").
			WithHint("look for the words through the whole history instead")
	}
	paragraph := newest.Blocks[at]
	var touched []retro.RevisionID
	for i, version := range slices.Backward(versions) {
		var before []string
		if i > 0 {
			before = versions[i-1].Blocks
		}
		if slices.ContainsFunc(before, func(b string) bool { return strings.TrimSpace(b) == strings.TrimSpace(paragraph) }) {
			continue
		}
		touched = append(touched, version.Revision)
		source, ok := paragraphBefore(before, version.Blocks, paragraph)
		if !ok {
			break
		}
		paragraph = source
	}
	return touched, nil
}

// paragraphBefore finds what a paragraph was made from by an edit.
func paragraphBefore(before, after []string, paragraph string) (string, bool) {
	document := diff.Documents(strings.Join(before, ""), strings.Join(after, ""))
	for _, block := range document.Blocks {
		text, old := strings.TrimSpace(block.NewText), strings.TrimSpace(block.OldText)
		if text == "" || old == "" || !strings.Contains(paragraph, text) {
			continue
		}
		for _, candidate := range before {
			if strings.Contains(candidate, old) {
				return candidate, true
			}
		}
	}
	return "", false
}
