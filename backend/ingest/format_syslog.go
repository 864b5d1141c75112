package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var syslog3164Format = format{
	name: "syslog_rfc3164", title: "Syslog without a year (RFC 3164)",
	plural: "syslog lines without a year",
	samples: []string{
		"Mar  4 21:40:00 web-1 sshd[3317]: Accepted publickey for deploy from 203.0.113.7 port 54259 ssh2",
		"Mar 14 21:40:00 web-1 kernel: [12345.678901] oom-kill:constraint=CONSTRAINT_NONE",
		"août 14 21:40:00 web-1 systemd[1]: Started Checkout.",
		"*Mar 14 21:40:00.123: %LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to up",
		"[Mar 14 21:40:01] WARNING[1234][C-1]: pbx.c: no such extension",
		"[PDT Mar 14 21:40:01] error    : access denied",
		"<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8",
	},
	describe: describeSyslog,
}

var syslog5424Format = format{
	name: "syslog_rfc5424", title: "Syslog with a full time (RFC 5424)",
	plural: "syslog lines with a full time",
	samples: []string{
		`<165>1 2026-03-14T21:40:00.003Z web-1 evntslog 311 ID47 [exampleSDID@32473 iut="3"] an event`,
		`<34>1 2026-03-14T21:40:00Z mymachine.example.com su - ID47 - 'su root' failed`,
	},
	describe: describe5424,
}

// headSyslog3164 reads "Mar  4 21:40:00 host tag[pid]: text".
func headSyslog3164(line []byte, h *head) bool {
	n := stamp.ParseMonthDay(line, &h.Stamp)
	if n == 0 && line[3] == '/' {
		n = parseMonthSlash(line, &h.Stamp)
	}
	if n == 0 || n < len(line) && line[n] != ' ' && line[n] != ':' && line[n] != '\t' {
		return false
	}
	if len(line) > n+2 && line[n+2] == 'M' && (line[n+1] == 'A' || line[n+1] == 'P') {
		n += h.ReadHalf(line[n:])
	}
	h.from, h.to = 0, n
	h.text = skipSeparators(line, n)
	h.format = formatSyslog3164
	if h.level = findLevel(line[h.text:]); h.level == retro.LevelNone {
		h.level = proxyLevel(line[h.text:])
	}
	return true
}

// proxyLevel reads the status that HAProxy answered, behind the times that the parts of a request
// took: "lb-1 haproxy[812]: 10.0.0.7:50412 […] fe be/app-1 0/0/1/-1/30001 504 194 …".
func proxyLevel(body []byte) retro.Level {
	if !bytes.Contains(body[:min(len(body), 64)], []byte("haproxy[")) {
		return retro.LevelNone
	}
	timed := false
	for word := range bytes.FieldsSeq(body) {
		if timed && len(word) == 3 && stamp.DigitsAt(word, 0) == 3 {
			return levelOfStatus(stamp.Number(word))
		}
		timed = bytes.Count(word, []byte{'/'}) == 4 && len(bytes.Trim(word, "0123456789/+-")) == 0
	}
	return retro.LevelNone
}

// parseMonthSlash reads the stamps of RouterOS, "mar/14/2026 21:40:00" and, of the
// same year, "mar/14 21:40:00".
func parseMonthSlash(b []byte, s *stamp.Stamp) int {
	month := stamp.ParseMonth(b)
	if month == 0 || len(b) < 15 || stamp.DigitsAt(b, 4) != 2 {
		return 0
	}
	year, n := stamp.YearlessBase, 6
	s.Flags = stamp.Yearless
	if b[6] == '/' && stamp.DigitsAt(b, 7) == 4 {
		year, n, s.Flags = stamp.FourDigits(b, 7), 11, 0
	}
	day := stamp.TwoDigits(b, 4)
	if b[n] != ' ' || year < stamp.MinYear || year > stamp.MaxYear || !stamp.ValidDate(year, month, day) {
		return 0
	}
	clock, precision, width := stamp.ParseClock(b[n+1:])
	if width == 0 || precision == stamp.PrecisionMinute {
		return 0
	}
	s.At, s.Zone, s.Precision = stamp.CivilDays(year, month, day)*stamp.NanosPerDay+clock, stamp.NoZone, precision
	return n + 1 + width
}

