package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// The formats of this file wrap the lines of other programs and stamp them
// themselves. The wrapper's time counts; the message says how grave it is.

var criFormat = format{
	name: "cri", title: "Container runtime (CRI)",
	plural: "container runtime (CRI) lines",
	samples: []string{
		"2026-03-14T21:40:00.123456789Z stderr F panic: runtime error: index out of range",
		`2026-03-14T21:40:00.123456789+01:00 stdout F {"level":"info","msg":"ready"}`,
	},
	describe: func(line []byte, h *head, d *Description) {
		d.add("stream", line[h.text:h.text+6])
		d.Text = text(line[min(h.text+9, len(line)):])
	},
}

var dockerJSONFormat = format{
	name: "docker_json", title: "Docker (json-file)",
	plural: "Docker json-file lines",
	samples: []string{
		`{"log":"2026/03/14 21:40:00 [error] upstream timed out\n","stream":"stderr","time":"2026-03-14T21:40:00.123456789Z"}`,
	},
	describe: func(line []byte, h *head, d *Description) {
		eachField(line, "", func(name string, from, to int) {
			switch {
			case name == "log":
				d.Text = strings.TrimRight(text(stripEscapes(nil, []byte(fieldText(line[from:to])))), "\r\n")
			case to < h.from || from > h.to:
				d.Fields = append(d.Fields, Field{Name: text(name), Value: fieldText(line[from:to])})
			}
		})
	},
}

var herokuFormat = format{
	name: "heroku", title: "Heroku",
	plural: "Heroku lines",
	samples: []string{
		`2026-03-14T21:40:00.123456+00:00 heroku[router]: at=error code=H12 desc="Request timeout" method=GET path="/"`,
		"2026-03-14T21:40:00.123456+00:00 app[web.1]: Listening on 5000",
	},
	describe: func(line []byte, h *head, d *Description) {
		if source, _, found := bytes.Cut(line[min(h.text, len(line)):], []byte(": ")); found && bytes.IndexByte(source, ' ') < 0 {
			d.Actor = text(source)
		}
	},
}

var githubActionsFormat = format{
	name: "github_actions", title: "GitHub Actions",
	plural: "GitHub Actions lines",
	samples: []string{
		"2026-03-14T21:40:00.1234567Z ##[error]Process completed with exit code 1.",
		"2026-03-14T21:40:00.1234567Z Run make test",
	},
}

var lambdaFormat = format{
	name: "aws_lambda", title: "AWS Lambda",
	plural: "AWS Lambda lines",
	samples: []string{
		"2026-03-14T21:40:00.123Z\t6b1c2d3e-0000-4000-8000-0123456789ab\tERROR\tInvoke Error",
	},
}

var elbFormat = format{
	name: "aws_elb", title: "AWS load balancer",
	plural: "lines of an AWS load balancer",
	samples: []string{
		`https 2020-01-11T16:55:20.356586Z app/web/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 502 200 0 57 "GET https://www.example.com:443/ HTTP/1.1" "curl/7.46.0" - - -`,
		`tls 2.0 2018-12-20T02:59:40 net/my-network-loadbalancer/c6e77e28c25b2234 g3d4b5e8bb8464cd 72.21.218.154:51341 172.100.100.185:443 5 2 98 246 - arn:aws:acm`,
	},
}

// headLambda reads the lines that the runtime writes around an invocation. They
// have no time: each stands after the one before it.
func headLambda(line []byte, h *head) bool {
	if len(line) == 0 || line[0] != 'S' && line[0] != 'E' && line[0] != 'R' {
		return false
	}
	opening, rest, found := bytes.Cut(line[:min(len(line), 64)], []byte(" RequestId: "))
	if !found || len(rest) < 36 || rest[8] != '-' || rest[13] != '-' {
		return false
	}
	switch string(opening) {
	case "START", "END", "REPORT":
	default:
		return false
	}
	h.Stamp = stamp.Stamp{At: stamp.NoTime, Zone: stamp.NoZone}
	h.from, h.to, h.text = 0, 0, 0
	h.format, h.level = formatLambda, retro.LevelNone
	return true
}

