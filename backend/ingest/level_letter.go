package ingest

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// Some programs write the level as a letter, in brackets or in a column of its own:
// "[W][component:204]: slow", "00000117 Services      E   failed".

// letterReach is how many words behind the stamp may be the letter.
const letterReach = 8

// leveless is how many entries without another level are looked at.
const leveless = 256

// wordLetters are the letters that are words as well, A and I.
const wordLetters = 1 | 1<<('I'-'A')

// letterWords yields the first words of a message, which blanks and brackets part.
func letterWords(body []byte) func(yield func(i int, word []byte) bool) {
	return func(yield func(i int, word []byte) bool) {
		i := 0
		for n := range letterReach {
			for i < len(body) && bytes.IndexByte([]byte(" \t[]()<>|"), body[i]) >= 0 {
				i++
			}
			start := i
			for i < len(body) && bytes.IndexByte([]byte(" \t[]()<>|"), body[i]) < 0 {
				i++
			}
			if start == i || !yield(n, body[start:i]) {
				return
			}
		}
	}
}

// letters counts the letters of a message.
func (c *census) letters(body []byte) {
	for i, word := range letterWords(body) {
		switch level := columnLevel(word); {
		case level == retro.LevelNone:
		case len(word) == 1:
			c.letterAt[i]++
			c.letterSeen[i] |= 1 << (word[0]&^0x20 - 'A')
		default:
			c.letterAt[i]++
			c.letterSeen[i] |= 1 << (uint(level) + 24)
		}
	}
}

// letter returns the number of the word that is a letter in all entries without a level, 0 without one. The
// same letter in each of a few may be a word.
func (c *census) letter() int {
	for i, n := range c.letterAt {
		various := c.letterSeen[i]&(c.letterSeen[i]-1) != 0
		if n > 1 && n*20 >= c.leveless*19 && (various || n > 3 && c.letterSeen[i]&^wordLetters != 0) {
			return i + 1
		}
	}
	return 0
}

// levelOfColumn reads the letter that is a word of a message, by its number from 1 on.
func levelOfColumn(body []byte, number int) retro.Level {
	for i, word := range letterWords(body) {
		if i == number-1 {
			return columnLevel(word)
		}
	}
	return retro.LevelNone
}

// columnLevel reads the word of a column of levels: a letter, or a name in any case.
func columnLevel(word []byte) retro.Level {
	if len(word) == 1 {
		return letterLevel(word[0])
	}
	switch string(word) {
	case "Default", "Df": // As macOS calls it.
		return retro.LevelInfo
	case "NOT": // Of Nim's Chronicles.
		return retro.LevelNotice
	case "Db":
		return retro.LevelDebug
	case "Fault":
		return retro.LevelFatal
	}
	if level := levelOfWord(word); level != retro.LevelNone || len(word) < 4 || len(word) > 32 {
		return level
	}
	if capitals := string(word); capitals == strings.ToUpper(capitals) {
		return foreignLevels[strings.ToLower(capitals)] // "SCHWERWIEGEND" of Tomcat.
	}
	return retro.LevelNone
}

// letterLevel reads a letter of a column, which in some programs also says that a line was
// audited, or printed.
func letterLevel(c byte) retro.Level {
	switch c {
	case 'A':
		return retro.LevelNotice
	case 'O':
		return retro.LevelInfo
	case 'R':
		return retro.LevelError
	}
	if strings.IndexByte("deiwf", c) >= 0 {
		c -= 'a' - 'A' // As SAP HANA writes them.
	}
	if !stamp.IsUpper(c) {
		return retro.LevelNone
	}
	return levelOfLetter(c)
}

// longestLevel is of how many bytes the name of a level is at most, in any language.
const longestLevel = 32

// bracketLetter reads the letter in brackets with which a message begins, "[W][x:1]".
func bracketLetter(body []byte) retro.Level {
	if len(body) > 2 && (body[0] == '[' && body[2] == ']' || body[0] == '(' && body[2] == ')' || body[0] == '<' && body[2] == '>') {
		return levelOfLetter(body[1])
	}
	if body[0] == '[' {
		if end := bytes.IndexByte(body[:min(len(body), 40)], ']'); end > 3 {
			return foreignLevels[strings.ToLower(string(body[1:end]))] // "[Fehler] …"
		}
	}
	end := 0
	for end < min(len(body), longestLevel) && (stamp.IsLetter(body[end]) || body[end] >= utf8.RuneSelf) {
		end++
	}
	sign := end
	for sign < len(body) && body[sign] == ' ' {
		sign++
	}
	if end < 3 || sign == len(body) || bytes.IndexByte([]byte(";|\t:"), body[sign]) < 0 {
		return retro.LevelNone
	}
	return foreignLevels[strings.ToLower(string(body[:end]))] // "Fehler;Kasse;…"
}