// headBracketed reads "[Mar 14 21:40:01] text", also with a zone in front as monit
// writes it, "[PDT Mar 14 21:40:01]".
func headBracketed(line []byte, h *head) bool {
	from := 1
	zone, width := stamp.ParseAbbreviation(line[1:])
	if width > 0 && 1+width < len(line) && line[1+width] == ' ' {
		from += width + 1
	}
	n := stamp.ParseMonthDay(line[from:], &h.Stamp)
	if n == 0 || from+n >= len(line) || line[from+n] != ']' {
		return false
	}
	if width > 0 && zone != stamp.NoZone && h.Zone == stamp.NoZone {
		h.Zone = zone
		h.At -= int64(zone) * stamp.NanosPerMinute
	}
	h.from, h.to = 1, from+n
	h.text = skipSeparators(line, h.to+1)
	h.format, h.level = formatSyslog3164, findLevel(line[h.text:])
	return true
}

// headPriority reads what follows a priority in angle brackets, whose remainder by
// eight is the severity.
func headPriority(line []byte, h *head) bool {
	digits := stamp.DigitsAt(line, 1)
	if digits < 1 || digits > 3 || len(line) < digits+10 || line[1+digits] != '>' {
		return false
	}
	priority := stamp.Number(line[1 : 1+digits])
	if priority > 191 {
		return false
	}
	start := digits + 2
	for start < len(line) && line[start] == ' ' {
		start++
	}
	rest := line[start:]
	if !headVersion(rest, h) && !headSyslog3164(rest, h) && !headLogfmt(rest, h) && !headDevice(rest, h) {
		return false
	}
	h.from, h.to, h.text = h.from+start, h.to+start, h.text+start
	h.level = levelOfSeverity(priority % 8)
	if at := bytes.IndexByte(rest[:min(len(rest), levelReach)], '%'); at >= 0 {
		if level := facilityLevel(rest[at+1:]); level != retro.LevelNone {
			h.level = level // It is told more exactly.
		}
	}
	return true
}

// headVersion reads the version and the time of RFC 5424, "1 2026-03-14T21:40:00Z ".
// The time may be nil, and some devices write seconds since 1970.
func headVersion(rest []byte, h *head) bool {
	if len(rest) < 4 || !stamp.IsDigit(rest[0]) || rest[1] != ' ' {
		return false
	}
	if rest[2] == '-' && rest[3] == ' ' {
		// An entry, but nobody knows when.
		h.Stamp = stamp.Stamp{At: stamp.NoTime, Zone: stamp.NoZone}
		h.from, h.to, h.text, h.format = 2, 2, 4, formatSyslog5424
		return true
	}
	n := stamp.ParseISO(rest[2:], &h.Stamp)
	if n == 0 {
		n = stamp.ParseEpoch(rest[2:], &h.Stamp)
	}
	if n == 0 || 2+n < len(rest) && !endsStamp(rest[2+n]) {
		return false
	}
	h.from, h.to, h.text, h.format = 2, 2+n, skipSeparators(rest, 2+n), formatSyslog5424
	return true
}

// headDevice reads the stamp of a device that keeps to no standard: any full stamp,
// or one behind a few words such as a number and the name of a host. One of ISO 8601
// with its zone may lack the seconds.
func headDevice(rest []byte, h *head) bool {
	from, to := 0, stamp.Parse(rest, &h.Stamp)
	coarse := h.Precision >= stamp.PrecisionMinute && (h.Zone == stamp.NoZone || len(rest) < 11 || rest[10] != 'T')
	if to == 0 || coarse || to < len(rest) && !endsStamp(rest[to]) {
		var where shape
		var ok bool
		if from, to, where, ok = findStamp(rest, &h.Stamp); !ok || where.Words > 4 {
			return false
		}
	}
	h.from, h.to, h.text, h.format = from, to, skipSeparators(rest, to), formatSyslog5424
	if h.Flags&stamp.Yearless != 0 {
		h.format = formatSyslog3164
	}
	return true
}

