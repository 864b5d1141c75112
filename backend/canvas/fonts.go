package canvas

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"golang.org/x/image/font/sfnt"
)

// Fonts are those of a machine, of which pictures take letters that the fonts of the
// program lack: Chinese, Japanese, Korean and whatever else is written letter by letter.
// They are looked for when the first such letter is drawn.
type Fonts struct {
	folders []string

	mu     sync.Mutex
	isRead bool
	files  []string     // not opened yet, the likeliest first
	open   []*sfnt.Font // those that were
	known  map[rune]*sfnt.Font
}

// The bounds of the search.
const (
	mostFontFiles = 20_000 // looked at by their names
	mostFontsOpen = 24
)

// NewFonts returns the fonts in some folders and below them.
func NewFonts(folders ...string) *Fonts {
	return &Fonts{folders: folders, known: map[rune]*sfnt.Font{}}
}

// machine are the fonts that pictures are drawn with; nil for only those of the program.
var machine atomic.Pointer[Fonts]

// UseFonts has all pictures drawn with the fonts of a machine from now on.
func UseFonts(fonts *Fonts) { machine.Store(fonts) }

// FontFolders are where this system keeps its fonts.
func FontFolders() []string {
	home, _ := os.UserHomeDir() // without one there are those of the system
	switch runtime.GOOS {
	case "windows":
		return []string{filepath.Join(os.Getenv("WINDIR"), "Fonts"), filepath.Join(os.Getenv("LOCALAPPDATA"), "Microsoft", "Windows", "Fonts")}
	case "darwin":
		return []string{"/System/Library/Fonts", "/Library/Fonts", filepath.Join(home, "Library", "Fonts")}
	}
	return []string{"/usr/share/fonts", "/usr/local/share/fonts", filepath.Join(home, ".local", "share", "fonts"), filepath.Join(home, ".fonts")}
}

// likelyFonts are what the names of fonts with many letters begin with, the best first.
var likelyFonts = []string{
	"notosanscjk", "notosanssc", "notosansjp", "notosanskr", "notosanstc", "sourcehansans", "pingfang", "hiragino sans gb", "hiraginosans", "msyh", "yugoth", "meiryo",
	"malgun", "applesdgothicneo", "droidsansfallback", "wqy-microhei", "wqy-zenhei", "simsun", "msgothic", "stheiti", "nanumgothic", "unifont",
	"arial unicode", "arialuni", "dejavusans.", "notosans-regular", "freesans.", "segoeui.",
}

// read lists the files once.
func (f *Fonts) read() {
	if f.isRead {
		return
	}
	f.isRead = true
	type ranked struct {
		path string
		rank int
	}
	var found []ranked
	seen := 0
	for _, folder := range f.folders {
		_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			seen++
			if seen > mostFontFiles {
				return fs.SkipAll
			}
			if err != nil {
				return nil //nolint:nilerr // what cannot be read has no font
			}
			name := strings.ToLower(filepath.Base(path))
			if entry.IsDir() || !slices.Contains([]string{".ttf", ".ttc", ".otf", ".otc"}, filepath.Ext(name)) {
				return nil
			}
			if rank := slices.IndexFunc(likelyFonts, func(likely string) bool { return strings.HasPrefix(name, likely) }); rank >= 0 {
				// Of the weights of one family it is the plain one.
				rank *= 2
				if !strings.Contains(name, "regular") && strings.Contains(name, "-") {
					rank++
				}
				found = append(found, ranked{path, rank})
			}
			return nil
		})
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.path, b.path)) })
	for _, one := range found[:min(len(found), mostFontsOpen)] {
		f.files = append(f.files, one.path)
	}
}

// having returns a font that has a letter; nil where there is none.
func (f *Fonts) having(r rune) *sfnt.Font {
	if f == nil || !isWrittenAlone(r) {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if font, known := f.known[r]; known {
		return font
	}
	f.read()
	for at := 0; ; at++ {
		for at >= len(f.open) {
			if len(f.files) == 0 {
				f.known[r] = nil
				return nil
			}
			path := f.files[0]
			f.files = f.files[1:]
			if font := openFont(path); font != nil {
				f.open = append(f.open, font)
			}
		}
		if hasLetter(f.open[at], r) {
			f.known[r] = f.open[at]
			return f.open[at]
		}
	}
}

// openFont returns the first font of a file, nil where it is none. The file stays open:
// its letters are read when they are drawn.
func openFont(path string) *sfnt.Font {
	file, err := os.Open(path) //nolint:gosec // in a folder of fonts
	if err != nil {
		return nil
	}
	collection, err := sfnt.ParseCollectionReaderAt(file)
	if err == nil {
		if font, err := collection.Font(0); err == nil {
			return font
		}
	}
	defer func() { _ = file.Close() }() // nothing was written
	if font, err := sfnt.Parse(realigned(file)); err == nil {
		return font
	}
	return nil
}

// hasLetter reports whether a font can draw a letter: some have colours in its place.
func hasLetter(font *sfnt.Font, r rune) bool {
	var buffer sfnt.Buffer
	index, err := font.GlyphIndex(&buffer, r)
	if err != nil || index == 0 {
		return false
	}
	_, err = font.LoadGlyph(&buffer, index, 64, nil)
	return err == nil
}

// isWrittenAlone reports whether a letter looks the same whatever stands beside it. Those
// of Arabic or Hindi would be drawn as nobody writes them.
func isWrittenAlone(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Yi,
		unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Armenian, unicode.Georgian, unicode.Ethiopic, unicode.Cherokee,
		unicode.Sm, unicode.Sc, unicode.So) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef || r == 'ー'
}
