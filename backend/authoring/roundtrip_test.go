package authoring_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// insideDOCX changes the text of a word processor's document.
func insideDOCX(t *testing.T, page string, change func(string) string) string {
	t.Helper()
	archive := must[*zip.Reader](t)(zip.NewReader(strings.NewReader(page), int64(len(page))))
	var out bytes.Buffer
	changed := zip.NewWriter(&out)
	for _, file := range archive.File {
		reader := must[io.ReadCloser](t)(file.Open())
		data := must[[]byte](t)(io.ReadAll(reader))
		if file.Name == "word/document.xml" {
			data = []byte(change(string(data)))
		}
		if _, err := must[io.Writer](t)(changed.Create(file.Name)).Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := changed.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// asText is a page in the form in which its words can be found and edited.
func asText(t *testing.T, page string) string {
	t.Helper()
	if !strings.HasPrefix(page, "PK") {
		return page
	}
	text := ""
	insideDOCX(t, page, func(body string) string { text = body; return body })
	return text
}

// edit makes edits on a page, in whatever form it is. An ellipsis stands for what
// is between a place and the words that follow it and are exchanged.
func edit(t *testing.T, page string, edits [][2]string) string {
	t.Helper()
	change := func(text string) string {
		for _, e := range edits {
			place, words, isApart := strings.Cut(e[0], "…")
			if !isApart {
				text = replace(t, text, e[0], e[1])
				continue
			}
			before, after, _ := strings.Cut(text, place)
			text = before + place + strings.Replace(after, words, e[1], 1)
		}
		return text
	}
	if strings.HasPrefix(page, "PK") {
		return insideDOCX(t, page, change)
	}
	return change(page)
}

// threeEdits are the same three edits in the form of each target: a word, the
// time of an event and the owner of an action item.
func threeEdits() map[string][][2]string {
	prose := [2]string{"steps that none of us had rehearsed", "steps that none of us had tried"}
	return map[string][][2]string{
		"markdown":   {prose, {"| 10:03 | 11:03 |", "| 10:04 | 11:03 |"}, {"five minutes | Priya Nair", "five minutes | Lee Brandt"}},
		"html":       {prose, {`<td><span class="doc-clock">10:03</span>`, `<td><span class="doc-clock">10:04</span>`}, {"five minutes</td><td>Priya Nair", "five minutes</td><td>Lee Brandt"}},
		"confluence": {prose, {"<td>10:03</td>", "<td>10:04</td>"}, {"five minutes</td><td>Priya Nair", "five minutes</td><td>Lee Brandt"}},
		"clipboard":  {prose, {"<td>10:03</td>", "<td>10:04</td>"}, {"five minutes</td><td>Priya Nair", "five minutes</td><td>Lee Brandt"}},
		"docx": {
			prose,
			{`>10:03</w:t></w:r></w:p></w:tc>`, `>10:04</w:t></w:r></w:p></w:tc>`},
			{"five minutes</w:t>…Priya Nair", "Lee Brandt"},
		},
	}
}

// resaved writes a page as another program would that saves it: with the same
// words, and hardly a byte the same.
func resaved(t *testing.T, target, page string) string {
	t.Helper()
	switch target {
	case "markdown":
		return resavedMarkdown(page)
	case "html", "clipboard":
		return resavedHTML(t, page)
	case "confluence":
		return resavedStorage(page)
	}
	return insideDOCX(t, page, resavedDOCX)
}

// resavedMarkdown wraps lines, writes other bullets and pads tables, as editors
// for Markdown do.
func resavedMarkdown(page string) string {
	var out []string
	isCode := false
	for line := range strings.SplitSeq(page, "\n") {
		isCode = isCode != strings.HasPrefix(line, "```")
		switch {
		case isCode, strings.HasPrefix(line, "```"):
		case strings.HasPrefix(line, "- "):
			line = "* " + line[2:]
		case strings.HasPrefix(line, "| ---"):
			line = strings.ReplaceAll(line, "---", ":------")
		case strings.HasPrefix(line, "|"):
			line = strings.ReplaceAll(line, " |", "    |")
		case strings.HasPrefix(line, "#"), strings.HasPrefix(line, " "), strings.HasPrefix(line, ">"), strings.HasPrefix(line, "!"):
		default:
			line = wrapped(line)
		}
		out = append(out, strings.Split(line, "\n")...)
	}
	return strings.Join(out, "\r\n")
}

// wrapped breaks a line where no markup can begin.
func wrapped(line string) string {
	words := strings.Split(line, " ")
	length := 0
	for i := range words {
		length += len(words[i]) + 1
		if length > 72 && i+1 < len(words) && regexp.MustCompile(`^[a-z]+$`).MatchString(words[i+1]) {
			words[i] += "\n"
			length = 0
		}
	}
	return strings.ReplaceAll(strings.Join(words, " "), "\n ", "\n")
}

// resavedHTML parses the page and writes it anew: attributes in another order,
// styles in place of classes, characters as entities, cells as paragraphs.
func resavedHTML(t *testing.T, page string) string {
	t.Helper()
	root := must[*html.Node](t)(html.Parse(strings.NewReader(page)))
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		for i := range n.Attr {
			if n.Attr[i].Key == "class" {
				n.Attr[i] = html.Attribute{Key: "style", Val: "margin: 0px; caret-color: rgb(0, 0, 0)"}
			}
		}
		n.Attr = append(n.Attr, html.Attribute{Key: "data-pm-slice", Val: "0 0 []"})
		slices.Reverse(n.Attr)
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			visit(child)
		}
	}
	visit(root)
	var out strings.Builder
	if err := html.Render(&out, root); err != nil {
		t.Fatal(err)
	}
	return withEntities(out.String())
}

