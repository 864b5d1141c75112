package export_test

import (
	"context"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
)

func links() export.Links {
	return export.Links{Asset: func(e retro.Evidence, _ *retro.Region) string { return "/asset/" + string(e.Hash) }}
}

func render(t *testing.T, in export.Input, target string) export.Result {
	t.Helper()
	result, err := export.Render(t.Context(), in, target)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestRender(t *testing.T) {
	t.Parallel()
	for _, target := range export.Targets() {
		t.Run(target.Name, func(t *testing.T) {
			t.Parallel()
			in := story()
			result := render(t, in, target.Name)
			var names []string
			for _, file := range result.Files {
				names = append(names, file.Name+" "+file.MediaType)
				if strings.HasPrefix(file.MediaType, "text/") || strings.Contains(file.MediaType, "/xml") {
					retrotest.Golden(t, strings.ReplaceAll(file.Name, "/", "-"), string(file.Data))
				}
			}
			retrotest.Golden(t, "files", strings.Join(names, "\n")+"\n")
			retrotest.Golden(t, "notes", strings.Join(result.Notes, "\n")+"\n")
			retrotest.Golden(t, "clipboard.html", result.Clipboard.HTML.String())
			retrotest.Golden(t, "clipboard.txt", result.Clipboard.Text)
			preview := export.PreviewResult(result, links())
			retrotest.Golden(t, "preview.html", preview.String())
			if diff := cmp.Diff(result, render(t, story(), target.Name), cmp.AllowUnexported(export.SafeHTML{}), cmpopts.IgnoreUnexported(export.Result{})); diff != "" {
				t.Errorf("the same input gave something else:\n%s", diff)
			}
			for _, file := range result.Files {
				if strings.Contains(string(file.Data), "Never exported.") {
					t.Errorf("%s contains a prompt", file.Name)
				}
			}
		})
	}
}

func TestRenderUnknownTarget(t *testing.T) {
	t.Parallel()
	_, err := export.Render(t.Context(), story(), "slak")
	if code := retro.ErrorCode(err); code != retro.CodeNotFound {
		t.Errorf("code %q, want %q", code, retro.CodeNotFound)
	}
	if hint := retro.ErrorHint(err); !strings.HasPrefix(hint, "did you mean slack?") {
		t.Errorf("hint %q", hint)
	}
}

// ownDrawing is the drawing of the timeline, in Markdown and in the wikis.
var ownDrawing = regexp.MustCompile(`!\[[^\]]*\]\(assets/timeline-1\.png\)|<ac:image[^>]*><ri:attachment ri:filename="timeline-1\.png"/></ac:image>|\[\[File:[^|]*timeline-1\.png\|`)

func TestRenderSaysWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	in := story()
	in.Source = fakeSource{failed: errors.New("bytes are damaged")}
	for _, target := range export.Targets() {
		result := render(t, in, target.Name)
		notes := strings.Join(result.Notes, "\n")
		if !strings.Contains(notes, "The lines of postgres primary, lines 48,120–48,121 could not be read: bytes are damaged.") {
			t.Errorf("%s: notes do not speak of the lines:\n%s", target.Name, notes)
		}
		main := textOf(t, result.Files[0].Data)
		if !strings.Contains(main, "these lines could not be read") || !strings.Contains(main, "Picture: Failed orders per minute") {
			t.Errorf("%s: the document does not say what is missing", target.Name)
		}
		main = ownDrawing.ReplaceAllString(main, "") // it is drawn from the events
		if strings.Contains(main, "<img") || strings.Contains(main, "<ac:image") || strings.Contains(main, "](assets/") || strings.Contains(main, "[[File:") {
			t.Errorf("%s: the document shows a broken picture", target.Name)
		}
	}
}

func TestRenderStopsWithTheContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, target := range export.Targets() {
		if _, err := export.Render(ctx, story(), target.Name); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error %v, want context.Canceled", target.Name, err)
		}
	}
}

func TestRenderEmptyContent(t *testing.T) {
	t.Parallel()
	for _, target := range export.Targets() {
		t.Run(target.Name, func(t *testing.T) {
			t.Parallel()
			in := export.Input{Source: fakeSource{}, Now: at("16:00:00")}
			for _, block := range retro.LiveBlocks() {
				in.Content.Sections = append(in.Content.Sections, retro.Section{Heading: string(block), Block: block})
			}
			in.Content.Sections = append(in.Content.Sections, retro.Section{})
			result := render(t, in, target.Name)
			retrotest.Golden(t, "main", textOf(t, result.Files[0].Data))
		})
	}
}

