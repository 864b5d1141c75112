package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// The formats of this file belong to one program each, which stamps its lines
// behind words of its own.

var erlangFormat = format{
	name: "erlang", title: "Erlang reports",
	plural: "Erlang reports",
	samples: []string{
		"=ERROR REPORT==== 14-Mar-2026::21:40:00 ===\nclosing AMQP connection <0.123.0>",
		"=INFO REPORT==== 14-Mar-2026::21:40:00.123456 ===\n    application: kernel",
	},
}

// headErlang reads "=ERROR REPORT==== 14-Mar-2026::21:40:00 ===".
func headErlang(line []byte, h *head) bool {
	const mark = "==== "
	at := bytes.Index(line[:min(len(line), 48)], []byte(mark))
	if at < 2 {
		return false
	}
	from := at + len(mark)
	n := stamp.ParseDayMonthYear(line[from:], &h.Stamp)
	if n == 0 {
		return false
	}
	h.from, h.to, h.text = from, from+n, 0
	h.format, h.level = formatErlang, findLevel(line[1:at])
	return true
}

var webLogicFormat = format{
	name: "weblogic", title: "WebLogic",
	plural: "WebLogic records",
	samples: []string{
		"####<Mar 14, 2026 9:40:00 PM UTC> <Notice> <WebLogicServer> <host> <AdminServer> <BEA-000365> <Server state changed>",
		"<Mar 14, 2026, 9:40:00,123 PM CET> <Error> <WebLogicServer> <BEA-000360> <Server started in RUNNING mode>",
	},
}

// headWebLogic reads "<Mar 14, 2026 9:40:00 PM UTC> <Notice>", with or without
// Number signs before it.
func headWebLogic(line, next []byte, h *head) bool {
	from := 0
	for from < len(line) && line[from] == '#' {
		from++
	}
	if from >= len(line) || line[from] != '<' || from > 4 {
		return false
	}
	from++
	if !headJavaLogging(line[from:], next, h) {
		return false
	}
	end := bytes.IndexByte(line[from:], '>')
	if end < 0 || h.to > end {
		return false
	}
	h.from, h.to = from, from+h.to
	h.text = skipSeparators(line, from+end+1)
	h.format, h.level = formatWebLogic, findLevel(line[h.text:])
	return true
}

var chromiumFormat = format{
	name: "chromium", title: "Chromium and Electron",
	plural: "Chromium lines",
	samples: []string{
		"[1234:5678:0314/214000.123456:ERROR:gpu_init.cc(441)] Passthrough is not supported",
		"[1234:5678:20260314,214000.123:WARNING crash_report_exception_handler.cc:235] UniversalExceptionRaise",
	},
}

// headChromium reads "[pid:tid:MMDD/hhmmss.uuuuuu:LEVEL:file(line)] text", of which
// the ids may be missing; Crashpad writes the year too, and a comma for the slash.
func headChromium(line []byte, h *head) bool {
	from := 1
	for range 2 {
		if digits := stamp.DigitsAt(line, from); digits > 0 && from+digits < len(line) && line[from+digits] == ':' {
			from += digits + 1
		}
	}
	if len(line) < from+24 {
		return false
	}
	date, year, flags := from, stamp.YearlessBase, stamp.Yearless
	if stamp.DigitsAt(line, from) == 8 {
		date, year, flags = from+4, stamp.FourDigits(line, from), 0
	}
	if stamp.DigitsAt(line, date) != 4 || line[date+4] != '/' && line[date+4] != ',' || stamp.DigitsAt(line, date+5) != 6 || line[date+11] != '.' {
		return false
	}
	month, day := stamp.TwoDigits(line, date), stamp.TwoDigits(line, date+2)
	clock, ok := stamp.ClockOfDigits(line, date+5)
	if !ok || year < stamp.MinYear || year > stamp.MaxYear || !stamp.ValidDate(year, month, day) {
		return false
	}
	nanos, precision, width := stamp.ParseFraction(line[date+12:])
	h.Stamp = stamp.Stamp{
		At: stamp.CivilDays(year, month, day)*stamp.NanosPerDay + clock + nanos, Zone: stamp.NoZone,
		Precision: precision, Flags: flags,
	}
	h.from, h.to = from, date+12+width
	h.text = skipSeparators(line, h.to)
	h.format, h.level = formatChromium, findLevel(line[h.to:])
	return true
}

var railsFormat = format{
	name: "rails", title: "Rails requests",
	plural:  "Rails requests",
	samples: []string{"Started GET \"/cart\" for 127.0.0.1 at 2026-03-14 21:40:00 +0000\nProcessing by CartController#show as HTML"},
}

// headRails reads `Started GET "/" for 127.0.0.1 at 2026-03-14 21:40:00 +0000`.
func headRails(line []byte, h *head) bool {
	if !bytes.HasPrefix(line, []byte("Started ")) {
		return false
	}
	at := bytes.LastIndex(line, []byte(" at "))
	if at < 0 || bytes.IndexByte(line[:at], '"') < 0 {
		return false
	}
	from := at + len(" at ")
	n := stamp.Parse(line[from:], &h.Stamp)
	if n == 0 || from+n != len(line) {
		return false
	}
	h.from, h.to, h.text = from, from+n, 0
	h.format, h.level = formatRails, retro.LevelNone
	return true
}

