package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/app/cli"
	"github.com/afterword-app/afterword/backend/retro"
)

// act is one use of a command, in a library that is made for it.
type act struct {
	// before lists commands that make what this one needs.
	before [][]string
	// args is the command. EVIDENCE and EVENT stand for the ids of the first of
	// each, EVENT2 for the second event, ROW for the first assumption, NOTE for the first private note, FOLDER for the folder with the files of [actFiles].
	args []string
	// makes is how many revisions the command makes: one where it edits, none
	// where it looks.
	makes int
	// changes is in the difference that the revision makes; empty for a command
	// that changes no content, like one that names a state.
	changes string
	// again is what the same command is the second time: "" where it finds all as
	// it should be and makes no revision; else why it does.
	again string
	// refused says that the second time there is nothing left to do it to.
	refused bool
}

// actFiles are the files that the commands read.
var actFiles = map[string]string{
	"disk.log":    "2026-03-14T21:40:00Z ERROR disk full\n2026-03-14T21:41:00Z INFO recovered\n",
	"grows.log":   "2026-03-14T21:40:00Z ERROR disk full\n2026-03-14T21:41:00Z INFO recovered\n2026-03-14T21:42:00Z INFO stopped\n",
	"grown.log":   "2026-03-14T21:40:00Z ERROR disk full\n2026-03-14T21:41:00Z INFO recovered\n2026-03-14T21:42:00Z INFO stopped\n2026-03-14T21:43:00Z INFO started\n",
	"talk.txt":    "Dana\n  10:32 AM\nlook:\n2026-03-14T21:40:00Z ERROR disk full\n2026-03-14T21:41:00Z INFO recovered\nLee\n  10:33 AM\nok\n",
	"trigger.md":  "The disk was full.\n",
	"error.md":    "It was human error.\n",
	"trigger2.md": "The disk was very full.\n",
	"said.vtt":    "WEBVTT\n\n00:00:05.120 --> 00:00:09.000\n<v Dana Kim>The disk was full at ten.</v>\n",
	"answer.txt":  "Q1: 21:41 we all saw it\n",
	"reply.txt":   "Q1: we did, at 21:41.\n",
	"template.md": "---\ntitle: Mine\nabout: Short.\n---\n## One\n\nWhat?\n",
}

var (
	newOne       = []string{"new", "Disk full"}
	withLog      = [][]string{newOne, {"add", "latest", "FOLDER/disk.log"}}
	withEvent    = append(slices.Clone(withLog), []string{"promote", "latest", "EVIDENCE:L1-L1"})
	withDebrief  = [][]string{newOne, {"debrief", "latest", "start"}}
	withPause    = append(slices.Clone(withDebrief), []string{"debrief", "latest", "pause"})
	withSaid     = append(slices.Clone(withDebrief), []string{"import", "latest", "FOLDER/said.vtt"})
	withText     = [][]string{newOne, {"section", "latest", "Trigger", "--file", "FOLDER/trigger.md"}}
	withError    = [][]string{newOne, {"section", "latest", "Trigger", "--file", "FOLDER/error.md"}}
	withIdea     = append(slices.Clone(withDebrief), []string{"debrief", "latest", "note", "Alert earlier", "--kind", "action"})
	withGap      = append(slices.Clone(withEvent), []string{"event", "latest", "add", "--at", "2026-03-14T22:40:00Z", "--title", "Deleted logs"})
	withSitRep   = append(slices.Clone(withLog), []string{"event", "latest", "add", "--at", "2026-03-14T21:50:00Z", "--kind", "sitrep", "--title", "Carts are kept"})
	withQuestion = append(slices.Clone(withGap), []string{"question", "latest", "ask", "Who saw it?", "--for", "Ops", "--gap", "1"})
	withAnswer   = append(slices.Clone(withQuestion), []string{"question", "latest", "reply", "FOLDER/answer.txt", "--from", "Lee"})
	withPrivate  = [][]string{newOne, {"private", "latest", "It was known", "--section", "Trigger"}}
	withRow      = [][]string{newOne, {"table", "latest", "assumptions", "believed=The disk holds a month"}}
	withLearning = [][]string{newOne, {"table", "latest", "learnings", "learned=The disk holds a month", "kind=lacked"}}
	withTemplate = [][]string{{"templates", "--add", "FOLDER/template.md"}}
	withPage     = append(slices.Clone(withText), []string{"export", "latest", "--to", "markdown", "--out", "FOLDER/page"})
	withBundle   = append(slices.Clone(withText), []string{"export", "latest", "--to", "bundle", "--out", "FOLDER/sent"})
	withQuarrel  = append(slices.Clone(withPage),
		[]string{"section", "latest", "Trigger", "--file", "FOLDER/trigger2.md"},
		[]string{"import", "latest", "FOLDER/edited.md"})
)

