package export

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
)

// Source gives what the document embeds but does not hold.
type Source interface {
	// Lines returns the lines of each of some spans of a log or chat; it is asked once
	// for each. A line that begins an entry has At, Level and Actor, and Text is what
	// follows them; any other line is its Text alone.
	Lines(ctx context.Context, id retro.EvidenceID, spans []Span) ([][]Line, error)

	// Picture returns the bytes of a screenshot, or of a part of it where that is
	// not nil, as they may leave: metadata stripped, blacked-out regions painted
	// over, boxes and arrows drawn.
	Picture(ctx context.Context, id retro.EvidenceID, part *retro.Region) (Picture, error)

	// Small returns a small copy of a screenshot as it may leave, nil for none.
	Small(ctx context.Context, id retro.EvidenceID) []byte

	// Chart returns a chart as it is drawn now. Picture has the same as a picture.
	Chart(ctx context.Context, id retro.EvidenceID) (Chart, error)
}

// Chart is a chart and the same as a table.
type Chart struct {
	Drawing *canvas.Drawing
	About   string // what is to be seen, in sentences
	Each    string // how long a row is: "every 5 minutes"
	Times   int    // how many of the columns are times
	Head    []string
	Rows    [][]string
	// From and To are when what it shows begins and ends; the same where it shows nothing.
	From, To time.Time
	// Measures are what its lines showed before, during and after customer impact.
	Measures []retro.Measure
}

// Span is some lines of a log or chat, from one to another (1-based, inclusive), of
// which at most Limit are wanted.
type Span struct{ From, To, Limit int }

// Line is one line of a log or chat.
type Line struct {
	Number int // 1-based
	Text   string
	At     *retro.Instant
	Level  retro.Level
	Actor  string // to stand before the text, "" where that names them itself
}

// Picture is an encoded picture and its size in pixels.
type Picture struct {
	Data          []byte
	MediaType     string // image/png, image/jpeg, image/gif or image/webp
	Width, Height int
}

// Input is all that an export is made from.
type Input struct {
	Content  retro.Content
	Readings map[retro.EvidenceID]retro.Reading
	Source   Source
	Now      time.Time // written into the export as its date
	// Edition is for whom Content was made, see [retro.Content.For]; "" for the team.
	Edition retro.Edition
	// Short tells the short story alone: what is to be seen at a glance, and the summary.
	Short bool
	// Paintings may be nil.
	Paintings *Paintings
}

// What Copy puts on the clipboard for a target.
const (
	CopiesHTML = "html" // rich text, with plain text beside it
	CopiesText = "text"
)

// Target is a form in which a retrospective can be exported.
type Target struct {
	Name   string `json:"name"` // what --to takes
	Title  string `json:"title"`
	About  string `json:"about"`
	Copies string `json:"copies"` // CopiesHTML, CopiesText or ""
	// Group is what it is a form of, and Forms the targets that it can be had as, named
	// behind a colon: "recording-notes:html".
	Group string   `json:"group"`
	Forms []string `json:"forms,omitempty"`
}

// GroupDocument is the group of the targets that are the document itself.
const GroupDocument = "The document"

// File is one file of a result. Name has forward slashes
// and only characters that every file system takes.
type File struct {
	Name      string
	MediaType string
	Data      []byte
}

// Clipboard is a result in the forms that a clipboard carries. HTML is the zero
// value where the target copies text only.
type Clipboard struct {
	HTML SafeHTML
	Text string
}

// Result is a finished export. The first file is the one to open; the others
// belong beside it.
type Result struct {
	Target    string
	Files     []File
	Notes     []string // what the person who shares it should know, in sentences
	Clipboard Clipboard
	// Withheld is what its edition does not have.
	Withheld retro.Withheld
	// Sections are those that it has, in their order.
	Sections []retro.SectionID
	// document is what it was written from, for a preview of it.
	document *document
	preview  func(w *htmlWriter, doc *document)
}

