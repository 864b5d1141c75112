package export

import (
	"net/url"
	"path"
	"regexp"
	"sync"
	"time"

	"github.com/microcosm-cc/bluemonday"

	"github.com/afterword-app/afterword/backend/retro"
)

// IndexRow is a retrospective in the index of a library.
type IndexRow struct {
	Summary retro.Summary
	// Page and Notes are the files with the document and the recording notes, below the
	// folder of the index; Notes is "" where there are none.
	Page, Notes string
	// Recordings are where the recordings of its debrief are, as people wrote it.
	Recordings []string
}

// indexPolicy also lets links to the pages beside the index through.
var indexPolicy = sync.OnceValue(func() *bluemonday.Policy {
	p := newPolicy(true)
	p.AllowAttrs("href").Matching(regexp.MustCompile(`^retrospectives/[A-Za-z0-9%._~-]+\.html$`)).OnElements("a")
	return p
})

// LibraryIndex writes the page that leads to the pages of all retrospectives, in the order
// in which they are given.
func LibraryIndex(rows []IndexRow, now time.Time) File {
	w := &htmlWriter{live: true}
	w.element("h1", "Retrospectives")
	if len(rows) == 0 {
		w.element("p", "There is none yet.")
	} else {
		w.raw("<table><thead><tr>")
		for _, head := range []string{"Retrospective", "Incident", "Customer impact", "Stage", "Recording"} {
			w.open("th", "scope", "col")
			w.text(head)
			w.close("th")
		}
		w.raw("</tr></thead>\n<tbody>\n")
		for _, row := range rows {
			w.indexRow(row)
		}
		w.raw("</tbody></table>\n")
	}
	return File{
		Name: "index.html", MediaType: "text/html; charset=utf-8",
		Data: aroundPage("Retrospectives", sanitise(w.String(), indexPolicy()).String(), now),
	}
}

func (w *htmlWriter) element(tag, words string) {
	w.open(tag)
	w.text(words)
	w.close(tag)
	w.raw("\n")
}

func (w *htmlWriter) indexRow(row IndexRow) {
	s := row.Summary
	w.raw("<tr><td>")
	w.pageLink(row.Page, retro.FirstOf(cleanLine(s.Title), "untitled"))
	w.raw("</td>")
	incident, impact := "", ""
	if s.IncidentAt != nil {
		incident = day(s.IncidentAt.UTC())
	}
	if s.Impact != nil {
		impact = retro.FormatDuration(*s.Impact)
	}
	for _, words := range []string{incident, impact, stageWords(s.Stages)} {
		w.element("td", words)
	}
	w.raw("<td>")
	if row.Notes != "" {
		w.pageLink(row.Notes, "Recording notes")
	}
	for _, recording := range row.Recordings {
		w.raw("<br>")
		if recording == "" {
			continue
		}
		if address, ok := safeURL(recording); ok {
			w.open("a", "href", address, "rel", "noopener noreferrer")
			w.text(recording)
			w.close("a")
		} else {
			w.text(cleanLine(recording))
		}
	}
	w.raw("</td></tr>\n")
}

func (w *htmlWriter) pageLink(file, words string) {
	w.open("a", "href", path.Dir(file)+"/"+url.PathEscape(path.Base(file)))
	w.text(words)
	w.close("a")
}

// stageWords say how far a retrospective has come.
func stageWords(s retro.Stages) string {
	switch {
	case s.SharedAt != nil && s.SharedIn != "":
		return "Shared on " + day(s.SharedAt.UTC()) + " in " + cleanLine(s.SharedIn)
	case s.SharedAt != nil:
		return "Shared on " + day(s.SharedAt.UTC())
	case s.DebriefAt != nil:
		return "Debriefed on " + day(s.DebriefAt.UTC())
	case s.ResolvedAt != nil:
		return "Under investigation"
	}
	return "Being resolved"
}
