package cli

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

type actionsCmd struct {
	ID   string   `arg:"" help:"The retrospective."`
	Item []string `arg:"" optional:"" help:"With --park, the ideas; without any all that nobody has decided or parked yet."`
	Park bool     `help:"Let ideas soak: they are looked at again some days later."`
}

func (c *actionsCmd) Run(ctx context.Context, s *session) error {
	how := reads
	if c.Park {
		how = writes
	} else if len(c.Item) > 0 {
		return retro.Errorf(retro.CodeInvalid, "what is to be done with them?").WithHint("park ideas with --park")
	}
	return s.withRetrospective(ctx, how, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		isUnchanged := false
		if c.Park {
			items := make([]retro.ActionItemID, len(c.Item))
			for i, text := range c.Item {
				item, err := service.FindActionItem(ctx, id, text)
				if err != nil {
					return err
				}
				items[i] = item.ID
			}
			edited, err := service.ParkIdeas(ctx, id, items)
			if err != nil {
				return err
			}
			isUnchanged = edited.Unchanged
		}
		w, err := service.Open(ctx, id)
		if err != nil {
			return err
		}
		today := retro.Date(s.Clock().UTC().Format(time.DateOnly))
		list := struct {
			ActionItems []retro.ActionItem `json:"actionItems"`
		}{w.Content.ActionItems}
		return s.printEdited(isUnchanged, list, func(w io.Writer) {
			for _, item := range list.ActionItems {
				fmt.Fprintf(w, "%s  %-15s %s%s\n", item.ID, item.State, item.Title, reviewed(item, today))
			}
		})
	})
}

func reviewed(item retro.ActionItem, today retro.Date) string {
	switch {
	case item.IsForReview(today):
		return "  (parked; look at it again)"
	case item.IsParked():
		return "  (parked until " + string(item.Review) + ")"
	}
	return ""
}
