package authoring

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/templates"
)

// preferenceTemplates holds the templates that people made or imported, as JSON.
const preferenceTemplates = "templates"

// ownTemplate is a template of one's own, with what it was before.
type ownTemplate struct {
	Name      string             `json:"name"`
	Revisions []TemplateRevision `json:"revisions"` // oldest first, never empty
}

// TemplateRevision is a template as it was saved once.
type TemplateRevision struct {
	At       time.Time `json:"at"`
	Markdown string    `json:"markdown"`
}

// Templates lists the templates: the built-in ones, the default first, and those that
// people made or imported.
func (s *Service) Templates(ctx context.Context) ([]retro.Template, error) {
	own, err := s.ownTemplates(ctx)
	all := templates.All()
	for _, one := range own {
		if template, err := one.template(); err == nil {
			all = append(all, template)
		}
	}
	return all, err
}

func (o ownTemplate) template() (retro.Template, error) {
	template, err := templates.Parse(o.Name, o.Revisions[len(o.Revisions)-1].Markdown)
	template.Own = true
	return template, err
}

func (s *Service) ownTemplates(ctx context.Context) ([]ownTemplate, error) {
	stored, err := s.store.Preference(ctx, preferenceTemplates)
	if err != nil || stored == "" {
		return nil, err
	}
	var own []ownTemplate
	if err := json.Unmarshal([]byte(stored), &own); err != nil {
		return nil, retro.Errorf(retro.CodeDamaged, "your own templates cannot be read: %w", err)
	}
	return slices.DeleteFunc(own, func(o ownTemplate) bool { return len(o.Revisions) == 0 }), nil
}

func (s *Service) keepTemplates(ctx context.Context, own []ownTemplate) error {
	encoded, err := json.Marshal(own)
	if err != nil {
		return retro.Errorf(retro.CodeInternal, "keep the templates: %w", err)
	}
	return s.store.SetPreference(ctx, preferenceTemplates, string(encoded))
}

// FindTemplate returns the template with a name, the default one for "".
// CodeNotFound lists those there are.
func (s *Service) FindTemplate(ctx context.Context, name string) (retro.Template, error) {
	all, err := s.Templates(ctx)
	if err != nil {
		return retro.Template{}, err
	}
	return templates.Pick(all, name)
}

// TemplateText returns a template as Markdown, which SaveTemplate takes.
func (s *Service) TemplateText(ctx context.Context, name string) (string, error) {
	template, err := s.FindTemplate(ctx, name)
	if err != nil {
		return "", err
	}
	own, err := s.ownTemplates(ctx)
	if err != nil {
		return "", err
	}
	for _, one := range own {
		if one.Name == template.Name {
			return one.Revisions[len(one.Revisions)-1].Markdown, nil
		}
	}
	return templates.Write(template), nil
}

// ReadTemplate reads Markdown as a template, without keeping it.
func ReadTemplate(markdown string) (retro.Template, error) {
	template, err := templates.Parse("", markdown)
	template.Own = true
	template.Name = retro.FileName(template.Title, "template")
	return template, err
}

// SaveTemplate keeps a template of one's own. One with the same title becomes the
// newest revision of it; where nothing differs, there is none. CodeInvalid for
// what is no template, and for the name of a built-in one.
func (s *Service) SaveTemplate(ctx context.Context, markdown string) (retro.Template, error) {
	template, err := ReadTemplate(markdown)
	if err != nil {
		return retro.Template{}, err
	}
	if slices.ContainsFunc(templates.All(), func(t retro.Template) bool {
		return t.Name == template.Name || strings.EqualFold(t.Title, template.Title)
	}) {
		return retro.Template{}, retro.Errorf(retro.CodeInvalid, "there is a built-in template “%s”", template.Title).WithHint("give yours another title")
	}
	own, err := s.ownTemplates(ctx)
	if err != nil {
		return retro.Template{}, err
	}
	at := slices.IndexFunc(own, func(o ownTemplate) bool { return o.Name == template.Name })
	if at < 0 {
		own, at = append(own, ownTemplate{Name: template.Name}), len(own)
	}
	revisions := own[at].Revisions
	if len(revisions) > 0 && revisions[len(revisions)-1].Markdown == markdown {
		return template, nil
	}
	own[at].Revisions = append(own[at].Revisions, TemplateRevision{At: s.clock().UTC(), Markdown: markdown})
	return template, s.keepTemplates(ctx, own)
}

