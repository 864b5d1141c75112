// Package cli is the command line: the same use cases as the window, for scripts
// and for machines without a display.
//
// House rules of its output: results go to standard output, everything said
// about them to standard error. A failure is one line "error: …" and, where
// something can be done about it, one line "hint: …"; it exits 1, and 2 where the
// command itself was not understood. With --json a command prints one JSON value
// instead of text, and a stream of entries one value per line. Nothing asks a
// question: what is not said has a default that the help names.
package cli

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// Environment is everything outside the process that a command may touch.
type Environment struct {
	In       io.Reader
	Out, Err io.Writer
	Clock    retro.Clock
	// Ticks reads the machine's clocks for a debrief; nil makes do with Clock.
	Ticks retro.Ticker
	// Library is the library file to use where --library does not name another.
	Library string
	// Colour allows coloured text on Out.
	Colour bool
}

// grammar is the whole command line.
type grammar struct {
	JSON    bool             `help:"Print JSON."`
	Library string           `help:"The library file to use (default: AFTERWORD_LIBRARY, else afterword.db in the user's data folder)." placeholder:"PATH"`
	Version kong.VersionFlag `help:"Print the version."`

	New       newCmd       `cmd:"" help:"Begin a retrospective."`
	List      listCmd      `cmd:"" help:"List the retrospectives."`
	Show      showCmd      `cmd:"" help:"Show a retrospective: stages, figures, timeline, sections, evidence."`
	Search    searchCmd    `cmd:"" help:"Search the whole library."`
	Learnings learningsCmd `cmd:"" help:"List what was learned, over all retrospectives."`
	Templates templatesCmd `cmd:"" help:"List the templates, print one, or keep one of your own."`
	Template  templateCmd  `cmd:"" help:"Switch a retrospective to another template, or keep its sections as one."`
	Demo      demoCmd      `cmd:"" help:"Build the example retrospective from its raw logs and export everything."`

	Keep libraryCmd `cmd:"" name:"library" help:"Check, copy and restore the library as a whole."`

	Add      addCmd      `cmd:"" help:"Add logs, chat, screenshots or files as evidence."`
	Seen     seenCmd     `cmd:"" help:"Note that what is new in sources that grew was looked at."`
	Extract  extractCmd  `cmd:"" help:"Add the log that somebody pasted into a message as evidence of its own."`
	Parse    parseCmd    `cmd:"" help:"Print the entries of files as JSON lines. Needs no library."`
	Entries  entriesCmd  `cmd:"" help:"Print the entries of all sources, merged in time order."`
	Chart    chartCmd    `cmd:"" help:"Make a chart out of the entries: as a table, SVG, PNG or CSV."`
	Promote  promoteCmd  `cmd:"" help:"Make an event out of lines of evidence."`
	Event    eventCmd    `cmd:"" help:"Add, edit or remove an event of the timeline."`
	Timeline timelineCmd `cmd:"" help:"Draw the timeline as SVG or PNG."`
	Draft    draftCmd    `cmd:"" help:"Mark a retrospective as a draft, which whatever leaves says, or as final."`
	Solo     soloCmd     `cmd:"" help:"Make a retrospective one person’s own account, without a debrief, or bring the debrief back."`
	Section  sectionCmd  `cmd:"" help:"Print a section, or write it with --file."`
	Private  privateCmd  `cmd:"" help:"List the private notes, which leave with nothing, add one, or put one into the text."`
	Find     findCmd     `cmd:"" help:"Find words in the document, and replace them."`
	Table    tableCmd    `cmd:"" help:"Print or fill in a table: impact, assumptions, claims, learnings, glossary and others."`

	Question questionCmd `cmd:"" help:"Ask people and teams, and keep what they answer."`

	Actions actionsCmd `cmd:"" help:"List the ideas and action items, or park ideas to look at them again some days later."`

	Debrief debriefCmd `cmd:"" help:"Hold the debrief: its clock, its notes, its recordings."`

	Checkpoint checkpointCmd `cmd:"" help:"Name the present state."`
	Revisions  revisionsCmd  `cmd:"" help:"List the revisions, newest first."`
	Diff       diffCmd       `cmd:"" help:"Show what changed between two revisions."`
	Compare    compareCmd    `cmd:"" help:"Compare two Markdown files word by word. Needs no library."`
	Restore    restoreCmd    `cmd:"" help:"Bring back a revision, or a part of it, as a new revision."`
	Export     exportCmd     `cmd:"" help:"Write a retrospective for others to read."`
	Names      namesCmd      `cmd:"" help:"List what people and teams are called in the editions for the company and for clients, or say it otherwise."`
	Import     importCmd     `cmd:"" help:"Take in a page that others edited, or a bundle."`
	Purge      purgeCmd      `cmd:"" help:"Take evidence or words out for good: of all revisions, and of the copies of the library."`
	Review     reviewCmd     `cmd:"" help:"Look for what readers would stumble over: wording, gaps, what is missing, secrets."`
	Conflicts  conflictsCmd  `cmd:"" help:"List what an import or a bundle changed on both sides and nobody has settled."`
	Thread     threadCmd     `cmd:"" help:"List where the investigation stops at a human error, and link a deeper factor or waive it."`
	Settle     settleCmd     `cmd:"" help:"Settle a conflict: mine, theirs, both, or words of your own."`
}

