package wiki

import (
	"regexp"
	"strings"
)

var (
	noteMark = regexp.MustCompile(`\[\^([^\]\s]+)\](:?)`)
	noteText = regexp.MustCompile(`(?m)^\[\^([^\]\s]+)\]:`)
)

// bringNotes brings footnotes to the sections that refer to them. A page has them at
// its end, which is its last section, where the others do not find them.
func (o *Outline) bringNotes() {
	parts := []*[]Block{&o.Preamble}
	for i := range o.Sections {
		parts = append(parts, &o.Sections[i].Blocks)
	}
	texts := map[string]string{}
	here := make([]map[string]bool, len(parts)) // the footnotes of each part
	for i, part := range parts {
		here[i] = map[string]bool{}
		for _, b := range *part {
			for _, n := range b.notes() {
				here[i][n.name] = true
				if _, isKnown := texts[n.name]; !isKnown {
					texts[n.name] = n.text
				}
			}
		}
	}
	if len(texts) == 0 {
		return
	}
	brought := map[string]bool{}
	marked := make([]map[string]bool, len(parts)) // the footnotes that each part refers to
	for i, part := range parts {
		marked[i] = map[string]bool{}
		for _, name := range marksIn(*part) {
			marked[i][name] = true
			if text, isKnown := texts[name]; isKnown && !here[i][name] {
				*part = append(*part, Block{Markdown: text})
				here[i][name], brought[name] = true, true
			}
		}
	}
	for i, part := range parts {
		var kept []Block
		for _, b := range *part {
			if b = b.withoutNotes(func(name string) bool { return brought[name] && !marked[i][name] }); b.Markdown != "" || b.Table != nil {
				kept = append(kept, b)
			}
		}
		*part = kept
	}
}

// note is a footnote: its name, and its Markdown with that.
type note struct{ name, text string }

// notes are the footnotes that a block consists of.
func (b Block) notes() []note {
	if b.Level > 0 || b.Table != nil {
		return nil
	}
	at := noteText.FindAllStringSubmatchIndex(b.Markdown, -1)
	if len(at) == 0 || at[0][0] != 0 {
		return nil
	}
	var notes []note
	for i, match := range at {
		end := len(b.Markdown)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		notes = append(notes, note{b.Markdown[match[2]:match[3]], strings.TrimRight(b.Markdown[match[0]:end], "\n")})
	}
	return notes
}

// withoutNotes takes footnotes out of a block that consists of them.
func (b Block) withoutNotes(isOut func(name string) bool) Block {
	notes := b.notes()
	if len(notes) == 0 {
		return b
	}
	var kept []string
	for _, n := range notes {
		if !isOut(n.name) {
			kept = append(kept, n.text)
		}
	}
	if len(kept) < len(notes) {
		b.Markdown = strings.Join(kept, "\n")
	}
	return b
}

// marksIn are the names of the footnotes that blocks refer to, in their order.
func marksIn(blocks []Block) []string {
	var names []string
	for _, b := range blocks {
		if b.IsCode() {
			continue
		}
		for _, match := range noteMark.FindAllStringSubmatch(b.Markdown, -1) {
			if match[2] == "" {
				names = append(names, match[1])
			}
		}
	}
	return names
}
