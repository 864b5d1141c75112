package transcript

import (
	"slices"
	"strings"
	"time"
)

const (
	rollsAfter = 300 * time.Millisecond // how far apart captions are that roll
	rollsBy    = 3                      // words that two captions have in common
	reach      = 80                     // words back that a caption may repeat
	growsTo    = 300                    // bytes of a caption that is written while somebody speaks
)

// isRolling notes marks that only captions have that roll: words with times of their own.
func (t *Transcript) isRolling(cues []timed) {
	for _, cue := range cues {
		for _, line := range cue.lines {
			if strings.Contains(line, "<c>") && strings.Contains(line, "><") {
				t.rolls = true
				return
			}
		}
	}
}

// fold tells once what captions repeat: the same cue twice, and in a file that rolls
// the words with which a caption begins where the one before ended.
func (t *Transcript) fold() {
	t.Cues = t.foldSame()
	if !t.rolls && !rolls(t.Cues) {
		return
	}
	var kept []Cue
	var tail []string // the last words that were told
	var before Cue    // as it was read
	for _, cue := range t.Cues {
		words := strings.Fields(cue.Text)
		last := len(kept) - 1
		if last < 0 || cue.From > before.To+rollsAfter || cue.Speaker != before.Speaker && before.Speaker != "" && cue.Speaker != "" {
			tail = nil
		}
		said := common(tail, words)
		raw := cue
		switch {
		case said == len(words):
			kept[last].To = max(kept[last].To, cue.To)
			t.Folded++
		case last >= 0 && said > 0 && strings.HasPrefix(cue.Text, kept[last].Text+" ") && len(cue.Text) < growsTo:
			// It was written on.
			kept[last].Text, kept[last].To, kept[last].ToLine = cue.Text, max(kept[last].To, cue.To), max(kept[last].ToLine, cue.ToLine)
			t.Folded++
			tail = words
		default:
			cue.Text = strings.Join(words[said:], " ")
			kept = append(kept, cue)
			tail = append(tail, words[said:]...)
		}
		if len(tail) > reach {
			tail = slices.Clone(tail[len(tail)-reach:])
		}
		before = raw
	}
	t.Cues = kept
}

// foldSame leaves out cues that are there twice.
func (t *Transcript) foldSame() []Cue {
	kept := t.Cues[:0]
	for _, cue := range t.Cues {
		if last := len(kept) - 1; last >= 0 && kept[last].From == cue.From && kept[last].To == cue.To &&
			kept[last].Text == cue.Text && kept[last].Speaker == cue.Speaker && cue.To > cue.From {
			t.Folded++
			continue
		}
		kept = append(kept, cue)
	}
	return kept
}

// rolls reports whether most captions that follow each other repeat words.
func rolls(cues []Cue) bool {
	pairs, repeat := 0, 0
	var before []string
	for i, cue := range cues {
		words := strings.Fields(cue.Text)
		if i > 0 && cue.From <= cues[i-1].To+rollsAfter && cue.From > cues[i-1].From {
			pairs++
			if common(before, words) >= rollsBy {
				repeat++
			}
		}
		before = words[max(0, len(words)-reach):] // as far back as fold looks
	}
	return repeat >= 2 && repeat*10 >= pairs*4
}

// common is with how many words, at least two, a text begins that another ends with.
func common(tail, words []string) int {
	for n := min(len(tail), len(words)); n > 0; n-- {
		if n == 1 && len(words) > 1 && len(tail) > 1 {
			break
		}
		if slices.Equal(tail[len(tail)-n:], words[:n]) {
			return n
		}
	}
	return 0
}
