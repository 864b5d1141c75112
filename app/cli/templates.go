package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/templates"
)

type templatesCmd struct {
	Name      string `arg:"" optional:"" help:"Print this one as Markdown."`
	Add       string `help:"Keep a template from a Markdown file, - for standard input, as one of your own." placeholder:"F"`
	Remove    bool   `help:"Take the named one of your own away."`
	Revisions bool   `help:"List what the named one of your own was before."`
	Uses      bool   `help:"Tell how often each section stayed empty, over the library."`
}

func (c *templatesCmd) Run(ctx context.Context, s *session) error {
	switch {
	case c.Add != "":
		return c.add(ctx, s)
	case c.Remove, c.Revisions:
		if c.Name == "" {
			return retro.Errorf(retro.CodeInvalid, "name a template of your own")
		}
		if c.Remove {
			return s.withService(ctx, writes, func(service *authoring.Service) error { return service.RemoveTemplate(ctx, c.Name) })
		}
		return s.withService(ctx, reads, func(service *authoring.Service) error { return s.printTemplateRevisions(ctx, service, c.Name) })
	case c.Uses:
		return s.withService(ctx, reads, func(service *authoring.Service) error { return s.printUses(ctx, service) })
	}
	if _, err := os.Stat(s.Library); errors.Is(err, os.ErrNotExist) {
		return c.show(s, templates.All(), func(name string) (string, error) {
			template, err := templates.Find(name)
			return templates.Write(template), err
		})
	}
	return s.withService(ctx, reads, func(service *authoring.Service) error {
		all, err := service.Templates(ctx)
		if err != nil {
			return err
		}
		return c.show(s, all, func(name string) (string, error) { return service.TemplateText(ctx, name) })
	})
}

func (c *templatesCmd) show(s *session, all []retro.Template, text func(name string) (string, error)) error {
	if c.Name == "" {
		return s.print(all, func(w io.Writer) {
			table(w, func(row func(...any)) {
				for _, t := range all {
					row(t.Name, t.Title, fmt.Sprintf("%d sections", len(t.Sections)), t.About)
				}
			})
		})
	}
	template, err := templates.Pick(all, c.Name)
	if err != nil {
		return err
	}
	markdown, err := text(template.Name)
	if err != nil {
		return err
	}
	return s.print(template, func(w io.Writer) { fmt.Fprint(w, markdown) })
}

func (c *templatesCmd) add(ctx context.Context, s *session) error {
	markdown, err := s.readText(c.Add)
	if err != nil {
		return err
	}
	return s.withService(ctx, writes, func(service *authoring.Service) error {
		template, err := service.SaveTemplate(ctx, markdown)
		if err != nil {
			return err
		}
		return s.print(template, func(io.Writer) { s.say("kept the template %s, %d sections", template.Name, len(template.Sections)) })
	})
}

func (s *session) printTemplateRevisions(ctx context.Context, service *authoring.Service, name string) error {
	revisions, err := service.TemplateRevisions(ctx, name)
	if err != nil {
		return err
	}
	return s.print(revisions, func(w io.Writer) {
		table(w, func(row func(...any)) {
			for _, r := range revisions {
				template, err := authoring.ReadTemplate(r.Markdown)
				if err != nil {
					row(r.At.Format("2006-01-02 15:04"), err.Error())
					continue
				}
				row(r.At.Format("2006-01-02 15:04"), fmt.Sprintf("%d sections", len(template.Sections)))
			}
		})
	})
}

func (s *session) printUses(ctx context.Context, service *authoring.Service) error {
	uses, err := service.TemplateUse(ctx)
	if err != nil {
		return err
	}
	return s.print(uses, func(w io.Writer) {
		table(w, func(row func(...any)) {
			for _, use := range uses {
				row(use.Template, use.Heading, "written "+strconv.Itoa(use.Written), "empty "+strconv.Itoa(use.Empty))
			}
		})
	})
}

type templateCmd struct {
	ID   string `arg:"" help:"The retrospective."`
	Name string `arg:"" optional:"" help:"The template to switch to (see: afterword templates). No word is lost."`
	Save string `help:"Keep the sections of the retrospective as a template of your own, under this title." placeholder:"TITLE"`
}

func (c *templateCmd) Run(ctx context.Context, s *session) error {
	switch {
	case c.Save != "":
		return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
			template, err := service.SaveStructure(ctx, id, c.Save)
			if err != nil {
				return err
			}
			return s.print(template, func(io.Writer) { s.say("kept the template %s, %d sections", template.Name, len(template.Sections)) })
		})
	case c.Name == "":
		return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
			opened, err := service.Open(ctx, id)
			if err != nil {
				return err
			}
			return s.print(opened.Content.Template, func(w io.Writer) { fmt.Fprintln(w, opened.Content.Template) })
		})
	}
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		edited, err := service.SwitchTemplate(ctx, id, c.Name)
		if err != nil {
			return err
		}
		return s.printEdited(edited.Unchanged, edited.Content.Sections, func(w io.Writer) {
			if edited.Unchanged {
				return
			}
			table(w, func(row func(...any)) {
				for _, section := range edited.Content.Sections {
					state := ""
					if section.Hidden != retro.HiddenByNobody {
						state = "hidden"
					}
					row(section.Heading, state)
				}
			})
		})
	})
}
