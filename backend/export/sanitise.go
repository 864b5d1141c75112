package export

import (
	"html"
	"regexp"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
)

// SafeHTML is HTML that may be put into a page as it is: no script, no style,
// nothing that is fetched but pictures below /asset/, no link that leads
// anywhere but to the web or to mail. Only this package can make one.
type SafeHTML struct{ html string }

// String returns the markup, "" for the zero value.
func (s SafeHTML) String() string { return s.html }

// The second of two layers: an allow-list of what htmlWriter writes, which knows
// nothing of Markdown and would hold alone. The window's links lead nowhere by
// themselves; a page's may be followed.
var (
	windowPolicy = newPolicy(false)
	pagePolicy   = newPolicy(true)
)

var (
	classNames  = regexp.MustCompile(`^doc-[a-z-]+(?: doc-[a-z-]+)*$`)
	webAddress  = regexp.MustCompile(`^(?:https?://|mailto:)[^\s"'<>\\` + "`" + `]+$`)
	pageAddress = regexp.MustCompile(webAddress.String() + `|^#(?:note-\d{1,9}|event-[0-9a-z_-]{1,64})$`)
	noteID      = regexp.MustCompile(`^note-\d{1,9}$`)
	eventRow    = regexp.MustCompile(`^event-[0-9a-z_-]{1,64}$`)
	assetPath   = regexp.MustCompile(`^/asset/[A-Za-z0-9_-]+(?:[./?=&][A-Za-z0-9_-]+)*$`)
	wholeNumber = regexp.MustCompile(`^-?\d{1,9}$`)
	evidenceID  = regexp.MustCompile(`^[0-9a-z_-]{1,64}$`)
)

func newPolicy(live bool) *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements(
		"h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "em", "strong", "s", "u", "mark", "kbd", "sub", "sup", "ins", "del", "code", "pre",
		"ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td",
		"figure", "figcaption", "details", "summary", "dl", "dt", "dd", "div", "wbr",
	)
	p.AllowNoAttrs().OnElements("span", "a")
	p.AllowAttrs("class").Matching(classNames).OnElements(
		"p", "pre", "ul", "ol", "li", "blockquote", "table", "th", "td",
		"figure", "details", "span", "dl", "div",
	)
	p.AllowAttrs("title").OnElements("abbr") // said as text, wherever it comes from
	p.AllowAttrs("start").Matching(wholeNumber).OnElements("ol")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^col$`)).OnElements("th")
	p.AllowAttrs("src").Matching(assetPath).OnElements("img")
	p.AllowAttrs("alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(wholeNumber).OnElements("img")
	p.AllowAttrs("loading").Matching(regexp.MustCompile(`^lazy$`)).OnElements("img")
	p.RequireParseableURLs(true)
	p.AllowRelativeURLs(true)
	p.AllowURLSchemes("http", "https", "mailto")
	if live {
		p.AllowAttrs("href").Matching(pageAddress).OnElements("a")
		p.AllowAttrs("id").Matching(noteID).OnElements("li")
		p.AllowAttrs("id").Matching(eventRow).OnElements("td")
		p.AllowAttrs("rel").Matching(regexp.MustCompile(`^noopener noreferrer$`)).OnElements("a")
		return p
	}
	p.AllowAttrs("data-url").Matching(webAddress).OnElements("a")
	p.AllowAttrs("data-evidence").Matching(evidenceID).OnElements("a", "figure", "details")
	p.AllowAttrs("data-event").Matching(evidenceID).OnElements("a")
	p.AllowAttrs("data-room").Matching(regexp.MustCompile(`^(?:` + strings.Join(liveRooms(), "|") + `)$`)).OnElements("a")
	p.AllowAttrs("data-from", "data-to").Matching(wholeNumber).OnElements("a", "figure", "details")
	p.AllowAttrs("role").Matching(regexp.MustCompile(`^link$`)).OnElements("a")
	p.AllowAttrs("tabindex").Matching(regexp.MustCompile(`^0$`)).OnElements("a")
	return p
}

// sanitise lets through what the policy allows. The result is a fixpoint: to
// sanitise it again changes nothing, so that no second reading of it can see
// something that the first did not. Markup that keeps changing is shown as text.
func sanitise(markup string, policy *bluemonday.Policy) SafeHTML {
	const rounds = 4
	for range rounds {
		sanitised := sanitiseOnce(markup, policy)
		if sanitised == markup {
			return SafeHTML{sanitised}
		}
		markup = sanitised
	}
	return SafeHTML{"<pre>" + html.EscapeString(markup) + "</pre>"}
}

// partSize is how much markup is worth a processor of its own, in bytes.
const partSize = 256 << 10

// sanitiseOnce sanitises a long table in parts, at once: thousands of events are
// megabytes of markup. It cuts between rows, and no text or attribute can hold what
// it cuts at, for in them "<" is escaped. Were that ever wrong, each part would still
// be made of whole tags from the allow-list.
func sanitiseOnce(markup string, policy *bluemonday.Policy) string {
	parts := cutAtRows(markup, partSize)
	if len(parts) == 1 {
		return sanitisePart(markup, policy)
	}
	var all sync.WaitGroup
	for i, part := range parts {
		all.Go(func() { parts[i] = sanitisePart(part, policy) })
	}
	all.Wait()
	return strings.Join(parts, "")
}

// sanitisePart is policy.Sanitize, which takes most of the time of a long page.
func sanitisePart(markup string, policy *bluemonday.Policy) string {
	if tags, ok := distinctTags(markup); ok && policy.Sanitize(tags) == tags {
		return markup
	}
	return policy.Sanitize(markup)
}

// distinctTags returns each of a markup's tags once, and whether all between them is text
// that is escaped as the policy would. A page is then what the policy lets through where
// its tags are: the policy decides on each by itself, and remembers beyond it only what it
// left out. That it left nothing out and took each for one tag is seen in that they come
// back as they were: what it writes has no "<" and ">" but those of tags that it allows.
func distinctTags(markup string) (tags string, ok bool) {
	var distinct strings.Builder
	seen := map[string]bool{}
	for {
		text, rest, isTag := strings.Cut(markup, "<")
		if !isEscaped(text) {
			return "", false
		}
		if !isTag {
			return distinct.String(), true
		}
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			return "", false
		}
		if tag := markup[len(text) : len(text)+len("<")+end+len(">")]; !seen[tag] {
			seen[tag] = true
			distinct.WriteString(tag)
		}
		markup = rest[end+len(">"):]
	}
}

// isEscaped reports whether a text is what html.EscapeString writes.
func isEscaped(text string) bool {
	for {
		at := strings.IndexAny(text, "&<>'\"\r")
		if at < 0 {
			return true
		}
		text = text[at:]
		escape := text[:strings.IndexByte(text, ';')+1]
		switch escape {
		case "&amp;", "&lt;", "&gt;", "&#39;", "&#34;":
			text = text[len(escape):]
		default:
			return false
		}
	}
}

// cutAtRows divides markup into parts of at least size bytes. All but the first
// begin with a row of a table.
func cutAtRows(markup string, size int) []string {
	var parts []string
	for len(markup) > 2*size {
		at := strings.Index(markup[size:], rowStart)
		if at < 0 {
			break
		}
		parts = append(parts, markup[:size+at])
		markup = markup[size+at:]
	}
	return append(parts, markup)
}
