package ingest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// Some exports hold in a record what was said or done about it later: the replies to a
// message, the comments and changes of a ticket, the updates of an incident. Each is an
// entry of its own.

// replyKeys are the keys of such lists.
var replyKeys = [][]byte{
	[]byte(`"replies"`), []byte(`"slackdump_thread_replies"`), []byte(`"comments"`), []byte(`"histories"`), []byte(`"incident_updates"`), []byte(`"updates"`), []byte(`"notes"`),
}

// listBehind returns the place of the first object in the list that is the value of a key, -1
// without one.
func listBehind(b, key []byte) int {
	for from := 0; ; {
		at := bytes.Index(b[from:], key)
		if at < 0 {
			return -1
		}
		from += at + len(key)
		if i := listAt(b, from); i >= 0 {
			return i
		}
	}
}

// listAt returns the place of the first object in the list whose key ends at a place, -1
// where there is none.
func listAt(b []byte, i int) int {
	if i = skipBlank(b, i); i >= len(b) || b[i] != ':' {
		return -1
	}
	if i = skipBlank(b, i+1); i >= len(b) || b[i] != '[' {
		return -1
	}
	if i = skipBlank(b, i+1); i >= len(b) || b[i] != '{' {
		return -1
	}
	return i
}

// repliesIn returns the places of what a record holds so, in their order and none in another.
func repliesIn(object []byte) []span {
	var found []span
	for _, key := range replyKeys {
		for i := listBehind(object, key); i >= 0 && i < len(object) && object[i] == '{'; {
			end := valueEnd(object, i)
			if end < 0 {
				break
			}
			if isTimed(object[i:end]) && !isPointer(object[i:end]) {
				found = append(found, span{i, end})
			}
			if i = skipBlank(object, end); i >= len(object) || object[i] != ',' {
				break
			}
			i = skipBlank(object, i+1)
		}
	}
	slices.SortFunc(found, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	last := 0
	return slices.DeleteFunc(found, func(s span) bool {
		within := s.from < last
		last = max(last, s.to)
		return within
	})
}

// isPointer reports whether a reply is only who wrote it and when: the message itself stands
// elsewhere in the export of Slack.
func isPointer(object []byte) bool {
	for m := range members(object, skipBlank(object, 1)) {
		if key := string(m.key); key != "user" && key != "ts" {
			return false
		}
	}
	return true
}

// isThread reports whether what a list holds answers the record that it stands in.
func isThread(record []byte) bool {
	return listBehind(record, replyKeys[0]) >= 0 || listBehind(record, replyKeys[1]) >= 0
}

// appendReplies appends the entries of what a record holds so, which begins at an offset and
// whose entry is the last one.
func appendReplies(entries []Entry, record []byte, offset int64) []Entry {
	parent := entries[len(entries)-1]
	counted := 0
	line := parent.Line
	for _, reply := range repliesIn(record) {
		var h head
		object := record[reply.from:reply.to]
		if !headObject(object, &h) {
			continue
		}
		line += newlines(record[counted:reply.from])
		counted = reply.from
		e := Entry{
			Offset: offset + int64(reply.from), At: h.At, Line: line,
			Zone: h.Zone, Level: uint8(h.level), Precision: h.Precision, Format: parent.Format, Flags: h.Flags,
		}
		if formatID(parent.Format) == formatJSONLines {
			e.Message = hashMessage(object, &h)
		}
		entries = append(entries, e)
	}
	return entries
}

// isTicket reports whether an object is a ticket of Jira, whose fields say when it was made.
func isTicket(object []byte) bool {
	key, fields := false, false
	for m := range members(object, skipBlank(object, 1)) {
		switch string(m.key) {
		case "key":
			key = true
		case "fields":
			fields = object[m.value.from] == '{' && bytes.Contains(object[m.value.from:m.value.to], []byte(`"created"`))
		}
	}
	return key && fields
}

// changesText says what a change of a ticket changed: "status: Open → Done".
func changesText(raw string) string {
	var items []struct {
		Field string `json:"field"`
		From  string `json:"fromString"`
		To    string `json:"toString"`
	}
	if json.Unmarshal([]byte(raw), &items) != nil {
		return ""
	}
	var lines []string
	for _, item := range items {
		if item.Field != "" {
			lines = append(lines, item.Field+": "+item.From+" → "+item.To)
		}
	}
	return strings.Join(lines, "\n")
}
