package export

import (
	"strconv"
	"strings"
)

// The parts of a word processor's document that are always the same.

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	docxOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	docxMain   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	docxDraw   = "http://schemas.openxmlformats.org/drawingml/2006"
	docxPack   = "http://schemas.openxmlformats.org/package/2006"
	docxKind   = "application/vnd.openxmlformats-officedocument.wordprocessingml"
)

const docxContentTypes = xmlHead + `<Types xmlns="` + docxPack + `/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Default Extension="png" ContentType="image/png"/><Default Extension="jpg" ContentType="image/jpeg"/><Default Extension="gif" ContentType="image/gif"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + docxKind + `.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + docxKind + `.styles+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="` + docxKind + `.numbering+xml"/>` +
	`<Override PartName="/word/footer.xml" ContentType="` + docxKind + `.footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const docxRelations = xmlHead + `<Relationships xmlns="` + docxPack + `/relationships">` +
	`<Relationship Id="rId1" Type="` + docxOffice + `/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="` + docxPack + `/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const docxRelationsHead = xmlHead + `<Relationships xmlns="` + docxPack + `/relationships">` +
	`<Relationship Id="rId1" Type="` + docxOffice + `/styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="` + docxOffice + `/numbering" Target="numbering.xml"/>` +
	`<Relationship Id="rId3" Type="` + docxOffice + `/footer" Target="footer.xml"/>`

// docxCore takes the title and the time of the export.
const docxCore = xmlHead + `<cp:coreProperties xmlns:cp="` + docxPack + `/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
	`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
	`<dc:title>%s</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created></cp:coreProperties>`

const docxHead = xmlHead + `<w:document xmlns:w="` + docxMain + `" xmlns:r="` + docxOffice + `" xmlns:wp="` + docxDraw + `/wordprocessingDrawing" ` +
	`xmlns:a="` + docxDraw + `/main" xmlns:pic="` + docxDraw + `/picture"><w:body>`

// docxTail ends the body with its page: A4 with margins of 2 cm, and a footer.
const docxTail = `<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>` +
	`</w:body></w:document>`

// docxFooter takes the title, which stands before the number of the page at the right.
const docxFooter = xmlHead + `<w:ftr xmlns:w="` + docxMain + `"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>` +
	`<w:r><w:t>%s</w:t></w:r><w:r><w:tab/></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>` +
	`<w:r><w:t xml:space="preserve"> of </w:t></w:r><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>`

// docxDrawing takes width and height, number, number, caption, number, name of
// the file, id of the relation, width and height.
const docxDrawing = `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/>` +
	`<wp:docPr id="%d" name="Picture %d" descr="%s"/><a:graphic><a:graphicData uri="` + docxDraw + `/picture"><pic:pic>` +
	`<pic:nvPicPr><pic:cNvPr id="%d" name="%s"/><pic:cNvPicPr/></pic:nvPicPr>` +
	`<pic:blipFill><a:blip r:embed="%s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
	`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
	`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`

const docxNumberingHead = xmlHead + `<w:numbering xmlns:w="` + docxMain + `">`

// docxStyles are the styles, of sizes in half points.
var docxStyles = xmlHead + `<w:styles xmlns:w="` + docxMain + `"><w:docDefaults><w:rPrDefault><w:rPr>` +
	`<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault>` +
	`<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	docxStyle("Normal", "Normal", "", "", ` w:default="1"`) +
	docxStyle("Title", "Title", `<w:spacing w:after="60"/>`, `<w:b/><w:sz w:val="44"/>`, "") +
	docxStyle("Subtitle", "Subtitle", `<w:spacing w:after="240"/>`, `<w:color w:val="595959"/>`, "") +
	docxStyle("Footer", "footer", `<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs><w:spacing w:after="0"/>`, `<w:color w:val="595959"/><w:sz w:val="18"/>`, "") +
	docxStyle("Fact", "Fact", `<w:spacing w:after="40"/>`, "", "") +
	docxHeadings() +
	docxStyle("ListParagraph", "List Paragraph", `<w:contextualSpacing/>`, "", "") +
	docxStyle("Quote", "Quote", `<w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="BFBFBF"/></w:pBdr><w:ind w:left="360"/>`, "", "") +
	docxStyle("DefinitionTerm", "Definition Term", `<w:keepNext/><w:spacing w:after="0"/>`, `<w:b/>`, "") +
	docxStyle("Definition", "Definition", `<w:ind w:left="360"/>`, "", "") +
	docxStyle("Code", "Code", `<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>`, docxMono+`<w:sz w:val="18"/>`, "") +
	docxStyle("Caption", "caption", `<w:spacing w:before="60" w:after="200"/>`, `<w:color w:val="595959"/><w:sz w:val="19"/>`, "") +
	docxStyle("TableCaption", "Table Caption", `<w:spacing w:before="20" w:after="60" w:line="240" w:lineRule="auto"/>`, `<w:color w:val="595959"/><w:sz w:val="18"/>`, "") +
	docxStyle("TableText", "Table Text", `<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>`, `<w:sz w:val="20"/>`, "") +
	docxStyle("TableHead", "Table Head", `<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>`, `<w:b/><w:sz w:val="20"/>`, "") +
	`<w:style w:type="character" w:styleId="InlineCode"><w:name w:val="Inline Code"/><w:rPr>` + docxMono + `<w:sz w:val="20"/></w:rPr></w:style>` +
	`<w:style w:type="character" w:styleId="Label"><w:name w:val="Label"/><w:rPr><w:color w:val="444444"/><w:sz w:val="18"/><w:shd w:val="clear" w:color="auto" w:fill="E7E9EC"/></w:rPr></w:style>` +
	`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>` +
	`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>` + docxBorders() + `</w:tblBorders>` +
	`<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`

const docxMono = `<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>`

func docxStyle(id, name, paragraph, run, more string) string {
	return `<w:style w:type="paragraph" w:styleId="` + id + `"` + more + `><w:name w:val="` + name + `"/><w:qFormat/>` +
		`<w:pPr>` + paragraph + `</w:pPr><w:rPr>` + run + `</w:rPr></w:style>`
}

// docxHeadings gives headings the outline levels by which word processors build a
// table of contents.
func docxHeadings() string {
	var out strings.Builder
	for i, size := range []int{32, 26, 24, 22, 22} {
		level := strconv.Itoa(i + 1)
		out.WriteString(docxStyle("Heading"+level, "heading "+level,
			`<w:keepNext/><w:spacing w:before="`+strconv.Itoa(360-60*i)+`" w:after="80"/><w:outlineLvl w:val="`+strconv.Itoa(i)+`"/>`,
			`<w:b/><w:sz w:val="`+strconv.Itoa(size)+`"/>`, ""))
	}
	return out.String()
}

func docxBorders() string {
	var out strings.Builder
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		out.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>`)
	}
	return out.String()
}
