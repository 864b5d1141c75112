package diff

// DocumentMarkdown writes the difference of two texts as Markdown, without the
// blocks that are the same: what was removed is struck through, what was added is
// bold.
func DocumentMarkdown(d Document) string {
	m := markdownWriter{}
	words := writeWords(d.Words)
	if words == "" {
		words = "no words changed"
	}
	m.text("*" + words + "*\n")
	for _, block := range d.Blocks {
		if blockVerb(block) != "" {
			m.text("\n")
			m.block(block)
		}
	}
	return m.out.String()
}
