package templates_test

import (
	"slices"
	"testing"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/templates"
)

func TestAgendas(t *testing.T) {
	t.Parallel()
	minutes := map[string]int{"standard": 60, "heroku": 60, "half-hour": 30, "three-quarters": 45, "etsy": 60, "jobber": 45, "project": 90}
	all := templates.Agendas()
	if len(all) != len(minutes) || all[0].Name != templates.DefaultAgenda {
		t.Fatalf("%d agendas, the first is %q", len(all), all[0].Name)
	}
	for _, agenda := range all {
		if agenda.Minutes != minutes[agenda.Name] {
			t.Errorf("%s takes %d minutes, want %d", agenda.Name, agenda.Minutes, minutes[agenda.Name])
		}
		if agenda.Title == "" || agenda.About == "" {
			t.Errorf("%s: title %q, about %q", agenda.Name, agenda.Title, agenda.About)
		}
		if agenda.Steps[0].Shows != retro.StepShowsPeople {
			t.Errorf("%s does not begin with who is there", agenda.Name)
		}
		for _, step := range agenda.Steps {
			if step.About == "" || step.ID == "" || step.Shows == "" {
				t.Errorf("%s: %+v", agenda.Name, step)
			}
		}
		if !slices.ContainsFunc(agenda.Steps, func(s retro.AgendaStep) bool { return s.Shows == retro.StepShowsTimeline }) {
			t.Errorf("%s never shows the timeline", agenda.Name)
		}
	}
}

func TestScaled(t *testing.T) {
	t.Parallel()
	for _, agenda := range templates.Agendas() {
		for _, minutes := range []int{1, 6, 30, 45, 60, 90, 240} {
			scaled, sum := agenda.Scaled(minutes), 0
			for _, step := range scaled.Steps {
				if step.Minutes < 1 {
					t.Errorf("%s of %d minutes: %q has %d", agenda.Name, minutes, step.Title, step.Minutes)
				}
				sum += step.Minutes
			}
			if want := max(minutes, len(agenda.Steps)); sum != want || scaled.Minutes != want {
				t.Errorf("%s of %d minutes takes %d and says %d", agenda.Name, minutes, sum, scaled.Minutes)
			}
		}
	}
	if got := templates.Agendas()[0].Steps[2]; got.Title != "Timeline" || got.Minutes != 17 {
		t.Errorf("the third step of an hour is %+v", got)
	}
}

func TestParseAgenda(t *testing.T) {
	t.Parallel()
	head := "---\ntitle: Mine\n---\n"
	got, err := templates.ParseAgenda("mine", head+"## One\nminutes: 4\nWhat: this.\n\nThe card\ngoes on.\n## One\nminutes: 1\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []retro.AgendaStep{{ID: "one", Title: "One", Minutes: 4, About: "What: this.", Card: "The card goes on."}, {ID: "one-2", Title: "One", Minutes: 1}}
	if !slices.Equal(got.Steps, want) || got.Minutes != 5 {
		t.Errorf("%+v", got)
	}
	for name, text := range map[string]string{
		"no steps": head, "text before": head + "Hello\n## One\nminutes: 1\n", "no minutes": head + "## One\nHello\n",
		"words for minutes": head + "## One\nminutes: ten\n", "no title": head + "## \nminutes: 1\n", "too long": head + "## One\nminutes: 9000\n",
	} {
		if _, err := templates.ParseAgenda("mine", text); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}
