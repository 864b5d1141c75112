// Package transcript reads what other programs wrote down of a recording: WebVTT of
// Zoom and Teams, SRT, the captions that Zoom saves, and the documents of Google Meet,
// as text or as .docx.
//
// # Promises
//
//   - Whatever is in a file, each cue has words, cues stand in the order in which they
//     begin, and each names the lines that it was read from. Nothing that somebody said
//     is dropped: text that a strict reader would skip stays with the cue before it.
//   - No time is made up. A form that stamps only some paragraphs gives all between two
//     stamps the first one's time.
//   - Captions that roll, where each repeats the end of the one before, are told once.
//     A file that does not roll keeps its repetitions: people do say things twice.
//   - Time and memory are linear in the size of the file, which is bounded.
package transcript
