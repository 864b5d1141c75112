package ingest

import "github.com/afterword-app/afterword/backend/retro"

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
	formatCount
)

// head is what a format makes of the first line of an entry. The spans count
// bytes of the cleaned line, see cleanLine.
type head struct {
	stamp
	level    retro.Level
	format   formatID
	from, to int // the stamp as written, without brackets and quotes
	text     int // where the message begins
	actor    span
}

// span is a half-open range of bytes.
type span struct{ from, to int }

// format describes one way to write entries.
type format struct {
	name, title string
	// samples are lines as real programs write them. Each is recognised as this
	// format and as no other, which the tests prove.
	samples []string
	// describe fills what only the rows on screen need; nil where the generic
	// rules do.
	describe func(line []byte, h *head, d *Description)
}

// formats holds what is known of each format by its number. It never changes.
var formats = [formatCount]format{
	formatText:        textFormat,
	formatISO:         isoFormat,
	formatLog4j:       log4jFormat,
	formatNginxAccess: nginxAccessFormat,
	formatNginxError:  nginxErrorFormat,
	formatApacheError: apacheErrorFormat,
	formatSyslog3164:  syslog3164Format,
	formatSyslog5424:  syslog5424Format,
	formatJSONLines:   jsonLinesFormat,
	formatLogfmt:      logfmtFormat,
	formatKlog:        klogFormat,
	formatPostgres:    postgresFormat,
}

// Formats lists the names that [Options] takes for a format.
func Formats() []string {
	names := make([]string, 0, len(formats))
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// FormatInfo presents a format to people.
type FormatInfo struct {
	Name    string   `json:"name"`    // as in Options and Reading
	Title   string   `json:"title"`   // "nginx and Apache access log"
	Samples []string `json:"samples"` // entries as real programs write them
}

// Catalogue lists all formats with samples of what they look like.
func Catalogue() []FormatInfo {
	infos := make([]FormatInfo, 0, len(formats))
	for _, f := range formats {
		infos = append(infos, FormatInfo{Name: f.name, Title: f.title, Samples: f.samples})
	}
	return infos
}

// FormatName returns the name of an entry's format.
func FormatName(e Entry) string { return formats[e.Format].name }

func formatByName(name string) (formatID, bool) {
	for id, f := range formats {
		if f.name == name {
			return formatID(id), true
		}
	}
	return 0, false
}
