package authoring

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/chart"
	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/timeline"
)

// ChartView is how a chart is looked at.
type ChartView struct {
	Width float64 `json:"width,omitempty"` // in pixels, 0 for that of a page
	Title string  `json:"title,omitempty"` // written over it
	// Zones are the zones of its axis; nil for those of its recipe, or else those that
	// the retrospective shows.
	Zones []string `json:"zones,omitempty"`
	Dark  bool     `json:"dark,omitempty"`
}

// pageChart is how wide a chart is in a page, in pixels.
const pageChart = 760

// DrawnChart is a chart as it stands at a moment.
type DrawnChart struct {
	Title string        `json:"title"`
	SVG   string        `json:"svg"`   // made by package canvas and safe to put into a page
	About string        `json:"about"` // what is to be seen, in sentences
	Plot  chart.Plot    `json:"plot"`
	From  time.Time     `json:"from"`
	To    time.Time     `json:"to"`
	Every time.Duration `json:"every"` // nanoseconds
	Table chart.Table   `json:"table"`
	// Series tells of each what it is made of.
	Series []ChartSeries `json:"series"`
	// Read is how many entries were read, Of how many there are.
	Read  int         `json:"read"`
	Of    int         `json:"of"`
	State SearchState `json:"state"`

	drawing *canvas.Drawing
}

// ChartSeries is what is to be said of a series.
type ChartSeries struct {
	Name    string   `json:"name"`
	Formula string   `json:"formula"`
	Entries int      `json:"entries"`
	Numbers int      `json:"numbers"`
	Notes   []string `json:"notes"`
}

// Chart draws a chart by its recipe, once all is read. CodeInvalid for a recipe of which
// nothing can be drawn.
func (s *Service) Chart(ctx context.Context, id retro.RetrospectiveID, recipe retro.Chart, view ChartView) (DrawnChart, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return DrawnChart{}, err
	}
	result, err := s.chartResult(ctx, content, recipe)
	if err != nil {
		return DrawnChart{}, err
	}
	if err := s.checkNumbers(ctx, content, recipe, result); err != nil {
		return DrawnChart{}, err
	}
	return drawnChart(content, recipe, view, result, SearchDone)
}

// checkNumbers refuses a series of which no entry has the number, and names those that
// there are.
func (s *Service) checkNumbers(ctx context.Context, content retro.Content, recipe retro.Chart, result *chart.Result) error {
	for i, series := range result.Series {
		asked := recipe.Series[i]
		if asked.Value == "" || series.Numbers > 0 || series.Entries == 0 {
			continue
		}
		err := retro.Errorf(retro.CodeNotFound, "no entry has a number %s", asked.Value)
		fields, fieldsErr := s.chartFields(ctx, content, asked.Sources)
		if fieldsErr != nil || len(fields) == 0 {
			return err
		}
		var names []string
		for _, field := range fields[:min(len(fields), 12)] {
			names = append(names, field.Name)
		}
		return err.WithHint("numbers are in %s", retro.Join(names))
	}
	return nil
}

// ChartSoon returns what Chart does, but of a long one what it has so far. Whoever wants
// more asks again.
func (s *Service) ChartSoon(ctx context.Context, id retro.RetrospectiveID, recipe retro.Chart, view ChartView) (DrawnChart, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return DrawnChart{}, err
	}
	c, err := s.charting(ctx, content, recipe)
	if err != nil {
		return DrawnChart{}, err
	}
	waiting, done := context.WithTimeout(ctx, 2*patience)
	defer done()
	c.await(waiting)
	state, err := c.state()
	if err != nil {
		return DrawnChart{}, err
	}
	c.mu.Lock()
	job := c.job
	c.mu.Unlock()
	if job == nil {
		return DrawnChart{State: state, Series: []ChartSeries{}}, nil
	}
	result := job.Result()
	if state == SearchDone {
		if err := s.checkNumbers(ctx, content, recipe, result); err != nil {
			return DrawnChart{}, err
		}
	}
	return drawnChart(content, recipe, view, result, state)
}

// StopCharts stops the charts that are being made.
func (s *Service) StopCharts() { s.charts.stop() }

