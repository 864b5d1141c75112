package authoring_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestSeenBeforeHoweverOftenSaid proves that a retrospective which says its own words
// again and again does not hide another one that says them once.
func TestSeenBeforeHoweverOftenSaid(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	earlier := must[authoring.Workspace](t)(service.Create(ctx, "A bad Tuesday", ""))
	must[authoring.Edited](t)(service.SaveSection(ctx, earlier.ID, earlier.Content.Sections[0].ID, "That day the sprocket broke, and so did the gateway."))
	id := must[authoring.Workspace](t)(service.Create(ctx, "Sprocket gateway", "")).ID
	factors := make([]retro.Factor, 300)
	for i := range factors {
		factors[i] = retro.Factor{ID: retro.FactorID(fmt.Sprintf("factor%d", i)), Title: "Sprocket gateway", Confidence: retro.ConfidenceKnown}
	}
	must[authoring.Edited](t)(service.SaveFactors(ctx, id, factors))
	alike := must[[]authoring.Alike](t)(service.SeenBefore(ctx, id))
	if len(alike) != 1 {
		t.Fatalf("seen before: %+v", alike)
	}
	if diff := cmp.Diff([]string{"sprocket", "gateway"}, alike[0].Words); diff != "" || alike[0].Retrospective != earlier.ID {
		t.Errorf("seen before: %+v (-want +got):\n%s", alike[0], diff)
	}
}

// TestSeenBeforeLeavesOutCommonWords proves that words which everybody says connect nothing.
func TestSeenBeforeLeavesOutCommonWords(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	earlier := must[authoring.Workspace](t)(service.Create(ctx, "A bad Tuesday", ""))
	must[authoring.Edited](t)(service.SaveSection(ctx, earlier.ID, earlier.Content.Sections[0].ID, "Even each of the gateways was slow."))
	id := must[authoring.Workspace](t)(service.Create(ctx, "Even each gateway", "")).ID
	if alike := must[[]authoring.Alike](t)(service.SeenBefore(ctx, id)); len(alike) > 0 {
		t.Errorf("seen before: %+v", alike)
	}
}