// describeSyslog names the host and the program. The host is not repeated in the
// message.
func describeSyslog(line []byte, h *head, d *Description) {
	body := line[min(h.text, len(line)):]
	if end := bytes.IndexByte(body, '>'); end > 1 && end < 32 && body[0] == '<' {
		// A log of IRC.
		d.Actor = text(bytes.TrimLeft(body[1:end], "@+%&~ "))
		d.Text = text(bytes.TrimLeft(body[end+1:], " \t"))
		return
	}
	if did, found := bytes.CutPrefix(body, []byte("*\t")); found {
		name, _, _ := bytes.Cut(did, []byte(" "))
		d.Actor, d.Text = text(name), text(did)
		return
	}
	end := bytes.IndexAny(body, " \t")
	if end < 0 {
		return
	}
	host, rest := body[:end], body[end+1:]
	if len(host) == 0 || host[len(host)-1] == ':' || levelOfWord(host) != retro.LevelNone {
		return
	}
	if !isHost(host) {
		return
	}
	priority := isPriority(host)
	if priority {
		host = []byte("localhost") // "daemon.err AdGuardHome[2784]: …", of OpenWrt.
	}
	if !priority && string(host) != "-" {
		d.add("host", host)
		d.Actor = text(host)
	}
	d.Text = text(rest)
	tag, _, found := bytes.Cut(rest, []byte(":"))
	if !found || len(tag) > 64 || bytes.IndexByte(tag, ' ') >= 0 {
		return
	}
	program, pid, hasPID := bytes.Cut(tag, []byte("["))
	d.add("program", program)
	if string(host) == "localhost" {
		d.Actor = text(program) // As macOS writes for every machine.
	}
	if hasPID {
		d.add("pid", bytes.TrimSuffix(pid, []byte("]")))
	}
}

// isPriority reports whether a word is a facility of syslog and a severity, "daemon.err".
func isPriority(word []byte) bool {
	facility, severity, found := bytes.Cut(word, []byte("."))
	return found && isFacility(facility) && levelOfWord(severity) != retro.LevelNone
}

// isHost reports whether a word may be the name of a machine.
func isHost(word []byte) bool {
	return string(word) == "-" || (stamp.IsLetter(word[0]) || stamp.IsDigit(word[0]) || word[0] >= 0x80 || word[0] == '[' || word[0] == '_') && bytes.IndexByte(word, ',') < 0
}

// describeHost names the host and the program where they follow a full stamp as they do in
// syslog: "web-1 sshd[812]: ". The number of the process must be there.
func describeHost(line []byte, h *head, d *Description) {
	first, rest, found := bytes.Cut(line[min(h.text, len(line)):], []byte(" "))
	if name, thread, ok := bytes.Cut(first, []byte("[")); ok && namesThread(thread) && isPart(text(name)) {
		d.Actor = text(name) // "Shop[812:34567] …", of macOS and iOS.
		return
	}
	if h.level != retro.LevelNone && levelOfWord(first) == h.level {
		if program, _, ok := bytes.Cut(rest[:min(len(rest), 64)], []byte("[")); ok && len(program) > 2 && bytes.IndexByte(program, ' ') < 0 {
			d.Actor = text(program) // "info hostd[2112] [sub=Vmsvc] …", of VMware.
			return
		}
	}
	// rsyslog writes a fraction and an offset, and leaves the number out where there is none.
	program, _, named := bytes.Cut(rest[:min(len(rest), 64)], []byte(": "))
	if word := text(program); found && named && (word == "kernel" || h.Precision == stamp.PrecisionMicrosecond && h.Zone != stamp.NoZone && h.to-h.from > 27) &&
		isPart(word) && !isRemark(word) && isPart(text(first)) && levelOfWord(first) == retro.LevelNone && levelOfWord(program) == retro.LevelNone {
		describeSyslog(line, h, d)
		return
	}
	colon := bytes.Index(rest[:min(len(rest), 64)], []byte("]: "))
	if !found || colon < 0 {
		return
	}
	program, pid, _ := bytes.Cut(rest[:colon], []byte("["))
	if len(program) > 0 && len(pid) > 0 && stamp.DigitsAt(pid, 0) == len(pid) && bytes.IndexByte(program, ' ') < 0 {
		describeSyslog(line, h, d)
	}
}

// namesThread reports whether what follows a bracket is the number of a process and that of a thread:
// "812:34567]".
func namesThread(b []byte) bool {
	pid, thread, found := bytes.Cut(b, []byte(":"))
	thread, closed := bytes.CutSuffix(thread, []byte("]"))
	return found && closed && len(pid) > 0 && stamp.DigitsAt(pid, 0) == len(pid) && isHexadecimal(text(thread))
}

// describe5424 names the fields of the header behind the time.
func describe5424(line []byte, h *head, d *Description) {
	rest := line[min(h.text, len(line)):]
	for _, name := range []string{"host", "program", "pid", "message_id"} {
		value, after, found := bytes.Cut(rest, []byte(" "))
		if !found {
			break
		}
		if name == "host" && len(value) > 0 && !isHost(value) {
			d.Text = text(rest) // A device that says no name.
			break
		}
		if len(value) > 0 && string(value) != "-" {
			d.add(name, value)
		}
		if name == "host" {
			if string(value) != "-" {
				d.Actor = text(value)
			}
			d.Text = text(after)
		}
		rest = after
	}
}

