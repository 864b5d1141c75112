package ingest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest"
)

// TestRows describes records that are lists, from an index that was stored meanwhile.
func TestRows(t *testing.T) {
	t.Parallel()
	type entry struct {
		Written, Level, Text string
		Fields               []ingest.Field
	}
	for _, test := range []struct {
		name, text string
		want       []entry
	}{
		{
			"lines of loki", `{"data":{"result":[{"stream":{"app":"web"},"values":[["1773524400123456789","ERROR \"pool\" exhausted\n"],["1773524401000000000","ok",{"trace":"7"}]]}]}}`,
			[]entry{{"1773524400123456789", "error", `ERROR "pool" exhausted`, nil}, {"1773524401000000000", "", "ok", nil}},
		},
		{
			"objects of fluentd", `["app",[[1773524400,{"msg":"pool exhausted","pid":7}]]]`,
			[]entry{{"1773524400", "", "pool exhausted", []ingest.Field{{Name: "pid", Value: "7"}}}},
		},
		{
			"fields of insights", `{"results":[[{"field":"@message","value":"pool exhausted\n"},{"field":"@timestamp","value":"2026-03-14 21:40:00.123"},{"field":"@ptr","value":"a"}]]}`,
			[]entry{{"2026-03-14 21:40:00.123", "", "pool exhausted", []ingest.Field{{Name: "@ptr", Value: "a"}}}},
		},
		{
			"a table of metrics", "time,p99_ms,errors,unit\n2026-03-14T21:40:00Z,1832,14,per minute\n2026-03-14T21:41:00Z,,,\n",
			[]entry{
				{"2026-03-14T21:40:00Z", "", `p99_ms=1832 errors=14 unit="per minute"`, []ingest.Field{{Name: "p99_ms", Value: "1832"}, {Name: "errors", Value: "14"}, {Name: "unit", Value: "per minute"}}},
				{"2026-03-14T21:41:00Z", "", "", nil},
			},
		},
		{
			"a row without its message", "time,message,host\n2026-03-14T21:40:00Z,,web-1\n",
			[]entry{{"2026-03-14T21:40:00Z", "", "host=web-1", []ingest.Field{{Name: "host", Value: "web-1"}}}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			data, err := read(t, test.text, ingest.Options{}).MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			ix, err := ingest.UnmarshalIndex(data)
			if err != nil {
				t.Fatal(err)
			}
			var got []entry
			for i, e := range ix.Entries {
				d := ix.Describe(i, []byte(test.text)[e.Offset:e.Offset+ix.LengthOf(i)])
				got = append(got, entry{d.Written, d.Level.String(), d.Text, d.Fields})
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
