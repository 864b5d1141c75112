package canvas

import (
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
var fonts = sync.OnceValue(func() (parsed [3]*measuredFont) {
	for i, ttf := range [][]byte{goregular.TTF, gomedium.TTF, gomono.TTF} {
		// They are part of the program; one that does not read is a mistake in it.
		font, err := sfnt.Parse(ttf)
		if err != nil {
			panic(err)
		}
		parsed[i] = measured(font)
	}
	return parsed
})

// measuredFont is a font that knows how wide its usual signs are: a drawing measures thousands.
type measuredFont struct {
	*sfnt.Font
	em    fixed.Int26_6
	usual [0x0530]fixed.Int26_6 // Latin, Greek and Cyrillic
}

func measured(font *sfnt.Font) *measuredFont {
	f := &measuredFont{Font: font, em: fixed.Int26_6(font.UnitsPerEm())}
	for r := range f.usual {
		f.usual[r] = f.look(rune(r))
	}
	return f
}

// lacking is how wide a sign is that a font does not have.
const lacking fixed.Int26_6 = -1

// advance is how wide a sign is, in units of the font.
func (f *measuredFont) advance(r rune) fixed.Int26_6 {
	if int(r) < len(f.usual) {
		return f.usual[r]
	}
	return f.look(r)
}

// buffers are large and used for a moment.
var buffers = sync.Pool{New: func() any { return new(sfnt.Buffer) }}

// look reads in the font how wide a sign is.
func (f *measuredFont) look(r rune) fixed.Int26_6 {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0 // It stands over, or within, the one before.
	}
	buffer, _ := buffers.Get().(*sfnt.Buffer)
	defer buffers.Put(buffer)
	index, err := f.GlyphIndex(buffer, r)
	if err != nil {
		return 0
	}
	if index == 0 {
		return lacking
	}
	units, err := f.GlyphAdvance(buffer, index, f.em, font.HintingNone)
	if err != nil {
		return 0
	}
	return units
}

// wide is how wide a sign is at a size. A sign that it lacks is a guess: a page has a font
// for it, mostly one whose signs are square.
func (f *measuredFont) wide(r rune, size fixed.Int26_6) (width fixed.Int26_6, isKnown bool) {
	units := f.advance(r)
	if units == lacking {
		return size, false
	}
	return (units*size + f.em/2) / f.em, true
}

func (l Label) font() *measuredFont {
	switch {
	case l.Mono:
		return fonts()[2]
	case l.Bold:
		return fonts()[1]
	}
	return fonts()[0]
}

func (l Label) size() fixed.Int26_6 { return fixed.Int26_6(l.Size * 64) }

// Width is how wide a label is, about: a page sets it in a font of its own.
func (l Label) Width() float64 {
	width, _ := l.measure()
	return width
}

// measure also tells whether the font has all its signs: of others the width is a guess.
func (l Label) measure() (width float64, isKnown bool) {
	own, size := l.font(), l.size()
	total := fixed.Int26_6(0)
	isKnown = true
	for _, r := range l.Text {
		wide, known := own.wide(r, size)
		total += wide
		isKnown = isKnown && known
	}
	return pixels(total), isKnown
}

// pixels are counted in 64ths by fonts.
func pixels(length fixed.Int26_6) float64 { return float64(length) / 64 }

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
			write(r, own.Font)
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
			write('…', own.Font)
			left = true
		}
	}
	return runs, lacks
}

// Fit shortens a label's text to a width, with an ellipsis where it was cut.
func (l Label) Fit(width float64) Label {
	own, size := l.font(), l.size()
	ellipsis, _ := own.wide('…', size)
	total := fixed.Int26_6(0)
	whole := -1 // how much of it stands before an ellipsis, in bytes
	for at, r := range l.Text {
		if pixels(total+ellipsis) <= width {
			whole = at
		}
		wide, _ := own.wide(r, size)
		if total += wide; pixels(total) > width {
			if l.Text = l.Text[:max(whole, 0)]; whole >= 0 {
				l.Text += "…"
			}
			return l
		}
	}
	return l
}
