package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var cueFormat = format{
	name: "cue", title: "Transcript or subtitles (WebVTT, SRT)",
	plural: "cues of a recording",
	samples: []string{
		"00:00:05.120 --> 00:00:09.000\n<v Dana Kim>We are seeing 502s on checkout.</v>",
		"00:00:05,120 --> 00:00:09,000\nDana Kim: We are seeing 502s on checkout.",
	},
	describeAll: describeCue,
}

// cueArrow parts the two times of a cue, and cueComma those of YouTube and Google Meet.
const (
	cueArrow = " --> "
	cueComma = ","
)

// headCue reads "00:00:05.120 --> 00:00:09.000" or "0:00:05.120,0:00:09.000", the line above what was said in a
// recording. It counts from the beginning of that, which nobody has named.
func headCue(line []byte, h *head) bool {
	arrow := cueArrow
	end := bytes.Index(line[:min(len(line), 20)], []byte(arrow))
	if end < 5 {
		arrow = cueComma
		if end = bytes.IndexByte(line, ','); end < 9 || len(line) > 30 || line[end-4] != '.' {
			return false
		}
	}
	at, ok := cueTime(line[:end])
	rest := line[end+len(arrow):]
	if until := bytes.IndexByte(rest, ' '); until >= 0 {
		rest = rest[:until] // WebVTT puts settings there.
	}
	if _, ends := cueTime(rest); !ok || !ends {
		return false
	}
	h.Stamp = stamp.Stamp{At: at, Zone: stamp.NoZone, Precision: stamp.PrecisionMillisecond, Flags: stamp.Relative}
	h.from, h.to, h.text = 0, end, len(line)
	h.format, h.level = formatCue, retro.LevelNone
	return true
}

// cueTime reads hours, which may be left out or have many digits, minutes, seconds and
// milliseconds.
func cueTime(b []byte) (nanos int64, ok bool) {
	parts := bytes.Split(b, []byte{':'})
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	for i, part := range parts {
		last := i == len(parts)-1
		digits := stamp.DigitsAt(part, 0)
		switch {
		case digits == 0, digits > 4, !last && digits != len(part), last && digits != 2:
			return 0, false
		}
		nanos = nanos*60 + int64(stamp.Number(part[:digits]))*stamp.NanosPerSecond
		if !last {
			continue
		}
		if len(part) < 4 || part[digits] != '.' && part[digits] != ',' || stamp.DigitsAt(part, digits+1) != len(part)-digits-1 {
			return 0, false
		}
		fraction, _, _ := stamp.ParseFraction(part[digits+1:])
		nanos += fraction
	}
	return nanos, true
}

// describeCue finds who speaks, as WebVTT marks it, "<v Dana Kim>", or before a colon, and
// leaves out the tags and the number of the next cue.
func describeCue(entry []byte, d *Description) {
	_, body, _ := strings.Cut(string(entry), "\n")
	lines := strings.Split(strings.TrimSpace(body), "\n")
	if n := len(lines); n > 1 && isCount(strings.TrimSpace(lines[n-1])) && isBlank(lines[n-2]) {
		lines = lines[:n-1]
	}
	for i, line := range lines {
		if voice, said, ok := strings.Cut(line, ">"); ok && (strings.HasPrefix(voice, "<v ") || strings.HasPrefix(voice, "<v.")) {
			if _, name, ok := strings.Cut(voice, " "); ok && d.Actor == "" {
				d.Actor = text(name)
			}
			line = said
		} else if name, said, ok := strings.Cut(line, ": "); ok && i == 0 && d.Actor == "" && isLikeName(name) {
			d.Actor, line = text(name), said
		}
		lines[i] = text(cueTags.Replace(line))
	}
	d.Text = strings.TrimSpace(strings.Join(lines, "\n"))
}

// cueTags are the tags that stand in what was said.
var cueTags = strings.NewReplacer("</v>", "", "<i>", "", "</i>", "", "<b>", "", "</b>", "", "<u>", "", "</u>", "")
