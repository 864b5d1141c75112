package export

// What the tests of package export_test need to reach one layer at a time.

import "context"

// UnsanitisedForTest renders Markdown by the first layer alone.
func UnsanitisedForTest(ctx context.Context, in Input, markdown string, links Links, live bool) (string, error) {
	b := newBuilder(ctx, in)
	blocks := parseMarkdown(markdown, b)
	if err := b.load(ctx, loadsNothing); err != nil {
		return "", err
	}
	w := links.writer()
	w.live = live
	w.blocks(blocks)
	return w.String(), nil
}

// SanitiseForTest is the second layer alone.
func SanitiseForTest(markup string, live bool) string {
	if live {
		return sanitise(markup, pagePolicy).String()
	}
	return sanitise(markup, windowPolicy).String()
}

// SanitiseOnceForTest returns what one round of the sanitiser makes of markup, what its policy
// makes of it by itself, and whether that was known from its tags alone.
func SanitiseOnceForTest(markup string, live bool) (got, want string, byTags bool) {
	policy := windowPolicy
	if live {
		policy = pagePolicy
	}
	tags, ok := distinctTags(markup)
	return sanitiseOnce(markup, policy), policy.Sanitize(markup), ok && policy.Sanitize(tags) == tags
}

// CleanForTest is clean.
func CleanForTest(s string) string { return clean(s) }

// SafeURLForTest is safeURL.
func SafeURLForTest(raw string) (string, bool) { return safeURL(raw) }

// WikitextForTest is words as a line of a MediaWiki page.
func WikitextForTest(words string) string {
	return (&mediaWikiWriter{pipe: "|"}).line([]inline{text(words)})
}
