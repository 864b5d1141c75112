package ingest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

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

// FuzzFilter compares the quick search with the plain meaning of a text.
func FuzzFilter(f *testing.F) {
	f.Add("a\nB\n", "b")
	f.Add("2026-03-14T21:40:00Z pool\n2026-03-14T21:40:01Z POOL empty\n", "/pool.+ty/")
	f.Fuzz(func(t *testing.T, text, wanted string) {
		expression, isExpression := strings.CutPrefix(wanted, "/")
		isExpression = isExpression && len(wanted) > 2 && strings.HasSuffix(wanted, "/")
		var pattern *regexp.Regexp
		if isExpression {
			var err error
			if pattern, err = regexp.Compile("(?i)" + strings.TrimSuffix(expression, "/")); err != nil {
				return
			}
		}
		// Other alphabets have cases of their own, and UTF-16 is decoded first.
		if wanted == "" || !utf8.ValidString(text) || strings.ContainsFunc(text+wanted, func(r rune) bool { return r >= utf8.RuneSelf || r == 0 }) {
			return
		}
		ix := read(t, text, ingest.Options{})
		want := 0
		for i, e := range ix.Entries {
			entry := text[e.Offset : e.Offset+ix.LengthOf(i)]
			if pattern != nil && pattern.MatchString(entry) || pattern == nil && strings.Contains(strings.ToLower(entry), strings.ToLower(wanted)) {
				want++
			}
		}
		if got := filterText(t, ix, []byte(text), wanted); got != want {
			t.Errorf("%q is in %d entries, want %d", wanted, got, want)
		}
	})
}

// FuzzParseZone proves that a zone is read or refused with a hint.
func FuzzParseZone(f *testing.F) {
	for _, zone := range []string{"Europe/Berlin", "+02:00", "UTC-3", "IST", "", "new york"} {
		f.Add(zone)
	}
	f.Fuzz(func(t *testing.T, zone string) {
		location, err := ingest.ParseZone(zone)
		switch {
		case err == nil && location == nil:
			t.Error("it is no zone")
		case err != nil && (retro.ErrorCode(err) != retro.CodeInvalid || retro.ErrorHint(err) == ""):
			t.Error(err)
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
