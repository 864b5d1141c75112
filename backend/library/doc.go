// Package library says what a store of retrospectives must offer, and in what
// shapes it answers. The use cases ask for it, a store implements it, and neither
// knows the other.
package library
