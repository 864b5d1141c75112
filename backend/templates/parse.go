package templates

import (
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// Parse reads a template in the form that the package describes. Errors have
// CodeInvalid and say which part cannot be used.
func Parse(name, markdown string) (retro.Template, error) {
	title, about, body, err := cutHead(markdown)
	if err != nil {
		return retro.Template{}, err
	}
	template := retro.Template{Name: name, Title: title, About: about}
	template.Sections, err = sections(body)
	return template, err
}

// cutHead reads the title and what a template is good for, and returns the rest.
func cutHead(markdown string) (title, about, body string, err error) {
	front, body, err := cutFrontMatter(markdown)
	if err != nil {
		return "", "", "", err
	}
	for line := range strings.Lines(front) {
		key, value, ok := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(key) {
		case "title":
			title = value
		case "about":
			about = value
		case "":
			if ok {
				return "", "", "", retro.Errorf(retro.CodeInvalid, "the front matter has a line without a key")
			}
		default:
			return "", "", "", retro.Errorf(retro.CodeInvalid, "the front matter has an unknown key %q", strings.TrimSpace(key)).
				WithHint("the keys are title and about")
		}
	}
	if title == "" {
		return "", "", "", retro.Errorf(retro.CodeInvalid, "the template has no title")
	}
	return title, about, body, nil
}

func cutFrontMatter(markdown string) (front, body string, err error) {
	text := strings.ReplaceAll(markdown, "\r\n", "\n")
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return "", "", retro.Errorf(retro.CodeInvalid, "the template does not begin with front matter").
			WithHint("begin it with a line ---, title: and about: lines and another ---")
	}
	front, body, ok = strings.Cut("\n"+rest, "\n---\n")
	if !ok {
		return "", "", retro.Errorf(retro.CodeInvalid, "the front matter has no end").WithHint("end it with a line ---")
	}
	return strings.TrimPrefix(front, "\n"), body, nil
}

func sections(body string) ([]retro.TemplateSection, error) {
	parts := strings.Split("\n"+body, "\n## ")
	if strings.TrimSpace(parts[0]) != "" {
		return nil, retro.Errorf(retro.CodeInvalid, "the template has text before its first section")
	}
	var found []retro.TemplateSection
	for _, part := range parts[1:] {
		heading, text, _ := strings.Cut(part, "\n")
		section := retro.TemplateSection{Heading: strings.TrimSpace(heading)}
		if section.Heading == "" {
			return nil, retro.Errorf(retro.CodeInvalid, "a section has no heading")
		}
		text = strings.TrimSpace(text)
		if rest, ok := strings.CutPrefix(text, "block:"); ok {
			block, prompt, _ := strings.Cut(rest, "\n")
			section.Block = retro.LiveBlock(strings.TrimSpace(block))
			text = strings.TrimSpace(prompt)
			if !slices.Contains(retro.LiveBlocks(), section.Block) {
				return nil, retro.Errorf(retro.CodeInvalid, "the section %q has an unknown block %q", section.Heading, section.Block)
			}
		}
		section.Prompt = text
		found = append(found, section)
	}
	if len(found) == 0 {
		return nil, retro.Errorf(retro.CodeInvalid, "the template has no sections").WithHint("begin each with a heading like ## Trigger")
	}
	return found, nil
}
