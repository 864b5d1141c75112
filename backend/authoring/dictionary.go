package authoring

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/afterword-app/afterword/backend/retro"
)

// Dictionary is one of Hunspell's: the words of a language, and how they take on
// endings.
type Dictionary struct {
	Affixes string `json:"affixes"`
	Words   string `json:"words"`
}

// maxDictionary is the largest list of words that is read, in bytes. Those that are larger
// put words together without end, which no check in the window bears.
const maxDictionary = 6 << 20

// dictionaryName is a language, and where it is spoken: "de_AT", "ca", "sr-Latn_RS".
var dictionaryName = regexp.MustCompile(`^[a-z]{2,3}(?:[-_][A-Za-z]{2,8})*$`)

// DictionaryFolders is where a system keeps Hunspell's dictionaries.
func DictionaryFolders() []string {
	switch runtime.GOOS {
	case "darwin":
		home, _ := os.UserHomeDir()
		return []string{filepath.Join(home, "Library", "Spelling"), "/Library/Spelling"}
	case "linux":
		return []string{"/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/share/myspell"}
	default:
		return nil
	}
}

// Dictionaries lists the languages, such as "de-AT", whose dictionaries are in the
// folders. One that is a second name of another stands for itself.
func Dictionaries(folders []string) []string {
	found := []string{}
	for _, folder := range folders {
		files, _ := filepath.Glob(filepath.Join(folder, "*.aff")) // the pattern is no bad one
		for _, file := range files {
			name := strings.TrimSuffix(filepath.Base(file), ".aff")
			words, err := os.Stat(strings.TrimSuffix(file, ".aff") + ".dic")
			if err == nil && words.Size() <= maxDictionary && dictionaryName.MatchString(name) {
				found = append(found, strings.ReplaceAll(name, "_", "-"))
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// ReadDictionary returns the dictionary of a language that Dictionaries lists, as
// UTF-8; CodeNotFound for another one, CodeUnsupported where its signs are not known.
func ReadDictionary(folders []string, language string) (Dictionary, error) {
	if !slices.Contains(Dictionaries(folders), language) {
		return Dictionary{}, retro.Errorf(retro.CodeNotFound, "there is no dictionary for %s", language)
	}
	for _, folder := range folders {
		for _, name := range []string{strings.ReplaceAll(language, "-", "_"), language} {
			path := filepath.Join(folder, name)
			affixes, err := os.ReadFile(path + ".aff") //nolint:gosec // only names that Dictionaries found
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return Dictionary{}, retro.Errorf(retro.CodeUnsupported, "the dictionary for %s cannot be read: %w", language, err)
			}
			words, err := os.ReadFile(path + ".dic") //nolint:gosec // as above
			if err != nil {
				return Dictionary{}, retro.Errorf(retro.CodeUnsupported, "the dictionary for %s cannot be read: %w", language, err)
			}
			return decodeDictionary(language, affixes, words)
		}
	}
	return Dictionary{}, retro.Errorf(retro.CodeNotFound, "there is no dictionary for %s", language)
}

// setLine names the encoding of a dictionary.
var setLine = regexp.MustCompile(`(?m)^SET[ \t]+(\S+)`)

func decodeDictionary(language string, affixes, words []byte) (Dictionary, error) {
	charset := "iso8859-1" // Hunspell's own where none is named
	if match := setLine.FindSubmatch(affixes); match != nil {
		charset = string(match[1])
	}
	if strings.EqualFold(charset, "UTF-8") {
		return Dictionary{strings.ToValidUTF8(string(affixes), "�"), strings.ToValidUTF8(string(words), "�")}, nil
	}
	// Hunspell writes ISO8859-1 and microsoft-cp1251, the web iso-8859-1 and windows-1251.
	name := strings.ToLower(charset)
	name = strings.Replace(strings.Replace(name, "iso8859", "iso-8859", 1), "microsoft-cp", "windows-", 1)
	encoding, err := htmlindex.Get(name)
	if err != nil {
		return Dictionary{}, retro.Errorf(retro.CodeUnsupported, "the dictionary for %s is written in %s, which is not known", language, charset)
	}
	decoded := [2]string{}
	for i, text := range [][]byte{affixes, words} {
		read, err := encoding.NewDecoder().Bytes(text)
		if err != nil {
			return Dictionary{}, retro.Errorf(retro.CodeUnsupported, "the dictionary for %s cannot be read: %w", language, err)
		}
		decoded[i] = string(read)
	}
	return Dictionary{decoded[0], decoded[1]}, nil
}
