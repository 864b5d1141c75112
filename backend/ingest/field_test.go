package ingest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retrotest"
)

func TestFieldOf(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ text, name, want string }{
		"JSON":                   {`{"ts":"2026-03-14T21:40:00Z","msg":"a \"b\"","took":{"ms":7},"duration":"12ms"}` + "\n", "duration", "12ms"},
		"a number in JSON":       {`{"ts":"2026-03-14T21:40:00Z","n":1e3,"msg":"x"}` + "\n", "n", "1e3"},
		"in an object in it":     {`{"ts":"2026-03-14T21:40:00Z","took":{"ms":7}}` + "\n", "took.ms", "7"},
		"not in JSON":            {`{"ts":"2026-03-14T21:40:00Z","took":{"ms":7}}` + "\n", "ms", ""},
		"a pair in a message":    {`{"ts":"2026-03-14T21:40:00Z","msg":"done took=81ms, ok"}` + "\n", "took", "81ms"},
		"logfmt":                 {"ts=2026-03-14T21:40:00Z level=info took=81ms path=/\n", "took", "81ms"},
		"not the end of another": {"ts=2026-03-14T21:40:00Z level=info overtook=5 took=81ms\n", "took", "81ms"},
		"Heroku": {
			"2025-11-14T09:00:55.689960+00:00 heroku[router]: at=info method=GET path=\"/\" dyno=web.4 connect=0ms service=80ms status=200 bytes=13358\n", "service", "80ms",
		},
		"an access log": {`1.2.3.4 - - [14/Mar/2026:21:40:00 +0000] "GET /a HTTP/1.1" 502 157 "-" "curl/8"` + "\n", "bytes", "157"},
		"how long a request took": {
			`1.2.3.4 - - [14/Mar/2026:21:40:00 +0000] "GET /a HTTP/1.1" 200 157 "-" "curl/8" 0.071` + "\n", "request_time", "0.071",
		},
		"CSV":           {"time,orders,p95 ms\n2026-03-14T21:40:00Z,3,81\n2026-03-14T21:41:00Z,4,82\n2026-03-14T21:42:00Z,0,83\n", "p95 ms", "81"},
		"who":           {"Mar 14 21:40:00 web-1 sshd[7]: no\nMar 14 21:40:01 web-1 sshd[7]: no\n", "host", "web-1"},
		"nothing there": {"2026-03-14T21:40:00Z started\n", "took", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			src := strings.NewReader(c.text)
			index, err := ingest.Read(t.Context(), src, src.Size(), ingest.Options{Zone: "UTC"})
			if err != nil || len(index.Entries) == 0 {
				t.Fatalf("%d entries, %v", len(index.Entries), err)
			}
			raw := []byte(c.text)[index.Entries[0].Offset:][:index.LengthOf(0)]
			got, found := index.FieldOf(0, raw, c.name)
			if got != c.want || found != (c.want != "") {
				t.Errorf("got %q, %t, want %q", got, found, c.want)
			}
			listed := map[string]string{}
			for _, field := range index.FieldsOf(0, raw) {
				listed[field.Name] = field.Value
			}
			if diff := cmp.Diff(c.want, listed[c.name]); diff != "" {
				t.Errorf("it is not listed so among %v:\n%s", listed, diff)
			}
		})
	}
}

