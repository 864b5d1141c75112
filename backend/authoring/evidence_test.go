package authoring_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// file is an original with a name and a time, as a drop on the window brings it.
func file(name string, data []byte) authoring.Original {
	return authoring.Original{
		Name: name, Modified: begun.Add(-time.Hour),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil },
	}
}

// TestFileTimeIsAGuess proves that the time of a file settles a missing year but
// dates no line that has only a time of day.
func TestFileTimeIsAGuess(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{
		file("yearless.log", []byte("Mar 14 21:40:00 web-1 sshd[1]: a\nMar 14 21:41:00 web-1 sshd[1]: b\n")),
		file("clock.log", []byte("07:40:00.123 [info] a\n07:41:00.123 [info] b\n")),
	}, nil))
	yearless, clock := added.Edited.Readings[added.Evidence[0]], added.Edited.Readings[added.Evidence[1]]
	if yearless.First == nil || yearless.First.At.Year() != 2026 {
		t.Errorf("the year was not settled: %+v", yearless)
	}
	if clock.First != nil {
		t.Errorf("a day was made up: %v", clock.First)
	}
	answered := *added.Edited.Content.FindEvidence(added.Evidence[1])
	answered.Reference = time.Date(2026, 3, 14, 23, 59, 59, 0, time.UTC)
	w := must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, answered))
	want := retro.Instant{At: time.Date(2026, 3, 14, 7, 40, 0, 123_000_000, time.UTC), Precision: retro.PrecisionMillisecond}
	if first := w.Readings[answered.ID].First; first == nil || *first != want {
		t.Errorf("after the answer it begins at %v", first)
	}
}

// TestZoneKeepsTheDay proves that the day on which something was written, once somebody
// said it, is the same in whatever zone it is read afterwards.
func TestZoneKeepsTheDay(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{
		authoring.Pasted([]byte("Priya Nair\n  9:41 PM\nanyone else seeing 502s?\nTom Okafor\n  9:42 PM\nyes, looking\n")),
	}, nil))
	evidence := *added.Edited.Content.FindEvidence(added.Evidence[0])
	evidence.Reference = time.Date(2026, 3, 14, 23, 59, 59, 0, time.UTC)
	for _, zone := range []string{"", "America/Los_Angeles", "Asia/Tokyo", "+05:30", "UTC", ""} {
		evidence.Zone = zone
		w := must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, evidence))
		evidence = *w.Content.FindEvidence(evidence.ID)
		location := time.UTC
		if zone != "" {
			location = must[*time.Location](t)(stamp.ParseZone(zone))
		}
		first := w.Readings[evidence.ID].First
		if want := "2026-03-14 21:41"; first == nil || first.At.In(location).Format("2006-01-02 15:04") != want {
			t.Errorf("in the zone %q it begins at %v, want %s there", zone, first, want)
		}
	}
}

// TestFormatIsChosenAndRecognisedAgain proves that people have the last word on what a
// source is, and can give it back.
func TestFormatIsChosenAndRecognisedAgain(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{authoring.Pasted([]byte(twoLines))}, nil))
	evidence := *added.Edited.Content.FindEvidence(added.Evidence[0])
	recognised := added.Edited.Readings[evidence.ID]

	evidence.Format = "text"
	w := must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, evidence))
	if reading := w.Readings[evidence.ID]; reading.Format != "text" || reading.First != nil {
		t.Errorf("as plain text it reads %+v", reading)
	}
	evidence.Format = ""
	w = must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, evidence))
	if diff := cmp.Diff(recognised, w.Readings[evidence.ID]); diff != "" {
		t.Errorf("recognised again it reads otherwise:\n%s", diff)
	}
	evidence.Format = "nginx_acces"
	if _, err := service.UpdateEvidence(ctx, id, evidence); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("an unknown format: %v, want CodeInvalid", err)
	}
	if formats := authoring.Formats(); !slices.ContainsFunc(formats, func(f authoring.Format) bool { return f.Name == recognised.Format && f.Title != "" }) {
		t.Errorf("%s is not offered among %v", recognised.Format, formats)
	}
}

const twoLines = "2026-03-14T21:40:00Z ERROR disk full\n  at store.go:12\n2026-03-14T21:41:00Z INFO recovered\n"

