package retro

import (
	"slices"
	"strings"
)

// Mood is how somebody felt, of five words from the worst to the best.
type Mood string

// The moods.
const (
	MoodAwful Mood = "awful"
	MoodLow   Mood = "low"
	MoodMixed Mood = "so-so"
	MoodGood  Mood = "good"
	MoodGreat Mood = "great"
)

// Moods lists the moods, the worst first.
func Moods() []Mood { return []Mood{MoodAwful, MoodLow, MoodMixed, MoodGood, MoodGreat} }

// Level is from -2 for the worst mood to 2 for the best.
func (m Mood) Level() int { return slices.Index(Moods(), m) - 2 }

// Feeling is how somebody felt at the time of an event, as they told it.
type Feeling struct {
	Who   string `json:"who,omitempty"` // "" for who did what happened, or for all
	Mood  Mood   `json:"mood"`
	Words string `json:"words,omitempty"` // their own: "could not sleep"
}

// String writes "Dana: low, could not sleep", as ReadFeelings reads it.
func (f Feeling) String() string {
	said := string(f.Mood)
	if f.Words != "" {
		said += ", " + f.Words
	}
	if f.Who != "" {
		return f.Who + ": " + said
	}
	return said
}

// WriteFeelings writes feelings as [ReadFeelings] reads them.
func WriteFeelings(feelings []Feeling) string {
	said := make([]string, len(feelings))
	for i, f := range feelings {
		said[i] = f.String()
	}
	return strings.Join(said, "; ")
}

// feltWords are what people say in place of the five words.
var feltWords = map[string]Mood{
	"terrible": MoodAwful, "dreadful": MoodAwful, "desperate": MoodAwful, "exhausted": MoodAwful, "horrible": MoodAwful, "furious": MoodAwful,
	"bad": MoodLow, "tired": MoodLow, "worried": MoodLow, "stressed": MoodLow, "afraid": MoodLow, "angry": MoodLow, "anxious": MoodLow,
	"frustrated": MoodLow, "sad": MoodLow, "lost": MoodLow, "alone": MoodLow, "uneasy": MoodLow, "ashamed": MoodLow, "nervous": MoodLow,
	"mixed": MoodMixed, "ok": MoodMixed, "okay": MoodMixed, "fine": MoodMixed, "calm": MoodMixed, "neutral": MoodMixed, "unsure": MoodMixed,
	"hopeful": MoodGood, "relieved": MoodGood, "glad": MoodGood, "happy": MoodGood, "confident": MoodGood, "curious": MoodGood,
	"proud": MoodGreat, "thrilled": MoodGreat, "delighted": MoodGreat, "excited": MoodGreat,
}

const (
	mostFeelings  = 50
	longestFelt   = 300 // bytes, of a name and of the words of one feeling
	feelingsWords = "say who and how, like “Dana: low, could not sleep; Joel: hopeful”: awful, low, so-so, good or great, and then in their own words"
)

// ReadFeelings reads how people felt: "Dana: low, could not sleep; Joel: hopeful", one
// after a semicolon or in each line. A word that people use in place of the five is kept
// with its mood. Nothing is nobody. The error has CodeInvalid.
func ReadFeelings(text string) ([]Feeling, error) {
	var feelings []Feeling
	for part := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == ';' || c == '\n' }) {
		if part = strings.Join(strings.Fields(part), " "); part == "" {
			continue
		}
		feeling, err := readFeeling(part)
		if err != nil {
			return nil, err
		}
		feelings = append(feelings, feeling)
	}
	if len(feelings) > mostFeelings {
		return nil, Errorf(CodeInvalid, "an event keeps how at most %d people felt", mostFeelings)
	}
	return feelings, nil
}

func readFeeling(text string) (Feeling, error) {
	var f Feeling
	said := text
	if who, rest, ok := strings.Cut(text, ":"); ok {
		f.Who, said = strings.TrimSpace(who), strings.TrimSpace(rest)
	}
	word, words, _ := strings.Cut(said, ",")
	word, f.Words = strings.TrimSpace(word), strings.TrimSpace(words)
	lower := strings.ToLower(word)
	switch mood := Mood(lower); {
	case slices.Contains(Moods(), mood):
		f.Mood = mood
	case feltWords[lower] != "":
		f.Mood, f.Words = feltWords[lower], strings.TrimSpace(said)
	default:
		return Feeling{}, Errorf(CodeInvalid, "“%s” is no mood", Shorten(word, 60)).WithHint(feelingsWords)
	}
	return f, f.validate()
}

func (f Feeling) validate() error {
	switch {
	case !slices.Contains(Moods(), f.Mood):
		return Errorf(CodeInvalid, "“%s” is no mood", string(f.Mood)).WithHint(feelingsWords)
	case len(f.Who) > longestFelt || len(f.Words) > longestFelt:
		return Errorf(CodeInvalid, "how somebody felt is too long").WithHint("write it below the event")
	}
	return nil
}

// feelingsField compares and reads how people felt at an event.
func feelingsField() Field {
	field := newField("feelings", "mood", "mood changed", func(e *Event) *[]Feeling { return &e.Feelings }, slices.Equal[[]Feeling], WriteFeelings)
	return ReadBy(field, func(e *Event, text string) error {
		feelings, err := ReadFeelings(text)
		if err == nil {
			e.Feelings = feelings
		}
		return err
	})
}
