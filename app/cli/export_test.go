package cli

import (
	"strings"

	"github.com/alecthomas/kong"
)

// Command is one command of the grammar.
type Command struct {
	// Name begins with the name of the command that it stands below, as in
	// "event add".
	Name string
	// Flags are its own and those of all commands, with the values that one may
	// take where the grammar lists them.
	Flags map[string][]string
}

// Commands lists every command of the grammar.
func Commands() ([]Command, error) {
	parser, err := kong.New(&grammar{}, kong.Vars{"version": "", "targets": strings.Join(targetNames(), ","), "forms": ""})
	if err != nil {
		return nil, err
	}
	var commands []Command
	for _, leaf := range parser.Model.Leaves(false) {
		command := Command{Flags: map[string][]string{}}
		for node := leaf; node != nil; node = node.Parent {
			if node.Type == kong.CommandNode {
				command.Name = strings.TrimSpace(node.Name + " " + command.Name)
			}
			for _, flag := range node.Flags {
				command.Flags[flag.Name] = nil
				if flag.Enum != "" {
					command.Flags[flag.Name] = flag.EnumSlice()
				}
			}
		}
		commands = append(commands, command)
	}
	return commands, nil
}