func compressed(t *testing.T, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := io.WriteString(w, text)
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func archive(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		member, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: begun.Add(-2 * time.Hour)})
		if err == nil {
			_, err = io.WriteString(member, files[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestCompressedEvidence proves that a compressed log stays as it was given while
// its text is read, searched and shown.
func TestCompressedEvidence(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	data := compressed(t, twoLines)
	added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{file("disk.log.gz", data)}, nil))
	e := added.Edited.Content.FindEvidence(added.Evidence[0])
	if e.Kind != retro.EvidenceLog || e.Size != int64(len(data)) || e.MediaType != "application/gzip" {
		t.Errorf("kept as %+v", e)
	}
	if sum := sha256.Sum256(data); string(e.Hash) != hex.EncodeToString(sum[:]) {
		t.Errorf("its hash is not that of the compressed bytes")
	}
	window := must[authoring.EntryWindow](t)(service.Entries(ctx, id, authoring.EntryQuery{Text: "disk"}, 0, 10))
	if window.Total != 1 || window.Entries[0].Text != "ERROR disk full\n  at store.go:12" {
		t.Errorf("found %+v", window)
	}
	detail := must[authoring.EntryDetail](t)(service.EntryDetail(ctx, id, e.ID, 2))
	if detail.Raw != "2026-03-14T21:40:00Z ERROR disk full\n  at store.go:12\n" {
		t.Errorf("raw is %q", detail.Raw)
	}
}

// TestBrokenCompression proves that what can be unpacked is read, and the rest told.
func TestBrokenCompression(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	data := compressed(t, strings.Repeat(twoLines, 10_000))
	bomb := compressed(t, strings.Repeat("2026-03-14T21:40:00Z a\n", 4_000_000))
	added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{
		file("cut.log.gz", data[:len(data)-200]), file("bomb.log.gz", bomb), file("junk.gz", []byte("\x1f\x8b\x08 no gzip")),
	}, nil))
	if len(added.Evidence) != 2 || len(added.Refused) != 1 || added.Refused[0].Name != "bomb.log.gz" {
		t.Fatalf("added %d, refused %+v", len(added.Evidence), added.Refused)
	}
	cut := added.Edited.Readings[added.Evidence[0]]
	if cut.Entries < 10_000 || !strings.Contains(cut.Why, "breaks off") {
		t.Errorf("the cut one reads %+v", cut)
	}
	if junk := added.Edited.Content.FindEvidence(added.Evidence[1]); junk.Kind != retro.EvidenceFile {
		t.Errorf("the junk is a %s", junk.Kind)
	}
}

// TestArchiveEvidence proves that each file in a zip is evidence of its own.
func TestArchiveEvidence(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	data := archive(t, map[string]string{
		"web/app.log": twoLines, "db/app.log": strings.ReplaceAll(twoLines, "disk", "pool"), "empty.log": "",
		"core.bin": strings.Repeat("\x00\x01\x02\x03", 1000), "old.log.gz": string(compressed(t, strings.ReplaceAll(twoLines, "disk", "cache"))),
		"inner.zip": string(archive(t, map[string]string{"a.log": twoLines})),
	})
	added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{file("logs.zip", data)}, nil))
	labels := []string{}
	for _, id := range added.Evidence {
		e := added.Edited.Content.FindEvidence(id)
		labels = append(labels, e.Label+" "+e.FileName)
		if !e.Reference.Equal(begun.Add(-2*time.Hour)) || !e.Guessed {
			t.Errorf("%s refers to %v", e.Label, e.Reference)
		}
	}
	if diff := cmp.Diff([]string{"db/app.log app.log", "old.log.gz old.log.gz", "web/app.log app.log"}, labels); diff != "" {
		t.Error(diff)
	}
	refused := []string{}
	for _, r := range added.Refused {
		refused = append(refused, r.Name+": "+r.Reason)
	}
	want := []string{"core.bin: its bytes are neither text nor a picture", "empty.log: there is nothing in it", "inner.zip: it is an archive in an archive"}
	if diff := cmp.Diff(want, refused); diff != "" {
		t.Error(diff)
	}
}

