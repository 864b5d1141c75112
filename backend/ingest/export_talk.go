package ingest

import (
	"bytes"
	"encoding/json"
	"html"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The exports of chat programs say in members of their own what was done with a message:
// reactions, edits, attachments. They are folded into fields, as those of a window are.

// talkMarks are what exports of conversations hold and no log does.
var talkMarks = []string{
	"reactions", "m.room.message", "messageType", "isPinned", "date_unixtime",
	"emoji_name", "system_join_channel", "channel_join", "creator",
}

// comings are the kinds of messages that only say who came and went.
var comings = map[string]bool{
	"channel_join": true, "channel_leave": true, "group_join": true, "group_leave": true, // Slack
	"uj": true, "ul": true, "au": true, "ru": true, "ujt": true, "ult": true, // Rocket.Chat
	"system_join_channel": true, "system_leave_channel": true, "system_add_to_channel": true, "system_remove_from_channel": true,
	"system_join_team": true, "system_leave_team": true, "system_add_to_team": true, "system_remove_from_team": true, // Mattermost
	"invite_members": true, "remove_members": true, "join_group_by_link": true, "join_group_by_request": true, // Telegram
	"GuildMemberJoin": true, "RecipientAdd": true, "RecipientRemove": true, // Discord
	"#microsoft.graph.membersAddedEventMessageDetail": true, "#microsoft.graph.membersDeletedEventMessageDetail": true,
	"#microsoft.graph.membersJoinedEventMessageDetail": true, "#microsoft.graph.membersLeftEventMessageDetail": true, // Teams
	"m.room.member": true, // Matrix
}

// messageComing is the hash of all messages that only say who came and went, so that those
// in a row are folded.
const messageComing = 1

// isComing reports whether a record only says who came and went.
func isComing(object []byte) bool {
	for m := range members(object, skipBlank(object, 1)) {
		value := object[m.value.from:m.value.to]
		switch string(m.key) {
		case "subtype", "t", "type", "action", "@odata.type":
			if len(value) > 2 && value[0] == '"' && comings[string(value[1:len(value)-1])] {
				return true
			}
		case "post", "eventDetail":
			if value[0] == '{' && isComing(value) {
				return true
			}
		}
	}
	return false
}

// describeTalk folds the reactions, edits and attachments of a message in an export.
func describeTalk(object []byte, d *Description) {
	var m map[string]any
	if json.Unmarshal(wholeObject(object), &m) != nil {
		return
	}
	if post, ok := m["post"].(map[string]any); ok {
		m = post
	}
	d.fold(aside{edited: editOf(m), reactions: reactionsOf(m["reactions"]), missing: attachmentsOf(m)})
	if content, ok := m["content"].(map[string]any); ok {
		describeMatrix(m, content, d)
	}
	if body, ok := m["body"].(map[string]any); ok && body["contentType"] == "html" {
		d.Text = htmlText(word(body["content"]))
	}
	if detail, ok := m["eventDetail"].(map[string]any); ok {
		kind := strings.TrimSuffix(strings.TrimPrefix(word(detail["@odata.type"]), "#microsoft.graph."), "EventMessageDetail")
		d.Text = strings.TrimSpace(spelled(kind) + " " + strings.Join(namesIn(detail["members"]), ", "))
	}
	if action := word(m["action"]); comings[action] && d.Text == action {
		d.Text = strings.TrimSpace(strings.ReplaceAll(action, "_", " ") + " " + strings.Join(namesIn(m["members"]), ", "))
	}
	switch word(m["t"]) {
	case "uj", "ujt":
		d.Text += " joined"
	case "ul", "ult":
		d.Text += " left"
	case "au":
		d.Text += " was added"
	case "ru":
		d.Text += " was removed"
	}
}

// wholeObject returns the object at the beginning of b. One that was cut off where its replies
// begin is closed there.
func wholeObject(b []byte) []byte {
	if end := valueEnd(b, 0); end >= 0 {
		return b[:end]
	}
	whole := bytes.TrimRight(b, " \t\r\n")
	var open []byte
	for i := 0; i < len(whole); i++ {
		switch whole[i] {
		case '"':
			end := stringEnd(whole, i)
			if end < 0 {
				return b
			}
			i = end
		case '{':
			open = append(open, '}')
		case '[':
			open = append(open, ']')
		case '}', ']':
			open = open[:max(0, len(open)-1)]
		}
	}
	slices.Reverse(open)
	return slices.Concat(whole, open)
}

// aside is what was done with a message beside writing it.
type aside struct {
	edited    string // when, or how often, "" for never
	reactions []string
	missing   []string // names of attachments, which no text holds
}

// fold adds what was done with a message.
func (d *Description) fold(a aside) {
	if a.edited != "" {
		d.add("edited", []byte(a.edited))
	}
	if len(a.reactions) > 0 {
		// The list of the export says the same.
		d.Fields = slices.DeleteFunc(d.Fields, func(f Field) bool { return f.Name == "reactions" })
		d.add("reactions", []byte(strings.Join(a.reactions, ", ")))
	}
	for _, name := range a.missing {
		d.add("missing", []byte(name))
	}
}

// editOf says when a message was edited, "yes" where the export does not say when.
func editOf(m map[string]any) string {
	for _, key := range []string{"edited", "timestampEdited", "edited_timestamp", "lastEditedDateTime", "editedAt", "edit_at"} {
		switch value := m[key].(type) {
		case string:
			if value != "" {
				return value
			}
		case bool, map[string]any:
			if value != false {
				return "yes"
			}
		case float64:
			if value != 0 {
				return "yes"
			}
		}
	}
	return ""
}

// reactionsOf counts reactions by their names, in the order in which each came first. They
// are a list of names with counts, or of one for each person, or people by name.
func reactionsOf(value any) []string {
	counts, order := map[string]int{}, []string{}
	add := func(name string, n int) {
		name = strings.Trim(name, ":")
		if sign, ok := emojiOf(name); ok {
			name = sign
		}
		if name == "" || n <= 0 {
			return
		}
		if counts[name] == 0 {
			order = append(order, name)
		}
		counts[name] += n
	}
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			r, _ := item.(map[string]any)
			emoji, _ := r["emoji"].(map[string]any)
			add(firstWord(r["name"], r["emoji_name"], r["reactionType"], r["emoji"], emoji["name"], emoji["unicode"], r["emojiName"]), countOf(r))
		}
	case map[string]any:
		names := make([]string, 0, len(value))
		for name := range value {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			r, _ := value[name].(map[string]any)
			add(name, countOf(r))
		}
	}
	for i, name := range order {
		order[i] = name + " " + strconv.Itoa(counts[name])
	}
	return order
}

