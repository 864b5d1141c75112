package debrief

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// rules are said at the beginning of every debrief, and in what goes out before it.
const rules = `- Everyone did what made sense with what they knew then. We assume good intent.
- We ask how, and not who: how was it noticed, how was it meant to work, how did we know?
- “Human error” is where the digging begins and not where it ends.
- Whoever knows something that is not on the screen says so. Nobody has to.
`

// AgendaPack is what goes out the day before, so that people arrive with context: what
// happened on one screen, the impact, the timeline, how we talk, and the agenda.
func AgendaPack(in Input) retro.Content {
	c := in.Content
	pack, add := message(c, "Debrief: ")
	add(retro.Section{Heading: "When and where", Body: invitation(c)})
	add(retro.Section{Heading: "In short", Block: retro.BlockFigures, Body: firstOf(c, "summary", "in short", "short story", "what happened", "trigger")})
	add(retro.Section{Heading: "Impact", Body: firstOf(c, "impact")})
	add(retro.Section{Heading: "Timeline", Block: retro.BlockTimeline, Body: diveIn(c)})
	add(retro.Section{Heading: "How we talk", Body: rules})
	add(retro.Section{Heading: "Agenda", Body: agendaTable(c)})
	add(retro.Section{Heading: "Questions to come with", Body: questions(c)})
	return *pack
}

// FollowUp is the message to everybody afterwards: the impact, what it took, what was
// decided and is done about it, and where to watch the debrief.
func FollowUp(in Input) retro.Content {
	c := in.Content
	followUp, add := message(c, "After the debrief: ")
	add(retro.Section{Heading: "Impact", Block: retro.BlockFigures, Body: firstOf(c, "impact", "summary")})
	var factors strings.Builder
	for _, factor := range c.Factors {
		factors.WriteString("- " + markdown.Escape(oneLine(factor.Title)) + "\n")
	}
	add(retro.Section{Heading: "Underlying factors", Body: factors.String()})
	parts := Parts(c)
	add(retro.Section{Heading: "What was decided", Body: noted(c, parts, func(s Said) bool { return s.Kind == retro.NoteDecision })})
	add(retro.Section{Heading: "What we do about it", Block: retro.BlockActionItems})
	var watch strings.Builder
	for _, part := range parts {
		if part.Recording.Where != "" {
			fmt.Fprintf(&watch, "- %s\n", recordingLink(part.Recording))
		}
	}
	add(retro.Section{Heading: "Recording of the debrief", Body: watch.String()})
	add(retro.Section{Heading: "The document", Body: shared(c)})
	return *followUp
}

// shared tells where and when the document was shared, "" where nobody said where.
func shared(c retro.Content) string {
	if c.SharedAt == nil || oneLine(c.SharedIn) == "" {
		return ""
	}
	return "Shared on " + c.SharedAt.UTC().Format("2 January 2006") + ": " + linked(c.SharedIn)
}

// linked is an address as a link, and any other words as they are.
func linked(words string) string {
	words = oneLine(words)
	if address, err := url.Parse(words); err == nil && (address.Scheme == "https" || address.Scheme == "http") && address.Host != "" {
		return "<" + strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(words) + ">"
	}
	return markdown.Escape(words)
}

// message begins one that has no section yet, and returns what adds one that says
// anything.
func message(c retro.Content, about string) (begun *retro.Content, add func(retro.Section)) {
	c.Title, c.Sections = about+title(c), nil
	return &c, func(section retro.Section) {
		if section.Body = strings.TrimSpace(section.Body); section.Body != "" || section.Block != retro.BlockNone {
			c.Sections = append(c.Sections, section)
		}
	}
}

func invitation(c retro.Content) string {
	d := c.Debrief
	var out strings.Builder
	if d.At != nil {
		fmt.Fprintf(&out, "%s, %s", d.At.At.UTC().Format("Monday, 2 January 2006"), clocks(c, d.At.At))
	} else {
		out.WriteString("The date is not set yet")
	}
	minutes := d.Minutes
	if minutes <= 0 {
		minutes = retro.DebriefMinutes
	}
	fmt.Fprintf(&out, ", %d minutes", minutes)
	if place := oneLine(d.Place); place != "" {
		out.WriteString(", " + markdown.Escape(place))
	}
	out.WriteString(".\n")
	if people := people(c, "Why", func(p retro.Participant) string { return p.Why }); people != "" {
		out.WriteString("\n" + people)
	}
	return out.String()
}

// firstOf is the text of the first section whose heading has one of the words, those
// first that come first. What is hidden does not leave.
func firstOf(c retro.Content, words ...string) string {
	for _, word := range words {
		for _, section := range c.Sections {
			if section.Hidden == "" && strings.Contains(strings.ToLower(section.Heading), word) && strings.TrimSpace(section.Body) != "" {
				return section.Body
			}
		}
	}
	return ""
}

func diveIn(c retro.Content) string {
	at := slices.IndexFunc(c.Events, func(e retro.Event) bool { return e.DiveIn })
	if at < 0 {
		return ""
	}
	event := c.Events[at]
	return "We dive in at " + event.At.Clock(nil) + " UTC: [" + markdown.Escape(oneLine(event.Title)) + "](event/" + string(event.ID) + ")."
}

func agendaTable(c retro.Content) string {
	if len(c.Debrief.Steps) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString("| From | Step | Minutes |\n| --: | --- | --: |\n")
	from := 0
	for i, step := range c.Debrief.Steps {
		what := "**" + cellText(step.Title) + "**"
		if about := oneLine(step.About); about != "" {
			what += "<br>" + cellText(about)
		}
		if opener := opener(c); i == 1 && opener != "" {
			what += "<br>" + cellText(opener+" opens.")
		}
		fmt.Fprintf(&out, "| %d:%02d | %s | %d |\n", from/60, from%60, what, step.Minutes)
		from += step.Minutes
	}
	return out.String()
}

// opener is who tells the story in short.
func opener(c retro.Content) string {
	for _, p := range c.Participants {
		if p.Has(retro.RoleMostInvolved) {
			return oneLine(p.Name)
		}
	}
	return oneLine(c.Lead())
}

// questions are those that nobody has answered yet.
func questions(c retro.Content) string {
	var out strings.Builder
	for _, q := range OpenFor(c, "") {
		out.WriteString("- " + markdown.Escape(oneLine(q.Text)))
		if whom := oneLine(q.For); whom != "" {
			out.WriteString(" (" + markdown.Escape(whom) + ")")
		}
		out.WriteString("\n")
	}
	for _, note := range c.Debrief.Notes {
		if note.Kind == retro.NoteQuestion && !note.IsSettled {
			out.WriteString("- " + markdown.Escape(oneLine(retro.Unlinked(note.Text))) + "\n")
		}
	}
	return out.String()
}
