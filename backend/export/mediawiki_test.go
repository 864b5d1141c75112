package export_test

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/export"
)

// What the writer of wikitext makes itself. What is verbatim in MediaWiki goes first, for
// anything may stand in it but what ends it.
var (
	wikiVerbatim = regexp.MustCompile(`(?s)<nowiki>[^<]*</nowiki>|<pre>\n[^<]*\n</pre>|<syntaxhighlight lang="[a-z]+">\n.*?\n</syntaxhighlight>`)
	wikiTags     = regexp.MustCompile(`</?(?:u|s|mark|kbd|sub|sup|code|blockquote|div|ul|ol|li|dl|dt|dd)>|<br />|<nowiki/>|<ol start="\d+">` +
		`|<div class="mw-collapsible(?: mw-collapsed|-content)">|<ref name="note-\d+"(?: /)?>|</ref>|<references />`)
	wikiLinks  = regexp.MustCompile(`\[\[(?:File:[\p{L}\p{M}\p{N}.-]+(?:\||\{\{!\}\})thumb(?:\||\{\{!\}\})none|#event-)[^\[\]]*\]\]`)
	wikiLink   = regexp.MustCompile(`\[((?:https?://|mailto:)[^\s\[\]<>{}|]+) [^\[\]]*\]`)
	wikiTables = regexp.MustCompile(`(?m)^\{(?:\||\{\{!\}\}) class="wikitable"$`)
	wikiCalls  = regexp.MustCompile(`\{\{#tag:ref\||(?:\|name="note-\d+")\}\}|\{\{!\}\}`)
	// wikiLive is what MediaWiki acts on, wherever it stands.
	wikiLive = regexp.MustCompile(`(?i)<[a-z/!]|\[\[|\[//|\{\{|(?m:^\{\|)|-\{|~~~|__\pL|\b(?:https?|ftp|mailto|tel|news|urn):\S|\b(?-i:ISBN|RFC|PMID)\s+-?\d`)
)

// wikiDangers looks for what MediaWiki acts on and the writer did not make.
func wikiDangers(page string) []string {
	var found []string
	for _, own := range []*regexp.Regexp{wikiVerbatim, wikiTags, wikiLinks} {
		page = own.ReplaceAllString(page, "\x00")
	}
	for _, link := range wikiLink.FindAllStringSubmatch(page, -1) {
		if !harmlessURL(link[1]) || strings.Contains(link[1], "__") || strings.Contains(link[1], "~") {
			found = append(found, "link "+link[1])
		}
	}
	for _, own := range []*regexp.Regexp{wikiLink, wikiTables, wikiCalls} {
		page = own.ReplaceAllString(page, "\x00")
	}
	for _, live := range wikiLive.FindAllString(page, -1) {
		found = append(found, "a live "+live)
	}
	return found
}

func TestMediaWikiDangersAreSeen(t *testing.T) {
	t.Parallel()
	for _, live := range []string{"<ref>x</ref>", "a {{x}}", "[[x]]", "{|", "__TOC__", "~~~~", "see https://evil.example", "[//evil.example x]", "RFC 2616", "-{x}-", "<pre>\na</pre>{{x}}\n</pre>"} {
		if len(wikiDangers(live)) == 0 {
			t.Errorf("%q passes for text", live)
		}
	}
}

// TestMediaWikiKeepsNamesApart expects of two pages that have pictures of one name that
// the second does not take the place of the first in the wiki.
func TestMediaWikiKeepsNamesApart(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, title := range []string{"One outage", "Another outage"} {
		in := story()
		in.Content.Title = title
		page := render(t, in, "mediawiki")
		for _, file := range page.Files[1:] {
			name := strings.TrimPrefix(file.Name, "upload/")
			if names[name] {
				t.Errorf("%s is of both", name)
			}
			names[name] = true
			if !strings.Contains(string(page.Files[0].Data), "[[File:"+name+"|") {
				t.Errorf("no text shows %s", name)
			}
		}
	}
	if len(names) < 4 {
		t.Errorf("only %d names", len(names))
	}
}

// FuzzWikitext expects of any line that it stays text: what is shown is what was given.
func FuzzWikitext(f *testing.F) {
	for _, line := range append(payloads(), strings.Split(wikitextCase, "\n")...) {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, words string) {
		words = strings.Join(strings.Fields(export.CleanForTest(words)), " ")
		line := export.WikitextForTest(words)
		if found := wikiDangers(line); len(found) > 0 {
			t.Errorf("%q is written as %q, which has %q", words, line, found)
		}
		if strings.ContainsAny(line, "<|") && strings.ContainsAny(strings.ReplaceAll(line, "<nowiki/>", ""), "<|") {
			t.Errorf("%q is written as %q", words, line)
		}
		if line != "" && strings.ContainsAny(line[:1], "*#:;=!{|") || strings.HasPrefix(line, "----") || strings.Contains(line, "''") {
			t.Errorf("%q is written as %q, which is more than text", words, line)
		}
		if shown := html.UnescapeString(strings.ReplaceAll(line, "<nowiki/>", "")); shown != words {
			t.Errorf("%q is shown as %q", words, shown)
		}
	})
}
