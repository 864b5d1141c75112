// Package example tells the story that Afterword is shown with: Fernhill, an
// invented garden shop, runs out of integers in a primary key, for the third
// time.
//
// [Build] makes the retrospective the way a person would: it adds the raw pieces
// (see the folder pieces and package raw), makes events out of their lines,
// writes the sections, names a checkpoint, holds the debrief, changes what the
// debrief changed and names another. It uses nothing but the use cases, so that
// the example is at the same time a test of them, and it lives in November 2025,
// whatever the day on which it is built.
package example
