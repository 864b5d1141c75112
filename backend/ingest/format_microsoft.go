package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// The formats of this file are those of Windows, and of the virus scanners that
// people run on it.

var netlogonFormat = format{
	name: "netlogon", title: "Windows Netlogon",
	plural:  "Netlogon lines",
	samples: []string{`03/14 21:40:00 [LOGON] [1234] SHOP: SamLogon: Network logon of SHOP\dana from WEB-1 Entered`},
}

// headNetlogon reads "03/14 21:40:00 [LOGON]". The month comes first, and there is no
// year.
func headNetlogon(line []byte, h *head) bool {
	if len(line) < 18 || line[2] != '/' || line[5] != ' ' || line[14] != ' ' || line[15] != '[' || !stamp.IsUpper(line[16]) {
		return false
	}
	month, day := stamp.TwoDigits(line, 0), stamp.TwoDigits(line, 3)
	clock, precision, n := stamp.ParseClock(line[6:])
	if n != 8 || precision != stamp.PrecisionSecond || !stamp.ValidDate(stamp.YearlessBase, month, day) {
		return false
	}
	h.Stamp = stamp.Stamp{At: stamp.CivilDays(stamp.YearlessBase, month, day)*stamp.NanosPerDay + clock, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Yearless}
	h.from, h.to, h.text = 0, 14, 15
	h.format, h.level = formatNetlogon, findLevel(line[15:])
	return true
}

var cmTraceFormat = format{
	name: "cmtrace", title: "Configuration Manager (CMTrace)",
	plural: "Configuration Manager lines",
	samples: []string{
		`<![LOG[Releasing the content request]LOG]!><time="21:40:00.123-060" date="03-14-2026" component="ContentAccess" context="" type="1" thread="6744" file="service.cpp:18">`,
		"<![LOG[Event object details:\ninstance of CCM_Event]LOG]!><time=\"21:40:00.1234567\" date=\"3-14-2026\" component=\"Client\" context=\"\" type=\"3\" thread=\"16\" file=\"\">",
	},
}

// cmTraceReach is how far behind its first line the time of an entry is looked for.
const cmTraceReach = 16 << 10

// headCMTrace reads `<![LOG[text]LOG]!><time="…" date="…" …>`, whose text may have
// several lines.
func headCMTrace(line, next []byte, h *head) bool {
	const opening, closing = "<![LOG[", `]LOG]!><time="`
	if !bytes.HasPrefix(line, []byte(opening)) {
		return false
	}
	h.Stamp, h.format, h.level = stamp.Stamp{At: stamp.NoTime, Zone: stamp.NoZone}, formatCMTrace, retro.LevelNone
	h.from, h.to, h.text = 0, 0, len(opening)
	at := bytes.Index(line, []byte(closing))
	attributes := line
	if at < 0 {
		next = next[:min(len(next), cmTraceReach)]
		if end := bytes.Index(next, []byte("\n"+opening)); end >= 0 {
			next = next[:end]
		}
		at, attributes = bytes.Index(next, []byte(closing)), next
	}
	if at < 0 {
		return true // Cut off: an entry, but nobody knows when.
	}
	attributes = attributes[at+len(closing):]
	if n := h.readCMTrace(attributes); n > 0 && len(attributes) < len(line) {
		h.from, h.to = at+len(closing), at+len(closing)+n
	}
	switch {
	case bytes.Contains(attributes[:min(len(attributes), 256)], []byte(` type="1"`)):
		h.level = retro.LevelInfo
	case bytes.Contains(attributes[:min(len(attributes), 256)], []byte(` type="2"`)):
		h.level = retro.LevelWarn
	case bytes.Contains(attributes[:min(len(attributes), 256)], []byte(` type="3"`)):
		h.level = retro.LevelError
	}
	return true
}

// readCMTrace reads `21:40:00.123-060" date="03-14-2026"` and returns how long the
// clock is. What follows the clock are the minutes that, added to it, give UTC.
func (h *head) readCMTrace(b []byte) int {
	const between = `" date="`
	clock, precision, n := stamp.ParseClock(b)
	if n == 0 {
		return 0
	}
	width, bias, zone := n, int64(0), stamp.NoZone
	if n < len(b) && (b[n] == '+' || b[n] == '-') {
		digits := stamp.DigitsAt(b, n+1)
		if digits == 0 || digits > 3 {
			return 0
		}
		if bias = int64(stamp.Number(b[n+1 : n+1+digits])); b[n] == '-' {
			bias = -bias
		}
		if bias < -15*60 || bias > 15*60 {
			return 0
		}
		zone = stamp.OffsetOf(-bias * stamp.NanosPerMinute)
		n += 1 + digits
	}
	rest, found := bytes.CutPrefix(b[n:], []byte(between))
	month, day, year, ok := parseUSDate(rest)
	if !found || !ok {
		return 0
	}
	h.Stamp = stamp.Stamp{At: stamp.CivilDays(year, month, day)*stamp.NanosPerDay + clock, Zone: zone, Precision: precision}
	if zone != stamp.NoZone {
		h.At += bias * stamp.NanosPerMinute
	}
	return width
}

