package ingest

import (
	"archive/zip"
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/archive"
	"github.com/afterword-app/afterword/backend/retro"
)

// A Slack export is an archive of users.json, channels.json, and for each channel
// a folder with one list of messages a day:
// https://slack.com/help/articles/220556107

// slackDay is the name of a day's file.
var slackDay = regexp.MustCompile(`^\d{4}-\d\d-\d\d\.json$`)

// maxSlack bounds the messages of an export, which are sorted in memory.
const maxSlack = 256 << 20

// maxSlackFile bounds one file of it.
const maxSlackFile = 64 << 20

// IsSlack reports whether the archive is the export of a Slack workspace, or of a
// part of one.
func IsSlack(a *archive.Archive) bool {
	users, days := false, false
	if a.Packing != archive.Zip {
		return false
	}
	for _, m := range a.Members() {
		users = users || path.Base(m.Name) == "users.json"
		days = days || slackDay.MatchString(path.Base(m.Name))
	}
	return users && days
}

// slackUser is what users.json says of a person.
type slackUser struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	RealName string `json:"real_name"`
	Profile  struct {
		RealName    string `json:"real_name"`
		DisplayName string `json:"display_name"`
	} `json:"profile"`
}

// slackMessage is one message with what orders it.
type slackMessage struct {
	ts     string
	body   []byte
	coming bool // it only says who came and went
}

// WriteSlack writes the messages of all channels as one JSON document, a message
// on each line, by their time: with the names of people in place of their ids and
// the name of the channel. Those that only say that somebody joined or left follow a message
// on its line, so that they move no other. The error has CodeInvalid where a file cannot be
// unpacked.
func WriteSlack(ctx context.Context, a *archive.Archive, w io.Writer) error {
	names, err := slackNames(a)
	if err != nil {
		return err
	}
	var messages []slackMessage
	total := 0
	for _, m := range a.Members() {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("read the export: %w", err)
		}
		if !slackDay.MatchString(path.Base(m.Name)) {
			continue
		}
		var day []map[string]json.RawMessage
		if err := decodeMember(m, &day); err != nil {
			return err
		}
		channel := path.Base(path.Dir(m.Name))
		for _, fields := range day {
			if message, ok := resolveSlack(fields, channel, names); ok {
				messages = append(messages, message)
				total += len(message.body)
			}
		}
		if total > maxSlack {
			return retro.Errorf(retro.CodeInvalid, "the export holds more than %d MB of messages", maxSlack>>20).
				WithHint("export fewer days, or add the channels one by one")
		}
	}
	slices.SortStableFunc(messages, func(x, y slackMessage) int {
		return cmp.Or(cmp.Compare(len(x.ts), len(y.ts)), cmp.Compare(x.ts, y.ts))
	})
	out := bufio.NewWriter(w)
	_, _ = out.WriteString("[") // Flush returns what went wrong.
	for i, m := range messages {
		if i > 0 {
			_, _ = out.WriteString(",")
		}
		if !m.coming {
			_, _ = out.WriteString("\n")
		}
		_, _ = out.Write(m.body)
	}
	_, _ = out.WriteString("\n]\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the conversation: %w", err)
	}
	return nil
}

// ReadSlack reads what WriteSlack writes. Closing it early spares the rest of the
// work, and waits until the archive is read no more.
func ReadSlack(ctx context.Context, a *archive.Archive) io.ReadCloser {
	ctx, stop := context.WithCancel(ctx)
	reader, writer := io.Pipe()
	conversation := &slackReader{PipeReader: reader, stop: stop, ended: make(chan struct{})}
	go func() {
		defer close(conversation.ended)
		writer.CloseWithError(WriteSlack(ctx, a, writer))
	}()
	return conversation
}

type slackReader struct {
	*io.PipeReader
	stop  context.CancelFunc
	ended chan struct{}
}

// Close implements io.Closer.
func (r *slackReader) Close() error {
	r.stop()
	err := r.PipeReader.Close()
	<-r.ended
	return err
}

// slackNames maps ids to the names that people go by.
func slackNames(a *archive.Archive) (map[string]string, error) {
	names := map[string]string{}
	for _, m := range a.Members() {
		if path.Base(m.Name) != "users.json" {
			continue
		}
		var users []slackUser
		if err := decodeMember(m, &users); err != nil {
			return nil, err
		}
		for _, u := range users {
			names[u.ID] = cmp.Or(u.Profile.RealName, u.RealName, u.Profile.DisplayName, u.Name, u.ID)
		}
	}
	return names, nil
}

// decodeMember reads a file of an archive as JSON.
func decodeMember(m archive.Member, into any) error {
	reader, err := m.Open()
	if err != nil {
		return fmt.Errorf("%s: %w", m.Name, err)
	}
	defer reader.Close() //nolint:errcheck // Only read from.
	data, err := io.ReadAll(io.LimitReader(reader, maxSlackFile))
	if err != nil {
		return fmt.Errorf("%s: %w", m.Name, err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return retro.Errorf(retro.CodeInvalid, "%s is not what Slack exports: %w", m.Name, err)
	}
	return nil
}

// mention is how Slack writes the name of a person in a message.
var mention = regexp.MustCompile(`<@([A-Z0-9]+)(?:\|[^>]*)?>`)

// resolveSlack puts names into a message; false for one that is none.
func resolveSlack(fields map[string]json.RawMessage, channel string, names map[string]string) (slackMessage, bool) {
	word := func(key string) string {
		var value string
		if json.Unmarshal(fields[key], &value) != nil {
			return ""
		}
		return value
	}
	ts := word("ts")
	if ts == "" {
		return slackMessage{}, false
	}
	coming := comings[word("subtype")]
	set := func(key string, value any) {
		if encoded, err := json.Marshal(value); err == nil {
			fields[key] = encoded
		}
	}
	set("channel", channel)
	if name := names[word("user")]; name != "" {
		set("user_profile", map[string]string{"real_name": name})
	}
	if text := word("text"); strings.Contains(text, "<@") {
		set("text", mention.ReplaceAllStringFunc(text, func(found string) string {
			id := mention.FindStringSubmatch(found)[1]
			return "@" + cmp.Or(names[id], id)
		}))
	}
	// The same text once more, as its layout.
	delete(fields, "blocks")
	body, err := json.Marshal(fields)
	return slackMessage{ts: ts, body: body, coming: coming}, err == nil
}

// PackFolder packs the files of an unpacked Slack export again, always to the same
// bytes as long as the files are the same.
func PackFolder(w io.Writer, folder fs.FS) error {
	out := zip.NewWriter(w)
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || path.Ext(name) != ".json" {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err //nolint:wrapcheck // It names the file.
		}
		member, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: info.ModTime().UTC()})
		if err != nil {
			return err //nolint:wrapcheck // As above.
		}
		file, err := folder.Open(name)
		if err != nil {
			return err //nolint:wrapcheck // As above.
		}
		_, err = io.Copy(member, file)
		return errors.Join(err, file.Close())
	})
	if err = errors.Join(err, out.Close()); err != nil {
		return fmt.Errorf("pack the export: %w", err)
	}
	return nil
}
