package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var w3cFormat = format{
	name: "w3c", title: "IIS and CloudFront (W3C extended)",
	plural: "W3C extended lines",
	samples: []string{
		"#Software: Microsoft Internet Information Services 8.5\r\n#Version: 1.0\r\n#Date: 2015-01-13 00:32:17\r\n" +
			"#Fields: date time s-ip cs-method cs-uri-stem sc-status time-taken\r\n2015-01-13 00:32:17 10.0.0.4 GET /cart 500 1203\r",
	},
}

var windowsCBSFormat = format{
	name: "windows_cbs", title: "Windows servicing (CBS)",
	plural:  "Windows servicing lines",
	samples: []string{"2016-09-28 04:30:30, Info                  CBS    Loaded Servicing Stack v6.1.7601.23505"},
}

var ctimeFormat = format{
	name: "ctime", title: "Lines that begin with a weekday",
	plural: "lines that begin with a weekday",
	samples: []string{
		"Sat Mar 14 21:40:00 2026 us=123456 VERIFY OK: depth=1",
		"Sat Mar 14 21:40:00 CET 2026",
		"Sat, 14 Mar 2026 21:40:00 GMT backup finished",
	},
	describe: describeHost,
}

// headWeekday reads the lines that begin with the time as the C library or mail
// writes it.
func headWeekday(line, next []byte, h *head) bool {
	if stamp.ParseWeekday(line) == 0 {
		return false
	}
	n := stamp.ParseWeekdayStamp(line, &h.Stamp)
	if n == 0 || h.Precision >= stamp.PrecisionMinute || n < len(line) && !endsStamp(line[n]) {
		return false
	}
	if bytes.HasPrefix(line[n:], []byte(" [s=")) {
		h.from, h.to, h.text = 0, n, 0
		h.format, h.level = formatJournalExport, journalLevel(next)
		return true
	}
	h.from, h.to, h.text = 0, n, skipSeparators(line, n)
	h.format, h.level = formatCtime, findLevel(line[h.text:])
	return true
}

var dmesgFormat = format{
	name: "dmesg", title: "Kernel messages (dmesg)",
	plural:  "kernel messages",
	samples: []string{"[Sat Mar 14 21:40:00 2026] Out of memory: Killed process 3317 (java)"},
}

// headDmesg reads "[   12.345678] text", which counts from the start of the
// machine; -T's form shares the parser of Apache.
func headDmesg(line []byte, h *head) bool {
	if len(line) < 14 || line[0] != '[' {
		return false
	}
	i := 1
	for i < len(line) && line[i] == ' ' {
		i++
	}
	digits := stamp.DigitsAt(line, i)
	end := i + digits
	if digits == 0 || digits > 9 || end >= len(line) || line[end] != '.' {
		return false
	}
	nanos, precision, width := stamp.ParseFraction(line[end+1:])
	since := int64(stamp.Number(line[i:end]))*stamp.NanosPerSecond + nanos
	end += 1 + width
	if width != 3 && width != 6 || end >= len(line) || line[end] != ']' {
		return false
	}
	h.Stamp = stamp.Stamp{At: since, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Relative}
	h.from, h.to, h.text = i, end, skipSeparators(line, end+1)
	h.format, h.level = formatDmesg, findLevel(line[h.text:])
	return true
}

var proxifierFormat = format{
	name: "proxifier", title: "Proxifier",
	plural:  "Proxifier lines",
	samples: []string{"[10.30 16:49:06] chrome.exe - proxy.example.com:5070 open through proxy proxy.example.com:5070 HTTPS"},
}

// headProxifier reads "[10.30 16:49:06]": month, day and clock, without a year.
func headProxifier(line []byte, h *head) bool {
	if len(line) < 18 || line[3] != '.' || line[6] != ' ' || line[15] != ']' {
		return false
	}
	month, day := stamp.TwoDigits(line, 1), stamp.TwoDigits(line, 4)
	clock, precision, n := stamp.ParseClock(line[7:])
	if n != 8 || precision != stamp.PrecisionSecond || !stamp.ValidDate(stamp.YearlessBase, month, day) {
		return false
	}
	h.Stamp = stamp.Stamp{At: stamp.CivilDays(stamp.YearlessBase, month, day)*stamp.NanosPerDay + clock, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Yearless}
	h.from, h.to, h.text = 1, 15, skipSeparators(line, 16)
	h.format, h.level = formatProxifier, findLevel(line[h.text:])
	return true
}

