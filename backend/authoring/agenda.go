package authoring

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/templates"
)

// preferenceAgendas holds the agendas that people saved as their own, as JSON.
const preferenceAgendas = "agendas"

// Agendas lists the agendas that a debrief can be held by: the built-in ones, and
// those that people saved as their own.
func (s *Service) Agendas(ctx context.Context) ([]retro.Agenda, error) {
	own, err := s.ownAgendas(ctx)
	return append(templates.Agendas(), own...), err
}

func (s *Service) ownAgendas(ctx context.Context) ([]retro.Agenda, error) {
	stored, err := s.store.Preference(ctx, preferenceAgendas)
	if err != nil || stored == "" {
		return nil, err
	}
	var own []retro.Agenda
	if json.Unmarshal([]byte(stored), &own) != nil {
		own = nil // what cannot be read costs no debrief; saving one begins anew
	}
	return own, nil
}

// FindAgenda returns the agenda with a name, the default one for "". CodeNotFound
// lists those there are.
func (s *Service) FindAgenda(ctx context.Context, name string) (retro.Agenda, error) {
	all, err := s.Agendas(ctx)
	if err != nil {
		return retro.Agenda{}, err
	}
	return templates.PickAgenda(all, name)
}

// SaveAgenda keeps steps as KeepAgenda does, and holds a debrief by them.
func (s *Service) SaveAgenda(ctx context.Context, id retro.RetrospectiveID, title string, steps []retro.AgendaStep) (Edited, error) {
	agenda, err := s.KeepAgenda(ctx, title, steps)
	if err != nil {
		return Edited{}, err
	}
	return s.holdBy(ctx, id, agenda)
}

// KeepAgenda keeps steps as an agenda of one's own, under a title; one with the same title
// is replaced. CodeInvalid for no title, for steps that cannot be held, and for the name of
// a built-in agenda.
func (s *Service) KeepAgenda(ctx context.Context, title string, steps []retro.AgendaStep) (retro.Agenda, error) {
	agenda := retro.Agenda{Title: strings.Join(strings.Fields(title), " "), About: "Your own.", Own: true, Steps: steps}
	if agenda.Title == "" {
		return retro.Agenda{}, retro.Errorf(retro.CodeInvalid, "an agenda needs a title")
	}
	agenda, err := templates.NumberSteps(agenda)
	if err != nil {
		return retro.Agenda{}, err
	}
	for i := range agenda.Steps {
		agenda.Steps[i].Gave = 0 // to one meeting
	}
	agenda.Name = retro.FileName(agenda.Title, "own")
	if slices.ContainsFunc(templates.Agendas(), func(a retro.Agenda) bool { return a.Name == agenda.Name }) {
		return retro.Agenda{}, retro.Errorf(retro.CodeInvalid, "there is a built-in agenda “%s”", agenda.Title).WithHint("give yours another title")
	}
	own, err := s.ownAgendas(ctx)
	if err != nil {
		return retro.Agenda{}, err
	}
	if at := slices.IndexFunc(own, func(a retro.Agenda) bool { return a.Name == agenda.Name }); at >= 0 {
		own[at] = agenda
	} else {
		own = append(own, agenda)
	}
	return agenda, s.keepAgendas(ctx, own)
}

// RemoveAgenda takes an agenda of one's own away; CodeNotFound. A debrief that is held by
// it keeps its steps.
func (s *Service) RemoveAgenda(ctx context.Context, name string) error {
	own, err := s.ownAgendas(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(own, func(a retro.Agenda) bool { return a.Name == name })
	if at < 0 {
		return retro.Errorf(retro.CodeNotFound, "you have no agenda %q of your own", name)
	}
	return s.keepAgendas(ctx, slices.Delete(own, at, at+1))
}

func (s *Service) keepAgendas(ctx context.Context, own []retro.Agenda) error {
	encoded, err := json.Marshal(own)
	if err != nil {
		return retro.Errorf(retro.CodeInternal, "keep the agendas: %w", err)
	}
	return s.store.SetPreference(ctx, preferenceAgendas, string(encoded))
}
