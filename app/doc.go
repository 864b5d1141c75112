// Package app joins the use cases to the window. It translates and never
// decides: each noun has one struct whose methods the frontend calls, pictures
// and pasted bytes go over an HTTP handler, and what only the desktop can do
// (dialogs, clipboard, browser) is behind [Native].
//
// The same structs and handler serve the real window (window.go) and, in the
// build that end-to-end tests use, a browser (package bridge).
package app
