package authoring

import (
	"context"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// SaveSection stores a section's text; CodeNotFound. It is called every second
// while somebody types, and all that is typed in a stretch is one revision. The answer leaves the text
// out: whoever writes has it already, and may have written on.
func (s *Service) SaveSection(ctx context.Context, id retro.RetrospectiveID, section retro.SectionID, body string) (Edited, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return Edited{}, err
	}
	defer leave()
	content := current.content.Clone()
	stored := content.FindSection(section)
	if stored == nil {
		return Edited{}, missing("section", section)
	}
	stored.Body = body
	edited, err := s.saveTyped(ctx, id, current, retro.Revision{Kind: retro.RevisionAuto, Reason: retro.ReasonWrite + stored.Heading}, content, section)
	clear(edited.Lists)
	return edited, err
}

// UpdateSection changes a section's heading, prompt and live block, not its
// text. CodeInvalid for an empty heading or an unknown block.
func (s *Service) UpdateSection(ctx context.Context, id retro.RetrospectiveID, section retro.Section) (Edited, error) {
	return s.edit(ctx, id, "edit section", func(c *retro.Content) error {
		stored := c.FindSection(section.ID)
		if stored == nil {
			return missing("section", section.ID)
		}
		return describeSection(stored, section)
	})
}

// describeSection gives a section the heading, prompt and live block of another.
func describeSection(stored *retro.Section, section retro.Section) error {
	heading, err := cleanHeading(section.Heading)
	if err != nil {
		return err
	}
	if section.Block != retro.BlockNone && !slices.Contains(retro.LiveBlocks(), section.Block) {
		return retro.Errorf(retro.CodeInvalid, "no live block %q", section.Block)
	}
	if section.Role != "" && !slices.Contains(retro.SectionRoles(), section.Role) {
		return retro.Errorf(retro.CodeInvalid, "no section plays the part %q", section.Role)
	}
	stored.Heading, stored.Prompt, stored.Block, stored.Role = heading, section.Prompt, section.Block, section.Role
	return nil
}

// AddSection puts a section after another one, or last where after is "". Of
// what it is given it takes heading, prompt, live block and part; there is no text
// yet. CodeInvalid as for UpdateSection.
func (s *Service) AddSection(ctx context.Context, id retro.RetrospectiveID, section retro.Section, after retro.SectionID) (Edited, error) {
	return s.edit(ctx, id, "add section", func(c *retro.Content) error {
		added := retro.Section{ID: retro.SectionID(s.ids.New())}
		if err := describeSection(&added, section); err != nil {
			return err
		}
		at := len(c.Sections)
		if index := slices.IndexFunc(c.Sections, func(x retro.Section) bool { return x.ID == after }); index >= 0 {
			at = index + 1
		}
		c.Sections = slices.Insert(c.Sections, at, added)
		return nil
	})
}

// HideSection hides a section or shows it again: a hidden one keeps its text and
// leaves with no export.
func (s *Service) HideSection(ctx context.Context, id retro.RetrospectiveID, section retro.SectionID, hidden bool) (Edited, error) {
	reason := "show section"
	if hidden {
		reason = "hide section"
	}
	return s.edit(ctx, id, reason, func(c *retro.Content) error {
		stored := c.FindSection(section)
		switch {
		case stored == nil:
			return missing("section", section)
		case !hidden:
			stored.Hidden = retro.HiddenByNobody
		case stored.Hidden == retro.HiddenByNobody:
			stored.Hidden = retro.HiddenByHand
		}
		return nil
	})
}

// MarkDraft marks the retrospective as a draft, which whatever leaves says, or as final.
func (s *Service) MarkDraft(ctx context.Context, id retro.RetrospectiveID, isDraft bool) (Edited, error) {
	reason := "mark as final"
	if isDraft {
		reason = "mark as a draft"
	}
	return s.edit(ctx, id, reason, func(c *retro.Content) error {
		c.IsDraft = isDraft
		return nil
	})
}

// MarkSolo makes the retrospective one person's own account, without a debrief, or has
// the debrief come back as it was.
func (s *Service) MarkSolo(ctx context.Context, id retro.RetrospectiveID, alone bool) (Edited, error) {
	reason := "hold a debrief"
	if alone {
		reason = "hold no debrief"
	}
	return s.edit(ctx, id, reason, func(c *retro.Content) error {
		c.Solo = c.Solo.Chosen(alone)
		return nil
	})
}

// RemoveSection takes a section out of the document.
func (s *Service) RemoveSection(ctx context.Context, id retro.RetrospectiveID, section retro.SectionID) (Edited, error) {
	return s.edit(ctx, id, "remove section", func(c *retro.Content) error {
		index := slices.IndexFunc(c.Sections, func(x retro.Section) bool { return x.ID == section })
		if index < 0 {
			return missing("section", section)
		}
		c.Sections = slices.Delete(c.Sections, index, index+1)
		return nil
	})
}

// MoveSection puts a section at a place, 0 being the first.
func (s *Service) MoveSection(ctx context.Context, id retro.RetrospectiveID, section retro.SectionID, to int) (Edited, error) {
	return s.edit(ctx, id, "move section", func(c *retro.Content) error {
		moved, ok := moveTo(c.Sections, to, func(x retro.Section) bool { return x.ID == section })
		if !ok {
			return missing("section", section)
		}
		c.Sections = moved
		return nil
	})
}

// WriteSection stores text under a heading, adding a section where there is none
// of that name.
func (s *Service) WriteSection(ctx context.Context, id retro.RetrospectiveID, heading, body string) (Edited, error) {
	heading, err := cleanHeading(heading)
	if err != nil {
		return Edited{}, err
	}
	return s.edit(ctx, id, retro.ReasonWrite+heading, func(c *retro.Content) error {
		if stored := c.SectionByHeading(heading); stored != nil {
			stored.Body = body
			return nil
		}
		c.Sections = append(c.Sections, retro.Section{ID: retro.SectionID(s.ids.New()), Heading: heading, Body: body})
		return nil
	})
}

func cleanHeading(heading string) (string, error) {
	heading = strings.Join(strings.Fields(heading), " ")
	if heading == "" {
		return "", retro.Errorf(retro.CodeInvalid, "a section needs a heading")
	}
	return heading, nil
}

func moveTo[T any](items []T, to int, match func(T) bool) ([]T, bool) {
	from := slices.IndexFunc(items, match)
	if from < 0 {
		return items, false
	}
	item := items[from]
	items = slices.Delete(items, from, from+1)
	return slices.Insert(items, max(0, min(to, len(items))), item), true
}

// FromHTML reads pasted HTML, such as rich text from a word processor or a wiki, as
// Markdown; CodeInvalid where it is too large or too deep.
func FromHTML(html string) (string, error) {
	page, err := wiki.Read([]byte(html), "pasted.html")
	if err != nil {
		return "", err
	}
	return page.Fragment(), nil
}

// Words counts the words of each section, the marks of live blocks left out.
func (s *Service) Words(ctx context.Context, id retro.RetrospectiveID) (map[retro.SectionID]int, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	words := make(map[retro.SectionID]int, len(content.Sections))
	for _, section := range content.Sections {
		words[section.ID] = markdown.CountWords(section.Written())
	}
	return words, nil
}
