package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

const (
	historyRevisions = 10_000
	historyEvents    = 500
	historySections  = 12
	historyMegabytes = 40
)

// measureHistory saves 10,000 automatic revisions of a retrospective of 20,000
// words and 500 events, each with one paragraph rewritten, and then reads that
// history as somebody does who has just opened the library.
func measureHistory(folder string) ([]row, error) {
	ctx := context.Background()
	path := filepath.Join(folder, "history.db")
	if err := removeLibrary(path); err != nil {
		return nil, err
	}
	id, err := writeHistory(ctx, path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	rows := []row{{
		what: "keep 10,000 revisions of 20,000 words and 500 events", measured: fmt.Sprintf("%.1f MB", float64(info.Size())/1e6),
		goal: fmt.Sprintf("%d MB", historyMegabytes),
	}}
	for _, look := range looks(id) {
		took, err := medianOf(func() (time.Duration, error) { return lookOnce(ctx, path, id, look.do) })
		if err != nil {
			return nil, err
		}
		rows = append(rows, row{what: look.what, ours: took, goal: look.goal})
	}
	inWindow, err := historyInWindow(folder, path)
	if err != nil {
		return nil, err
	}
	return append(rows, inWindow...), removeLibrary(path)
}

// historyInWindow looks at the same history in the built page.
func historyInWindow(folder, path string) ([]row, error) {
	var found []struct{ List, Run, Choice float64 }
	if err := inChromium(folder, "history", &found, "BENCH_LIBRARY="+path); err != nil {
		return nil, err
	}
	var list, run, choice []time.Duration
	for _, one := range found {
		list, run, choice = append(list, duration(one.List)), append(run, duration(one.Run)), append(choice, duration(one.Choice))
	}
	return []row{
		{what: "the window: from the key until the list of them stands", ours: median(list), goal: "150ms"},
		{what: "the window: open a day of 1,440 automatic ones", ours: median(run)},
		{what: "the window: choose one, until what it changed stands", ours: median(choice)},
	}, nil
}

type look struct {
	what, goal string
	do         func(ctx context.Context, s *authoring.Service, db *sqlite.DB) error
}

func looks(id retro.RetrospectiveID) []look {
	return []look{
		{"open the history of 10,000 revisions", "150ms", func(ctx context.Context, s *authoring.Service, _ *sqlite.DB) error {
			if _, err := s.Outline(ctx, id, "UTC"); err != nil {
				return err
			}
			_, err := s.Compare(ctx, id, "", "")
			return err
		}},
		{"read any of them", "20ms", func(ctx context.Context, s *authoring.Service, db *sqlite.DB) error {
			page, err := s.RevisionPage(ctx, id, mathrand.IntN(historyRevisions), 1)
			if err != nil {
				return err
			}
			_, err = db.Content(ctx, page[0].Revision.ID)
			return err
		}},
		{"say what 50 of them changed", "", func(ctx context.Context, s *authoring.Service, _ *sqlite.DB) error {
			page, err := s.RevisionPage(ctx, id, 5000, 50)
			if err != nil {
				return err
			}
			var ids []retro.RevisionID
			for _, listed := range page {
				ids = append(ids, listed.Revision.ID)
			}
			_, err = s.SummariseRevisions(ctx, id, ids)
			return err
		}},
		{"find when a sentence came, in all of them", "", func(ctx context.Context, s *authoring.Service, _ *sqlite.DB) error {
			_, err := s.FindText(ctx, id, "in revision 5000")
			return err
		}},
		{"find who changed a section, in all of them", "", func(ctx context.Context, s *authoring.Service, _ *sqlite.DB) error {
			_, err := s.Touching(ctx, id, "section:Part 3", "")
			return err
		}},
	}
}

// lookOnce measures one look at a library that was just opened, beside the
// retrospective, which is open before its history is.
func lookOnce(
	ctx context.Context, path string, id retro.RetrospectiveID, do func(context.Context, *authoring.Service, *sqlite.DB) error,
) (time.Duration, error) {
	db, err := sqlite.Open(ctx, path, sqlite.Options{Clock: time.Now, OpenText: authoring.OpenText})
	if err != nil {
		return 0, err
	}
	defer db.Close() //nolint:errcheck,contextcheck // it was only read
	service := authoring.New(db, time.Now, retro.NewIDs(rand.Reader))
	if _, err := service.Open(ctx, id); err != nil {
		return 0, err
	}
	began := time.Now()
	if err := do(ctx, service, db); err != nil {
		return 0, err
	}
	return time.Since(began), nil
}

// writeHistory writes the history straight into the library: nobody waits there
// for the rest of a save.
func writeHistory(ctx context.Context, path string) (id retro.RetrospectiveID, err error) {
	db, err := sqlite.Open(ctx, path, sqlite.Options{Clock: time.Now, OpenText: authoring.OpenText})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }() //nolint:contextcheck // closing takes none
	content := historyContent()
	at := time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)
	head := retro.Revision{
		ID: "revision1", Retrospective: "history", Kind: retro.RevisionAuto, Reason: "begin", Author: "Dana", At: at,
	}
	if head, err = db.CreateRetrospective(ctx, head, content); err != nil {
		return "", err
	}
	random := mathrand.New(mathrand.NewPCG(3, 4))
	for n := 2; n <= historyRevisions; n++ {
		section := &content.Sections[random.IntN(len(content.Sections))]
		rewriteParagraph(random, section, n)
		head, err = db.Commit(ctx, head.ID, retro.Revision{
			ID: retro.RevisionID(fmt.Sprintf("revision%d", n)), Retrospective: head.Retrospective, Kind: retro.RevisionAuto,
			Reason: retro.ReasonWrite + section.Heading, Author: "Dana", At: at.Add(time.Duration(n) * time.Minute),
		}, content)
		if err != nil {
			return "", err
		}
	}
	return head.Retrospective, nil
}

