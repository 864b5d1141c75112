package diff_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// BenchmarkCompare compares a retrospective of 20,000 words and 500 events with
// itself after 5 % of both have changed.
func BenchmarkCompare(b *testing.B) {
	from, to := bigContent()
	for b.Loop() {
		diff.Compare(from, to)
	}
}

func BenchmarkApply(b *testing.B) {
	from, to := bigContent()
	cs := diff.Compare(from, to)
	for b.Loop() {
		if _, err := diff.Apply(cs, from); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDocuments compares texts of which one word in fifty changed, and
// texts that have nothing but their vocabulary in common.
func BenchmarkDocuments(b *testing.B) {
	for _, kilobytes := range []int{50, 1024} {
		random := rand.New(rand.NewPCG(1, 2))
		old := bigText(random, kilobytes<<10)
		for name, after := range map[string]string{
			"edited": rewordText(random, old, 50), "rewritten": bigText(random, kilobytes<<10),
		} {
			b.Run(fmt.Sprintf("%s/%dkB", name, kilobytes), func(b *testing.B) {
				b.SetBytes(int64(len(old)))
				for b.Loop() {
					diff.Documents(old, after)
				}
			})
		}
	}
}

func BenchmarkMerge3(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	base := bigText(random, 50<<10)
	mine, theirs := rewordText(random, base, 100), rewordText(random, base, 100)
	for b.Loop() {
		diff.Merge3(base, mine, theirs)
	}
}

func bigContent() (from, to retro.Content) {
	random := rand.New(rand.NewPCG(1, 2))
	start := time.Date(2026, 11, 14, 10, 0, 0, 0, time.UTC)
	for i := range 20 {
		section := retro.Section{ID: retro.SectionID(fmt.Sprint("s", i)), Heading: fmt.Sprint("Section ", i), Body: bigText(random, 5900)}
		from.Sections = append(from.Sections, section)
		section.Body = rewordText(random, section.Body, 20)
		to.Sections = append(to.Sections, section)
	}
	for i := range 500 {
		event := retro.Event{ID: retro.EventID(fmt.Sprint("e", i)), At: retro.NewInstant(start.Add(time.Duration(i) * time.Minute)), Kind: retro.KindObservation, Title: "the pool was exhausted again", Body: bigText(random, 60)}
		from.Events = append(from.Events, event)
		if i%20 == 0 {
			event.At = event.At.Shift(-90 * time.Second)
			event.Title = "the connection pool was exhausted"
		}
		to.Events = append(to.Events, event)
	}
	retro.SortEvents(to.Events)
	return from, to
}

// bigText writes sentences in paragraphs and lists, with words as frequent as
// words are: some often, most seldom.
func bigText(random *rand.Rand, size int) string {
	frequency := rand.NewZipf(random, 1.1, 2, 5000)
	var text strings.Builder
	for text.Len() < size {
		if random.IntN(3) == 0 {
			text.WriteString("- ")
		}
		for range 20 + random.IntN(60) {
			text.WriteString(vocabularyWord(frequency.Uint64()))
			switch random.IntN(14) {
			case 0:
				text.WriteString(".\n")
			case 1:
				text.WriteString(", ")
			default:
				text.WriteByte(' ')
			}
		}
		text.WriteString("end.\n\n")
	}
	return text.String()
}

func vocabularyWord(n uint64) string {
	word := ""
	for {
		word += []string{"ka", "lo", "mi", "ne", "ru", "sta", "ver", "ti"}[n%8]
		if n /= 8; n == 0 {
			return word
		}
	}
}

// rewordText replaces one word in so many by another.
func rewordText(random *rand.Rand, text string, one int) string {
	words := strings.SplitAfter(text, " ")
	for i, word := range words {
		if random.IntN(one) == 0 && !strings.Contains(word, "\n") {
			words[i] = vocabularyWord(random.Uint64N(5000)) + " "
		}
	}
	return strings.Join(words, "")
}
