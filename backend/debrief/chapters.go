package debrief

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

type podcastChapters struct {
	Version  string           `json:"version"`
	Title    string           `json:"title,omitempty"`
	FileName string           `json:"fileName,omitempty"`
	Chapters []podcastChapter `json:"chapters"`
}

type podcastChapter struct {
	StartTime float64 `json:"startTime"` // seconds
	EndTime   float64 `json:"endTime"`
	Title     string  `json:"title"`
	URL       string  `json:"url,omitempty"`
}

// PodcastChapters writes the chapters as JSON of podcast players, version 1.2.
// Source: Podcastindex-org, podcast-namespace, jsonChapters.md.
func (p Part) PodcastChapters(title string) string {
	file := podcastChapters{Version: "1.2.0", Title: oneLine(title), Chapters: []podcastChapter{}}
	if p.Recording.Link() == "" {
		file.FileName = oneLine(p.Recording.Where)
	}
	for _, chapter := range p.Chapters {
		file.Chapters = append(file.Chapters, podcastChapter{
			StartTime: chapter.From.Seconds(), EndTime: chapter.To.Seconds(), Title: chapter.Title, URL: p.Recording.LinkAt(chapter.From),
		})
	}
	return encode(file)
}

// The rules of YouTube, which shows no chapter at all where one is broken: the first
// begins at 0:00, there are at least three, each is at least ten seconds long, and
// they rise. It shows so many characters of a title.
const (
	youtubeChapters = 3
	youtubeLeast    = 10 * time.Second
	youtubeTitle    = 70
)

// YouTube writes the chapters as lines for the description of a video, and tells in
// sentences what had to be done to them for its rules.
func (p Part) YouTube() (text string, told []string) {
	tell := func(format string, args ...any) { told = append(told, fmt.Sprintf(format, args...)) }
	kept := youtubeMerged(p.Chapters, tell)
	if len(kept) > 0 && kept[0].From > 0 {
		tell("“%s” is shifted to 0:00, where the first chapter has to begin.", kept[0].Title)
		kept[0].From = 0
	}
	for len(kept) > 0 && len(kept) < youtubeChapters {
		longest := 0
		for i, chapter := range kept {
			if chapter.To-chapter.From > kept[longest].To-kept[longest].From {
				longest = i
			}
		}
		divided := kept[longest]
		if divided.To-divided.From < 2*youtubeLeast {
			tell("The recording is too short: YouTube shows chapters only where there are three of ten seconds.")
			break
		}
		middle := (divided.From + divided.To) / 2 / time.Second * time.Second
		tell("“%s” is divided at %s: YouTube wants three chapters.", divided.Title, youtubeTime(middle))
		kept[longest].To = middle
		rest := Chapter{divided.Title + ", continued", middle, divided.To}
		kept = append(kept[:longest+1], append([]Chapter{rest}, kept[longest+1:]...)...)
	}
	var out strings.Builder
	for _, chapter := range kept {
		title := retro.Shorten(chapter.Title, youtubeTitle)
		if title != chapter.Title {
			tell("“%s” is cut to the %d characters that YouTube shows.", title, youtubeTitle)
		}
		// It takes a line that holds an angle bracket for none of its own.
		out.WriteString(youtubeTime(chapter.From) + " " + strings.NewReplacer("<", "‹", ">", "›").Replace(title) + "\n")
	}
	return out.String(), told
}

// youtubeMerged rounds to whole seconds and merges what is shorter than ten of them
// into the chapter before it, or the first into the one behind it.
func youtubeMerged(chapters []Chapter, tell func(string, ...any)) []Chapter {
	var kept []Chapter
	for _, chapter := range chapters {
		chapter.From = chapter.From.Truncate(time.Second)
		chapter.To = chapter.To.Truncate(time.Second)
		last := len(kept) - 1
		switch {
		case last >= 0 && kept[last].To-kept[last].From < youtubeLeast:
			tell("“%s” is merged with “%s”: it is shorter than ten seconds.", kept[last].Title, chapter.Title)
			kept[last].Title, kept[last].To = kept[last].Title+", "+chapter.Title, chapter.To
		case last >= 0 && chapter.To-chapter.From < youtubeLeast:
			tell("“%s” is merged with “%s”: it is shorter than ten seconds.", chapter.Title, kept[last].Title)
			kept[last].Title, kept[last].To = kept[last].Title+", "+chapter.Title, chapter.To
		default:
			kept = append(kept, chapter)
		}
	}
	if last := len(kept) - 1; last > 0 && kept[last].To-kept[last].From < youtubeLeast {
		kept[last-1].Title, kept[last-1].To = kept[last-1].Title+", "+kept[last].Title, kept[last].To
		kept = kept[:last]
	}
	return kept
}

// youtubeTime writes "4:05", and "1:04:05" past an hour.
func youtubeTime(at time.Duration) string {
	seconds := int64(at / time.Second)
	if seconds < 3600 {
		return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// ffmpegEscaper escapes what ends a key, a value or a line, or begins a comment.
var ffmpegEscaper = strings.NewReplacer(`\`, `\\`, "=", `\=`, ";", `\;`, "#", `\#`)

// FFmpeg writes the chapters as metadata that ffmpeg puts into a recording.
// Source: FFmpeg, "Metadata", ffmpeg-formats.
func (p Part) FFmpeg(title string) string {
	var out strings.Builder
	out.WriteString(";FFMETADATA1\n")
	out.WriteString("; ffmpeg -i RECORDING -i THIS -map_metadata 1 -map_chapters 1 -codec copy OUT\n")
	out.WriteString("title=" + ffmpegEscaper.Replace(oneLine(title)) + "\n")
	for _, chapter := range p.Chapters {
		fmt.Fprintf(&out, "\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=%d\nEND=%d\ntitle=%s\n",
			chapter.From.Milliseconds(), chapter.To.Milliseconds(), ffmpegEscaper.Replace(chapter.Title))
	}
	return out.String()
}