// SaveStructure keeps the sections of a retrospective as a template of one's own:
// what they are called, ask and show, not what is written in them.
func (s *Service) SaveStructure(ctx context.Context, id retro.RetrospectiveID, title string) (retro.Template, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return retro.Template{}, err
	}
	template := retro.Template{Title: strings.Join(strings.Fields(title), " "), About: "Your own.", Solo: content.Solo.Is()}
	known := map[retro.SectionRole]bool{"": true}
	for _, section := range content.Visible().Sections {
		role := section.Role
		if known[role] {
			role = ""
		}
		known[role] = true
		template.Sections = append(template.Sections, retro.TemplateSection{Heading: section.Heading, Prompt: section.Prompt, Block: section.Block, Role: role})
	}
	return s.SaveTemplate(ctx, templates.Write(template))
}

// RemoveTemplate takes a template of one's own away; CodeNotFound. Documents that
// were begun with it stay as they are.
func (s *Service) RemoveTemplate(ctx context.Context, name string) error {
	own, err := s.ownTemplates(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(own, func(o ownTemplate) bool { return o.Name == name })
	if at < 0 {
		return retro.Errorf(retro.CodeNotFound, "you have no template %q of your own", name)
	}
	return s.keepTemplates(ctx, slices.Delete(own, at, at+1))
}

// TemplateRevisions lists what a template of one's own was, oldest first;
// CodeNotFound.
func (s *Service) TemplateRevisions(ctx context.Context, name string) ([]TemplateRevision, error) {
	own, err := s.ownTemplates(ctx)
	if err != nil {
		return nil, err
	}
	for _, one := range own {
		if one.Name == name {
			return one.Revisions, nil
		}
	}
	return nil, retro.Errorf(retro.CodeNotFound, "you have no template %q of your own", name)
}

// SwitchTemplate gives a document the shape of another template and loses no word,
// see [templates.Switch]. CodeNotFound lists the templates there are.
func (s *Service) SwitchTemplate(ctx context.Context, id retro.RetrospectiveID, name string) (Edited, error) {
	to, err := s.FindTemplate(ctx, name)
	if err != nil {
		return Edited{}, err
	}
	all, err := s.Templates(ctx)
	if err != nil {
		return Edited{}, err
	}
	return s.edit(ctx, id, "switch to the template “"+to.Title+"”", func(c *retro.Content) error {
		if c.Template == to.Name {
			return nil
		}
		// One that is gone said nothing of what stands there.
		from, err := templates.Pick(all, c.Template)
		if err != nil {
			from = retro.Template{}
		}
		c.Sections = templates.Switch(c.Sections, from, to, c.Tables, func() retro.SectionID { return retro.SectionID(s.ids.New()) })
		c.Template, c.Solo = to.Name, c.Solo.Under(to)
		return nil
	})
}

// SectionUse is how often a section of a template was written in.
type SectionUse struct {
	Template string `json:"template"`
	Heading  string `json:"heading"`
	Written  int    `json:"written"`
	Empty    int    `json:"empty"`
}

// TemplateUse tells of each template in use how often each of its sections stayed
// empty, over all retrospectives.
func (s *Service) TemplateUse(ctx context.Context) ([]SectionUse, error) {
	listing, err := s.Library(ctx, library.Query{WithoutExample: true})
	if err != nil {
		return nil, err
	}
	all, err := s.Templates(ctx)
	if err != nil {
		return nil, err
	}
	uses := map[[2]string]*SectionUse{}
	for _, summary := range listing.Rows {
		content, err := s.snapshot(ctx, summary.ID)
		if err != nil {
			continue // a damaged one says nothing of its template
		}
		for _, section := range content.Sections {
			key := [2]string{content.Template, section.Heading}
			if uses[key] == nil {
				uses[key] = &SectionUse{Template: content.Template, Heading: section.Heading}
			}
			if strings.TrimSpace(section.Body) == "" {
				uses[key].Empty++
			} else {
				uses[key].Written++
			}
		}
	}
	found := []SectionUse{}
	for _, template := range all {
		for _, section := range template.Sections {
			if use := uses[[2]string{template.Name, section.Heading}]; use != nil {
				found = append(found, *use)
			}
		}
	}
	return found, nil
}
