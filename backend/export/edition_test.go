package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// What is planted into every text of a retrospective. Each of them is withheld from clients,
// and those of people from the company.
const (
	plantedPeople = "Zqxjan Vbnmer-Wrtz asked @Zqxjan; the Kfjqx team and Hgtrq Ops said so, Zqxjan’s way."
	plantedHouse  = " See https://wiki.zqhouse.internal/runbook?a=(b), [the board](https://zqhouse.example/d/1 \"zqhouse\"), <https://zqhouse.example/x>, " +
		"`curl https://zqhouse.example/y`, www.zqhouse.example/z, mail zqhouse@zqhouse.example, ![shot](evidence/00000000graph), [Zqlabel one](evidence/0000000000log#L4-L5)."
)

// planted is a story in which every text of every list says what is to be withheld.
func planted(t *testing.T) export.Input {
	t.Helper()
	in := story()
	c := &in.Content
	for _, of := range retro.Tables() {
		c.Tables = c.Tables.With(of.Noun, []retro.Row{{ID: "r1", Cells: map[string]string{of.Columns[0].Name: "First"}}, {ID: "r2", Cells: map[string]string{of.Columns[0].Name: "Second"}}})
	}
	for _, block := range retro.LiveBlocks() {
		c.Sections = append(c.Sections, retro.Section{ID: retro.SectionID("b-" + block), Heading: "Shows " + string(block), Body: "{{" + string(block) + "}}\n\nText.\n"})
	}
	c.Questions = []retro.Question{{ID: "q", Number: 1, Text: "Who?", State: retro.QuestionOpen}}
	c.Answers = []retro.Answer{{ID: "w", Question: "q", Text: "We."}}
	c.Debrief.Notes = []retro.Note{{ID: "n", Kind: retro.NoteDecision, Text: "Decided."}}
	for list := range retro.AllLists().All() {
		records := list.Records(c)
		put := make([]retro.Record, len(records))
		for i, record := range records {
			put[i] = list.Clone(record)
			for _, field := range list.Fields {
				if field.Kind == retro.FieldValue || !field.IsText() {
					continue
				}
				said := field.Write(put[i], retro.Names{}) + " " + plantedPeople + plantedHouse
				data, err := json.Marshal(said)
				if err != nil {
					t.Fatal(err)
				}
				if err := field.SetJSON(put[i], data); err != nil {
					t.Fatalf("%s of a %s: %v", field.Name, list.One, err)
				}
			}
		}
		list.Put(c, put)
	}
	c.Participants = append(c.Participants,
		retro.Participant{ID: "z1", Name: "Zqxjan Vbnmer-Wrtz", Roles: []retro.Role{retro.RoleResponder}, Department: "Kfjqx"},
		retro.Participant{ID: "z2", Name: "vblower", Department: "Hgtrq Ops"})
	for i := range c.Events {
		c.Events[i].Actor = retro.Actor{Role: "Kfjqx", Name: "vblower"}
		c.Events[i].Feelings = []retro.Feeling{{Who: "Zqxjan", Mood: retro.MoodLow, Words: "zqhouse was down"}}
	}
	for i := range c.ActionItems {
		c.ActionItems[i].Owner, c.ActionItems[i].Ticket = "Kfjqx", "ZQHOUSE-12"
	}
	for i := range c.Evidence {
		c.Evidence[i].Label, c.Evidence[i].FileName = "Zqlabel", "zqhouse.log"
	}
	c.Sections = append(c.Sections,
		retro.Section{ID: "h", Heading: "Zqhidden", Body: "zqhidden", Hidden: retro.HiddenByHand},
		retro.Section{ID: "u", Heading: "Zqunspoken", Body: "zqunspoken", Role: retro.SectionUnspoken})
	c.Private = []retro.PrivateNote{{ID: "x", Text: "zqprivate"}}
	source, ok := in.Source.(fakeSource)
	if !ok {
		t.Fatal("another source")
	}
	for n, line := range source.lines {
		line.Text += " zqline"
		source.lines[n] = line
	}
	return in
}

// unpacked is all that a file says, in small letters.
func unpacked(t *testing.T, data []byte) string {
	t.Helper()
	var said strings.Builder
	said.Write(data)
	if archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil {
		for _, file := range archive.File {
			opened, err := file.Open()
			if err != nil {
				t.Fatal(err)
			}
			inside, err := io.ReadAll(opened)
			if err != nil {
				t.Fatal(err)
			}
			said.WriteString(file.Name)
			said.Write(inside)
		}
	}
	return strings.ToLower(said.String())
}

// TestEditionsLeak plants what is to be withheld into every text that there is, and finds
// none of it in any target, nor in what is copied or looked at.
func TestEditionsLeak(t *testing.T) {
	t.Parallel()
	people := []string{"zqxjan", "vbnmer", "wrtz", "kfjqx", "hgtrq", "vblower"}
	for edition, withheld := range map[retro.Edition][]string{
		retro.EditionTeam:    {"zqhidden", "zqprivate"},
		retro.EditionCompany: append([]string{"zqhidden", "zqprivate"}, people...),
		retro.EditionPublic:  append([]string{"zqhidden", "zqunspoken", "zqprivate", "zqhouse", "zqlabel", "zqline"}, people...),
	} {
		for _, short := range []bool{false, true} {
			in := planted(t)
			in.Content, _ = in.Content.For(edition, retro.AllLists())
			in.Edition, in.Short = edition, short
			for _, target := range export.Targets() {
				result, err := export.Render(t.Context(), in, target.Name)
				if err != nil {
					t.Fatal(err)
				}
				said := map[string]string{
					"what is copied":    strings.ToLower(result.Clipboard.Text + result.Clipboard.HTML.String()),
					"what is looked at": strings.ToLower(export.PreviewResult(result, export.Links{}).String()),
				}
				for _, file := range result.Files {
					said[file.Name] = strings.ToLower(file.Name) + unpacked(t, file.Data)
				}
				for where, words := range said {
					for _, secret := range withheld {
						if at := strings.Index(words, secret); at >= 0 {
							t.Errorf("%s, %s (short: %t): %s says %q: …%s…", edition, target.Name, short, where, secret, words[max(0, at-80):min(len(words), at+60)])
						}
					}
				}
				if edition == retro.EditionPublic && !short && !strings.Contains(said[result.Files[0].Name], "no customer can place an order") && target.Name != "docx" {
					t.Errorf("%s: an event of the business is missing", target.Name)
				}
			}
		}
	}
}
