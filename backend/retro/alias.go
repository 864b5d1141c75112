package retro

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Alias is what something is called where its name may not leave, see [Edition]. One that
// is called by its own name stays as it is.
type Alias struct {
	Words   string `json:"words"`
	Instead string `json:"instead"`
}

// String writes "Dana Okafor = the customer representative".
func (a Alias) String() string { return a.Words + " = " + a.Instead }

// ParseAlias reads what String writes. The error has CodeInvalid.
func ParseAlias(text string) (Alias, error) {
	words, instead, ok := strings.Cut(text, "=")
	alias := Alias{Words: oneLine(words), Instead: oneLine(instead)}
	if !ok || alias.Words == "" {
		return Alias{}, Errorf(CodeInvalid, "“%s” does not say what is called how", oneLine(text)).
			WithHint("write it as: Dana Okafor = the customer representative")
	}
	return alias, nil
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

const (
	somebody = "a colleague"
	someTeam = "a team"
	// leastOfName is how many letters a part of a name has that stands for all of it.
	leastOfName = 3
)

// CalledInstead lists what the people and teams of a content are called where their names
// may not leave: people by their roles. What Aliases says of a name comes before that.
// Longer names stand before those that are parts of them.
func (c *Content) CalledInstead() []Alias {
	n := namer{own: c.Aliases}
	for _, p := range c.Participants {
		n.person(p.Name, c.calledByRole(p.Name))
	}
	for _, e := range c.Events {
		n.person(e.Actor.Name, c.calledByRole(e.Actor.Name))
		for _, f := range e.Feelings {
			n.whoever(f.Who, c)
		}
	}
	for _, p := range c.Participants {
		n.team(p.Department)
	}
	for _, a := range c.ActionItems {
		n.whoever(a.Owner, c)
	}
	for _, q := range c.Questions {
		n.whoever(q.For, c)
	}
	for _, a := range c.Answers {
		n.whoever(a.Who, c)
	}
	for _, note := range c.Debrief.Notes {
		n.whoever(note.Author, c)
	}
	for _, own := range c.Aliases {
		if own.Words != own.Instead {
			n.add(own.Words, own.Instead)
		}
	}
	slices.SortStableFunc(n.all, func(a, b Alias) int { return cmp.Compare(len(b.Words), len(a.Words)) })
	return n.all
}

// calledByRole is what somebody is called instead of by name: their part in the debrief,
// else what they were while it happened.
func (c *Content) calledByRole(name string) string {
	var roles []Role
	holders := map[Role]int{}
	for _, p := range c.Participants {
		for _, role := range p.Roles {
			holders[role]++
		}
		if strings.EqualFold(strings.TrimSpace(p.Name), strings.TrimSpace(name)) {
			roles = append(roles, p.Roles...)
		}
	}
	for _, role := range Roles() {
		isTelling := role != RoleMostInvolved && role != RoleResponder
		if isTelling && slices.Contains(roles, role) {
			if holders[role] > 1 {
				return "a " + string(role)
			}
			return "the " + string(role)
		}
	}
	for _, e := range c.Events {
		if role := strings.TrimSpace(e.Actor.Role); e.Actor.Name == name && isCommon(role) {
			return "the " + role
		}
	}
	if slices.Contains(roles, RoleResponder) || slices.Contains(roles, RoleMostInvolved) {
		return "a responder"
	}
	return somebody
}

// isCommon reports whether words are no name: they begin with a small letter.
func isCommon(words string) bool {
	first, _ := utf8.DecodeRuneInString(words)
	return unicode.IsLower(first)
}

// namer gathers names, each once.
type namer struct {
	own []Alias // what people said themselves
	all []Alias
}

func (n *namer) add(words, instead string) {
	if words = oneLine(words); words == "" || slices.ContainsFunc(n.all, func(a Alias) bool { return a.Words == words }) {
		return
	}
	for _, own := range n.own {
		if strings.EqualFold(own.Words, words) {
			if instead = own.Instead; own.Instead == own.Words {
				return // it stays
			}
		}
	}
	n.all = append(n.all, Alias{words, instead})
}

// person adds the whole name of somebody, and its parts, by which people speak of them.
func (n *namer) person(name, instead string) {
	name = oneLine(name)
	n.add(name, instead)
	parts := strings.Fields(name)
	if len(parts) < 2 {
		return
	}
	for _, own := range n.own {
		if strings.EqualFold(own.Words, name) {
			if instead = own.Instead; own.Instead == own.Words {
				return
			}
		}
	}
	for _, part := range parts {
		if utf8.RuneCountInString(part) >= leastOfName && !isCommon(part) {
			n.add(part, instead)
		}
	}
}

// team adds the name of a team. Of a single word, which may be the name of what it looks
// after, only what is called a team is one: not "Orders", but "the Orders team".
func (n *namer) team(name string) {
	name = oneLine(name)
	if name == "" || isCommon(name) {
		return
	}
	parts := strings.Split(name, ", ")
	for _, part := range append([]string{name}, parts...) {
		if strings.ContainsAny(part, " ,") {
			n.add(part, someTeam)
		}
		if !strings.Contains(part, ",") {
			n.add(part+" team", someTeam)
		}
	}
}

// teams are the names of departments, whole and their parts.
func (c *Content) teams() map[string]bool {
	all := map[string]bool{}
	for _, p := range c.Participants {
		for _, name := range append([]string{p.Department}, strings.Split(p.Department, ", ")...) {
			if name = oneLine(name); name != "" && !isCommon(name) {
				all[name] = true
			}
		}
	}
	return all
}

// whoever adds who may be a person or a team. A role that begins with a small letter is
// no name.
func (n *namer) whoever(name string, c *Content) {
	if name = oneLine(name); name == "" || isCommon(name) || slices.ContainsFunc(n.all, func(a Alias) bool { return a.Words == name }) {
		return
	}
	if c.teams()[name] {
		return // a single word is one only where it stands alone, see withholder.who
	}
	n.person(name, somebody)
}

// Renaming exchanges names in texts, and remembers which it met.
type Renaming struct {
	of  map[rune][]Alias // by the first letter, longer names first
	met map[string]bool
}

// NewRenaming exchanges what some aliases say; longer names stand first among them.
func NewRenaming(aliases []Alias) Renaming {
	r := Renaming{of: map[rune][]Alias{}, met: map[string]bool{}}
	for _, alias := range aliases {
		first, _ := utf8.DecodeRuneInString(alias.Words)
		r.of[first] = append(r.of[first], alias)
	}
	return r
}

// Text exchanges the names in a text, where they are whole words.
func (r Renaming) Text(text string) string {
	var out strings.Builder
	inWord, done := false, 0
	for at, letter := range text {
		if at < done {
			continue
		}
		if !inWord {
			if alias := r.at(text[at:], letter); alias != nil {
				said := strings.TrimSuffix(text[:at], "@") // a handle is a name
				if alias.Instead == someTeam {
					said = strings.TrimSuffix(strings.TrimSuffix(said, "the "), "The ")
				}
				if done <= len(said) {
					out.WriteString(text[done:len(said)])
				}
				out.WriteString(asAfter(alias.Instead, out.String()))
				r.met[alias.Words] = true
				done = at + len(alias.Words)
				continue
			}
		}
		inWord = unicode.IsLetter(letter) || unicode.IsDigit(letter)
	}
	if done == 0 {
		return text
	}
	out.WriteString(text[done:])
	return out.String()
}

// at is what begins a text and is to be exchanged, nil for nothing.
func (r Renaming) at(rest string, first rune) *Alias {
	for i := range r.of[first] {
		alias := &r.of[first][i]
		if !strings.HasPrefix(rest, alias.Words) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest[len(alias.Words):])
		if !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			return alias
		}
	}
	return nil
}

// asAfter begins words with a capital letter where a sentence begins.
func asAfter(words, before string) string {
	before = strings.TrimRight(before, " \t*_“\"'‘([>#-+")
	if before != "" && !strings.ContainsAny(before[len(before)-1:], ".!?:\n") {
		return words
	}
	article, rest, _ := strings.Cut(words, " ")
	switch article {
	case "a", "an", "the":
		return Capital(article) + " " + rest
	}
	return words
}
