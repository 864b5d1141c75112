package diff

import (
	"strings"

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
	for list, changes := range cs.All() {
		if list.HasText() {
			for _, change := range changes.Items {
				r.groups = append(r.groups, textGroup(list, change))
			}
			continue
		}
		group := reportGroup{title: list.Heading}
		for _, change := range changes.Items {
			group.changes = append(group.changes, describe(list, change))
		}
		if len(group.changes) > 0 {
			r.groups = append(r.groups, group)
		}
	}
	return r
}

// describe lays out one change. The field that is its title is told as such.
func describe(list retro.List, change Change) reportChange {
	described := reportChange{verbs: strings.Join(change.Verbs, ", "), title: change.Title}
	if at, ok := list.Field("at"); ok && !list.IsOnly {
		described.when = at.Write(change.thing(), retro.Names{})
	}
	if change.Status != Changed {
		described.about = about(list, change.thing())
	}
	for _, field := range change.Fields {
		switch {
		case field.Document != nil:
		case field.Name == list.TitleField && field.Ops != nil:
			described.ops = field.Ops
		case field.Name == "at" && field.Old != "" && field.New != "":
			described.when = ""
			described.lines = append(described.lines, fieldLine(field))
		default:
			described.lines = append(described.lines, fieldLine(field))
		}
	}
	return described
}

// about tells of a thing that was added or removed.
func about(list retro.List, thing retro.Record) string {
	var texts []string
	for _, name := range list.About {
		if field, ok := list.Field(name); ok {
			texts = append(texts, field.Write(thing, retro.Names{}))
		}
	}
	return joinWith(" · ", texts...)
}

func fieldLine(f Field) reportLine {
	line := reportLine{label: f.Label, old: f.Old, new: f.New, ops: f.Ops}
	if f.Shift != 0 {
		line.note = shiftWords(f)
	}
	return line
}

// textGroup shows what was done to a section as a whole, then the blocks of
// its text that changed. What left for another section is told where it arrived.
func textGroup(list retro.List, section Change) reportGroup {
	group := reportGroup{title: section.Title}
	if group.title == "" {
		group.title = "(untitled " + list.One + ")"
	}
	change := describe(list, section)
	change.title = ""
	document := section.document()
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
