// Package merging puts together what two sides made of one retrospective: two
// histories, see [Histories], or a page that others edited, see [Page] and
// [Append]. It gets contents and gives a content with its conflicts, and neither
// reads nor saves anything.
//
// What only one side changed is taken. Where both changed the same, both versions
// are in the merged document: ours in its place, theirs in a quotation that names
// the conflict's number. The conflict is open as long as that quotation stands
// there, see [Open], and [Settle] ends it.
package merging
