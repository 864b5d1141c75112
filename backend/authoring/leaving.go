package authoring

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/debrief"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/templates"
)

// What a debrief leaves beside the document. Pages are rendered for every target that
// the document has; what other programs read is one form of its own.
const (
	TargetAgenda   = "agenda"
	TargetNotes    = "recording-notes"
	TargetFollowUp = "follow-up"
	// TargetReport is what the newest debrief changed. It is told from the two checkpoints
	// that a debrief leaves, which never go, so it needs no keeping of its own.
	TargetReport = "change-report"
	// TargetQuestions takes whom it is for behind its form: "questions:slack:Payments".
	TargetQuestions = "questions"
)

const (
	groupNotes   = "Recording notes"
	groupDebrief = "Around the debrief"
	groupAsking  = "For others to answer"
)

// page is a page beside the document, and how it is made.
type page struct {
	target export.Target
	file   string
	make   func(debrief.Input) retro.Content // nil for the change report, which is made of revisions
}

func pages() []page {
	return []page{
		{export.Target{Name: TargetNotes, Title: "Recording notes", About: "for those who were not there", Group: groupNotes}, "recording-notes", debrief.Notes},
		{target: export.Target{Name: TargetReport, Title: "Change report", About: "what the debrief changed", Group: groupNotes}},
		{export.Target{Name: TargetAgenda, Title: "Agenda pack", About: "goes out the day before", Group: groupDebrief}, "agenda", debrief.AgendaPack},
		{export.Target{Name: TargetFollowUp, Title: "Follow-up", About: "the message afterwards", Group: groupDebrief}, "follow-up", debrief.FollowUp},
		{export.Target{Name: TargetQuestions, Title: "Questions", About: "to those who know more", Group: groupAsking}, "questions", debrief.Questions},
	}
}

// track is a form that other programs read: one file for each recording, or one for
// all.
type track struct {
	target export.Target
	file   string
	media  string
	write  func(in debrief.Input, part debrief.Part) (text string, told []string)
	whole  func(debrief.Input) (string, error) // in place of write: one for all
}

func tracks() []track {
	const plain = "text/plain; charset=utf-8"
	notes := func(name, title, about string) export.Target {
		return export.Target{Name: name, Title: title, About: about, Copies: export.CopiesText, Group: groupNotes}
	}
	simple := func(write func(debrief.Part, string) string) func(debrief.Input, debrief.Part) (string, []string) {
		return func(in debrief.Input, part debrief.Part) (string, []string) {
			return write(part, in.Content.Title), nil
		}
	}
	return []track{
		{target: notes("webvtt", "WebVTT notes", "captions over the recording"), file: "notes.vtt", media: "text/vtt; charset=utf-8", write: simple(debrief.Part.WebVTT)},
		{target: notes("webvtt-chapters", "WebVTT chapters", "for players in pages"), file: "chapters.vtt", media: "text/vtt; charset=utf-8", write: func(_ debrief.Input, part debrief.Part) (string, []string) {
			return part.WebVTTChapters(), nil
		}},
		{target: notes("srt", "SRT notes", "captions for every player"), file: "notes.srt", media: "application/x-subrip", write: func(_ debrief.Input, part debrief.Part) (string, []string) {
			return part.SRT(), nil
		}},
		{target: notes("chapters", "Podcast chapters", "JSON 1.2"), file: "chapters.json", media: "application/json+chapters", write: simple(debrief.Part.PodcastChapters)},
		{target: notes("youtube", "YouTube chapters", "for the description"), file: "youtube.txt", media: plain, write: func(_ debrief.Input, part debrief.Part) (string, []string) {
			return part.YouTube()
		}},
		{target: notes("ffmpeg", "ffmpeg metadata", "puts chapters into the file"), file: "chapters.ffmetadata", media: plain, write: simple(debrief.Part.FFmpeg)},
		{target: notes("notes-json", "JSON", "for programs"), file: "notes.json", media: "application/json", whole: func(in debrief.Input) (string, error) {
			return debrief.JSON(in), nil
		}},
		{
			target: export.Target{Name: "ics", Title: "Calendar file", About: "opens in a calendar", Copies: "", Group: groupDebrief},
			file:   "debrief.ics", media: "text/calendar; charset=utf-8; method=PUBLISH", whole: debrief.Calendar,
		},
	}
}