// TestTarEvidence proves the same for a tar, compressed or not.
func TestTarEvidence(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	w := tar.NewWriter(&out)
	for name, text := range map[string]string{"sos/var/log/app.log": twoLines, "sos/core.bin": strings.Repeat("\x00\x01\x02\x03", 1000)} {
		if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(text)), ModTime: begun.Add(-2 * time.Hour)}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"sos.tar": []byte(out.String()), "sos.tar.gz": compressed(t, out.String())} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := openService(t)
			added := must[authoring.Added](t)(service.AddEvidence(t.Context(), begin(t, service), []authoring.Original{file(name, data)}, nil))
			if len(added.Evidence) != 1 || len(added.Refused) != 1 {
				t.Fatalf("added %v, refused %v", added.Evidence, added.Refused)
			}
			e := added.Edited.Content.FindEvidence(added.Evidence[0])
			if e.Label != "sos/var/log/app.log" || added.Edited.Readings[e.ID].Entries != 2 || !e.Reference.Equal(begun.Add(-2*time.Hour)) {
				t.Errorf("added %+v", e)
			}
		})
	}
}

// TestSlackExport proves that the archive of a workspace is one conversation.
func TestSlackExport(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	data := archive(t, map[string]string{
		"users.json":                `[{"id":"U1","profile":{"real_name":"Dana Kim"}}]`,
		"incidents/2026-03-14.json": `[{"type":"message","user":"U1","ts":"1773524400.482349","text":"seeing 502s"}]`,
		"incidents/2026-03-13.json": `[{"type":"message","user":"U1","ts":"1773424400.482349","text":"quiet"}]`,
	})
	added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{file("export.zip", data)}, nil))
	if len(added.Evidence) != 1 {
		t.Fatalf("added %+v", added)
	}
	if e := added.Edited.Content.FindEvidence(added.Evidence[0]); e.Kind != retro.EvidenceChat || e.Size != int64(len(data)) {
		t.Errorf("kept as %+v", e)
	}
	window := must[authoring.EntryWindow](t)(service.Entries(ctx, id, authoring.EntryQuery{}, 0, 10))
	if window.Total != 2 || window.Entries[1].Actor != "Dana Kim" || window.Entries[1].Text != "seeing 502s" {
		t.Errorf("it reads %+v", window.Entries)
	}
}

// TestFoldedEntries proves that a page of rows counts what they stand for.
func TestFoldedEntries(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{
		file("sys.log", []byte("Mar 14 21:40:00 web-1 sshd: no\nMar 14 21:40:01 web-1 sshd: no\nMar 14 21:40:02 web-2 sshd: yes\n")),
	}, nil))
	for _, c := range []struct {
		query authoring.EntryQuery
		want  []int
	}{
		{authoring.EntryQuery{}, []int{1, 1, 1}},
		{authoring.EntryQuery{Fold: true}, []int{2, 1}},
		{authoring.EntryQuery{Fold: true, Actor: "web-1"}, []int{2}},
		{authoring.EntryQuery{Actor: "web-2"}, []int{1}},
	} {
		repeats := []int{}
		for _, e := range must[authoring.EntryWindow](t)(service.Entries(ctx, id, c.query, 0, 10)).Entries {
			repeats = append(repeats, e.Repeats)
		}
		if diff := cmp.Diff(c.want, repeats); diff != "" {
			t.Errorf("%+v: %s", c.query, diff)
		}
	}
}

// TestProgress proves that a large original is told of from its first megabytes on,
// and to its end.
func TestProgress(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	data := bytes.Repeat([]byte("Mar 14 21:40:00 web-1 sshd: no\n"), 1<<19)
	for name, size := range map[string]int64{"known size": int64(len(data)), "unknown size": 0} {
		original := file("sys.log", append([]byte(name+"\n"), data...))
		original.Size = size
		var told [][2]int64
		must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{original}, func(taken authoring.Taken) {
			told = append(told, [2]int64{taken.Done, taken.Total})
		}))
		if len(told) < 4 {
			t.Fatalf("%s: told %d times", name, len(told))
		}
		first, last := told[0], told[len(told)-1]
		if first[0] > int64(len(data))/3 || first[1] != size || last[0] != last[1] || last[1] < size {
			t.Errorf("%s: from %v to %v", name, first, last)
		}
		if !slices.IsSortedFunc(told, func(a, b [2]int64) int { return int(a[0] - b[0]) }) {
			t.Errorf("%s: goes back: %v", name, told)
		}
	}
}

