package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

type promoteCmd struct {
	ID       string `arg:"" help:"The retrospective."`
	Citation string `arg:"" help:"The lines, like EVIDENCE:L10-L12." name:"evidence:lines"`
	Title    string `help:"The event's title (default: suggested from the line)."`
	Kind     string `help:"The event's kind (default: suggested from the line)."`
	Again    bool   `help:"Make another event where one cites these lines already."`
}

func (c *promoteCmd) Run(ctx context.Context, s *session) error {
	return s.withRetrospective(ctx, writes, c.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		citation, err := service.ParseCitation(ctx, id, c.Citation)
		if err != nil {
			return err
		}
		made, err := service.Promote(ctx, id, authoring.Promotion{
			Citations: []retro.Citation{citation}, Title: c.Title, Kind: retro.EventKind(c.Kind), Again: c.Again,
		})
		if err != nil {
			return err
		}
		return s.printEvent(made)
	})
}

func (s *session) printEvent(made authoring.WithEvent) error {
	content := made.Edited.Content
	event := *content.FindEvent(made.Event)
	return s.printEdited(made.Edited.Unchanged, event, func(w io.Writer) {
		fmt.Fprintf(w, "%s  %s  %s  %s\n", event.ID, event.At.Format(nil), event.Kind, event.Title)
		told := retro.TellTimes(content.Events)[event.ID]
		if holder := content.FindEvent(event.Within); holder != nil {
			fmt.Fprintf(w, "  part of “%s”\n", holder.Title)
		}
		if len(event.Feelings) > 0 {
			fmt.Fprintf(w, "  %s\n", retro.WriteFeelings(event.Feelings))
		}
		if told.Says != "" {
			fmt.Fprintf(w, "  %s\n", told.Says)
		}
		if told.Problem != "" {
			fmt.Fprintf(w, "  %s\n", told.Problem)
		}
	})
}

// eventCmd has the retrospective before the verb: afterword event ID add ….
type eventCmd struct {
	ID struct {
		ID     string         `arg:"" help:"The retrospective."`
		Add    addEventCmd    `cmd:"" help:"Add an event."`
		Edit   editEventCmd   `cmd:"" help:"Change what is given of an event."`
		Remove removeEventCmd `cmd:"" help:"Remove an event."`
		Shift  shiftEventsCmd `cmd:"" help:"Move events by a length of time."`
		Merge  mergeEventsCmd `cmd:"" help:"Make one event of several."`
		Into   intoEventCmd   `cmd:"" help:"Make events part of another one."`
		Sitrep sitRepCmd      `cmd:"" help:"Put the latest situation report into the summary."`
		Read   readTimeCmd    `cmd:"" help:"Say how a time is read, and change nothing."`
	} `arg:"" help:"The retrospective."`
}

// eventFlags are pointers so that edit can tell what was not given.
type eventFlags struct {
	At    *string `help:"When, as people say it: 2026-03-14T21:40:00Z, 'Thursday 10:02 Berlin', 'late 2015', '20 Dec - 8 Jan', 'about 3 weeks after EVENT', 'every 3 months until May'; without a zone: UTC."`
	End   *string `help:"When it was over, said in the same way; empty for a moment."`
	Kind  *string `help:"trigger, change, detection, impact, diagnosis, action, communication, decision, observation, resolution, organisation, sitrep or your own."`
	Title *string `help:"One line."`
	Body  *string `help:"Markdown."`
	Actor *string `help:"Who, as a role."`
	Name  *string `help:"Who, by name."`
	Known *string `help:"When people learned of it, said like the time; empty for at once."`
	// A fact is what was recorded, an interpretation what somebody concluded.
	Interpretation *bool    `help:"It is what people concluded, and no recorded fact." negatable:""`
	DiveIn         *bool    `help:"The debrief begins digging here, and nowhere else." negatable:""`
	Within         *string  `help:"The event that it is part of, by id or title; empty for none."`
	Mood           *string  `help:"How people felt: 'Dana: low, could not sleep; Joel: hopeful'; awful, low, so-so, good or great."`
	Cite           []string `help:"Evidence to cite, like EVIDENCE:L10-L12; may be repeated." sep:"none"`
}

