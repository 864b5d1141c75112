package retro_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/retro"
)

// TestWritingIsLeft says how many of the sections that are shown nobody wrote in.
func TestWritingIsLeft(t *testing.T) {
	t.Parallel()
	for want, sections := range map[string][]retro.Section{
		"add a section":            nil,
		"1 of 1 section is empty":  {{}, {Hidden: retro.HiddenByHand}},
		"1 of 2 sections is empty": {{Body: "Told."}, {Body: " \n"}},
		"2 of 3 sections are empty": {
			{}, {}, {Block: retro.BlockTimeline},
		},
		"": {{Body: "Told."}},
	} {
		content := retro.Content{Sections: sections}
		for _, duty := range content.Duties() {
			if duty.Kind == retro.DutyDocument && duty.Lacks != want {
				t.Errorf("%d sections: it lacks %q, want %q", len(sections), duty.Lacks, want)
			}
		}
	}
}
