package authoring_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/debrief"
	"github.com/afterword-app/afterword/backend/retro"
)

// shownBlocks is a library whose one retrospective has something in every list, of which
// no two things say the same, and whose section "Mechanism" alone shows any of it.
func shownBlocks(t *testing.T) (library []byte, id retro.RetrospectiveID) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "afterword.db")
	service, db := openLibraryAt(t, path, begun)
	ctx := t.Context()
	id = begin(t, service)
	for _, section := range contentOf(t, service, id).Sections {
		section.Block = retro.BlockNone
		must[authoring.Edited](t)(service.UpdateSection(ctx, id, section))
	}
	must[authoring.Edited](t)(service.AddSection(ctx, id, retro.Section{Heading: "Mechanism"}, ""))
	at := func(text string) retro.Instant {
		return must[retro.Instant](t)(retro.ParseInstant("2026-03-14 "+text, time.UTC))
	}
	until := func(text string) *retro.Instant { instant := at(text); return &instant }
	pictures := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{
		file("cliff.png", whitePNG(t)), file("calm.png", append(whitePNG(t), 0)), file("late.png", append(whitePNG(t), 0, 0)),
		file("orders.log", []byte("2026-03-14T10:03:00Z queue at 900\n2026-03-14T10:04:00Z queue at 950\n")),
	}, nil)).Evidence
	for i, said := range []struct{ caption, at string }{{"Orders fall", "10:05"}, {"Memory stays calm", ""}, {"Mail piles up", "11:40"}} {
		content := contentOf(t, service, id)
		picture := *content.FindEvidence(pictures[i])
		picture.Caption = said.caption
		if said.at != "" {
			picture.ShownAt = until(said.at)
		}
		must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, picture))
	}
	cited := []retro.Citation{{Evidence: pictures[3], FromLine: 1, ToLine: 2}}
	var whole retro.EventID
	for _, event := range []retro.Event{
		{At: at("09:50"), Kind: retro.KindChange, Title: "The parser is raised"},
		{At: at("10:00"), Kind: retro.KindTrigger, Title: "The queue fills", Body: "Slowly at *first*.\n\nThen fast:\n\n- orders *before* mail\n- mail before all else\n", DiveIn: true, Citations: cited},
		{At: at("10:02"), End: until("11:24"), Kind: retro.KindImpact, Title: "Orders are lost", Feelings: []retro.Feeling{{Who: "Support", Mood: retro.MoodLow}}},
		{At: at("10:20"), Kind: retro.KindDetection, Title: "A customer calls", Actor: retro.Actor{Role: "Support", Name: "Dana"}, DiveIn: true},
		{At: at("10:30"), Kind: retro.KindDiagnosis, Title: "The key has ended", Interpretation: true, KnownAt: until("12:10"), Actor: retro.Actor{Name: "Lee"}},
		{At: at("11:24"), Kind: retro.KindResolution, Title: "The key is widened", Actor: retro.Actor{Role: "Build team"}},
	} {
		if event.Kind == retro.KindDetection {
			event.Within = whole
		}
		added := must[authoring.WithEvent](t)(service.AddEvent(ctx, id, event))
		if event.Kind == retro.KindImpact {
			whole = added.Event
		}
	}
	must[authoring.Edited](t)(service.SaveFactors(ctx, id, []retro.Factor{
		{Title: "Keys were integers", Body: "Since the *beginning*.\n\n- On disk\n- In memory\n", Confidence: retro.ConfidenceKnown, Citations: cited},
		{Title: "Nobody watched it", Confidence: retro.ConfidenceLikely},
		{Title: "Fridays are full", Body: "As we say.\n", Confidence: retro.ConfidenceSpeculation},
	}))
	must[authoring.Edited](t)(service.AddActionItems(ctx, id, "Watch the key\nWiden all keys\nRehearse a restore\nLeave it alone\nPaint the door\nThink about it\n"))
	for i, item := range contentOf(t, service, id).ActionItems {
		item.State = []retro.ActionState{retro.ActionDoNow, retro.ActionBigBet, retro.ActionDone, retro.ActionWont, retro.ActionIfTime, retro.ActionRemediation}[i]
		item.Owner = []string{"Priya", "Build team, Ana", "Kim", "", "Eve", "Sam"}[i]
		item.Ticket = []string{"OPS-1", "https://tickets.example/OPS-2", "", "", "", ""}[i]
		item.Due = []retro.Date{"2026-04-01", "", "2026-03-20", "", "", ""}[i]
		item.Body = []string{"With an alarm at half.\n", "", "", "", "In blue.\n", ""}[i]
		item.Reason = []string{"", "", "", "It costs more than it saves", "", ""}[i]
		must[authoring.Edited](t)(service.UpdateActionItem(ctx, id, item))
	}
	must[authoring.Edited](t)(service.SaveParticipants(ctx, id, []retro.Participant{
		{Name: "Dana Ito", Roles: []retro.Role{retro.RoleLead}, Department: "Support desk", Why: "took the call"},
		{Name: "Lee Brandt", Roles: []retro.Role{retro.RoleResponder, "note taker"}},
	}))
	for _, question := range []retro.Question{{Text: "Who knew of the key?", For: "Storage team"}, {Text: "Was it seen on Friday?", For: "Noor"}} {
		must[authoring.Edited](t)(service.Ask(ctx, id, question))
	}
	must[authoring.Edited](t)(service.Answer(ctx, id, []debrief.Landing{{Question: contentOf(t, service, id).Questions[0].ID, Who: "Ravi", Text: "Nobody that I asked"}}))
	must[authoring.Edited](t)(service.StartDebrief(ctx, id))
	for _, text := range []string{"Freeze the *schema*", "Tell the shops"} {
		must[authoring.Edited](t)(service.AddNote(ctx, id, authoring.Noted{Kind: retro.NoteDecision, Text: text}))
	}
	for _, of := range retro.Tables() {
		for row := range 2 {
			cells := map[string]string{}
			for i, column := range of.Columns {
				switch {
				case column.IsDay:
					cells[column.Name] = fmt.Sprintf("2026-0%d-1%d", row+1, i)
				case column.Choices != nil:
					cells[column.Name] = column.Choices[row]
				case column.Name == "address":
					cells[column.Name] = fmt.Sprintf("https://example.com/%d", row)
				default:
					cells[column.Name] = fmt.Sprintf("%s %s no. %d", of.One, column.Name, row)
				}
			}
			addRow(t, service, id, of.Noun, cells)
		}
	}
	content := contentOf(t, service, id)
	for _, section := range content.Sections {
		if section.Heading != "Mechanism" && (section.Block != retro.BlockNone || len(section.Marked()) > 0) {
			section.Block, section.Body = retro.BlockNone, ""
			must[authoring.Edited](t)(service.UpdateSection(ctx, id, section))
			must[authoring.Edited](t)(service.SaveSection(ctx, id, section.ID, ""))
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return must[[]byte](t)(os.ReadFile(path)), id
}

// openShown opens such a library anew, with a mark between two paragraphs of the section.
func openShown(t *testing.T, library []byte, id retro.RetrospectiveID, mark string) *authoring.Service {
	t.Helper()
	path := filepath.Join(t.TempDir(), "afterword.db")
	if err := os.WriteFile(path, library, 0o600); err != nil {
		t.Fatal(err)
	}
	service, _ := openLibraryAt(t, path, begun.Add(24*time.Hour))
	must[authoring.Edited](t)(service.WriteSection(t.Context(), id, "Mechanism", "Before.\n\n"+mark+"\n\nAfter.\n"))
	return service
}

// shownMarks are the marks of all live blocks, and of those that can be narrowed, narrowed.
func shownMarks() []string {
	var marks []string
	for _, block := range retro.LiveBlocks() {
		marks = append(marks, "{{"+string(block)+"}}")
	}
	return append(marks, "{{timeline marked}}", "{{timeline just before}}", "{{timeline impact, detection}}", "{{timeline 10:00 to 10:30}}",
		"{{drawing marked}}", "{{gallery 10:00 to 10:30}}", "{{ if we have time }}")
}

// TestEveryLiveBlockComesBackAsItLeft shows each live block on the page of every target; as
// nothing is edited there, nothing changes here.
func TestEveryLiveBlockComesBackAsItLeft(t *testing.T) {
	t.Parallel()
	library, id := shownBlocks(t)
	for _, mark := range shownMarks() {
		for target := range threeEdits() {
			t.Run(mark+"/"+target, func(t *testing.T) {
				t.Parallel()
				service := openShown(t, library, id, mark)
				before := contentOf(t, service, id)
				page, name := leaveFor(t, service, id, target)
				imported := comeBack(t, service, id, resaved(t, target, page), name)
				if diff := cmp.Diff(before, contentOf(t, service, id)); diff != "" || len(imported.Conflicts)+len(imported.Notes) > 0 {
					t.Errorf("notes %q, conflicts %v, content (-want +got):\n%s", imported.Notes, imported.Conflicts, diff)
				}
			})
		}
	}
}

// TestEveryShownWordComesBack rewords, one after the other, whatever words of the lists a
// live block shows, and expects exactly these words to change.
func TestEveryShownWordComesBack(t *testing.T) {
	t.Parallel()
	library, id := shownBlocks(t)
	// What is counted, or told of what is not shown, is kept as a note beside it.
	told := []string{"{{figures}}/The key is widened", "{{figures}}/The key has ended", "{{timeline marked}}/Orders are lost"}
	tried := 0
	for _, mark := range shownMarks() {
		page, _ := leave(t, openShown(t, library, id, mark), id, "markdown")
		lead, section, _ := strings.Cut(page, "## Mechanism\n")
		for _, said := range wordsIn(t, contentOf(t, openShown(t, library, id, mark), id)) {
			if strings.Count(section, said) != 1 || strings.Contains(lead, said) {
				continue
			}
			tried++
			t.Run(mark+"/"+said, func(t *testing.T) {
				t.Parallel()
				service := openShown(t, library, id, mark)
				before := contentOf(t, service, id)
				page, name := leave(t, service, id, "markdown")
				imported := comeBack(t, service, id, replace(t, page, said, said+" anew"), name)
				after := contentOf(t, service, id)
				if slices.Contains(told, mark+"/"+said) {
					before.Sections, after.Sections = nil, nil
					if diff := cmp.Diff(before, after); diff != "" || len(imported.Notes) != 1 {
						t.Errorf("notes %q, want one, content (-want +got):\n%s", imported.Notes, diff)
					}
					return
				}
				want, got := linesOf(t, before), linesOf(t, after)
				changes := 0
				for i := range want {
					if i < len(got) && want[i] != got[i] && strings.Replace(want[i], said, said+" anew", 1) == got[i] {
						want[i] = got[i]
						changes++
					}
				}
				if diff := cmp.Diff(want, got); diff != "" || changes != 1 {
					t.Errorf("%d changes, notes %q, content (-want +got):\n%s", changes, imported.Notes, diff)
				}
			})
		}
	}
	if tried < 120 {
		t.Errorf("only %d words were tried", tried)
	}
}

// wordsIn are the texts in what a content holds, but for its sections: a paragraph, an item
// of a list or a cell each. Names that the page has of its own and what others said are none.
func wordsIn(t *testing.T, content retro.Content) []string {
	t.Helper()
	content.Sections, content.Answers = nil, nil
	for i := range content.Evidence {
		content.Evidence[i].Label = ""
	}
	var all []string
	for _, line := range linesOf(t, content) {
		_, said, isField := strings.Cut(line, `": `)
		if !isField {
			said = strings.TrimSpace(line)
		}
		var text string
		if json.Unmarshal([]byte(strings.TrimSuffix(said, ",")), &text) != nil {
			continue
		}
		for part := range strings.SplitSeq(text, "\n") {
			all = append(all, strings.TrimPrefix(part, "- "))
		}
	}
	slices.Sort(all)
	isName := func(said string) bool {
		return !strings.ContainsAny(said, "ABCDEFGHIJKLMNOPQRSTUVWXYZ ") || strings.Contains(said, "://")
	}
	return slices.DeleteFunc(slices.Compact(all), func(said string) bool {
		return isName(said) && !strings.HasPrefix(said, "OPS") || said == "the same" || said == "a warning sign" || said == "longed for"
	})
}

func linesOf(t *testing.T, content retro.Content) []string {
	t.Helper()
	return strings.Split(string(must[[]byte](t)(json.MarshalIndent(content, "", " "))), "\n")
}

// TestEveryShownChoiceComesBack edits whatever else a live block shows: times, days, kinds,
// states and what stands in brackets behind an event.
func TestEveryShownChoiceComesBack(t *testing.T) {
	t.Parallel()
	library, id := shownBlocks(t)
	instant := func(text string) retro.Instant {
		return must[retro.Instant](t)(retro.ParseInstant("2026-03-14 "+text, time.UTC))
	}
	event := func(change func(*retro.Event, retro.Instant), at string, to string) func(*retro.Content) {
		return func(c *retro.Content) {
			for i := range c.Events {
				if c.Events[i].At.Format(nil) == "2026-03-14 "+at {
					change(&c.Events[i], instant(to))
				}
			}
		}
	}
	who := func(actor retro.Actor, at string) func(*retro.Content) {
		return event(func(e *retro.Event, _ retro.Instant) { e.Actor = actor }, at, at)
	}
	item := func(at int, change func(*retro.ActionItem)) func(*retro.Content) {
		return func(c *retro.Content) { change(&c.ActionItems[at]) }
	}
	cell := func(noun retro.Noun, row int, column, said string) func(*retro.Content) {
		return func(c *retro.Content) { c.Tables[noun][row] = c.Tables[noun][row].With(column, said) }
	}
	for _, tt := range []struct {
		mark, before, after string
		want                func(*retro.Content)
	}{
		{"timeline", "| 09:50 | change |", "| 09:51 | change |", event(func(e *retro.Event, to retro.Instant) { e.At = to }, "09:50", "09:51")},
		{"timeline", "| 09:50 | change |", "| 09:50 | action |", event(func(e *retro.Event, _ retro.Instant) { e.Kind = retro.KindAction }, "09:50", "09:50")},
		{"timeline 10:00 to 10:30", "10:02 – 11:24", "10:02 – 11:30", event(func(e *retro.Event, to retro.Instant) { e.End = &to }, "10:02", "11:30")},
		{"timeline impact, detection", "10:02 – 11:24", "10:02", event(func(e *retro.Event, _ retro.Instant) { e.End = nil }, "10:02", "10:02")},
		{"timeline", "; interpretation", "", event(func(e *retro.Event, _ retro.Instant) { e.Interpretation = false }, "10:30", "10:30")},
		{"timeline", "known since 12:10 UTC", "known since 12:15 UTC", event(func(e *retro.Event, to retro.Instant) { e.KnownAt = &to }, "10:30", "12:15")},
		{"timeline", "; known since 12:10 UTC", "", event(func(e *retro.Event, _ retro.Instant) { e.KnownAt = nil }, "10:30", "12:15")},
		{"timeline", "mood: Support: low", "mood: Support: awful, no lunch; Dana: good", event(func(e *retro.Event, _ retro.Instant) {
			e.Feelings = []retro.Feeling{{Who: "Support", Mood: retro.MoodAwful, Words: "no lunch"}, {Who: "Dana", Mood: retro.MoodGood}}
		}, "10:02", "10:02")},
		{"timeline marked", "Support, Dana", "Sales, Dana", who(retro.Actor{Role: "Sales", Name: "Dana"}, "10:20")},
		{"timeline marked", "Support, Dana", "Support", who(retro.Actor{Role: "Support"}, "10:20")},
		{"timeline marked", "Support, Dana", "Dana", who(retro.Actor{Name: "Dana"}, "10:20")},
		{"timeline", "(Build team)", "(Storage team)", who(retro.Actor{Role: "Storage team"}, "11:24")},
		{"timeline", " (Build team)", "", who(retro.Actor{}, "11:24")},
		{"factors", "Keys were integers `known`", "Keys were integers `likely`", func(c *retro.Content) { c.Factors[0].Confidence = retro.ConfidenceLikely }},
		{"action-items", "`do now`", "big bet", item(0, func(a *retro.ActionItem) { a.State = retro.ActionBigBet })},
		{"action-items", "2026-04-01", "2026-04-08", item(0, func(a *retro.ActionItem) { a.Due = "2026-04-08" })},
		{"action-items", "OPS-1 ", "OPS-9 ", item(0, func(a *retro.ActionItem) { a.Ticket = "OPS-9" })},
		{"action-items", "https://tickets.example/OPS-2", "https://tickets.example/OPS-3", item(1, func(a *retro.ActionItem) { a.Ticket = "https://tickets.example/OPS-3" })},
		{"gallery 10:00 to 10:30", "10:05", "10:06", func(c *retro.Content) { to := instant("10:06"); c.Evidence[0].ShownAt = &to }},
		{"gallery", "11:40", "11:45", func(c *retro.Content) { to := instant("11:45"); c.Evidence[2].ShownAt = &to }},
		{"participants", "| lead |", "| lead, scribe |", func(c *retro.Content) { c.Participants[0].Roles = []retro.Role{retro.RoleLead, "scribe"} }},
		{"questions", "| answered |", "| open |", func(c *retro.Content) { c.Questions[0].State = retro.QuestionOpen }},
		{"claims", "| partly |", "| no |", cell(retro.NounClaim, 1, "holds", "no")},
		{"claims", "2026-01-13", "2026-02-20", cell(retro.NounClaim, 0, "since", "2026-02-20")},
		{"learnings", "| learned |", "| lacked |", cell(retro.NounLearning, 1, "kind", "lacked")},
		{"outcomes", "2026-02-14", "2026-05-01", cell(retro.NounOutcome, 1, "since", "2026-05-01")},
		{"seen-before", "| the same |", "| a warning sign |", cell(retro.NounEarlier, 0, "kind", "a warning sign")},
		{"references", "https://example.com/1", "https://example.com/one", cell(retro.NounReference, 1, "address", "https://example.com/one")},
	} {
		t.Run(tt.mark+"/"+tt.before, func(t *testing.T) {
			t.Parallel()
			service := openShown(t, library, id, "{{"+tt.mark+"}}")
			want := contentOf(t, service, id)
			page, name := leave(t, service, id, "markdown")
			imported := comeBack(t, service, id, edit(t, page, [][2]string{{"## Mechanism…" + tt.before, tt.after}}), name)
			tt.want(&want)
			if diff := cmp.Diff(want, contentOf(t, service, id)); diff != "" || len(imported.Notes) > 0 {
				t.Errorf("notes %q, content (-want +got):\n%s\npage:\n%s", imported.Notes, diff, page)
			}
		})
	}
}
