package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/example"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

type exportCmd struct {
	ID      string   `arg:"" help:"The retrospective."`
	To      string   `help:"TARGETS, bundle, or all." required:"" placeholder:"TARGET"`
	As      string   `help:"Of an agenda, recording-notes, a change-report, a follow-up or questions: FORMS (default: each of them)." placeholder:"FORM"`
	For     string   `help:"Of questions, whom they are for: a person or a team (default: all of them, on one page)." placeholder:"NAME"`
	Short   bool     `help:"Of the document, the short story alone: what is to be seen at a glance, and the summary."`
	Edition string   `help:"Of the document, for whom it is: team (all of it), company (people and teams by their roles) or public (for clients: neither evidence, tickets nor links)." enum:"team,company,public" default:"team"`
	Zones   []string `help:"Zones to show beside UTC, as IANA names (default: those of the retrospective)."`
	From    string   `help:"Of a change-report, the earlier revision: its id, number, name or kind (default: before the debrief, or the last checkpoint)." placeholder:"REVISION"`
	Until   string   `help:"Of a change-report, the later one; of a post-debrief checkpoint the report begins before that debrief (default: after the debrief, or now)." placeholder:"REVISION"`
	Out     string   `help:"The folder to write to, - for standard output (the main file only)." default:"."`
}

func (c *exportCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, records, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		if c.To == bundleTarget {
			return s.exportBundle(ctx, service, id, c.Out)
		}
		if c.To == reportTarget {
			return c.exportReport(ctx, s, service, id)
		}
		if c.From != "" || c.Until != "" {
			return retro.Errorf(retro.CodeInvalid, "only a %s tells what changed between revisions", reportTarget).WithHint("use --to %s", reportTarget)
		}
		if c.For != "" && c.To != authoring.TargetQuestions {
			return retro.Errorf(retro.CodeInvalid, "only %s are for somebody", authoring.TargetQuestions).WithHint("leave --for out")
		}
		targets := []string{c.To}
		if c.To == allTargets {
			fitting, err := service.Fitting(ctx, id)
			if err != nil {
				return err
			}
			targets = fitting
		}
		if c.Out == "-" && len(targets) > 1 {
			return retro.Errorf(retro.CodeInvalid, "only one target fits standard output").WithHint("name a folder with --out")
		}
		targets, err := formsOf(targets, c.As, c.Out == "-")
		if err != nil {
			return err
		}
		if targets, err = c.variants(targets); err != nil {
			return err
		}
		if c.For != "" {
			for i := range targets {
				targets[i] += ":" + c.For
			}
		}
		if err := s.export(ctx, service, id, targets, c.Zones, c.Out); err != nil || c.To != authoring.TargetAgenda {
			return err
		}
		_, err = service.SendAgenda(ctx, id)
		if code := retro.ErrorCode(err); code == retro.CodeLocked || code == retro.CodeInvalid {
			return nil // a library that only reads keeps no note of it
		}
		return err
	})
}

// variants are the targets in the variant that is asked for, which the document alone has:
// of all targets, those of it.
func (c *exportCmd) variants(targets []string) ([]string, error) {
	edition := retro.Edition(c.Edition)
	if !c.Short && edition == retro.EditionTeam {
		return targets, nil
	}
	var variants []string
	for _, target := range targets {
		if slices.Contains(documentForms(), target) {
			variants = append(variants, authoring.Variant(target, c.Short, edition))
		}
	}
	if len(variants) == 0 {
		return nil, retro.Errorf(retro.CodeInvalid, "only the document has a short story and editions").
			WithHint("use one of %s, or all", retro.Join(documentForms()))
	}
	return variants, nil
}

const (
	allTargets   = "all"
	bundleTarget = "bundle"
	reportTarget = authoring.TargetReport
)

// exportReport writes what changed between two revisions in the form that is asked for,
// else in all of them; to standard output as Markdown.
func (c *exportCmd) exportReport(ctx context.Context, s *session, service *authoring.Service, id retro.RetrospectiveID) error {
	from, to, err := c.reported(ctx, service, id)
	if err != nil {
		return err
	}
	out := c.Out
	var written []string
	targets, err := formsOf([]string{reportTarget}, c.As, out == "-")
	if err != nil {
		return err
	}
	for _, target := range targets {
		_, form, _ := strings.Cut(target, ":")
		result, err := service.ChangeReport(ctx, id, from.ID, to.ID, form)
		if err != nil {
			return err
		}
		if out == "-" {
			return s.writeFile(result.Files[0])
		}
		paths, err := s.writeExport(out, result)
		if err != nil {
			return err
		}
		written = append(written, paths...)
	}
	return s.print(written, func(w io.Writer) { fmt.Fprintln(w, strings.Join(written, "\n")) })
}

// reported chooses the two revisions of a report.
func (c *exportCmd) reported(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID) (from, to retro.Revision, err error) {
	revisions, err := service.Revisions(ctx, id)
	if err != nil {
		return from, to, err
	}
	from, to = authoring.DefaultComparison(revisions)
	if c.Until != "" {
		if to, err = service.FindRevision(ctx, id, c.Until); err != nil {
			return from, to, err
		}
		if c.From == "" {
			from, err = authoring.DebriefReport(revisions, to)
			return from, to, err
		}
	}
	if c.From == "" {
		return from, to, nil
	}
	if c.Until == "" {
		to = revisions[0]
	}
	from, err = service.FindRevision(ctx, id, c.From)
	return from, to, err
}

