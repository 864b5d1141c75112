// Package retro is the domain of Afterword: the words that people use about an
// incident, as Go types, and the rules that hold between them.
//
// The centre is [Content], everything that one retrospective says at one
// moment. A [Revision] is a saved Content; nothing is ever changed in place.
// [Evidence] points at original bytes by their SHA-256 and never holds them.
//
// The package imports only the standard library, does no I/O, reads no clock
// (see [Clock]) and makes up no ids (see [IDs]). All its types marshal to the
// JSON that the command line prints and the window receives: lower camel case
// names, RFC 3339 times.
package retro
