package authoring_test

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// charted is a retrospective with a log of thirty minutes, and a chart of it that a
// section embeds.
func charted(t *testing.T) (service *authoring.Service, id retro.RetrospectiveID, log, chart retro.EvidenceID) {
	t.Helper()
	service = openService(t)
	id = begin(t, service)
	var text strings.Builder
	for minute := range 30 {
		fmt.Fprintf(&text, "2026-03-14T21:%02d:00Z INFO saved took=%dms\n", minute, 10+minute)
	}
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{file("app.log", []byte(text.String()))}, nil))
	log = added.Evidence[0]
	recipe := retro.Chart{Series: []retro.Series{{Stat: retro.StatMax, Value: "took", Sources: []retro.EvidenceID{log}}}, Every: time.Minute}
	kept := must[authoring.WithChart](t)(service.AddChart(t.Context(), id, "How long saving took", recipe))
	body := "Before it.\n\n![Saving took longer](" + retro.Citation{Evidence: kept.Chart}.URL() + ")\n\nAfter it."
	must[authoring.Edited](t)(service.SaveSection(t.Context(), id, kept.Edited.Content.Sections[0].ID, body))
	return service, id, log, kept.Chart
}

// TestChartZones proves that a chart is drawn in the zones of its own, where it has any.
func TestChartZones(t *testing.T) {
	t.Parallel()
	service, id, log, kept := charted(t)
	heads := func() []string {
		drawn := must[authoring.DrawnChart](t)(service.DrawChart(t.Context(), id, "", kept, authoring.ChartView{}))
		return drawn.Table.Head[:len(drawn.Table.Rows[0].Clocks)]
	}
	shown := heads()
	recipe := retro.Chart{Every: time.Minute, Zones: []string{"Asia/Tokyo", "UTC"}, Series: []retro.Series{{Stat: retro.StatMax, Value: "took", Sources: []retro.EvidenceID{log}}}}
	change := func(zones ...string) error {
		recipe.Zones = zones
		workspace := must[authoring.Workspace](t)(service.Open(t.Context(), id))
		evidence := *workspace.Content.FindEvidence(kept)
		evidence.Chart = &recipe
		_, err := service.UpdateEvidence(t.Context(), id, evidence)
		return err
	}
	if err := change("Asia/Tokyo", "UTC"); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(heads(), " "); got != "Tokyo UTC" {
		t.Errorf("it is drawn in %s", got)
	}
	if err := change("Mars/Base"); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("a zone that nobody knows: %v", err)
	}
	if err := change(); err != nil {
		t.Fatal(err)
	}
	if got := heads(); strings.Join(got, " ") != strings.Join(shown, " ") {
		t.Errorf("without zones of its own it is drawn in %s", got)
	}
}

// TestChartOfLogAsItComes proves that a log has no columns of its own: an empty list of
// series, which the page reads as one.
func TestChartOfLogAsItComes(t *testing.T) {
	t.Parallel()
	service, id, log, _ := charted(t)
	for _, sources := range [][]retro.EvidenceID{nil, {log}} {
		if got := must[retro.Chart](t)(service.ChartAsItComes(t.Context(), id, sources)); got.Series == nil || len(got.Series) > 0 {
			t.Errorf("of %v it has the series %#v", sources, got.Series)
		}
	}
}