// TextResult is an export of files that are shown as the text of the first.
func TextResult(target string, files []File, notes []string) Result {
	return Result{Target: target, Files: files, Notes: notes, Clipboard: Clipboard{Text: string(files[0].Data)}}
}

// loading is which pictures a writer needs the bytes of.
type loading uint8

const (
	loadsNothing     loading = iota
	loadsScreenshots         // a page holds drawings as they are
	loadsAll
)

// writer makes a target's result from a loaded document.
type writer struct {
	target Target
	// loads says what of the pictures the writer needs.
	loads loading
	write func(doc *document, now time.Time) Result
	// hasTitles says that a reader sees what a term means by pointing at it.
	hasTitles bool
	// isOneWay says that an edited page of it is not read back.
	isOneWay bool
	// preview writes what the reader will see; nil for a target that is text.
	preview func(w *htmlWriter, doc *document)
}

func writers() []writer {
	return []writer{
		{target: page("markdown", "Markdown", "folder with assets", CopiesText), loads: loadsAll, write: writeMarkdown},
		{target: page("html", "HTML", "one file, opens anywhere", CopiesHTML), loads: loadsScreenshots, write: writePage, hasTitles: true, preview: (*htmlWriter).document},
		{target: page("slack", "Slack", "messages to paste", CopiesHTML), write: writeSlack, isOneWay: true, preview: previewSlack},
		{target: page("confluence", "Confluence", "storage format and attachments", CopiesHTML), loads: loadsAll, write: writeConfluence, preview: (*htmlWriter).document},
		{target: page("mediawiki", "MediaWiki", "wikitext and pictures to upload", CopiesText), loads: loadsAll, write: writeMediaWiki, isOneWay: true, preview: (*htmlWriter).document},
		{target: page("docx", "Word", "one file, for Google Docs too", ""), loads: loadsAll, write: writeDOCX, preview: (*htmlWriter).document},
	}
}

// ComesBack reports whether a page made for the target can be read back once people have
// edited it.
func ComesBack(target string) bool {
	w, err := findWriter(target)
	return err == nil && !w.isOneWay
}

func page(name, title, about, copies string) Target {
	return Target{Name: name, Title: title, About: about, Copies: copies, Group: GroupDocument}
}

// Targets lists the targets in the order in which they are offered.
func Targets() []Target {
	var targets []Target
	for _, w := range writers() {
		targets = append(targets, w.target)
	}
	return targets
}

// Render exports the retrospective to the named target. An unknown target is an
// error with CodeNotFound whose hint names those there are; apart from it, only
// ctx ends an export early, for evidence that cannot be read is said in the
// document and in the notes.
func Render(ctx context.Context, in Input, target string) (Result, error) {
	w, err := findWriter(target)
	if err != nil {
		return Result{}, err
	}
	doc, err := newDocument(ctx, in, w.loads)
	if err != nil {
		return Result{}, err
	}
	if !w.hasTitles {
		doc = doc.explained()
	}
	result := w.write(doc, in.Now)
	result.Target, result.document, result.preview = target, doc, w.preview
	result.Notes = append(doc.notes.sentences(), result.Notes...)
	if in.Edition == retro.EditionCompany && len(doc.pictures) > 0 {
		result.Notes = append(result.Notes, "Pictures are as they are: look whether names can be read on them.")
	}
	for _, s := range doc.sections {
		if s.id != "" {
			result.Sections = append(result.Sections, s.id)
		}
	}
	return result, nil
}

func findWriter(target string) (writer, error) {
	all := writers()
	index := slices.IndexFunc(all, func(w writer) bool { return w.target.Name == target })
	if index >= 0 {
		return all[index], nil
	}
	var names []string
	for _, w := range all {
		names = append(names, w.target.Name)
	}
	err := retro.Errorf(retro.CodeNotFound, "there is no export target %q", target)
	if near := retro.Nearest(target, names); near != "" {
		return writer{}, err.WithHint("did you mean %s? The targets are %s", near, strings.Join(names, ", "))
	}
	return writer{}, err.WithHint("the targets are %s", strings.Join(names, ", "))
}
