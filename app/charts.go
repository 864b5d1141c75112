package app

import (
	"path/filepath"
	"strings"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/chart"
	"github.com/afterword-app/afterword/backend/retro"
)

// Charts is what is made of the numbers in the evidence.
type Charts struct{ core }

// Draw draws a chart by its recipe, as far as its entries are read.
func (c *Charts) Draw(id retro.RetrospectiveID, recipe retro.Chart, view authoring.ChartView) (authoring.DrawnChart, error) {
	return c.service.ChartSoon(c.context(), id, recipe, view)
}

// DrawKept draws a chart that is kept as evidence, as it stood at a revision; "" for now.
func (c *Charts) DrawKept(
	id retro.RetrospectiveID, revision retro.RevisionID, evidence retro.EvidenceID, view authoring.ChartView,
) (authoring.DrawnChart, error) {
	return c.service.DrawChart(c.context(), id, revision, evidence, view)
}

// DrawnAgain says how a chart that is kept differs from what it was when its recipe was
// changed last, because of what it is drawn from.
func (c *Charts) DrawnAgain(id retro.RetrospectiveID, evidence retro.EvidenceID) (authoring.DrawnAgain, error) {
	return c.service.ChartDrawnAgain(c.context(), id, evidence)
}

// Changes lists the charts that show other numbers in one revision than in another, by
// the same recipe; "" for the newest.
func (c *Charts) Changes(id retro.RetrospectiveID, from, to retro.RevisionID) ([]authoring.ChartChange, error) {
	return c.service.ChartChanges(c.context(), id, from, to)
}

// Stop stops the charts that are being made.
func (c *Charts) Stop() { c.service.StopCharts() }

// Add keeps a chart as evidence.
func (c *Charts) Add(id retro.RetrospectiveID, label string, recipe retro.Chart) (authoring.WithChart, error) {
	return c.service.AddChart(c.context(), id, label, recipe)
}

// Fields lists the numbers that some sources have; none for all sources.
func (c *Charts) Fields(id retro.RetrospectiveID, sources []retro.EvidenceID) ([]chart.Candidate, error) {
	return c.service.ChartFields(c.context(), id, sources)
}

// AsItComes returns a chart of the columns of sources that monitoring exported; none
// for all sources. It has no series where they are anything else.
func (c *Charts) AsItComes(id retro.RetrospectiveID, sources []retro.EvidenceID) (retro.Chart, error) {
	return c.service.ChartAsItComes(c.context(), id, sources)
}

// Pick makes the value of a series out of a number that is selected in a message: its
// characters from one to another.
func (c *Charts) Pick(text string, from, to int) (string, error) {
	runes := []rune(text)
	if from < 0 || to > len(runes) || from > to {
		return "", retro.Errorf(retro.CodeInvalid, "nothing is selected")
	}
	begin := len(string(runes[:from]))
	return c.service.PickNumber(text, begin, begin+len(string(runes[from:to])))
}

// Save lets the person choose a place and writes the chart there, as the name of the
// file asks: SVG, PNG or CSV. It returns the path, "" when they cancel.
func (c *Charts) Save(id retro.RetrospectiveID, recipe retro.Chart, title string) (string, error) {
	name := retro.FileName(title, "chart") + ".png"
	chosen, err := c.native.ChooseSavePath(c.context(), "Save the chart as .png, .svg or .csv", name)
	if err != nil || chosen == "" {
		return "", err
	}
	data, err := c.service.ChartFile(c.context(), id, recipe, authoring.ChartView{Title: title}, strings.ToLower(filepath.Ext(chosen)))
	if err != nil {
		return "", err
	}
	return chosen, authoring.WriteFile(chosen, data)
}