var aptFormat = format{
	name: "apt", title: "APT history",
	plural: "APT runs",
	samples: []string{
		"Start-Date: 2026-03-14  21:40:00\nCommandline: apt install jq\nEnd-Date: 2026-03-14  21:40:05",
		"Log started: 2026-03-14  21:40:00\nSelecting previously unselected package jq.",
	},
}

// headAPT reads the first line of what APT notes of one run.
func headAPT(line []byte, h *head) bool {
	if line[0] != 'S' && line[0] != 'L' {
		return false
	}
	for _, opening := range []string{"Start-Date: ", "Log started: "} {
		if bytes.HasPrefix(line, []byte(opening)) {
			n := stamp.ParseISO(line[len(opening):], &h.Stamp)
			h.from, h.to, h.text = len(opening), len(opening)+n, 0
			h.format, h.level = formatAPT, retro.LevelNone
			return n > 0
		}
	}
	return false
}

var zabbixFormat = format{
	name: "zabbix", title: "Zabbix",
	plural:  "Zabbix lines",
	samples: []string{"1234:20260314:214000.123 Starting Zabbix Server. Zabbix 5.0.1"},
}

// headZabbix reads "pid:YYYYMMDD:hhmmss.mmm text".
func headZabbix(line []byte, h *head) bool {
	digits := stamp.DigitsAt(line, 0)
	from := digits + 1
	if digits == 0 || digits > 7 || len(line) < from+19 || line[digits] != ':' || stamp.DigitsAt(line, from) != 8 ||
		line[from+8] != ':' || stamp.DigitsAt(line, from+9) != 6 || line[from+15] != '.' {
		return false
	}
	year, month, day := stamp.FourDigits(line, from), stamp.TwoDigits(line, from+4), stamp.TwoDigits(line, from+6)
	clock, ok := stamp.ClockOfDigits(line, from+9)
	if !ok || year < stamp.MinYear || !stamp.ValidDate(year, month, day) {
		return false
	}
	nanos, precision, width := stamp.ParseFraction(line[from+16:])
	h.Stamp = stamp.Stamp{At: stamp.CivilDays(year, month, day)*stamp.NanosPerDay + clock + nanos, Zone: stamp.NoZone, Precision: precision}
	h.from, h.to = from, from+16+width
	h.text = skipSeparators(line, h.to)
	h.format, h.level = formatZabbix, findLevel(line[h.text:])
	return true
}

var supercomputerFormat = format{
	name: "bgl", title: "Supercomputers (Blue Gene, Thunderbird)",
	plural: "supercomputer lines",
	samples: []string{
		"- 1117838570 2005.06.03 R02-M1-N0-C:J12-U11 2005-06-03-15.42.50.363779 R02-M1-N0-C:J12-U11 RAS KERNEL INFO parity error",
		"APPREAD 1117869872 2005.06.04 R04-M1-N4-I:J18-U11 2005-06-04-00.24.32.432192 R04-M1-N4-I:J18-U11 RAS APP FATAL ciod: failed",
		"- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond(pam_unix)[2915]: session closed for user root",
	},
}

// headSupercomputer reads a tag, the seconds since 1970, and the date. The seconds
// count: the stamps behind them are local times.
func headSupercomputer(line []byte, h *head) bool {
	space := bytes.IndexByte(line[:min(len(line), 24)], ' ')
	if space < 1 || len(line) < space+23 || stamp.DigitsAt(line, space+1) != 10 || line[space+11] != ' ' ||
		line[space+16] != '.' || line[space+19] != '.' || stamp.ParseEpoch(line[space+1:], &h.Stamp) != 10 {
		return false
	}
	h.from, h.to, h.text = space+1, space+11, space+12
	h.format, h.level = formatSupercomputer, findLevel(line[h.text:])
	return true
}

var threeProxyFormat = format{
	name: "3proxy", title: "3proxy",
	plural:  "3proxy lines",
	samples: []string{"260314214000.123 9051 00005 dana 203.0.113.7:62700 198.51.100.1:80 0 0 0 CONNECT 198.51.100.1:80"},
}

// headThreeProxy reads "yymmddhhmmss.mmm text".
func headThreeProxy(line []byte, h *head) bool {
	if len(line) < 18 || line[12] != '.' || line[16] != ' ' || stamp.DigitsAt(line, 0) != 12 || stamp.DigitsAt(line, 13) != 3 {
		return false
	}
	year, month, day := 2000+stamp.TwoDigits(line, 0), stamp.TwoDigits(line, 2), stamp.TwoDigits(line, 4)
	clock, ok := stamp.ClockOfDigits(line, 6)
	if !ok || !stamp.ValidDate(year, month, day) {
		return false
	}
	nanos, precision, _ := stamp.ParseFraction(line[13:16])
	h.Stamp = stamp.Stamp{At: stamp.CivilDays(year, month, day)*stamp.NanosPerDay + clock + nanos, Zone: stamp.NoZone, Precision: precision}
	h.from, h.to, h.text = 0, 16, 17
	h.format, h.level = formatThreeProxy, retro.LevelNone
	return true
}
