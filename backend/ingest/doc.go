// Package ingest turns the bytes of a log or chat into exact entries: where each
// one stands, when it happened and how grave it is.
//
// # Promises
//
//   - No content is an error. [Read] fails only where the source cannot be read
//     or the context ends; what is not understood stays as text.
//   - Every byte belongs to one entry or to the preamble before the first. The
//     entries of an [Index] stand in the order of the source and tile it.
//   - No date, year or zone is ever made up. A stamp that lacks one leaves its
//     entry undated, or dated in a wall clock of an unknown zone, and the reading
//     asks a question: "zone", "date" or "dayfirst". What is chosen leaves no entry after
//     the reference and none more than a day behind the one before.
//   - The answer does not depend on the number of processors: a source is scanned
//     in pieces at once, and the pieces are put together as one pass would have.
//   - Time and memory are bounded by the size of the source: 32 bytes an entry,
//     and a few megabytes of buffers whatever the length of its lines. Only
//     conversations, which are small, are read as a whole.
//
// # How it works
//
// A plan is made from samples of the source: its encoding, its line ends, whether
// it is one document (a chat, a JSON document) and which of the weaker formats it
// may use. Then its lines are classified: the first bytes choose at most a few
// formats, and each of those parses a stamp at a fixed place without regular
// expressions. A line that no format claims continues the entry before it, so a
// Stamp in the middle of a stack trace starts nothing. Formats may change from
// line to line.
//
// Stamps that need their neighbours are settled at the end by package stamp, in one way for
// the whole source: the order of day, month and year, missing years, missing days; local
// times in the repeated hour of autumn by the order of the entries.
//
// # Packed sources
//
// What is compressed or archived is unpacked by package archive. Whoever holds the packed
// bytes keeps them as they are, stores the text beside them once, and indexes that:
// offsets, lines and raw bytes are those of the text. An export of a Slack workspace
// becomes one document with a message on each line, see [WriteSlack].
//
// # Repeats
//
// Each entry keeps a hash of all but its stamp, so that package record can fold entries
// that say the same without reading them. People in a conversation are never folded.
//
// # Offsets
//
// Offsets and lengths always count bytes of the original, also in UTF-16: an
// entry's raw bytes can be cut from the source and given to [Index.Describe].
package ingest