func (f *eventFlags) apply(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, event *retro.Event) error {
	if f.At != nil {
		said, err := service.ReadTime(ctx, id, *f.At, authoring.Telling{Near: event.At.At, Self: event.ID, InUTC: true})
		if err != nil {
			return err
		}
		event.At = said[0].At
		if f.End == nil && said[0].End != nil {
			event.End = said[0].End
		}
	}
	for _, given := range []struct {
		said *string
		at   **retro.Instant
	}{{f.End, &event.End}, {f.Known, &event.KnownAt}} {
		if given.said == nil {
			continue
		}
		*given.at = nil
		if *given.said != "" {
			readings, err := service.ReadTime(ctx, id, *given.said, authoring.Telling{Near: event.At.At, Self: event.ID, InUTC: true})
			if err != nil {
				return err
			}
			*given.at = &readings[0].At
		}
	}
	if f.Kind != nil {
		event.Kind = retro.EventKind(*f.Kind)
	}
	if f.Title != nil {
		event.Title = *f.Title
	}
	if f.Body != nil {
		event.Body = *f.Body
	}
	if f.Actor != nil {
		event.Actor.Role = *f.Actor
	}
	if f.Name != nil {
		event.Actor.Name = *f.Name
	}
	if f.Interpretation != nil {
		event.Interpretation = *f.Interpretation
	}
	if f.DiveIn != nil {
		event.DiveIn = *f.DiveIn
	}
	if f.Within != nil {
		event.Within = ""
		if *f.Within != "" {
			holder, err := service.FindEvent(ctx, id, *f.Within)
			if err != nil {
				return err
			}
			event.Within = holder.ID
		}
	}
	if f.Mood != nil {
		feelings, err := retro.ReadFeelings(*f.Mood)
		if err != nil {
			return err
		}
		event.Feelings = feelings
	}
	for i, text := range f.Cite {
		citation, err := service.ParseCitation(ctx, id, text)
		if err != nil {
			return err
		}
		if i == 0 {
			event.Citations = nil
		}
		event.Citations = append(event.Citations, citation)
	}
	return nil
}

type addEventCmd struct {
	eventFlags
}

func (c *addEventCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.withRetrospective(ctx, writes, commands.Event.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		var event retro.Event
		if err := c.apply(ctx, service, id, &event); err != nil {
			return err
		}
		made, err := service.AddEvent(ctx, id, event)
		if err != nil {
			return err
		}
		return s.printEvent(made)
	})
}

type editEventCmd struct {
	Event string `arg:"" help:"The event, by id or title."`
	eventFlags
}

func (c *editEventCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.withRetrospective(ctx, writes, commands.Event.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		event, err := service.FindEvent(ctx, id, c.Event)
		if err != nil {
			return err
		}
		if err := c.apply(ctx, service, id, &event); err != nil {
			return err
		}
		edited, err := service.UpdateEvent(ctx, id, event)
		if err != nil {
			return err
		}
		return s.printEvent(authoring.WithEvent{Edited: edited, Event: event.ID})
	})
}

type removeEventCmd struct {
	Event []string `arg:"" help:"The events."`
}

func (c *removeEventCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.withRetrospective(ctx, writes, commands.Event.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		events, ids, err := findEvents(ctx, service, id, c.Event)
		if err != nil {
			return err
		}
		if _, err := service.RemoveEvents(ctx, id, ids); err != nil {
			return err
		}
		return s.print(events, func(w io.Writer) {
			for _, event := range events {
				fmt.Fprintf(w, "removed %s  %s\n", event.ID, event.Title)
			}
		})
	})
}

