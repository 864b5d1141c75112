package ingest

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var jsonDocumentFormat = format{
	name: "json_document", title: "JSON document: an export, an alert, a list of records",
	plural: "records of a JSON document",
	samples: []string{
		"{\n  \"level\": \"error\",\n  \"time\": \"2026-03-14T21:40:00.123Z\",\n  \"msg\": \"pool exhausted\"\n}",
		`[{"id":7,"createdAt":"2026-03-14T21:40:00Z","updatedAt":"2026-03-14T22:10:00Z","message":"checkout is down"}]`,
		"{\"data\": {\"result\": [\n  {\"stream\": {\"app\": \"checkout\"}, \"values\": [[\"1773524400123456789\", \"pool exhausted\"]]}\n]}}",
		"{\"log_entries\": [\n  {\"type\": \"trigger_log_entry\", \"created_at\": \"2026-03-14T21:40:00Z\", \"incident\": {\"created_at\": \"2026-03-14T21:39:00Z\"}}\n]}",
	},
	describe: describeJSON,
}

var slackExportFormat = format{
	name: "slack_export", title: "Slack export",
	plural: "messages of a Slack export",
	samples: []string{
		`[{"type":"message","user":"U1","ts":"1773524400.482349","text":"seeing 502s","user_profile":{"real_name":"Dana Kim"}}]`,
	},
	describe: describeSlackExport,
}

// describeSlackExport names the author as well as the export does.
func describeSlackExport(line []byte, h *head, d *Description) {
	describeJSON(line, h, d)
	slackText(line, d)
	describeTalk(line, d)
	for _, name := range []string{"user_profile.real_name", "user_profile.display_name", "user_profile.name", "username", "bot_profile.name", "user"} {
		for _, f := range d.Fields {
			if f.Name == name && f.Value != "" {
				d.Actor = f.Value
				return
			}
		}
	}
}

// The depths at which the records of a document may stand.
const (
	depthNone    = -1
	depthTop     = 0 // objects one after another
	depthArray   = 1 // [{…}, {…}]
	depthMember  = 2 // {"events": [{…}, {…}]}
	depthMembers = 3 // {"data": {"items": [{…}, {…}]}}
	depthDeepest = 6 // {"resourceLogs": [{"scopeLogs": [{"logRecords": [{…}, {…}]}]}]}
)

// detectDocument tells at which depth a source keeps its records, if it is a JSON
// document over several lines, or one on a single line that holds a list, and
// whether those records are lists themselves.
func detectDocument(p *plan, sample []byte) (depth int, rows bool) {
	body := bytes.TrimPrefix(sample, []byte("\xef\xbb\xbf"))
	if p.encoding != encodingUTF8 {
		body = bytes.TrimLeft(project(sample, p.encoding), "\xff")
	}
	body = bytes.TrimLeft(body, " \t\r\n")
	if len(body) < 2 || body[0] != '{' && body[0] != '[' {
		return depthNone, false
	}
	if inner := skipBlank(body, 1); inner < len(body) && bytes.IndexByte([]byte(`"[{`), body[inner]) >= 0 {
		if depth := rowDepth(body); depth != depthNone {
			return depth, true
		}
	}
	return objectDepth(body), false
}

// objectDepth is detectDocument for records that are objects.
func objectDepth(body []byte) int {
	rest := bytes.TrimLeft(body[1:], " \t\r\n")
	if len(rest) == 0 {
		return depthNone
	}
	switch {
	case body[0] == '[' && rest[0] == '{':
		return depthIf(!isResource(rest), depthArray)
	case body[0] != '{' || rest[0] != '"' && rest[0] != '}':
		return depthNone
	}
	end := valueEnd(body, 0)
	newline := bytes.IndexByte(body, '\n')
	spread := newline >= 0 && (end < 0 || end > newline)
	switch {
	case spread && end < 0 && truncatedLine(body[:newline]):
		return depthNone
	case !spread && end < 0:
		return depthNone // One object on each line.
	case !spread && len(bytes.TrimSpace(body[end:])) > 0:
		return batchDepth(body)
	case isResource(body):
		return depthNone
	}
	top := body
	if end >= 0 {
		top = body[:end]
	}
	var h head
	first := skipBlank(top, 1)
	keyed := first < len(top) && top[first] == '"'
	if keyed && scanObject(top, first, &h, 3) < 3 {
		return depthIf(spread, depthTop)
	}
	if keyed && !spread && scanNamesAt(top, first, &h) {
		return depthNone // One object on a line, whatever lists it holds.
	}
	if isTicket(top) {
		return depthIf(spread, depthTop)
	}
	if depth := memberDepth(body); depth != depthNone {
		return depth
	}
	whole := end >= 0 && len(bytes.TrimSpace(body[end:])) == 0
	return depthIf(spread && keyed && (scanNested(top, first, &h) < 3 || whole && scanNames(top, first, &h, nameDepth)), depthTop)
}

