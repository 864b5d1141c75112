// Package diff tells what changed: between two contents of a retrospective
// ([Compare]) and between two Markdown texts ([Documents]).
package diff
