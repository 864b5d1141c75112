package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

type libraryPageCmd struct {
	Folder string `arg:"" help:"The folder to write to. What an earlier export left there is replaced, other files stay."`
}

func (c *libraryPageCmd) Run(ctx context.Context, s *session) error {
	return s.withService(ctx, records, func(service *authoring.Service) error {
		written, err := service.WriteLibraryPage(ctx, c.Folder, nil)
		if err != nil {
			return err
		}
		for _, title := range written.Failed {
			s.say("“%s” is damaged: only what was written of it before is there", title)
		}
		return s.print(written, func(w io.Writer) {
			fmt.Fprintf(w, "%s\n%s, %s written", written.Index,
				retro.Count(written.Retrospectives, "retrospective", "retrospectives"), retro.Count(written.Written, "file", "files"))
			if written.Removed > 0 {
				fmt.Fprintf(w, ", %d removed", written.Removed)
			}
			fmt.Fprintln(w)
		})
	})
}
