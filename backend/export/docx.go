package export

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// docxType is the media type of a word processor's document.
const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// writeDOCX writes a document for word processors: a zip file of XML parts, of
// which docx_parts.go holds those that are always the same. Headings, lists,
// tables and code have the styles that Word itself has for them, so that they are
// still known when the page comes back. Source: ECMA-376, Office Open XML, part 1.
func writeDOCX(doc *document, now time.Time) Result {
	w := &docxWriter{}
	w.paragraph("Title", func() { w.run(doc.title, runStyle{}) })
	if subtitle := doc.subtitle(); subtitle != "" {
		w.paragraph("Subtitle", func() { w.run(subtitle, runStyle{}) })
	}
	for _, f := range doc.factsBelow() {
		w.paragraph("Fact", func() {
			w.run(f.label+":", runStyle{bold: true})
			w.run(" "+f.value, runStyle{})
		})
	}
	for _, s := range doc.sections {
		w.paragraph("Heading1", func() { w.run(s.heading, runStyle{}) })
		w.blocks(s.blocks)
	}
	return Result{Files: []File{{Name: "retrospective.docx", MediaType: docxType, Data: w.pack(doc.title, now)}}}
}

// docxWriter writes the body and remembers what it refers to.
type docxWriter struct {
	body strings.Builder
	// relations are what the body refers to by id: links, and pictures.
	relations []relation
	media     []*picture
	ids       map[string]string // of pictures by their key, and of links
	numbered  []numbering       // lists that count
	drawings  int
	inCell    int // how wide the cell is that is written, 0 outside
}

type relation struct{ id, kind, target string }

// numbering is a list that counts, at a depth from 0.
type numbering struct{ depth, start int }

func (w *docxWriter) raw(parts ...string) {
	for _, part := range parts {
		w.body.WriteString(part)
	}
}

// relate returns the id of what the body refers to.
func (w *docxWriter) relate(kind, target string) string {
	key := kind + " " + target
	if w.ids == nil {
		w.ids = map[string]string{}
	}
	if w.ids[key] == "" {
		w.ids[key] = fmt.Sprintf("rId%d", len(w.relations)+4) // after the styles, the lists and the footer
		w.relations = append(w.relations, relation{w.ids[key], kind, target})
	}
	return w.ids[key]
}

// pack puts the parts into one file.
func (w *docxWriter) pack(title string, now time.Time) []byte {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	add := func(name string, data []byte) {
		// Nothing can fail while writing to memory. Pictures are compressed already.
		method := zip.Deflate
		if strings.HasPrefix(name, "word/media/") {
			method = zip.Store
		}
		if part, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: method}); err == nil {
			_, _ = part.Write(data)
		}
	}
	add("[Content_Types].xml", []byte(docxContentTypes))
	add("_rels/.rels", []byte(docxRelations))
	add("docProps/core.xml", fmt.Appendf(nil, docxCore, xmlText(title), now.UTC().Format(time.RFC3339)))
	add("word/document.xml", []byte(docxHead+w.body.String()+docxTail))
	add("word/_rels/document.xml.rels", []byte(w.relationships()))
	add("word/styles.xml", []byte(docxStyles))
	add("word/numbering.xml", []byte(w.numberings()))
	add("word/footer.xml", fmt.Appendf(nil, docxFooter, xmlText(title)))
	for i, p := range w.media {
		name, data := docxPicture(i, p)
		add("word/"+name, data)
	}
	_ = archive.Close()
	return out.Bytes()
}

func (w *docxWriter) relationships() string {
	var out strings.Builder
	out.WriteString(docxRelationsHead)
	for _, r := range w.relations {
		mode := ""
		if r.kind == "hyperlink" {
			mode = ` TargetMode="External"`
		}
		fmt.Fprintf(&out, `<Relationship Id="%s" Type="%s/%s" Target="%s"%s/>`, r.id, docxOffice, r.kind, xmlText(r.target), mode)
	}
	out.WriteString("</Relationships>")
	return out.String()
}

// numberings defines bullets as list 1, and each list that counts as one of its
// own, so that it begins anew.
func (w *docxWriter) numberings() string {
	var out strings.Builder
	out.WriteString(docxNumberingHead)
	for number, bullets := range []bool{true, false} {
		fmt.Fprintf(&out, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="hybridMultilevel"/>`, number)
		for level := range docxLevels {
			format, text := "decimal", fmt.Sprintf("%%%d.", level+1)
			if bullets {
				format, text = "bullet", [...]string{"•", "◦", "▪"}[level%3]
			}
			fmt.Fprintf(&out, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/>`+
				`<w:pPr><w:ind w:left="%d" w:hanging="360"/></w:pPr></w:lvl>`, level, format, text, docxIndent*(level+1))
		}
		out.WriteString(`</w:abstractNum>`)
	}
	out.WriteString(`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	for i, list := range w.numbered {
		fmt.Fprintf(&out, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`,
			i+2, list.depth, list.start)
	}
	out.WriteString(`</w:numbering>`)
	return out.String()
}

// xmlText escapes text for an element or an attribute.
func xmlText(s string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(s)) // writing to memory does not fail
	return out.String()
}
