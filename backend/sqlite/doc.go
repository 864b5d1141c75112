// Package sqlite keeps a library in one SQLite file and implements
// library.Store.
//
// # What it promises
//
// A method that changes something is one transaction, and returns only after
// its commit has reached the disk (write-ahead log, synchronous=FULL). Every
// acknowledged revision is there after a crash, a kill or a power cut.
//
// What is read is what was written. Pieces of content, chunks of originals and
// rows of history carry SHA-256 hashes that are checked on each read; bytes that
// changed on the disk give an error with retro.CodeDamaged that names them, and
// everything else stays readable.
//
// One process writes, guarded by an operating-system lock on the file beside the
// library that is named like it plus ".lock"; any number of processes read.
//
// # How content is kept
//
// A revision is a Merkle tree of immutable pieces (piece.go, content_tree.go). Records
// are leaves of canonical JSON; the text of a section is cut into paragraphs;
// long lists are cut into nodes where the hashes of their members say so. A save
// therefore adds the changed leaf and the short path above it, whatever the size
// of the document. Revisions are chained by hash (chain.go).
//
// There are no tables of current sections or events: the content of a
// retrospective is its head revision. The search index, the summaries and the
// derived table can be made again from the revisions and the originals.
//
// # What it does not do
//
// It makes no ids and reads no clock, decides nothing about content, and
// encrypts nothing.
package sqlite
