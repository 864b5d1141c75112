package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

type namesCmd struct {
	ID   string `arg:"" help:"The retrospective."`
	Call string `arg:"" optional:"" help:"What a name is called, as “Dana Okafor=the support lead”; by the same name, to let it stay; by nothing, as its role tells." placeholder:"NAME=WORDS"`
}

// Run prints what names are called in the editions for the company and for clients, once it
// has taken what it is told.
func (c *namesCmd) Run(ctx context.Context, s *session) error {
	if c.Call == "" {
		return s.withRetrospective(ctx, reads, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
			opened, err := service.Open(ctx, id)
			if err != nil {
				return err
			}
			called := opened.Content.CalledInstead()
			return s.print(called, func(w io.Writer) { printNames(w, called) })
		})
	}
	alias, err := retro.ParseAlias(c.Call)
	if err != nil {
		return err
	}
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		edited, err := service.Call(ctx, id, alias.Words, alias.Instead)
		if err != nil {
			return err
		}
		called := edited.Content.CalledInstead()
		return s.printEdited(edited.Unchanged, called, func(w io.Writer) { printNames(w, called) })
	})
}

func printNames(w io.Writer, called []retro.Alias) {
	for _, alias := range called {
		fmt.Fprintln(w, alias)
	}
}