// TestConfluenceIsWellFormed reads the storage format as strictly as the wiki
// does, and checks what XML alone does not.
func TestConfluenceIsWellFormed(t *testing.T) {
	t.Parallel()
	var pages strings.Builder
	pages.Write(render(t, story(), "confluence").Files[0].Data)
	for name, extra := range markdownCases() {
		in := story()
		in.Content.Sections[1].Body = extra
		page := render(t, in, "confluence").Files[0].Data
		pages.Write(page)
		checkStorage(t, name, string(page))
	}
	for _, want := range []string{`ac:name="code"`, `ac:name="status"`, "<ac:task-list>", "<ri:attachment", `ac:name="note"`, "]]]]><![CDATA[>"} {
		if !strings.Contains(pages.String(), want) {
			t.Errorf("no page has %s", want)
		}
	}
}

func checkStorage(t *testing.T, name, page string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(`<page xmlns:ac="ac" xmlns:ri="ri">` + page + `</page>`))
	taskIDs := map[string]bool{}
	var path []string
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			path = append(path, token.Name.Local)
			parents := strings.Join(path, "/")
			if token.Name.Local == "plain-text-body" && (strings.Contains(parents, "task-body/") || strings.Contains(parents, "blockquote/")) {
				t.Errorf("%s: a code macro in a task or quotation: %s", name, parents)
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if path[len(path)-1] == "task-id" {
				if id := string(token); taskIDs[id] {
					t.Errorf("%s: task-id %s occurs twice", name, id)
				} else {
					taskIDs[id] = true
				}
			}
		}
	}
}

func TestSlackMessagesFit(t *testing.T) {
	t.Parallel()
	in := story()
	long := strings.Repeat("Every order that was placed in this hour & minute was kept <safe>. ", 500)
	in.Content.Sections[1].Body = long + "\n\n```\n" + strings.Repeat("a line of code\n", 3000) + "```\n\n" + strings.Repeat("x", 40000) +
		"\n\n" + strings.Repeat("- item 🎉\n", 2500)
	result := render(t, in, "slack")
	if len(result.Files) < 8 {
		t.Errorf("%d messages, want at least 8", len(result.Files))
	}
	code := map[string]int{} // lines, by the kind of file
	for _, file := range result.Files {
		text := string(file.Data)
		if units := len(utf16.Encode([]rune(text))); units > 12000 {
			t.Errorf("%s has %d characters, want at most 12,000", file.Name, units)
		}
		if strings.Count(text, "```")%2 != 0 {
			t.Errorf("%s ends inside a block of code", file.Name)
		}
		if strings.HasSuffix(strings.TrimSpace(text), "*Resolution*") {
			t.Errorf("%s ends with a heading", file.Name)
		}
		if strings.Contains(text, "\uE000") {
			t.Errorf("%s has a mark left over", file.Name)
		}
		code[path.Ext(file.Name)] += strings.Count(text, "a line of code")
	}
	if diff := cmp.Diff(map[string]int{".txt": 3000, ".mrkdwn": 3000}, code); diff != "" {
		t.Errorf("lines of code that arrived (-want +got):\n%s", diff)
	}
}

func TestPictureIsScaledDown(t *testing.T) {
	t.Parallel()
	for given, want := range map[int]int{2400: 1600, 1600: 1600, 320: 320} {
		in := story()
		in.Source = fakeSource{width: given}
		_, rest, found := strings.Cut(string(render(t, in, "html").Files[0].Data), `<img src="data:image/png;base64,`)
		encoded, _, _ := strings.Cut(rest, `"`)
		if !found {
			t.Fatal("the page has no picture")
		}
		config, err := png.DecodeConfig(base64.NewDecoder(base64.StdEncoding, strings.NewReader(encoded)))
		if err != nil {
			t.Fatal(err)
		}
		if config.Width != want || config.Height != want/2 {
			t.Errorf("%d pixels across became %dx%d, want %dx%d", given, config.Width, config.Height, want, want/2)
		}
	}
}