// ChartFile draws a chart for a file with an extension: ".png", twice as large, ".svg" or
// ".csv". CodeInvalid for any other.
func (s *Service) ChartFile(ctx context.Context, id retro.RetrospectiveID, recipe retro.Chart, view ChartView, extension string) ([]byte, error) {
	if !slices.Contains([]string{".png", ".svg", ".csv"}, extension) {
		return nil, retro.Errorf(retro.CodeInvalid, "a chart is not written as %q", extension).WithHint("name a file that ends in .svg, .png or .csv")
	}
	drawn, err := s.Chart(ctx, id, recipe, view)
	if err != nil {
		return nil, err
	}
	switch extension {
	case ".svg":
		return []byte(drawn.SVG), nil
	case ".csv":
		return []byte(drawn.Table.CSV()), nil
	}
	return drawn.drawing.PNG(themeOf(view.Dark), 2)
}

func themeOf(dark bool) canvas.Theme {
	if dark {
		return canvas.Dark
	}
	return canvas.Light
}

// ChartFields lists the fields of some sources that hold numbers, those that most
// entries have first; none for all sources.
func (s *Service) ChartFields(ctx context.Context, id retro.RetrospectiveID, sources []retro.EvidenceID) ([]chart.Candidate, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.chartFields(ctx, content, sources)
}

func (s *Service) chartFields(ctx context.Context, content retro.Content, sources []retro.EvidenceID) ([]chart.Candidate, error) {
	merged, err := s.mergeSome(ctx, content, sources)
	if err != nil {
		return nil, err
	}
	all, err := merged.Filter(ctx, record.Filter{}, nil)
	if err != nil {
		return nil, err
	}
	return chart.Candidates(ctx, all, s.opener(content))
}

// ChartAsItComes returns the recipe of a chart of sources that are tables of numbers, as
// monitoring exports them: its columns. It has no series where they are anything else.
func (s *Service) ChartAsItComes(ctx context.Context, id retro.RetrospectiveID, sources []retro.EvidenceID) (retro.Chart, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.Chart{}, err
	}
	recipe := retro.Chart{Series: []retro.Series{}}
	if len(sources) == 0 {
		for _, e := range content.Evidence {
			if e.IsText() {
				sources = append(sources, e.ID)
			}
		}
	}
	for _, source := range sources {
		one := []retro.EvidenceID{source}
		if err := checkSources(content, one); err != nil {
			return retro.Chart{}, err
		}
		merged, err := s.mergeSome(ctx, content, one)
		if err != nil {
			return retro.Chart{}, err
		}
		all, err := merged.Filter(ctx, record.Filter{}, nil)
		if err != nil {
			return retro.Chart{}, err
		}
		series, err := chart.AsItComes(ctx, all, s.opener(content))
		if err != nil {
			return retro.Chart{}, err
		}
		if len(series) == 0 {
			return retro.Chart{Series: []retro.Series{}}, nil
		}
		for i := range series {
			series[i].Sources = one
		}
		recipe.Series = append(recipe.Series, series...)
	}
	return recipe, nil
}

// PickNumber makes the value of a series out of a number that somebody selected in the
// text of an entry: its bytes from one place to another. CodeInvalid where there is none.
func (*Service) PickNumber(text string, from, to int) (string, error) {
	return chart.PatternAround(text, from, to)
}

// drawnChart draws a result.
func drawnChart(content retro.Content, recipe retro.Chart, view ChartView, result *chart.Result, state SearchState) (DrawnChart, error) {
	options, err := chartOptions(content, recipe, view)
	if err != nil {
		return DrawnChart{}, err
	}
	drawing, plot := chart.Draw(result, options)
	drawn := DrawnChart{
		Title: drawing.Title, SVG: drawing.SVG(themeOf(view.Dark)), About: drawing.About, Plot: plot, From: result.From, To: result.To(), Every: result.Every,
		Table: result.Table(options.Zones, options.Marks), Series: []ChartSeries{}, Read: result.Done, Of: result.Of, State: state,
		drawing: drawing,
	}
	for _, series := range result.Series {
		drawn.Series = append(drawn.Series, ChartSeries{
			Name: series.Name, Formula: series.Formula, Entries: series.Entries, Numbers: series.Numbers, Notes: append([]string{}, series.Notes...),
		})
	}
	return drawn, nil
}

