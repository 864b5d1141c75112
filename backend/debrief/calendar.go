package debrief

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/retro"
)

// Calendar writes the planned debrief as a file that calendars open: one event, to
// which people invite from there. The same debrief has the same id each time, and a
// number that rises, so that one that was moved moves. Source: RFC 5545 and what
// calendars make of it. CodeInvalid for a debrief without a date.
func Calendar(in Input) (string, error) {
	d := in.Content.Debrief
	if d.At == nil {
		return "", retro.Errorf(retro.CodeInvalid, "the debrief has no date yet").WithHint("plan when it is held")
	}
	minutes := d.Minutes
	if minutes <= 0 {
		minutes = retro.DebriefMinutes
	}
	title := oneLine(in.Content.Title)
	about := []string{"We look at what happened and learn from it. How, not who.", ""}
	for _, step := range d.Steps {
		about = append(about, oneLine(step.Title)+" ("+strconv.Itoa(step.Minutes)+" min)")
	}
	stamped := func(t time.Time) string { return t.UTC().Format("20060102T150405Z") }
	rows := []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Afterword//Debrief//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
		"BEGIN:VEVENT", "UID:debrief-" + string(in.ID) + "@afterword.invalid", "SEQUENCE:" + strconv.Itoa(in.Sequence), "DTSTAMP:" + stamped(in.Now),
		"DTSTART:" + stamped(d.At.At), "DTEND:" + stamped(d.At.At.Add(time.Duration(minutes)*time.Minute)),
		"SUMMARY:" + calendarText("Debrief: "+title), "DESCRIPTION:" + calendarText(strings.TrimSpace(strings.Join(about, "\n"))),
	}
	if place := oneLine(d.Place); place != "" {
		rows = append(rows, "LOCATION:"+calendarText(place))
		if link := (retro.Recording{Where: place}).Link(); link != "" {
			rows = append(rows, "URL:"+oneLine(link))
		}
	}
	rows = append(rows, "STATUS:CONFIRMED", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR")
	var out strings.Builder
	for _, row := range rows {
		out.WriteString(folded(row))
	}
	return out.String(), nil
}

var calendarEscaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`, "\r", "")

func calendarText(text string) string { return calendarEscaper.Replace(text) }

// longestRow is in bytes, without the end of the line.
const longestRow = 75

// folded ends a row, and goes on in another where it is too long, never within a
// character.
func folded(row string) string {
	var out strings.Builder
	room := longestRow
	for len(row) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(row[cut]) {
			cut--
		}
		out.WriteString(row[:cut] + "\r\n ")
		row, room = row[cut:], longestRow-1
	}
	out.WriteString(row + "\r\n")
	return out.String()
}
