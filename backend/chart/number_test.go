package chart_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/chart"
)

func TestParseNumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		comma bool
		want  float64
		unit  chart.Unit
	}{
		{"1.234,5", true, 1234.5, ""},
		{"1,234.5", false, 1234.5, ""},
		{"1e3", false, 1000, ""},
		{"-2.5E-3", false, -0.0025, ""},
		{"12ms", false, 0.012, chart.UnitSeconds},
		{"12 ms", false, 0.012, chart.UnitSeconds},
		{"3.4 GiB", false, 3.4 * (1 << 30), chart.UnitBytes},
		{"3,4 GiB", true, 3.4 * (1 << 30), chart.UnitBytes},
		{"1m30.5s", false, 90.5, chart.UnitSeconds},
		{"1h2m", false, 3720, chart.UnitSeconds},
		{"1 234 567", false, 1234567, ""},
		{"1'234'567.25", false, 1234567.25, ""},
		{"1.234.567", true, 1234567, ""},
		{"95 %", false, 95, chart.UnitPercent},
		{"−7", false, -7, ""},
		{"007", false, 7, ""},
		{"1.5k", false, 1500, ""},
	} {
		got, unit, ok := chart.ParseNumber(c.text, c.comma)
		if !ok || unit != c.unit || got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("%q reads %v %q %t, want %v %q", c.text, got, unit, ok, c.want, c.unit)
		}
	}
	for _, text := range []string{
		"", "-", "NaN", "nan", "Infinity", "+Inf", "-inf", "1e999", "true", "null", "1.2.3.4", "12:30", "0x1f", "7 apples", "1,23,4", "--1", "5ms3kB", ".", "1e",
	} {
		if got, unit, ok := chart.ParseNumber(text, false); ok {
			t.Errorf("%q reads %v %q", text, got, unit)
		}
	}
}

func TestTells(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]chart.Evidence{
		"12": chart.TellsNothing, "1.234": chart.TellsNothing, "1,234": chart.TellsNothing, "1.234,5": chart.TellsComma, "1,234.5": chart.TellsPoint,
		"12,5": chart.TellsComma, "12.5": chart.TellsPoint, "1.234.567": chart.TellsComma, "1,234,567": chart.TellsPoint, "0.071": chart.TellsNothing, "12345.678": chart.TellsPoint,
	} {
		if got := chart.Tells(text); got != want {
			t.Errorf("%q tells %v, want %v", text, got, want)
		}
	}
}

func TestFormat(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		value float64
		unit  chart.Unit
		want  string
	}{
		{1.8812, chart.UnitSeconds, "1.88 s"},
		{0.081, chart.UnitSeconds, "81 ms"},
		{0, chart.UnitSeconds, "0 s"},
		{90, chart.UnitSeconds, "90 s"},
		{180, chart.UnitSeconds, "3 min"},
		{5.0e-7, chart.UnitSeconds, "500 ns"},
		{3_400_000, chart.UnitBytes, "3.4 MB"},
		{12.345, chart.UnitPercent, "12.3 %"},
		{1234, chart.UnitNone, "1,234"},
		{27_900_000, chart.UnitNone, "27.9 M"},
		{0.0714, chart.UnitNone, "0.0714"},
		{-5, chart.UnitNone, "−5"},
		{999.96, chart.UnitNone, "1,000"},
	} {
		want := []rune(c.want)
		for i, r := range want {
			if r == ' ' {
				want[i] = '\u00a0'
			}
		}
		if got := c.unit.Format(c.value); got != string(want) {
			t.Errorf("%v %q is written %q, want %q", c.value, c.unit, got, c.want)
		}
	}
}