// Targets lists all that a retrospective can be exported to, the document first.
func Targets() []export.Target {
	document := export.Targets()
	var forms []string
	for _, target := range document {
		forms = append(forms, target.Name)
	}
	all := document
	for _, p := range pages() {
		p.target.Forms = forms
		all = append(all, p.target)
	}
	for _, t := range tracks() {
		all = append(all, t.target)
	}
	// Those of a group stand together.
	groups := []string{export.GroupDocument, groupNotes, groupDebrief, groupAsking}
	slices.SortStableFunc(all, func(a, b export.Target) int { return slices.Index(groups, a.Group) - slices.Index(groups, b.Group) })
	return all
}

// TargetsOf lists what a retrospective can be exported to: without a debrief, nothing
// that tells of one.
func (s *Service) TargetsOf(ctx context.Context, id retro.RetrospectiveID) ([]export.Target, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(Targets(), func(t export.Target) bool { return content.Solo.Is() && isOfDebrief(t) }), nil
}

func isOfDebrief(t export.Target) bool {
	return t.Group == groupNotes || t.Group == groupDebrief
}

// render makes an export of a content, and tells which zones it shows. CodeNotFound
// for an unknown target names the nearest.
func (s *Service) render(
	ctx context.Context, id retro.RetrospectiveID, revision retro.Revision, content retro.Content, target string, zones []string,
) (export.Result, []string, error) {
	name, form, _ := strings.Cut(target, ":")
	if slices.ContainsFunc(Targets(), func(t export.Target) bool { return t.Name == name && isOfDebrief(t) }) {
		if err := content.NeedsDebrief(); err != nil {
			return export.Result{}, nil, err
		}
	}
	form, whom, _ := strings.Cut(form, ":")
	if name == TargetReport {
		return s.renderDebriefReport(ctx, id, content, target, retro.FirstOf(form, "markdown"))
	}
	if at := slices.IndexFunc(pages(), func(p page) bool { return p.target.Name == name }); at >= 0 {
		p := pages()[at]
		folder := p.target.Name
		in, err := s.debriefInput(ctx, id, revision, content)
		if err != nil {
			return export.Result{}, nil, err
		}
		if name == TargetNotes {
			span, err := s.DebriefChanges(ctx, id)
			if err != nil {
				return export.Result{}, nil, err
			}
			in.Changes = span.Changes
		}
		if whom != "" {
			if err := mayAsk(content, name, whom); err != nil {
				return export.Result{}, nil, err
			}
			in.For = whom
			folder += "/" + retro.FileName(whom, "somebody")
		}
		if zones != nil {
			in.Content.Zones = zones
		}
		input, err := s.inputOf(ctx, p.make(in), zones)
		if err != nil {
			return export.Result{}, nil, err
		}
		form = retro.FirstOf(form, "markdown")
		result, err := renderPage(ctx, input, form, folder, p.file)
		result.Target = target
		return result, input.Content.Zones, err
	}
	if at := slices.IndexFunc(tracks(), func(t track) bool { return t.target.Name == name }); at >= 0 && form == "" {
		in, err := s.debriefInput(ctx, id, revision, content)
		if err != nil {
			return export.Result{}, nil, err
		}
		result, err := tracks()[at].render(in)
		return result, nil, err
	}
	if !slices.ContainsFunc(export.Targets(), func(t export.Target) bool { return t.Name == name }) {
		return export.Result{}, nil, noTarget(target)
	}
	return s.renderDocument(ctx, content, target, zones)
}

