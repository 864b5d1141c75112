package ingest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// FuzzFormat forces each format upon any text, so that its parser sees what
// recognition would keep from it. What is printed of it must be JSON that says what
// Describe does.
func FuzzFormat(f *testing.F) {
	names := ingest.Formats()
	for number, info := range ingest.Catalogue() {
		for _, sample := range info.Samples {
			f.Add(number, []byte(sample+"\n"+sample))
		}
	}
	f.Fuzz(func(t *testing.T, number int, raw []byte) {
		if number < 0 || number >= len(names) {
			return
		}
		ix := read(t, string(raw), ingest.Options{Format: names[number], Reference: reference, Zone: "Europe/Berlin"})
		var out bytes.Buffer
		if err := ingest.WriteParse(&out, ix, bytes.NewReader(raw), ingest.Output{}); err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(out.String(), "\n")
		if len(lines) != len(ix.Entries)+2 {
			t.Fatalf("%d lines for %d entries", len(lines), len(ix.Entries))
		}
		for i, e := range ix.Entries {
			var printed struct{ Text, Written, Actor string }
			if err := json.Unmarshal([]byte(lines[i+1]), &printed); err != nil {
				t.Fatalf("%q: %v", lines[i+1], err)
			}
			d := ix.Describe(i, raw[e.Offset:e.Offset+ix.LengthOf(i)])
			if printed.Text != d.Text || printed.Written != d.Written || printed.Actor != d.Actor {
				t.Errorf("printed %+v of %+v", printed, d)
			}
		}
	})
}

// FuzzSlack proves that the files of an export are read or refused.
func FuzzSlack(f *testing.F) {
	f.Add(slackFiles()[3], slackFiles()[5])
	f.Add(`[{"id":""}]`, `[{"ts":"1","text":"<@U1|x>"}]`)
	f.Fuzz(func(t *testing.T, users, day string) {
		export, err := openArchive(zipped(t, "users.json", users, "c/2026-03-14.json", day))
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if err := ingest.WriteSlack(context.Background(), export, &text); err != nil {
			if retro.ErrorCode(err) != retro.CodeInvalid {
				t.Error(err)
			}
			return
		}
		if !json.Valid(text.Bytes()) {
			t.Errorf("%q is no JSON", text.String())
		}
		read(t, text.String(), ingest.Options{Kind: retro.EvidenceChat})
	})
}