// acts holds for each command of the grammar how it is used. A command without
// a case fails the test.
var acts = map[string][]act{
	"new":    {{args: newOne, makes: 1, again: "another retrospective may have the same title"}},
	"list":   {{before: withLog, args: []string{"list"}}},
	"show":   {{before: withLog, args: []string{"show", "latest"}}},
	"search": {{before: withLog, args: []string{"search", "disk"}}},
	"learnings": {
		{args: []string{"learnings"}},
		{before: withLearning, args: []string{"learnings", "--format", "csv"}},
		{before: withLearning, args: []string{"learnings", "disk", "--kind", "lacked", "--format", "markdown"}},
	},
	"templates": {
		{args: []string{"templates"}},
		{args: []string{"templates", "light"}},
		{args: []string{"templates", "--add", "FOLDER/template.md"}},
		{before: withTemplate, args: []string{"templates", "mine", "--revisions"}},
		{before: withText, args: []string{"templates", "--uses"}},
		{before: withTemplate, args: []string{"templates", "mine", "--remove"}, refused: true},
	},
	"template": {
		{before: withText, args: []string{"template", "latest"}},
		{before: withText, args: []string{"template", "latest", "google-sre"}, makes: 1, changes: "Summary"},
		{before: withText, args: []string{"template", "latest", "--save", "Ours"}},
	},
	"demo": {{args: []string{"demo", "--out", "FOLDER/demo"}, makes: anyNumber, again: "the example is told anew"}},

	"library check":   {{before: withLog, args: []string{"library", "check"}}},
	"library backup":  {{before: withLog, args: []string{"library", "backup", "FOLDER/copy.db"}}},
	"library restore": {{before: withLog, args: []string{"library", "restore"}}},
	"library export":  {{before: withLog, args: []string{"library", "export", "FOLDER/pages"}}},
	"library compact": {{before: withLog, args: []string{"library", "compact"}}},
	"library rebuild": {{before: withLog, args: []string{"library", "rebuild"}}},

	"add": {{before: [][]string{newOne}, args: []string{"add", "latest", "FOLDER/disk.log"}, makes: 1, changes: "disk.log"}},
	"extract": {{
		before: [][]string{newOne, {"add", "latest", "FOLDER/talk.txt"}}, args: []string{"extract", "latest", "EVIDENCE:L1"}, makes: 1, changes: "log of Dana",
	}},
	"seen": {{
		before: [][]string{newOne, {"add", "latest", "FOLDER/grows.log"}, {"add", "latest", "FOLDER/grown.log"}}, args: []string{"seen", "latest"}, makes: 1, changes: "looked at",
	}},
	"parse": {{args: []string{"parse", "FOLDER/disk.log"}}},
	"entries": {
		{before: withLog, args: []string{"entries", "latest"}},
		{before: withLog, args: []string{"entries", "latest", "--around", "EVIDENCE:L2", "--context", "1"}},
	},
	"chart": {
		{before: withLog, args: []string{"chart", "latest"}},
		{before: withLog, args: []string{"chart", "latest", "--source", "disk.log", "--by", "level", "--out", "FOLDER/chart.svg"}},
		{before: withLog, args: []string{"chart", "latest", "--source", "disk.log", "--keep", "Entries"}, makes: 1, changes: "Entries"},
	},
	"promote": {{before: withLog, args: []string{"promote", "latest", "EVIDENCE:L1-L1"}, makes: 1, changes: "disk full"}},

	"event add": {{
		before: withLog, args: []string{"event", "latest", "add", "--at", "2026-03-14T21:42:00Z", "--title", "Called the team"},
		makes: 1, changes: "Called the team", again: "two events may be alike",
	}},
	"event shift": {
		{before: withEvent, args: []string{"event", "latest", "shift", "EVENT", "--by", "5 min"}, makes: 1, changes: "21:45", again: "it is moved once more"},
		{before: withEvent, args: []string{"event", "latest", "shift", "EVENT", "--by", "0s"}},
	},
	"event merge": {{
		before: append(slices.Clone(withEvent), []string{"promote", "latest", "EVIDENCE:L2-L2"}),
		args:   []string{"event", "latest", "merge", "EVENT", "EVENT2"}, makes: 1, changes: "recovered", refused: true,
	}},
	"event into": {
		{before: withGap, args: []string{"event", "latest", "into", "EVENT", "EVENT2"}, makes: 1, changes: "part of"},
		{before: withGap, args: []string{"event", "latest", "into", "", "EVENT2"}},
	},
	"event sitrep": {
		{before: withSitRep, args: []string{"event", "latest", "sitrep"}, makes: 1, changes: "Carts are kept"},
		{before: withSitRep, args: []string{"event", "latest", "sitrep", "Carts are kept", "--section", "Trigger"}, makes: 1, changes: "Carts are kept"},
	},
	"event read": {{before: withEvent, args: []string{"event", "latest", "read", "20 Dec - 8 Jan"}}},
	"event edit": {
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--at", "late 2015"}, makes: 1, changes: "late 2015"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--at", "20 Dec 2025 - 8 Jan 2026"}, makes: 1, changes: "2026-01-08"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--title", "The disk was full"}, makes: 1, changes: "[Tt]he"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--at", "2026-03-14T21:39:00Z"}, makes: 1, changes: "21:39"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--end", "2026-03-14T21:49:00Z"}, makes: 1, changes: "21:49"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--kind", "trigger"}, makes: 1, changes: "trigger"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--body", "Of the database."}, makes: 1, changes: "database"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--actor", "on call"}, makes: 1, changes: "on call"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--name", "Dana"}, makes: 1, changes: "Dana"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--known", "22:10"}, makes: 1, changes: "22:10"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--interpretation"}, makes: 1, changes: "interpretation"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--dive-in"}, makes: 1, changes: "dive-in"},
		{before: withGap, args: []string{"event", "latest", "edit", "EVENT2", "--within", "EVENT"}, makes: 1, changes: "part of"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--mood", "Dana: worried"}, makes: 1, changes: "worried"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT", "--cite", "EVIDENCE:L2-L2"}, makes: 1, changes: "line 2"},
		{before: withEvent, args: []string{"event", "latest", "edit", "EVENT"}},
	},
	"timeline":     {{before: withEvent, args: []string{"timeline", "latest", "--out", "FOLDER/drawn.svg"}}},
	"event remove": {{before: withEvent, args: []string{"event", "latest", "remove", "EVENT"}, makes: 1, changes: "removed", refused: true}},

	"table": {
		{before: withText, args: []string{"table", "latest"}},
		{before: withRow, args: []string{"table", "latest", "assumptions"}},
		{before: [][]string{newOne}, args: withRow[1], makes: 1, changes: "The disk holds a month"},
		{before: withRow, args: []string{"table", "latest", "assumptions", "--row", "ROW", "true=It held a week"}, makes: 1, changes: "It held a week"},
		{before: withRow, args: []string{"table", "latest", "assumptions", "--row", "ROW", "--remove"}, makes: 1, changes: "The disk holds a month", refused: true},
		{before: append(slices.Clone(withRow), []string{"table", "latest", "assumptions", "Another"}), args: []string{"table", "latest", "assumptions", "--row", "ROW", "--to", "2"}, makes: 1, changes: "moved"},
		{before: [][]string{newOne}, args: []string{"table", "latest", "claims", "--usual"}, makes: 1, changes: "What stops is started again"},
	},
	"draft": {
		{before: [][]string{newOne}, args: []string{"draft", "latest"}, makes: 1, changes: "draft"},
		{before: [][]string{newOne, {"draft", "latest"}}, args: []string{"draft", "latest", "--final"}, makes: 1, changes: "draft"},
	},
	"names": {
		{before: [][]string{newOne}, args: []string{"names", "latest"}},
		{before: [][]string{newOne}, args: []string{"names", "latest", "ACME=a customer"}, makes: 1, changes: "a customer"},
	},
	"solo": {
		{before: [][]string{newOne}, args: []string{"solo", "latest"}, makes: 1, changes: "one person"},
		{before: [][]string{newOne, {"solo", "latest"}}, args: []string{"solo", "latest", "--off"}, makes: 1, changes: "one person"},
	},
	"section": {
		{before: withText, args: []string{"section", "latest", "Trigger"}},
		{before: withText, args: []string{"section", "latest", "Trigger", "--hide"}, makes: 1, changes: "hidden"},
		{before: withText, args: []string{"section", "latest", "Trigger", "--show"}},
		{before: [][]string{newOne}, args: []string{"section", "latest", "Trigger", "--file", "FOLDER/trigger.md"}, makes: 1, changes: "The disk was full"},
		{before: withText, args: []string{"section", "latest", "Trigger", "--file", "FOLDER/trigger2.md"}, makes: 1, changes: "very"},
	},

	"private": {
		{before: withPrivate, args: []string{"private", "latest"}},
		{before: [][]string{newOne}, args: withPrivate[1], makes: 1, changes: "It was known"},
		{before: withPrivate, args: []string{"private", "latest", "--note", "NOTE", "It was said"}, makes: 1, changes: "said"},
		{before: withPrivate, args: []string{"private", "latest", "--note", "NOTE", "--promote"}, makes: 1, changes: "It was known", refused: true},
		{before: withPrivate, args: []string{"private", "latest", "--note", "NOTE", "--remove"}, makes: 1, changes: "It was known", refused: true},
	},

	"thread": {
		{before: withError, args: []string{"thread", "latest"}},
		{before: withError, args: []string{"thread", "latest", "1", "--factor", "Nobody could see the unit"}, makes: 1, changes: "Nobody could see the unit"},
		{before: withError, args: []string{"thread", "latest", "1", "--waive", "It is a quotation"}, makes: 1, changes: "It is a quotation"},
		{
			before: append(slices.Clone(withError), []string{"thread", "latest", "1", "--waive", "It is a quotation"}),
			args:   []string{"thread", "latest", "1", "--reopen"}, makes: 1, changes: "human error", refused: true,
		},
	},
	"find": {
		{before: withText, args: []string{"find", "latest", "disk"}},
		{before: withText, args: []string{"find", "latest", "disk", "--replace", "memory"}, makes: 1, changes: "memory"},
	},
	"actions": {
		{before: withIdea, args: []string{"actions", "latest"}},
		{before: withIdea, args: []string{"actions", "latest", "--park"}, makes: 1, changes: "parked"},
	},
	"question list": {{before: withQuestion, args: []string{"question", "latest", "list"}}},
	"question gaps": {{before: withGap, args: []string{"question", "latest", "gaps"}}},
	"question ask": {
		{before: withEvent, args: []string{"question", "latest", "ask", "Who saw it?", "--for", "Ops"}, makes: 1, changes: "Who saw it"},
		{before: withGap, args: []string{"question", "latest", "ask", "--gap", "1"}, makes: 1, changes: "between 21:40 and 22:40"},
		{before: withEvent, args: []string{"question", "latest", "ask", "What then?", "--from", "2026-03-14 21:40", "--to", "2026-03-14 22:00", "--due", "2026-03-20"}, makes: 1, changes: "2026-03-20"},
		{before: withEvent, args: []string{"question", "latest", "ask", "Why?", "--event", "EVENT", "--cite", "EVIDENCE:L1"}, makes: 1, changes: "Why"},
	},
	"question edit": {
		{before: withQuestion, args: []string{"question", "latest", "edit", "Q1", "--text", "Who saw it first?"}, makes: 1, changes: "first"},
		{before: withQuestion, args: []string{"question", "latest", "edit", "Q1", "--state", "answered"}, makes: 1, changes: "answered"},
		{before: withQuestion, args: []string{"question", "latest", "edit", "Q1", "--for", "Support"}, makes: 1, changes: "Support"},
		{before: withQuestion, args: []string{"question", "latest", "edit", "Q1"}},
	},
	"question remove": {{before: withQuestion, args: []string{"question", "latest", "remove", "Q1"}, makes: 1, changes: "removed", refused: true}},
	"question reply": {
		{before: withQuestion, args: []string{"question", "latest", "reply", "FOLDER/reply.txt", "--from", "Lee"}, makes: 1, changes: "at 21:41"},
		{before: withQuestion, args: []string{"question", "latest", "reply", "FOLDER/trigger.md", "--from", "Lee", "--to", "Q1"}, makes: 1, changes: "disk was full"},
	},
	"question place": {{
		before: append(slices.Clone(withAnswer), []string{"question", "latest", "ask", "And then?"}),
		args:   []string{"question", "latest", "place", "Q1", "Q2"}, makes: 1, changes: "placed", refused: true,
	}},
	"question use": {
		{before: withAnswer, args: []string{"question", "latest", "use", "Q1"}, makes: 1, changes: "21:41"},
		{before: withAnswer, args: []string{"question", "latest", "use", "Q1", "--section", "Trigger"}, makes: 1, changes: "Lee"},
	},

	"debrief plan": {
		{before: [][]string{newOne}, args: []string{"debrief", "latest", "plan", "--at", "2026-03-21 14:00"}, makes: 1, changes: "2026-03-21"},
		{before: [][]string{newOne}, args: []string{"debrief", "latest", "plan", "--minutes", "45"}, makes: 1, changes: "45 min"},
		{before: [][]string{newOne}, args: []string{"debrief", "latest", "plan", "--agenda", "heroku"}, makes: 1, changes: "roll call"},
		{before: [][]string{newOne}, args: []string{"debrief", "latest", "plan", "--place", "Room 2", "--recording", "https://video.example/1"}, makes: 1, changes: "Room 2"},
		{before: [][]string{newOne}, args: []string{"debrief", "latest", "plan", "--due-days", "14"}, makes: 1, changes: "14 d"},
		{before: [][]string{newOne}, args: []string{"debrief", "latest", "plan", "--lag", "4"}, makes: 1, changes: "4 s"},
		{before: [][]string{newOne}, args: []string{"debrief", "latest", "plan", "--agreed"}, makes: 1, changes: "agreement on the timeline"},
	},
	"debrief status": {{before: withDebrief, args: []string{"debrief", "latest", "status"}}},
	"debrief start": {
		{before: [][]string{newOne}, args: []string{"debrief", "latest", "start"}, makes: 1, changes: "started"},
		{before: withPause, args: []string{"debrief", "latest", "start"}, makes: 1, changes: "resumed"},
	},
	"debrief pause":  {{before: withDebrief, args: []string{"debrief", "latest", "pause"}, makes: 1, changes: "paused"}},
	"debrief resume": {{before: withPause, args: []string{"debrief", "latest", "resume"}, makes: 1, changes: "resumed"}},
	"debrief step": {
		{before: withDebrief, args: []string{"debrief", "latest", "step"}, makes: 1, changes: "step", again: "it goes on to the next"},
		{before: withDebrief, args: []string{"debrief", "latest", "step", "Keep digging"}, makes: 1, changes: "step"},
	},
	"debrief keep-end": {{
		before: append([][]string{newOne, {"debrief", "latest", "plan", "--at", "2026-03-15 09:00", "--minutes", "600"}}, withPause[1:]...),
		args:   []string{"debrief", "latest", "keep-end"}, makes: 1, changes: "of 200 min",
		again: "the pause goes on",
	}},
	"debrief note": {
		{before: withDebrief, args: []string{"debrief", "latest", "note", "Who told them?", "--kind", "question"}, makes: 1, changes: "Who told them", again: "the same may be said twice"},
		{before: withDebrief, args: []string{"debrief", "latest", "note", "Alert earlier", "--kind", "action"}, makes: 1, changes: "Alert earlier", again: "the same may be said twice"},
		{before: withDebrief, args: []string{"debrief", "latest", "note", "Random ids?", "--park"}, makes: 1, changes: "Random ids", again: "the same may be said twice"},
	},
	"debrief record": {
		{before: withDebrief, args: []string{"debrief", "latest", "record", "https://video.example/1", "--since", "0:02:10"}, makes: 1, changes: "0:02:10"},
		{
			before: append(slices.Clone(withDebrief), []string{"debrief", "latest", "record", "meeting.mp4"}),
			args:   []string{"debrief", "latest", "record", "https://video.example/1", "--instead", "1"}, makes: 1, changes: "video.example",
		},
	},
	"debrief align": {{
		before: append(slices.Clone(withDebrief), []string{"debrief", "latest", "record", "meeting.mp4", "--since", "0:02:10"}),
		args:   []string{"debrief", "latest", "align", "0:10:00", "0:09:00"}, makes: 1, changes: "0:01:00",
	}, {
		before: withSaid, args: []string{"debrief", "latest", "align", "0:10:00", "L3"}, makes: 1, changes: "0:09:54",
	}, {
		before: withSaid, args: []string{"debrief", "latest", "align", "L3", "0:10:00"}, makes: 1, changes: "recordings",
	}},
	"debrief transcript": {{before: withSaid, args: []string{"debrief", "latest", "transcript", "--find", "full"}}},
	"debrief quote": {
		{before: withSaid, args: []string{"debrief", "latest", "quote", "L3"}, makes: 1, changes: "The disk was full at ten"},
		{before: withSaid, args: []string{"debrief", "latest", "quote", "L3-L4", "--kind", "factor"}, makes: 1, changes: "Contributing factors"},
		{before: withSaid, args: []string{"debrief", "latest", "quote", "L3", "--into", "Trigger"}, makes: 1, changes: "The disk was full at ten"},
	},
	"debrief stop": {{before: withDebrief, args: []string{"debrief", "latest", "stop"}, makes: 1, changes: "ended"}},

	"checkpoint": {
		{before: withText, args: []string{"checkpoint", "latest", "Read by all"}, makes: 1},
		{before: withText, args: []string{"checkpoint", "latest", "Before the debrief", "--kind", "pre-debrief"}, makes: 1},
		{before: withText, args: []string{"checkpoint", "latest", "Sent", "--kind", "shared"}, makes: 1},
	},
	"revisions": {{before: withLog, args: []string{"revisions", "latest"}}},
	"diff":      {{before: withLog, args: []string{"diff", "latest", "1", "2"}}},
	"compare":   {{args: []string{"compare", "FOLDER/trigger.md", "FOLDER/trigger2.md"}}},
	"restore": {
		{before: withText, args: []string{"restore", "latest", "1"}, makes: 1, changes: "The disk was full"},
		{before: withText, args: []string{"restore", "latest", "1", "--only", "section:Trigger"}, makes: 1, changes: "The disk was full"},
		{before: withText, args: []string{"restore", "latest", "2"}},
	},

	"export": {
		{before: withText, args: []string{"export", "latest", "--to", "markdown", "--out", "FOLDER/page"}},
		{before: withText, args: []string{"export", "latest", "--to", "bundle", "--out", "FOLDER/sent"}},
	},
	"import": {
		{before: withPage, args: []string{"import", "latest", "FOLDER/edited.md"}, makes: 1, changes: "slowly"},
		{before: withPage, args: []string{"import", "latest", "FOLDER/edited.md", "--dry-run"}},
		{before: withPage, args: []string{"import", "latest", "FOLDER/page/retrospective.md"}},
		{before: withBundle, args: []string{"import", "FOLDER/sent/disk-full.afterword"}},
		{before: withDebrief, args: []string{"import", "latest", "FOLDER/said.vtt"}, makes: 1, changes: "said.vtt"},
	},
	"purge": {
		{before: withLog, args: []string{"purge", "latest"}},
		{before: withEvent, args: []string{"purge", "latest", "EVIDENCE"}},
		{before: withEvent, args: []string{"purge", "latest", "EVIDENCE", "--yes"}, makes: 1, refused: true},
		{before: withText, args: []string{"purge", "latest", "--words", "disk was full", "--yes"}, makes: 1, refused: true},
	},
	"review": {
		{before: withText, args: []string{"review", "latest"}},
		{before: withError, args: []string{"review", "latest", "--let-stand", "human error", "--because", "It is a quotation"}, makes: 1, changes: "It is a quotation"},
		{
			before: append(slices.Clone(withError), []string{"thread", "latest", "1", "--waive", "It is a quotation"}),
			args:   []string{"review", "latest", "--reopen", "human error"}, makes: 1, changes: "human error", refused: true,
		},
	},
	"conflicts": {{before: withText, args: []string{"conflicts", "latest"}}},
	"settle": {
		{before: withQuarrel, args: []string{"settle", "latest", "1", "theirs"}, makes: 1, changes: "slowly", refused: true},
		{before: withQuarrel, args: []string{"settle", "latest", "1", "mine"}, makes: 1, changes: "slowly", refused: true},
	},
}

