package retro_test

import (
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// TestSolo switches templates there and back and chooses there and back: each leaves
// what was.
func TestSolo(t *testing.T) {
	t.Parallel()
	alone, together := retro.Template{Solo: true}, retro.Template{}
	for _, was := range []retro.Solo{retro.SoloNot, retro.SoloByHand, retro.SoloNever} {
		if is := was.Under(alone).Under(together); is != was {
			t.Errorf("%q is %q after a switch and back", was, is)
		}
	}
	for _, was := range []retro.Solo{retro.SoloByTemplate, retro.SoloByHand, retro.SoloNever} {
		if is := was.Under(together).Under(alone); is != was {
			t.Errorf("%q is %q after a switch and back", was, is)
		}
	}
	for _, was := range []retro.Solo{retro.SoloNot, retro.SoloByTemplate, retro.SoloByHand, retro.SoloNever} {
		if is := was.Chosen(!was.Is()); is.Is() == was.Is() || is.Chosen(was.Is()) != was {
			t.Errorf("%q becomes %q and then %q", was, is, is.Chosen(was.Is()))
		}
		if is := was.Chosen(was.Is()); is != was {
			t.Errorf("%q becomes %q for nothing", was, is)
		}
	}
}

// TestSoloStages has neither a debrief nor what it should not begin without, and both
// again, with what was planned, when a person wants one.
func TestSoloStages(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC)
	c := retro.Content{Events: []retro.Event{{ID: "e", Kind: retro.KindResolution, At: retro.Instant{At: at}}}}
	c.Debrief.At = &retro.Instant{At: at.AddDate(0, 0, 3)}
	before := retro.DeriveStages(c)
	c.Solo = retro.SoloByHand
	stages := retro.DeriveStages(c)
	if !stages.Solo || stages.DebriefDue != nil || stages.Current != retro.StageInvestigate || len(c.Readiness()) != 0 {
		t.Errorf("alone: %+v, %d checks", stages, len(c.Readiness()))
	}
	if retro.ErrorCode(c.NeedsDebrief()) != retro.CodeUnsupported {
		t.Errorf("%v", c.NeedsDebrief())
	}
	shared := c
	shared.SharedAt = &at
	if stages := retro.DeriveStages(shared); stages.Current != retro.StageShared || stages.InvestigatedAt == nil {
		t.Errorf("shared: %+v", stages)
	}
	c.Solo = c.Solo.Chosen(false)
	if after := retro.DeriveStages(c); !after.DebriefDue.Equal(*before.DebriefDue) || len(c.Readiness()) == 0 || c.NeedsDebrief() != nil {
		t.Errorf("together again: %+v", after)
	}
}