// session is what a command's Run gets.
type session struct {
	Environment
	json bool
}

// Run carries out one command line and returns the exit code. The version is
// what --version prints.
func Run(ctx context.Context, args []string, version string, env Environment) int {
	var commands grammar
	code := exitOK
	stopped := false
	parser, err := kong.New(
		&commands,
		kong.Name("afterword"),
		kong.Description("Incident retrospectives from raw logs to a shared document, offline. Without a command it opens the window. "+
			"An ID may be shortened to a unique beginning; “latest” names the newest retrospective."),
		kong.Writers(env.Out, env.Err),
		kong.Vars{"version": version},
		kong.PostBuild(describeExport),
		kong.Exit(func(status int) { code, stopped = status, true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		return Report(env.Err, err)
	}
	command, err := parser.Parse(args)
	if stopped {
		return code
	}
	if err != nil {
		return usage(env.Err, err)
	}
	if commands.Library != "" {
		env.Library = commands.Library
	}
	err = command.Run(&session{Environment: env, json: commands.JSON})
	return Report(env.Err, err)
}

func usage(w io.Writer, err error) int {
	fmt.Fprintf(w, "error: %s\n", err)
	fmt.Fprintln(w, "hint: afterword --help lists the commands, afterword COMMAND --help what one takes")
	return exitUsage
}

// Report tells a person what went wrong, if anything, and returns the exit code.
func Report(w io.Writer, err error) int {
	if err == nil {
		return exitOK
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, "error: stopped; nothing was changed")
		return exitFailed
	}
	fmt.Fprintf(w, "error: %s\n", err)
	if hint := retro.ErrorHint(err); hint != "" {
		fmt.Fprintf(w, "hint: %s\n", hint)
	}
	return exitFailed
}

// access says what a command does with the library.
type access int

const (
	reads access = iota
	writes
	// records writes what it can, and makes do with reading where the window has
	// the library open or nobody may write to it.
	records
)

// withService opens the library for one piece of work. Reading needs no lock and
// works while the window is open; a library that does not exist yet is made, and
// one of an older format upgraded, as the window would.
func (s *session) withService(ctx context.Context, how access, work func(*authoring.Service) error) error {
	info, err := os.Stat(s.Library)
	if errors.Is(err, os.ErrNotExist) {
		how = writes
	}
	isOfToday := err != nil || info.ModTime().UTC().Format(time.DateOnly) == s.Clock().UTC().Format(time.DateOnly)
	readOnly := how == reads
	open := func() (*sqlite.DB, error) {
		return sqlite.Open(ctx, s.Library, sqlite.Options{ReadOnly: readOnly, Clock: s.Clock, OpenText: authoring.OpenText})
	}
	db, err := open()
	switch code := retro.ErrorCode(err); {
	case how == records && (code == retro.CodeLocked || code == retro.CodeInvalid):
		readOnly = true
		db, err = open()
	case how == reads && code == retro.CodeUnsupported:
		readOnly = false
		db, err = open() // upgrades; what is no library at all is refused again
	}
	if err != nil {
		return fmt.Errorf("open library: %w", err)
	}
	service := authoring.New(db, s.Clock, retro.NewIDs(rand.Reader))
	if s.Ticks != nil {
		service = service.WithTicker(s.Ticks)
	}
	if !readOnly && !isOfToday {
		// The first to write on a day keeps what the day before left.
		if err := service.KeepDailyCopy(ctx); err != nil {
			s.say("no copy of the library was kept today: %s", err)
		}
	}
	workErr := work(service)
	if closeErr := db.Close(); workErr == nil && closeErr != nil { //nolint:contextcheck // closing must end what ctx cut off
		return fmt.Errorf("close library: %w", closeErr)
	}
	return workErr
}

// withRetrospective is withService for one retrospective, named as people type
// it.
func (s *session) withRetrospective(ctx context.Context, how access, id string, work func(*authoring.Service, retro.RetrospectiveID) error) error {
	return s.withService(ctx, how, func(service *authoring.Service) error {
		found, err := service.Find(ctx, id)
		if err != nil {
			return err
		}
		return work(service, found.ID)
	})
}

// print writes value as JSON, or calls text.
func (s *session) print(value any, text func(w io.Writer)) error {
	if !s.json {
		text(s.Out)
		return nil
	}
	encoder := json.NewEncoder(s.Out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// printEdited prints what an act left there, and tells where it found all as it
// should be: in words, or as "unchanged" in the JSON of value, which is an object.
func (s *session) printEdited(isUnchanged bool, value any, text func(w io.Writer)) error {
	if !isUnchanged {
		return s.print(value, text)
	}
	s.say("Nothing changed")
	var object bytes.Buffer
	encoder := json.NewEncoder(&object)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	told := append(bytes.TrimSuffix(bytes.TrimSpace(object.Bytes()), []byte("}")), `,"unchanged":true}`...)
	return s.print(json.RawMessage(told), text)
}

// say tells the person at the terminal what happened; scripts read Out.
func (s *session) say(format string, args ...any) {
	fmt.Fprintf(s.Err, strings.TrimSuffix(format, "\n")+"\n", args...)
}
