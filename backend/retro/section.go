package retro

// LiveBlock names what is rendered in a section from the rest of the
// retrospective, so that it is never stale: where the text has a [LiveMark], or
// below the text.
type LiveBlock string

// The live blocks.
const (
	BlockNone         LiveBlock = ""
	BlockTimeline     LiveBlock = "timeline"
	BlockFigures      LiveBlock = "figures"
	BlockFactors      LiveBlock = "factors"
	BlockActionItems  LiveBlock = "action-items"
	BlockIfWeHaveTime LiveBlock = "if-we-have-time"
	BlockGallery      LiveBlock = "gallery"
	BlockParticipants LiveBlock = "participants"
	BlockDrawing      LiveBlock = "drawing" // of the timeline, without its table
	BlockChart        LiveBlock = "chart"   // one, which the mark names
	BlockQuestions    LiveBlock = "questions"
	BlockDecisions    LiveBlock = "decisions" // of the debrief
)

// The live blocks that show a [Table].
const (
	BlockImpact        LiveBlock = "impact"
	BlockAssumptions   LiveBlock = "assumptions"
	BlockClaims        LiveBlock = "claims"
	BlockLearnings     LiveBlock = "learnings"
	BlockViews         LiveBlock = "views"
	BlockAppreciations LiveBlock = "appreciations"
	BlockOutcomes      LiveBlock = "outcomes"
	BlockGlossary      LiveBlock = "glossary"
	BlockReferences    LiveBlock = "references"
	BlockSeenBefore    LiveBlock = "seen-before"
)

// LiveBlocks lists all live blocks but BlockNone.
func LiveBlocks() []LiveBlock {
	return []LiveBlock{
		BlockTimeline, BlockFigures, BlockFactors, BlockActionItems,
		BlockIfWeHaveTime, BlockGallery, BlockParticipants, BlockDrawing, BlockChart, BlockQuestions, BlockDecisions,
		BlockImpact, BlockAssumptions, BlockClaims, BlockLearnings, BlockViews, BlockAppreciations, BlockOutcomes, BlockGlossary, BlockReferences, BlockSeenBefore,
	}
}

// Section is one part of the document: a heading, the prompt that guides the
// writer (never exported), Markdown with live blocks in it, and at most one live
// block below the text, which gives way to a mark of the same block.
type Section struct {
	ID      SectionID `json:"id"`
	Heading string    `json:"heading"`
	Prompt  string    `json:"prompt,omitempty"`
	Body    string    `json:"body"`
	Block   LiveBlock `json:"block,omitempty"`
	// Role is the part that it plays, "" where only its heading tells.
	Role   SectionRole `json:"role,omitempty"`
	Hidden HiddenBy    `json:"hidden,omitempty"`
	// From is the template that a switch brought it from, "" for one that was there
	// from the beginning or that a person added.
	From string `json:"from,omitempty"`
}

func sectionList() Description[Section] {
	type T = Section
	body := func(s *T) *string { return &s.Body }
	return Description[T]{
		Noun: NounSection, Member: 3, One: "section", Many: "sections", All: "sections", Heading: "Document",
		In:    func(c *Content) *[]T { return &c.Sections },
		ID:    func(s *T) string { return string(s.ID) },
		Title: func(s *T) string { return s.Heading },
		Fields: []Field{
			ProseField("heading", "heading", "renamed", func(s *T) *string { return &s.Heading }),
			ProseField("prompt", "prompt", "prompt changed", func(s *T) *string { return &s.Prompt }),
			TextField("block", "live block", "live block changed", func(s *T) *LiveBlock { return &s.Block }),
			TextField("role", "part it plays", "part it plays changed", func(s *T) *SectionRole { return &s.Role }),
			TextField("hidden", "hidden", "hidden or shown", func(s *T) *HiddenBy { return &s.Hidden }),
			TextField("from", "template it came from", "template changed", func(s *T) *string { return &s.From }),
			MarkdownField("body", "text", "reworded", body),
		},
		TitleField: "heading",
		Searched:   func(s *T) (string, []string) { return s.Heading, []string{s.Body} },
		Text:       body,
	}
}
