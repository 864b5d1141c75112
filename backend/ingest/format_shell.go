package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var shellFormat = format{
	name: "shell_history", title: "History of a shell",
	plural: "commands of a shell",
	samples: []string{
		"#1773524400\nkubectl rollout undo deploy/checkout",
		": 1773524400:0;kubectl rollout undo deploy/checkout",
		"- cmd: kubectl rollout undo deploy/checkout\n  when: 1773524400",
	},
}

// headShell reads what shells write before a command: bash "#1773524400", tcsh
// "#+1773524400", zsh ": 1773524400:0;command".
func headShell(line []byte, h *head) bool {
	from := 1
	if line[1] == '+' || line[1] == ' ' && line[0] == ':' {
		from = 2
	}
	n := stamp.ParseEpoch(line[from:], &h.Stamp)
	if n != 10 || (line[0] == ':') != (from == 2 && line[1] == ' ') {
		return false
	}
	h.from, h.to, h.text = from, from+n, from+n
	h.format, h.level = formatShell, retro.LevelNone
	rest := line[from+n:]
	if line[0] == '#' {
		return len(bytes.TrimSpace(rest)) == 0
	}
	// The seconds that the command took stand between a colon and a semicolon.
	seconds := stamp.DigitsAt(rest, min(1, len(rest)))
	if seconds == 0 || rest[0] != ':' || len(rest) < seconds+2 || rest[seconds+1] != ';' {
		return false
	}
	h.text += seconds + 2
	return true
}

// fishCommand is how fish begins each command of its history.
const fishCommand = "- cmd: "

// headFish reads "- cmd: command", whose time fish writes in the next line.
func headFish(line, next []byte, h *head) bool {
	const opening, when = fishCommand, "  when: "
	rest, found := bytes.CutPrefix(next, []byte(when))
	if !found || !bytes.HasPrefix(line, []byte(opening)) || stamp.ParseEpoch(rest, &h.Stamp) != 10 {
		return false
	}
	h.from, h.to, h.text = 0, 0, len(opening)
	h.format, h.level = formatShell, retro.LevelNone
	return true
}
