package app

import (
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// Debrief is the room of the meeting.
type Debrief struct{ core }

// Save changes what is planned.
func (d *Debrief) Save(id retro.RetrospectiveID, debrief retro.Debrief) (authoring.Edited, error) {
	return d.service.SaveDebrief(d.context(), id, debrief)
}

// ParseTime reads what a person typed for when it is held, in the zone that leads.
func (d *Debrief) ParseTime(id retro.RetrospectiveID, text string) (retro.Instant, error) {
	return d.service.ParsePlanned(d.context(), id, text, false)
}

// SaveParticipants replaces the participants.
func (d *Debrief) SaveParticipants(id retro.RetrospectiveID, participants []retro.Participant) (authoring.Edited, error) {
	return d.service.SaveParticipants(d.context(), id, participants)
}

// Agendas lists what a debrief can go through.
func (d *Debrief) Agendas() ([]retro.Agenda, error) { return d.service.Agendas(d.context()) }

// Agenda returns an agenda for so many minutes.
func (d *Debrief) Agenda(name string, minutes int) (retro.Agenda, error) {
	agenda, err := d.service.FindAgenda(d.context(), name)
	return agenda.Scaled(minutes), err
}

// ChooseAgenda plans the steps and the minutes as an agenda has them.
func (d *Debrief) ChooseAgenda(id retro.RetrospectiveID, name string) (authoring.Edited, error) {
	return d.service.ChooseAgenda(d.context(), id, name)
}

// SaveAgenda keeps steps as an agenda of one's own, and plans them.
func (d *Debrief) SaveAgenda(id retro.RetrospectiveID, title string, steps []retro.AgendaStep) (authoring.Edited, error) {
	return d.service.SaveAgenda(d.context(), id, title, steps)
}

// KeepAgenda keeps steps as an agenda of one's own.
func (d *Debrief) KeepAgenda(title string, steps []retro.AgendaStep) (retro.Agenda, error) {
	return d.service.KeepAgenda(d.context(), title, steps)
}

// RemoveAgenda takes an agenda of one's own away.
func (d *Debrief) RemoveAgenda(name string) error {
	return d.service.RemoveAgenda(d.context(), name)
}

// SendAgenda keeps that the agenda left.
func (d *Debrief) SendAgenda(id retro.RetrospectiveID) (authoring.Edited, error) {
	return d.service.SendAgenda(d.context(), id)
}

// Standing tells where the debrief is now.
func (d *Debrief) Standing(id retro.RetrospectiveID) (retro.Standing, error) {
	return d.service.Standing(d.context(), id)
}

// Readiness tells what the debrief should not begin without.
func (d *Debrief) Readiness(id retro.RetrospectiveID) ([]retro.Readiness, error) {
	return d.service.Readiness(d.context(), id)
}

// Changes tells what the newest debrief changed.
func (d *Debrief) Changes(id retro.RetrospectiveID) (authoring.Span, error) {
	return d.service.DebriefChanges(d.context(), id)
}

// Start begins the debrief, or goes on with it.
func (d *Debrief) Start(id retro.RetrospectiveID) (authoring.Edited, error) {
	return d.service.StartDebrief(d.context(), id)
}

// Pause stops the clock.
func (d *Debrief) Pause(id retro.RetrospectiveID) (authoring.Edited, error) {
	return d.service.PauseDebrief(d.context(), id)
}

// Resume lets the clock go on.
func (d *Debrief) Resume(id retro.RetrospectiveID) (authoring.Edited, error) {
	return d.service.ResumeDebrief(d.context(), id)
}

// Step goes to a step of the agenda: "next", "previous" or its id.
func (d *Debrief) Step(id retro.RetrospectiveID, to string) (authoring.Edited, error) {
	return d.service.StepDebrief(d.context(), id, to)
}

// KeepEnd has the steps to come give what the debrief is behind.
func (d *Debrief) KeepEnd(id retro.RetrospectiveID) (authoring.Edited, error) {
	return d.service.KeepEnd(d.context(), id)
}

// End ends the debrief.
func (d *Debrief) End(id retro.RetrospectiveID) (authoring.Edited, error) {
	return d.service.EndDebrief(d.context(), id)
}

// Record adds a recording.
func (d *Debrief) Record(id retro.RetrospectiveID, recording retro.Recording) (authoring.Edited, error) {
	return d.service.Record(d.context(), id, recording)
}

// MoveRecording says where one is now.
func (d *Debrief) MoveRecording(id retro.RetrospectiveID, place int, where string) (authoring.Edited, error) {
	return d.service.MoveRecording(d.context(), id, place, where)
}

// RemoveRecording takes one off.
func (d *Debrief) RemoveRecording(id retro.RetrospectiveID, place int) (authoring.Edited, error) {
	return d.service.RemoveRecording(d.context(), id, place)
}

// Align moves a recording so that a moment of the debrief is at a place in it, written
// as people write one: "0:12:30".
func (d *Debrief) Align(id retro.RetrospectiveID, place int, moment authoring.Moment, offset string) (authoring.Edited, error) {
	at, err := retro.ParseOffset(offset)
	if err != nil {
		return authoring.Edited{}, err
	}
	return d.service.Align(d.context(), id, place, moment, at)
}

// AlignCue brings a transcript to the debrief: a line of it is what a moment is about.
func (d *Debrief) AlignCue(id retro.RetrospectiveID, moment authoring.Moment, lines authoring.CueLines) (authoring.Edited, error) {
	return d.service.AlignCue(d.context(), id, moment, lines)
}

// ChooseTranscript lets the person pick the transcript of a recording in the native
// dialog, -1 for whichever it is of, and takes it in; nil when they cancel. What is no
// transcript becomes evidence.
func (d *Debrief) ChooseTranscript(id retro.RetrospectiveID, recording int) (*authoring.Brought, error) {
	paths, err := d.native.ChooseFiles(d.context(), "Add a transcript")
	if err != nil || len(paths) == 0 {
		return nil, err
	}
	brought, err := d.service.BringToDebrief(d.context(), id, fileOriginal(paths[0]), recording, d.progress(id))
	return &brought, err
}

// Cues returns count cues of a recording's transcript from a place on.
func (d *Debrief) Cues(id retro.RetrospectiveID, query authoring.CueQuery, from, count int) (authoring.CueWindow, error) {
	return d.service.Cues(d.context(), id, query, from, count)
}

// CueAt is the place of the last cue that had begun at a place in a recording.
func (d *Debrief) CueAt(id retro.RetrospectiveID, recording int, at time.Duration) (int, error) {
	return d.service.CueAt(d.context(), id, recording, at)
}

// QuoteCues makes a note of lines of a transcript.
func (d *Debrief) QuoteCues(id retro.RetrospectiveID, lines authoring.CueLines, kind retro.NoteKind) (authoring.Edited, error) {
	return d.service.QuoteCues(d.context(), id, lines, kind)
}

// QuoteInto puts lines of a transcript into a section.
func (d *Debrief) QuoteInto(id retro.RetrospectiveID, lines authoring.CueLines, section retro.SectionID) (authoring.Edited, error) {
	return d.service.QuoteInto(d.context(), id, lines, section)
}

// ParseOffset reads a place in a recording, in nanoseconds.
func (*Debrief) ParseOffset(text string) (time.Duration, error) { return retro.ParseOffset(text) }

// AddNote writes down something that was said.
func (d *Debrief) AddNote(id retro.RetrospectiveID, noted authoring.Noted) (authoring.Edited, error) {
	return d.service.AddNote(d.context(), id, noted)
}

// UpdateNote changes a note.
func (d *Debrief) UpdateNote(id retro.RetrospectiveID, note retro.Note) (authoring.Edited, error) {
	return d.service.UpdateNote(d.context(), id, note)
}

// RemoveNote takes a note out.
func (d *Debrief) RemoveNote(id retro.RetrospectiveID, note retro.NoteID) (authoring.Edited, error) {
	return d.service.RemoveNote(d.context(), id, note)
}

// TakeOver puts what a note says where it belongs.
func (d *Debrief) TakeOver(id retro.RetrospectiveID, note retro.NoteID) (authoring.Edited, error) {
	return d.service.TakeOver(d.context(), id, note)
}

// KeepDraft keeps what is being typed as a note.
func (d *Debrief) KeepDraft(id retro.RetrospectiveID, noted authoring.Noted) error {
	return d.service.KeepDraft(d.context(), id, noted)
}

// Draft returns what was being typed when the window closed.
func (d *Debrief) Draft(id retro.RetrospectiveID) (authoring.Draft, error) {
	return d.service.Draft(d.context(), id)
}
