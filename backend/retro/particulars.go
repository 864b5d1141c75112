package retro

import "time"

// Particulars are what a content says of the retrospective itself.
type Particulars struct {
	Title    string     `json:"title"`
	Template string     `json:"template,omitempty"`
	Zones    []string   `json:"zones,omitempty"`
	SharedAt *time.Time `json:"sharedAt,omitempty"`
	SharedIn string     `json:"sharedIn,omitempty"`
	IsDraft  bool       `json:"draft,omitempty"`
	Solo     Solo       `json:"solo,omitempty"`
	Aliases  []Alias    `json:"aliases,omitempty"`
}

func particularsList() Description[Particulars] {
	type T = Particulars
	return Description[T]{
		Noun: NounParticulars, One: "retrospective", Many: "retrospectives", Heading: "Retrospective",
		Get: func(c *Content) T {
			return T{Title: c.Title, Template: c.Template, Zones: c.Zones, SharedAt: c.SharedAt, SharedIn: c.SharedIn, IsDraft: c.IsDraft, Solo: c.Solo, Aliases: c.Aliases}
		},
		Put: func(c *Content, p T) {
			c.Title, c.Template, c.Zones, c.IsDraft, c.Solo, c.Aliases = p.Title, p.Template, p.Zones, p.IsDraft, p.Solo, p.Aliases
			c.SharedAt, c.SharedIn = p.SharedAt, p.SharedIn
		},
		Title: func(p *T) string { return p.Title },
		Fields: []Field{
			ProseField("title", "title", "renamed", func(p *T) *string { return &p.Title }),
			TextField("template", "template", "template changed", func(p *T) *string { return &p.Template }),
			NamesField("zones", "zones", "zones changed", func(p *T) *[]string { return &p.Zones }),
			OptionalStampField("sharedAt", "time of sharing", "shared", func(p *T) **time.Time { return &p.SharedAt }),
			TextField("sharedIn", "place where it was shared", "shared", func(p *T) *string { return &p.SharedIn }),
			FlagField("draft", "draft mark", "draft mark changed", "a draft", "final", func(p *T) *bool { return &p.IsDraft }),
			ValueField("solo", "account of one person", "debrief wanted or not", func(p *T) *Solo { return &p.Solo }, Solo.String),
			ListField("aliases", "names outside", "names outside changed", func(p *T) *[]Alias { return &p.Aliases },
				func(a, b Alias) bool { return a == b }, Alias.String),
		},
		TitleField: "title",
		Searched:   func(p *T) (string, []string) { return p.Title, nil },
	}
}
