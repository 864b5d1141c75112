package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

var nginxAccessFormat = format{
	name: "nginx_access", title: "Access log of nginx or Apache",
	plural: "access log lines",
	samples: []string{
		`203.0.113.7 - alice [14/Mar/2026:23:40:00 +0200] "GET /cart HTTP/1.1" 502 157 "-" "curl/8.5.0"`,
		`shop.example.com:443 203.0.113.7 - - [14/Mar/2026:21:40:00 +0000] "POST /orders HTTP/2.0" 201 2 "-" "-"`,
		`::1 - - [14/Mar/2026:21:40:00 +0330] "OPTIONS * HTTP/1.0" 200 -`,
	},
	describe: describeAccess,
}

var nginxErrorFormat = format{
	name: "nginx_error", title: "Error log of nginx, log of Go programs",
	plural: "lines as nginx and Go programs write them",
	samples: []string{
		`2026/03/14 21:40:00 [error] 31#31: *977 upstream timed out (110: Connection timed out) while reading response header`,
		`2026/03/14 21:40:00.123456 server.go:118: listening on :8080`,
	},
	describe: describeNginxError,
}

// describeNginxError names what nginx says of a request behind its message: "…, client: 10.0.0.7,
// server: shop.example, request: "GET / HTTP/1.1"".
func describeNginxError(line []byte, h *head, d *Description) {
	rest := line[min(h.text, len(line)):]
	for _, name := range []string{"client", "server", "request", "upstream", "host"} {
		_, behind, found := bytes.Cut(rest, []byte(", "+name+": "))
		if !found {
			continue
		}
		value, _, _ := bytes.Cut(behind, []byte{','})
		if len(behind) > 0 && behind[0] == '"' {
			value, _ = nextQuoted(behind)
		}
		rest = behind
		d.add(name, value)
	}
}

// headAccess reads the common and combined log formats: a stamp in brackets
// behind the client, the identity and the user.
func headAccess(line []byte, h *head) bool {
	reach := line
	if len(reach) > 512 {
		reach = reach[:512]
	}
	open := bytes.IndexByte(reach, '[')
	for open >= 0 {
		if n := stamp.ParseCommon(line[open+1:], &h.Stamp); n > 0 {
			end := open + 1 + n
			if end < len(line) && line[end] == ' ' {
				end += unknownZone(line[end:])
			}
			if end >= len(line) || line[end] != ']' || bytes.IndexByte(line[:open], '"') >= 0 {
				return false
			}
			h.from, h.to, h.text = open+1, end, 0
			h.format = formatNginxAccess
			h.level = levelOfStatus(accessStatus(line[end+1:]))
			return true
		}
		// An IPv6 client may stand in brackets, and a user may hold one.
		step := bytes.IndexByte(reach[open+1:], '[')
		if step < 0 {
			return false
		}
		open += 1 + step
	}
	return false
}

// unknownZone returns the length of a zone that has a name nobody knows and ends a
// bracket: " CT]".
func unknownZone(b []byte) int {
	end := bytes.IndexByte(b[:min(len(b), 12)], ']')
	if end < 0 || len(bytes.Trim(b[1:end], "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")) > 0 {
		return 0
	}
	return end
}

// accessStatus returns the status behind the quoted request, 0 without one.
func accessStatus(rest []byte) int {
	open := bytes.IndexByte(rest, '"')
	if open < 0 {
		return 0
	}
	rest = rest[open+1:]
	for {
		end := bytes.IndexByte(rest, '"')
		if end < 0 || len(rest) < end+5 {
			return 0
		}
		if rest[end+1] == ' ' && stamp.DigitsAt(rest, end+2) == 3 && (end == 0 || rest[end-1] != '\\') {
			return stamp.Number(rest[end+2 : end+5])
		}
		rest = rest[end+1:]
	}
}

func describeAccess(line []byte, h *head, d *Description) {
	open, end := h.from-1, h.to+1
	before := bytes.TrimRight(line[:open], " ")
	after := bytes.TrimLeft(line[end:], " ")
	if d.only == "" {
		d.Text = text(before) + " " + text(after)
	}
	if parts := bytes.Fields(before); len(parts) > 0 {
		d.add("client", parts[max(0, len(parts)-3)])
		if user := parts[len(parts)-1]; len(parts) > 2 && string(user) != "-" {
			d.add("user", user)
		}
	}
	for _, name := range accessNames {
		var value []byte
		if value, after = nextQuoted(after); len(value) > 0 && string(value) != "-" {
			d.add(name, value)
		}
	}
	// Many append how long the request took, in seconds as nginx writes them.
	if value, _ := nextQuoted(after); isSeconds(value) {
		d.add(requestTime, value)
	}
}

// accessNames are the fields behind the stamp, in their order. They never change.
var accessNames = [...]string{"request", "status", "bytes", "referrer", "agent"}

// requestTime is the field that may follow them.
const requestTime = "request_time"

// isSeconds reports whether a value is digits, a point and digits.
func isSeconds(value []byte) bool {
	whole, fraction, found := bytes.Cut(value, []byte("."))
	return found && len(whole) > 0 && len(fraction) > 0 && stamp.DigitsAt(value, 0) == len(whole) && stamp.DigitsAt(fraction, 0) == len(fraction)
}

// nextQuoted cuts the next word or quoted text.
func nextQuoted(b []byte) (value, rest []byte) {
	b = bytes.TrimLeft(b, " ")
	if len(b) == 0 {
		return nil, nil
	}
	if b[0] != '"' {
		if end := bytes.IndexByte(b, ' '); end >= 0 {
			return b[:end], b[end:]
		}
		return b, nil
	}
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return b[1:i], b[i+1:]
		}
	}
	return b[1:], nil
}