// memberDepth returns the depth of the records in the lists of an object. Far down,
// only those count whose key surely names a time: settings nest deeply as well. What
// has a list of records, and no sure time of its own, is no record but holds them: a
// conversation that knows when its last message came.
func memberDepth(body []byte) int {
	held := false
	for depth := depthMember; depth <= depthDeepest; depth++ {
		w := walker{depth: depth}
		found, holds := false, false
		w.walk(body, func(from, to int, _ bool) {
			record := body[from:to]
			switch {
			case found || !isTimed(record):
			case isSurelyTimed(record), isTicket(record):
				found = true
			case depth > depthMembers && !held:
			case holdsRecords(record):
				holds = true
			default:
				found = true
			}
		})
		if found {
			return depth
		}
		held = held || holds
	}
	return depthNone
}

// holdsRecords reports whether an object has a list of records.
func holdsRecords(object []byte) bool {
	w := walker{depth: depthMember}
	found := false
	w.walk(object, func(from, to int, _ bool) { found = found || isTimed(object[from:to]) })
	return found
}

// batchDepth returns the depth of the records in a source that has an object on each
// line, where the first of them have no time of their own but hold a list of records
// each.
func batchDepth(body []byte) int {
	depth := depthNone
	for range 3 {
		if len(body) == 0 {
			break
		}
		end := -1
		if body[0] == '{' {
			end = valueEnd(body, 0)
		}
		var h head
		if end < 0 || headObject(body[:end], &h) && h.At != stamp.NoTime {
			return depthNone
		}
		found := memberDepth(body[:end])
		if found == depthNone || depth != depthNone && found != depth {
			return depthNone
		}
		depth = found
		body = bytes.TrimLeft(body[end:], " \t\r\n")
	}
	return depth
}

func depthIf(condition bool, depth int) int {
	if condition {
		return depth
	}
	return depthNone
}

// truncatedLine reports whether a line is an object that was cut off, rather than
// the beginning of one that is spread over lines.
func truncatedLine(line []byte) bool {
	line = bytes.TrimRight(line, " \t\r")
	return len(line) > 0 && bytes.IndexByte([]byte("{[,"), line[len(line)-1]) < 0
}

// isTimed reports whether a record has a time, and is one of something that happened.
func isTimed(record []byte) bool {
	var h head
	return headRecord(record, &h) && h.At != stamp.NoTime && !isResource(record)
}

// isSurelyTimed reports whether an object has a time under a key that surely names it.
func isSurelyTimed(object []byte) bool {
	var h head
	first := skipBlank(object, 1)
	return first < len(object) && scanObject(object, first, &h, 3) < 3
}

// isResource reports whether an object says how something is set up and not what
// happened to it: what "docker inspect" and "kubectl get -o json" print of anything
// but events, and what registries and lock files know of a library.
func isResource(object []byte) bool {
	named, metadata, library := false, false, false
	for m := range members(object, skipBlank(object, 1)) {
		switch string(m.key) {
		case "Id", "ID", "Name", "Created", "CreatedAt", "apiVersion", "kind", "_id", "_rev":
			named = true
		case "name":
			named, library = true, true
		case "metadata":
			named, metadata = true, true
		case "HostConfig", "RootFS", "IPAM", "Mountpoint":
			return named
		case "spec", "status", "rules", "data":
			return metadata
		case "dist-tags", "notification-url", "license", "require", "dependencies", "resolved":
			return library
		}
		if !named {
			return false
		}
	}
	return false
}

// headRecord reads an object or a list as an entry.
func headRecord(record []byte, h *head) bool {
	if len(record) > 0 && record[0] == '[' {
		return headRow(record, h)
	}
	return headObject(record, h)
}

// headObject reads an object as an entry.
func headObject(object []byte, h *head) bool {
	i := skipBlank(object, 1)
	if i >= len(object) {
		return false
	}
	h.level = retro.LevelNone
	if object[i] != '"' || !scanTimes(object, i, h) {
		h.Stamp = stamp.Stamp{At: stamp.NoTime, Zone: stamp.NoZone}
		h.from, h.to = 0, 0
	}
	if h.level == retro.LevelNone {
		h.level = levelAround(object)
	}
	h.format, h.text = formatJSONDocument, 0
	if h.Precision == stamp.PrecisionMicrosecond && h.to-h.from == len("1773524400.482349") && bytes.Contains(object, []byte(`"message"`)) {
		h.format = formatSlackExport
	}
	return true
}

// walker finds the objects of a document that stand at a depth in arrays, or on
// their own at depth 0. It is fed the document in pieces.
type walker struct {
	depth  int
	rows   bool   // find lists in lists instead
	stack  []byte // the open braces and brackets
	quoted bool
	escape bool
	open   bool // a record is open
}

