// Package archive opens what logs are packed in: .zip, .tar, .gz and .zst, and a tar that
// was compressed.
//
// [Open] lists the files of a source, and each is read by [Member.Open] as bytes with a
// name. What those bytes are is not asked here.
//
// # Promises
//
//   - Bounds that no log exceeds: 5,000 files, 200 times the packed size, 8 GB. What
//     unpacks to more is refused with CodeInvalid, before it fills the disk.
//   - A name from an archive is for showing. It is never a path: no way up, no root, no
//     drive, no control characters.
//   - What breaks off is read up to there, and it is said so.
//   - The packed source is never changed. Temporary files are gone when they are closed.
package archive
