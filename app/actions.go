package app

import (
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// Actions is the room of factors, remediations and action items.
type Actions struct{ core }

// SaveFactors replaces the contributing factors.
func (a *Actions) SaveFactors(id retro.RetrospectiveID, factors []retro.Factor) (authoring.Edited, error) {
	return a.service.SaveFactors(a.context(), id, factors)
}

// AddItem adds a remediation for each line of text.
func (a *Actions) AddItem(id retro.RetrospectiveID, lines string) (authoring.Edited, error) {
	return a.service.AddActionItems(a.context(), id, lines)
}

// UpdateItem replaces an action item.
func (a *Actions) UpdateItem(id retro.RetrospectiveID, item retro.ActionItem) (authoring.Edited, error) {
	return a.service.UpdateActionItem(a.context(), id, item)
}

// Park lets ideas soak: those that are named, or all that are not decided.
func (a *Actions) Park(id retro.RetrospectiveID, items []retro.ActionItemID) (authoring.Edited, error) {
	return a.service.ParkIdeas(a.context(), id, items)
}

// RemoveItem takes an action item off the list.
func (a *Actions) RemoveItem(id retro.RetrospectiveID, item retro.ActionItemID) (authoring.Edited, error) {
	return a.service.RemoveActionItem(a.context(), id, item)
}

// MoveItem puts an action item at a place in the list.
func (a *Actions) MoveItem(id retro.RetrospectiveID, item retro.ActionItemID, to int) (authoring.Edited, error) {
	return a.service.MoveActionItem(a.context(), id, item, to)
}