// tellCloud recognises the wrappers by what follows their stamp; formatText for
// none of them.
func tellCloud(line, rest []byte, h *head) (formatID, retro.Level) {
	if h.Zone == stamp.NoZone || h.from != 0 {
		return formatText, retro.LevelNone
	}
	switch {
	case len(rest) >= 9 && rest[0] == ' ' && rest[7] == ' ' && (rest[8] == 'F' || rest[8] == 'P') &&
		(string(rest[1:7]) == "stdout" || string(rest[1:7]) == "stderr"):
		h.text = h.to + 1
		if rest[8] == 'P' {
			h.Flags |= flagSplit
		}
		if rest[4] == 'e' {
			h.Flags |= flagStderr
		}
		return formatCRI, innerLevel(rest[min(10, len(rest)):])
	case h.to == len("2026-03-14T21:40:00.1234567Z") && line[h.to-1] == 'Z' && rest[0] == ' ':
		return formatGitHubActions, findLevel(line[h.text:])
	case rest[0] == '\t' && len(rest) > 38 && rest[9] == '-' && rest[14] == '-' && rest[37] == '\t':
		return formatLambda, findLevel(rest[37:])
	case bytes.HasPrefix(rest, []byte(" heroku[")) || bytes.HasPrefix(rest, []byte(" app[")):
		body := line[h.text:]
		if at := bytes.Index(body, []byte("]: ")); at > 0 {
			return formatHeroku, innerLevel(body[at+3:])
		}
		if rest[1] == 'h' {
			return formatHeroku, retro.LevelNone
		}
	}
	return formatText, retro.LevelNone
}

// headDockerJSON reads {"log":"…","stream":"…","time":"…"}. A line that Docker had
// to split does not end in a line break.
func headDockerJSON(line []byte, h *head) bool {
	const opening = `{"log":"`
	if !bytes.HasPrefix(line, []byte(opening)) {
		return false
	}
	logEnd := stringEnd(line, len(opening)-1)
	if logEnd < 0 {
		return false
	}
	tail := line[logEnd:]
	at := bytes.LastIndex(tail, []byte(`"time":"`))
	if at < 0 || !bytes.Contains(tail, []byte(`"stream":"std`)) {
		return false
	}
	from := logEnd + at + len(`"time":"`)
	n := stamp.ParseISO(line[from:], &h.Stamp)
	if n == 0 {
		return false
	}
	h.from, h.to, h.text = from, from+n, 0
	h.format = formatDockerJSON
	body := line[len(opening):logEnd]
	if !bytes.HasSuffix(body, []byte(`\n`)) {
		h.Flags |= flagSplit
	}
	if bytes.HasPrefix(body, []byte(`{\"`)) {
		body = bytes.ReplaceAll(body[:min(len(body), 1024)], []byte(`\"`), []byte(`"`))
	}
	h.level = innerLevel(body)
	return true
}

// headELB reads the logs of AWS load balancers, which begin with a protocol.
func headELB(line []byte, h *head) bool {
	end := bytes.IndexByte(line[:min(len(line), 8)], ' ')
	if end < 2 {
		return false
	}
	version := 0
	switch string(line[:end]) {
	case "http", "https", "h2", "grpcs", "ws", "wss":
	case "tls", "tcp":
		if len(line) < end+6 || !stamp.IsDigit(line[end+1]) || line[end+4] != ' ' {
			return false
		}
		version = 4
	default:
		return false
	}
	from := end + 1 + version
	n := stamp.ParseISO(line[from:], &h.Stamp)
	if n == 0 || from+n >= len(line) || line[from+n] != ' ' {
		return false
	}
	if h.Zone == stamp.NoZone {
		h.Zone = 0 // Network load balancers write UTC without saying so.
	}
	h.from, h.to, h.text = from, from+n, 0
	h.format, h.level = formatELB, retro.LevelNone
	if version == 0 {
		rest := line[h.to:]
		for range 7 {
			next := bytes.IndexByte(rest[1:], ' ')
			if next < 0 {
				return true
			}
			rest = rest[1+next:]
		}
		if stamp.DigitsAt(rest, 1) == 3 {
			h.level = levelOfStatus(stamp.Number(rest[1:4]))
		}
	}
	return true
}

