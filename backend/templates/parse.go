package templates

import (
	"slices"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// format is that of the templates that are written here. A newer one is refused.
const format = 1

// Parse reads a template in the form that the package describes. Errors have
// CodeInvalid, or CodeNewerFormat, and say which part cannot be used.
func Parse(name, markdown string) (retro.Template, error) {
	head, body, err := cutHead(markdown)
	if err != nil {
		return retro.Template{}, err
	}
	template := retro.Template{Name: name, Title: head.title, About: head.about, Solo: head.solo}
	template.Sections, err = sections(body)
	return template, err
}

// head is the front matter of a template or an agenda.
type head struct {
	title, about string // what it is good for
	solo         bool
}

// cutHead reads the front matter, and returns the rest.
func cutHead(markdown string) (head, string, error) {
	front, body, err := cutFrontMatter(markdown)
	if err != nil {
		return head{}, "", err
	}
	var read head
	for line := range strings.Lines(front) {
		if err := read.take(line); err != nil {
			return head{}, "", err
		}
	}
	if read.title == "" {
		return head{}, "", retro.Errorf(retro.CodeInvalid, "the template has no title")
	}
	return read, body, nil
}

func (h *head) take(line string) error {
	key, value, ok := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch strings.TrimSpace(key) {
	case "title":
		h.title = value
	case "about":
		h.about = value
	case "debrief":
		if value != "yes" && value != "no" {
			return retro.Errorf(retro.CodeInvalid, "debrief: takes yes or no, not %q", value)
		}
		h.solo = value == "no"
	case "format":
		number, err := strconv.Atoi(value)
		switch {
		case err != nil:
			return retro.Errorf(retro.CodeInvalid, "the format %q is no number", value)
		case number > format:
			return retro.Errorf(retro.CodeNewerFormat, "the template is of format %d, and this Afterword reads up to %d", number, format).
				WithHint("update Afterword, or take the line format: out and see what is refused")
		}
	case "":
		if ok {
			return retro.Errorf(retro.CodeInvalid, "the front matter has a line without a key")
		}
	default:
		return retro.Errorf(retro.CodeInvalid, "the front matter has an unknown key %q", strings.TrimSpace(key)).
			WithHint("the keys are title, about, debrief and format")
	}
	return nil
}

func cutFrontMatter(markdown string) (front, body string, err error) {
	text := strings.ReplaceAll(strings.TrimPrefix(markdown, "\ufeff"), "\r\n", "\n")
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
		section, err := readSection(part)
		if err != nil {
			return nil, err
		}
		for _, other := range found {
			switch {
			case strings.EqualFold(other.Heading, section.Heading):
				return nil, retro.Errorf(retro.CodeInvalid, "two sections are called %q", section.Heading).WithHint("give one of them another heading")
			case other.Role != "" && other.Role == section.Role:
				return nil, retro.Errorf(retro.CodeInvalid, "“%s” and “%s” play the same part, %s", other.Heading, section.Heading, section.Role).
					WithHint("leave the line role: out of one of them")
			}
		}
		found = append(found, section)
	}
	if len(found) == 0 {
		return nil, retro.Errorf(retro.CodeInvalid, "the template has no sections").WithHint("begin each with a heading like ## Trigger")
	}
	return found, nil
}

// readSection reads a section from its heading on: lines "role:" and "block:", if
// there are any, and the prompt.
func readSection(part string) (retro.TemplateSection, error) {
	heading, text, _ := strings.Cut(part, "\n")
	section := retro.TemplateSection{Heading: strings.Join(strings.Fields(heading), " ")}
	if section.Heading == "" {
		return section, retro.Errorf(retro.CodeInvalid, "a section has no heading")
	}
	for {
		text = strings.TrimSpace(text)
		line, rest, _ := strings.Cut(text, "\n")
		if value, ok := strings.CutPrefix(line, "block:"); ok {
			section.Block = retro.LiveBlock(strings.TrimSpace(value))
			if !slices.Contains(retro.LiveBlocks(), section.Block) {
				return section, unknown(section, "block", string(section.Block), retro.LiveBlocks())
			}
		} else if value, ok := strings.CutPrefix(line, "role:"); ok {
			section.Role = retro.SectionRole(strings.TrimSpace(value))
			if !slices.Contains(retro.SectionRoles(), section.Role) {
				return section, unknown(section, "role", string(section.Role), retro.SectionRoles())
			}
		} else {
			section.Prompt = text
			return section, nil
		}
		text = rest
	}
}

func unknown[T ~string](section retro.TemplateSection, what, name string, known []T) error {
	names := make([]string, len(known))
	for i, one := range known {
		names[i] = string(one)
	}
	err := retro.Errorf(retro.CodeInvalid, "the section %q has an unknown %s %q", section.Heading, what, name)
	if near := retro.Nearest(name, names); near != "" {
		return err.WithHint("did you mean %s? There are %s", near, strings.Join(names, ", "))
	}
	return err.WithHint("there are %s", strings.Join(names, ", "))
}

// Write is the text that [Parse] reads a template from.
func Write(template retro.Template) string {
	var out strings.Builder
	out.WriteString("---\ntitle: " + oneLine(template.Title) + "\nabout: " + oneLine(template.About) + "\n")
	if template.Solo {
		out.WriteString("debrief: no\n")
	}
	out.WriteString("format: " + strconv.Itoa(format) + "\n---\n")
	for _, section := range template.Sections {
		out.WriteString("\n## " + section.Heading + "\n")
		if section.Role != "" || section.Block != retro.BlockNone {
			out.WriteString("\n")
		}
		if section.Role != "" {
			out.WriteString("role: " + string(section.Role) + "\n")
		}
		if section.Block != retro.BlockNone {
			out.WriteString("block: " + string(section.Block) + "\n")
		}
		if section.Prompt != "" {
			out.WriteString("\n" + section.Prompt + "\n")
		}
	}
	return out.String()
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
