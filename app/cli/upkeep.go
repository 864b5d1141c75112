package cli

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// libraryCmd looks after the library's file.
type libraryCmd struct {
	Check   checkCmd       `cmd:"" help:"Read the whole library and verify every hash in it."`
	Backup  backupCmd      `cmd:"" help:"Keep a verified copy beside the library, or write one to a file."`
	Restore restoreCopyCmd `cmd:"" help:"Put a copy in place of the library; without one, list the copies there are."`
	Compact compactCmd     `cmd:"" help:"Give unused space in the library's file back to the disk."`
	Export  libraryPageCmd `cmd:"" help:"Write an index of all retrospectives and a page for each into a folder, for others to read."`
	Rebuild rebuildCmd     `cmd:"" help:"Make the search index, the summaries and the readings of evidence anew."`
}

type checkCmd struct{}

func (*checkCmd) Run(ctx context.Context, s *session) error {
	return s.withService(ctx, reads, func(service *authoring.Service) error {
		report, err := service.CheckLibrary(ctx)
		if err != nil {
			return err
		}
		if err := s.print(report, func(w io.Writer) { printReport(w, report) }); err != nil {
			return err
		}
		if len(report.Problems) > 0 {
			return retro.Errorf(retro.CodeDamaged, "%s damaged; everything else can be read and written", retro.Count(len(report.Problems), "place is", "places are")).
				WithHint("put a copy in place: afterword library restore lists them")
		}
		return nil
	})
}

func printReport(w io.Writer, report library.Report) {
	fmt.Fprintf(w, "%s, %s, %s of history, %s (%s)\n",
		retro.Count(report.Retrospectives, "retrospective", "retrospectives"), retro.Count(report.Revisions, "revision", "revisions"),
		retro.Count(report.Pieces, "piece", "pieces"), retro.Count(report.Originals, "original", "originals"), fileSize(report.Bytes))
	for _, problem := range report.Problems {
		where := ""
		if problem.Retrospective != "" {
			where = string(problem.Retrospective) + ": "
		}
		fmt.Fprintf(w, "  %s%s\n", where, problem.What)
	}
	if len(report.Problems) == 0 {
		fmt.Fprintln(w, "nothing is damaged")
	}
}

type backupCmd struct {
	File string `arg:"" optional:"" help:"Where to write it (default: among the copies beside the library)."`
}

func (c *backupCmd) Run(ctx context.Context, s *session) error {
	return s.withService(ctx, reads, func(service *authoring.Service) error {
		if c.File != "" {
			if err := service.BackUpTo(ctx, c.File); err != nil {
				return err
			}
			return s.print(map[string]string{"path": c.File}, func(w io.Writer) { fmt.Fprintln(w, c.File) })
		}
		kept, err := service.BackUp(ctx)
		if err != nil {
			return err
		}
		if kept.IsDamaged {
			s.say("the library is damaged, and so is the copy; afterword library check tells where")
		}
		return s.print(kept, func(w io.Writer) { fmt.Fprintln(w, kept.Path) })
	})
}

type restoreCopyCmd struct {
	Copy string `arg:"" optional:"" help:"The name of a copy that is kept, or the path of any library file."`
}

func (c *restoreCopyCmd) Run(ctx context.Context, s *session) error {
	if c.Copy == "" {
		return s.listCopies()
	}
	restore := func(service *authoring.Service) error {
		if err := service.RestoreCopy(ctx, c.Copy); err != nil {
			return err
		}
		s.say("restored %s; what the library held before is kept as a copy", c.Copy)
		return nil
	}
	err := s.withService(ctx, writes, restore)
	if retro.ErrorCode(err) != retro.CodeDamaged || !s.isUnreadable(ctx) {
		return err
	}
	aside, err := sqlite.SetAside(s.Library, s.Clock())
	if err != nil {
		return fmt.Errorf("restore a copy: %w", err)
	}
	s.say("the library could not be opened at all; it is set aside as %s", aside)
	return s.withService(ctx, writes, restore)
}

// isUnreadable reports whether the library is so damaged that nothing opens it.
func (s *session) isUnreadable(ctx context.Context) bool {
	return retro.ErrorCode(s.withService(ctx, reads, func(*authoring.Service) error { return nil })) == retro.CodeDamaged
}

func (s *session) listCopies() error {
	copies, err := sqlite.Copies(s.Library)
	if err != nil {
		return fmt.Errorf("list copies: %w", err)
	}
	return s.print(copies, func(w io.Writer) {
		if len(copies) == 0 {
			s.say("there are no copies yet; make one with: afterword library backup")
			return
		}
		table(w, func(row func(...any)) {
			row("COPY", "MADE", "WHY", "SIZE", "")
			for _, x := range copies {
				damaged := ""
				if x.IsDamaged {
					damaged = "damaged"
				}
				row(x.Name, x.At.Format(time.DateTime), reasonOf(x.Why), fileSize(x.Size), damaged)
			}
		})
	})
}

func reasonOf(why library.CopyReason) string {
	switch why {
	case library.CopyDaily:
		return "every day of use"
	case library.CopyUpgrade:
		return "before an upgrade"
	case library.CopyRestore:
		return "before a restore"
	case library.CopyByHand:
	}
	return "by hand"
}

type compactCmd struct{}

func (*compactCmd) Run(ctx context.Context, s *session) error {
	return s.withService(ctx, writes, func(service *authoring.Service) error { return service.CompactLibrary(ctx) })
}

type rebuildCmd struct{}

func (*rebuildCmd) Run(ctx context.Context, s *session) error {
	return s.withService(ctx, writes, func(service *authoring.Service) error { return service.RebuildLibrary(ctx) })
}
