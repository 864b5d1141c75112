package ingest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
)

// said writes each message as "time actor: text", "-" for no time.
func said(ix *ingest.Index, text string) []string {
	out := []string{}
	times := at(ix)
	for i, e := range ix.Entries {
		d := ix.Describe(i, []byte(text)[e.Offset:e.Offset+ix.LengthOf(i)])
		out = append(out, times[i]+" "+d.Actor+": "+d.Text)
	}
	return out
}

const slackWindow = `#incident-7

Thursday, March 12th
Dana Kim
  11:58 AM
checkout is throwing 502s
11:59
graph: https://grafana.example.com/d/1

Grafana

Checkout errors
Dashboard


12:01
paging payments


Lee Ortiz
:face_with_thermometer:  12:03 PM
on it
@dana

:eyes:
2
:+1::+1::skin-tone-4:
1


4 replies
Last reply 12 days agoView thread


PagerDuty
APP  12:20 PM
Triggered: checkout p1
New
Friday, March 13th
Dana KimDana Kim
  9:05 AM
all clear (edited)
9:06
Today
is better than [10:33]; see you at 10:32 AM
`

func TestChat(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 3, 20, 23, 0, 0, 0, time.UTC)
	cases := map[string]struct {
		text      string
		options   ingest.Options
		format    string
		want      []string
		questions []string
	}{
		"Slack's window": {
			text: slackWindow, options: ingest.Options{Reference: day, Zone: "America/New_York"}, format: "slack",
			want: []string{
				"2026-03-12T15:58:00 America/New_York Dana Kim: checkout is throwing 502s",
				"2026-03-12T15:59:00 America/New_York Dana Kim: graph: https://grafana.example.com/d/1\n\nGrafana\n\nCheckout errors\nDashboard",
				"2026-03-12T16:01:00 America/New_York Dana Kim: paging payments",
				"2026-03-12T16:03:00 America/New_York Lee Ortiz: on it\n@dana",
				"2026-03-12T16:20:00 America/New_York PagerDuty: Triggered: checkout p1",
				"2026-03-13T13:05:00 America/New_York Dana Kim: all clear",
				"2026-03-13T13:06:00 America/New_York Dana Kim: Today\nis better than [10:33]; see you at 10:32 AM",
			},
		},
		"emoji by their names": {
			text: "Dana Kim  10:58 AM\nwe are back :tada::+1::skin-tone-3: (2:100:3) :man-facepalming: :large_green_circle: :our_own: at 10:02:03:eyes:\n" +
				"Lee Ortiz  10:59 AM\n:face_palm: it was:fire:\n",
			options: ingest.Options{Reference: day, Zone: "UTC"}, format: "slack",
			want: []string{
				"2026-03-20T10:58:00 Z Dana Kim: we are back 🎉👍🏼 (2:100:3) 🤦‍♂️ 🟢 :our_own: at 10:02:03:eyes:",
				"2026-03-20T10:59:00 Z Lee Ortiz: 🤦 it was:fire:",
			},
		},
		"no date anywhere": {
			text: "Dana\n  10:32 AM\nhi\n10:33\nho\n", format: "slack",
			want: []string{"- Dana: hi", "- Dana: ho"}, questions: []string{"zone", "date"},
		},
		"a guessed reference is no date": {
			text: "Dana\n  10:32 AM\nhi\n", options: ingest.Options{Reference: day, Guessed: true, Zone: "UTC"}, format: "slack",
			want: []string{"- Dana: hi"}, questions: []string{"date"},
		},
		"a stated date, over midnight": {
			text: "Dana\n  11:32 PM\nhi\nLee\n  12:10 AM\nho\n", options: ingest.Options{Reference: day, Zone: "UTC"}, format: "slack",
			want: []string{"2026-03-19T23:32:00 Z Dana: hi", "2026-03-20T00:10:00 Z Lee: ho"},
		},
		"days by name": {
			text:    "Dana\n  Feb 25th at 10:39 AM\na\n\n\nLee\n  Wednesday at 8:19 PM\nb\n\n\nDana\n  Yesterday at 3:10 PM\nc\n3:11\nd\n",
			options: ingest.Options{Reference: day, Zone: "UTC"}, format: "slack",
			want: []string{
				"2026-02-25T10:39:00 Z Dana: a", "2026-03-18T20:19:00 Z Lee: b",
				"2026-03-19T15:10:00 Z Dana: c", "2026-03-19T15:11:00 Z Dana: d",
			},
		},
		"links to messages are exact and tell the zone": {
			text: "Dana\n  11:32\na\n\n\nLee\n[13:59](https://x.slack.com/archives/C1/p1773493140482349)\nb\n14:05\nc\n", format: "slack",
			want: []string{"2026-03-14T10:32:00 +01:00 Dana: a", "2026-03-14T12:59:00.482349 +01:00 Lee: b", "2026-03-14T13:05:00 +01:00 Lee: c"},
		},
		"logs in messages are text": {
			text:   "Dana\n  10:32 AM\n2026-03-14 10:31:00,123 ERROR a\n2026-03-14 10:31:01,123 ERROR b\n2026-03-14 10:31:02,123 ERROR c\nLee\n  10:33 AM\nok\n",
			format: "slack", options: ingest.Options{Zone: "UTC"},
			want: []string{
				"- Dana: 2026-03-14 10:31:00,123 ERROR a\n2026-03-14 10:31:01,123 ERROR b\n2026-03-14 10:31:02,123 ERROR c", "- Lee: ok",
			},
			questions: []string{"date"},
		},
		"Discord": {
			text: "dana — 03/14/2026 9:40 PM\nseeing 502s\nlee — 03/14/2026 9:41 PM\nrolled back\nto 4f2c\n", format: "discord",
			options: ingest.Options{Zone: "UTC"},
			want:    []string{"2026-03-14T21:40:00 Z dana: seeing 502s", "2026-03-14T21:41:00 Z lee: rolled back\nto 4f2c"},
		},
		"Teams": {
			text: "[Saturday, March 14, 2026 9:40 PM] Dana Kim:\nseeing 502s\n[Saturday, March 14, 2026 9:41 PM] Lee: ok\n", format: "teams",
			options: ingest.Options{Zone: "UTC"},
			want:    []string{"2026-03-14T21:40:00 Z Dana Kim: seeing 502s", "2026-03-14T21:41:00 Z Lee: ok"},
		},
		"WhatsApp": {
			text: "14/03/2026, 21:40 - Dana created group \"ops\"\n14/03/2026, 21:41 - Dana: 502s\non checkout\n01/04/2026, 09:00 - Lee: ok\n", format: "whatsapp",
			options: ingest.Options{Zone: "UTC"},
			want: []string{
				"2026-03-14T21:40:00 Z WhatsApp: Dana created group \"ops\"", "2026-03-14T21:41:00 Z Dana: 502s\non checkout", "2026-04-01T09:00:00 Z Lee: ok",
			},
		},
		"IRC": {
			text:   "--- Log opened Sat Mar 14 21:40:00 2026\n21:40 -!- dana [~d@example.com] has joined #ops\n23:59 <@dana> 502s\n--- Day changed Sun Mar 15 2026\n00:01 < lee> ok\n",
			format: "irc", options: ingest.Options{Zone: "UTC"},
			want: []string{
				"2026-03-14T21:40:00 Z dana: dana [~d@example.com] has joined #ops", "2026-03-14T23:59:00 Z dana: 502s", "2026-03-15T00:01:00 Z lee: ok",
			},
		},
		"a Slack export": {
			text: `[{"type":"message","user":"U1","ts":"1773524400.482349","text":"502s","user_profile":{"real_name":"Dana Kim"}},` +
				"\n" + `{"type":"message","subtype":"channel_join","user":"U2","ts":"1773524401.000100","text":"<@U2> has joined","edited":{"ts":"1773524999.000000"}}]`,
			format: "slack_export",
			want:   []string{"2026-03-14T21:40:00.482349 Z Dana Kim: 502s", "2026-03-14T21:40:01.0001 Z U2: <@U2> has joined"},
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
			if diff := cmp.Diff(c.want, said(ix, c.text)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(append([]string{}, c.questions...), reading.Questions); diff != "" {
				t.Error(diff)
			}
			if kind := ingest.Classify([]byte(c.text), ""); kind != retro.EvidenceChat {
				t.Errorf("it was classified as %s", kind)
			}
		})
	}
}

