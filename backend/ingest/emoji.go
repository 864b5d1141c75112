package ingest

import (
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark-emoji/definition"
)

// emojiCode is how chats write an emoji where it is copied as text. What stands
// before it tells it from a time or a ratio.
var emojiCode = regexp.MustCompile(`(^|[^\p{L}\p{N}]):([a-z0-9_+'-]{1,60}):`)

// emojiNames are the names that GitHub, Slack and Discord have in common. They are
// only read when the first code is met.
var emojiNames = sync.OnceValue(func() definition.Emojis { return definition.Github() })

// withEmoji sets the emoji in place of their names. What is no known name, like an
// emoji that a team made itself, stays as it is written.
func withEmoji(words string) string {
	if strings.Count(words, ":") < 2 {
		return words
	}
	var out strings.Builder
	for {
		at := emojiCode.FindStringSubmatchIndex(words)
		if at == nil {
			out.WriteString(words)
			return out.String()
		}
		emoji, ok := emojiOf(words[at[4]:at[5]])
		if !ok {
			emoji = words[at[3]:at[1]]
		}
		out.WriteString(words[:at[3]])
		out.WriteString(emoji)
		words = words[at[1]:] // so that codes may touch
	}
}

// emojiOf finds an emoji by its name, also as Slack writes it: "man-shrugging",
// "large_green_circle", "skin-tone-2" behind another.
func emojiOf(name string) (string, bool) {
	if tone, ok := strings.CutPrefix(name, "skin-tone-"); ok {
		if len(tone) == 1 && tone[0] >= '2' && tone[0] <= '6' {
			return string(rune(0x1F3FB) + rune(tone[0]-'2')), true
		}
		return "", false
	}
	for _, known := range []string{
		name, strings.ReplaceAll(name, "-", "_"), strings.TrimPrefix(name, "large_"), strings.Replace(name, "face_palm", "facepalm", 1),
	} {
		if found, ok := emojiNames().Get(known); ok && found.IsUnicode() {
			return string(found.Unicode), true
		}
	}
	return "", false
}
