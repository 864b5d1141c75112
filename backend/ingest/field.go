package ingest

import (
	"bytes"
	"slices"
	"strings"
)

// FieldOf returns the value of one field of an entry: one that the format names, as
// in Description.Fields, or one that stands in the message as a pair like
// "took=12ms". It is false where the entry has none of that name. Raw are the bytes
// of the entry as they stand in the source; they may be cut short.
func (ix *Index) FieldOf(i int, raw []byte, name string) (string, bool) {
	if value, found, sure := ix.accessField(i, raw, name); sure {
		// What is no number there may be one in the query of its address.
		return value, found
	}
	if value, found, sure := ix.jsonField(i, raw, name); sure {
		if found {
			return value, true
		}
	} else {
		d := ix.describe(i, raw, name)
		for _, field := range d.Fields {
			if field.Name == name {
				return field.Value, true
			}
		}
	}
	return pairOf(raw, name)
}

// jsonField looks up a member of an object on one line, and is sure only there: most
// of what is charted stands in such lines or in access logs, and to describe each would
// take ten times as long.
func (ix *Index) jsonField(i int, raw []byte, name string) (value string, found, sure bool) {
	line := bytes.TrimRight(raw, "\r\n")
	if formatID(ix.Entries[i].Format) != formatJSONLines || ix.actors != nil || ix.plan.document != depthNone || ix.plan.table != nil ||
		!ix.IsUTF8() || strings.Contains(name, ".") || len(line) == 0 || line[0] != '{' || bytes.IndexByte(line, '\n') >= 0 {
		return "", false, false
	}
	for at := skipBlank(line, 1); at < len(line) && line[at] == '"'; {
		keyEnd := stringEnd(line, at)
		if keyEnd < 0 {
			break
		}
		key := line[at+1 : keyEnd]
		if at = skipBlank(line, keyEnd+1); at >= len(line) || line[at] != ':' {
			break
		}
		if at = skipBlank(line, at+1); at >= len(line) {
			break
		}
		end := valueEnd(line, at)
		if end < 0 {
			end = len(line)
		}
		if string(key) == name && line[at] != '{' {
			return fieldText(line[at:end]), true, true
		}
		if at = skipBlank(line, end); at >= len(line) || line[at] != ',' {
			break
		}
		at = skipBlank(line, at+1)
	}
	return "", false, true
}

// accessField looks up what an access log says behind the stamp, and is sure only there.
func (ix *Index) accessField(i int, raw []byte, name string) (value string, found, sure bool) {
	at := slices.Index(accessNames[:], name)
	if at < 0 && name != requestTime {
		return "", false, false
	}
	if formatID(ix.Entries[i].Format) != formatNginxAccess || ix.plan.document != depthNone || ix.plan.table != nil ||
		!ix.IsUTF8() || ix.plan.newline != '\n' || isDirty(raw) {
		return "", false, false
	}
	line, _, _ := bytes.Cut(raw, []byte{'\n'})
	line = bytes.TrimSuffix(line, []byte{'\r'})
	var h head
	if len(line) > cleanReach || !headAccess(line, &h) {
		return "", false, false
	}
	rest := line[h.to+1:]
	var word []byte
	for n := range accessNames {
		if word, rest = nextQuoted(rest); n == at {
			found = len(word) > 0 && string(word) != "-"
			break
		}
	}
	if at < 0 {
		word, _ = nextQuoted(rest)
		found = isSeconds(word)
	}
	if !found {
		return "", false, true
	}
	return text(word), true, true
}

// pairOf finds "name=value" in an entry; a value in quotes is returned without them.
func pairOf(raw []byte, name string) (string, bool) {
	if name == "" {
		return "", false
	}
	for from := 0; ; {
		at := bytes.Index(raw[from:], []byte(name))
		if at < 0 {
			return "", false
		}
		at += from
		from = at + len(name)
		if from >= len(raw) || raw[from] != '=' || at > 0 && isKeyByte(raw[at-1]) {
			continue
		}
		return pairValue(raw[from+1:])
	}
}

// pairValue reads what stands behind the sign of a pair.
func pairValue(value []byte) (string, bool) {
	if len(value) > 0 && value[0] == '"' {
		if end := bytes.IndexByte(value[1:], '"'); end >= 0 {
			return text(value[1 : 1+end]), true
		}
	}
	if end := bytes.IndexAny(value, " \t\r\n,;)]}\""); end >= 0 {
		value = value[:end]
	}
	return text(value), len(value) > 0
}

// pairsIn returns where the values begin that pairOf finds in a text, by all names that are
// keys. A message may hold thousands, too many to look for each from the beginning.
func pairsIn(raw []byte) map[string]int {
	values := map[string]int{}
	for from := 0; ; {
		at := bytes.IndexByte(raw[from:], '=')
		if at < 0 {
			return values
		}
		at += from
		start := at
		for start > from && isKeyByte(raw[start-1]) {
			start--
		}
		if from = at + 1; start < at {
			if name := string(raw[start:at]); values[name] == 0 {
				values[name] = from
			}
		}
	}
}

// FieldsOf returns all that FieldOf can be asked for in an entry, in the order of the
// source.
func (ix *Index) FieldsOf(i int, raw []byte) []Field {
	d := ix.describe(i, raw, "")
	if ix.plan.table != nil && d.Text == pairs(d.Fields) {
		return d.Fields // Its text is nothing but its cells.
	}
	fields, known := d.Fields, map[string]bool{}
	for _, field := range fields {
		known[field.Name] = true
	}
	message := []byte(d.Text)
	values := pairsIn(message)
	for word := range strings.FieldsFuncSeq(d.Text, func(r rune) bool { return strings.ContainsRune(" \t\n,;()[]{}\"", r) }) {
		name, _, found := strings.Cut(word, "=")
		if !found || name == "" || known[name] || !isKey(name) {
			continue
		}
		if value, ok := pairValue(message[values[name]:]); ok {
			known[name] = true
			fields = append(fields, Field{Name: name, Value: value})
		}
	}
	return fields
}

func isKey(name string) bool {
	for i := range len(name) {
		if !isKeyByte(name[i]) {
			return false
		}
	}
	return true
}
