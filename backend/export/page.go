package export

import (
	"crypto/sha256"
	_ "embed" // holds the page's style
	"encoding/base64"
	"html"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

//go:embed page.css
var pageStyle string

// writePage writes one HTML file that needs nothing beside it: style and
// pictures are inside, and its own security policy forbids everything else,
// scripts and requests above all.
func writePage(doc *document, now time.Time) Result {
	w := &htmlWriter{live: true, source: pagePath(doc), known: slices.Clone(doc.known), listed: maps.Clone(doc.listed)}
	w.pageBody(doc)
	body := w.withDrawings(sanitise(w.String(), pagePolicy)).String()
	page := aroundPage(doc.title, withPictures(body, doc), now)
	return Result{
		Files:     []File{{Name: retro.FileName(doc.title, "retrospective") + ".html", MediaType: "text/html; charset=utf-8", Data: page}},
		Clipboard: richText(doc.explained()),
	}
}

// aroundPage puts a sanitised body into a file that needs nothing beside it.
func aroundPage(title, body string, now time.Time) []byte {
	style := sha256.Sum256([]byte(pageStyle))
	policy := "default-src 'none'; img-src data:; style-src 'sha256-" + base64.StdEncoding.EncodeToString(style[:]) +
		"'; base-uri 'none'; form-action 'none'"
	var page strings.Builder
	for _, part := range []string{
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
		"<meta http-equiv=\"Content-Security-Policy\" content=\"", policy, "\">\n",
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
		"<meta name=\"referrer\" content=\"no-referrer\">\n",
		"<meta name=\"generator\" content=\"Afterword\">\n",
		"<title>", html.EscapeString(title), "</title>\n",
		"<style>", pageStyle, "</style>\n</head>\n<body>\n<main>\n",
		body,
		"</main>\n<footer>Exported from Afterword on ", day(now.UTC()), ".</footer>\n</body>\n</html>\n",
	} {
		page.WriteString(part)
	}
	return []byte(page.String())
}

func (w *htmlWriter) pageBody(doc *document) {
	w.head(doc)
	if facts := doc.factsBelow(); len(facts) > 0 {
		w.open("dl", "class", "doc-facts")
		for _, f := range facts {
			w.raw("<div>")
			w.open("dt")
			w.text(f.label)
			w.close("dt")
			w.open("dd")
			w.text(f.value)
			w.close("dd")
			w.raw("</div>")
		}
		w.close("dl")
		w.raw("\n")
	}
	for _, s := range doc.sections {
		w.section(s)
	}
}

// pagePath gives each loaded picture a path that passes the policy, which
// withPictures exchanges for the bytes afterwards: the sanitiser need not carry
// megabytes, nor let data URLs through.
func pagePath(doc *document) func(*picture) string {
	paths := map[string]string{}
	for i, p := range doc.pictures {
		paths[p.name] = picturePath(i)
	}
	return func(p *picture) string { return paths[p.name] }
}

func picturePath(index int) string { return "/asset/" + strconv.Itoa(index) }

// withPictures puts the bytes of the pictures into a sanitised body. The
// replaced text can only be where htmlWriter wrote an <img>: everywhere
// else "<" is escaped.
func withPictures(body string, doc *document) string {
	var pairs []string
	for i, p := range doc.pictures {
		pairs = append(pairs, `<img src="`+picturePath(i)+`"`, `<img src="`+p.dataURL()+`"`)
	}
	return strings.NewReplacer(pairs...).Replace(body)
}

// richText is the document for the clipboard: structure only, which is what
// wikis and word processors keep of a paste. Pictures do not survive one, so
// their captions stand in their place.
func richText(doc *document) Clipboard {
	w := &htmlWriter{live: true, plain: true, source: func(*picture) string { return "" }}
	w.document(doc)
	return Clipboard{
		HTML: sanitise(w.String(), pagePolicy),
		Text: markdownText(doc, func(*picture) string { return "" }),
	}
}