func historyContent() retro.Content {
	text, _ := documents(20000)
	paragraphs, words := strings.Split(text, "\n\n"), strings.Fields(text)
	content := retro.Content{Title: "A long history"}.Normalised()
	size := len(paragraphs)/historySections + 1
	for n := range historySections {
		part := paragraphs[min(n*size, len(paragraphs)):min((n+1)*size, len(paragraphs))]
		content.Sections = append(content.Sections, retro.Section{
			ID: retro.SectionID(fmt.Sprintf("section%d", n)), Heading: fmt.Sprintf("Part %d", n), Body: strings.Join(part, "\n\n"),
		})
	}
	at := time.Date(2026, 3, 14, 3, 0, 0, 0, time.UTC)
	for n := range historyEvents {
		content.Events = append(content.Events, retro.Event{
			ID: retro.EventID(fmt.Sprintf("event%d", n)), At: retro.NewInstant(at.Add(time.Duration(n) * time.Second)),
			Kind: retro.KindObservation, Title: strings.Join(words[n*9:n*9+9], " "),
		})
	}
	return content
}

// rewriteParagraph turns some words of one paragraph over and says when.
func rewriteParagraph(random *mathrand.Rand, section *retro.Section, n int) {
	paragraphs := strings.Split(section.Body, "\n\n")
	at := random.IntN(len(paragraphs))
	words := strings.Fields(paragraphs[at])
	for range len(words) / 3 {
		i, j := random.IntN(len(words)), random.IntN(len(words))
		words[i], words[j] = words[j], words[i]
	}
	paragraphs[at] = fmt.Sprintf("In revision %d: %s", n, strings.Join(words[min(3, len(words)):], " "))
	section.Body = strings.Join(paragraphs, "\n\n")
}

func removeLibrary(path string) error {
	for _, end := range []string{"", "-wal", "-shm", ".lock"} {
		if err := os.Remove(path + end); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}