func findEvents(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, names []string) ([]retro.Event, []retro.EventID, error) {
	var events []retro.Event
	var ids []retro.EventID
	for _, name := range names {
		event, err := service.FindEvent(ctx, id, name)
		if err != nil {
			return nil, nil, err
		}
		events, ids = append(events, event), append(ids, event.ID)
	}
	return events, ids, nil
}

type shiftEventsCmd struct {
	Event []string `arg:"" help:"The events."`
	By    string   `help:"How far, like '5 min', '1 h 20 min earlier' or '3 days later'." required:""`
}

func (c *shiftEventsCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.withRetrospective(ctx, writes, commands.Event.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		_, ids, err := findEvents(ctx, service, id, c.Event)
		if err != nil {
			return err
		}
		edited, err := service.ShiftEventsBy(ctx, id, ids, c.By)
		if err != nil {
			return err
		}
		return s.printEdited(edited.Unchanged, ids, func(w io.Writer) {
			for _, event := range ids {
				e := edited.Content.FindEvent(event)
				fmt.Fprintf(w, "%s  %s  %s\n", e.ID, e.At.Format(nil), e.Title)
			}
		})
	})
}

type mergeEventsCmd struct {
	Event []string `arg:"" help:"The events."`
}

func (c *mergeEventsCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.withRetrospective(ctx, writes, commands.Event.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		_, ids, err := findEvents(ctx, service, id, c.Event)
		if err != nil {
			return err
		}
		made, err := service.MergeEvents(ctx, id, ids)
		if err != nil {
			return err
		}
		return s.printEvent(made)
	})
}

type sitRepCmd struct {
	Event   string `arg:"" optional:"" help:"The report, by id or title (default: the latest one)."`
	Section string `help:"Put it at the end of this section (default: the summary)." placeholder:"HEADING"`
}

func (c *sitRepCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.withRetrospective(ctx, writes, commands.Event.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		var event retro.Event
		var section retro.Section
		var err error
		if c.Event != "" {
			if event, err = service.FindEvent(ctx, id, c.Event); err != nil {
				return err
			}
		}
		if c.Section != "" {
			if section, err = service.FindSection(ctx, id, c.Section); err != nil {
				return err
			}
		}
		edited, err := service.SitRepToSection(ctx, id, event.ID, section.ID)
		if err != nil {
			return err
		}
		stored := edited.Content.FindSection(section.ID)
		if stored == nil {
			stored = edited.Content.Summary()
		}
		return s.printEdited(edited.Unchanged, stored, func(w io.Writer) { fmt.Fprint(w, stored.Body) })
	})
}

type intoEventCmd struct {
	Holder string   `arg:"" help:"The event that holds the others, by id or title; empty for none."`
	Event  []string `arg:"" help:"The events."`
}

func (c *intoEventCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.withRetrospective(ctx, writes, commands.Event.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		var holder retro.Event
		if c.Holder != "" {
			var err error
			if holder, err = service.FindEvent(ctx, id, c.Holder); err != nil {
				return err
			}
		}
		events, ids, err := findEvents(ctx, service, id, c.Event)
		if err != nil {
			return err
		}
		edited, err := service.MoveInto(ctx, id, ids, holder.ID)
		if err != nil {
			return err
		}
		return s.printEdited(edited.Unchanged, ids, func(w io.Writer) {
			for _, event := range events {
				fmt.Fprintf(w, "%s  %s\n", event.ID, event.Title)
			}
		})
	})
}

type readTimeCmd struct {
	Time string `arg:"" help:"A time as people say it."`
}

func (c *readTimeCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.withRetrospective(ctx, reads, commands.Event.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		readings, err := service.ReadTime(ctx, id, c.Time, authoring.Telling{InUTC: true})
		if err != nil {
			return err
		}
		return s.print(readings, func(w io.Writer) {
			for _, reading := range readings {
				fmt.Fprintln(w, reading.Says)
			}
		})
	})
}
