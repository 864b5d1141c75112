package diff

import (
	"strings"
	"time"
	"unicode"

	"github.com/afterword-app/afterword/backend/retro"
)

// report is a change set laid out for reading, the same for every renderer.
type report struct {
	summary string
	groups  []reportGroup
}

// reportGroup is what happened to one section or to the things of one noun.
type reportGroup struct {
	title   string
	changes []reportChange
	blocks  []Block // of a section's text: only those to be shown
	words   WordCount
}

// reportChange is what happened to one thing.
type reportChange struct {
	verbs string
	when  string // of an event or note
	title string // plain; empty where ops tell it
	ops   []Op   // the title, word by word
	about string // the rest of an added or removed thing
	lines []reportLine
}

// reportLine is one part that changed: word by word, or from old to new.
type reportLine struct {
	label    string
	old, new string
	ops      []Op
	note     string
}

func newReport(cs ChangeSet) report {
	r := report{summary: cs.Summary}
	if cs.Particulars != nil {
		r.add("Retrospective", describe(*cs.Particulars, "title", nil, nil))
	}
	addItems(&r, "Timeline", cs.Events, "title",
		func(e *retro.Event) string { return e.At.Format(time.UTC) },
		func(e *retro.Event) string { return e.Body })
	for _, section := range cs.Sections {
		r.groups = append(r.groups, sectionGroup(section))
	}
	addItems(&r, "Contributing factors", cs.Factors, "title", nil,
		func(f *retro.Factor) string { return joinWith(" · ", string(f.Confidence), f.Body) })
	addItems(&r, "Action items", cs.ActionItems, "title", nil,
		func(a *retro.ActionItem) string { return joinWith(" · ", string(a.State), a.Owner, a.Size, a.Body) })
	addItems(&r, "Participants", cs.Participants, "name", nil,
		func(p *retro.Participant) string { return joinWith(" · ", joinRoles(p.Roles), p.Department, p.Why) })
	if cs.Debrief != nil {
		r.add("Debrief", describe(*cs.Debrief, "", nil, nil))
	}
	addItems(&r, "Notes of the debrief", cs.Notes, "text",
		func(n *retro.Note) string { return writeTime(&n.At) },
		func(n *retro.Note) string { return string(n.Kind) })
	addItems(&r, "Evidence", cs.Evidence, "label", nil,
		func(e *retro.Evidence) string { return joinWith(" · ", string(e.Kind), e.FileName, e.Caption) })
	return r
}

func (r *report) add(title string, changes ...reportChange) {
	if len(changes) > 0 {
		r.groups = append(r.groups, reportGroup{title: title, changes: changes})
	}
}

func addItems[T any](r *report, title string, items []Item[T], titleField string, when, about func(*T) string) {
	changes := make([]reportChange, len(items))
	for i, item := range items {
		changes[i] = describe(item, titleField, when, about)
	}
	r.add(title, changes...)
}

// describe lays out one item. The field that is its title is told as such.
func describe[T any](item Item[T], titleField string, when, about func(*T) string) reportChange {
	change := reportChange{verbs: strings.Join(item.Verbs, ", "), title: item.Title}
	thing := item.New
	if thing == nil {
		thing = item.Old
	}
	if when != nil {
		change.when = when(thing)
	}
	if about != nil && item.Status != Changed {
		change.about = about(thing)
	}
	for _, field := range item.Fields {
		switch {
		case field.Document != nil:
		case field.Name == titleField && field.Ops != nil:
			change.ops = field.Ops
		case field.Name == "at" && field.Old != "" && field.New != "":
			change.when = ""
			change.lines = append(change.lines, fieldLine(field))
		default:
			change.lines = append(change.lines, fieldLine(field))
		}
	}
	return change
}

func fieldLine(f Field) reportLine {
	line := reportLine{label: fieldLabel(f.Name), old: f.Old, new: f.New, ops: f.Ops}
	if f.Shift != 0 {
		line.note = shiftWords(f)
	}
	return line
}

// fieldLabel makes words of a name: "knownAt" is "known at".
func fieldLabel(name string) string {
	if name == "at" {
		return "time"
	}
	var label strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			label.WriteByte(' ')
		}
		label.WriteRune(unicode.ToLower(r))
	}
	return label.String()
}

// sectionGroup shows what was done to a section as a whole, then the blocks of
// its text that changed. What left for another section is told where it arrived.
func sectionGroup(section Item[retro.Section]) reportGroup {
	group := reportGroup{title: section.Title}
	if group.title == "" {
		group.title = "(untitled section)"
	}
	change := describe(section, "heading", nil, nil)
	change.title = ""
	document := section.body()
	if document != nil {
		group.words = document.Words
		change.verbs = strings.Join(without(section.Verbs, "reworded"), ", ")
		for _, block := range document.Blocks {
			if blockVerb(block) != "" {
				group.blocks = append(group.blocks, block)
			}
		}
		if len(group.blocks) == 0 && change.verbs == "" {
			change.verbs = "text moved to another section"
		}
	}
	if change.verbs != "" {
		group.changes = []reportChange{change}
	}
	return group
}

func without(list []string, unwanted string) []string {
	var kept []string
	for _, text := range list {
		if text != unwanted {
			kept = append(kept, text)
		}
	}
	return kept
}

func joinRoles(roles []retro.Role) string {
	texts := make([]string, len(roles))
	for i, role := range roles {
		texts[i] = string(role)
	}
	return strings.Join(texts, ", ")
}

// joinWith joins those texts that are not empty.
func joinWith(separator string, texts ...string) string {
	return strings.Join(without(texts, ""), separator)
}

// shownOps are the operations to show for a block: for one that came from
// another section, what changed on the way.
func shownOps(b Block) []Op {
	if b.Elsewhere != nil && b.Status == BlockAdded {
		return b.Elsewhere.Ops
	}
	return b.Ops
}

// blockLabel is what stands over a block: "list item, reworded".
func blockLabel(b Block) string {
	return joinWith(", ", string(b.Kind), blockVerb(b))
}
