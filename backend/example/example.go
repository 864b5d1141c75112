package example

import (
	"bytes"
	"cmp"
	"context"
	"embed"
	"io"
	"path"
	"strings"
	"text/template"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

//go:embed pieces sections
var files embed.FS

// Build makes the example retrospective in the service's library and returns its
// id. Building it twice makes two. Where it stops half way, what was made so far
// stays, as it would for a person.
func Build(ctx context.Context, service *authoring.Service) (retro.RetrospectiveID, error) {
	t := &teller{ctx: ctx, now: begun, evidence: map[string]retro.EvidenceID{}}
	t.service = service.WithClock(t.clock)

	created, err := t.service.Create(ctx, Title, "")
	t.keep(authoring.Edited{ID: created.ID, Content: created.Content}, err)
	t.keep(t.service.SetZones(ctx, t.id, []string{"Europe/Berlin"}))
	t.keep(t.service.SaveParticipants(ctx, t.id, participants))
	for _, p := range pieces {
		t.add(p)
	}
	for _, c := range charts {
		t.chart(c)
	}

	t.now = investigated
	for _, e := range timeline {
		t.tell(e)
	}

	t.now = written
	t.addSection("If we have time", "Action items", retro.BlockIfWeHaveTime)
	for _, section := range draft {
		t.write(section.heading, section.file)
	}
	t.keep(t.service.SaveFactors(ctx, t.id, factors))
	for _, item := range actionItems {
		t.decide(item)
	}

	t.now = readied
	start := retro.Instant{At: debriefBegins.Truncate(time.Minute), Zone: "Europe/Berlin", Precision: retro.PrecisionMinute}
	t.keep(t.service.SaveDebrief(ctx, t.id, retro.Debrief{At: &start, Minutes: 50, Place: "Video call, room Yew"}))
	t.keep(t.service.Checkpoint(ctx, t.id, "Agenda sent", retro.RevisionPreDebrief))

	for _, happened := range debriefed {
		t.hold(happened)
	}

	t.now = transcribed
	for _, said := range transcripts {
		t.hear(said)
	}
	return t.id, t.err
}

// teller acts as the person who writes the retrospective. Its first error ends
// the story: everything after it does nothing.
type teller struct {
	ctx      context.Context //nolint:containedctx // lives for one call of Build
	service  *authoring.Service
	now      time.Time
	id       retro.RetrospectiveID
	content  retro.Content
	evidence map[string]retro.EvidenceID
	err      error
}

// hold lets one thing happen in the debrief.
func (t *teller) hold(what turn) {
	if t.err != nil {
		return
	}
	t.now = clock("2025-11-21 " + what.at).Add(-actTakes)
	switch what.clock {
	case "start":
		t.keep(t.service.StartDebrief(t.ctx, t.id))
	case "pause":
		t.keep(t.service.PauseDebrief(t.ctx, t.id))
	case "resume":
		t.keep(t.service.ResumeDebrief(t.ctx, t.id))
	case "end":
		t.keep(t.service.EndDebrief(t.ctx, t.id))
	}
	if what.step != "" {
		t.keep(t.service.StepDebrief(t.ctx, t.id, what.step))
	}
	if what.record != "" {
		standing, err := t.service.Standing(t.ctx, t.id)
		if err != nil {
			t.err = err
			return
		}
		t.keep(t.service.Record(t.ctx, t.id, retro.Recording{Where: what.record, Start: standing.Ran}))
	}
	if what.text != "" {
		noted := authoring.Noted{Kind: what.kind, Text: what.text, Ago: 5000, Parked: what.parked}
		for _, event := range t.content.Events {
			if what.about != "" && strings.HasPrefix(event.Title, what.about) {
				noted.Event = event.ID
			}
		}
		t.keep(t.service.AddNote(t.ctx, t.id, noted))
	}
	if what.heard != "" && t.err == nil {
		people := t.content.Clone().Participants
		for i := range people {
			people[i].HasSpoken = people[i].HasSpoken || people[i].Name == what.heard
		}
		t.keep(t.service.SaveParticipants(t.ctx, t.id, people))
	}
	if what.revise {
		t.revise()
	}
}

// revise makes the changes that came out of the debrief.
func (t *teller) revise() {
	t.changeEvent("The key is an int", func(e *retro.Event) {
		e.At = t.instant("2025-11-14 10:06:30")
		e.Citations = append(e.Citations, t.cite("postgres", "SELECT last_value", 1))
	})
	t.changeEvent("orders.id altered", func(e *retro.Event) {
		e.Title = "orders.id altered to bigint, table locked; order pages are answered from the cache"
	})
	t.tell(telling{at: "2025-11-14 10:17", event: retro.Event{
		Kind: retro.KindCommunication, Title: "The status page says that orders cannot be placed and that carts are safe",
		Actor: retro.Actor{Role: "Customer Success", Name: "Dana Okafor"},
	}})
	for _, section := range revisedSections {
		t.write(section.heading, section.file)
	}
	t.changeFactor(repairFactor, retro.ConfidenceKnown)
	t.changeItem(widenEveryKey, func(item *retro.ActionItem) {
		item.State, item.Owner, item.Ticket = retro.ActionDoNow, "Lee Brandt", "PLAT-412"
		item.Reason = "stock_moves has 14 months left, and it was the third time"
	})
	t.changeItem(rangeAlert, func(item *retro.ActionItem) {
		item.State, item.Owner, item.Ticket, item.Size, item.Audience = retro.ActionDoNow, "Lee Brandt", "PLAT-411", "small", "engineering"
	})
	t.changeItem(statusRule, func(item *retro.ActionItem) {
		item.Owner, item.Size, item.Audience = "Dana Okafor", "trivial", "support"
	})
	t.replace("error-rate", correctedChart)
	for _, note := range t.content.Debrief.Notes {
		if t.err == nil && (note.Kind == retro.NoteCorrection || note.Text == answered) {
			t.keep(t.service.TakeOver(t.ctx, t.id, note.ID))
		}
	}
}

// hear brings in what was said in a recording, which its file's name tells apart.
func (t *teller) hear(said transcript) {
	if t.err != nil {
		return
	}
	data, err := files.ReadFile(path.Join("pieces", said.file))
	if err != nil {
		t.err = retro.Errorf(retro.CodeInternal, "read the example's %s: %w", said.file, err)
		return
	}
	heard, err := t.service.ImportTranscript(t.ctx, t.id, data, said.file, authoring.TranscriptOptions{Recording: -1})
	t.keep(heard.Edited, err)
	if t.err == nil {
		evidence := *t.content.FindEvidence(heard.Evidence)
		evidence.Label = said.label
		t.keep(t.service.UpdateEvidence(t.ctx, t.id, evidence))
	}
}

// clock tells the story's time. Each act takes a few seconds.
func (t *teller) clock() time.Time {
	t.now = t.now.Add(actTakes)
	return t.now
}

const actTakes = 7 * time.Second

func (t *teller) keep(edited authoring.Edited, err error) {
	switch {
	case t.err != nil:
	case err != nil:
		t.err = err
	default:
		t.id, t.content = edited.ID, edited.Content
	}
}

// original is a piece as a person would bring it in.
func original(file, label string) authoring.Original {
	return authoring.Original{
		Name: file, Label: label, Reference: begun,
		Open: func() (io.ReadCloser, error) { return files.Open(path.Join("pieces", file)) },
	}
}

// add brings a piece in and says what the investigator said of it.
func (t *teller) add(p piece) {
	if t.err != nil {
		return
	}
	given := original(p.file, p.label)
	given.Kind, given.Zone = p.kind, p.zone
	added, err := t.service.AddEvidence(t.ctx, t.id, []authoring.Original{given}, nil)
	t.keep(added.Edited, err)
	if t.err != nil {
		return
	}
	if len(added.Evidence) != 1 {
		t.err = retro.Errorf(retro.CodeInternal, "the example's %s was not taken", p.file)
		return
	}
	t.evidence[p.name] = added.Evidence[0]
	if p.caption != "" {
		evidence := *t.content.FindEvidence(added.Evidence[0])
		shown := t.instant(p.shows)
		evidence.Caption, evidence.ShownAt = p.caption, &shown
		t.keep(t.service.UpdateEvidence(t.ctx, t.id, evidence))
	}
}

// chart makes a chart of the pieces, a bucket every five minutes, and keeps it.
func (t *teller) chart(c drawnChart) {
	if t.err != nil {
		return
	}
	recipe := retro.Chart{Every: 5 * time.Minute, Log: c.log}
	for _, named := range c.series {
		series, names, err := retro.ParseSeries(named.formula)
		series.Name = named.name
		for _, name := range names {
			source, findErr := t.service.FindEvidence(t.ctx, t.id, name)
			series.Sources, err = append(series.Sources, source.ID), cmp.Or(err, findErr)
		}
		if err != nil {
			t.err = err
			return
		}
		recipe.Series = append(recipe.Series, series)
	}
	made, err := t.service.AddChart(t.ctx, t.id, c.label, recipe)
	t.keep(made.Edited, err)
	if t.err != nil {
		return
	}
	t.evidence[c.name] = made.Chart
	evidence := *t.content.FindEvidence(made.Chart)
	evidence.Caption = c.caption
	t.keep(t.service.UpdateEvidence(t.ctx, t.id, evidence))
}

// replace puts another picture in the place of one.
func (t *teller) replace(name, file string) {
	if t.err == nil {
		t.keep(t.service.ReplaceEvidence(t.ctx, t.id, t.evidence[name], original(file, "")))
	}
}

// tell puts an event on the timeline: out of its first quote, or by hand.
func (t *teller) tell(e telling) {
	if t.err != nil {
		return
	}
	event := e.event
	for _, q := range e.quotes {
		event.Citations = append(event.Citations, t.cite(q.piece, q.text, q.lines))
	}
	if e.at != "" {
		event.At = t.instant(e.at)
	}
	if e.until != "" {
		end := t.instant(e.until)
		event.End = &end
	}
	if len(e.quotes) == 0 {
		made, err := t.service.AddEvent(t.ctx, t.id, event)
		t.keep(made.Edited, err)
		return
	}
	made, err := t.service.Promote(t.ctx, t.id, authoring.Promotion{Citations: event.Citations[:1], Title: event.Title, Kind: event.Kind})
	t.keep(made.Edited, err)
	if t.err != nil {
		return
	}
	event.ID = made.Event
	if e.at == "" {
		event.At = t.content.FindEvent(made.Event).At
	}
	t.keep(t.service.UpdateEvent(t.ctx, t.id, event))
}

// changeEvent edits the event whose title begins so.
func (t *teller) changeEvent(title string, change func(*retro.Event)) {
	if t.err != nil {
		return
	}
	for _, event := range t.content.Events {
		if strings.HasPrefix(event.Title, title) {
			change(&event)
			t.keep(t.service.UpdateEvent(t.ctx, t.id, event))
			return
		}
	}
	t.err = retro.Errorf(retro.CodeInternal, "the example has no event %q", title)
}

// decide adds an action item as it was decided.
func (t *teller) decide(item retro.ActionItem) {
	if t.err == nil {
		t.keep(t.service.AddActionItems(t.ctx, t.id, item.Title))
		t.changeItem(item.Title, func(added *retro.ActionItem) {
			item.ID, item.Labels = added.ID, added.Labels
			*added = item
		})
	}
}

func (t *teller) changeItem(title string, change func(*retro.ActionItem)) {
	if t.err != nil {
		return
	}
	for _, item := range t.content.ActionItems {
		if item.Title == title {
			change(&item)
			t.keep(t.service.UpdateActionItem(t.ctx, t.id, item))
			return
		}
	}
	t.err = retro.Errorf(retro.CodeInternal, "the example has no action item %q", title)
}

func (t *teller) changeFactor(title string, confidence retro.Confidence) {
	if t.err != nil {
		return
	}
	changed := t.content.Clone().Factors
	for i := range changed {
		if changed[i].Title == title {
			changed[i].Confidence = confidence
		}
	}
	t.keep(t.service.SaveFactors(t.ctx, t.id, changed))
}

// addSection puts a section with a live block after another one.
func (t *teller) addSection(heading, after string, block retro.LiveBlock) {
	if t.err != nil {
		return
	}
	t.keep(t.service.AddSection(t.ctx, t.id, retro.Section{Heading: heading}, t.content.SectionByHeading(after).ID))
	if t.err != nil {
		return
	}
	section := *t.content.SectionByHeading(heading)
	section.Block = block
	t.keep(t.service.UpdateSection(t.ctx, t.id, section))
}

// write stores the text of a section. Its file may name lines of the evidence
// with {{cite "piece" "text" lines}} and pictures and charts with {{picture "name"}}.
func (t *teller) write(heading, file string) {
	if t.err != nil {
		return
	}
	text, err := template.New(file).Funcs(template.FuncMap{
		"cite":    func(piece, text string, lines int) string { return t.cite(piece, text, lines).URL() },
		"picture": func(piece string) string { return retro.Citation{Evidence: t.evidence[piece]}.URL() },
	}).ParseFS(files, "sections/"+file)
	if err != nil {
		t.err = retro.Errorf(retro.CodeInternal, "read the example's %s: %w", file, err)
		return
	}
	var body bytes.Buffer
	if err := text.Execute(&body, nil); err != nil {
		t.err = retro.Errorf(retro.CodeInternal, "write the example's %s: %w", file, err)
	}
	if t.err == nil {
		t.keep(t.service.WriteSection(t.ctx, t.id, heading, strings.TrimSpace(body.String())))
	}
}

// cite points at so many lines of a piece, from the first that holds the text.
func (t *teller) cite(name, text string, lines int) retro.Citation {
	for _, p := range pieces {
		if p.name != name {
			continue
		}
		data, err := files.ReadFile(path.Join("pieces", p.file))
		if err != nil {
			break
		}
		for number, line := range strings.Split(string(data), "\n") {
			if strings.Contains(line, text) {
				return retro.Citation{Evidence: t.evidence[name], FromLine: number + 1, ToLine: number + lines}
			}
		}
	}
	if t.err == nil {
		t.err = retro.Errorf(retro.CodeInternal, "the example's %s does not say %q", name, text)
	}
	return retro.Citation{}
}

func (t *teller) instant(text string) retro.Instant {
	instant, err := retro.ParseInstant(text, time.UTC)
	if err != nil && t.err == nil {
		t.err = err
	}
	return instant
}
