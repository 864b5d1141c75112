package retro

// LiveBlock names what is rendered below a section's text from the rest of the
// retrospective, so that it is never stale.
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
)

// LiveBlocks lists all live blocks but BlockNone.
func LiveBlocks() []LiveBlock {
	return []LiveBlock{
		BlockTimeline, BlockFigures, BlockFactors, BlockActionItems,
		BlockIfWeHaveTime, BlockGallery, BlockParticipants,
	}
}

// Section is one part of the document: a heading, the prompt that guides the
// writer (never exported), Markdown, and at most one live block below it.
type Section struct {
	ID      SectionID `json:"id"`
	Heading string    `json:"heading"`
	Prompt  string    `json:"prompt,omitempty"`
	Body    string    `json:"body"`
	Block   LiveBlock `json:"block,omitempty"`
}
