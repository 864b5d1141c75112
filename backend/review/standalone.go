package review

import (
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// RuleAcronym finds abbreviations that a newcomer cannot resolve. A verdict on one holds
// wherever it stands.
const RuleAcronym = "acronym"

// insidersOnly remarks on what only those understand or reach who were there: abbreviations
// that nobody explains, links that lead into one's own network, notes that are not there.
func insidersOnly(c *retro.Content, texts []text, add func(Finding)) {
	explained := explainedIn(c, texts)
	for _, t := range texts {
		if t.noun == retro.NounTerm || t.noun == retro.NounReference {
			continue // its words explain
		}
		for _, at := range acronym().FindAllStringIndex(t.prose, -1) {
			word := strings.TrimSuffix(t.prose[at[0]:at[1]], "s")
			if explained[word] || isPartOfName(t.prose, at) {
				continue
			}
			explained[word] = true // once is enough
			add(Finding{
				Rule: RuleAcronym, Noun: t.noun, ID: t.id, Quote: word, CanStand: true,
				Words:  "“" + word + "” in “" + t.title + "” is explained nowhere",
				Reason: "Somebody from another team, or who reads it in two years, may not know it. Explain it in the glossary, or where it stands first.",
			})
		}
	}
	told := map[string]bool{}
	for _, t := range texts {
		for _, address := range addressesIn(t.words) {
			if told[address] || !isInternal(address) {
				continue
			}
			told[address] = true
			add(Finding{
				Rule: "internal-link", Noun: t.noun, ID: t.id, Quote: address, CanStand: true,
				Words:  "“" + address + "” in “" + t.title + "” can be reached only from inside",
				Reason: "For whoever reads it elsewhere it leads nowhere. Say in the text what is to be seen there.",
			})
		}
	}
	danglingNotes(c, add)
}

// acronym is a word of two to six capitals and digits, of which two are letters, also in
// the plural.
var acronym = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b(?:[A-Z]{2}[A-Z0-9]{0,4}|[A-Z][0-9][A-Z][A-Z0-9]{0,3}|[0-9][A-Z]{2}[A-Z0-9]{0,3})s?\b`)
})

// isPartOfName reports whether the word is a piece of something longer that names: a
// ticket, a version, a path, a file.
func isPartOfName(prose string, at []int) bool {
	before, after := byte(' '), byte(' ')
	if at[0] > 0 {
		before = prose[at[0]-1]
	}
	if at[1] < len(prose) {
		after = prose[at[1]]
	}
	if strings.IndexByte("-_/.@#$:=&", before) >= 0 || strings.IndexByte("_/@=", after) >= 0 {
		return true
	}
	next := byte(' ')
	if at[1]+1 < len(prose) {
		next = prose[at[1]+1]
	}
	isWord := next >= '0' && next <= '9' || next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z'
	return isWord && strings.IndexByte("-.:", after) >= 0
}

// inBrackets is "Time To Live (TTL)", and spelledOut "TTL (time to live)".
var (
	inBrackets = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\p{L}[\p{L}\-]*\s+\(([A-Z0-9]{2,6})s?\)`) })
	spelledOut = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b([A-Z0-9]{2,6})s? \(\p{L}[\p{L}\-]*[ ,\p{L}]`) })
)

// explainedIn are the abbreviations that the glossary or the text explains, and those that
// everybody knows.
func explainedIn(c *retro.Content, texts []text) map[string]bool {
	known := map[string]bool{}
	for word := range strings.FieldsSeq(everybodyKnows) {
		known[word] = true
	}
	for _, row := range c.Tables[retro.NounTerm] {
		for _, word := range acronym().FindAllString(row.Cells["term"], -1) {
			known[strings.TrimSuffix(word, "s")] = true
		}
	}
	for _, t := range texts {
		for _, pattern := range []*regexp.Regexp{inBrackets(), spelledOut()} {
			for _, found := range pattern.FindAllStringSubmatch(t.prose, -1) {
				known[found[1]] = true
			}
		}
	}
	return known
}

// everybodyKnows are abbreviations that nobody explains to anybody who works with
// software, words that are written in capitals, and units.
const everybodyKnows = `
OK AM PM TV CD DVD USB ID IDs PDF UK US USA EU UN FAQ CEO CTO CFO COO CIO VP HR PR QA IT AI PC URL URI API APIS CPU GPU RAM ROM SSD HDD IO
HTTP HTTPS HTML CSS XML JSON YAML CSV SQL SSH SSL TLS DNS IP IPV4 IPV6 TCP UDP FTP SFTP SMTP IMAP VPN LAN WAN WIFI UI UX OS VM PHP JS TS
PNG JPG JPEG GIF SVG MP3 MP4 ZIP ASCII UTF UTF8 UUID GUID REST SMS PIN PS NB FYI ASAP TBD TBC TODO ETA RSVP DIY VIP AKA
GET PUT POST HEAD PATCH DELETE SELECT INSERT UPDATE FROM WHERE AND OR NOT NULL TRUE FALSE YES NO ON OFF IF ELSE INT BIGINT TEXT CHAR DATE
INFO WARN WARNING ERROR FATAL DEBUG TRACE CRIT ALERT NOTICE
KB MB GB TB PB KIB MIB GIB TIB HZ KHZ MHZ GHZ MS NS
UTC GMT CET CEST EET EEST BST IST EST EDT CST CDT MST MDT PST PDT JST AEST AEDT NZST NZDT
EUR USD GBP CHF JPY AUD CAD II III IV VI VII VIII IX XI XII
MON TUE WED THU FRI SAT SUN JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC`

// address is the beginning of a link as it stands in a text.
var address = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`https?://[^\s<>()\[\]"'` + "`" + `]+`) })

// addressesIn are the addresses in a text that are no code.
func addressesIn(words string) []string {
	var found []string
	if !strings.Contains(words, "://") {
		return nil
	}
	for _, block := range markdown.Blocks(words) {
		if block.Kind == markdown.KindCode {
			continue
		}
		for _, one := range address().FindAllString(codeSpan.ReplaceAllString(block.Text, " "), -1) {
			found = append(found, strings.TrimRight(one, ".,;:!?*_~"))
		}
	}
	return found
}

var codeSpan = regexp.MustCompile("``[^`]*``|`[^`\n]*`")

// insideOnly are endings of names that no public server has.
var insideOnly = []string{".local", ".internal", ".intranet", ".corp", ".lan", ".home", ".private", ".localdomain", ".localhost", ".home.arpa", ".test", ".cluster"}

// isInternal reports whether an address leads into one's own network or machine.
func isInternal(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Hostname() == "" {
		return false
	}
	host := strings.ToLower(strings.TrimSuffix(parsed.Hostname(), "."))
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsUnspecified()
	}
	return !strings.Contains(host, ".") || slices.ContainsFunc(insideOnly, func(ending string) bool { return strings.HasSuffix(host, ending) })
}

