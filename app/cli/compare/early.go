package compare

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// init runs a plain `afterword compare` at once and ends the process.
//
// Before main, Go initialises every package of a program, and those that render
// Markdown, clean HTML and read pictures build tables and compile patterns for
// several milliseconds: more than it takes to compare two documents, and more than
// git takes in all. Packages are initialised in order of their import paths as far
// as their imports allow, so one of ours that imports nothing but the standard
// library and the comparison comes before them. That is why this package, and
// package diff, must not import a module. Anything but a plain use with two
// readable files is left to the command line, which says what is wrong with it.
func init() {
	if len(os.Args) < 2 || os.Args[1] != "compare" {
		return
	}
	request, ok := parse(os.Args[2:])
	if !ok || request.format == Text && isTerminal(os.Stdout) {
		return
	}
	old, hasOld := read(request.paths[0])
	after, hasNew := read(request.paths[1])
	if !hasOld || !hasNew {
		return
	}
	if err := Write(os.Stdout, old, after, request.format, false); err != nil {
		fmt.Fprintf(os.Stderr, "error: %s\n", err)
		os.Exit(1) //nolint:forbidigo // Main is never reached.
	}
	os.Exit(0) //nolint:forbidigo // As above.
}

// request is what the arguments ask for.
type request struct {
	paths  []string
	format Format
}

// parse reads the arguments of a plain use: two files, and a format that Write
// knows or none.
func parse(args []string) (r request, ok bool) {
	r.format = Text
	for i := 0; i < len(args); i++ {
		format, given := strings.CutPrefix(args[i], "--format=")
		switch {
		case args[i] == "--format" && i+1 < len(args):
			i++
			r.format = Format(args[i])
		case given:
			r.format = Format(format)
		case args[i] == "--json":
			r.format = JSON
		case strings.HasPrefix(args[i], "-"):
			return r, false
		default:
			r.paths = append(r.paths, args[i])
		}
	}
	return r, len(r.paths) == 2 && (r.format == Text || r.format == JSON)
}

// mostBytes bounds the files that are read here; the command line says that a
// larger one is too large.
const mostBytes = 64 << 20

// read reads a file into a string at once. As bytes that are copied into one it
// would take twice the memory, which costs a small document more than the reading.
func read(path string) (content string, ok bool) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > mostBytes {
		return "", false
	}
	file, err := os.Open(path) //nolint:gosec // The person names the file.
	if err != nil {
		return "", false
	}
	defer file.Close() //nolint:errcheck // Nothing was written.
	var text strings.Builder
	text.Grow(int(info.Size()))
	_, err = io.Copy(&text, file)
	return text.String(), err == nil
}

// isTerminal reports whether a file may be a terminal, which wants colour.
func isTerminal(file *os.File) bool {
	info, err := file.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}
