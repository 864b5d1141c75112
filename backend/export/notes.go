package export

import (
	"fmt"
	"slices"

	"github.com/afterword-app/afterword/backend/retro"
)

// omission is something that people wrote and the export does not take over.
type omission uint8

const (
	omittedLink omission = iota
	omittedPicture
	omittedMarkup
	omittedEvidence
	omittedMark
	omittedEvent
	omissions
)

// notes gathers what the person who shares the document should know.
type notes struct {
	counts [omissions]int
	said   []string
}

func (n *notes) leaveOut(what omission) { n.counts[what]++ }

// say adds a sentence, once.
func (n *notes) say(format string, args ...any) {
	if words := fmt.Sprintf(format, args...); !slices.Contains(n.said, words) {
		n.said = append(n.said, words)
	}
}

func (n *notes) sentences() []string {
	var out []string
	for what, words := range [omissions][2]string{
		omittedLink:     {"1 link stays plain text: only http, https and mailto lead out of a document.", "%s links stay plain text: only http, https and mailto lead out of a document."},
		omittedPicture:  {"1 picture is not evidence and is given as a link or as its caption.", "%s pictures are not evidence and are given as links or as their captions."},
		omittedMarkup:   {"1 stretch of text is too intricate to be Markdown and is shown as it is.", "%s stretches of text are too intricate to be Markdown and are shown as they are."},
		omittedEvidence: {"1 reference leads to evidence that this retrospective does not have.", "%s references lead to evidence that this retrospective does not have."},
		omittedMark:     {"1 mark like {{timeline}} shows nothing: it is misspelt, or stands in a list or quotation.", "%s marks like {{timeline}} show nothing: they are misspelt, or stand in a list or quotation."},
		omittedEvent:    {"1 link leads to an event that is not on the timeline.", "%s links lead to events that are not on the timeline."},
	} {
		switch count := n.counts[what]; {
		case count == 1:
			out = append(out, words[0])
		case count > 1:
			out = append(out, fmt.Sprintf(words[1], retro.Thousands(count)))
		}
	}
	return append(out, n.said...)
}

// counted writes "1 picture" or "3 pictures".
func counted(count int, noun string) string {
	return retro.Count(count, noun, noun+"s")
}
