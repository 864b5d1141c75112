package sqlite_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// words makes prose of about the entropy of English out of a fixed vocabulary.
func words(random *rand.Rand, count int) string {
	var text strings.Builder
	for range count {
		letters := 2 + random.IntN(9)
		word := random.IntN(4000)
		for i := range letters {
			text.WriteByte("etaoinshrdlucmfwypvbgk"[(word*(i+3)*7+word>>2+i*i)%22])
		}
		text.WriteByte(' ')
	}
	return text.String()
}

// longStory is a document of 20,000 words in 12 sections of paragraphs of 80
// words, with 150 events.
func longStory() retro.Content {
	random := rand.New(rand.NewPCG(1, 2))
	content := story()
	content.Sections = nil
	for s := range 12 {
		var body strings.Builder
		for range 20_000 / 12 / 80 {
			body.WriteString(words(random, 80) + "\n\n")
		}
		content.Sections = append(content.Sections, retro.Section{
			ID: retro.SectionID(fmt.Sprintf("section%d", s)), Heading: words(random, 3), Body: body.String(),
		})
	}
	for e := range 150 {
		content.Events = append(content.Events, retro.Event{
			ID: retro.EventID(fmt.Sprintf("event%d", e)), At: retro.NewInstant(morning.Add(time.Duration(e) * time.Minute)),
			Kind: retro.KindObservation, Title: words(random, 9), Citations: []retro.Citation{{Evidence: "log", FromLine: e + 1, ToLine: e + 2}},
		})
	}
	return content
}

// editParagraph returns the content with one paragraph of one section rewritten.
func editParagraph(random *rand.Rand, content retro.Content) retro.Content {
	content = content.Clone()
	section := &content.Sections[random.IntN(len(content.Sections))]
	paragraphs := strings.SplitAfter(section.Body, "\n\n")
	at := random.IntN(len(paragraphs))
	kept := strings.Fields(paragraphs[at])
	kept = append(kept[:len(kept)*2/3], strings.Fields(words(random, 26))...)
	paragraphs[at] = strings.Join(kept, " ") + "\n\n"
	section.Body = strings.Join(paragraphs, "")
	return content
}

func report(b *testing.B, name string, took []time.Duration) {
	b.Helper()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, name+"-median-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, name+"-p99-ms")
}

// BenchmarkHistory saves 10,000 automatic revisions, then lists and reads them.
// The budget: 40 MB, 10 ms for a save, 20 ms for any revision, 150 ms for the
// list.
func BenchmarkHistory(b *testing.B) {
	const revisions = 10_000
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "afterword.db")
		db := mustOpen(b, path)
		random := rand.New(rand.NewPCG(3, 4))
		content := longStory()
		head := mustCreate(b, db, content)
		var saves, reads []time.Duration
		for n := 2; n <= revisions; n++ {
			content = editParagraph(random, content)
			began := time.Now()
			head = mustCommit(b, db, head, revision(n), content)
			saves = append(saves, time.Since(began))
		}
		report(b, "save", saves)
		began := time.Now()
		all, err := db.Revisions(b.Context(), incident)
		if err != nil || len(all) != revisions {
			b.Fatal(len(all), err)
		}
		b.ReportMetric(float64(time.Since(began).Microseconds())/1000, "list-ms")
		for range 300 {
			began := time.Now()
			mustContent(b, db, all[random.IntN(len(all))].ID)
			reads = append(reads, time.Since(began))
		}
		report(b, "read", reads)
		began = time.Now()
		wantSound(b, db)
		b.ReportMetric(float64(time.Since(began).Milliseconds()), "check-ms")
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		reportSize(b, path, "MB")
		began = time.Now()
		db = mustOpen(b, path)
		b.ReportMetric(float64(time.Since(began).Microseconds())/1000, "open-ms")
		began = time.Now()
		if _, err := db.ThinRevisions(b.Context(), incident, morning.Add(24*365*time.Hour)); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(time.Since(began).Milliseconds()), "thin-ms")
		if err := db.Compact(b.Context()); err != nil {
			b.Fatal(err)
		}
		reportSize(b, path, "thinned-MB")
	}
}

func reportSize(b *testing.B, path, unit string) {
	b.Helper()
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/1e6, unit)
}

// BenchmarkContent reads one revision of 20,000 words.
func BenchmarkContent(b *testing.B) {
	db := newLibrary(b)
	head := mustCreate(b, db, longStory())
	for b.Loop() {
		mustContent(b, db, head.ID)
	}
}

// BenchmarkCommit saves one changed paragraph of 20,000 words.
func BenchmarkCommit(b *testing.B) {
	db := newLibrary(b)
	random := rand.New(rand.NewPCG(3, 4))
	content := longStory()
	head := mustCreate(b, db, content)
	n := 2
	for b.Loop() {
		content = editParagraph(random, content)
		head = mustCommit(b, db, head, revision(n), content)
		n++
	}
}

// BenchmarkPutBlob stores 200 MB of log lines, and of noise.
func BenchmarkPutBlob(b *testing.B) {
	line := func(n int) string {
		return fmt.Sprintf("10.0.%d.%d - - [14/Mar/2026:22:40:00 +0100] \"GET /cart/%d HTTP/1.1\" 502 %d\n", n%251, n%241, n*7919%100_003, n%4096)
	}
	var lines bytes.Buffer
	for n := 0; lines.Len() < 200<<20; n++ {
		lines.WriteString(line(n))
	}
	for name, data := range map[string][]byte{"Log": lines.Bytes(), "Noise": noise(200 << 20)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				db := mustOpen(b, filepath.Join(b.TempDir(), "afterword.db"))
				hash, _, err := db.PutBlob(b.Context(), bytes.NewReader(data))
				if err != nil {
					b.Fatal(err)
				}
				blob, err := db.OpenBlob(b.Context(), hash)
				if err != nil {
					b.Fatal(err)
				}
				began := time.Now()
				if _, err := io.Copy(io.Discard, io.NewSectionReader(blob, 0, blob.Size())); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(time.Since(began).Milliseconds()), "read-ms")
			}
		})
	}
}

// BenchmarkSearch looks through 50 retrospectives of 20,000 words.
func BenchmarkSearch(b *testing.B) {
	db := newLibrary(b)
	fillLibrary(b, db, 50)
	for b.Loop() {
		if _, err := db.Search(b.Context(), words(rand.New(rand.NewPCG(1, 2)), 2), 50); err != nil {
			b.Fatal(err)
		}
	}
}

func fillLibrary(b *testing.B, db *sqlite.DB, size int) {
	b.Helper()
	for n := range size {
		first := revision(n)
		first.Retrospective = retro.RetrospectiveID(fmt.Sprintf("retrospective%d", n))
		if _, err := db.CreateRetrospective(b.Context(), first, longStory()); err != nil {
			b.Fatal(err)
		}
	}
}
