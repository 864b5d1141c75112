// Package debrief makes what a debrief leaves for others: recording notes, chapters
// and captions for its recordings, the agenda pack and the calendar file that go out
// before it, and the message that follows.
//
// What is read as a page is a [retro.Content] with sections of its own, which package
// export renders for every target. What other programs read is written here, each by
// the rules of its format; titles and notes are hostile text in all of them.
//
// Offsets are places in a recording. They follow from the debrief's clock and never
// from the time of day, see [retro.Debrief].
package debrief