// chartOptions is what stands around the lines of a chart.
func chartOptions(content retro.Content, recipe retro.Chart, view ChartView) (chart.Options, error) {
	options := chart.Options{Width: view.Width, Title: view.Title, Log: recipe.Log}
	if options.Width == 0 {
		options.Width = pageChart
	}
	zones := view.Zones
	if zones == nil {
		zones = recipe.Zones
	}
	if len(zones) == 0 {
		zones = content.ShownZones()
	}
	for _, name := range zones {
		zone, err := location(name)
		if err != nil {
			return chart.Options{}, err
		}
		options.Zones = append(options.Zones, zone)
	}
	if recipe.Marks == retro.MarksNone {
		return options, nil
	}
	options.Windows = retro.DeriveFigures(content.Events).Windows
	for _, event := range content.Events {
		if recipe.Marks == retro.MarksAll && event.Kind != retro.KindImpact || isMainMark(event.Kind) {
			options.Marks = append(options.Marks, chart.Mark{At: event.At.At, Title: event.Title, Kind: event.Kind, Ink: timeline.Ink(event.Kind)})
		}
	}
	return options, nil
}

// isMainMark reports whether a chart marks events of a kind unless somebody wants all.
func isMainMark(kind retro.EventKind) bool {
	return slices.Contains([]retro.EventKind{
		retro.KindTrigger, retro.KindChange, retro.KindDetection, retro.KindAction, retro.KindResolution,
	}, kind)
}

// chartResult makes a chart to its end.
func (s *Service) chartResult(ctx context.Context, content retro.Content, recipe retro.Chart) (*chart.Result, error) {
	for {
		c, err := s.charting(ctx, content, recipe)
		if err != nil {
			return nil, err
		}
		select {
		case <-ctx.Done():
			c.stop()
			return nil, fmt.Errorf("chart: %w", ctx.Err())
		case <-c.ended:
		}
		if c.err == nil {
			return c.job.Result(), nil
		}
		// Somebody else may have stopped it.
		if !errors.Is(c.err, context.Canceled) {
			return nil, c.err
		}
	}
}

// charts keeps the charts that were made last: a document asks for its own with every
// word that somebody types.
type charts struct {
	mu    sync.Mutex
	byKey map[string]*charting
	order []string // of the keys, the oldest first
}

// keptCharts is how many charts are kept.
const keptCharts = 24

// charting is a chart under way, or at its end.
type charting struct {
	stop  context.CancelFunc
	ended chan struct{} // closed at the end
	err   error         // to be read after it

	mu  sync.Mutex
	job *chart.Job // nil until its entries are chosen
}

// charting returns the chart of a recipe, which may be under way.
func (s *Service) charting(ctx context.Context, content retro.Content, recipe retro.Chart) (*charting, error) {
	if err := recipe.Validate(); err != nil {
		return nil, err
	}
	recipe = recipe.Clone()
	for i := range recipe.Series {
		if err := checkSources(content, recipe.Series[i].Sources); err != nil {
			return nil, err
		}
	}
	key, err := chartKey(content, recipe)
	if err != nil {
		return nil, err
	}
	s.charts.mu.Lock()
	defer s.charts.mu.Unlock()
	if kept := s.charts.byKey[key]; kept != nil && !kept.failed() {
		return kept, nil
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	c := &charting{stop: stop, ended: make(chan struct{})}
	s.charts.keep(key, c)
	go func() {
		defer stop()
		c.err = s.make(ctx, content, recipe, c)
		close(c.ended)
	}()
	return c, nil
}

func (c *charts) keep(key string, made *charting) {
	c.order = append(slices.DeleteFunc(c.order, func(k string) bool { return k == key }), key)
	c.byKey[key] = made
	for len(c.order) > keptCharts {
		c.byKey[c.order[0]].stop()
		delete(c.byKey, c.order[0])
		c.order = c.order[1:]
	}
}

func (c *charts) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, made := range c.byKey {
		made.stop()
	}
}

