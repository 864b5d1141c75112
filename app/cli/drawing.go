package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/timeline"
)

type timelineCmd struct {
	ID    string  `arg:"" help:"The retrospective."`
	From  string  `help:"Not before this time (default: all events)." placeholder:"T"`
	To    string  `help:"Before this time." placeholder:"T"`
	By    string  `help:"What the lanes stand for: subject, kind, source or person." enum:"subject,kind,source,person" default:"subject"`
	Zone  string  `help:"The zone of the axis (default: the one that leads)."`
	Width float64 `help:"In pixels." default:"1100"`
	Dark  bool    `help:"On a dark ground."`
	Out   string  `help:"The file to write: .svg or .png; - for SVG on standard output." placeholder:"FILE" default:"-"`
}

func (c *timelineCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		view := authoring.DrawingView{By: timeline.By(c.By), Zone: c.Zone, Width: c.Width, Dark: c.Dark}
		if c.By == "subject" {
			view.By = timeline.BySubject
		}
		for _, bound := range []struct {
			flag, text string
			into       *authoring.DrawingView
		}{{"--from", c.From, &view}, {"--to", c.To, &view}} {
			if bound.text == "" {
				continue
			}
			said, err := service.ReadTime(ctx, id, bound.text, authoring.Telling{InUTC: true})
			if err != nil {
				return fmt.Errorf("%s: %w", bound.flag, err)
			}
			if bound.flag == "--from" {
				view.From = said[0].At.At
			} else {
				_, view.To = said[0].At.Range()
			}
		}
		if (c.From == "") != (c.To == "") {
			return retro.Errorf(retro.CodeInvalid, "a stretch needs --from and --to")
		}
		return c.write(ctx, s, service, id, view)
	})
}

func (c *timelineCmd) write(ctx context.Context, s *session, service *authoring.Service, id retro.RetrospectiveID, view authoring.DrawingView) error {
	extension := strings.ToLower(filepath.Ext(c.Out))
	if c.Out == "-" {
		extension = ".svg"
	}
	data, err := service.TimelineFile(ctx, id, view, extension)
	if err != nil {
		return err
	}
	if c.Out == "-" {
		_, err = s.Out.Write(data)
		return err
	}
	if err := os.WriteFile(c.Out, data, 0o644); err != nil { //nolint:gosec // a picture that is shared
		return retro.Errorf(retro.CodeInvalid, "cannot write %s: %w", c.Out, err)
	}
	return s.print(map[string]string{"file": c.Out}, func(w io.Writer) { fmt.Fprintln(w, c.Out) })
}
