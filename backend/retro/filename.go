package retro

import (
	"slices"
	"strings"
	"unicode"
)

// longestFileName is how many characters of a title the name of a file takes.
const longestFileName = 40

// FileName writes a title as the name of a file, without an extension, that every
// system takes: its letters and digits, of whatever script, in lower case, with
// single hyphens between the words. A title that has neither gets the name
// otherwise.
func FileName(title, otherwise string) string {
	words := strings.FieldsFunc(strings.ToLower(strings.ToValidUTF8(title, " ")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	name := strings.Join(words, "-")
	if letters := []rune(name); len(letters) > longestFileName {
		name = strings.Trim(string(letters[:longestFileName]), "-")
		// Rather without its last word than with a part of it, where that is a short one.
		if at := strings.LastIndexByte(name, '-'); letters[longestFileName] != '-' && at > len(name)/2 {
			name = name[:at]
		}
	}
	switch {
	case name == "":
		return otherwise
	case isDevice(name):
		return otherwise + "-" + name
	}
	return name
}

// isDevice reports whether Windows takes a name for a device, whatever its
// extension.
func isDevice(name string) bool {
	if port, ok := strings.CutPrefix(name, "com"); ok && len(port) == 1 {
		return true
	}
	if port, ok := strings.CutPrefix(name, "lpt"); ok && len(port) == 1 {
		return true
	}
	return slices.Contains([]string{"con", "prn", "aux", "nul"}, name)
}
