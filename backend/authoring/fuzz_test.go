package authoring_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/wiki"
)

// word is what a reader would miss.
var word = regexp.MustCompile(`[\p{L}\p{N}]{3,}`)

// said is every word that a content, its conflicts and the notes say.
func said(imported authoring.Imported) map[string]bool {
	all := map[string]bool{}
	say := func(texts ...string) {
		for _, text := range texts {
			for _, w := range word.FindAllString(markdown.PlainText(text)+" "+text, -1) {
				all[strings.ToLower(w)] = true
			}
		}
	}
	c := imported.Edited.Content
	say(c.Title)
	for _, section := range c.Sections {
		say(section.Heading, section.Body)
	}
	for _, e := range c.Events {
		say(e.Title, e.Body, string(e.Kind), e.At.Format(nil))
	}
	for _, f := range c.Factors {
		say(f.Title, f.Body, string(f.Confidence))
	}
	for _, a := range c.ActionItems {
		say(a.Title, a.Body, a.Owner, string(a.State), a.Ticket, a.Reason)
	}
	for _, conflict := range imported.Conflicts {
		say(conflict.Title, conflict.Mine, conflict.Theirs)
	}
	say(imported.Notes...)
	return all
}

// FuzzImportLosesNoText takes in pages that are anything: every word that was not
// on the page when it left is afterwards in the retrospective, in a conflict or in
// a note.
func FuzzImportLosesNoText(f *testing.F) {
	f.Add("A new sentence.", "## Trigger", uint8(0))
	f.Add("\n\n### A factor `likely`\n\nIts body.\n\n- [ ] task\n", "Second paragraph", uint8(1))
	f.Add("| 10:05 | decision | **Nobody deploys** |\n", "| 10:02 | detection |", uint8(2))
	f.Add("```\ncode that stays\n```\n", "The pool", uint8(1))
	f.Add("| Tell them | Ana | do now | OPS-1 |\n", "| Rehearse", uint8(0))
	f.Add("> a quotation\n\n1. one\n2. two\n", "Second", uint8(2))
	f.Fuzz(func(t *testing.T, text, place string, how uint8) {
		if len(text) > 4<<10 || strings.ContainsRune(text, 0) {
			return
		}
		service := openService(t)
		workspace := must[authoring.Workspace](t)(service.Create(t.Context(), "Outage", ""))
		id := workspace.ID
		first := workspace.Content.Sections[0]
		must[authoring.Edited](t)(service.SaveSection(t.Context(), id, first.ID, "The pool ran out.\n\nSecond paragraph of it.\n"))
		at := must[retro.Instant](t)(retro.ParseInstant("2025-11-14 10:02", nil))
		must[authoring.WithEvent](t)(service.AddEvent(t.Context(), id, retro.Event{At: at, Kind: retro.KindDetection, Title: "The first order fails"}))
		page, name := leave(t, service, id, "markdown")
		before := map[string]bool{}
		for _, w := range word.FindAllString(page, -1) {
			before[strings.ToLower(w)] = true
		}
		// Something else was written here meanwhile, so that there are conflicts.
		must[authoring.Edited](t)(service.SaveSection(t.Context(), id, first.ID, "The pool of connections ran out.\n\nSecond paragraph of it.\n"))
		cut := strings.Index(page, place)
		if cut < 0 {
			cut = len(page)
		}
		edited := page[:cut] + text + page[cut:]
		switch how % 3 {
		case 1:
			edited = page[:cut] + text + page[min(len(page), cut+len(place)):]
		case 2:
			edited = strings.Replace(page, "The pool", text+" pool", 1)
		}
		imported, err := service.Import(t.Context(), id, []byte(edited), name, authoring.ImportOptions{})
		if err != nil {
			return // refused in words, and nothing changed
		}
		known := said(imported)
		for _, b := range must[wiki.Page](t)(wiki.Read([]byte(edited), name)).Blocks {
			for _, w := range word.FindAllString(markdown.PlainText(b.Markdown), -1) {
				if w = strings.ToLower(w); !known[w] && !before[w] {
					t.Fatalf("%q is lost; the page was\n%s", w, edited)
				}
			}
		}
	})
}
