package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

type chartCmd struct {
	ID     string   `arg:"" help:"The retrospective."`
	Chart  string   `arg:"" optional:"" help:"A chart that is kept as evidence, by its label or id (default: what the flags say)."`
	Source []string `help:"The evidence whose entries count, by its label or id (default: all)." placeholder:"E" sep:"none"`
	Filter string   `help:"Only entries that the filter of the window would leave: text, /regexp/, level:error, actor:NAME, status>=500. Of a share, those that are counted."`
	Value  string   `help:"The number: a field of the entries, or a /regexp/ whose first group it is (default: the entries themselves)." placeholder:"FIELD"`
	Stat   string   `help:"count, rate, share, sum, mean, min, p50, p95, p99 or max (default: count, of a number its mean; of an export of metrics, the mean of each of its columns)."`
	By     string   `help:"A line for each level, source, actor or value of a field." placeholder:"FIELD"`
	Of     string   `help:"Of a share, the filter of the whole (default: all entries)." placeholder:"FILTER"`
	Unit   string   `help:"The unit of numbers that name none: ms, s, kB, MiB, %." placeholder:"UNIT"`
	Series []string `help:"One more series, as a formula: p95(duration) of \"orders api\" where level:error by path." placeholder:"FORMULA" sep:"none"`
	Every  string   `help:"How long a bucket is: 30s, 1m, 1h, 7d (default: as suits the time)." placeholder:"D"`
	From   string   `help:"Not before this time." placeholder:"T"`
	To     string   `help:"Before this time." placeholder:"T"`
	Log    bool     `help:"A logarithmic scale."`
	Marks  string   `help:"Which events to mark: main, all or none." enum:"main,all,none" default:"main"`
	Zones  []string `help:"Zones of the axis, as IANA names (default: those of the retrospective)."`
	Title  string   `help:"Written over the chart."`
	Width  float64  `help:"In pixels." default:"960"`
	Dark   bool     `help:"On a dark ground."`
	Keep   string   `help:"Keep the chart as evidence under this label, to be embedded." placeholder:"LABEL"`
	Out    string   `help:"The file to write: .svg, .png, .csv or .json; - for SVG on standard output (default: a table)." placeholder:"FILE"`
}

func (c *chartCmd) Run(ctx context.Context, s *session) error {
	how := reads
	if c.Keep != "" {
		how = writes
	}
	return s.withRetrospective(ctx, how, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		recipe, err := c.recipe(ctx, service, id)
		if err != nil {
			return err
		}
		if c.Keep != "" {
			return s.keepChart(ctx, service, id, c.Keep, recipe)
		}
		view := authoring.ChartView{Width: c.Width, Title: c.Title, Zones: c.Zones, Dark: c.Dark}
		return c.write(ctx, s, service, id, recipe, view)
	})
}

// recipe puts together what the flags say.
func (c *chartCmd) recipe(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID) (retro.Chart, error) {
	if c.Chart != "" {
		kept, err := service.FindEvidence(ctx, id, c.Chart)
		switch {
		case err != nil:
			return retro.Chart{}, err
		case !kept.IsChart():
			return retro.Chart{}, retro.Errorf(retro.CodeInvalid, "%s is no chart", kept.Label).WithHint("make one of it with --source %q", kept.Label)
		}
		return *kept.Chart, nil
	}
	recipe := retro.Chart{Log: c.Log, Zones: c.Zones}
	if c.Marks != "main" {
		recipe.Marks = retro.Marks(c.Marks)
	}
	var err error
	if recipe.Every, err = parseEvery(c.Every); err != nil {
		return recipe, err
	}
	for _, bound := range []struct {
		flag, text string
		into       **time.Time
	}{{"--from", c.From, &recipe.From}, {"--to", c.To, &recipe.To}} {
		if err := parseBound(bound.flag, bound.text, bound.into); err != nil {
			return recipe, err
		}
	}
	one := retro.Series{Filter: c.Filter, Of: c.Of, Value: c.Value, Unit: c.Unit, Stat: retro.Statistic(c.Stat), By: c.By}
	if one.Stat == "" {
		one.Stat = retro.StatCount
		if one.Value != "" {
			one.Stat = retro.StatMean
		}
	}
	if plain := c.Filter == "" && c.Value == "" && c.Stat == "" && c.By == "" && len(c.Series) == 0; plain {
		sources, err := findSources(ctx, service, id, c.Source)
		if err != nil {
			return recipe, err
		}
		columns, err := service.ChartAsItComes(ctx, id, sources)
		if err != nil {
			return recipe, err
		}
		if recipe.Series = columns.Series; len(recipe.Series) > 0 {
			return recipe, nil
		}
	}
	asked := len(c.Source) > 0 || c.Filter != "" || c.Value != "" || c.Stat != "" || c.By != ""
	if asked || len(c.Series) == 0 {
		if one.Sources, err = findSources(ctx, service, id, c.Source); err != nil {
			return recipe, err
		}
		recipe.Series = append(recipe.Series, one)
	}
	for _, formula := range c.Series {
		series, names, err := retro.ParseSeries(formula)
		if err != nil {
			return recipe, err
		}
		if series.Sources, err = findSources(ctx, service, id, names); err != nil {
			return recipe, err
		}
		recipe.Series = append(recipe.Series, series)
	}
	return recipe, nil
}

