package ingest

import (
	"bytes"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

var windowsEventFormat = format{
	name: "windows_event", title: "Windows events, as wevtutil prints them",
	plural: "Windows events",
	samples: []string{
		"Event[0]:\n  Log Name: System\n  Source: Service Control Manager\n  Date: 2026-03-14T21:40:00.1230000Z\n  Event ID: 7031\n  Level: Error\n  Description: \nThe Print Spooler service terminated unexpectedly.",
	},
	describeAll: describeWindowsEvent,
}

// eventReach is within how many lines of its head an event says when it was.
const eventReach = 6

// headWindowsEvent reads "Event[0]:", below which the members of an event stand.
func headWindowsEvent(line, next []byte, h *head) bool {
	const opening = "Event["
	if !bytes.HasPrefix(line, []byte(opening)) {
		return false
	}
	n := len(opening) + stamp.DigitsAt(line, len(opening))
	if end := string(bytes.TrimRight(line[n:], " \r")); n == len(opening) || end != "]" && end != "]:" {
		return false
	}
	h.level = retro.LevelNone
	dated := false
	for i := 0; len(next) > 0 && i < 3*eventReach; i++ {
		var member []byte
		member, next, _ = bytes.Cut(next, []byte("\n"))
		if bytes.HasPrefix(member, []byte(opening)) {
			break
		}
		name, value, found := bytes.Cut(bytes.TrimSpace(member), []byte(": "))
		if !found || member[0] != ' ' {
			continue
		}
		switch string(name) {
		case "Date":
			dated = i < eventReach && stamp.Parse(value, &h.Stamp) > 0
		case "Level":
			h.level = levelOfWord(bytes.TrimSpace(value))
		}
	}
	h.from, h.to, h.text, h.format = 0, 0, 0, formatWindowsEvent
	return dated
}

// describeWindowsEvent names the members of an event; its text is the description.
func describeWindowsEvent(entry []byte, d *Description) {
	lines := strings.Split(text(entry), "\n")
	for i, line := range lines {
		name, value, found := strings.Cut(strings.TrimSpace(line), ":")
		value = strings.TrimSpace(value)
		switch {
		case i == 0 || !found:
		case name == "Description":
			d.Text = strings.Trim(value+"\n"+strings.Join(lines[i+1:], "\n"), " \r\n")
			return
		case name == "Date":
			d.Written = value
		case name == "Source":
			d.Actor = value
			d.add(name, []byte(value))
		case value != "" && value != "N/A":
			d.add(name, []byte(value))
		}
	}
	d.Text = strings.Trim(text(entry), " \r\n")
}
