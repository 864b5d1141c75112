package ingest_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/archive"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// zipped packs files by their names.
func zipped(tb testing.TB, files ...string) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		member, err := w.Create(files[i])
		if err == nil {
			_, err = io.WriteString(member, files[i+1])
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func openArchive(data []byte) (*archive.Archive, error) {
	return archive.Open(bytes.NewReader(data), int64(len(data)))
}

// slackFiles are those of an export with two channels.
func slackFiles() []string {
	return []string{
		"channels.json", `[{"id":"C1","name":"incidents"}]`,
		"users.json", `[{"id":"U1","name":"dana","profile":{"real_name":"Dana Kim"}},{"id":"U2","name":"lee"}]`,
		"incidents/2026-03-14.json", `[
			{"type":"message","subtype":"channel_join","user":"U2","ts":"1773524390.000100","text":"<@U2> has joined the channel"},
			{"type":"message","user":"U1","ts":"1773524400.482349","text":"<@U2> seeing 502s <b>","blocks":[{"type":"rich_text"}]},
			{"type":"message","user":"U2","ts":"1773524500.000100","thread_ts":"1773524400.482349","text":"looking"}]`,
		"ops/2026-03-14.json", `[{"type":"message","user":"U9","ts":"1773524450.000000","text":"deploying","edited":{"ts":"1773524460.000000"}}]`,
	}
}

func TestSlackArchive(t *testing.T) {
	t.Parallel()
	export, err := openArchive(zipped(t, slackFiles()...))
	if err != nil || !ingest.IsSlack(export) || export.IsDocument() {
		t.Fatalf("it is no Slack export: %v", err)
	}
	var text bytes.Buffer
	if err := ingest.WriteSlack(context.Background(), export, &text); err != nil {
		t.Fatal(err)
	}
	ix := read(t, text.String(), ingest.Options{Kind: retro.EvidenceChat})
	if diff := cmp.Diff([]string{"2026-03-14T21:39:50.0001 Z", "2026-03-14T21:40:00.482349 Z", "2026-03-14T21:40:50 Z", "2026-03-14T21:41:40.0001 Z"}, at(ix)); diff != "" {
		t.Error(diff)
	}
	said := []string{}
	for i, e := range ix.Entries {
		d := ix.Describe(i, text.Bytes()[e.Offset:e.Offset+ix.LengthOf(i)])
		said = append(said, d.Actor+": "+d.Text)
	}
	if diff := cmp.Diff([]string{"lee: @lee has joined the channel", "Dana Kim: @lee seeing 502s <b>", "U9: deploying", "lee: looking"}, said); diff != "" {
		t.Error(diff)
	}
	if reading := ix.Reading(); reading.Format != "slack_export" {
		t.Errorf("it was taken for %s", reading.Format)
	}
}

// FuzzSlackExport proves that no archive which looks like an export does harm.
func FuzzSlackExport(f *testing.F) {
	f.Add(zipped(f, slackFiles()...))
	f.Fuzz(func(_ *testing.T, data []byte) {
		if export, err := openArchive(data); err == nil && ingest.IsSlack(export) {
			_ = ingest.WriteSlack(context.Background(), export, io.Discard)
		}
	})
}