// peel returns how long the prefix is that kubectl, stern or docker compose put
// before the lines of several containers, 0 without one.
func peel(line []byte) int {
	reach := line[:min(len(line), 160)]
	if bytes.HasPrefix(reach, []byte("[pod/")) {
		if end := bytes.Index(reach, []byte("] ")); end > 0 {
			return end + 2
		}
		return 0
	}
	if n := peelJob(reach); n > 0 {
		return n
	}
	if bytes.HasPrefix(reach, []byte("top - ")) {
		return len("top - ")
	}
	bar := bytes.IndexByte(reach, '|')
	if isStream(line) {
		return bar + 1
	}
	if bar > 0 && bar < 3 && stamp.DigitsAt(line, 0) == bar {
		// PM2 numbers its processes: "0|checkout  | ".
		if bar = bytes.IndexByte(reach[bar+1:], '|') + bar + 1; bytes.IndexByte(reach[:bar], '|') == bar {
			return 0
		}
		if bar+2 < len(line) && line[bar+1] == ' ' && line[bar-1] == ' ' && bytes.Count(bytes.TrimRight(reach[:bar], " "), []byte{' '}) == 0 {
			return bar + 2
		}
		return 0
	}
	if bar < 3 || bar+2 >= len(line) || line[bar+1] != ' ' || line[bar-1] != ' ' {
		return 0
	}
	name := bytes.TrimRight(reach[:bar], " ")
	for _, c := range name {
		if !stamp.IsLetter(c) && !stamp.IsDigit(c) && c != '-' && c != '_' && c != '.' {
			return 0
		}
	}
	return bar + 2
}

// isStream reports whether a line begins with two signs for the stream that GoCD read it from:
// "&1|21:40:00.123 …".
func isStream(line []byte) bool {
	return len(line) > 12 && line[2] == '|' && line[5] == ':' && line[8] == ':' && line[11] == '.' && line[0] != ' ' && line[1] != ' '
}

// peelLevel returns the length of the level and the tab behind it with which a line begins, as the
// Console of macOS copies it; 0 without.
func peelLevel(line []byte) int {
	if tab := bytes.IndexByte(line[:min(len(line), 16)], '\t'); tab > 2 && tab+1 < len(line) && stamp.IsDigit(line[tab+1]) && macTypeOf(line[:tab]) != retro.LevelNone {
		return tab + 1
	}
	return 0
}

// macTypeOf reads a level in any case, also those of macOS.
func macTypeOf(word []byte) retro.Level {
	switch string(word) {
	case "default":
		return retro.LevelInfo
	case "fault":
		return retro.LevelFatal
	}
	return levelOfWord(word)
}

// peelJob returns the length of the job and the step that the GitHub command line
// writes before a line, each with a tab behind it.
func peelJob(line []byte) int {
	job := bytes.IndexByte(line, '\t')
	if job <= 0 {
		return 0
	}
	step := bytes.IndexByte(line[job+1:], '\t')
	if step <= 0 {
		return 0
	}
	n := job + step + 2
	n += len(line[n:]) - len(bytes.TrimPrefix(line[n:], []byte("\ufeff")))
	if stamp := n + len("2026-03-14T21:40:00.1234567Z"); stamp >= len(line) || line[n+10] != 'T' || line[stamp-1] != 'Z' || line[stamp] != ' ' {
		return 0
	}
	return n
}

var fluentBitFormat = format{
	name: "fluent_bit", title: "Fluent Bit, as it prints records",
	plural: "records of Fluent Bit",
	samples: []string{
		`[0] app.checkout: [1773524400.123456789, {"log"=>"pool exhausted"}]`,
		`[3] app.checkout: [[1773524400.123456789, {}], {"log"=>"pool exhausted"}]`,
	},
}

// headFluentBit reads "[number] tag: [seconds, {" and the same with metadata,
// "[number] tag: [[seconds, {".
func headFluentBit(line []byte, h *head) bool {
	digits := stamp.DigitsAt(line, 1)
	if digits == 0 || digits > 9 || !bytes.HasPrefix(line[1+digits:], []byte("] ")) {
		return false
	}
	at := bytes.Index(line[:min(len(line), genericReach)], []byte(": ["))
	if at < 0 {
		return false
	}
	from := at + len(": [")
	if from < len(line) && line[from] == '[' {
		from++
	}
	n := stamp.ParseEpoch(line[from:], &h.Stamp)
	if n == 0 || !bytes.HasPrefix(line[from+n:], []byte(", {")) {
		return false
	}
	h.from, h.to, h.text = from, from+n, from+n+len(", ")
	h.format, h.level = formatFluentBit, findLevel(line[h.text:])
	return true
}
