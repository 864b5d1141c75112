package ingest

import (
	"bytes"
	"time"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// formatID numbers the formats; it is what an entry keeps.
type formatID uint8

// The formats, plain text first. A stored index names them, so the numbers may
// change.
const (
	formatText formatID = iota
	formatISO
	formatLog4j
	formatNginxAccess
	formatNginxError
	formatApacheError
	formatSyslog3164
	formatSyslog5424
	formatJSONLines
	formatLogfmt
	formatKlog
	formatPostgres
	formatPostgresCSV
	formatMySQL
	formatRedis
	formatCRI
	formatDockerJSON
	formatHeroku
	formatGitHubActions
	formatCISection
	formatFluentBit
	formatLambda
	formatELB
	formatW3C
	formatWindowsCBS
	formatSpark
	formatHDFS
	formatJavaLogging
	formatLogcat
	formatRuby
	formatPHP
	formatCtime
	formatDmesg
	formatAudit
	formatProxifier
	formatTAI64N
	formatErlang
	formatWebLogic
	formatChromium
	formatRails
	formatAPT
	formatZabbix
	formatSupercomputer
	formatSnort
	formatCEF
	formatOSSEC
	formatXML
	formatCMTrace
	formatNetlogon
	formatSetupAPI
	formatInstaller
	formatYAML
	formatPowerShell
	formatWindowsEvent
	formatSymantec
	formatTrendMicro
	formatShell
	formatThreeProxy
	formatGit
	formatJournalExport
	formatCSV
	formatCue
	formatAges
	formatUptime
	formatRecord
	formatLocalDate
	formatTimeOnly
	formatEpoch
	formatGeneric
	formatJSONDocument
	formatSlackExport
	formatSlack
	formatDiscord
	formatTeams
	formatWhatsApp
	formatIRC
	formatZoom
	formatBelow
	formatStatus
	formatMail
	formatCount
)

// head is what a format makes of the first line of an entry. The spans count
// bytes of the cleaned line, see cleanLine.
type head struct {
	stamp.Stamp
	level    retro.Level
	format   formatID
	from, to int // the stamp as written, without brackets and quotes
	text     int // where the message begins
	prefix   int // of the line, that names its container

	location *time.Location // of zoneName, the zone that was last read by name
	zoneName string
}

// readZoneName reads a zone by name that follows a wall clock. The location of the
// last name is kept with the head, since a source has few and looking one up is
// slow.
func (h *head) readZoneName(name []byte) bool {
	if h.location == nil || h.zoneName != string(name) {
		location, err := stamp.ParseZone(string(name))
		if err != nil {
			return false
		}
		h.location, h.zoneName = location, string(name)
	}
	clock := stamp.ZoneClock{Location: h.location}
	h.At, h.Zone, _ = clock.Instant(h.At)
	return true
}

// readPlace reads the name of a zone that is a place, Europe/Berlin, and returns its length
// with the blank before it; 0 without one.
func (h *head) readPlace(text []byte) int {
	slash := bytes.IndexByte(text[:min(len(text), 12)], '/')
	if slash < 4 {
		return 0
	}
	end := slash
	for end < len(text) && (stamp.IsLetter(text[end]) || text[end] == '/' || text[end] == '_') {
		end++
	}
	if !h.readZoneName(text[:end]) {
		return 0
	}
	return 1 + end
}

// span is a half-open range of bytes.
type span struct{ from, to int }

// format describes one way to write entries.
type format struct {
	name, title string
	plural      string // what its entries are called in a sentence
	// samples are lines as real programs write them. Each is recognised as this
	// format and as no other, which the tests prove.
	samples []string
	// describe fills what only the rows on screen need; nil where the generic
	// rules do.
	describe func(line []byte, h *head, d *Description)
	// describeAll does it for formats whose lines belong together; it is given
	// the whole cleaned entry.
	describeAll func(entry []byte, d *Description)
}

// formats holds what is known of each format by its number. It never changes.
var formats = [formatCount]format{
	formatText:          textFormat,
	formatISO:           isoFormat,
	formatLog4j:         log4jFormat,
	formatNginxAccess:   nginxAccessFormat,
	formatNginxError:    nginxErrorFormat,
	formatApacheError:   apacheErrorFormat,
	formatSyslog3164:    syslog3164Format,
	formatSyslog5424:    syslog5424Format,
	formatJSONLines:     jsonLinesFormat,
	formatLogfmt:        logfmtFormat,
	formatKlog:          klogFormat,
	formatPostgres:      postgresFormat,
	formatPostgresCSV:   postgresCSVFormat,
	formatMySQL:         mysqlFormat,
	formatRedis:         redisFormat,
	formatCRI:           criFormat,
	formatDockerJSON:    dockerJSONFormat,
	formatHeroku:        herokuFormat,
	formatGitHubActions: githubActionsFormat,
	formatCISection:     ciSectionFormat,
	formatFluentBit:     fluentBitFormat,
	formatLambda:        lambdaFormat,
	formatELB:           elbFormat,
	formatW3C:           w3cFormat,
	formatWindowsCBS:    windowsCBSFormat,
	formatSpark:         sparkFormat,
	formatHDFS:          hdfsFormat,
	formatJavaLogging:   julFormat,
	formatLogcat:        logcatFormat,
	formatRuby:          rubyFormat,
	formatPHP:           phpFormat,
	formatCtime:         ctimeFormat,
	formatDmesg:         dmesgFormat,
	formatAudit:         auditFormat,
	formatProxifier:     proxifierFormat,
	formatTAI64N:        tai64nFormat,
	formatErlang:        erlangFormat,
	formatWebLogic:      webLogicFormat,
	formatChromium:      chromiumFormat,
	formatRails:         railsFormat,
	formatAPT:           aptFormat,
	formatZabbix:        zabbixFormat,
	formatSupercomputer: supercomputerFormat,
	formatSnort:         snortFormat,
	formatCEF:           cefFormat,
	formatOSSEC:         ossecFormat,
	formatXML:           xmlFormat,
	formatCMTrace:       cmTraceFormat,
	formatNetlogon:      netlogonFormat,
	formatSetupAPI:      setupAPIFormat,
	formatInstaller:     installerFormat,
	formatYAML:          yamlFormat,
	formatPowerShell:    powerShellFormat,
	formatWindowsEvent:  windowsEventFormat,
	formatSymantec:      symantecFormat,
	formatTrendMicro:    trendMicroFormat,
	formatShell:         shellFormat,
	formatThreeProxy:    threeProxyFormat,
	formatGit:           gitFormat,
	formatJournalExport: journalExportFormat,
	formatCSV:           csvFormat,
	formatCue:           cueFormat,
	formatAges:          agesFormat,
	formatUptime:        uptimeFormat,
	formatRecord:        recordFormat,
	formatLocalDate:     localDateFormat,
	formatTimeOnly:      timeOnlyFormat,
	formatEpoch:         epochFormat,
	formatGeneric:       genericFormat,
	formatJSONDocument:  jsonDocumentFormat,
	formatSlackExport:   slackExportFormat,
	formatSlack:         slackFormat,
	formatDiscord:       discordFormat,
	formatTeams:         teamsFormat,
	formatWhatsApp:      whatsAppFormat,
	formatIRC:           ircFormat,
	formatZoom:          zoomFormat,
	formatBelow:         belowFormat,
	formatStatus:        statusFormat,
	formatMail:          mailFormat,
}

// Answers to QuestionDayFirst that Options takes in the place of a format. They
// leave it to be recognised.
const (
	DayFirst   = "day_month"  // 03/04/2026 is the third of April
	MonthFirst = "month_day"  // 03/04/2026 is the fourth of March
	YearFirst  = "year_month" // 26/03/04 is the fourth of March 2026
)

// Formats lists the names of the formats, of which Options takes one.
func Formats() []string {
	names := make([]string, 0, len(formats))
	for _, f := range &formats {
		names = append(names, f.name)
	}
	return names
}

// FormatInfo presents a format to people.
type FormatInfo struct {
	Name    string   `json:"name"`    // as in Options and Reading
	Label   string   `json:"label"`   // "Access log", to stand beside other words
	Title   string   `json:"title"`   // "nginx and Apache access log"
	Samples []string `json:"samples"` // entries as real programs write them
	// Kind is what evidence in this format is: a log, a chat, or a note where there
	// are no times.
	Kind retro.EvidenceKind `json:"kind"`
}

// Catalogue lists all formats with samples of what they look like.
func Catalogue() []FormatInfo {
	infos := make([]FormatInfo, 0, len(formats))
	for id, f := range &formats {
		infos = append(infos, FormatInfo{Name: f.name, Label: Label(f.name), Title: f.title, Samples: f.samples, Kind: evidenceKind(formatID(id))})
	}
	return infos
}

func evidenceKind(id formatID) retro.EvidenceKind {
	switch {
	case id == formatText:
		return retro.EvidenceNote
	case id == formatSlackExport, styleOf(id) != chatNone:
		return retro.EvidenceChat
	}
	return retro.EvidenceLog
}

// FormatName returns the name of an entry's format.
func FormatName(e Entry) string { return formats[e.Format].name }

// IsChat reports whether an entry is what somebody wrote to others.
func IsChat(e Entry) bool { return evidenceKind(formatID(e.Format)) == retro.EvidenceChat }

func formatByName(name string) (formatID, bool) {
	for id, f := range &formats {
		if f.name == name {
			return formatID(id), true
		}
	}
	return 0, false
}
