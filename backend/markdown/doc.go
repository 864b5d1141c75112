// Package markdown is what the app knows of Markdown as a language: how a text is
// cut into blocks ([Blocks], [Pieces]), parsed ([Parse]) and compared by what it
// means ([Meaning]), how words are written so that they stay words ([Escape],
// [CodeSpan], [Fenced]), and how they are read and counted ([PlainText],
// [CountWords]).
//
// It knows no evidence and no target: what a reference shows is for package export
// to say, and the nodes of a document are its own.
//
// Promises:
//
//   - Blocks and pieces join to the text byte for byte, whatever bytes it has.
//   - Time grows linearly with the text. What goldmark would take long for is not
//     given to it, see [Guard].
package markdown