// anyNumber is for a command that tells a whole story.
const anyNumber = -1

// TestActs uses every command: one that edits makes exactly one revision, with the
// change that was asked for, and none when it is used again; one that looks makes
// none; what was there before can be restored.
func TestActs(t *testing.T) {
	t.Parallel()
	commands, err := cli.Commands()
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range commands {
		if len(acts[command.Name]) == 0 {
			t.Errorf("nothing tries the command %q: add it to acts", command.Name)
		}
	}
	prepared := map[string]string{} // the folders to begin with, by what was done in them
	for name, cases := range acts {
		if !slices.ContainsFunc(commands, func(c cli.Command) bool { return c.Name == name }) {
			t.Errorf("there is no command %q", name)
		}
		for _, c := range cases {
			key := fmt.Sprint(c.before)
			if prepared[key] == "" {
				prepared[key] = prepare(t, c.before)
			}
			begun := prepared[key]
			t.Run(strings.Join(c.args, " "), func(t *testing.T) {
				t.Parallel()
				tryAct(t, c, begun)
			})
		}
	}
}

func tryAct(t *testing.T, c act, begun string) {
	t.Helper()
	d := &desk{t: t, folder: t.TempDir(), clock: retro.FixedClock(actsDay.Add(2*time.Hour), time.Minute)}
	if err := os.CopyFS(d.folder, os.DirFS(begun)); err != nil {
		t.Fatal(err)
	}
	args := d.named(c.args)
	before := d.state()

	d.do(c.args)
	after := d.state()
	made := after.revisions - before.revisions
	if c.makes == anyNumber && made == 0 || c.makes != anyNumber && made != c.makes {
		t.Fatalf("%d revisions are made, want %d", made, c.makes)
	}
	if c.changes != "" {
		changes := d.do([]string{"diff", "latest", strconv.Itoa(before.revisions), "head"})
		if !regexp.MustCompile(c.changes).MatchString(changes) {
			t.Errorf("the change is\n%s\nwant %q in it", changes, c.changes)
		}
	}

	_, code := d.try(args)
	if (code != 0) != c.refused {
		t.Errorf("the second time it ends with %d, %s", code, d.said.String())
	}
	again := d.state()
	if made := again.revisions - after.revisions; (made > 0) != (c.again != "") {
		t.Errorf("%d revisions are made the second time; why there may be one: %q", made, c.again)
	}
	if c.again == "" && again.content != after.content {
		t.Errorf("the second time changes the content (-before +after):\n%s", cmp.Diff(after.content, again.content))
	}
	if c.changes != "" && c.again == "" {
		d.do([]string{"restore", "latest", strconv.Itoa(before.revisions)})
		if got := d.state().content; got != before.content {
			t.Errorf("what was there before is not restored (-want +got):\n%s", cmp.Diff(before.content, got))
		}
	}
}