// exportBundle writes the one file that holds a retrospective with its history.
func (s *session) exportBundle(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, out string) error {
	if out == "-" {
		return retro.Errorf(retro.CodeInvalid, "a bundle does not fit standard output").WithHint("name a folder with --out")
	}
	open, err := service.Conflicts(ctx, id)
	if err != nil {
		return err
	}
	if len(open) > 0 {
		s.say("%s changed on both sides and not decided yet: whoever opens the bundle can decide too", retro.Count(len(open), "place", "places"))
	}
	path, err := service.ExportBundle(ctx, id, out)
	if err != nil {
		return err
	}
	return s.print([]string{path}, func(w io.Writer) { fmt.Fprintln(w, path) })
}

// writeFile prints a file: text so that a line ends it, anything else byte for
// byte.
func (s *session) writeFile(file export.File) error {
	if strings.HasPrefix(file.MediaType, "text/") || strings.Contains(file.MediaType, "/xml") || strings.Contains(file.MediaType, "json") {
		return s.writeString(string(file.Data))
	}
	if _, err := s.Out.Write(file.Data); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// formsOf puts the forms of a page in its place: the one that is asked for, else all,
// or Markdown where only one file is wanted.
func formsOf(targets []string, as string, onlyOne bool) ([]string, error) {
	var all []string
	for _, name := range targets {
		at := slices.IndexFunc(authoring.Targets(), func(t export.Target) bool { return t.Name == name })
		if at < 0 || len(authoring.Targets()[at].Forms) == 0 {
			if as != "" {
				return nil, retro.Errorf(retro.CodeInvalid, "%s has only one form", name).WithHint("leave --as out")
			}
			all = append(all, name)
			continue
		}
		for i, form := range authoring.Targets()[at].Forms {
			if as == form || as == "" && (i == 0 || !onlyOne) {
				all = append(all, name+":"+form)
			}
		}
		if len(all) == 0 {
			return nil, retro.Errorf(retro.CodeNotFound, "%s has no form %q", name, as).WithHint("use one of %s", retro.Join(authoring.Targets()[at].Forms))
		}
	}
	return all, nil
}

// describeExport writes into the help of export what there is to write. Variables
// would do, were they not read again for each flag of each command.
func describeExport(parser *kong.Kong) error {
	names := strings.NewReplacer("TARGETS", strings.Join(targetNames(), ", "), "FORMS", strings.Join(documentForms(), ", "))
	for _, command := range parser.Model.Children {
		if command.Name != "export" {
			continue
		}
		for _, flag := range command.Flags {
			flag.Help = names.Replace(flag.Help)
		}
	}
	return nil
}

func documentForms() []string {
	var names []string
	for _, target := range export.Targets() {
		names = append(names, target.Name)
	}
	return names
}

func targetNames() []string {
	targets := authoring.Targets()
	names := make([]string, len(targets))
	for i, target := range targets {
		names[i] = target.Name
	}
	return names
}

// export renders targets and writes them to a folder, or the only one to
// standard output where out is "-".
func (s *session) export(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, targets, zones []string, out string) error {
	var written []string
	for _, target := range targets {
		result, err := service.Export(ctx, id, target, zones)
		if err != nil {
			return err
		}
		if out == "-" {
			return s.writeFile(result.Files[0])
		}
		paths, err := s.writeExport(out, result)
		if err != nil {
			return err
		}
		written = append(written, paths...)
		for _, note := range append(result.Notes, leftOut(result.Withheld)...) {
			s.say("%s: %s", target, note)
		}
	}
	return s.print(written, func(w io.Writer) { fmt.Fprintln(w, strings.Join(written, "\n")) })
}

// leftOut says in sentences what an edition does not have.
func leftOut(w retro.Withheld) (said []string) {
	for _, name := range w.Names {
		said = append(said, fmt.Sprintf("“%s” is called “%s”", name.Words, name.Instead))
	}
	for _, heading := range w.Sections {
		said = append(said, fmt.Sprintf("without the section “%s”", heading))
	}
	for _, link := range w.Links {
		said = append(said, "without the link "+link)
	}
	if w.Evidence > 0 {
		said = append(said, "without "+retro.Count(w.Evidence, "piece of evidence", "pieces of evidence"))
	}
	return said
}

// writeExport writes the files of an export and says which of them stood there
// with something else in them, which may be another retrospective's.
func (s *session) writeExport(folder string, result export.Result) ([]string, error) {
	replaced := authoring.Replaced(folder, result)
	paths, err := authoring.WriteExport(folder, result)
	if err == nil {
		for _, path := range replaced {
			s.say("%s: replaced what was there", path)
		}
	}
	return paths, err
}

type demoCmd struct {
	Out string `help:"The folder to export to; none exports nothing." placeholder:"DIR"`
}

func (c *demoCmd) Run(ctx context.Context, s *session) error {
	return s.withService(ctx, writes, func(service *authoring.Service) error {
		id, err := example.Build(ctx, service)
		if err != nil {
			return fmt.Errorf("build the example: %w", err)
		}
		s.say("built the example retrospective %s from its raw logs", id)
		if c.Out == "" {
			return s.print(id, func(w io.Writer) { fmt.Fprintln(w, id) })
		}
		targets, err := service.Fitting(ctx, id)
		if err != nil {
			return err
		}
		if targets, err = formsOf(targets, "", false); err != nil {
			return err
		}
		return s.export(ctx, service, id, targets, nil, c.Out)
	})
}
