package authoring

import (
	"strings"

	"github.com/afterword-app/afterword/backend/ingest"
)

// maxReplyText is how much of a message is shown above one that answers it, in bytes.
const maxReplyText = 160

// addAsides notes what a conversation shows around a message.
func (x *source) addAsides(row *Entry, entry int, raw []byte, fields []ingest.Field) {
	above, answers := x.index.Answers(entry)
	if answers {
		row.Reply = x.reply(above)
	}
	if !x.index.IsConversation() {
		return
	}
	row.LogLines = strings.Count(x.index.LogIn(entry, raw), "\n")
	for _, field := range fields {
		switch field.Name {
		case "edited":
			row.Edited = true
		case "reactions":
			row.Reactions = field.Value
		case "missing":
			row.Missing = append(row.Missing, field.Value)
		case "reply to":
			if answers && above < 0 && field.Value != ingest.AnswersLost {
				row.Reply.Text = cut(field.Value, maxReplyText)
			}
		}
	}
}

// reply says what another message answers; above is -1 where that is not there.
func (x *source) reply(above int) *Reply {
	if above < 0 {
		return &Reply{}
	}
	line, _ := x.index.LinesOf(above)
	reply := Reply{Line: line}
	raw, err := x.raw(above, maxEntryText)
	if err != nil {
		return &reply // The row says who wrote it all the same.
	}
	answered := x.index.Describe(above, raw)
	first, _, _ := strings.Cut(strings.TrimLeft(answered.Text, "\n"), "\n")
	reply.Actor, reply.Text = answered.Actor, cut(first, maxReplyText)
	return &reply
}
