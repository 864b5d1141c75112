package authoring

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// SaveFactors replaces the contributing factors; those without an id are new.
func (s *Service) SaveFactors(ctx context.Context, id retro.RetrospectiveID, factors []retro.Factor) (Edited, error) {
	return s.edit(ctx, id, "edit factors", func(c *retro.Content) error {
		c.Factors = make([]retro.Factor, 0, len(factors))
		for _, factor := range factors {
			if factor.Title = strings.TrimSpace(factor.Title); factor.Title == "" {
				continue
			}
			factor.ID = retro.FirstOf(factor.ID, retro.FactorID(s.ids.New()))
			factor.Confidence = retro.FirstOf(factor.Confidence, retro.ConfidenceKnown)
			c.Factors = append(c.Factors, factor)
		}
		return nil
	})
}

// AddActionItems adds one remediation for each line of text that is not empty; a
// leading list mark is dropped.
func (s *Service) AddActionItems(ctx context.Context, id retro.RetrospectiveID, lines string) (Edited, error) {
	return s.edit(ctx, id, "add action item", func(c *retro.Content) error {
		added := 0
		for line := range strings.Lines(lines) {
			title := strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "-*•"))
			if title == "" {
				continue
			}
			c.ActionItems = append(c.ActionItems, s.newActionItem(title, retro.ActionRemediation))
			added++
		}
		if added == 0 {
			return retro.Errorf(retro.CodeInvalid, "an action item needs a few words")
		}
		return nil
	})
}

func (s *Service) newActionItem(title string, state retro.ActionState) retro.ActionItem {
	return retro.ActionItem{ID: retro.ActionItemID(s.ids.New()), Title: title, State: state, Labels: []string{retro.DefaultLabel}}
}

// UpdateActionItem replaces an action item by its id. CodeInvalid for an empty
// title, an unknown state or a due date that is none.
func (s *Service) UpdateActionItem(ctx context.Context, id retro.RetrospectiveID, item retro.ActionItem) (Edited, error) {
	return s.edit(ctx, id, "edit action item", func(c *retro.Content) error {
		index := indexItem(c, item.ID)
		if index < 0 {
			return missing("action item", item.ID)
		}
		if item.Title = strings.TrimSpace(item.Title); item.Title == "" {
			return retro.Errorf(retro.CodeInvalid, "an action item needs a few words")
		}
		if !slices.Contains(retro.ActionStates(), item.State) {
			return retro.Errorf(retro.CodeInvalid, "no state %q for an action item", item.State)
		}
		due, err := retro.ParseDate(string(item.Due))
		if err != nil {
			return err
		}
		item.Due = due
		if item.Review, err = retro.ParseDate(string(item.Review)); err != nil {
			return err
		}
		if item.State != retro.ActionRemediation {
			item.Review = "" // what is decided soaks no more
		}
		c.ActionItems[index] = item
		return nil
	})
}

// ParkIdeas lets ideas soak for some days, see [Settings], after which they are looked at
// again: those that are named, or else all that nobody has decided or parked yet.
func (s *Service) ParkIdeas(ctx context.Context, id retro.RetrospectiveID, items []retro.ActionItemID) (Edited, error) {
	settings, err := s.Settings(ctx)
	if err != nil {
		return Edited{}, err
	}
	review := retro.Date(s.clock().UTC().AddDate(0, 0, settings.SoakDays).Format(time.DateOnly))
	return s.edit(ctx, id, "park ideas", func(c *retro.Content) error {
		for _, item := range items {
			at := indexItem(c, item)
			if at < 0 {
				return missing("action item", item)
			}
			if c.ActionItems[at].State != retro.ActionRemediation {
				return retro.Errorf(retro.CodeInvalid, "“%s” is decided already", c.ActionItems[at].Title).WithHint("only ideas soak")
			}
			c.ActionItems[at].Review = review
		}
		for i := range c.ActionItems {
			if a := &c.ActionItems[i]; len(items) == 0 && a.State == retro.ActionRemediation && !a.IsParked() {
				a.Review = review
			}
		}
		return nil
	})
}

// RemoveActionItem takes an action item off the list.
func (s *Service) RemoveActionItem(ctx context.Context, id retro.RetrospectiveID, item retro.ActionItemID) (Edited, error) {
	return s.edit(ctx, id, "remove action item", func(c *retro.Content) error {
		index := indexItem(c, item)
		if index < 0 {
			return missing("action item", item)
		}
		c.ActionItems = slices.Delete(c.ActionItems, index, index+1)
		return nil
	})
}

// MoveActionItem puts an action item at a place in the list, 0 being the first.
func (s *Service) MoveActionItem(ctx context.Context, id retro.RetrospectiveID, item retro.ActionItemID, to int) (Edited, error) {
	return s.edit(ctx, id, "move action item", func(c *retro.Content) error {
		moved, ok := moveTo(c.ActionItems, to, func(a retro.ActionItem) bool { return a.ID == item })
		if !ok {
			return missing("action item", item)
		}
		c.ActionItems = moved
		return nil
	})
}

func indexItem(c *retro.Content, id retro.ActionItemID) int {
	return slices.IndexFunc(c.ActionItems, func(a retro.ActionItem) bool { return a.ID == id })
}

// FindActionItem turns what a person typed into an action item: its id or the beginning
// of one.
func (s *Service) FindActionItem(ctx context.Context, id retro.RetrospectiveID, text string) (retro.ActionItem, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.ActionItem{}, err
	}
	return pickFrom("action item", text, content.ActionItems,
		func(a retro.ActionItem) retro.ActionItemID { return a.ID }, func(a retro.ActionItem) string { return a.Title })
}
