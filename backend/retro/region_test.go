package retro_test

import (
	"math"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestRegionValidate(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		region retro.Region
		ok     bool
	}{
		"Box":             {retro.Region{Kind: retro.RegionBox, X: 0.1, Y: 0.1, Width: 0.2, Height: 0.2, Label: "the cliff"}, true},
		"WholePicture":    {retro.Region{Kind: retro.RegionBlackout, Width: 1, Height: 1}, true},
		"EdgeByRounding":  {retro.Region{Kind: retro.RegionCite, X: 0.7, Y: 0.1, Width: 0.1 + 0.2, Height: 0.9}, true},
		"ArrowUpAndLeft":  {retro.Region{Kind: retro.RegionArrow, X: 0.9, Y: 0.9, Width: -0.5, Height: -0.2}, true},
		"LevelArrow":      {retro.Region{Kind: retro.RegionArrow, X: 0.1, Y: 0.5, Width: 0.5}, true},
		"NoKind":          {retro.Region{X: 0.1, Y: 0.1, Width: 0.2, Height: 0.2}, false},
		"UnknownKind":     {retro.Region{Kind: "circle", Width: 0.2, Height: 0.2}, false},
		"Flat":            {retro.Region{Kind: retro.RegionBlackout, X: 0.1, Y: 0.1, Width: 0.2}, false},
		"Backwards":       {retro.Region{Kind: retro.RegionBox, X: 0.5, Y: 0.5, Width: -0.2, Height: 0.2}, false},
		"ArrowToNowhere":  {retro.Region{Kind: retro.RegionArrow, X: 0.5, Y: 0.5}, false},
		"OverTheEdge":     {retro.Region{Kind: retro.RegionBox, X: 0.9, Y: 0.1, Width: 0.2, Height: 0.2}, false},
		"BeforeTheEdge":   {retro.Region{Kind: retro.RegionBox, X: -0.1, Y: 0.1, Width: 0.2, Height: 0.2}, false},
		"NotANumber":      {retro.Region{Kind: retro.RegionBox, X: math.NaN(), Y: 0.1, Width: 0.2, Height: 0.2}, false},
		"LabelOfTwoLines": {retro.Region{Kind: retro.RegionBox, Width: 0.2, Height: 0.2, Label: "a\nb"}, false},
		"LongLabel":       {retro.Region{Kind: retro.RegionBox, Width: 0.2, Height: 0.2, Label: strings.Repeat("x", 121)}, false},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := test.region.Validate()
			if (err == nil) != test.ok || err != nil && retro.ErrorCode(err) != retro.CodeInvalid {
				t.Errorf("Validate = %v, want ok %v", err, test.ok)
			}
		})
	}
}

func TestValidateRegionsBoundsTheirNumber(t *testing.T) {
	t.Parallel()
	regions := make([]retro.Region, retro.MaxRegions+1)
	for i := range regions {
		regions[i] = retro.Region{Kind: retro.RegionBox, Width: 1, Height: 1}
	}
	if err := retro.ValidateRegions(regions[1:]); err != nil {
		t.Error(err)
	}
	if err := retro.ValidateRegions(regions); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("one too many: %v, want CodeInvalid", err)
	}
}