// TestFieldsOf proves that a long message lists what it is asked for one by one, the first
// of each name.
func TestFieldsOf(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(`2026-03-14 21:40:00 INFO over:took=1 took=2 took=3 empty= empty=4 a=b=c q="x y=5" ("z=6")`)
	for i := range 4000 {
		fmt.Fprintf(&b, " key%d=%d", i, i)
	}
	line := b.String() + "\n"
	src := strings.NewReader(line)
	index, err := ingest.Read(t.Context(), src, src.Size(), ingest.Options{Zone: "UTC"})
	if err != nil || len(index.Entries) != 1 {
		t.Fatalf("%d entries, %v", len(index.Entries), err)
	}
	listed := index.FieldsOf(0, []byte(line))
	if len(listed) < 4000 {
		t.Errorf("%d fields", len(listed))
	}
	for _, field := range listed {
		if value, found := index.FieldOf(0, []byte(line), field.Name); !found || value != field.Value {
			t.Errorf("%s is listed as %q, and is %q, %t", field.Name, field.Value, value, found)
		}
	}
	var names []string
	for _, field := range listed {
		if !strings.HasPrefix(field.Name, "key") {
			names = append(names, field.Name+"="+field.Value)
		}
	}
	if diff := cmp.Diff([]string{"took=1", "a=b=c", "q=x y=5", "y=5", "z=6"}, names); diff != "" {
		t.Error(diff)
	}
}

// TestFieldOfAccess proves that a field that is looked up alone in an access log is what
// the whole entry is described with.
func TestFieldOfAccess(t *testing.T) {
	t.Parallel()
	lines := []string{
		`203.0.113.7 - alice [14/Mar/2026:23:40:00 +0200] "GET /cart HTTP/1.1" 502 157 "-" "curl/8.5.0"`,
		`shop.example.com:443 203.0.113.7 - - [14/Mar/2026:21:40:00 +0000] "POST /orders HTTP/2.0" 201 2 "-" "-"`,
		`::1 - - [14/Mar/2026:21:40:00 +0330] "OPTIONS * HTTP/1.0" 200 -`,
		`1.2.3.4 - - [14/Mar/2026:21:40:00 +0000] "GET /a?bytes=7 HTTP/1.1" 200 - "-" "curl/8" 0.071 status=9`,
		`1.2.3.4 - - [14/Mar/2026:21:40:00 +0000] "GET /a \"b\" HTTP/1.1" 200 5 "-" "say \"hi\"" 1.5` + "\r",
		"web-1 | 1.2.3.4 - - [14/Mar/2026:21:40:00 +0000] \"GET /a HTTP/1.1\" 200 5 \"https://x\" \"y\"",
		"\x1b[32m1.2.3.4 - - [14/Mar/2026:21:40:00 +0000] \"GET /\x1b[0m HTTP/1.1\" 200 5 \"https://x\" \"\xffy\"",
		`1.2.3.4 - - [14/Mar/2026:21:40:00 +0000] "GET /a`,
	}
	for _, line := range lines {
		line += "\n"
		index := read(t, line, ingest.Options{Zone: "UTC"})
		if len(index.Entries) != 1 {
			t.Errorf("%q is %d entries", line, len(index.Entries))
			continue
		}
		listed := index.FieldsOf(0, []byte(line))
		for _, field := range listed {
			if got, found := index.FieldOf(0, []byte(line), field.Name); got != field.Value || !found {
				t.Errorf("%s of %q is %q, %t, and listed as %q", field.Name, line, got, found, field.Value)
			}
		}
		for _, name := range []string{"request", "status", "bytes", "referrer", "agent", "request_time"} {
			got, found := index.FieldOf(0, []byte(line), name)
			if is := slices.ContainsFunc(listed, func(f ingest.Field) bool { return f.Name == name }); is != found {
				t.Errorf("%s of %q is %q, and listed: %t", name, line, got, is)
			}
		}
	}
}

// TestFieldsOfBound holds that what a message of many pairs takes grows with its length.
func TestFieldsOfBound(t *testing.T) { //nolint:paralleltest // It counts what the process allocates.
	var b strings.Builder
	b.WriteString("2026-03-14 21:40:00 INFO")
	for i := range 5000 {
		fmt.Fprintf(&b, " key%d=%d", i, i)
	}
	line := b.String()
	index := read(t, line, ingest.Options{Zone: "UTC"})
	listed := 0
	used := retrotest.Allocated(func() { listed = len(index.FieldsOf(0, []byte(line))) })
	if listed != 5000 || used > 100*uint64(len(line)) {
		t.Errorf("%d fields of %d bytes took %d bytes", listed, len(line), used)
	}
}
