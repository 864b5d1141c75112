// Package templates holds the built-in shapes of a document: which sections it
// begins with, what each asks of its writer, which part it plays, and which live
// block it shows. It also holds the agendas of debriefs.
//
// A template is one Markdown file. Between two lines of "---" stand its title and
// what it is good for, and "debrief: no" where one person tells it without a meeting; each heading of level 2 begins a section. Lines "role: NAME"
// and "block: NAME" right below name its part and its live block, and everything
// else is the prompt. The file's base name is the template's name.
//
// [Switch] gives a written document the shape of another template.
package templates
