package authoring

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

// TestFollowedByThePage expects that the page asks anew for what is derived from a content
// wherever a member of it makes a difference: it lists those members by hand. Each is filled
// with words that count, and the answer is held against the one without it.
func TestFollowedByThePage(t *testing.T) {
	t.Parallel()
	// The first is found only where Quill is known for a person: names make a difference, too.
	const words = "Quill failed to see the checkout; it was human error"
	for name, derived := range map[string]struct {
		file   string // where the page lists what it follows
		answer func(retro.Content) any
	}{
		"wording": {"workspace/wording.svelte.ts", func(c retro.Content) any {
			c.Sections = append(c.Sections, retro.Section{ID: "said", Body: words})
			c = c.Visible()
			return review.WordingOf(&c, review.Wording{})
		}},
		"seen before": {"features/document/seenBefore.svelte.ts", func(c retro.Content) any { return tellingWords(c) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			followed := membersTaken(t, "../../frontend/src/"+derived.file)
			without := derived.answer(retro.Content{})
			counts := 0
			for field := range reflect.TypeFor[retro.Content]().Fields() {
				var content retro.Content
				fill(reflect.ValueOf(&content).Elem().FieldByIndex(field.Index), words, 0)
				for i := range content.Sections {
					content.Sections[i].Role, content.Sections[i].Hidden = retro.SectionTrigger, retro.HiddenByNobody
				}
				for i := range content.Events {
					content.Events[i].Kind = retro.KindTrigger
				}
				if reflect.DeepEqual(derived.answer(content), without) {
					continue
				}
				counts++
				if member, _, _ := strings.Cut(field.Tag.Get("json"), ","); !slices.Contains(followed, member) {
					t.Errorf("%s makes a difference, and the page does not follow it", member)
				}
			}
			if counts < 4 {
				t.Errorf("only %d members make a difference", counts)
			}
		})
	}
}

// membersTaken are the names that a file of the page takes out of a content.
func membersTaken(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var members []string
	for _, taken := range regexp.MustCompile(`const \{ (.*) \} = (?:content|this\.#workspace\.content);`).FindAllStringSubmatch(string(text), -1) {
		for one := range strings.SplitSeq(taken[1], ",") {
			member, _, _ := strings.Cut(strings.TrimSpace(one), " ") // without what stands in its place
			members = append(members, member)
		}
	}
	return members
}

// fill puts words wherever a value can hold text, and one of each thing into its lists.
func fill(v reflect.Value, words string, depth int) {
	if depth > 6 || v.Type() == reflect.TypeFor[time.Time]() {
		return
	}
	switch v.Kind() { //nolint:exhaustive // the others hold no text
	case reflect.String:
		v.SetString(words)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), words, depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), words, depth+1)
	case reflect.Struct:
		for _, field := range v.Fields() {
			if field.CanSet() {
				fill(field, words, depth+1)
			}
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, words, depth+1)
		fill(value, words, depth+1)
		v.SetMapIndex(key, value)
	}
}