func findSources(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, names []string) ([]retro.EvidenceID, error) {
	var found []retro.EvidenceID
	for _, name := range names {
		evidence, err := service.FindEvidence(ctx, id, name)
		if err != nil {
			return nil, err
		}
		found = append(found, evidence.ID)
	}
	return found, nil
}

// parseBound reads a time that bounds others; "" is none.
func parseBound(flag, text string, into **time.Time) error {
	if text == "" {
		return nil
	}
	instant, err := retro.ParseInstant(text, time.UTC)
	if err != nil {
		return fmt.Errorf("%s: %w", flag, err)
	}
	*into = &instant.At
	return nil
}

// parseEvery reads a length of time like 1m30s, and days like 7d.
func parseEvery(text string) (time.Duration, error) {
	if text == "" {
		return 0, nil
	}
	if days, found := strings.CutSuffix(text, "d"); found {
		if n, err := strconv.Atoi(days); err == nil && n > 0 && n < 100_000 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	}
	every, err := time.ParseDuration(text)
	if err != nil || every <= 0 {
		return 0, retro.Errorf(retro.CodeInvalid, "--every: %q is no length of time", text).WithHint("write it like 30s, 1m, 1h or 7d")
	}
	return every, nil
}

// write puts the chart where it is wanted, in the form that the file's name asks for.
func (c *chartCmd) write(ctx context.Context, s *session, service *authoring.Service, id retro.RetrospectiveID, recipe retro.Chart, view authoring.ChartView) error {
	if c.Out != "" && c.Out != "-" {
		data, err := service.ChartFile(ctx, id, recipe, view, strings.ToLower(filepath.Ext(c.Out)))
		if err != nil {
			return err
		}
		return s.writeChart(c.Out, data)
	}
	drawn, err := service.Chart(ctx, id, recipe, view)
	switch {
	case err != nil:
		return err
	case c.Out == "-":
		return s.writeString(drawn.SVG)
	case s.json:
		drawn.SVG = ""
	}
	shown := shownChart{DrawnChart: drawn}
	if kept, err := service.FindEvidence(ctx, id, c.Chart); c.Chart != "" && err == nil {
		again, err := service.ChartDrawnAgain(ctx, id, kept.ID)
		if err != nil {
			return err
		}
		shown.Again = again.Words()
	}
	return s.print(shown, func(w io.Writer) {
		printChart(w, drawn)
		if shown.Again != "" {
			fmt.Fprintln(w, shown.Again)
		}
	})
}

// shownChart is a chart, and why one that is kept shows something else than it did.
type shownChart struct {
	authoring.DrawnChart

	Again string `json:"drawnAgain,omitempty"`
}

func (s *session) writeChart(path string, data []byte) error {
	if err := os.WriteFile(path, data, 0o644); err != nil { //nolint:gosec // a file for others to read
		return retro.Errorf(retro.CodeInvalid, "cannot write %s: %w", path, err)
	}
	return s.print([]string{path}, func(w io.Writer) { fmt.Fprintln(w, path) })
}

// printChart prints a chart as a table.
func printChart(w io.Writer, drawn authoring.DrawnChart) {
	for _, series := range drawn.Series {
		fmt.Fprintf(w, "%s %s: %s\n", series.Formula, drawn.Table.Each, strings.Join(series.Notes, "; "))
	}
	widths := make([]int, len(drawn.Table.Head))
	rows := [][]string{drawn.Table.Head}
	for _, row := range drawn.Table.Rows {
		rows = append(rows, append(append([]string{}, row.Clocks...), row.Texts...))
	}
	for _, cells := range rows {
		for i, cell := range cells {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	for at, cells := range rows {
		var line strings.Builder
		for i, cell := range cells {
			line.WriteString(strings.Repeat(" ", widths[i]-len([]rune(cell))) + cell + "  ")
		}
		if at > 0 {
			line.WriteString(strings.Join(drawn.Table.Rows[at-1].Events, ", "))
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

// keepChart keeps a chart as evidence, and says how it is embedded.
func (s *session) keepChart(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, label string, recipe retro.Chart) error {
	kept, err := service.AddChart(ctx, id, label, recipe)
	if err != nil {
		return err
	}
	return s.printEdited(kept.Edited.Unchanged, kept, func(w io.Writer) {
		evidence := kept.Edited.Content.FindEvidence(kept.Chart)
		fmt.Fprintf(w, "%s  %s\n    ![%s](%s)\n", kept.Chart, evidence.Label, evidence.Label, retro.Citation{Evidence: kept.Chart}.URL())
	})
}
