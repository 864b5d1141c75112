package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// measureCompare compares two versions of a document as a whole process, from exec
// to exit, at three sizes; against git and wdiff, which compare words as well.
func measureCompare(folder string) ([]row, error) {
	binary, err := headless(folder)
	if err != nil {
		return nil, err
	}
	var rows []row
	for _, size := range []struct {
		name  string
		words int
		goal  string // "": reported, and no goal
	}{{"5 KB", 970, ""}, {"50 KB", 9700, ""}, {"1 MB", 194000, "3"}} {
		old, after, err := writeVersions(folder, size.words)
		if err != nil {
			return nil, err
		}
		ours, err := timed(nil, 0, binary, "compare", old, after, "--format", "json")
		if err != nil {
			return nil, err
		}
		git, err := timed(nil, 1, "git", "diff", "--no-index", "--no-color", "--word-diff", old, after)
		if err != nil {
			return nil, err
		}
		wdiff, err := timed(nil, 1, "wdiff", old, after)
		if err != nil {
			return nil, err
		}
		what := "compare two documents of " + size.name
		rows = append(rows,
			row{what: what, ours: ours, yardstick: "git --word-diff", theirs: git, goal: size.goal},
			row{what: what, ours: ours, yardstick: "wdiff", theirs: wdiff})
	}
	return rows, nil
}

func writeVersions(folder string, words int) (oldPath, newPath string, err error) {
	old, after := documents(words)
	oldPath, newPath = filepath.Join(folder, "old.md"), filepath.Join(folder, "new.md")
	for path, text := range map[string]string{oldPath: old, newPath: after} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return "", "", err
		}
	}
	return oldPath, newPath, nil
}

// measureChangeSet finds the change set of a retrospective of 20,000 words and 500
// events of which one word and one event in twenty changed.
func measureChangeSet(string) ([]row, error) {
	from, to := contents()
	took, err := medianOf(func() (time.Duration, error) {
		began := time.Now()
		if diff.Compare(from, to).IsEmpty() {
			return 0, errors.New("nothing changed")
		}
		return time.Since(began), nil
	})
	if err != nil {
		return nil, err
	}
	return []row{{what: "change set of 20,000 words, 500 events", ours: took, goal: "50ms"}}, nil
}

// contents returns a retrospective and the same after its debrief.
func contents() (from, to retro.Content) {
	random := rand.New(rand.NewPCG(3, 3))
	start := time.Date(2026, 3, 14, 10, 0, 0, 0, time.UTC)
	for i := range 20 {
		body, _ := documents(1000)
		section := retro.Section{ID: retro.SectionID(fmt.Sprint("section-", i)), Heading: fmt.Sprint("Part ", i), Body: body}
		from.Sections = append(from.Sections, section)
		words := strings.SplitAfter(body, " ")
		for at := range words {
			if random.IntN(20) == 0 {
				words[at] = "otherwise "
			}
		}
		section.Body = strings.Join(words, "")
		to.Sections = append(to.Sections, section)
	}
	for i := range 500 {
		event := retro.Event{
			ID: retro.EventID(fmt.Sprint("event-", i)), Kind: retro.KindObservation,
			At: retro.NewInstant(start.Add(time.Duration(i) * time.Minute)), Title: "The queue grew again",
		}
		from.Events = append(from.Events, event)
		if i%20 == 0 {
			event.At, event.Title = event.At.Shift(3*time.Minute), "The queue of orders grew again"
		}
		to.Events = append(to.Events, event)
	}
	retro.SortEvents(to.Events)
	return from, to
}