func TestEntryBytes(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	const text = "Mar 14 21:40:00 web-1 sshd: no\n\x1b[31mcut \xff\r\nMar 14 21:40:01 web-1 sshd: yes"
	evidence := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{file("sys.log", []byte(text))}, nil)).Evidence[0]
	got := must[authoring.EntryBytes](t)(service.EntryBytes(t.Context(), id, evidence, 2))
	if want := text[:strings.LastIndex(text, "Mar")]; string(got.Bytes) != want || got.Offset != 0 || got.Length != int64(len(want)) {
		t.Errorf("got %q at %d of %d", got.Bytes, got.Offset, got.Length)
	}
	if _, err := service.EntryBytes(t.Context(), id, evidence, 4); retro.ErrorCode(err) != retro.CodeNotFound {
		t.Errorf("a line that is not there: %v", err)
	}
}

// TestCitedMessages proves that an export shows a message by whichever of its lines
// is cited: its author, its time or its words.
func TestCitedMessages(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	const chat = "Dana Kim\n  10:32 AM\nseeing 502s\nLee Park\n  10:34 AM\nrolling back\n"
	added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{{
		Name: "chat.txt", Kind: retro.EvidenceChat, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(chat)), nil },
	}}, nil))
	for line := 1; line <= 3; line++ {
		body := "![said](" + retro.Citation{Evidence: added.Evidence[0], FromLine: line, ToLine: line}.URL() + ")"
		must[authoring.Edited](t)(service.SaveSection(ctx, id, added.Edited.Content.Sections[0].ID, body))
		result := must[export.Result](t)(service.Export(ctx, id, "markdown", nil))
		if page := string(result.Files[0].Data); !strings.Contains(page, "Dana Kim: seeing 502s") || strings.Contains(page, "rolling back") {
			t.Errorf("line %d is shown as:\n%s", line, page)
		}
	}
}

// TestPreviewEvidence proves that an answer is tried without being given.
func TestPreviewEvidence(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{file("app.log", []byte("2026-03-14 21:40:00 a\n2026-03-14 21:41:00 b\n"))}, nil))
	e := *added.Edited.Content.FindEvidence(added.Evidence[0])
	e.Zone = "Europe/Berlin"
	reading := must[retro.Reading](t)(service.PreviewEvidence(ctx, id, e))
	if want := time.Date(2026, 3, 14, 20, 40, 0, 0, time.UTC); reading.First == nil || !reading.First.At.Equal(want) || len(reading.Questions) > 0 {
		t.Errorf("it would read %+v", reading)
	}
	now := must[authoring.Workspace](t)(service.Open(ctx, id))
	if stored := now.Content.FindEvidence(e.ID); stored.Zone != "" || now.Revision.ID != added.Edited.Revision.ID {
		t.Errorf("the preview was saved: %+v", stored)
	}
	e.Zone = "Mars/Olympus"
	if _, err := service.PreviewEvidence(ctx, id, e); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("an unknown zone: %v", err)
	}
}

