package retro

import (
	"encoding/json"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Edition is for whom an export is.
type Edition string

// The editions.
const (
	EditionTeam    Edition = "team"    // all of it
	EditionCompany Edition = "company" // people and teams by their roles
	EditionPublic  Edition = "public"  // for clients: of that, only what was not inside the house
)

// Editions lists the editions, the one that has most first.
func Editions() []Edition { return []Edition{EditionTeam, EditionCompany, EditionPublic} }

// insideSections are the parts that sections play which are not for clients, and
// insideBlocks the live blocks.
var (
	insideSections = []SectionRole{SectionUnspoken, SectionPeople, SectionQuestions, SectionMeeting, SectionSeenBefore}
	insideBlocks   = []LiveBlock{BlockParticipants, BlockQuestions, BlockDecisions, BlockSeenBefore, BlockGallery, BlockChart, BlockAppreciations}
)

// Shows reports whether an edition shows a live block.
func (e Edition) Shows(block LiveBlock) bool {
	return e != EditionPublic || !slices.Contains(insideBlocks, block)
}

// Withheld is what an edition does not have.
type Withheld struct {
	Names    []Alias  `json:"names"`    // that occur, and what is said instead
	Sections []string `json:"sections"` // their headings
	Links    []string `json:"links"`    // addresses
	Evidence int      `json:"evidence"`
	Private  int      `json:"private"` // notes
}

// For returns the content as the readers of an edition get it, and what they do not get.
// What is hidden or private is in none. For clients there is no evidence, no ticket, no
// feeling and no link, but those that the references list; what else is about the house
// alone, [Edition.Shows] tells.
func (c Content) For(edition Edition, lists Lists) (Content, Withheld) {
	withheld := Withheld{Names: []Alias{}, Sections: []string{}, Links: []string{}, Private: len(c.Private)}
	for _, section := range c.Sections {
		if section.Hidden != HiddenByNobody {
			withheld.Sections = append(withheld.Sections, section.Heading)
		}
	}
	called := c.CalledInstead()
	c = c.Visible()
	if edition != EditionCompany && edition != EditionPublic {
		return c, withheld
	}
	c = c.Clone()
	w := withholder{renaming: NewRenaming(called), lists: lists, withheld: &withheld, called: map[string]string{}, teams: c.teams()}
	for _, alias := range called {
		w.called[alias.Words] = alias.Instead
	}
	if edition == EditionPublic {
		w.stays = referred(c)
		for _, e := range c.Evidence {
			w.labels = append(w.labels, e.Label)
		}
		c = w.outside(c)
	}
	w.people(&c)
	w.texts(&c)
	for _, alias := range called {
		if w.renaming.met[alias.Words] {
			withheld.Names = append(withheld.Names, alias)
		}
	}
	return c, withheld
}

// withholder takes out of a content what an edition does not have.
type withholder struct {
	renaming Renaming
	lists    Lists
	// stays are the addresses that clients may have; nil where all may stay.
	stays    map[string]bool
	withheld *Withheld
	called   map[string]string // what somebody is called instead, by name
	teams    map[string]bool
	labels   []string // of evidence
}

// outside leaves out what is for the house alone.
func (w *withholder) outside(c Content) Content {
	c.Sections = slices.DeleteFunc(c.Sections, func(s Section) bool {
		if !slices.Contains(insideSections, s.Role) {
			return false
		}
		w.withheld.Sections = append(w.withheld.Sections, s.Heading)
		return true
	})
	for i := range c.Sections {
		c.Sections[i].Prompt = ""
		if !EditionPublic.Shows(c.Sections[i].Block) {
			c.Sections[i].Block = BlockNone
		}
	}
	w.withheld.Evidence = len(c.Evidence)
	c.Questions, c.Answers, c.Participants, c.Debrief = nil, nil, nil, Debrief{}
	c.Tables = c.Tables.With(NounEarlier, nil)
	for citations := range w.lists.Citations(&c) {
		*citations = nil
	}
	for i := range c.Events {
		c.Events[i].Feelings = nil
	}
	for i := range c.ActionItems {
		c.ActionItems[i].Ticket, c.ActionItems[i].Labels = "", nil
	}
	return c
}

// people exchanges names where a field holds nothing else.
func (w *withholder) people(c *Content) {
	for i := range c.Participants {
		p := &c.Participants[i]
		p.Name, p.Department = w.who(p.Name), w.who(p.Department)
	}
	for i := range c.Events {
		w.event(&c.Events[i])
	}
	for i := range c.ActionItems {
		c.ActionItems[i].Owner = w.who(c.ActionItems[i].Owner)
	}
	for i := range c.Questions {
		c.Questions[i].For = w.who(c.Questions[i].For)
	}
	for i := range c.Answers {
		c.Answers[i].Who = w.who(c.Answers[i].Who)
	}
	for i := range c.Debrief.Notes {
		c.Debrief.Notes[i].Author = w.who(c.Debrief.Notes[i].Author)
	}
	for i := range c.Evidence {
		e := &c.Evidence[i]
		e.FileName, e.Regions = w.text(e.FileName), slices.Clone(e.Regions)
		for j := range e.Regions {
			e.Regions[j].Label = w.text(e.Regions[j].Label)
		}
	}
}

func (w *withholder) event(e *Event) {
	role := strings.TrimSpace(e.Actor.Role)
	switch instead := w.called[oneLine(e.Actor.Name)]; {
	case isCommon(role) || instead == "":
		e.Actor = Actor{Role: w.who(role), Name: w.who(e.Actor.Name)}
	default:
		e.Actor = Actor{Role: withoutArticle(instead)}
	}
	if e.Actor.Role != "" && e.Actor.Name != "" && w.called[oneLine(e.Actor.Name)] == "" {
		e.Actor.Name = "" // the role says it
	}
	e.At.Words = w.text(e.At.Words)
	for _, at := range []**Instant{&e.End, &e.KnownAt} {
		if *at != nil {
			said := **at
			said.Words = w.text(said.Words)
			*at = &said
		}
	}
	e.Feelings = slices.Clone(e.Feelings)
	for j := range e.Feelings {
		e.Feelings[j].Who, e.Feelings[j].Words = w.who(e.Feelings[j].Who), w.text(e.Feelings[j].Words)
	}
}

// who exchanges the name of a person or a team that stands alone.
func (w *withholder) who(name string) string {
	if w.teams[oneLine(name)] && w.called[oneLine(name)] == "" {
		return someTeam
	}
	return w.text(name)
}

func withoutArticle(words string) string {
	for _, article := range []string{"the ", "a ", "an "} {
		if rest, ok := strings.CutPrefix(words, article); ok {
			return rest
		}
	}
	return words
}

// texts exchanges names, and leaves links out, wherever people write words.
func (w *withholder) texts(c *Content) {
	for list := range w.lists.All() {
		records := list.Records(c)
		if list.Stays || len(records) == 0 {
			continue
		}
		put := make([]Record, len(records))
		for i, record := range records {
			put[i] = list.Clone(record)
			for _, field := range list.Fields {
				if field.Kind != FieldValue && field.IsText() {
					w.field(field, put[i])
				}
			}
		}
		list.Put(c, put)
	}
}

// field exchanges what a field says. What it holds is a text, so that it is JSON.
func (w *withholder) field(field Field, of Record) {
	data, err := field.JSON(of)
	var text string
	if err != nil || json.Unmarshal(data, &text) != nil {
		return
	}
	if said := w.text(text); said != text {
		if data, err = json.Marshal(said); err == nil {
			_ = field.SetJSON(of, data) // a text takes any text
		}
	}
}

func (w *withholder) text(text string) string {
	if w.stays != nil {
		text = w.unlinked(w.unsourced(text))
	}
	return w.renaming.Text(text)
}

// toSource is a link to evidence or an event, or a picture, wherever it stands.
var toSource = regexp.MustCompile(`(!?)\[([^\[\]\n]*)\]\((?:evidence|event)/[^\s()]*\)`)

// unsourced leaves pictures out, and of links to what is withheld their words, unless they
// are but the name of a source.
func (w *withholder) unsourced(text string) string {
	return toSource.ReplaceAllStringFunc(text, func(found string) string {
		parts := toSource.FindStringSubmatch(found)
		words := parts[2]
		isLabel := func(label string) bool { return label != "" && strings.HasPrefix(words, label) }
		switch {
		case parts[1] != "":
			return ""
		case words == "" || slices.ContainsFunc(w.labels, isLabel):
			return "(evidence left out)"
		}
		return words
	})
}

// address is the address of a page or of a mailbox, wherever it stands.
var address = regexp.MustCompile(`(?i)\b(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)[^\s<>"'` + "`" + `|\\]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)

// leftOut stands where an address stood, nowhere where a link led.
const (
	leftOut = "(link left out)"
	// nowhere is what no link leads to, so that its words are all that leaves of it.
	nowhere = "#"
)

// unlinked leaves addresses out, but for those that may stay.
func (w *withholder) unlinked(text string) string {
	var out strings.Builder
	done := 0
	for _, at := range address.FindAllStringIndex(text, -1) {
		found := text[at[0]:at[1]]
		before := text[:at[0]]
		isTarget := strings.HasSuffix(before, "](") || strings.HasSuffix(before, "]: ")
		if found = balanced(found); !isTarget {
			found = strings.TrimRight(found, ".,;:!?]}*_")
		}
		if w.stays[found] {
			continue
		}
		if !slices.Contains(w.withheld.Links, found) {
			w.withheld.Links = append(w.withheld.Links, found)
		}
		end := at[0] + len(found)
		out.WriteString(text[done:at[0]])
		switch {
		case isTarget:
			out.WriteString(nowhere)
			end += len(linkTitle.FindString(text[end:]))
		case strings.HasSuffix(before, "<") && strings.HasPrefix(text[end:], ">"):
			kept := strings.TrimSuffix(out.String(), "<")
			out.Reset()
			out.WriteString(kept + leftOut)
			end++
		default:
			out.WriteString(leftOut)
		}
		done = end
	}
	out.WriteString(text[done:])
	return out.String()
}

// linkTitle is what a link says of where it leads.
var linkTitle = regexp.MustCompile(`^[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))`)

// balanced is a destination up to the parenthesis that closes its link.
func balanced(found string) string {
	open := 0
	for i, letter := range found {
		switch letter {
		case '(':
			open++
		case ')':
			open--
			if open < 0 {
				return found[:i]
			}
		}
	}
	return found
}

// referred are the addresses that the references list, of places that are not only inside.
func referred(c Content) map[string]bool {
	all := map[string]bool{}
	for _, row := range c.Tables[NounReference] {
		if address := strings.TrimSpace(row.Cells["address"]); isOutside(address) {
			all[address] = true
		}
	}
	return all
}

// isOutside reports whether an address can be reached from everywhere, as far as its name
// tells.
func isOutside(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.User != nil {
		return false
	}
	host := strings.ToLower(parsed.Hostname())
	_, notAnIP := netip.ParseAddr(host)
	last := host[strings.LastIndexByte(host, '.')+1:]
	inside := []string{"local", "localhost", "internal", "intranet", "corp", "lan", "home", "private"}
	return notAnIP != nil && strings.Contains(host, ".") && !slices.Contains(inside, last)
}