func withEntities(page string) string {
	var out strings.Builder
	for _, r := range page {
		if r > 127 {
			fmt.Fprintf(&out, "&#%d;", r)
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

// resavedStorage adds what a wiki adds to every macro and element.
func resavedStorage(page string) string {
	page = regexp.MustCompile(`<ac:structured-macro ac:name="(\w+)"`).ReplaceAllString(page,
		`<ac:structured-macro ac:schema-version="1" ac:macro-id="6f1c" ac:name="$1"`)
	page = strings.ReplaceAll(page, "<td>", `<td class="confluenceTd" colspan="1">`)
	page = strings.ReplaceAll(page, "<p>", `<p local-id="0f6d">`)
	// What stands in CDATA is not written otherwise: there an entity is none.
	entities := strings.NewReplacer("’", "&rsquo;", "“", "&ldquo;", "”", "&rdquo;", "–", "&ndash;", "…", "&hellip;")
	return regexp.MustCompile(`(?s)<!\[CDATA\[.*?\]\]>|[^<]+`).ReplaceAllStringFunc(page, func(part string) string {
		if strings.HasPrefix(part, "<") {
			return part
		}
		return entities.Replace(part)
	})
}

// resavedDOCX cuts runs into several, as Word does while people type, with its
// marks of revisions and spelling between.
func resavedDOCX(body string) string {
	body = strings.ReplaceAll(body, "<w:p>", `<w:p w:rsidRDefault="00A1" w:rsidR="00A1">`)
	return regexp.MustCompile(`<w:r>(<w:rPr>(?:<w:\w+[^>]*/>)*</w:rPr>)?<w:t xml:space="preserve">(\w+ )([^<]+)</w:t></w:r>`).ReplaceAllString(body,
		`<w:r w:rsidRPr="00B2">$1<w:t xml:space="preserve">$2</w:t></w:r><w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="_x"/>`+
			`<w:r>$1<w:lastRenderedPageBreak/><w:t xml:space="preserve">$3</w:t></w:r><w:bookmarkEnd w:id="0"/>`)
}

// TestRoundTrip exports to each target, edits three places with another program
// and imports: exactly those three changes come back. What the program does to
// the bytes is none.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	want := []string{
		"One person takes the lead; everything goes through #incident-orders: retimed, 1 min later",
		"Resolution: paragraph 3 reworded",
		"An alert when no order was saved for five minutes: re-owned",
	}
	for target, edits := range threeEdits() {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			service, id := told(t)
			page, name := leaveFor(t, service, id, target)
			untouched := comeBack(t, service, id, resaved(t, target, page), name)
			if labels := stepLabels(untouched.Changes); len(labels)+len(untouched.Conflicts)+len(untouched.Notes) > 0 {
				t.Errorf("saved again without an edit: changes %q, conflicts %v, notes %q", labels, untouched.Conflicts, untouched.Notes)
			}
			edited := resaved(t, target, edit(t, page, edits))
			imported := comeBack(t, service, id, edited, name)
			if diff := cmp.Diff(want, stepLabels(imported.Changes)); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			if len(imported.Conflicts) > 0 || len(imported.Notes) > 0 {
				t.Errorf("conflicts %v, notes %q", imported.Conflicts, imported.Notes)
			}
			if words := imported.Changes.Totals.Words; words.Added != 1 || words.Removed != 1 {
				t.Errorf("words %+v, want one exchanged", words)
			}
			if imported.Base.Target != target || imported.Base.ExportedAt == nil {
				t.Errorf("the base is %+v", imported.Base)
			}
			again := comeBack(t, service, id, edited, name)
			if labels := stepLabels(again.Changes); len(labels) > 0 || len(again.Conflicts) > 0 {
				t.Errorf("the same page again changes %q, conflicts %v", labels, again.Conflicts)
			}
		})
	}
}