var auditFormat = format{
	name: "auditd", title: "Linux audit",
	plural:  "audit records",
	samples: []string{`type=SYSCALL msg=audit(1364481363.243:24287): arch=c000003e syscall=2 success=no exit=-13`},
}

// headAudit reads "type=… msg=audit(1364481363.243:24287):".
func headAudit(line []byte, h *head) bool {
	if !bytes.HasPrefix(line, []byte("type=")) && !bytes.HasPrefix(line, []byte("node=")) {
		return false
	}
	const opening = "msg=audit("
	at := bytes.Index(line[:min(len(line), 128)], []byte(opening))
	if at < 0 {
		return false
	}
	from := at + len(opening)
	n := stamp.ParseEpoch(line[from:], &h.Stamp)
	if n == 0 || from+n >= len(line) || line[from+n] != ':' {
		return false
	}
	h.from, h.to, h.text = from, from+n, 0
	h.format, h.level = formatAudit, retro.LevelNone
	return true
}

var tai64nFormat = format{
	name: "tai64n", title: "multilog (TAI64N)",
	plural:  "TAI64N lines",
	samples: []string{"@40000000433225833b6e1a8c starting"},
}

// taiAhead is by how many seconds TAI labels are ahead of UTC: ten at its start
// and the leap seconds since. Programs that write these labels from a UTC clock
// add only the ten.
const taiAhead = 10

// headTAI64N reads "@" and 24 hexadecimal digits: seconds from 2^62 on, then
// nanoseconds.
func headTAI64N(line []byte, h *head) bool {
	if len(line) < 26 || line[0] != '@' || line[25] != ' ' {
		return false
	}
	var words [2]uint64
	for i, c := range line[1:25] {
		var digit uint64
		switch {
		case stamp.IsDigit(c):
			digit = uint64(c - '0')
		case c >= 'a' && c <= 'f':
			digit = uint64(c-'a') + 10
		default:
			return false
		}
		word := 0
		if i >= 16 {
			word = 1
		}
		words[word] = words[word]<<4 | digit
	}
	seconds := int64(words[0]) - 1<<62 - taiAhead //nolint:gosec // Labels beyond are refused in the next line.
	if words[0]>>62 != 1 || seconds < 0 || seconds >= stamp.MaxEpoch || words[1] >= uint64(stamp.NanosPerSecond) {
		return false
	}
	h.Stamp = stamp.Stamp{At: seconds*stamp.NanosPerSecond + int64(words[1]), Precision: stamp.PrecisionNanosecond} //nolint:gosec // Less than a second.
	h.from, h.to, h.text = 0, 25, skipSeparators(line, 25)
	h.format, h.level = formatTAI64N, findLevel(line[h.text:])
	return true
}

var gitFormat = format{
	name: "git_log", title: "git log",
	plural: "commits of a git log",
	samples: []string{
		"commit 10ed8b3a5c6f7e8d9c0b1a2f3e4d5c6b7a8f9e0d\nAuthor: Dana <dana@example.com>\nDate:   Sat Mar 14 23:40:00 2026 +0200\n\n    Roll back the pool size",
	},
	describeAll: describeGit,
}

// gitReach is how far behind its first line a commit's header is read.
const gitReach = 2048

