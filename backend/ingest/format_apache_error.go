package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var apacheErrorFormat = format{
	name: "apache_error", title: "Error log of Apache",
	plural: "lines of an Apache error log",
	samples: []string{
		`[Sun Dec 04 04:47:44 2005] [error] mod_jk child workerEnv in error state 6`,
		`[Sat Mar 14 21:40:00.123456 2026] [proxy:error] [pid 31:tid 140] (111)Connection refused: AH00957: HTTP`,
	},
}

// headApacheError reads "[Sun Dec 04 04:47:44.123456 2005]".
func headApacheError(line []byte, h *head) bool {
	if len(line) < 22 || line[0] != '[' || stamp.ParseWeekday(line[1:]) == 0 {
		return false
	}
	n := stamp.ParseWeekdayStamp(line[1:], &h.Stamp)
	if n == 0 || 1+n >= len(line) || line[1+n] != ']' || h.Precision >= stamp.PrecisionMinute {
		return false
	}
	h.from, h.to = 1, 1+n
	h.text = skipSeparators(line, 2+n)
	h.format = formatApacheError
	if h.text < len(line) && line[h.text] != '[' {
		h.format, h.level = formatDmesg, findLevel(line[h.text:])
		if bytes.IndexByte(line[h.from:h.to], '[') >= 0 {
			h.format = formatCtime // The date and the clock have brackets of their own.
		}
		return true
	}
	// 2.4 names the module before the level: [proxy:error].
	rest := line[h.text:]
	if end := bytes.IndexByte(rest, ']'); end > 0 && rest[0] == '[' {
		word := rest[1:end]
		if colon := bytes.IndexByte(word, ':'); colon >= 0 {
			word = word[colon+1:]
		}
		h.level = levelOfWord(word)
	}
	if h.level == retro.LevelNone {
		h.level = findLevel(rest)
	}
	return true
}
