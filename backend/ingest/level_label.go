package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// Records of several lines name their level in one of them: "Level:         Warning",
// "Severity: High".

// What stands at the beginning of a line that tells of an error by itself.
const (
	oracleError = "ORA-"
	traceback   = "Traceback (most recent call last)"
)

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
		case 'o', 't':
			return bytes.HasPrefix(line[i:], []byte(oracleError)) || bytes.HasPrefix(line[i:], []byte(traceback))
		}
		return false
	}
	return false
}

// labelledLevel reads the level in such a line.
func labelledLevel(line []byte) retro.Level {
	if start := bytes.TrimLeft(line, " "); bytes.HasPrefix(start, []byte(traceback)) || len(start) > 3 && namesError(start[:3], start[3:]) {
		return retro.LevelError
	}
	label, value, _ := bytes.Cut(line, []byte{':'})
	label, value = bytes.TrimSpace(label), bytes.TrimSpace(value)
	if !soundsLikeLevel(bytes.ReplaceAll(label, []byte{' '}, []byte{'_'})) || len(value) == 0 {
		return retro.LevelNone
	}
	if len(value) > 1 && stamp.IsLetter(value[0]) {
		if level := levelOfCell(value); level != retro.LevelNone || !bytes.EqualFold(label[max(0, len(label)-len("severity")):], []byte("severity")) {
			return level
		}
		return levelOfRank(value)
	}
	return retro.LevelNone
}

// levelOfRank reads the ranks that monitoring programs give alerts beside the names of levels.
func levelOfRank(value []byte) retro.Level {
	switch strings.ToLower(string(value)) {
	case "disaster":
		return retro.LevelFatal
	case "high", "major":
		return retro.LevelError
	case "average", "medium", "minor":
		return retro.LevelWarn
	case "low", "not classified":
		return retro.LevelInfo
	}
	return retro.LevelNone
}
