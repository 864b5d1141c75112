package authoring_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// TestSitRepToSection puts the report that was given last into the summary, in the words of
// the message and not of the title that was cut from it.
func TestSitRepToSection(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := must[authoring.Workspace](t)(service.Create(t.Context(), "Orders", "")).ID
	if _, err := service.SitRepToSection(t.Context(), id, "", ""); retro.ErrorCode(err) != retro.CodeNotFound {
		t.Errorf("without a report: %v", err)
	}
	chat := "[14/03/2026, 10:08:00] Ines: SITREP 1: no order can be placed since about 10:02\n" +
		"[14/03/2026, 10:40:00] Ines: SITREP 2: the column is being *widened*, " + strings.Repeat("about 35 minutes to go, ", 6) + "carts are safe\n"
	evidence := addLog(t, service, id, chat)
	for _, line := range []int{2, 1} {
		made := must[authoring.WithEvent](t)(service.Promote(t.Context(), id, authoring.Promotion{Citations: []retro.Citation{{Evidence: evidence, FromLine: line, ToLine: line}}}))
		if event := made.Edited.Content.FindEvent(made.Event); event.Kind != retro.KindSitRep || strings.Contains(event.Title, "SITREP") {
			t.Errorf("made %s “%s”", event.Kind, event.Title)
		}
	}
	edited := must[authoring.Edited](t)(service.SitRepToSection(t.Context(), id, "", ""))
	got := edited.Content.Summary().Body
	for _, want := range []string{`the column is being \*widened\*`, "carts are safe (as reported, [10:40 UTC, 14 March 2026](evidence/" + string(evidence) + "#L2), Ines)"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	if again := must[authoring.Edited](t)(service.SitRepToSection(t.Context(), id, "", "")); !again.Unchanged {
		t.Error("the same report is put there twice")
	}
}