var klogFormat = format{
	name: "klog", title: "Kubernetes components (klog, glog)",
	plural: "klog lines",
	samples: []string{
		`E0314 21:40:00.123456       1 reconciler.go:118] "Failed to sync pod" pod="shop/checkout-7f"`,
		`I20260314 21:40:00.123456 1234 main.cc:12] starting`,
		`W260314 21:40:01.123456 13 server/node.go:12 [n1] 42  slow heartbeat`,
	},
}

// headKlog reads "E0314 21:40:00.123456  1 file.go:12] text", also with a year as
// newer glog writes it. The letter is the severity.
func headKlog(line []byte, h *head) bool {
	if len(line) < 21 || !stamp.IsDigit(line[1]) {
		return false
	}
	switch line[0] {
	case 'I', 'W', 'E', 'F', 'D':
	default:
		return false
	}
	year, n := stamp.YearlessBase, 1
	h.Flags = stamp.Yearless
	switch stamp.DigitsAt(line, 1) {
	case 4:
	case 6:
		year, n, h.Flags = 2000+stamp.TwoDigits(line, 1), 3, 0
	case 8:
		year, n, h.Flags = stamp.FourDigits(line, 1), 5, 0
	default:
		return false
	}
	if line[n+4] != ' ' {
		return false
	}
	month, day := stamp.TwoDigits(line, n), stamp.TwoDigits(line, n+2)
	clock, precision, width := stamp.ParseClock(line[n+5:])
	if width == 0 || precision >= stamp.PrecisionSecond || year < stamp.MinYear || !stamp.ValidDate(year, month, day) {
		return false
	}
	n += 5 + width
	h.At = stamp.CivilDays(year, month, day)*stamp.NanosPerDay + clock
	h.Zone, h.Precision = stamp.NoZone, precision
	h.from, h.to, h.text = 1, n, skipSeparators(line, n)
	h.format, h.level = formatKlog, levelOfLetter(line[0])
	return true
}

// openedAt reads the wall clock in the first line of a file that glog or HexChat
// wrote, 0 for other sources.
func openedAt(sample []byte) int64 {
	const glog, hexChat = "Log file created at: ", "**** BEGIN LOGGING AT "
	var s stamp.Stamp
	switch {
	case bytes.HasPrefix(sample, []byte(glog)) && stamp.ParseISO(sample[len(glog):], &s) > 0:
	case bytes.HasPrefix(sample, []byte(hexChat)) && stamp.ParseWeekdayStamp(sample[len(hexChat):], &s) > 0:
	default:
		return 0
	}
	if s.Zone != stamp.NoZone || s.Flags != 0 {
		return 0
	}
	return s.At
}

var postgresFormat = format{
	name: "postgres", title: "PostgreSQL server log",
	plural: "PostgreSQL lines",
	samples: []string{
		"2026-03-14 21:40:00.123 PDT [1234] LOG:  checkpoint starting: time",
		`2026-03-14 21:40:00.123 UTC [1234] app@shop ERROR:  deadlock detected`,
		"2026-03-14 21:40:00 CET FATAL:  the database system is starting up",
	},
	describe: describeHost,
}

// postgresLevel looks for the level of a PostgreSQL line, which ends with a colon
// and two spaces.
func postgresLevel(body []byte) (retro.Level, bool) {
	reach := body
	if len(reach) > 128 {
		reach = reach[:128]
	}
	end := bytes.IndexByte(reach, ':')
	for end >= 0 && (end+2 >= len(reach) || reach[end+1] != ' ' || reach[end+2] != ' ') {
		next := bytes.IndexByte(reach[end+1:], ':')
		if next < 0 {
			return retro.LevelNone, false
		}
		end += 1 + next
	}
	if end < 3 {
		return retro.LevelNone, false
	}
	start := end
	for start > 0 && stamp.IsUpper(reach[start-1]) {
		start--
	}
	word := reach[start:end]
	switch string(word) {
	case "LOG", "STATEMENT", "DETAIL", "HINT", "CONTEXT", "QUERY", "LOCATION", "INFO":
		return retro.LevelInfo, true
	case "ERROR", "FATAL", "PANIC", "WARNING", "NOTICE":
		return levelOfWord(word), true
	}
	if len(word) == 6 && string(word[:5]) == "DEBUG" {
		return retro.LevelDebug, true
	}
	return retro.LevelNone, false
}
