package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var logfmtFormat = format{
	name: "logfmt", title: "Key and value pairs (logfmt)",
	plural: "logfmt lines",
	samples: []string{
		`time=2026-03-14T21:40:00.123Z level=error caller=server.go:118 msg="pool exhausted" tenant=t-7`,
		`logger=sqlstore t=2026-03-14T21:40:00.123456789Z level=info msg="Executing migration"`,
		`ts=1773524400.123 level=warn msg=retrying`,
		`date=2026-03-14 time=21:40:00 devname="FG1" type="traffic" level="notice" tz="+0100" srcip=10.1.1.1`,
		`id=firewall time="2026-03-14 21:40:00" fw="edge-1" tz=+0000 pri=5 msg="configuration reloaded"`,
	},
	describe: describeLogfmt,
}

// logfmtReach is how far into a line its pairs are read for a time.
const logfmtReach = 4096

// headLogfmt reads pairs until both a time and a level are found.
func headLogfmt(line []byte, h *head) bool {
	dated, keyed := false, false
	h.level = retro.LevelNone
	reach := line[:min(len(line), logfmtReach)]
	for i := 0; i < len(reach); {
		key, value, next := nextPair(reach, i)
		if next == 0 {
			if !keyed {
				return false
			}
			break
		}
		keyed = true
		i = next
		switch string(reach[key.from:key.to]) {
		case "time", "ts", "t", "timestamp", "@timestamp", "datetime", "date", "at":
			if dated {
				continue
			}
			if n := stamp.Parse(reach[value.from:value.to], &h.Stamp); n > 0 && n == value.to-value.from {
				dated = true
				h.from, h.to = value.from, value.to
			} else if to := parsePairedDate(reach, key, value, &h.Stamp); to > 0 {
				dated = true
				h.from, h.to, i = value.from, to, to
			}
		case "level", "lvl", "severity", "loglevel", "priority":
			if h.level == retro.LevelNone {
				h.level = levelOfWord(reach[value.from:value.to])
			}
		case "pri": // Of syslog, as firewalls write it.
			if word := reach[value.from:value.to]; h.level == retro.LevelNone && len(word) == 1 && word[0] >= '0' && word[0] <= '7' {
				h.level = levelOfSeverity(int(word[0] - '0'))
			}
		}
		if dated && h.level != retro.LevelNone {
			break
		}
	}
	if !dated {
		return false
	}
	if h.Zone == stamp.NoZone {
		h.readPairedZone(reach)
	}
	h.format, h.text = formatLogfmt, 0
	return true
}

// pairedZoneReach is how far behind a time among other pairs its zone may stand.
const pairedZoneReach = 48

// readPairedZone reads the zone that another pair of the line names, whatever parts
// the pairs.
func (h *head) readPairedZone(line []byte) {
	for _, key := range []string{"tz=", "timezone="} {
		at := bytes.Index(line, []byte(key))
		if at < 1 || stamp.IsLetter(line[at-1]) {
			continue
		}
		value := bytes.TrimPrefix(line[at+len(key):], []byte(`"`))
		if end := bytes.IndexAny(value, "\" \t^|;,"); end >= 0 {
			value = value[:end]
		}
		h.ReadZoneValue(value)
		return
	}
}

// parsePairedDate reads "date=2026-03-14 time=21:40:00", as firewalls write it, also
// parted by a comma, and returns where the clock ends, 0 for anything else.
func parsePairedDate(b []byte, key, value span, s *stamp.Stamp) int {
	const between = "time="
	if string(b[key.from:key.to]) != "date" || value.to-value.from < 10 {
		return 0
	}
	value.to = value.from + 10
	rest := b[value.to:]
	if len(rest) == 0 || rest[0] != ' ' && rest[0] != ',' || !bytes.HasPrefix(rest[1:], []byte(between)) {
		return 0
	}
	clock := rest[1+len(between):]
	if end := bytes.IndexByte(clock, rest[0]); end >= 0 {
		clock = clock[:end]
	}
	var joined [40]byte
	if len(clock) > 24 {
		return 0
	}
	text := append(append(append(joined[:0], b[value.from:value.to]...), ' '), clock...)
	if stamp.ParseISO(text, s) != len(text) {
		return 0
	}
	return value.to + 1 + len(between) + len(clock)
}

// nextPair reads the pair at i; next is 0 where there is none. A quoted value's
// span leaves the quotes out.
func nextPair(b []byte, i int) (key, value span, next int) {
	for i < len(b) && b[i] == ' ' {
		i++
	}
	key.from = i
	for i < len(b) && isKeyByte(b[i]) {
		i++
	}
	if i == key.from || i >= len(b) || b[i] != '=' || i-key.from > 64 {
		return key, value, 0
	}
	key.to = i
	i++
	if i < len(b) && b[i] == '"' {
		value.from = i + 1
		for j := value.from; ; {
			end := bytes.IndexByte(b[j:], '"')
			if end < 0 {
				return key, span{value.from, len(b)}, len(b)
			}
			j += end
			if b[j-1] != '\\' || j == value.from {
				return key, span{value.from, j}, j + 1
			}
			j++
		}
	}
	value.from = i
	end := bytes.IndexByte(b[i:], ' ')
	if end < 0 {
		end = len(b) - i
	}
	return key, span{i, i + end}, i + end
}

// beginsPair reports whether a line begins with a short name and an equals sign, as no
// format does whose entries begin with a word.
func beginsPair(line []byte) bool {
	i := 0
	for i < len(line) && i < 16 && (stamp.IsLetter(line[i]) || line[i] == '_') {
		i++
	}
	return i < len(line) && line[i] == '='
}

func isKeyByte(c byte) bool {
	return stamp.IsLetter(c) || stamp.IsDigit(c) || c == '_' || c == '.' || c == '-' || c == '@' || c == '/'
}

func describeLogfmt(line []byte, h *head, d *Description) {
	var message []byte
	for i := 0; i < len(line); {
		key, value, next := nextPair(line, i)
		if next == 0 {
			break
		}
		i = next
		if value.from == h.from {
			continue
		}
		switch name := string(line[key.from:key.to]); name {
		case "msg", "message":
			message = line[value.from:value.to]
		default:
			d.add(name, line[value.from:value.to])
		}
	}
	if message != nil {
		d.Text = text(message)
		return
	}
	d.Text = text(withoutPair(line, h.from, h.to))
}

// withoutPair cuts the pair whose value has the span.
func withoutPair(line []byte, from, to int) []byte {
	start := bytes.LastIndexByte(line[:from], ' ') + 1
	if to < len(line) && line[to] == '"' {
		to++
	}
	for to < len(line) && line[to] == ' ' {
		to++
	}
	return append(append(make([]byte, 0, len(line)), line[:start]...), line[to:]...)
}
