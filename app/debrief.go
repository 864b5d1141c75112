package app

import (
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// Debrief is the room of the meeting.
type Debrief struct{ core }

// Save changes date, length, place and recording.
func (d *Debrief) Save(id retro.RetrospectiveID, debrief retro.Debrief) (authoring.Edited, error) {
	return d.service.SaveDebrief(d.context(), id, debrief)
}

// SaveParticipants replaces the participants.
func (d *Debrief) SaveParticipants(id retro.RetrospectiveID, participants []retro.Participant) (authoring.Edited, error) {
	return d.service.SaveParticipants(d.context(), id, participants)
}

// Agenda returns the steps of a debrief of so many minutes.
func (*Debrief) Agenda(minutes int) []retro.AgendaStep { return retro.Agenda(minutes) }

// Start stamps the beginning.
func (d *Debrief) Start(id retro.RetrospectiveID) (authoring.Edited, error) {
	return d.service.StartDebrief(d.context(), id)
}

// End stamps the end.
func (d *Debrief) End(id retro.RetrospectiveID) (authoring.Edited, error) {
	return d.service.EndDebrief(d.context(), id)
}

// AddNote writes down something that was said.
func (d *Debrief) AddNote(id retro.RetrospectiveID, kind retro.NoteKind, text string) (authoring.Edited, error) {
	return d.service.AddNote(d.context(), id, kind, text)
}

// UpdateNote changes the words and the kind of a note.
func (d *Debrief) UpdateNote(id retro.RetrospectiveID, note retro.Note) (authoring.Edited, error) {
	return d.service.UpdateNote(d.context(), id, note)
}

// RemoveNote takes a note out.
func (d *Debrief) RemoveNote(id retro.RetrospectiveID, note retro.NoteID) (authoring.Edited, error) {
	return d.service.RemoveNote(d.context(), id, note)
}
