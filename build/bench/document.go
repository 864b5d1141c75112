package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// measureSave saves one section again and again, each time with a word more, and
// each time until the commit is on the disk; against writing the same bytes to a
// file and syncing that.
func measureSave(folder string) ([]row, error) {
	const saves = 200
	ctx := context.Background()
	path := filepath.Join(folder, "save-"+hex.EncodeToString(randomBytes(4))+".db")
	db, err := sqlite.Open(ctx, path, sqlite.Options{Clock: time.Now, OpenText: authoring.OpenText})
	if err != nil {
		return nil, err
	}
	defer func() {
		_ = db.Close()
		_ = os.Remove(path)
	}()
	service := authoring.New(db, time.Now, retro.NewIDs(rand.Reader))
	workspace, err := service.Create(ctx, "Bench", "")
	if err != nil {
		return nil, err
	}
	body, _ := documents(400)
	section := workspace.Content.Sections[0].ID

	ours := make([]time.Duration, saves)
	for i := range ours {
		body += " again"
		began := time.Now()
		if _, err := service.SaveSection(ctx, workspace.ID, section, body); err != nil {
			return nil, err
		}
		ours[i] = time.Since(began)
	}
	theirs := make([]time.Duration, saves)
	for i := range theirs {
		began := time.Now()
		if err := writeAndSync(filepath.Join(folder, "synced"), body); err != nil {
			return nil, err
		}
		theirs[i] = time.Since(began)
	}
	return []row{{what: "save one section, committed", ours: median(ours), yardstick: "write and fsync", theirs: median(theirs), goal: "10ms"}}, nil
}

func writeAndSync(path, text string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := file.WriteString(text); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return file.Close()
}

func randomBytes(n int) []byte {
	data := make([]byte, n)
	_, _ = rand.Read(data)
	return data
}

// documents returns a text of so many words in paragraphs under headings, and
// the same after an afternoon's work on it.
func documents(words int) (old, changed string) {
	random := mathrand.New(mathrand.NewPCG(7, 7))
	vocabulary := strings.Fields("the a of order key table lock write read queue retry alert page shift team column row " +
		"sequence copy minute error log line support customer cart deploy job batch cache index replica primary was were is had " +
		"after before because while until failed waited returned showed took gave ran stopped grew only never each more")
	var before, after []string
	for count := 0; count < words; {
		var paragraph, revised []string
		for range 4 {
			var sentence []string
			for range 8 + random.IntN(14) {
				sentence = append(sentence, vocabulary[random.IntN(len(vocabulary))])
			}
			count += len(sentence)
			text := strings.ToUpper(sentence[0][:1]) + strings.Join(sentence, " ")[1:] + "."
			paragraph = append(paragraph, text)
			if random.IntN(40) == 0 {
				text = strings.Replace(text, sentence[len(sentence)/2], "in the end", 1)
			}
			revised = append(revised, text)
		}
		if random.IntN(12) == 0 {
			heading := fmt.Sprintf("## Part %d", len(before))
			before, after = append(before, heading), append(after, heading)
		}
		before, after = append(before, strings.Join(paragraph, " ")), append(after, strings.Join(revised, " "))
	}
	if n := len(after); n > 12 {
		after[3], after[n-4] = after[n-4], after[3]
		after = append(after[:8], after[9:]...)
	}
	return strings.Join(before, "\n\n") + "\n", strings.Join(after, "\n\n") + "\n"
}
