package cli_test

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/app/cli"
)

// TestREADME holds the list of commands in the README against the grammar: it has
// every command, and no flag or value that a command does not take.
func TestREADME(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(readme), "\n## The command line\n")
	section, _, _ = strings.Cut(section, "\n## ")
	commands, err := cli.Commands()
	if err != nil {
		t.Fatal(err)
	}
	written := map[string]string{} // all that stands after each name
	for line := range strings.Lines(section) {
		if !strings.HasPrefix(line, "    ") {
			continue
		}
		for _, use := range commandUse.Split(line, -1)[1:] {
			first := ""
			for part := range strings.SplitSeq(inBrackets.ReplaceAllString(use, ""), " | ") {
				name, rest, _ := strings.Cut(strings.TrimSpace(part), " ")
				first = cmp.Or(first, name)
				written[name] += " " + rest
			}
			written[first] += " " + use
		}
	}
	known := map[string]bool{}
	for _, command := range commands {
		name, below, _ := strings.Cut(command.Name, " ")
		known[name], known[below] = true, true
		if uses, ok := written[name]; !ok || below != "" && !regexp.MustCompile(`\b`+below+`\b`).MatchString(uses) {
			t.Errorf("the README lacks: afterword %s", command.Name)
		}
	}
	for name, uses := range written {
		if !known[name] {
			t.Errorf("the README has the command %q, which there is not", name)
		}
		checkFlags(t, name, uses, commands)
	}
}

var (
	commandUse = regexp.MustCompile(`(?:^|\s{2,})afterword `)
	inBrackets = regexp.MustCompile(`\[[^\]]*\]+`)
)

var flagUse = regexp.MustCompile(`--([a-z-]+)(?: ([a-z|-]+)\b)?`)

// checkFlags fails the test where a flag that stands after a command, or one of the
// values named for it, is not in the grammar.
func checkFlags(t *testing.T, name, uses string, commands []cli.Command) {
	t.Helper()
	flags := map[string][]string{}
	for _, command := range commands {
		if first, _, _ := strings.Cut(command.Name, " "); first == name {
			maps.Copy(flags, command.Flags)
		}
	}
	for _, found := range flagUse.FindAllStringSubmatch(uses, -1) {
		flag, values := found[1], strings.Split(found[2], "|")
		taken, ok := flags[flag]
		if !ok {
			t.Errorf("afterword %s takes no --%s", name, flag)
			continue
		}
		taken = slices.DeleteFunc(slices.Clone(taken), func(value string) bool { return value == "" })
		if len(values) < 2 || len(taken) == 0 {
			continue
		}
		slices.Sort(values)
		slices.Sort(taken)
		if !slices.Equal(taken, values) {
			t.Errorf("%s --%s takes %q, the README says %q", name, flag, taken, values)
		}
	}
}
