package canvas

import (
	"sort"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// fonts are read once: regular, medium and monospaced.
var fonts = sync.OnceValue(func() (parsed [3]*sfnt.Font) {
	for i, ttf := range [][]byte{goregular.TTF, gomedium.TTF, gomono.TTF} {
		// They are part of the program; one that does not read is a mistake in it.
		var err error
		if parsed[i], err = sfnt.Parse(ttf); err != nil {
			panic(err)
		}
	}
	return parsed
})

func (l Label) font() *sfnt.Font {
	switch {
	case l.Mono:
		return fonts()[2]
	case l.Bold:
		return fonts()[1]
	}
	return fonts()[0]
}

// Width is how wide a label is, about: a page sets it in a font of its own.
func (l Label) Width() float64 {
	width, _ := l.measure()
	return width
}

// measure also tells whether the font has all its signs: of others the width is a guess.
func (l Label) measure() (width float64, isKnown bool) {
	var buffer sfnt.Buffer
	face, size := l.font(), fixed.Int26_6(l.Size*64)
	total := fixed.Int26_6(0)
	isKnown = true
	for _, r := range l.Text {
		index, err := face.GlyphIndex(&buffer, r)
		if err != nil || unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			continue
		}
		if index == 0 {
			isKnown = false
			total += size // A page has a font for it, mostly one whose signs are square.
			continue
		}
		if advance, err := face.GlyphAdvance(&buffer, index, size, font.HintingNone); err == nil {
			total += advance
		}
	}
	return float64(total) / 64, isKnown
}

// run is a stretch of a label in one font.
type run struct {
	text string
	font *sfnt.Font
}

// runs divides the text by the fonts of pictures that have its signs, those of a machine
// among them. Where none has some in a row, as of emoji, one ellipsis stands for them;
// lacks says whether letters are among those.
func (l Label) runs(fonts *Fonts) (runs []run, lacks bool) {
	var buffer sfnt.Buffer
	own := l.font()
	left := false
	write := func(r rune, font *sfnt.Font) {
		if len(runs) == 0 || runs[len(runs)-1].font != font {
			runs = append(runs, run{font: font})
		}
		runs[len(runs)-1].text += string(r)
	}
	for _, r := range l.Text {
		if index, err := own.GlyphIndex(&buffer, r); err == nil && index != 0 {
			write(r, own)
			left = false
			continue
		}
		if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			continue
		}
		if font := fonts.having(r); font != nil {
			write(r, font)
			left = false
			continue
		}
		lacks = lacks || unicode.IsLetter(r)
		if !left {
			write('…', own)
			left = true
		}
	}
	return runs, lacks
}

// Fit shortens a label's text to a width, with an ellipsis where it was cut.
func (l Label) Fit(width float64) Label {
	if l.Width() <= width {
		return l
	}
	runes := []rune(l.Text)
	cut := func(n int) Label {
		shorter := l
		shorter.Text = string(runes[:n]) + "…"
		return shorter
	}
	if n := sort.Search(len(runes), func(n int) bool { return cut(n).Width() > width }); n > 0 {
		return cut(n - 1)
	}
	l.Text = ""
	return l
}
