package canvas

import "image/color"

// Ink is a colour by the name that it has in the window (frontend/src/styles).
type Ink string

// The inks. None paints nothing.
const (
	None    Ink = ""
	Text    Ink = "ink"
	Soft    Ink = "ink-2"
	Faint   Ink = "ink-3"
	Hair    Ink = "line"
	Rule    Ink = "line-strong"
	Surface Ink = "surface"
	Teal    Ink = "accent"
	Red     Ink = "error"
	Blue    Ink = "info"
	Violet  Ink = "moved"
	Green   Ink = "added"
	Amber   Ink = "warn"
	Impact  Ink = "impact-edge"
)

// Theme is a set of colours.
type Theme int

// The themes.
const (
	Light Theme = iota
	Dark
)

// colours holds for each ink its colour on light and on dark. It never changes.
var colours = map[Ink][2]color.NRGBA{
	Text:    {rgb(0x1e1d1a), rgb(0xebe8e2)},
	Soft:    {rgb(0x57534a), rgb(0xb5b1a8)},
	Faint:   {rgb(0x706b61), rgb(0x96928a)},
	Hair:    {rgb(0xe6e2da), rgb(0x2b2e33)},
	Rule:    {rgb(0xcfc9bd), rgb(0x41454c)},
	Surface: {rgb(0xffffff), rgb(0x1c1e21)},
	Teal:    {rgb(0x0b6b78), rgb(0x58b9c6)},
	Red:     {rgb(0xb3261e), rgb(0xff8f85)},
	Blue:    {rgb(0x2a5db0), rgb(0x8fb4f5)},
	Violet:  {rgb(0x5d3fb3), rgb(0xbba6f7)},
	Green:   {rgb(0x1c6b3a), rgb(0x7fd39b)},
	Amber:   {rgb(0x8f5a00), rgb(0xe6b566)},
	Impact:  {rgb(0xc2410c), rgb(0xfb923c)},
}

func rgb(value uint32) color.NRGBA {
	return color.NRGBA{R: uint8(value >> 16), G: uint8(value >> 8), B: uint8(value), A: 0xff} //nolint:gosec // three bytes
}

func (i Ink) colour(theme Theme) color.NRGBA { return colours[i][theme] }
