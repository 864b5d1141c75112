// Package wiki reads pages that came back: what people made of an exported
// retrospective in a wiki or a word processor, as the Markdown of its sections.
//
// [Read] takes Markdown, HTML (an exported page, or what Confluence, Google Docs
// and Word put on the clipboard), Confluence's storage format and DOCX. Whatever
// the form, the result is the same [Page] of blocks, each with one canonical
// Markdown: a word processor's spans, a wiki's ids and the wrapping of lines are
// gone. So two readings of pages in one form differ only where their words or
// structure do, and the noise of a converter is no edit.
//
// Promises:
//
//   - No word is dropped. What is not understood, such as a wiki's macro, becomes
//     a block of code that holds its source verbatim, see [StorageLanguage].
//   - Text is text: markup that somebody typed is escaped, and links lead to http,
//     https and mailto only.
//   - Time and memory grow linearly with the input, and the input is bounded: a
//     page that is too large or too deep is refused in words.
//
// It does not compare pages and knows nothing of revisions.
package wiki