// headGit reads "commit <hash>", whose date stands in the lines after it. Where
// both are shown, the date of the commit counts, not that of its author.
func headGit(line, next []byte, h *head) bool {
	const opening = "commit "
	graph := 0
	for graph < len(line) && bytes.IndexByte([]byte(`*|\/ `), line[graph]) >= 0 {
		graph++
	}
	line = line[graph:]
	if len(line) < len(opening)+7 || !bytes.HasPrefix(line, []byte(opening)) {
		return false
	}
	width := 0
	for _, c := range line[len(opening):] {
		if !stamp.IsDigit(c) && (c < 'a' || c > 'f') {
			break
		}
		width++
	}
	if end := len(opening) + width; width < 7 || end < len(line) && line[end] != ' ' {
		return false
	}
	found := false
	next = next[:min(len(next), gitReach)]
	for len(next) > 0 {
		end := bytes.IndexByte(next, '\n')
		if end < 0 {
			end = len(next) - 1
		}
		header := bytes.TrimRight(next[:end+1], "\r\n")
		if graph > 0 {
			header = header[min(graph, len(header)):] // The lines of the graph.
		}
		next = next[end+1:]
		if n := gitRawStamp(header, &h.Stamp); n >= 0 {
			found = found || n > 0
			continue
		}
		name, value, ok := bytes.Cut(header, []byte(":"))
		if !ok || len(name) == 0 || name[0] == ' ' {
			break
		}
		switch string(name) {
		case "Date", "AuthorDate":
			if found {
				continue
			}
		case "CommitDate":
		default:
			continue
		}
		value = bytes.TrimLeft(value, " ")
		var read stamp.Stamp
		if n := stamp.Parse(value, &read); n > 0 {
			h.Stamp, found = read, true
		}
	}
	if !found {
		return false
	}
	h.from, h.to, h.text = 0, 0, 0
	h.format, h.level = formatGit, retro.LevelNone
	return true
}

// gitRawStamp reads the moment from a header as git keeps it, "committer Dana Kim
// <dana@example.com> 1773524400 +0100". It returns 0 for one of the other headers of
// that kind, and -1 for any other line.
func gitRawStamp(header []byte, s *stamp.Stamp) int {
	name, value, _ := bytes.Cut(header, []byte(" "))
	switch string(name) {
	case "tree", "parent":
		return 0
	case "author", "committer":
	default:
		return -1
	}
	at := bytes.LastIndex(value, []byte("> "))
	if at < 0 {
		return -1
	}
	return stamp.ParseEpoch(value[at+2:], s)
}

