package templates

import (
	"embed"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/afterword-app/afterword/backend/retro"
)

// DefaultAgenda is the agenda of a debrief for which nobody chose one.
const DefaultAgenda = "standard"

//go:embed agendas/*.md
var agendaFiles embed.FS

// Agendas lists the built-in agendas, the default first and the others by length.
func Agendas() []retro.Agenda {
	entries, err := agendaFiles.ReadDir("agendas")
	if err != nil {
		panic("templates: " + err.Error())
	}
	var all []retro.Agenda
	for _, entry := range entries {
		data, err := agendaFiles.ReadFile(path.Join("agendas", entry.Name()))
		if err != nil {
			panic("templates: " + err.Error())
		}
		agenda, err := ParseAgenda(strings.TrimSuffix(entry.Name(), ".md"), string(data))
		if err != nil {
			panic("templates: " + entry.Name() + ": " + err.Error()) // compiled in, and parsed by a test
		}
		all = append(all, agenda)
	}
	slices.SortStableFunc(all, func(a, b retro.Agenda) int {
		switch {
		case a.Name == DefaultAgenda:
			return -1
		case b.Name == DefaultAgenda:
			return 1
		}
		return a.Minutes - b.Minutes
	})
	return all
}

// ParseAgenda reads an agenda: front matter as of a template, then a heading of
// level 2 for each step. Below it stand the lines "minutes: N" and, where the step
// looks at something, "shows: WHAT"; the next line is what happens in the step, and
// everything after it is the card of its facilitator. Errors have CodeInvalid.
func ParseAgenda(name, markdown string) (retro.Agenda, error) {
	agenda := retro.Agenda{Name: name}
	head, body, err := cutHead(markdown)
	if err != nil {
		return retro.Agenda{}, err
	}
	agenda.Title, agenda.About = head.title, head.about
	parts := strings.Split("\n"+body, "\n## ")
	if strings.TrimSpace(parts[0]) != "" {
		return retro.Agenda{}, retro.Errorf(retro.CodeInvalid, "the agenda has text before its first step")
	}
	for _, part := range parts[1:] {
		step, err := parseStep(part)
		if err != nil {
			return retro.Agenda{}, err
		}
		agenda.Steps = append(agenda.Steps, step)
		agenda.Minutes += step.Minutes
	}
	return NumberSteps(agenda)
}

func parseStep(text string) (retro.AgendaStep, error) {
	heading, rest, _ := strings.Cut(text, "\n")
	step := retro.AgendaStep{Title: strings.TrimSpace(heading)}
	for {
		line, below, _ := strings.Cut(strings.TrimLeft(rest, "\n"), "\n")
		key, value, ok := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch {
		case ok && key == "minutes":
			minutes, err := strconv.Atoi(value)
			if err != nil {
				return step, retro.Errorf(retro.CodeInvalid, "the step %q takes %q minutes", step.Title, value).WithHint("write a line like minutes: 10")
			}
			step.Minutes = minutes
		case ok && key == "shows":
			step.Shows = value
		default:
			step.About = strings.TrimSpace(line)
			step.Card = strings.Join(strings.Fields(below), " ")
			return step, nil
		}
		rest = below
	}
}

// longestDebrief is in minutes: a day.
const longestDebrief = 24 * 60

// NumberSteps gives each step an id of its own, made of its title where it has none,
// and sums the minutes. CodeInvalid for an agenda that cannot be held.
func NumberSteps(agenda retro.Agenda) (retro.Agenda, error) {
	if len(agenda.Steps) == 0 {
		return retro.Agenda{}, retro.Errorf(retro.CodeInvalid, "the agenda has no steps").WithHint("give it at least one, with a title and minutes")
	}
	steps := slices.Clone(agenda.Steps)
	taken := map[retro.StepID]bool{}
	agenda.Minutes = 0
	for i := range steps {
		step := &steps[i]
		if step.Title = strings.Join(strings.Fields(step.Title), " "); step.Title == "" {
			return retro.Agenda{}, retro.Errorf(retro.CodeInvalid, "a step of the agenda has no title")
		}
		if step.Minutes < 1 || step.Minutes > longestDebrief {
			return retro.Agenda{}, retro.Errorf(retro.CodeInvalid, "the step %q takes %d minutes", step.Title, step.Minutes).
				WithHint("give it between 1 and %d", longestDebrief)
		}
		agenda.Minutes += step.Minutes
		base := retro.FirstOf(step.ID, slug(step.Title))
		step.ID = base
		for n := 2; taken[step.ID]; n++ {
			step.ID = base + retro.StepID("-"+strconv.Itoa(n))
		}
		taken[step.ID] = true
	}
	agenda.Steps = steps
	return agenda, nil
}

func slug(title string) retro.StepID {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return "step"
	}
	return retro.StepID(strings.Join(words, "-"))
}

// FindAgenda returns the built-in agenda with the name, the default one for "". An
// unknown name is an error with CodeNotFound whose hint lists those there are.
func FindAgenda(name string) (retro.Agenda, error) { return PickAgenda(Agendas(), name) }

// PickAgenda is FindAgenda among some agendas, by their names or titles.
func PickAgenda(all []retro.Agenda, name string) (retro.Agenda, error) {
	name = retro.FirstOf(strings.TrimSpace(name), DefaultAgenda)
	var names []string
	for _, agenda := range all {
		if strings.EqualFold(agenda.Name, name) || strings.EqualFold(agenda.Title, name) {
			return agenda, nil
		}
		names = append(names, agenda.Name)
	}
	err := retro.Errorf(retro.CodeNotFound, "there is no agenda %q", name)
	if near := retro.Nearest(name, names); near != "" {
		return retro.Agenda{}, err.WithHint("did you mean %s? The agendas are %s", near, strings.Join(names, ", "))
	}
	return retro.Agenda{}, err.WithHint("the agendas are %s", strings.Join(names, ", "))
}
