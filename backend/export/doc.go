// Package export turns a retrospective into what other people read: a folder of
// Markdown, one self-contained HTML file, messages for Slack, a page for
// Confluence or MediaWiki. It also renders the same document for the window, see [Preview].
//
// A document is built once, from [retro.Content], as a tree of nodes of our own:
// Markdown is parsed by goldmark and taken over node by node, live blocks are
// built from the same nodes, and each target then writes that tree in one file
// (html.go, markdown.go, slack.go, confluence.go, mediawiki.go). No target ever sees HTML that
// somebody typed: it arrives as visible text. One thing returns to where it came
// from as it came, a Confluence macro that only Confluence knows (verbatim.go).
//
// Promises:
//
//   - Everything that leaves is inert: no script, no frame, no form, no style of
//     the writer's, nothing that is fetched. Links lead to http, https and mailto
//     only. HTML passes a second, independent allow-list and is a fixpoint of it;
//     only this package can make a [SafeHTML].
//   - What cannot be shown (unknown evidence, unreadable bytes, a link with
//     another scheme) is said in words where it stands, or in [Result.Notes].
//   - The same input gives the same bytes.
//   - Text that was built to be slow to parse is shown as it is, preformatted.
//
// It does not choose what to leave out for an audience and does not look for
// secrets: the content it is given is the content that it writes, with one
// exception, the prompts of sections, which are never exported.
package export
