package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var yamlFormat = format{
	name: "yaml", title: "YAML documents: one for each entry, or a list of them",
	plural: "YAML documents",
	samples: []string{
		"kind: List\nitems:\n- lastTimestamp: \"2026-03-14T21:40:00Z\"\n  message: Back-off restarting failed container\n  type: Warning",
		"---\ninsertId: 1x2y\nseverity: ERROR\ntextPayload: pool exhausted\ntimestamp: '2026-03-14T21:40:00.123456Z'",
	},
	describeAll: describeYAML,
}

// yamlReach is how far behind its first line a document is read for its time.
const yamlReach = 16 << 10

// headYAML reads the documents that gcloud prints of log entries: their first line is
// "---", and one of their own keys is "timestamp". Those of objects in them do not count.
func headYAML(next []byte, h *head) bool {
	document := next[:min(len(next), yamlReach)]
	if end := bytes.Index(document, []byte("\n---")); end >= 0 {
		document = document[:end]
	}
	found := false
	h.level = retro.LevelNone
	for line := range bytes.Lines(document) {
		name, value, ok := bytes.Cut(bytes.TrimRight(line, "\r\n"), []byte(": "))
		if !ok || !stamp.IsLetter(name[0]) && name[0] != '@' {
			continue
		}
		value = bytes.Trim(value, `'"`)
		switch string(name) {
		case "timestamp", "@timestamp":
			found = stamp.Parse(value, &h.Stamp) == len(value)
		case "severity", "level":
			h.level = levelOfWord(value)
		}
	}
	h.from, h.to, h.text, h.format = 0, 0, 0, formatYAML
	return found
}

// describeYAML names the keys of a document and takes its message.
func describeYAML(entry []byte, d *Description) {
	if !bytes.HasPrefix(entry, []byte("---")) {
		describeItem(entry, d)
		return
	}
	for line := range strings.Lines(text(entry)) {
		name, value, ok := strings.Cut(strings.TrimRight(line, "\r\n"), ": ")
		value = strings.Trim(value, `'"`)
		switch {
		case !ok || strings.HasPrefix(name, " "):
		case name == "textPayload", name == "message":
			d.Text = value
		case name == "timestamp", name == "@timestamp":
			d.Written = value
		default:
			d.Fields = append(d.Fields, Field{Name: name, Value: value})
		}
	}
	if d.Text == "" {
		d.Text = strings.TrimSpace(strings.TrimPrefix(text(entry), "---"))
	}
}
