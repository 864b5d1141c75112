package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// Records of several lines name their level in one of them: "Level:         Warning",
// "Severity: High".

// isLabelled reports whether a line may be a label and its value; most are not.
func isLabelled(line []byte) bool {
	if len(line) < 8 || len(line) > 80 {
		return false
	}
	for i := range line {
		switch line[i] | 0x20 {
		case ' ':
			continue
		case 'l', 's', 'p', 'e':
			return bytes.IndexByte(line[i:min(len(line), i+24)], ':') > 3
		}
		return false
	}
	return false
}

// labelledLevel reads the level in such a line.
func labelledLevel(line []byte) retro.Level {
	label, value, _ := bytes.Cut(line, []byte{':'})
	label, value = bytes.TrimSpace(label), bytes.TrimSpace(value)
	if !soundsLikeLevel(bytes.ReplaceAll(label, []byte{' '}, []byte{'_'})) || len(value) == 0 {
		return retro.LevelNone
	}
	if len(value) > 1 && stamp.IsLetter(value[0]) {
		return levelOfCell(value)
	}
	return retro.LevelNone
}
