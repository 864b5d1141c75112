// Package raw makes the raw pieces of the example retrospective: the logs, the
// conversation and the charts that an investigator of Fernhill, an invented
// garden shop, would have had on the day, and what was said in the debrief.
//
// The pieces are committed beside it, in ../pieces, because people should be able
// to open them and because the story cites them by line. This package is how they
// came to be; nothing but its test imports it. The test fails when a piece is not
// what the package makes, and rewrites the pieces with -update.
//
// Everything derives from a seed and from one model of the morning, so that the
// pieces agree with each other: an order that the API could not save is an error
// in the database's log a few milliseconds before, and a failed request in the
// router's a few after.
package raw