// leaveFor is leave, or what Copy puts on the clipboard.
func leaveFor(t *testing.T, service *authoring.Service, id retro.RetrospectiveID, target string) (page, name string) {
	t.Helper()
	if target != "clipboard" {
		return leave(t, service, id, target)
	}
	if err := service.Copied(t.Context(), id, "confluence"); err != nil {
		t.Fatal(err)
	}
	return must[authoring.Rendered](t)(service.Render(t.Context(), id, "confluence")).HTML, "pasted.html"
}

// TestImportKeepsQuotationMarks holds that a mark that a program exchanged for a
// typographic one is an edit of its own, and only that.
func TestImportKeepsQuotationMarks(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	page, name := leave(t, service, id, "markdown")
	imported := comeBack(t, service, id, replace(t, page, "“Something went wrong”", `"Something went wrong"`), name)
	if labels := stepLabels(imported.Changes); len(labels) != 1 || !strings.HasPrefix(labels[0], "Impact and Scope: list item") {
		t.Errorf("changes %q, want one list item", labels)
	}
}

// TestImportOfAMuchLongerPage says so, and is no slower than its length.
func TestImportOfAMuchLongerPage(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	page, name := leave(t, service, id, "markdown")
	long := page + "\n## Log\n\n" + strings.Repeat("One more line of a log that somebody pasted into the page by mistake.\n\n", 70_000)
	imported := must[authoring.Imported](t)(service.Import(t.Context(), id, []byte(long), name, authoring.ImportOptions{DryRun: true}))
	if labels := stepLabels(imported.Changes); !slices.Equal(labels, []string{"Log: added"}) {
		t.Errorf("changes %q", labels)
	}
	if len(imported.Notes) != 1 || !strings.Contains(imported.Notes[0], "times as long as what left") {
		t.Errorf("notes %q", imported.Notes)
	}
}

// TestImportRefusesWhatIsTooLarge refuses 50 MB of HTML in words.
func TestImportRefusesWhatIsTooLarge(t *testing.T) {
	t.Parallel()
	service, id := told(t)
	before := contentOf(t, service, id)
	huge := bytes.Repeat([]byte("<p>We had bread and butter and jam on the table.</p>\n"), 1<<20)
	_, err := service.Import(t.Context(), id, huge[:50<<20], "page.html", authoring.ImportOptions{})
	if code := retro.ErrorCode(err); code != retro.CodeInvalid || !strings.Contains(err.Error(), "too large") {
		t.Errorf("code %q (%v), want invalid and too large", code, err)
	}
	if diff := cmp.Diff(before, contentOf(t, service, id)); diff != "" {
		t.Errorf("the content changed:\n%s", diff)
	}
}
