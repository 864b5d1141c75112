package ingest

import (
	"bytes"
	"slices"
	"strings"
)

// The names under which chat programs export the id of the message that one answers, and
// its own: https://api.slack.com/methods/conversations.replies,
// https://learn.microsoft.com/graph/api/resources/chatmessage,
// https://docs.mattermost.com/onboard/bulk-loading-data.html,
// https://spec.matrix.org/latest/client-server-api/#rich-replies and what Discord, Telegram,
// Rocket.Chat, Zoom and Google Takeout write.
var (
	aboveKeys = []string{
		"thread_ts", "reply_to_message_id", "replyToId", "root_id", "RootId", "tmid", "reference.messageId", "message_reference.message_id",
		"content.m.relates_to.m.in_reply_to.event_id", "content.m.relates_to.event_id", "in_reply_to_id", "reply_main_message_id", "replyToMessageId",
		"topic_id", "parentMessageId",
	}
	idKeys = []string{"ts", "id", "_id", "event_id", "Id", "message_id", "messageId"}
)

// aboveMarks are the keys of which one stands in each export with threads, in quotes.
var aboveMarks = func() [][]byte {
	marks := [][]byte{[]byte(`"m.relates_to"`), []byte(`"reference"`), []byte(`"message_reference"`)}
	for _, key := range aboveKeys {
		if !strings.Contains(key, ".") {
			marks = append(marks, []byte(`"`+key+`"`))
		}
	}
	return marks
}()

// hasThreads reports whether messages in a sample name others that they answer.
func hasThreads(sample []byte) bool {
	return slices.ContainsFunc(aboveMarks, func(mark []byte) bool { return bytes.Contains(sample, mark) })
}

// linkOf reads the place of a message in its thread.
func linkOf(object []byte, entry int) link {
	l := link{entry: entry}
	ids := 0
	add := func(value []byte) {
		if id := valueHash(value); id != 0 && ids < len(l.ids) {
			l.ids[ids] = id
			ids++
		}
	}
	if !hasThreads(object) {
		for m := range members(object, skipBlank(object, 1)) {
			if slices.Contains(idKeys, string(m.key)) {
				add(object[m.value.from:m.value.to])
			}
		}
		return l
	}
	above, topic := len(aboveKeys), uint64(0)
	eachField(object, "", func(name string, from, to int) {
		if rank := slices.Index(aboveKeys, name); rank >= 0 && rank < above {
			if value := valueHash(object[from:to]); value != 0 {
				above, l.above = rank, value
			}
		}
		if slices.Contains(idKeys, name) {
			add(object[from:to])
		}
		if name == "topic_id" {
			topic = valueHash(object[from:to])
		}
	})
	if topic != 0 && topic == l.above {
		l.ids = [ownIDs]uint64{topic} // Its first message is the one that the others answer.
	}
	return l
}

// valueHash makes a number of the text or number that a JSON value is, 0 of others.
func valueHash(value []byte) uint64 {
	if len(value) == 0 || value[0] == '{' || value[0] == '[' || len(value) > 256 {
		return 0
	}
	return idHash(bytes.Trim(value, `"`))
}

// appendLinks adds the places of a message and of the replies in its record, which begins at
// an offset; entries are theirs, the first of which has a number. Those who come and go are
// folded.
func appendLinks(links []link, entries []Entry, number int, record []byte, offset int64) []link {
	thread := isThread(record)
	for i := range entries {
		object := record[min(entries[i].Offset-offset, int64(len(record))):]
		if len(object) == 0 || object[0] != '{' {
			continue
		}
		if end := valueEnd(object, 0); end > 0 {
			object = object[:end]
		}
		l := linkOf(object, number+i)
		if i > 0 && thread && l.above == 0 {
			l.within = i
		}
		links = append(links, l)
		if isComing(object) {
			entries[i].Message = messageComing
		}
	}
	return links
}
