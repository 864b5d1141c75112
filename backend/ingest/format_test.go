package ingest_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest"
)

// TestFormats reads a few records of each kind, in the ways that go wrong.
func TestFormats(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		text      string
		options   ingest.Options
		format    string
		want      []string
		questions []string
	}{
		"access log": {
			"203.0.113.7 - - [14/Mar/2026:23:40:00 +0200] \"GET /[1] HTTP/1.1\" 200 1\nv:443 ::1 - \"x\" [14/Mar/2026:23:40:01 +0330] \"-\" 400 0\n" +
				"shop.example.com 203.0.113.7 - - [14/Mar/2026:21:39:00 +0000] \"GET / HTTP/1.1\" 200 1\n",
			ingest.Options{},
			"nginx_access",
			[]string{"2026-03-14T21:40:00 +02:00", "2026-03-14T21:39:00 Z"},
			nil,
		},
		"JSON with two times": {
			`{"created_at":"2026-03-14T20:00:00Z","nested":{"time":"2026-03-14T19:00:00Z"},"time":"2026-03-14T21:40:00Z"}` + "\n" +
				`{"meta":{"timestamp":1773524401},"msg":"nested only"}` + "\n",
			ingest.Options{},
			"json_lines",
			[]string{"2026-03-14T21:40:00 Z", "2026-03-14T21:40:01 Z"},
			nil,
		},
		"JSON epochs by magnitude": {
			`{"ts":1773524400}` + "\n" + `{"ts":1773524400.25}` + "\n" + `{"ts":1773524400123}` + "\n" + `{"ts":"1773524400123456"}` + "\n" + `{"timeUnixNano":"1773524400123456789"}` + "\n",
			ingest.Options{},
			"json_lines",
			[]string{"2026-03-14T21:40:00 Z", "2026-03-14T21:40:00.25 Z", "2026-03-14T21:40:00.123 Z", "2026-03-14T21:40:00.123456 Z", "2026-03-14T21:40:00.123456789 Z"},
			nil,
		},
		"numbers that are no times": {
			`{"ts":17735244}` + "\n" + `{"time":99999999999999999999}` + "\n" + `{"ts":4102444800}` + "\n", ingest.Options{}, "text", []string{"-", "-", "-"}, nil,
		},
		"a JSON line without a time": {
			`{"ts":1773524400,"msg":"a"}` + "\n" + `{"msg":"b"}` + "\n" + `{"ts":1773524401}` + "\n",
			ingest.Options{},
			"json_lines",
			[]string{"2026-03-14T21:40:00 Z", "-", "2026-03-14T21:40:01 Z"},
			nil,
		},
		"a JSON object in a stack trace": {
			"2026-03-14 21:40:00,123 ERROR a\n{\"request\":1}\n2026-03-14 21:40:01,123 ERROR b\n{\"request\":2}\n",
			ingest.Options{Zone: "UTC"},
			"log4j",
			[]string{"2026-03-14T21:40:00.123 Z", "2026-03-14T21:40:01.123 Z"},
			nil,
		},
		"PostgreSQL": {
			"2026-03-14 21:40:00.123 CEST [7] LOG:  a\n\tSELECT 1\n2026-03-14 21:40:01.123 CEST [7] STATEMENT:  b\n",
			ingest.Options{},
			"postgres",
			[]string{"2026-03-14T19:40:00.123 +02:00", "2026-03-14T19:40:01.123 +02:00"},
			nil,
		},
		"lines that a container runtime split": {
			"2026-03-14T21:40:00Z stdout P a\n2026-03-14T21:40:00Z stdout P b\n2026-03-14T21:40:00Z stdout F c\n2026-03-14T21:40:01Z stdout F d\n",
			ingest.Options{},
			"cri",
			[]string{"2026-03-14T21:40:00 Z", "2026-03-14T21:40:01 Z"},
			nil,
		},
		"IIS with a header in the middle": {
			"#Fields: date time cs-method sc-status\r\n2015-01-13 00:32:17 GET 500\r\n#Fields: date time cs-method sc-status\r\n2015-01-13 00:33:17 GET 200\r\n",
			ingest.Options{Zone: "Europe/Berlin"},
			"w3c",
			[]string{"2015-01-13T00:32:17 Z", "2015-01-13T00:33:17 Z"},
			nil,
		},
		"IIS with the day in the header alone": {
			"#Date: 2026-03-14 21:40:00\r\n#Fields: time cs-method sc-status\r\n21:40:00 GET 500\r\n00:10:00 GET 200\r\n" +
				"#Date: 2026-03-20 21:40:00\r\n#Fields: time cs-method sc-status\r\n21:40:00 GET 200\r\n",
			ingest.Options{Zone: "Europe/Berlin"},
			"w3c",
			[]string{"2026-03-14T21:40:00 Z", "2026-03-15T00:10:00 Z", "2026-03-20T21:40:00 Z"},
			nil,
		},
		"git log takes the date of the commit": {
			"commit 10ed8b3a5c6f7e8d9c0b1a2f3e4d5c6b7a8f9e0d\nAuthor:     D <d@e.com>\nAuthorDate: Sat Mar 14 20:40:00 2026 +0200\nCommit:     D <d@e.com>\n" +
				"CommitDate: Sat Mar 14 22:40:00 2026 +0200\n\n    since 2026-03-14 21:40:00\n\ncommit 00ed8b3a\nDate:   Sat Mar 14 21:40:00 2026 -0500\n\n    commit 10ed8b3a\n",
			ingest.Options{},
			"git_log",
			[]string{"2026-03-14T20:40:00 +02:00", "2026-03-15T02:40:00 -05:00"},
			nil,
		},
		"glog says its year": {
			"Log file created at: 2019/12/31 14:33:16\nRunning on machine: x\nI1231 23:59:17.000001   1 a.cc:1] a\nI0101 00:00:01.000001   1 a.cc:1] b\n",
			ingest.Options{Zone: "UTC"},
			"klog",
			[]string{"2019-12-31T23:59:17.000001 Z", "2020-01-01T00:00:01.000001 Z"},
			nil,
		},
		"the same stamp in the middle of a line": {
			"INFO  [main] 2026-03-14 21:40:00,123 Node.java:1 - a\nERROR [main] 2026-03-14 21:40:01,123 Node.java:1 - b\njava.lang.X: at 2026-03-14 21:39:59\n\tat x\nWARN  [t:1] 2026-03-14 21:40:02,123 Node.java:1 - c\n",
			ingest.Options{Zone: "UTC"},
			"generic",
			[]string{"2026-03-14T21:40:00.123 Z", "2026-03-14T21:40:01.123 Z", "2026-03-14T21:40:02.123 Z"},
			nil,
		},
		"a time of day, over midnight": {
			"23:59:58.100 [info] a\n23:59:59 [error] b\n  more\n00:00:01 [info] c\n",
			ingest.Options{Zone: "UTC", Reference: time.Date(2026, 3, 15, 0, 10, 0, 0, time.UTC)},
			"time_only",
			[]string{"2026-03-14T23:59:58.1 Z", "2026-03-14T23:59:59 Z", "2026-03-15T00:00:01 Z"},
			nil,
		},
		"a time of day without a date": {
			"21:40:00 a\n21:40:01 b\n", ingest.Options{}, "time_only", []string{"-", "-"}, []string{"zone", "date"},
		},
		"a field above twelve decides": {
			"03/04/2026 21:40:00 a\n14/04/2026 21:40:00 b\n", ingest.Options{Zone: "UTC"}, "local_date", []string{"2026-04-03T21:40:00 Z", "2026-04-14T21:40:00 Z"}, nil,
		},
		"order decides": {
			"3/1/2026 9:40:00 PM a\n3/2/2026 9:40:00 PM b\n3/2/2026 10:40:00 PM b\n4/1/2026 0:40:00 AM c\n",
			ingest.Options{Zone: "UTC"},
			"local_date",
			[]string{"2026-03-01T21:40:00 Z", "2026-03-02T21:40:00 Z", "2026-03-02T22:40:00 Z", "2026-04-01T00:40:00 Z"},
			nil,
		},
		"nothing decides": {
			"03/04/2026 21:40:00 a\n", ingest.Options{Zone: "UTC"}, "local_date", []string{"-"}, []string{"dayfirst"},
		},
		"people decide that the day comes first": {
			"03/04/2026 21:40:00 a\n", ingest.Options{Zone: "UTC", Format: ingest.DayFirst}, "local_date", []string{"2026-04-03T21:40:00 Z"}, nil,
		},
		"people decide that the month comes first": {
			"03/04/2026 21:40:00 a\n", ingest.Options{Zone: "UTC", Format: ingest.MonthFirst}, "local_date", []string{"2026-03-04T21:40:00 Z"}, nil,
		},
		"a table within a log": {
			"2026-03-14T21:40:00Z dump:\nid,time\n7,2026-03-14T20:00:00Z\n2026-03-14T21:41:00Z done\n",
			ingest.Options{},
			"iso",
			[]string{"2026-03-14T21:40:00 Z", "2026-03-14T21:41:00 Z"},
			nil,
		},
		"a zone in the header of a table": {
			"@timestamp,@message\n2026-03-14 21:40:00.123,\"a\nb\"\n2026-03-14 21:40:01.123,c\n",
			ingest.Options{Zone: "Europe/Berlin"},
			"csv",
			[]string{"2026-03-14T21:40:00.123 Z", "2026-03-14T21:40:01.123 Z"},
			nil,
		},
		"records nested in a document": {
			"{\n \"incidents\": [\n  {\"id\": 1, \"created_at\": \"2026-03-14T21:40:00Z\", \"log\": [{\"created_at\": \"2026-03-14T21:39:00Z\"}]},\n" +
				"  {\"id\": 2, \"created_at\": \"2026-03-14T21:41:00Z\"}\n ],\n \"total\": 2\n}\n",
			ingest.Options{},
			"json_document",
			[]string{"2026-03-14T21:40:00 Z", "2026-03-14T21:41:00 Z"},
			nil,
		},
		"the zero date of a document is no date": {
			`[{"labels":{"alertname":"Down"},"endsAt":"0001-01-01T00:00:00Z","startsAt":"2026-03-14T21:40:00Z"}]`,
			ingest.Options{},
			"json_document",
			[]string{"2026-03-14T21:40:00 Z"},
			nil,
		},
		"seconds since the machine started": {
			"[   12.345678] a\n[   13.000000] b\n", ingest.Options{Zone: "UTC"}, "dmesg", []string{"-", "-"}, []string{"date"},
		},
		"kernel messages of a machine whose start is known": {
			"[   12.345678] a\n[86400.000000] b\n", ingest.Options{Reference: reference}, "dmesg", []string{"2026-04-01T00:00:12.345678 Z", "2026-04-02T00:00:00 Z"}, nil,
		},
		"seconds and a local time": {
			"- 1117838570 2005.06.03 R02 2005-06-03-15.42.50.363779 R02 RAS KERNEL INFO a\n- 1117838573 2005.06.03 R02 b\n" +
				"APPREAD 1117869872 2005.06.04 R23 c\nAPPREAD 1117869876 2005.06.04 R24 d\nAPPREAD 1117942120 2005.06.04 R24 e\n",
			ingest.Options{},
			"bgl",
			[]string{"2005-06-03T22:42:50 Z", "2005-06-03T22:42:53 Z", "2005-06-04T07:24:32 Z", "2005-06-04T07:24:36 Z", "2005-06-05T03:28:40 Z"},
			nil,
		},
		"a guessed reference settles years": {
			"Mar 14 21:40:00 h a: b\n", ingest.Options{Zone: "UTC", Reference: reference, Guessed: true}, "syslog_rfc3164", []string{"2026-03-14T21:40:00 Z"}, nil,
		},
		"times of day between dated lines": {
			"[Sat Mar 14 21:40:00 2026] [notice] a\n23:00:00 b\n",
			ingest.Options{Zone: "UTC", Format: "time_only", Reference: reference},
			"time_only",
			[]string{"2026-03-31T23:00:00 Z"},
			nil,
		},
		"prose that quotes a log": {
			"We got alerts that the shop was down.\nAll pods were gone and nobody knew why.\nThe logs of the hub were quiet too.\n```\n" +
				"2026-03-14T21:40:00Z evicted\n2026-03-14T21:41:00Z evicted\n```\nSo we deleted the pods and waited for it.\nIt came back after a few minutes.\n",
			ingest.Options{},
			"text",
			[]string{"-", "-", "-", "-", "-", "-", "-", "-", "-"},
			nil,
		},
		"prose": {
			"On 2026-03-14 at 21:40:00 we saw errors.\nWe rolled back at 22:10.\nMarch 14 was a Saturday.\n", ingest.Options{Reference: reference}, "text", []string{"-", "-", "-"}, nil,
		},
		"a forced format": {
			"2026-03-14T21:40:00Z a\nMar 14 21:40:00 h b: c\n", ingest.Options{Format: "iso"}, "iso", []string{"2026-03-14T21:40:00 Z"}, nil,
		},
		"forced text": {
			"2026-03-14T21:40:00Z a\n", ingest.Options{Format: "text"}, "text", []string{"-"}, nil,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ix := read(t, c.text, c.options)
			reading := ix.Reading()
			if reading.Format != c.format {
				t.Errorf("it was taken for %s", reading.Format)
			}
			if diff := cmp.Diff(c.want, at(ix)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(append([]string{}, c.questions...), reading.Questions); diff != "" {
				t.Error(diff)
			}
		})
	}
}
