package templates

import (
	"embed"
	"path"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// Default is the template of a retrospective for which nobody named one.
const Default = "jobber"

//go:embed *.md
var files embed.FS

// All lists the built-in templates, the default first and the others by name.
func All() []retro.Template {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic("templates: " + err.Error())
	}
	var all []retro.Template
	for _, entry := range entries {
		data, err := files.ReadFile(entry.Name())
		if err != nil {
			panic("templates: " + err.Error())
		}
		template, err := Parse(strings.TrimSuffix(path.Base(entry.Name()), ".md"), string(data))
		if err != nil {
			panic("templates: " + entry.Name() + ": " + err.Error()) // compiled in, and parsed by a test
		}
		all = append(all, template)
	}
	slices.SortStableFunc(all, func(a, b retro.Template) int {
		switch {
		case a.Name == Default:
			return -1
		case b.Name == Default:
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return all
}

// Find returns the template with the name, the default one for "". An unknown
// name is an error with CodeNotFound whose hint lists those there are.
func Find(name string) (retro.Template, error) { return Pick(All(), name) }

// Pick is Find among some templates.
func Pick(all []retro.Template, name string) (retro.Template, error) {
	if name == "" {
		name = Default
	}
	var names []string
	for _, template := range all {
		if template.Name == name {
			return template, nil
		}
		names = append(names, template.Name)
	}
	err := retro.Errorf(retro.CodeNotFound, "there is no template %q", name)
	if near := retro.Nearest(name, names); near != "" {
		return retro.Template{}, err.WithHint("did you mean %s? The templates are %s", near, strings.Join(names, ", "))
	}
	return retro.Template{}, err.WithHint("the templates are %s", strings.Join(names, ", "))
}