// make chooses the entries of a chart and makes it.
func (s *Service) make(ctx context.Context, content retro.Content, recipe retro.Chart, c *charting) error {
	input := chart.Input{
		Every: recipe.Every, Open: s.opener(content),
		Label: func(id retro.EvidenceID) string {
			if e := content.FindEvidence(id); e != nil {
				return e.Label
			}
			return string(id)
		},
	}
	if recipe.From != nil {
		input.From = *recipe.From
	}
	if recipe.To != nil {
		input.To = *recipe.To
	}
	for _, series := range recipe.Series {
		made, err := s.chartSeries(ctx, content, series)
		if err != nil {
			return err
		}
		input.Series = append(input.Series, made)
	}
	job, err := chart.New(input)
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.job = job
	c.mu.Unlock()
	return job.Run(ctx)
}

// chartSeries chooses the entries of a series.
func (s *Service) chartSeries(ctx context.Context, content retro.Content, series retro.Series) (chart.Series, error) {
	made := chart.Series{Series: series}
	query, err := ParseFilter(series.Filter, content.Evidence)
	if err != nil {
		return made, err
	}
	of, err := ParseFilter(series.Of, content.Evidence)
	if err != nil {
		return made, err
	}
	// A filter by source chooses among the sources of the series.
	wanted := series.Sources
	if series.Stat != retro.StatShare && len(query.Sources) > 0 {
		wanted = common(wanted, query.Sources)
	}
	merged, err := s.mergeSome(ctx, content, wanted)
	if err != nil {
		return made, err
	}
	open := s.opener(content)
	choose := func(query EntryQuery) (*record.View, error) {
		return merged.Filter(ctx, filterOf(query, content), open)
	}
	if made.Alive, err = choose(EntryQuery{}); err != nil {
		return made, err
	}
	if made.View, err = choose(query); err != nil {
		return made, err
	}
	if series.Stat == retro.StatShare {
		// What is counted is a part of the whole: of entries that pass both filters.
		if made.Whole, err = choose(of); err != nil {
			return made, err
		}
		if series.Of != "" {
			made.View = made.View.Within(made.Whole)
		}
	}
	return made, nil
}

// common are the sources of both lists, where the first is not empty.
func common(chosen, filtered []retro.EvidenceID) []retro.EvidenceID {
	if len(chosen) == 0 {
		return filtered
	}
	var both []retro.EvidenceID
	for _, id := range chosen {
		if slices.Contains(filtered, id) {
			both = append(both, id)
		}
	}
	return append(both, "") // none of them is not all
}

// mergeSome puts some texts of a retrospective in one sequence; none for all.
func (s *Service) mergeSome(ctx context.Context, content retro.Content, sources []retro.EvidenceID) (*record.Record, error) {
	var chosen retro.Content
	for _, e := range content.Evidence {
		if e.IsText() && (len(sources) == 0 || slices.Contains(sources, e.ID)) {
			chosen.Evidence = append(chosen.Evidence, e)
		}
	}
	return s.merge(ctx, chosen)
}

func checkSources(content retro.Content, sources []retro.EvidenceID) error {
	for _, id := range sources {
		switch e := content.FindEvidence(id); {
		case e == nil:
			return missing("evidence", id)
		case !e.IsText():
			return retro.Errorf(retro.CodeInvalid, "%s has no entries to make a chart of", e.Label)
		}
	}
	return nil
}

// chartKey names all that the numbers of a chart depend on.
func chartKey(content retro.Content, recipe retro.Chart) (string, error) {
	numbers := recipe
	numbers.Log, numbers.Marks, numbers.Zones = false, "", nil
	key, err := json.Marshal(numbers)
	if err != nil {
		return "", fmt.Errorf("keep the chart: %w", err)
	}
	for _, e := range content.Evidence {
		if e.IsText() {
			key = fmt.Appendf(key, "\n%s %s %s %d %q", e.ID, e.Hash, settingsKey("", e), e.Skew, e.Label)
		}
	}
	return string(key), nil
}

// failed reports whether the chart broke off.
func (c *charting) failed() bool {
	select {
	case <-c.ended:
		return c.err != nil
	default:
		return false
	}
}

// state returns how the chart stands, and why it failed where it did.
func (c *charting) state() (SearchState, error) {
	select {
	case <-c.ended:
	default:
		return SearchRunning, nil
	}
	switch {
	case c.err == nil:
		return SearchDone, nil
	case errors.Is(c.err, context.Canceled):
		return SearchStopped, nil
	}
	return SearchStopped, c.err
}

// await waits until the chart is made, but not for long.
func (c *charting) await(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-c.ended:
	}
}