// A note is called by [^1] and stands as [^1]: at the beginning of a line.
var (
	noteCall = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[\^([^\]\s]+)\]`) })
	noteText = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^ {0,3}\[\^([^\]\s]+)\]:`) })
	bareHead = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`!\[\s*\]\((https?://[^)\s]+)`) })
)

// danglingNotes remarks on calls of footnotes that stand nowhere, and on pictures from
// elsewhere without a caption.
func danglingNotes(c *retro.Content, add func(Finding)) {
	there := map[string]bool{}
	for _, s := range c.Sections {
		for _, note := range noteText().FindAllStringSubmatch(s.Body, -1) {
			there[note[1]] = true
		}
	}
	for _, s := range c.Sections {
		prose := proseOf(s.Body)
		for _, call := range noteCall().FindAllStringSubmatch(prose, -1) {
			if !there[call[1]] {
				there[call[1]] = true
				add(Finding{Rule: "note-gone", Noun: retro.NounSection, ID: string(s.ID), Words: "“" + s.Heading + "” calls the footnote “" + call[1] + "”, which stands nowhere"})
			}
		}
		for range bareHead().FindAllString(s.Body, -1) {
			add(Finding{Rule: "no-caption", Noun: retro.NounSection, ID: string(s.ID), Words: "A picture in “" + s.Heading + "” has no caption"})
		}
	}
}
