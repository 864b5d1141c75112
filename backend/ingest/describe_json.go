package ingest

import (
	"bytes"
	"encoding/json"
	"strings"
)

// describeJSON names the fields of an object and finds its message.
func describeJSON(line []byte, h *head, d *Description) {
	var message, title, nested, items, headline string
	best := 0
	eachField(line, "", func(name string, from, to int) {
		value := fieldText(line[from:to])
		switch name {
		case "msg", "message", "Message", "MESSAGE", "logMessage", "@message", "log", "text", "@m", "short_message", "event.message", "body", "Body", "@mt", "M", "textPayload", "content", "rawMessage", "RenderedMessage":
			if message == "" {
				if message = value; line[from] == '[' {
					message = joinedParts(line[from:to], value)
				}
				return
			}
		}
		if name == "title" {
			headline = value
		}
		if rank := titleRank(name); rank > best && value != "" && value[0] != '{' && value[0] != '[' {
			best, title = rank, value
		}
		if name == "items" && line[from] == '[' {
			items = value
		}
		if at := strings.LastIndexByte(name, '.'); at > 0 && nested == "" {
			switch name[at+1:] {
			case "message", "text", "msg", "textPayload", "content", "log":
				nested = value
			}
		}
		if from <= h.from && h.to <= to && h.to > 0 {
			return
		}
		d.Fields = append(d.Fields, Field{Name: text(name), Value: value})
	})
	switch {
	case message == "":
		message = title
	case headline != "" && headline != message:
		message = headline + "\n" + message
	}
	if message == "" {
		message = nested
	}
	if message == "" && items != "" {
		message = changesText(items)
	}
	if message == "" {
		var compact bytes.Buffer
		if json.Compact(&compact, line) != nil {
			compact.Reset()
			compact.Write(line)
		}
		d.Text = text(compact.Bytes())
		return
	}
	d.Text = strings.TrimRight(message, "\r\n")
}

// titles ranks the names of fields that say what a record without a message is about.
var titles = func() map[string]int {
	ranks := map[string]int{}
	names := strings.Fields("title summary historysummary description subject event name reason annotations.summary annotations.description labels.alertname " +
		"incident.title incident.summary issue.title alert.message fields.summary logentry.formatted eventname operationname.localizedvalue operationname " +
		"short_description statereason newstatereason alarmdescription alarmname metadata.title exception.message rule.name monitor.name culprit alert.signature action details")
	for i, name := range names {
		ranks[name] = len(names) - i
	}
	return ranks
}()

// titleRank ranks the name of a field as a title, 0 for other fields.
func titleRank(name string) int {
	if len(name) > 40 {
		return 0
	}
	name = strings.ToLower(name)
	if rank := titles[name]; rank > 0 || !strings.HasSuffix(name, "message") || strings.Contains(name, ".") {
		return rank
	}
	return titles["summary"] // "displayMessage"
}

// joinedParts returns the text of a message that is a list of texts and of objects with a
// text each, as Telegram exports what has links in it; other lists as they are.
func joinedParts(raw []byte, other string) string {
	var parts []json.RawMessage
	if json.Unmarshal(raw, &parts) != nil || len(parts) == 0 {
		return other
	}
	var b strings.Builder
	for _, part := range parts {
		var inner struct {
			Text string `json:"text"`
		}
		switch {
		case part[0] == '"':
			b.WriteString(fieldText(part))
		case json.Unmarshal(part, &inner) == nil:
			b.WriteString(inner.Text)
		default:
			return other
		}
	}
	return b.String()
}

// eachField calls visit for the fields of the object in line and of those in it,
// whose names are joined by dots. Arrays are left whole.
func eachField(line []byte, prefix string, visit func(name string, from, to int)) {
	fieldsFrom(line, 0, len(line), prefix, 4, visit)
}

func fieldsFrom(line []byte, from, limit int, prefix string, depth int, visit func(name string, from, to int)) {
	i := skipBlank(line, from+1)
	for i < limit && line[i] == '"' {
		keyEnd := stringEnd(line, i)
		if keyEnd < 0 {
			return
		}
		name := prefix + fieldText(line[i:keyEnd+1])
		i = skipBlank(line, keyEnd+1)
		if i >= limit || line[i] != ':' {
			return
		}
		i = skipBlank(line, i+1)
		if i >= limit {
			return
		}
		end := valueEnd(line, i)
		if end < 0 {
			end = limit
		}
		if line[i] == '{' && depth > 0 {
			fieldsFrom(line, i, end, name+".", depth-1, visit)
		} else {
			visit(name, i, end)
		}
		i = skipBlank(line, end)
		if i >= limit || line[i] != ',' {
			return
		}
		i = skipBlank(line, i+1)
	}
}

// fieldText returns a JSON value as people read it: text without its quotes.
func fieldText(raw []byte) string {
	if len(raw) >= 2 && raw[0] == '"' {
		if raw[len(raw)-1] == '"' && bytes.IndexByte(raw, '\\') < 0 {
			return text(raw[1 : len(raw)-1])
		}
		var value string
		if json.Unmarshal(raw, &value) == nil {
			return value
		}
		return text(raw[1:])
	}
	return text(raw)
}