// parseUSDate reads a month, a day and a year with hyphens between.
func parseUSDate(b []byte) (month, day, year int, ok bool) {
	var fields [3]int
	for i := range fields {
		digits := stamp.DigitsAt(b, 0)
		if digits == 0 || digits > 4 || len(b) == digits || i < 2 && b[digits] != '-' {
			return 0, 0, 0, false
		}
		fields[i], b = stamp.Number(b[:digits]), b[digits+1:]
	}
	month, day, year = fields[0], fields[1], fields[2]
	return month, day, year, year >= stamp.MinYear && year <= stamp.MaxYear && stamp.ValidDate(year, month, day)
}

var setupAPIFormat = format{
	name: "setupapi", title: "Windows device installation (SetupAPI)",
	plural: "sections of a Windows device installation",
	samples: []string{
		">>>  [Device Install (Hardware initiated) - USB\\VID_1234]\n>>>  Section start 2026/03/14 21:40:00.123\n     dvi: {Build Driver List} 21:40:00.200\n<<<  Section end 2026/03/14 21:40:01.123",
	},
}

// headSetupAPI reads the first line of a section, ">>>  [name]", whose time stands in
// the next one.
func headSetupAPI(line, next []byte, h *head) bool {
	const opening, start = ">>>  [", ">>>  Section start "
	if !bytes.HasPrefix(line, []byte(opening)) {
		return false
	}
	rest, found := bytes.CutPrefix(next, []byte(start))
	if !found || stamp.ParseISO(rest, &h.Stamp) == 0 {
		return false
	}
	h.from, h.to, h.text = 0, 0, len(opening)-1
	h.format, h.level = formatSetupAPI, retro.LevelNone
	return true
}

var powerShellFormat = format{
	name: "powershell", title: "PowerShell transcript",
	plural: "parts of a PowerShell transcript",
	samples: []string{
		"**********************\nWindows PowerShell transcript start\nStart time: 20260314214000\nUsername: SHOP\\dana\n**********************\nPS C:\\> whoami",
	},
}

// headPowerShell reads the row of asterisks that begins a transcript, or a command in
// one: within two lines stands a time without any signs, in whatever language.
func headPowerShell(line, next []byte, h *head) bool {
	if len(line) < 16 || len(bytes.Trim(line, "*")) > 0 {
		return false
	}
	for range 2 {
		var header []byte
		header, next, _ = bytes.Cut(next, []byte("\n"))
		header = bytes.TrimRight(header, "\r")
		at := len(header) - len("20260314214000")
		if at < 2 || header[at-1] != ' ' || header[at-2] != ':' || stamp.DigitsAt(header, at) != 14 {
			continue
		}
		year, month, day := stamp.FourDigits(header, at), stamp.TwoDigits(header, at+4), stamp.TwoDigits(header, at+6)
		clock, ok := stamp.ClockOfDigits(header, at+8)
		if !ok || year < stamp.MinYear || year > stamp.MaxYear || !stamp.ValidDate(year, month, day) {
			return false
		}
		h.Stamp = stamp.Stamp{At: stamp.CivilDays(year, month, day)*stamp.NanosPerDay + clock, Zone: stamp.NoZone, Precision: stamp.PrecisionSecond}
		h.from, h.to, h.text = 0, 0, 0
		h.format, h.level = formatPowerShell, retro.LevelNone
		// The last part of a transcript only says when it ended.
		return len(bytes.TrimSpace(next)) > 0 && !isEndOfTranscript(next)
	}
	return false
}

// isEndOfTranscript reports whether nothing but asterisks follows up to the end, or up
// to the row that begins the next transcript.
func isEndOfTranscript(next []byte) bool {
	row, rest, _ := bytes.Cut(next, []byte("\n"))
	rest = bytes.TrimSpace(rest)
	return len(bytes.Trim(row, "*\r")) == 0 && (len(rest) == 0 || rest[0] == '*')
}

var symantecFormat = format{
	name: "symantec", title: "Symantec AntiVirus",
	plural:  "Symantec AntiVirus lines",
	samples: []string{`38020E152800,46,1,2,WEB-1,dana,EICAR Test String,C:\Temp\test.txt,5,3,19,256,33554436,"",0,,0`},
}