// renderDocument makes an export of the document, in the variant that the address of the
// target names.
func (s *Service) renderDocument(ctx context.Context, content retro.Content, address string, zones []string) (export.Result, []string, error) {
	target, v, err := cutVariant(address)
	if err != nil {
		return export.Result{}, nil, err
	}
	called := content.CalledInstead()
	content, withheld := content.For(v.edition, s.store.Lists())
	input, err := s.inputOf(ctx, content, zones)
	if err != nil {
		return export.Result{}, nil, err
	}
	input.Short, input.Edition = v.short, v.edition
	if v.edition == retro.EditionCompany {
		input.Source = renamedSource{input.Source, retro.NewRenaming(called)}
	}
	result, err := export.Render(ctx, input, target)
	result.Target, result.Files, result.Withheld = address, v.named(result.Files), withheld
	return result, input.Content.Zones, err
}

// mayAsk returns an error where nothing is asked of somebody.
func mayAsk(content retro.Content, target, whom string) error {
	if target != TargetQuestions {
		return retro.Errorf(retro.CodeInvalid, "%s is for nobody in particular", target)
	}
	if len(debrief.OpenFor(content, whom)) > 0 {
		return nil
	}
	err := retro.Errorf(retro.CodeNotFound, "nothing is asked of %q", whom)
	if asked := debrief.Asked(content); len(asked) > 0 {
		return err.WithHint("questions wait for %s", strings.Join(asked, ", "))
	}
	return err.WithHint("no question is open")
}

func noTarget(target string) error {
	var names []string
	for _, t := range Targets() {
		names = append(names, t.Name)
	}
	err := retro.Errorf(retro.CodeNotFound, "there is no export target %q", target)
	if near := retro.Nearest(target, names); near != "" {
		return err.WithHint("did you mean %s? The targets are %s", near, strings.Join(names, ", "))
	}
	return err.WithHint("the targets are %s", strings.Join(names, ", "))
}

func (t track) render(in debrief.Input) (export.Result, error) {
	folder := "recording-notes/"
	if t.target.Group == groupDebrief {
		folder = "agenda/"
	}
	if t.whole != nil {
		text, err := t.whole(in)
		if err != nil {
			return export.Result{}, err
		}
		var told []string
		if t.target.Name == "ics" {
			told = []string{"Open it in your calendar, and invite from there."}
		}
		return export.TextResult(t.target.Name, []export.File{{Name: folder + t.file, MediaType: t.media, Data: []byte(text)}}, told), nil
	}
	parts := debrief.Parts(in.Content)
	var files []export.File
	var told []string
	for _, part := range parts {
		name := t.file
		if len(parts) > 1 {
			base, extension, _ := strings.Cut(t.file, ".")
			name = fmt.Sprintf("%s-%d.%s", base, part.Number, extension)
		}
		text, said := t.write(in, part)
		files = append(files, export.File{Name: folder + name, MediaType: t.media, Data: []byte(text)})
		for _, sentence := range said {
			if len(parts) > 1 {
				sentence = fmt.Sprintf("Recording %d: %s", part.Number, sentence)
			}
			told = append(told, sentence)
		}
	}
	return export.TextResult(t.target.Name, files, told), nil
}

// debriefInput is what is told of a debrief: with its steps, whether they were chosen
// or not.
func (s *Service) debriefInput(ctx context.Context, id retro.RetrospectiveID, revision retro.Revision, content retro.Content) (debrief.Input, error) {
	if len(content.Debrief.Steps) == 0 {
		agenda, err := s.FindAgenda(ctx, content.Debrief.Agenda)
		if err != nil {
			if agenda, err = templates.FindAgenda(""); err != nil {
				return debrief.Input{}, err
			}
		}
		content.Debrief.Steps = agenda.Scaled(content.Debrief.Minutes).Steps
	}
	return debrief.Input{ID: id, Content: content, Sequence: revision.Seq, Now: s.clock().UTC(), Due: retro.DeriveStages(content).AnswersBefore()}, nil
}

