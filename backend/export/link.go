package export

import (
	"net/url"
	"strings"
	"unicode"
)

// longestURL is more than any browser puts into its address bar.
const longestURL = 4096

// safeURL returns the destination of a link in normal form, or false for one
// that must not be live: any scheme but http, https and mailto, and anything
// that two programs could read differently.
func safeURL(raw string) (string, bool) {
	raw = strings.TrimSpace(raw)
	if raw == "" || len(raw) > longestURL {
		return "", false
	}
	odd := func(r rune) bool { return r == '\\' || r == '"' || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }
	if strings.ContainsFunc(raw, odd) {
		return "", false
	}
	parsed, err := url.Parse(raw)
	if err != nil {
		return "", false
	}
	switch parsed.Scheme {
	case "http", "https":
		if parsed.Host == "" || parsed.Opaque != "" {
			return "", false
		}
	case "mailto":
		if parsed.Opaque == "" {
			return "", false
		}
	default:
		return "", false
	}
	escaped := linkEscaper.Replace(parsed.String())
	if _, err := url.Parse(escaped); err != nil || strings.ContainsFunc(escaped, unicode.IsSpace) {
		return "", false // such as a host with a quotation mark
	}
	return escaped, true
}

// linkEscaper writes as percent escapes what a URL may contain and a target's
// syntax may not.
var linkEscaper = strings.NewReplacer(
	" ", "%20", "<", "%3C", ">", "%3E", "|", "%7C", "`", "%60", "'", "%27",
	"{", "%7B", "}", "%7D", "^", "%5E",
)
