package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var snortFormat = format{
	name: "snort", title: "Snort and Suricata alerts",
	plural: "alerts of Snort or Suricata",
	samples: []string{
		"03/14-21:40:00.123456  [**] [1:1000001:1] ICMP test [**] [Priority: 0] {ICMP} 10.0.0.1 -> 10.0.0.2",
		"03/14/2026-21:40:00.123456  [**] [1:2009187:4] ET WEB_CLIENT [**] [Priority: 3] {TCP} 10.0.0.1:80 -> 10.0.0.2:1",
	},
}

// headSnort reads "MM/DD-hh:mm:ss.uuuuuu", with a year of two or four digits where
// there is one. The month always comes first.
func headSnort(line []byte, h *head) bool {
	if len(line) < 21 || line[2] != '/' {
		return false
	}
	month, day, year, n := stamp.TwoDigits(line, 0), stamp.TwoDigits(line, 3), stamp.YearlessBase, 5
	flags := stamp.Yearless
	if line[5] == '/' {
		flags = 0
		switch stamp.DigitsAt(line, 6) {
		case 2:
			year, n = 2000+stamp.TwoDigits(line, 6), 8
		case 4:
			year, n = stamp.FourDigits(line, 6), 10
		default:
			return false
		}
	}
	if line[n] != '-' {
		return false
	}
	clock, precision, width := stamp.ParseClock(line[n+1:])
	if width == 0 || precision != stamp.PrecisionMicrosecond || year < stamp.MinYear || year > stamp.MaxYear || !stamp.ValidDate(year, month, day) {
		return false
	}
	n += 1 + width
	h.Stamp = stamp.Stamp{At: stamp.CivilDays(year, month, day)*stamp.NanosPerDay + clock, Zone: stamp.NoZone, Precision: precision, Flags: flags}
	h.from, h.to, h.text = 0, n, skipSeparators(line, n)
	h.format, h.level = formatSnort, retro.LevelNone
	return true
}

var cefFormat = format{
	name: "cef", title: "Security events (CEF, LEEF)",
	plural: "security events",
	samples: []string{
		"CEF:0|Security|threatmanager|1.0|100|worm successfully stopped|10|rt=1773524400123 src=10.0.0.1 dst=2.1.2.2",
		"LEEF:1.0|Lancope|StealthWatch|1.0|41|src=10.0.1.8\tdst=10.0.0.5\tsev=5\tdevTime=Mar 14 2026 21:40:00",
	},
}

// headCEF reads the time that the extension of an event names: when the device
// received it, else when it ended or began, else any time stamp.
func headCEF(line []byte, h *head) bool {
	if !bytes.HasPrefix(line, []byte("CEF:")) && !bytes.HasPrefix(line, []byte("LEEF:")) {
		return false
	}
	defer func() { h.level = cefLevel(line) }()
	for _, key := range []string{"rt=", "devTime=", "end=", "start="} {
		rest := line
		for place := 0; ; {
			at := bytes.Index(rest, []byte(key))
			if at < 0 {
				break
			}
			place += at + len(key)
			rest = line[place:]
			before := line[place-len(key)-1]
			if before != ' ' && before != '|' && before != '\t' && before != '^' {
				continue
			}
			if h.readCEF(line, place) {
				return true
			}
		}
	}
	// Some vendors name fields of their own: clientTimestamp.
	const timestamp = "imestamp="
	at := bytes.Index(line, []byte(timestamp))
	return at > 0 && h.readCEF(line, at+len(timestamp))
}

// cefLevel reads the severity of CEF, the seventh of the fields that bars part: 0 to 10, or a
// name.
func cefLevel(line []byte) retro.Level {
	if line[0] != 'C' {
		return retro.LevelNone
	}
	for range 6 {
		_, rest, found := bytes.Cut(line, []byte{'|'})
		if !found {
			return retro.LevelNone
		}
		line = rest
	}
	value, _, found := bytes.Cut(line, []byte{'|'})
	switch digits := stamp.DigitsAt(value, 0); {
	case !found:
	case digits == 0:
		return levelOfRank(value)
	case digits != len(value) || digits > 2:
	case stamp.Number(value) >= 9:
		return retro.LevelFatal
	case stamp.Number(value) >= 7:
		return retro.LevelError
	case stamp.Number(value) >= 4:
		return retro.LevelWarn
	default:
		return retro.LevelInfo
	}
	return retro.LevelNone
}

// readCEF reads the time that is the value at a place of an event's extension.
func (h *head) readCEF(line []byte, place int) bool {
	n := stamp.Parse(line[place:], &h.Stamp)
	if n == 0 {
		return false
	}
	h.from, h.to, h.text = place, place+n, 0
	h.format, h.level = formatCEF, retro.LevelNone
	return true
}

var ossecFormat = format{
	name: "ossec", title: "OSSEC and Wazuh alerts",
	plural:  "alerts of OSSEC",
	samples: []string{"** Alert 1773524400.1234: - syslog,sshd,\n2026 Mar 14 21:40:00 host->/var/log/auth.log\nRule: 5710 (level 5) -> 'x'"},
}

// headOSSEC reads "** Alert 1773524400.1234: ". What follows the point is no
// fraction but the alert's place in its file.
func headOSSEC(line []byte, h *head) bool {
	const opening = "** Alert "
	from := len(opening)
	if !bytes.HasPrefix(line, []byte(opening)) || stamp.DigitsAt(line, from) != 10 || stamp.ParseEpoch(line[from:from+10], &h.Stamp) != 10 {
		return false
	}
	h.from, h.to, h.text = from, from+10, 0
	h.format, h.level = formatOSSEC, retro.LevelNone
	return true
}

// headCisco reads the stamps of routers behind a sign that tells whether their
// clock is set: "*Mar 14 21:40:00.123: %LINK-3-UPDOWN: ", or behind a percent sign and
// a number: "%@123%Mar 14 21:40:00:123 2026 sw1 SHELL/5/LOGIN: ".
func headCisco(line []byte, h *head) bool {
	start := 1
	if line[0] == '%' && line[1] == '@' {
		start = 3 + stamp.DigitsAt(line, 2)
	}
	if len(line) < start+17 || line[start-1] != line[0] || !headSyslog3164(line[start:], h) {
		return false
	}
	h.from, h.to, h.text = h.from+start, h.to+start, h.text+start
	return true
}
