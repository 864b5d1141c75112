package wiki

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// Format is the form in which a page came.
type Format string

// The formats.
const (
	Markdown Format = "markdown"
	HTML     Format = "html"
	Storage  Format = "confluence" // Confluence's storage format
	DOCX     Format = "docx"
)

// Status is whether a page says of itself that it is finished, "" where it does not say.
type Status string

// The statuses.
const (
	StatusDraft Status = "draft"
	StatusFinal Status = "final"
)

// StorageLanguage marks a block of code, or begins a span of code, that is the
// source of a macro in Confluence's storage format.
const StorageLanguage = "confluence-storage"

// LargestPage is how many bytes the file of a page may have.
const LargestPage = 64 << 20

// maxText is how many bytes its markup may have without the pictures inside.
const maxText = 8 << 20

// Page is a page as it was read: its blocks in order.
type Page struct {
	Format Format
	Blocks []Block
	Title  string // as its front matter has it, "" for none
	Status Status
	// Notes say in sentences what could not be taken over as it was.
	Notes []string
}

// Block is a heading, paragraph, list, quotation, table, rule or block of code.
type Block struct {
	Level    int    // of a heading, 1 to 6; 0 for anything else
	Markdown string // of a heading only its text; no line end at the end
	Table    *Table // nil for anything but a table
}

// Table is a table whose cells can be told apart.
type Table struct {
	Head []Cell // nil for a table without a header
	Rows [][]Cell
}

// Cell is the Markdown of a cell, line by line.
type Cell []string

// Key is the same for blocks that say the same, see [markdown.Meaning]: how they are
// written, wrapped or aligned does not count.
func (b Block) Key() string {
	if b.Table == nil {
		return strings.Repeat("#", b.Level) + markdown.Meaning(b.Markdown)
	}
	var key strings.Builder
	for _, row := range append([][]Cell{b.Table.Head}, b.Table.Rows...) {
		key.WriteString(RowKey(row) + "\n")
	}
	return key.String()
}

// RowKey is Key for a row of a table.
func RowKey(row []Cell) string {
	var key strings.Builder
	for _, cell := range row {
		key.WriteByte('|')
		for _, line := range cell {
			key.WriteString(markdown.Meaning(line))
		}
	}
	return key.String()
}

// RowText is what a row of a table says, each cell after a bar.
func RowText(row []Cell) string {
	var text strings.Builder
	for _, cell := range row {
		text.WriteString("|" + markdown.OneLine(strings.Join(cell, " <br> ")))
	}
	return text.String()
}

// IsCode reports whether the block is preformatted.
func (b Block) IsCode() bool { return b.Level == 0 && markdown.Fence(firstLine(b.Markdown)) != "" }

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// Read reads a page. name is the name of its file, whose extension decides where
// the bytes alone could mean two things; it may be empty. The error has
// CodeUnsupported for what is no page, CodeInvalid for one that is too large or
// too deep and CodeDamaged for one that is cut off.
func Read(data []byte, name string) (Page, error) {
	page, err := read(data, name)
	for i := range page.Blocks {
		page.Blocks[i].cutExplanations()
	}
	return page, err
}

// cutExplanations takes out what an export explained.
func (b *Block) cutExplanations() {
	b.Markdown = markdown.CutExplanations(b.Markdown)
	if b.Table == nil {
		return
	}
	for _, row := range append([][]Cell{b.Table.Head}, b.Table.Rows...) {
		for _, cell := range row {
			for i := range cell {
				cell[i] = markdown.CutExplanations(cell[i])
			}
		}
	}
}

func read(data []byte, name string) (Page, error) {
	if len(data) > LargestPage {
		return Page{}, tooLarge("a file of %d MB is too large to be read back, which goes up to %d MB", len(data)>>20, LargestPage>>20)
	}
	if isZip(data) {
		return readDOCX(data)
	}
	text, err := decode(data)
	if err != nil {
		return Page{}, err
	}
	text = withoutPictures(text)
	if len(text) > maxText {
		return Page{}, tooLarge("a page of %d MB of text is too large to be read back, which goes up to %d MB", len(text)>>20, maxText>>20)
	}
	switch sniff(text, name) {
	case Storage:
		return readStorage(text)
	case HTML:
		return readHTML(text)
	case Markdown, DOCX:
	}
	return readMarkdown(text), nil
}

func tooLarge(format string, args ...any) error {
	return retro.Errorf(retro.CodeInvalid, format, args...).WithHint("paste the part that was edited into its section instead")
}

// decode makes text of the bytes. Word saves web pages as UTF-16 at times.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		data = fromUTF16(data)
	case bytes.IndexByte(data, 0) >= 0:
		return "", retro.Errorf(retro.CodeUnsupported, "this is no page: it holds binary data").
			WithHint("a page comes back as Markdown, HTML, DOCX or Confluence's storage format")
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\ufffd")
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.ReplaceAll(text, "\r", "\n"), nil
}

func fromUTF16(data []byte) []byte {
	little := data[0] == 0xff
	var out []byte
	var high rune
	for i := 2; i+1 < len(data); i += 2 {
		unit := rune(data[i])<<8 | rune(data[i+1])
		if little {
			unit = rune(data[i+1])<<8 | rune(data[i])
		}
		switch {
		case unit >= 0xd800 && unit < 0xdc00:
			high = unit
		case unit >= 0xdc00 && unit < 0xe000:
			out = utf8.AppendRune(out, (high-0xd800)<<10+(unit-0xdc00)+0x10000)
		default:
			out = utf8.AppendRune(out, unit)
		}
	}
	return out
}

// sniff tells the format by what only one of them has, then by the extension.
func sniff(text, name string) Format {
	if strings.Contains(text, "<ac:") || strings.Contains(text, "<ri:") {
		if begins(text, "<") {
			return Storage
		}
	}
	if begins(text, "<!doctype", "<html", "<meta", "<body", "<!--startfragment", "<!-- saved") {
		return HTML
	}
	switch extension := strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]); extension {
	case "xml":
		return Storage
	case "html", "htm", "xhtml":
		return HTML
	case "md", "markdown", "txt":
		return Markdown
	}
	if begins(text, "<h1", "<h2", "<p", "<div", "<span", "<b ", "<b>", "<ul", "<ol", "<table", "<section", "<article", "<main") {
		return HTML
	}
	return Markdown
}

func begins(text string, marks ...string) bool {
	text = strings.TrimSpace(text)
	head := strings.ToLower(text[:min(len(text), 32)])
	for _, mark := range marks {
		if strings.HasPrefix(head, mark) {
			return true
		}
	}
	return false
}
