package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// screen is more rows than the highest window shows.
const screen = 200

// measureEvidence brings logs into a library and asks for what the list of entries
// shows of them, as the window does, without drawing it.
func measureEvidence(folder string) ([]row, error) {
	log := filepath.Join(folder, "access.log")
	if err := writeAccessLog(log); err != nil {
		return nil, err
	}
	library := filepath.Join(folder, "evidence-"+hex.EncodeToString(randomBytes(4))+".db")
	defer os.Remove(library) //nolint:errcheck // a leftover in bench-out harms nobody
	b, err := openEvidence(library)
	if err != nil {
		return nil, err
	}
	rows, err := b.measurePaste(log)
	if err != nil {
		return nil, err
	}
	added, err := b.measureAdd(log)
	if err != nil {
		return nil, err
	}
	id := b.id
	b.close()
	reopened, err := medianOf(func() (time.Duration, error) {
		began := time.Now()
		b, err := openEvidence(library)
		if err != nil {
			return 0, err
		}
		defer b.close()
		b.id = id
		err = b.look()
		return time.Since(began), err
	})
	if err != nil {
		return nil, err
	}
	rows = append(rows, added...)
	rows = append(rows, row{what: "reopen a 200 MB log, to its first screen", ours: reopened, goal: "200 ms"})
	filtered, err := measureFilters(library, id)
	return append(rows, filtered...), err
}

// evidenceBench is a library with one retrospective in use.
type evidenceBench struct {
	db      *sqlite.DB
	service *authoring.Service
	id      retro.RetrospectiveID
}

func openEvidence(library string) (*evidenceBench, error) {
	db, err := sqlite.Open(context.Background(), library, sqlite.Options{Clock: time.Now, OpenText: authoring.OpenText})
	if err != nil {
		return nil, err
	}
	return &evidenceBench{db: db, service: authoring.New(db, time.Now, retro.NewIDs(rand.Reader))}, nil
}

func (b *evidenceBench) close() { _ = b.db.Close() }

func (b *evidenceBench) begin() error {
	workspace, err := b.service.Create(context.Background(), "Bench", "")
	b.id = workspace.ID
	return err
}

func (b *evidenceBench) add(original authoring.Original) error {
	_, err := b.service.AddEvidence(context.Background(), b.id, []authoring.Original{original}, nil)
	return err
}

// look asks for the first screen of all entries.
func (b *evidenceBench) look() error {
	window, err := b.service.Window(context.Background(), b.id, authoring.EntryQuery{}, 0, screen)
	if err == nil && len(window.Entries) == 0 {
		return errors.New("there is nothing to see")
	}
	return err
}

// measurePaste pastes the first 2,000 lines of a log, each time with a line more, so
// that the library has not had them before.
func (b *evidenceBench) measurePaste(log string) ([]row, error) {
	paste, err := firstLines(log, 2000)
	if err != nil {
		return nil, err
	}
	shown, err := medianOf(func() (time.Duration, error) {
		if err := b.begin(); err != nil {
			return 0, err
		}
		paste = append(paste, "and a line more\n"...)
		began := time.Now()
		if err := b.add(authoring.Pasted(paste)); err != nil {
			return 0, err
		}
		err := b.look()
		return time.Since(began), err
	})
	if err != nil {
		return nil, err
	}
	parsed, err := medianOf(func() (time.Duration, error) {
		began := time.Now()
		_, err := ingest.Read(context.Background(), bytes.NewReader(paste), int64(len(paste)), ingest.Options{})
		return time.Since(began), err
	})
	return []row{
		{what: "paste 2,000 lines, to their first screen", ours: shown, goal: "50 ms"},
		{what: "paste 2,000 lines, of it to parse them", ours: parsed, goal: "20 ms"},
	}, err
}

func firstLines(path string, lines int) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read from
	head := make([]byte, lines*512)
	n, err := io.ReadFull(file, head)
	if err != nil {
		return nil, err
	}
	head = head[:n]
	end := 0
	for range lines {
		end += bytes.IndexByte(head[end:], '\n') + 1
	}
	return bytes.Clone(head[:end]), nil
}

// measureAdd brings a large log in: to the rows that are there while it is read, and
// until all of it is. It stays in the library for what is measured next.
func (b *evidenceBench) measureAdd(log string) ([]row, error) {
	info, err := os.Stat(log)
	if err != nil {
		return nil, err
	}
	original := authoring.Original{
		Name: "access.log", Size: info.Size(), Modified: info.ModTime(),
		Open: func() (io.ReadCloser, error) { return os.Open(log) },
	}
	seen, err := medianOf(func() (time.Duration, error) { return b.glimpse(original) })
	if err != nil {
		return nil, err
	}
	if err := b.begin(); err != nil {
		return nil, err
	}
	began := time.Now()
	if err := b.add(original); err != nil {
		return nil, err
	}
	err = b.look()
	return []row{
		{what: "add a 200 MB log, to its first screen", ours: seen, goal: "150 ms"},
		{what: "add a 200 MB log, until all of it is in (once)", ours: time.Since(began)},
	}, err
}

// glimpse adds an original until its first rows are told, and stops it then.
func (b *evidenceBench) glimpse(original authoring.Original) (time.Duration, error) {
	if err := b.begin(); err != nil {
		return 0, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var seen time.Duration
	began := time.Now()
	_, err := b.service.AddEvidence(ctx, b.id, []authoring.Original{original}, func(taken authoring.Taken) {
		if taken.Glimpse != nil {
			seen = time.Since(began)
			cancel()
		}
	})
	if seen == 0 {
		return 0, errors.Join(errors.New("there was nothing to see"), err)
	}
	return seen, nil
}

// measureFilters filters a million entries by a text and by expressions, to the first
// rows and to the last.
func measureFilters(library string, id retro.RetrospectiveID) ([]row, error) {
	b, err := openEvidence(library)
	if err != nil {
		return nil, err
	}
	defer b.close()
	b.id = id
	var rows []row
	for _, filter := range []struct{ name, text string }{
		{"a text", "checkout"},
		{"a text that is rare", `" 502 8999`},
		{"a regular expression", `/(checkout|login) HTTP.* 50[02] /`},
		{"one without a word", `/\b5\d\d [0-9]{4}\b/`},
	} {
		query := authoring.EntryQuery{Text: filter.text}
		var first []time.Duration
		all, err := medianOf(func() (time.Duration, error) {
			// Another query in between, since the last one is remembered.
			if err := b.look(); err != nil {
				return 0, err
			}
			began := time.Now()
			for found := false; !found; {
				window, err := b.service.Window(context.Background(), id, query, 0, screen)
				if err != nil {
					return 0, err
				}
				found = window.Total > 0 || window.State != authoring.SearchRunning
			}
			first = append(first, time.Since(began))
			_, err := b.service.Entries(context.Background(), id, query, 0, screen)
			return time.Since(began), err
		})
		if err != nil {
			return nil, err
		}
		rows = append(rows,
			row{what: "filter a million entries by " + filter.name + ", first", ours: median(first), goal: "100 ms"},
			row{what: "filter a million entries by " + filter.name + ", all", ours: all, goal: "1 s"})
	}
	return rows, nil
}