// withoutGraph leaves out the lines that "git log --graph" draws before those of a commit.
func withoutGraph(entry string) string {
	graph := len(entry) - len(strings.TrimLeft(entry, `*|\/ `))
	if graph == 0 {
		return entry
	}
	var b strings.Builder
	for line := range strings.Lines(entry) {
		n := 0
		for n < min(graph, len(line)) && strings.IndexByte(`*|\/ `, line[n]) >= 0 {
			n++
		}
		if line = line[n:]; line == "" {
			line = "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

// describeGit takes the message without its indentation, and the author.
func describeGit(entry []byte, d *Description) {
	header, message, _ := strings.Cut(withoutGraph(text(entry)), "\n\n")
	for line := range strings.Lines(header) {
		name, value, ok := strings.Cut(strings.TrimRight(line, "\r\n"), ":")
		if hash, found := strings.CutPrefix(name, "commit "); found {
			name, value, ok = "commit", hash, true
		}
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		d.Fields = append(d.Fields, Field{Name: strings.ToLower(name), Value: value})
		switch name {
		case "Author":
			author, _, _ := strings.Cut(value, " <")
			d.Actor = author
		case "Date", "CommitDate":
			d.Written = value
		}
	}
	lines := strings.Split(strings.TrimRight(message, "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, "    ")
	}
	d.Text = strings.TrimSpace(strings.Join(lines, "\n"))
	if d.Text == "" {
		d.Text = strings.TrimSpace(header)
	}
}

var journalExportFormat = format{
	name: "journald_export", title: "systemd journal export",
	plural: "journal records",
	samples: []string{
		"Sat 2026-03-14 21:40:00.123456 UTC [s=739ad463348b4ceca5a9e69c95a3c93f;i=1;b=2;m=3;t=4;x=5]\n    PRIORITY=3\n    _HOSTNAME=web-1\n    MESSAGE=segfault",
		"__CURSOR=s=739ad463348b4ceca5a9e69c95a3c93f\n__REALTIME_TIMESTAMP=1773524400123456\n__MONOTONIC_TIMESTAMP=4959093\n_HOSTNAME=web-1\nPRIORITY=3\nMESSAGE=segfault",
	},
	describeAll: describeJournal,
}

// headJournal reads the first line of a block of the journal's export format. The
// level is taken where it stands near the beginning.
func headJournal(line, next []byte, h *head) bool {
	if !bytes.HasPrefix(line, []byte("__CURSOR=")) {
		return false
	}
	block := next[:min(len(next), 4096)]
	if end := bytes.Index(block, []byte("\n\n")); end >= 0 {
		block = block[:end+1]
	}
	const key = "__REALTIME_TIMESTAMP="
	at := bytes.Index(block, []byte(key))
	if at < 0 || stamp.ParseEpoch(block[at+len(key):], &h.Stamp) == 0 {
		return false
	}
	h.from, h.to, h.text = 0, 0, 0
	h.format, h.level = formatJournalExport, journalLevel(block)
	return true
}

// journalLevel finds the priority in the fields of a record, of which each has its line.
func journalLevel(block []byte) retro.Level {
	block = block[:min(len(block), 4096)]
	for {
		line, rest, more := bytes.Cut(block, []byte{'\n'})
		field := bytes.TrimLeft(line, " ")
		if value, found := bytes.CutPrefix(field, []byte("PRIORITY=")); found && len(value) > 0 {
			return levelOfSeverity(int(value[0] - '0'))
		}
		if !more || len(field) == 0 || bytes.Contains(field, []byte(" [s=")) {
			return retro.LevelNone
		}
		block = rest
	}
}

// describeJournal names the fields of a block and takes its message.
func describeJournal(entry []byte, d *Description) {
	for line := range strings.Lines(text(entry)) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), "=")
		switch {
		case !ok, strings.Contains(name, " "):
		case name == "MESSAGE":
			d.Text = value
		case name == "__REALTIME_TIMESTAMP":
			d.Written = value
		default:
			d.Fields = append(d.Fields, Field{Name: name, Value: value})
		}
	}
	if d.Text == "" {
		d.Text = strings.TrimSpace(text(entry))
	}
}

// headLast reads the sessions that last(1) lists: "dana     pts/0  198.51.100.7  Sat Mar
// 14 21:40 - 22:05  (00:25)", or with seconds and years where it was asked for them. What
// follows the time proves that it is one. Names have a column of eight letters.
func headLast(line []byte, h *head) bool {
	if len(line) < 30 || line[8] != ' ' {
		return false
	}
	for i := 9; i+17 < len(line) && i < 120; i++ {
		if line[i-1] != ' ' || !stamp.IsUpper(line[i]) || stamp.ParseWeekday(line[i:]) != 3 || line[i+3] != ' ' || line[i+7] != ' ' {
			continue
		}
		n := i + stamp.ParseWeekdayStamp(line[i:], &h.Stamp)
		if n == i || h.Flags != 0 {
			if n = i + parseSession(line[i:], &h.Stamp); n == i {
				continue
			}
		}
		if !endsSession(line[n:]) {
			return false
		}
		h.from, h.to, h.text = i, n, 0
		h.format, h.level = formatGeneric, retro.LevelNone
		return true
	}
	return false
}

// parseSession reads a weekday, a month, a day and a clock without seconds.
func parseSession(b []byte, s *stamp.Stamp) int {
	month := stamp.ParseMonth(b[4:])
	day, width := stamp.ParseDayOfMonth(b[8:])
	if month == 0 || width == 0 || !stamp.ValidDate(stamp.YearlessBase, month, day) {
		return 0
	}
	clock, precision, n := stamp.ParseClock(b[8+width:])
	if n == 0 || precision != stamp.PrecisionMinute {
		return 0
	}
	*s = stamp.Stamp{At: stamp.CivilDays(stamp.YearlessBase, month, day)*stamp.NanosPerDay + clock, Zone: stamp.NoZone, Precision: precision, Flags: stamp.Yearless}
	return 8 + width + n
}

// endsSession reports whether the words behind the beginning of a session tell its end.
func endsSession(b []byte) bool {
	b = bytes.TrimLeft(b, " ")
	for _, word := range []string{"- ", "still logged in", "still running", "gone - no logout"} {
		if bytes.HasPrefix(b, []byte(word)) {
			return true
		}
	}
	return false
}
