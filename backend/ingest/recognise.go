package ingest

import (
	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// recognise decides whether a line begins an entry. The line has been cleaned and
// has no line end; next holds some of the bytes that follow it. The first bytes
// choose which formats are asked; the order among those that share a beginning
// goes from the specific to the generic. Where a prefix names the container, the
// spans count from behind it.
func (p *plan) recognise(line, next []byte, h *head) bool {
	if len(line) < 5 {
		return string(line) == "---" && p.forced == formatText && headYAML(next, h) || p.record != nil && p.record.head(line, h)
	}
	if p.table != nil {
		return p.table.head(line, h)
	}
	if p.record != nil {
		return p.record.head(line, h)
	}
	if p.block != nil {
		return p.block.head(line, next, h)
	}
	if p.items > 0 || p.maps != nil {
		h.prefix = 0
		return p.items > 0 && headItem(line, next, p.items-1, h) || p.maps != nil && p.headMap(line, next, h)
	}
	if p.ages != nil && p.ages.head(line, h) {
		h.prefix = 0
		return p.forced == formatText || p.forced == formatAges
	}
	if p.page {
		return p.headPage(line, h)
	}
	h.prefix = 0
	if p.spoken {
		return headSpoken(line, h)
	}
	if p.weak == formatTimeOnly || p.marked {
		if headDay(line, h) {
			return true
		}
	}
	indent := 0
	if p.indented {
		for indent < len(line) && (line[indent] == ' ' || line[indent] == '\t') {
			indent++
		}
		if line = line[indent:]; len(line) < 5 {
			return false
		}
	}
	if !p.recogniseStart(line, next, h) && !p.recogniseWeak(line, h) && (!p.marked || !p.headMarked(line, next, h)) {
		n, level := peel(line), retro.LevelNone
		if n == 0 {
			if n = peelLevel(line); n > 0 {
				level = macTypeOf(line[:n-1])
			}
		}
		if n == 0 || len(line) < n+5 || (level != retro.LevelNone || !p.recogniseStart(line[n:], next, h)) && (p.weak != formatTimeOnly || !headTimeOnly(p, line[n:], h)) {
			return false
		}
		if h.prefix = n; level != retro.LevelNone {
			h.level = level
		}
	} else if h.format == formatNginxAccess && stamp.IsLetter(line[0]) {
		p.unwrap(line, next, h)
	}
	h.prefix += indent
	if p.letter > 0 && h.level == retro.LevelNone {
		h.level = levelOfColumn(line[min(h.prefix-indent+h.text, len(line)):], p.letter)
	}
	return p.forced == formatText || p.forced == h.format
}

// unwrap reads a line of an access log again where docker compose put a name before it, and
// perhaps a time of its own: the wrapper's time counts.
func (p *plan) unwrap(line, next []byte, h *head) {
	n := peel(line)
	if n == 0 || len(line) < n+12 || !stamp.IsDigit(line[n]) {
		return
	}
	outer := *h
	if (headISO(p, line[n:], &outer) || headAccess(line[n:], &outer)) && p.recogniseStart(line[n:], next, h) {
		h.prefix = n
	}
}

// recogniseStart asks the formats whose entries begin like the line.
func (p *plan) recogniseStart(line, next []byte, h *head) bool {
	switch c := line[0]; {
	case c == '{':
		return headJSON(p, line, h)
	case stamp.IsDigit(c):
		return headDigits(p, line, h)
	case c == '[':
		return headISO(p, line, h) || headApacheError(line, h) || headDmesg(line, h) || headPHP(line, h) || headProxifier(line, h) ||
			headAccess(line, h) || headLocalDate(p, line, h) || headChromium(line, h) || headOldRedis(line, h) || headUptime(line, h) || headFluentBit(line, h) || headBracketed(line, h) || headLongLogcat(line, h) || headAtSign(line, h)
	case c == '(':
		return headISO(p, line, h)
	case c == '<':
		return headPriority(line, h) || headWebLogic(line, next, h) || headXML(line, next, h) || headCMTrace(line, next, h)
	case c >= 0x80:
		return headSyslog3164(line, h) || headWeekday(line, next, h)
	case stamp.IsLetter(c):
		if beginsPair(line) && (headAudit(line, h) || headLogfmt(line, h)) {
			return true
		}
		return (c == 's' || c == 't') && headCISection(line, h) || (c == 'l' || c == 's') && p.headSlavic(line, h) || headKlog(line, h) || headSyslog3164(line, h) || headJavaLogging(line, next, h) || headMonthFirst(line, h) || headWeekday(line, next, h) ||
			headRuby(line, h) || headELB(line, h) || headLambda(line, h) || headRails(line, h) || headAPT(line, h) || headCEF(line, h) || headSupercomputer(line, h) || headGit(line, next, h) ||
			headLogfmt(line, h) || headAccess(line, h) || headLast(line, h) || headBuildkite(line, h) || headWindowsEvent(line, next, h) || (c == 'S' || c == 'L') && headState(line, next, h) || headInstaller(line, h) || headUptime(line, h)
	case c == '_':
		return headJournal(line, next, h) || headLogfmt(line, h)
	case c == '#':
		return headMySQLTime(line, h) || headWebLogic(line, next, h) || headShell(line, h) || p.headW3CDate(line, h)
	case c == '@':
		return headTAI64N(line, h)
	case c == '=':
		return headErlang(line, h) || headInstallerBanner(line, h)
	case c == '*' || c == '.' || c == '%':
		return headCisco(line, h) || headOSSEC(line, h) || headPowerShell(line, next, h) || headGit(line, next, h)
	case c == '|':
		return headGit(line, next, h)
	case c == '>':
		return headSetupAPI(line, next, h)
	case c == ' ' && line[1] != '<':
		return headState(line, next, h)
	case c == ' ':
		if !headPriority(line[1:], h) {
			return false
		}
		h.from, h.to, h.text = h.from+1, h.to+1, h.text+1
		return true
	case c == '-':
		return headSupercomputer(line, h) || headAccess(line, h) || headFish(line, next, h) || headWget(line, h)
	case c == ':':
		return headShell(line, h) || headAccess(line, h)
	}
	return false
}

// headDigits asks the formats whose entries begin with a digit. Most lines that do
// begin with the address of a client.
func headDigits(p *plan, line []byte, h *head) bool {
	if (line[2] == ':' || line[1] == ':') && headCue(line, h) {
		return true
	}
	if line[1] >= 0x80 || line[2] >= 0x80 {
		return headSyslog3164(line, h)
	}
	if n := stamp.DigitsAt(line, 0); n <= 3 && line[n] == '.' {
		return headAccess(line, h) || headLocalDate(p, line, h) || headUptime(line, h)
	}
	return headISO(p, line, h) || headSpark(line, h) || headLogcat(line, h) || headDigitsDay(line, h) ||
		headRedis(line, h) || headZabbix(line, h) || headSnort(line, h) || headNetlogon(line, h) || headSymantec(line, h) ||
		headTrendMicro(line, h) || headAtSign(line, h) || headThreeProxy(line, h) || headAccess(line, h) || headLocalDate(p, line, h) || headSlapd(line, h)
}

// recogniseWeak asks the weak format that the source may use, if any.
func (p *plan) recogniseWeak(line []byte, h *head) bool {
	switch p.weak {
	case formatTimeOnly:
		return headTimeOnly(p, line, h) || len(p.shapes) > 0 && headClockColumn(p, line, h)
	case formatW3C:
		return p.headW3CClock(line, h)
	case formatEpoch:
		return headEpoch(line, h)
	case formatGeneric:
		if line[0] > ' ' {
			return headGeneric(p, line, h)
		}
		// In a record that is indented, the name of the time stands before it.
		indent := skipBlank(line, 0)
		if indent == len(line) || !isTimeLabel(line[indent:]) || !headGeneric(p, line[indent:], h) {
			return false
		}
		h.from, h.to = h.from+indent, h.to+indent
		return true
	default:
		return false
	}
}
