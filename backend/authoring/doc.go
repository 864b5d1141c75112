// Package authoring holds the use cases of Afterword: what a person can do with
// the library, one file per noun. The window and the command line are two ways
// of calling a [Service]; neither decides anything itself.
//
// Promises:
//
//   - Every change is one revision, and a method returns only after the store has
//     committed it. A commit whose outcome is unknown is looked up by its
//     revision id before anybody is told that it failed.
//   - A retrospective's changes happen one after another; reads may run beside
//     them. A Service is safe for concurrent use.
//   - Evidence is never altered. Removing it from a retrospective hides it; its
//     bytes stay, because earlier revisions cite them.
//
// The package imports neither a database driver nor the window: the store that
// it needs is declared in package library.
package authoring