// actsDay is when the commands begin; each reading of the clock is a minute later.
var actsDay = time.Date(2026, 3, 15, 9, 0, 0, 0, time.UTC)

// prepare makes a folder with the files of [actFiles], and with a library after some
// commands.
func prepare(t *testing.T, commands [][]string) (folder string) {
	t.Helper()
	d := &desk{t: t, folder: t.TempDir(), clock: retro.FixedClock(actsDay, time.Minute)}
	for name, text := range actFiles {
		if err := os.WriteFile(filepath.Join(d.folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range commands {
		d.do(args)
		d.editPage()
	}
	return d.folder
}

// desk is a library of its own, and a folder of files.
type desk struct {
	t      *testing.T
	folder string
	clock  retro.Clock
	said   bytes.Buffer // on standard error, by the last command
	row    string       // the first assumption that was there
}

// editPage edits the exported page, once there is one, as a colleague does.
func (d *desk) editPage() {
	page, err := os.ReadFile(filepath.Join(d.folder, "page", "retrospective.md"))
	if err != nil {
		return
	}
	edited := strings.Replace(string(page), "The disk was full.", "The disk was slowly full.", 1)
	if err := os.WriteFile(filepath.Join(d.folder, "edited.md"), []byte(edited), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// do runs a command that must succeed and returns what it prints.
func (d *desk) do(args []string) string {
	d.t.Helper()
	out, code := d.try(d.named(args))
	if code != 0 {
		d.t.Fatalf("afterword %s ends with %d: %s", strings.Join(args, " "), code, d.said.String())
	}
	return out
}

func (d *desk) try(args []string) (printed string, code int) {
	d.said.Reset()
	var out bytes.Buffer
	code = cli.Run(d.t.Context(), args, "test", cli.Environment{
		In: strings.NewReader(""), Out: &out, Err: &d.said, Clock: d.clock, Library: filepath.Join(d.folder, "afterword.db"),
	})
	return out.String(), code
}

// named puts folder and ids in place of their names.
func (d *desk) named(args []string) []string {
	d.t.Helper()
	named := slices.Clone(args)
	for i, arg := range named {
		arg = strings.Replace(arg, "FOLDER", d.folder, 1)
		if arg == "ROW" {
			var assumptions struct{ Rows []struct{ ID string } }
			d.read(&assumptions, "table", "latest", "assumptions")
			if len(assumptions.Rows) > 0 { // else it was taken out
				d.row = assumptions.Rows[0].ID
			}
			arg = d.row
		}
		if arg == "NOTE" {
			var private []struct{ ID string }
			d.read(&private, "private", "latest")
			if len(private) > 0 {
				d.row = private[0].ID
			}
			arg = d.row
		}
		if strings.HasPrefix(arg, "EVIDENCE") || strings.HasPrefix(arg, "EVENT") {
			var workspace struct {
				Content struct {
					Events   []struct{ ID string }
					Evidence []struct{ ID string }
				}
			}
			d.read(&workspace, "show", "latest")
			switch arg {
			case "EVENT":
				arg = workspace.Content.Events[0].ID
			case "EVENT2": // where a first one stands no more, it is gone too
				arg = workspace.Content.Events[min(1, len(workspace.Content.Events)-1)].ID
			default:
				arg = workspace.Content.Evidence[0].ID + strings.TrimPrefix(arg, "EVIDENCE")
			}
		}
		named[i] = arg
	}
	return named
}

// read runs a command and reads the JSON that it prints.
func (d *desk) read(into any, args ...string) {
	d.t.Helper()
	out := d.do(append(args, "--json"))
	if err := json.Unmarshal([]byte(out), into); err != nil {
		d.t.Fatalf("%v: %s", err, out)
	}
}

// state is what a library holds.
type state struct {
	revisions int    // of all retrospectives
	content   string // of the newest one, as JSON; "" where there is none
}

func (d *desk) state() state {
	d.t.Helper()
	var all []struct{ Revisions int }
	d.read(&all, "list")
	var found state
	for _, one := range all {
		found.revisions += one.Revisions
	}
	if len(all) > 0 {
		var workspace struct{ Content json.RawMessage }
		d.read(&workspace, "show", "latest")
		found.content = string(workspace.Content)
	}
	return found
}
