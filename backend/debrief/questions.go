package debrief

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// Questions is what goes out to one person or team, or to all where the input names
// none: what is asked, until when, and what the timeline says around it.
func Questions(in Input) retro.Content {
	c := in.Content
	open := OpenFor(c, in.For)
	whom := ""
	if in.For != "" && len(open) > 0 {
		whom = open[0].For // as it was first spelled
	}
	pack, add := message(c, packTitle(whom))
	pack.ActionItems = nil // the card of a message would tell what will be different
	add(retro.Section{Heading: "What we ask", Role: retro.SectionQuestions, Body: asking(in, open)})
	shared := dueOf(in, open)
	for _, q := range open {
		heading := q.Mark() + ": " + oneLine(q.Text)
		if in.For == "" && q.For != "" {
			heading = q.Mark() + " for " + oneLine(q.For) + ": " + oneLine(q.Text)
		}
		add(retro.Section{Heading: heading, Role: retro.SectionQuestions, Body: around(in, q, shared == "")})
	}
	return *pack
}

func packTitle(whom string) string {
	if whom = oneLine(whom); whom != "" {
		return "Questions for " + whom + ": "
	}
	return "Questions: "
}

// OpenFor are the questions that somebody still has to answer, all of them for "". Case
// does not matter.
func OpenFor(c retro.Content, whom string) []retro.Question {
	var open []retro.Question
	for _, q := range c.Questions {
		if q.IsOpen() && (whom == "" || strings.EqualFold(oneLine(q.For), oneLine(whom))) {
			open = append(open, q)
		}
	}
	return open
}

// Asked are those who still have to answer something, in the order in which they were
// asked.
func Asked(c retro.Content) []string {
	var names []string
	for _, q := range OpenFor(c, "") {
		name := oneLine(q.For)
		if name != "" && !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			names = append(names, name)
		}
	}
	return names
}

// dueOf is the deadline that some questions share, "" where they have several or none.
func dueOf(in Input, questions []retro.Question) retro.Date {
	var shared retro.Date
	for i, q := range questions {
		switch day := q.DueBefore(in.Due); {
		case i == 0:
			shared = day
		case day != shared:
			return ""
		}
	}
	return shared
}

func asking(in Input, open []retro.Question) string {
	if len(open) == 0 {
		return "No question is open.\n"
	}
	c := in.Content
	var out strings.Builder
	fmt.Fprintf(&out, "We put together what happened in “%s”, and you know something about it that we do not.", markdown.Escape(title(c)))
	if day := dueOf(in, open); day != "" {
		fmt.Fprintf(&out, " Please answer by **%s**", dayWords(day))
		if c.Debrief.At != nil {
			fmt.Fprintf(&out, "; the debrief is on %s, %s", c.Debrief.At.At.UTC().Format("Monday, 2 January 2006"), clocks(c, c.Debrief.At.At))
		}
		out.WriteString(".")
	}
	out.WriteString("\n\nA few words are enough. “We do not know” is an answer, too. Write below each question, or begin with its number, like “" +
		open[0].Mark() + ": …”.\n")
	return out.String()
}

func dayWords(day retro.Date) string {
	at, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return markdown.Escape(string(day))
	}
	return at.Format("Monday, 2 January 2006")
}

// shownAround is how many events a slice of the timeline shows at most.
const shownAround = 12

// around is the slice of the timeline that a question is about, as a list: what stands
// in its time, and the events before and after it.
func around(in Input, q retro.Question, withDue bool) string {
	c := in.Content
	events := slice(c, q)
	var told []string
	switch {
	case q.From != nil && q.To != nil:
		about := "It is about " + dayClock(c, *q.From) + " to " + clocks(c, *q.To)
		if length := q.To.Sub(*q.From).Round(time.Minute); length > 0 {
			about += ", " + retro.FormatDuration(length)
		}
		told = append(told, about+".")
	case len(events) == 0:
		told = append(told, "It is about the whole of it.")
	}
	if day := q.DueBefore(in.Due); withDue && day != "" {
		told = append(told, "Please answer by "+dayWords(day)+".")
	}
	if len(events) > 0 {
		told = append(told, "What the timeline says:")
	}
	out := strings.Builder{}
	out.WriteString(strings.Join(told, " ") + "\n\n")
	for _, e := range events {
		fmt.Fprintf(&out, "- %s: %s", eventClock(c, e), markdown.Escape(oneLine(e.Title)))
		if who := retro.FirstOf(oneLine(e.Actor.Role), oneLine(e.Actor.Name)); who != "" {
			out.WriteString(" (" + markdown.Escape(who) + ")")
		}
		out.WriteString("\n")
	}
	return out.String()
}

func dayClock(c retro.Content, at time.Time) string {
	return at.UTC().Format("2 January 2006") + ", " + clocks(c, at)
}

func eventClock(c retro.Content, e retro.Event) string {
	if e.At.IsDate() || e.At.Words != "" {
		return markdown.Escape(e.At.Format(nil))
	}
	return clocks(c, e.At.At)
}

// slice is the events that a question is about, with one before and one after its time.
func slice(c retro.Content, q retro.Question) []retro.Event {
	if q.From == nil || q.To == nil {
		if e := c.FindEvent(q.Event); e != nil {
			return []retro.Event{*e}
		}
		return nil
	}
	first, isFound := 0, false
	var events []retro.Event
	for i, e := range c.Events {
		isOver := e.EndsAt().Before(*q.From)
		switch {
		case isOver && (!isFound || !e.EndsAt().Before(c.Events[first].EndsAt())):
			first, isFound = i, true
		case isOver:
		case !e.At.At.Before(*q.To):
			return sliceOf(c, first, isFound, append(events, e))
		case len(events) < shownAround:
			events = append(events, e)
		}
	}
	return sliceOf(c, first, isFound, events)
}

func sliceOf(c retro.Content, first int, isFound bool, events []retro.Event) []retro.Event {
	if !isFound {
		return events
	}
	events = append([]retro.Event{c.Events[first]}, events...)
	retro.SortEvents(events)
	return events
}
