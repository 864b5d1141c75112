package debrief_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/debrief"
	"github.com/afterword-app/afterword/backend/retro"
)

// The agenda leads to the event to dive in at, whatever its title is made of.
func TestAgendaLeadsToDiveIn(t *testing.T) {
	t.Parallel()
	in := debrief.Input{Content: retro.Content{Events: []retro.Event{{ID: "e1"}, {ID: "e2", Title: "It [breaks](x)", DiveIn: true}}}}
	var all strings.Builder
	for _, section := range debrief.AgendaPack(in).Sections {
		all.WriteString(section.Body + "\n")
	}
	if want := `[It \[breaks\](x)](event/e2).`; !strings.Contains(all.String(), want) {
		t.Errorf("no %s in\n%s", want, all.String())
	}
}
