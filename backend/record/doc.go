// Package record makes one sequence of many sources, and finds in it.
//
// A [Record] merges the entries of logs, conversations and pictures by time. A [Search]
// goes through it for what a [Filter] chooses or a person looks for, and shows what it has
// found while it goes on. What was found is a [View]: rows that can be folded, counted
// over time, and searched again.
//
// # Promises
//
//   - Nothing here holds the text of a source. Each entry takes six bytes beside its index,
//     and bytes are read only where text or an actor is looked for.
//   - A text is found wherever package regexp or strings would find it, only sooner.
//   - A record and a view never change, so they may be used from many goroutines.
//   - Sources are read through package ingest alone, which knows nothing of records.
package record