// TestChartInExports proves that a chart is SVG in HTML and a picture elsewhere, with
// the same as a table, and comes back from all targets as no edit.
func TestChartInExports(t *testing.T) {
	t.Parallel()
	for target, want := range map[string][]string{
		"html":       {`<figure class="doc-picture doc-chart"><svg xmlns=`, "<figcaption>Saving took longer</figcaption>", "<summary>The same as a table, every 2 minutes</summary>", ">39\u00a0ms<"},
		"markdown":   {"![Saving took longer](assets/01-saving-took-longer.png)", "<summary>The same as a table, every 2 minutes</summary>", "| 21:28 | 39\u00a0ms |"},
		"confluence": {"saving-took-longer.png", "39\u00a0ms"},
		"docx":       nil,
		"slack":      {"[Picture: Saving took longer]", "39"},
	} {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			service, id, _, _ := charted(t)
			result := must[export.Result](t)(service.Export(t.Context(), id, target, nil))
			if len(result.Notes) > 0 && target != "slack" && target != "confluence" {
				t.Errorf("notes %q", result.Notes)
			}
			page := asText(t, string(result.Files[0].Data))
			for _, part := range want {
				if !strings.Contains(page, part) {
					t.Errorf("%q is not in:\n%.3000s", part, page)
				}
			}
			for _, file := range result.Files {
				if strings.HasSuffix(file.Name, ".png") {
					picture, err := png.Decode(bytes.NewReader(file.Data))
					if err != nil || picture.Bounds().Dx() != 1520 {
						t.Errorf("%s is %v, %v", file.Name, picture.Bounds(), err)
					}
				}
			}
			if target == "slack" {
				return
			}
			back := must[authoring.Imported](t)(service.Import(t.Context(), id, result.Files[0].Data, result.Files[0].Name, authoring.ImportOptions{}))
			if labels := stepLabels(back.Changes); len(labels)+len(back.Conflicts)+len(back.Notes) > 0 {
				t.Errorf("it comes back with %q, %v, %q", labels, back.Conflicts, back.Notes)
			}
			edited := edit(t, string(result.Files[0].Data), [][2]string{{"After it.", "After all."}})
			back = must[authoring.Imported](t)(service.Import(t.Context(), id, []byte(edited), result.Files[0].Name, authoring.ImportOptions{}))
			if labels := stepLabels(back.Changes); len(labels) != 1 || !strings.Contains(labels[0], "reworded") {
				t.Errorf("an edit comes back as %q", labels)
			}
			if body := contentOf(t, service, id).Sections[0].Body; !strings.Contains(body, "](evidence/") || !strings.Contains(body, "After all.") {
				t.Errorf("the section became:\n%s", body)
			}
		})
	}
}

// TestChartFollows proves that a chart is drawn anew when the clock of its source is
// set, when events change, and as it was at an earlier revision.
func TestChartFollows(t *testing.T) {
	t.Parallel()
	service, id, log, chart := charted(t)
	ctx := t.Context()
	drawn := func(revision retro.RevisionID) authoring.DrawnChart {
		return must[authoring.DrawnChart](t)(service.DrawChart(ctx, id, revision, chart, authoring.ChartView{}))
	}
	before := drawn("")
	was := must[authoring.Workspace](t)(service.Open(ctx, id))

	evidence := *was.Content.FindEvidence(log)
	evidence.Skew = 2 * time.Minute
	must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, evidence))
	if after := drawn(""); !after.From.Equal(before.From.Add(2 * time.Minute)) {
		t.Errorf("it begins at %s, and began at %s", after.From, before.From)
	}
	must[authoring.WithEvent](t)(service.AddEvent(ctx, id, retro.Event{
		At: retro.NewInstant(before.From.Add(9 * time.Minute)), Kind: retro.KindTrigger, Title: "The disk is full",
	}))
	if after := drawn(""); !strings.Contains(after.SVG, "The disk is full") {
		t.Error("the event is not on it")
	}
	if then := drawn(was.Revision.ID); !then.From.Equal(before.From) || strings.Contains(then.SVG, "The disk is full") {
		t.Error("an earlier revision shows what came later")
	}

	// Another recipe is an edit, the same one none; and one of nothing is refused.
	kept := *was.Content.FindEvidence(chart)
	recipe := kept.Chart.Clone()
	recipe.Series[0].Stat = retro.StatMin
	kept.Chart = &recipe
	if edited := must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, kept)); edited.Unchanged {
		t.Error("another recipe changed nothing")
	}
	if edited := must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, kept)); !edited.Unchanged {
		t.Error("the same recipe changed something")
	}
	kept.Chart = &retro.Chart{}
	if _, err := service.UpdateEvidence(ctx, id, kept); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("a recipe of nothing: %v", err)
	}

	// Without its source it says so, and closes nothing.
	must[authoring.Edited](t)(service.RemoveEvidence(ctx, id, log))
	result := must[export.Result](t)(service.Export(ctx, id, "markdown", nil))
	if notes := strings.Join(result.Notes, "\n"); !strings.Contains(notes, "could not be drawn") {
		t.Errorf("notes %q", result.Notes)
	}
}

