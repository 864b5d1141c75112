package ingest

import (
	"bytes"
)

// Some exports of conversations hold the replies to a message in it: Mattermost's under
// "replies", those of slackdump under "slackdump_thread_replies". Each is an entry.

// replyKeys are the keys of such lists.
var replyKeys = [][]byte{[]byte(`"replies"`), []byte(`"slackdump_thread_replies"`), []byte(`"comments"`)}

// hasReplies reports whether a sample holds such a list.
func hasReplies(sample []byte) bool {
	for _, key := range replyKeys {
		if at := bytes.Index(sample, key); at >= 0 {
			rest := bytes.TrimLeft(sample[at+len(key):min(len(sample), at+len(key)+16)], ": \t")
			if len(rest) > 1 && rest[0] == '[' {
				return true
			}
		}
	}
	return false
}

// eachReply calls found with the place of each reply that a message holds, where the
// message itself ends before them.
func eachReply(object []byte, found func(reply span)) {
	for _, key := range replyKeys {
		at := bytes.Index(object, key)
		if at < 0 {
			continue
		}
		i := skipBlank(object, at+len(key))
		if i >= len(object) || object[i] != ':' {
			continue
		}
		if i = skipBlank(object, i+1); i >= len(object) || object[i] != '[' {
			continue
		}
		for i = skipBlank(object, i+1); i < len(object) && object[i] == '{'; {
			end := valueEnd(object, i)
			if end < 0 {
				return
			}
			if isTimed(object[i:end]) {
				found(span{i, end})
			}
			if i = skipBlank(object, end); i >= len(object) || object[i] != ',' {
				return
			}
			i = skipBlank(object, i+1)
		}
		return
	}
}

// appendReplies appends the entries of the replies that the message of a line holds.
func appendReplies(entries []Entry, line []byte, offset int64) []Entry {
	parent := entries[len(entries)-1]
	eachReply(line, func(reply span) {
		var h head
		object := line[reply.from:reply.to]
		if !headObject(object, &h) {
			return
		}
		entries = append(entries, Entry{
			Offset: offset + int64(reply.from), At: h.At, Line: parent.Line, Message: hashMessage(object, &h),
			Zone: h.Zone, Level: uint8(h.level), Precision: h.Precision, Format: parent.Format, Flags: h.Flags,
		})
	})
	return entries
}
