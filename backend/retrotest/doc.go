// Package retrotest is what the tests of other packages share. Nothing but tests
// imports it.
package retrotest