// countOf says how many people gave a reaction.
func countOf(r map[string]any) int {
	if n, ok := r["count"].(float64); ok {
		return int(n)
	}
	for _, key := range []string{"users", "usernames", "reactor_emails"} {
		if people, ok := r[key].([]any); ok {
			return len(people)
		}
	}
	return 1
}

// attachmentsOf names the files that came with a message.
func attachmentsOf(m map[string]any) []string {
	var names []string
	add := func(item any) {
		file, _ := item.(map[string]any)
		name := firstWord(file["name"], file["fileName"], file["filename"], file["original_name"], file["export_name"])
		if name == "" && file["text"] == nil && file["fallback"] == nil {
			name = path.Base("/" + firstWord(file["path"], file["title_link"]))
		}
		if name != "" && name != "/" {
			names = append(names, name)
		}
	}
	for _, key := range []string{"files", "attachments", "attached_files"} {
		list, _ := m[key].([]any)
		for _, item := range list {
			add(item)
		}
	}
	if len(names) == 0 {
		add(m["file"])
	}
	for _, key := range []string{"photo", "file"} {
		if name := word(m[key]); name != "" {
			names = append(names, path.Base(name))
		}
	}
	return names
}

// describeMatrix reads the content of an event of Matrix.
func describeMatrix(m, content map[string]any, d *Description) {
	if sender := word(m["sender"]); strings.HasPrefix(sender, "@") {
		d.Actor, _, _ = strings.Cut(sender[1:], ":")
	}
	relation, _ := content["m.relates_to"].(map[string]any)
	switch body := word(content["body"]); {
	case word(m["type"]) == "m.room.member":
		d.Text = strings.TrimSpace(firstWord(content["displayname"], m["state_key"]) + " " + word(content["membership"]))
	case word(relation["key"]) != "":
		d.Text = word(relation["key"])
	case content["m.new_content"] != nil:
		fresh, _ := content["m.new_content"].(map[string]any)
		d.Text = firstWord(fresh["body"], body)
		d.fold(aside{edited: "yes"})
	case body != "":
		d.Text = withoutQuote(body)
		if kind := word(content["msgtype"]); kind == "m.image" || kind == "m.file" || kind == "m.video" || kind == "m.audio" {
			d.fold(aside{missing: []string{firstWord(content["filename"], body)}})
		}
	}
}

// withoutQuote drops the lines that Matrix repeats of the message which one answers.
func withoutQuote(body string) string {
	if quoted, rest, found := strings.Cut(body, "\n\n"); found && strings.HasPrefix(quoted, "> <") {
		return rest
	}
	return body
}

// namesIn lists the names of people.
func namesIn(value any) []string {
	var names []string
	list, _ := value.([]any)
	for _, item := range list {
		person, _ := item.(map[string]any)
		if name := firstWord(item, person["displayName"], person["name"], person["id"]); name != "" {
			names = append(names, name)
		}
	}
	return names
}

func word(value any) string {
	s, _ := value.(string)
	return s
}

// firstWord returns the first of some values that is a text.
func firstWord(values ...any) string {
	for _, value := range values {
		if s := word(value); s != "" {
			return s
		}
	}
	return ""
}

// spelled parts the words of a name: "membersAdded" is "members added".
func spelled(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte(' ')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}

var (
	htmlBreak = regexp.MustCompile(`(?i)<br\s*/?>|</(?:p|div|li|tr|h\d|blockquote)>`)
	htmlTag   = regexp.MustCompile(`<[^<>]*>`)
)

// htmlText returns the words of a message that was written as HTML.
func htmlText(source string) string {
	source = htmlTag.ReplaceAllString(htmlBreak.ReplaceAllString(source, "\n"), "")
	return strings.TrimSpace(html.UnescapeString(source))
}
