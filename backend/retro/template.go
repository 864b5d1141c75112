package retro

// Template is the shape of a document before anything is written.
type Template struct {
	Name     string            `json:"name"` // what --template takes
	Title    string            `json:"title"`
	About    string            `json:"about"`
	Sections []TemplateSection `json:"sections"`
	// Solo is one person's own account: there is no debrief.
	Solo bool `json:"solo,omitempty"`
	// Own is one that somebody made or imported, as against the built-in ones.
	Own bool `json:"own,omitempty"`
}

// TemplateSection is one section of a template.
type TemplateSection struct {
	Heading string    `json:"heading"`
	Prompt  string    `json:"prompt"`
	Block   LiveBlock `json:"block,omitempty"`
	// Role is unlike that of all other sections, or "".
	Role SectionRole `json:"role,omitempty"`
}