// walk calls found with the place of each record in b, and whether it ends there.
// A record that was open before goes on at 0.
func (w *walker) walk(b []byte, found func(from, to int, ends bool)) {
	from := 0
	for i, c := range b {
		if w.quoted {
			switch {
			case w.escape:
				w.escape = false
			case c == '\\':
				w.escape = true
			case c == '"':
				w.quoted = false
			}
			continue
		}
		switch c {
		case '"':
			w.quoted = true
		case '{', '[':
			if (c == '[') == w.rows && !w.open && len(w.stack) == w.depth && (w.depth == 0 || w.stack[w.depth-1] == '[') {
				w.open, from = true, i
			}
			if len(w.stack) < maxDepth {
				w.stack = append(w.stack, c)
			}
		case '}', ']':
			if n := len(w.stack); n > 0 {
				w.stack = w.stack[:n-1]
			}
			if w.open && len(w.stack) == w.depth {
				w.open = false
				found(from, i+1, true)
			}
		}
	}
	if w.open {
		found(from, len(b), false)
	}
}

// maxDepth bounds how deeply a document may nest; no record stands that deep.
const maxDepth = 1 << 16

// readDocument fills the index from a JSON document, reading it once.
func (ix *Index) readDocument(ctx context.Context, src io.ReaderAt, progress func(done, total int64)) error {
	w := walker{depth: ix.plan.document, rows: ix.plan.rows}
	unit := int64(ix.plan.encoding.unit())
	buffer := make([]byte, chunkSize)
	var (
		place  int64
		record []byte // the beginning of the open record
		within bool   // whether one is open
		start  int64
		line   uint32
		lines  = uint32(1)
		h      head
		links  []link
	)
	finish := func() {
		if w.depth < depthMember && !w.rows || isTimed(record) {
			headRecord(record, &h)
			ix.Entries = append(ix.Entries, Entry{
				Offset: start, At: h.At, Line: line, Zone: h.Zone, Level: uint8(h.level),
				Precision: h.Precision, Format: uint8(h.format), Flags: h.Flags,
			})
			first := len(ix.Entries) - 1
			if ix.plan.replies && !w.rows {
				ix.Entries = appendReplies(ix.Entries, record, start)
			}
			if ix.plan.talk && !w.rows {
				links = appendLinks(links, ix.Entries[first:], first, record, start)
			}
		}
		record, within = record[:0], false
	}
	for place < ix.Bytes {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("read the source: %w", err)
		}
		b, err := readSome(src, buffer, place, ix.Bytes)
		if err != nil {
			return fmt.Errorf("read the source: %w", err)
		}
		if len(b) == 0 {
			break
		}
		read := int64(len(b))
		if unit > 1 {
			b = project(b, ix.plan.encoding)
		}
		counted := 0
		w.walk(b, func(from, to int, ends bool) {
			if !within {
				lines += newlines(b[counted:from])
				counted = from
				start, line, within = place+int64(from)*unit, lines, true
			}
			if room := cleanReach - len(record); room > 0 {
				record = append(record, b[from:min(to, from+room)]...)
			}
			if ends {
				finish()
			}
		})
		lines += newlines(b[counted:])
		place += read
		if progress != nil {
			progress(place, ix.Bytes)
		}
	}
	if within {
		finish()
	}
	ix.thread(links)
	ix.Lines = int(lines)
	if ix.endsWithNewline(src) {
		ix.Lines--
	}
	return nil
}

func newlines(b []byte) uint32 {
	return uint32(bytes.Count(b, []byte{'\n'})) //nolint:gosec // At most the size of a chunk.
}

// endsWithNewline reports whether the last character of the source ends a line.
func (ix *Index) endsWithNewline(src io.ReaderAt) bool {
	unit := int64(ix.plan.encoding.unit())
	last, err := readSome(src, make([]byte, unit), max(0, ix.Bytes-unit), ix.Bytes)
	if unit > 1 {
		last = project(last, ix.plan.encoding)
	}
	return err == nil && len(last) == 1 && last[0] == '\n'
}

// beyond stands for all that is not ASCII.
const beyond = byte(0xFF)

// project makes one byte of each unit of UTF-16: what structures JSON, and what
// times are made of, is ASCII.
func project(b []byte, e encoding) []byte {
	low, high := 0, 1
	if e == encodingUTF16BE {
		low, high = 1, 0
	}
	projected := make([]byte, len(b)/2)
	for i := range projected {
		if projected[i] = b[2*i+low]; b[2*i+high] != 0 || projected[i] >= 0x80 {
			projected[i] = beyond
		}
	}
	return projected
}

// describeDocument reads one record for display.
func (ix *Index) describeDocument(i int, raw []byte, d *Description) {
	if len(raw) == 0 {
		return
	}
	end := valueEnd(raw, 0)
	if end < 0 {
		end = len(raw)
	}
	var h head
	if !headRecord(raw[:end], &h) {
		d.Text = text(raw[:end])
		return
	}
	d.Written = text(raw[h.from:h.to])
	if raw[0] == '[' {
		describeRow(raw[:end], &h, d)
		return
	}
	formats[h.format].describe(raw[:end], &h, d)
	if ix.plan.talk && h.format == formatJSONDocument {
		describeTalk(raw[:end], d)
	}
	ix.describeAnswer(i, d)
}