// headSymantec reads six bytes in hexadecimal: the years since 1970, the month from
// zero on, the day and the clock.
func headSymantec(line []byte, h *head) bool {
	if len(line) < 16 || line[12] != ',' || !stamp.IsDigit(line[13]) {
		return false
	}
	var fields [6]int
	for i, c := range line[:12] {
		switch {
		case stamp.IsDigit(c):
			fields[i/2] = fields[i/2]<<4 | int(c-'0')
		case c >= 'A' && c <= 'F':
			fields[i/2] = fields[i/2]<<4 | int(c-'A'+10)
		default:
			return false
		}
	}
	year, month, day := 1970+fields[0], fields[1]+1, fields[2]
	if year < 1990 || year > 2100 || !stamp.ValidDate(year, month, day) || fields[3] > 23 || fields[4] > 59 || fields[5] > 59 {
		return false
	}
	clock := int64(fields[3])*stamp.NanosPerHour + int64(fields[4])*stamp.NanosPerMinute + int64(fields[5])*stamp.NanosPerSecond
	h.Stamp = stamp.Stamp{At: stamp.CivilDays(year, month, day)*stamp.NanosPerDay + clock, Zone: stamp.NoZone, Precision: stamp.PrecisionSecond}
	h.from, h.to, h.text = 0, 12, 13
	h.format, h.level = formatSymantec, retro.LevelNone
	return true
}

var trendMicroFormat = format{
	name: "trend_micro", title: "Trend Micro OfficeScan",
	plural:  "Trend Micro lines",
	samples: []string{`20260314<;>2140<;>Eicar_test_1<;>10<;>1<;>0<;>C:\temp\<;>eicar.com<;><;>`},
}

// headTrendMicro reads "20260314<;>2140<;>".
func headTrendMicro(line []byte, h *head) bool {
	const mark = "<;>"
	if len(line) < 18 || string(line[8:11]) != mark || string(line[15:18]) != mark || stamp.DigitsAt(line, 0) != 8 || stamp.DigitsAt(line, 11) != 4 {
		return false
	}
	year, month, day := stamp.FourDigits(line, 0), stamp.TwoDigits(line, 4), stamp.TwoDigits(line, 6)
	hour, minute := stamp.TwoDigits(line, 11), stamp.TwoDigits(line, 13)
	if year < stamp.MinYear || year > stamp.MaxYear || !stamp.ValidDate(year, month, day) || hour > 23 || minute > 59 {
		return false
	}
	clock := int64(hour)*stamp.NanosPerHour + int64(minute)*stamp.NanosPerMinute
	h.Stamp = stamp.Stamp{At: stamp.CivilDays(year, month, day)*stamp.NanosPerDay + clock, Zone: stamp.NoZone, Precision: stamp.PrecisionMinute}
	h.from, h.to, h.text = 0, 15, 18
	h.format, h.level = formatTrendMicro, retro.LevelNone
	return true
}

var installerFormat = format{
	name: "windows_installer", title: "Windows Installer (msiexec)",
	plural: "lines of Windows Installer",
	samples: []string{
		"=== Verbose logging started: 14.03.2026  21:40:00  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\System32\\msiexec.exe ===",
		"MSI (s) (7C:10) [21:40:01:500]: Product: Shop -- Installation completed successfully.",
	},
}

// headInstallerBanner reads the first and the last line of a log of Windows Installer,
// which have the date: "=== Logging started: 14.03.2026  21:40:00 ===".
func headInstallerBanner(line []byte, h *head) bool {
	if !bytes.HasPrefix(line, []byte("=== ")) {
		return false
	}
	const name = "ogging st"
	at := bytes.Index(line[:min(len(line), 24)], []byte(name))
	from := bytes.Index(line, []byte(": ")) + len(": ")
	if at < 0 || from < at || from >= len(line) {
		return false
	}
	n := stamp.ParseSlashDate(line[from:], &h.Stamp)
	if n == 0 {
		n = stamp.ParseISO(line[from:], &h.Stamp)
	}
	if n == 0 {
		return false
	}
	h.from, h.to, h.text = from, from+n, 0
	h.format, h.level = formatInstaller, retro.LevelNone
	return true
}

// headInstaller reads the lines between them, which have a time of day:
// "MSI (s) (7C:10) [21:40:01:500]: ".
func headInstaller(line []byte, h *head) bool {
	if !bytes.HasPrefix(line, []byte("MSI (")) {
		return false
	}
	from := bytes.IndexByte(line[:min(len(line), 32)], '[') + 1
	clock, precision, n := stamp.ParseClock(line[from:])
	if from == 0 || n == 0 || from+n >= len(line) || line[from+n] != ']' {
		return false
	}
	h.Stamp = stamp.Stamp{At: clock, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Dateless}
	h.from, h.to, h.text = from, from+n, skipSeparators(line, from+n+1)
	h.format, h.level = formatInstaller, findLevel(line[h.text:])
	return true
}
