package ingest

import (
	"bytes"
	"strings"
)

// exportMark says what a name in quotes tells of a source.
type exportMark uint8

const (
	markText    exportMark = 1 << iota // names the text of a message
	markTalk                           // stands in the export of a conversation
	markReplies                        // names the list of replies to a message
)

// exportMarksOf holds what each name tells. It never changes.
var exportMarksOf = func() map[string]exportMark {
	marks := map[string]exportMark{}
	add := func(mark exportMark, names ...string) {
		for _, name := range names {
			marks[name] |= mark
		}
	}
	add(markText, "text", "message", "msg", "content", "body")
	add(markTalk, talkMarks...)
	for _, quoted := range aboveMarks {
		add(markTalk, strings.Trim(string(quoted), `"`))
	}
	for _, quoted := range replyKeys {
		add(markReplies, strings.Trim(string(quoted), `"`))
	}
	return marks
}()

// longestMark bounds the names that are looked up.
var longestMark = func() int {
	longest := 0
	for name := range exportMarksOf {
		longest = max(longest, len(name))
	}
	return longest
}()

// exportMarks reports whether records in a sample hold the replies to them, and whether the
// sample is of the export of a conversation. It goes through the sample once.
func exportMarks(sample []byte) (replies, talk bool) {
	found := exportMark(0)
	for from := bytes.IndexByte(sample, '"') + 1; from > 0; {
		width := bytes.IndexByte(sample[from:], '"')
		if width < 0 {
			break
		}
		if width > 1 && width <= longestMark {
			mark := exportMarksOf[string(sample[from:from+width])]
			if mark&markReplies != 0 && listAt(sample, from+width+1) < 0 {
				mark &^= markReplies
			}
			found |= mark
		}
		from += width + 1
	}
	return found&markReplies != 0, found&(markText|markTalk) == markText|markTalk
}
