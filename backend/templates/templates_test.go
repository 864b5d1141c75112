package templates_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/templates"
)

func TestAll(t *testing.T) {
	t.Parallel()
	all := templates.All()
	if len(all) == 0 || all[0].Name != templates.Default {
		t.Fatalf("the default template is not first: %v", all)
	}
	for _, template := range all {
		if template.Title == "" || template.About == "" {
			t.Errorf("%s: title %q, about %q; want both", template.Name, template.Title, template.About)
		}
		for _, section := range template.Sections {
			if strings.ContainsAny(section.Prompt+template.About, `"'`) {
				t.Errorf("%s: %s: straight quotation marks in what the app says", template.Name, section.Heading)
			}
			if section.Prompt == "" || strings.Contains(section.Prompt, "block:") {
				t.Errorf("%s: %s: prompt %q", template.Name, section.Heading, section.Prompt)
			}
		}
	}
}

func TestJobberHasItsNineSections(t *testing.T) {
	t.Parallel()
	template, err := templates.Find("")
	if err != nil {
		t.Fatal(err)
	}
	type section struct {
		Heading string
		Block   retro.LiveBlock
	}
	var got []section
	for _, s := range template.Sections {
		got = append(got, section{s.Heading, s.Block})
	}
	want := []section{
		{"Impact and Scope", ""},
		{"Trigger", ""},
		{"Resolution", ""},
		{"Timeline of events", retro.BlockTimeline},
		{"Root Cause", retro.BlockFactors},
		{"What went well", ""},
		{"What didn't go well", ""},
		{"Action items", retro.BlockActionItems},
		{"Data & Analysis", retro.BlockGallery},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sections (-want +got):\n%s", diff)
	}
}

func TestFindUnknown(t *testing.T) {
	t.Parallel()
	_, err := templates.Find("jober")
	if code := retro.ErrorCode(err); code != retro.CodeNotFound {
		t.Errorf("code %q, want %q", code, retro.CodeNotFound)
	}
	if hint := retro.ErrorHint(err); !strings.HasPrefix(hint, "did you mean jobber?") {
		t.Errorf("hint %q", hint)
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	got, err := templates.Parse("mine", "---\r\ntitle: Mine\nabout: Short: and sweet\n---\n\n## One\n\nblock: figures\n\nHow many?\n\nHow long?\n\n## Two\n")
	if err != nil {
		t.Fatal(err)
	}
	want := retro.Template{
		Name: "mine", Title: "Mine", About: "Short: and sweet",
		Sections: []retro.TemplateSection{
			{Heading: "One", Prompt: "How many?\n\nHow long?", Block: retro.BlockFigures},
			{Heading: "Two"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("template (-want +got):\n%s", diff)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for name, input := range map[string]string{
		"no front matter":     "## One\n",
		"no end":              "---\ntitle: Mine\n## One\n",
		"no title":            "---\nabout: Mine\n---\n## One\n",
		"unknown key":         "---\ntitle: Mine\nauthor: me\n---\n## One\n",
		"line without key":    "---\ntitle: Mine\n: value\n---\n## One\n",
		"no sections":         "---\ntitle: Mine\n---\n",
		"text before section": "---\ntitle: Mine\n---\nHello\n## One\n",
		"empty heading":       "---\ntitle: Mine\n---\n##  \n",
		"unknown block":       "---\ntitle: Mine\n---\n## One\nblock: graph\n",
		"unknown role":        "---\ntitle: Mine\n---\n## One\nrole: hero\n",
		"a heading twice":     "---\ntitle: Mine\n---\n## One\n## one\n",
		"a role twice":        "---\ntitle: Mine\n---\n## One\nrole: impact\n## Two\nrole: impact\n",
		"format of words":     "---\ntitle: Mine\nformat: new\n---\n## One\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := templates.Parse("mine", input); retro.ErrorCode(err) != retro.CodeInvalid {
				t.Errorf("error %v, want one with code %q", err, retro.CodeInvalid)
			}
		})
	}
}

func TestParseRefusesANewerFormat(t *testing.T) {
	t.Parallel()
	if _, err := templates.Parse("mine", "---\ntitle: Mine\nformat: 2\n---\n## One\n"); retro.ErrorCode(err) != retro.CodeNewerFormat {
		t.Errorf("error %v, want one with code %q", err, retro.CodeNewerFormat)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("---\ntitle: Mine\nabout: x\n---\n## One\nblock: figures\nHow many?\n")
	f.Add("---\n---\n")
	f.Fuzz(func(t *testing.T, input string) {
		template, err := templates.Parse("mine", input)
		if err == nil && (template.Title == "" || len(template.Sections) == 0) {
			t.Errorf("accepted a template without a title or sections: %+v", template)
		}
	})
}