// renderDebriefReport makes the report of what the newest debrief changed. CodeNotFound
// where none is over.
func (s *Service) renderDebriefReport(
	ctx context.Context, id retro.RetrospectiveID, content retro.Content, target, form string,
) (export.Result, []string, error) {
	from, to, isOver, err := s.debriefSpan(ctx, id)
	if err != nil {
		return export.Result{}, nil, err
	}
	if !isOver {
		return export.Result{}, nil, retro.Errorf(retro.CodeNotFound, "no debrief is over yet, so there is nothing that it changed").
			WithHint("end the debrief, or name both revisions")
	}
	result, err := s.ChangeReport(ctx, id, from.ID, to.ID, form)
	result.Target = target
	return result, content.Zones, err
}

// debriefSpan finds the state that the newest debrief began from and the one that it
// left. False where none is over.
func (s *Service) debriefSpan(ctx context.Context, id retro.RetrospectiveID) (from, to retro.Revision, isOver bool, err error) {
	revisions, err := s.Revisions(ctx, id)
	if err != nil {
		return from, to, false, err
	}
	at := slices.IndexFunc(revisions, func(r retro.Revision) bool { return r.Kind == retro.RevisionPostDebrief })
	if at < 0 {
		return from, to, false, nil
	}
	if from, err = DebriefReport(revisions, revisions[at]); err != nil {
		return from, to, false, nil //nolint:nilerr // nothing precedes it, so there is nothing to tell
	}
	return from, revisions[at], true, nil
}

// Span are the revisions between which a debrief was held, and what changed in between
// in Markdown; empty where none is over.
type Span struct {
	From    retro.RevisionID `json:"from,omitempty"`
	To      retro.RevisionID `json:"to,omitempty"`
	Changes string           `json:"changes"`
}

// DebriefChanges tells what the newest debrief changed. What was held and noted, and who
// was there, is told by whatever shows it.
func (s *Service) DebriefChanges(ctx context.Context, id retro.RetrospectiveID) (Span, error) {
	from, to, isOver, err := s.debriefSpan(ctx, id)
	if err != nil || !isOver {
		return Span{}, err
	}
	changes, err := s.reportBody(ctx, id, from.ID, to.ID, func(before, after *retro.Content) {
		after.Debrief, after.Participants = before.Debrief, before.Participants
	})
	return Span{From: from.ID, To: to.ID, Changes: changes}, err
}

// SendAgenda keeps that the agenda left, and the state that it left with, as what the
// debrief is compared with if nothing happens in between. Where that is the newest
// state already, and once the debrief began, nothing changes.
func (s *Service) SendAgenda(ctx context.Context, id retro.RetrospectiveID) (Edited, error) {
	current, leave, err := s.enter(ctx, id)
	if err != nil {
		return Edited{}, err
	}
	defer leave()
	at := standing(current.revisions)
	if current.content.Debrief.StartedAt != nil || at >= 0 && current.revisions[at].Reason == reasonSend {
		return s.edited(ctx, id, current, current.content, current.head().Seq)
	}
	content := current.content.Clone()
	now := s.clock().UTC()
	content.Debrief.AgendaSentAt = &now
	return s.save(ctx, id, current, retro.Revision{Kind: retro.RevisionPreDebrief, Name: "Agenda sent", Reason: reasonSend}, content)
}

// Fitting lists the names of the targets that have something to tell: the agenda pack
// once a debrief is planned, and the recording notes once it was held.
func (s *Service) Fitting(ctx context.Context, id retro.RetrospectiveID) ([]string, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	_, _, isOver, err := s.debriefSpan(ctx, id)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, target := range Targets() {
		fits := true
		switch {
		case content.Solo.Is() && isOfDebrief(target):
			fits = false
		case target.Name == TargetReport:
			fits = isOver
		case target.Name == TargetQuestions:
			fits = len(debrief.OpenFor(content, "")) > 0
		case target.Group == groupNotes, target.Name == TargetFollowUp:
			fits = content.Debrief.StartedAt != nil
		case target.Group == groupDebrief:
			fits = content.Debrief.At != nil
		}
		if fits {
			names = append(names, target.Name)
		}
	}
	return names, nil
}
