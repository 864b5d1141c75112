package retro

// Template is the shape of a document before anything is written.
type Template struct {
	Name     string            `json:"name"` // what --template takes
	Title    string            `json:"title"`
	About    string            `json:"about"`
	Sections []TemplateSection `json:"sections"`
}

// TemplateSection is one section of a template.
type TemplateSection struct {
	Heading string    `json:"heading"`
	Prompt  string    `json:"prompt"`
	Block   LiveBlock `json:"block,omitempty"`
}
