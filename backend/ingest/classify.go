package ingest

import (
	"bytes"
	"path"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// ClassifyHead is how many bytes Classify likes to see.
const ClassifyHead = 64 << 10

// Classify tells from the beginning of something, and its base name where it has
// one, what kind of evidence it is: a screenshot, a log, a chat, a note, a link, or
// any other file.
func Classify(head []byte, fileName string) retro.EvidenceKind {
	switch {
	case isPicture(head):
		return retro.EvidenceScreenshot
	case isLink(head):
		return retro.EvidenceLink
	}
	encoding := sniffEncoding(head)
	if encoding == encodingUTF8 && isBinary(head) {
		return retro.EvidenceFile
	}
	if len(head) > ClassifyHead {
		head = head[:ClassifyHead]
	}
	p := plan{newline: '\n', encoding: encoding, document: depthNone}
	if encoding == encodingUTF8 && bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0 {
		p.newline = '\r'
	}
	if p.isPage(head) {
		return retro.EvidenceNote
	}
	var census census
	census.count(&p, head, true)
	heads := census.total()
	if depth, _ := detectDocument(&p, head); depth != depthNone {
		if bytes.Contains(head, []byte(`"ts"`)) && bytes.Contains(head, []byte(`"message"`)) && bytes.Contains(head, []byte(`"text"`)) {
			return retro.EvidenceChat
		}
		return retro.EvidenceLog
	}
	if detectChat(&p, head, heads) != chatNone {
		return retro.EvidenceChat
	}
	if heads > 0 && !census.isProse(heads) {
		return retro.EvidenceLog
	}
	if heads == 0 && encoding == encodingUTF8 {
		// A table of clocks is what somebody wrote on a page.
		if table := p.findTable(head); table != nil && !table.Dateless || p.isClockLog(head) {
			return retro.EvidenceLog
		}
	}
	switch strings.ToLower(path.Ext(fileName)) {
	case ".log", ".out", ".err", ".jsonl", ".ndjson":
		return retro.EvidenceLog
	case "", ".txt", ".md", ".markdown", ".text":
		return retro.EvidenceNote
	}
	return retro.EvidenceFile
}

// isClockLog reports whether every other line of a sample, two at least, has a time of day and a
// level, as those of programs do that write no date.
func (p *plan) isClockLog(sample []byte) bool {
	lines, graded := p.countLines(sample, func(line []byte) bool {
		var h head
		prefix := peelLevel(line)
		rest := line[prefix:]
		return len(rest) > 4 && headTimeOnly(p, rest, &h) && (prefix > 0 || h.level != retro.LevelNone)
	})
	return graded >= 2 && graded*2 >= lines
}

// IsText reports whether something reads as lines of text, from its beginning.
func IsText(head []byte) bool {
	return sniffEncoding(head) != encodingUTF8 || !isPicture(head) && !isBinary(head)
}

// isPicture knows the first bytes of the picture formats that can be shown.
func isPicture(head []byte) bool {
	for _, magic := range []string{"\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "GIF87a", "GIF89a", "BM"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return magic != "BM" || len(head) > 14 && head[6] == 0 && head[7] == 0 && head[8] == 0 && head[9] == 0
		}
	}
	if len(head) < 12 {
		return false
	}
	switch {
	case string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return true
	case string(head[:4]) == "II*\x00", string(head[:4]) == "MM\x00*":
		return true
	case string(head[4:8]) == "ftyp":
		switch string(head[8:12]) {
		case "avif", "avis", "heic", "heix", "mif1":
			return true
		}
	}
	return false
}

// isLink reports whether the whole is one web address.
func isLink(head []byte) bool {
	address := bytes.TrimSpace(head)
	if len(address) > 2048 || bytes.ContainsAny(address, " \t\r\n\"<>") {
		return false
	}
	return bytes.HasPrefix(address, []byte("https://")) && len(address) > 8 || bytes.HasPrefix(address, []byte("http://")) && len(address) > 7
}

// isBinary reports whether so much of the beginning is no text that the whole is
// not either. A log may hold a few zero bytes where a machine went down.
func isBinary(head []byte) bool {
	sample := head[:min(len(head), 8<<10)]
	strange := 0
	for _, c := range sample {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != 0x1B && c != '\f' || c == 0x7F {
			strange++
		}
	}
	for _, magic := range []string{"%PDF-", "PK\x03\x04", "\x1f\x8b", "\x28\xb5\x2f\xfd", "\x7fELF", "SQLite format 3\x00", "BZh", "\xfd7zXZ"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	return strange*10 > len(sample)*3
}