// TestReadAsAnotherKind proves that text which was kept as a file or a note becomes a
// log and plain text again, each in one step that can be undone, while its bytes and
// what cites them stay as they are.
func TestReadAsAnotherKind(t *testing.T) {
	t.Parallel()
	of := func(name string, kind retro.EvidenceKind, data []byte) authoring.Original {
		original := file(name, data)
		original.Kind = kind
		return original
	}
	cases := map[string]struct {
		original authoring.Original
		kind     retro.EvidenceKind // that it is kept as
		cites    retro.Citation
	}{
		"a file":            {of("app.log", retro.EvidenceFile, []byte(twoLines)), retro.EvidenceFile, retro.Citation{}},
		"a note":            {of("notes.txt", retro.EvidenceNote, []byte(twoLines)), retro.EvidenceNote, retro.Citation{FromLine: 3, ToLine: 3}},
		"a compressed file": {of("app.log.gz", retro.EvidenceFile, compressed(t, twoLines)), retro.EvidenceFile, retro.Citation{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, db := openLibrary(t)
			ctx := t.Context()
			id := begin(t, service)
			added := must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{c.original}, nil))
			before := *added.Edited.Content.FindEvidence(added.Evidence[0])
			if before.Kind != c.kind {
				t.Fatalf("kept as a %s", before.Kind)
			}
			c.cites.Evidence = before.ID
			event := must[authoring.WithEvent](t)(service.AddEvent(ctx, id, retro.Event{
				At: retro.Instant{At: begun, Precision: retro.PrecisionSecond}, Title: "It filled up", Citations: []retro.Citation{c.cites},
			}))

			asked := before
			asked.Kind = retro.EvidenceLog
			if reading := must[retro.Reading](t)(service.PreviewEvidence(ctx, id, asked)); reading.Entries != 2 {
				t.Errorf("it would read %+v", reading)
			}
			asLog := must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, asked))
			if reading := asLog.Readings[before.ID]; reading.Entries != 2 || reading.First == nil {
				t.Errorf("as a log it reads %+v", reading)
			}
			if asLog.Revisions != event.Edited.Revisions+1 {
				t.Errorf("%d revisions after %d", asLog.Revisions, event.Edited.Revisions)
			}
			now := *asLog.Content.FindEvidence(before.ID)
			if now.Hash != before.Hash || now.Size != before.Size || now.Kind != retro.EvidenceLog {
				t.Errorf("it became %+v", now)
			}
			kept := must[library.Blob](t)(db.OpenBlob(ctx, now.Hash))
			defer kept.Close()
			if kept.Size() != before.Size {
				t.Errorf("%d bytes of %d are left", kept.Size(), before.Size)
			}
			if diff := cmp.Diff([]retro.Citation{c.cites}, asLog.Content.Events[0].Citations); diff != "" {
				t.Errorf("the event cites otherwise:\n%s", diff)
			}
			if c.cites.FromLine > 0 {
				detail := must[authoring.EntryDetail](t)(service.EntryDetail(ctx, id, before.ID, c.cites.FromLine))
				if diff := cmp.Diff([]retro.EventID{event.Event}, detail.Entry.Events); diff != "" {
					t.Errorf("the line that is cited does not know it:\n%s", diff)
				}
			}

			now.Kind, now.Format = retro.EvidenceNote, "text"
			asText := must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, now))
			if reading := asText.Readings[before.ID]; reading.Entries != 2 || reading.First != nil {
				t.Errorf("as plain text it reads %+v", reading)
			}
			must[authoring.Edited](t)(service.Undo(ctx, id))
			undone := must[authoring.Edited](t)(service.Undo(ctx, id))
			if diff := cmp.Diff(before, *undone.Content.FindEvidence(before.ID)); diff != "" {
				t.Errorf("undone it is:\n%s", diff)
			}
		})
	}
}

func TestPastedIsNamedAsPeopleDo(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ data, label string }{
		"metrics":  {"time,orders\n2026-03-14T21:40:00Z,3\n2026-03-14T21:41:00Z,4\n2026-03-14T21:42:00Z,0\n", "Pasted CSV"},
		"a log":    {twoLines, "Pasted log"},
		"requests": {strings.Repeat(`10.0.0.1 - - [14/Mar/2026:21:40:00 +0000] "GET / HTTP/1.1" 500 12 "-" "curl/8"`+"\n", 3), "Pasted access log"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := openService(t)
			id := begin(t, service)
			added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{authoring.Pasted([]byte(c.data))}, nil))
			if label := added.Edited.Content.FindEvidence(added.Evidence[0]).Label; label != c.label {
				t.Errorf("it is called %q, want %q", label, c.label)
			}
		})
	}
}

func TestReadAsRefuses(t *testing.T) {
	t.Parallel()
	picture := "\x89PNG\r\n\x1a\n"
	cases := map[string]struct {
		data string
		as   retro.EvidenceKind
	}{
		"the data of a program as a log": {"\x7fELF\x02\x01\x01\x00\x00\x00", retro.EvidenceLog},
		"a broken picture as a log":      {picture, retro.EvidenceLog},
		"an archive as a log":            {"PK\x03\x04 and no more", retro.EvidenceLog},
		"what is no gzip as a log":       {"\x1f\x8b\x08 and no more", retro.EvidenceLog},
		"an address as a log":            {"https://example.com/", retro.EvidenceLog},
		"a log as a picture":             {twoLines, retro.EvidenceScreenshot},
		"a log as a link":                {twoLines, retro.EvidenceLink},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := openService(t)
			id := begin(t, service)
			added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{authoring.Pasted([]byte(c.data))}, nil))
			evidence := *added.Edited.Content.FindEvidence(added.Evidence[0])
			evidence.Kind = c.as
			if _, err := service.UpdateEvidence(t.Context(), id, evidence); retro.ErrorCode(err) != retro.CodeInvalid {
				t.Errorf("%v, want CodeInvalid", err)
			}
			if _, err := service.PreviewEvidence(t.Context(), id, evidence); retro.ErrorCode(err) != retro.CodeInvalid {
				t.Errorf("previewed: %v, want CodeInvalid", err)
			}
		})
	}
}