func TestAddChart(t *testing.T) {
	t.Parallel()
	service, id, log, chart := charted(t)
	ctx := t.Context()
	content := contentOf(t, service, id)
	again := must[authoring.WithChart](t)(service.AddChart(ctx, id, "How long saving took", *content.FindEvidence(chart).Chart))
	if again.Chart != chart || !again.Edited.Unchanged {
		t.Errorf("the same chart was kept twice: %+v", again)
	}
	for name, c := range map[string]struct {
		series retro.Series
		code   retro.Code
		hint   string
	}{
		"a field that no entry has": {retro.Series{Stat: "max", Value: "size"}, retro.CodeNotFound, "took"},
		"a filter of nothing":       {retro.Series{Stat: "count", Filter: "level:loud"}, retro.CodeInvalid, ""},
		"a source that is not here": {retro.Series{Stat: "count", Sources: []retro.EvidenceID{"nowhere"}}, retro.CodeNotFound, ""},
		"a chart of a chart":        {retro.Series{Stat: "count", Sources: []retro.EvidenceID{chart}}, retro.CodeInvalid, ""},
		"a broken pattern":          {retro.Series{Stat: "max", Value: "/(/", Sources: []retro.EvidenceID{log}}, retro.CodeInvalid, ""},
	} {
		_, err := service.AddChart(ctx, id, name, retro.Chart{Series: []retro.Series{c.series}})
		if retro.ErrorCode(err) != c.code || !strings.Contains(retro.ErrorHint(err), c.hint) {
			t.Errorf("%s: %v, %q", name, err, retro.ErrorHint(err))
		}
	}
}

// TestChartDrawnAgain proves that a chart says why it shows something else than when its
// recipe was changed last, and how much of it, and that a new recipe begins anew.
func TestChartDrawnAgain(t *testing.T) {
	t.Parallel()
	service, id, log, chart := charted(t)
	first := must[authoring.DrawnAgain](t)(service.ChartDrawnAgain(t.Context(), id, chart))
	if first.Words() != "" || first.Since.Revision.ID == "" {
		t.Errorf("nothing changed, and it says %q since %q", first.Words(), first.Since.Revision.ID)
	}
	alter := func(change func(*retro.Evidence), of retro.EvidenceID) {
		content := contentOf(t, service, id)
		evidence := *content.FindEvidence(of)
		change(&evidence)
		must[authoring.Edited](t)(service.UpdateEvidence(t.Context(), id, evidence))
	}
	alter(func(e *retro.Evidence) { e.Skew = -2 * time.Minute }, log)
	must[authoring.WithEvent](t)(service.AddEvent(t.Context(), id, retro.Event{
		At: retro.NewInstant(time.Date(2026, 3, 14, 21, 9, 0, 0, time.UTC)), Kind: retro.KindTrigger, Title: "The disk is full",
	}))
	again := must[authoring.DrawnAgain](t)(service.ChartDrawnAgain(t.Context(), id, chart))
	want := "because the clock of app.log was set back by 2 min, 1 event on it changed: 32 of 32 rows changed"
	if !strings.HasSuffix(again.Words(), want) || again.Since.Revision.ID != first.Since.Revision.ID {
		t.Errorf("it says %q since %d, want %q since %d", again.Words(), again.Since.Revision.Seq, want, first.Since.Revision.Seq)
	}
	changes := must[[]authoring.ChartChange](t)(service.ChartChanges(t.Context(), id, first.Since.Revision.ID, ""))
	if len(changes) != 1 || len(changes[0].Because) != 1 || changes[0].Changed != 32 {
		t.Errorf("between the revisions changed %+v", changes)
	}
	// A label is no number.
	alter(func(e *retro.Evidence) { e.Skew, e.Label = 0, "the app" }, log)
	if changes := must[[]authoring.ChartChange](t)(service.ChartChanges(t.Context(), id, first.Since.Revision.ID, "")); len(changes) != 0 {
		t.Errorf("a name changed its numbers: %+v", changes)
	}
	alter(func(e *retro.Evidence) {
		recipe := e.Chart.Clone()
		recipe.Log = true
		e.Chart = &recipe
	}, chart)
	if got := must[authoring.DrawnAgain](t)(service.ChartDrawnAgain(t.Context(), id, chart)).Words(); got != "" {
		t.Errorf("with a new recipe it says %q", got)
	}
}
