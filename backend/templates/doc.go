// Package templates holds the built-in shapes of a document: which sections it
// begins with, what each asks of its writer, and which live block it shows.
//
// A template is one Markdown file. Between two lines of "---" stand its title
// and what it is good for; each heading of level 2 begins a section, of which a
// first line "block: NAME" names the live block and everything else is the
// prompt. The file's base name is the template's name.
package templates
