// Package smoke holds the test of the real window: the whole story in WebKitGTK,
// by real keys and the real clipboard, until the app is killed and opened again.
// It stands behind the tag smoke, because it needs an X server and builds the
// app; `make smoke` runs it and leaves screenshots in smoke-out.
package smoke