func TestClassify(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		head, name string
		want       retro.EvidenceKind
	}{
		"a picture":         {"\x89PNG\r\n\x1a\n....", "x.log", retro.EvidenceScreenshot},
		"a photograph":      {"\xff\xd8\xff\xe0", "", retro.EvidenceScreenshot},
		"WebP":              {"RIFF\x00\x00\x00\x00WEBPVP8 ", "", retro.EvidenceScreenshot},
		"a log":             {"2026-03-14T21:40:00Z a\n", "notes.md", retro.EvidenceLog},
		"a log by name":     {"starting\n", "app.log", retro.EvidenceLog},
		"prose":             {"On 2026-03-14 at 21:40:00 we saw errors.\nWe rolled back at 22:10.\n", "", retro.EvidenceNote},
		"headed times":      {"Timeline\n10:30\nsaw it\n10:40\nfixed it\n", "", retro.EvidenceNote},
		"clocks and levels": {"error\t21:40:00.123+0100\torders\tpool exhausted\ninfo\t21:40:01.123+0100\torders\tretry\n", "", retro.EvidenceLog},
		"a table of clocks": {"| Time | What |\n| --- | --- |\n| 21:40 | pool exhausted |\n", "", retro.EvidenceNote},
		"an address":        {" https://grafana.example.com/d/1\n", "", retro.EvidenceLink},
		"an archive":        {"PK\x03\x04\x14\x00", "logs.zip", retro.EvidenceFile},
		"binary":            {strings.Repeat("\x00\x01\x02\x03", 100), "core", retro.EvidenceFile},
		"source code":       {"package main\n", "main.go", retro.EvidenceFile},
		"nothing":           {"", "", retro.EvidenceNote},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := ingest.Classify([]byte(c.head), c.name); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}
