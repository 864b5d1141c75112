package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// Three abbreviations of months mean different ones in Polish, Czech and Croatian: "lis" is
// November or October, "lip" July or June, "srp" August or July. The other months that a
// source names tell which language it is in.

// slavic is the language of the months of a source.
type slavic uint8

const (
	slavicUnknown slavic = iota
	slavicPolish
	slavicCzech
	slavicCroatian
)

// slavicOwn are months that only one of the languages spells so.
var slavicOwn = map[string]slavic{
	"sty": slavicPolish, "lut": slavicPolish, "kwi": slavicPolish, "cze": slavicPolish, "sie": slavicPolish, "wrz": slavicPolish, "paź": slavicPolish, "gru": slavicPolish,
	"led": slavicCzech, "úno": slavicCzech, "bře": slavicCzech, "dub": slavicCzech, "kvě": slavicCzech, "čvn": slavicCzech, "čvc": slavicCzech, "zář": slavicCzech, "říj": slavicCzech,
	"sij": slavicCroatian, "velj": slavicCroatian, "ožu": slavicCroatian, "svi": slavicCroatian, "kol": slavicCroatian, "ruj": slavicCroatian, "stu": slavicCroatian,
}

// slavicMonths are English names, which are as long, for the months that are shared.
var slavicMonths = map[string][4]string{
	"lis": {slavicPolish: "Nov", slavicCzech: "Nov", slavicCroatian: "Oct"},
	"lip": {slavicPolish: "Jul", slavicCroatian: "Jun"},
	"srp": {slavicCzech: "Aug", slavicCroatian: "Jul"},
}

// slavicOf tells the language by the words that the lines of a sample begin with.
func slavicOf(sample []byte) slavic {
	if !beginsShared(sample) {
		return slavicUnknown
	}
	found := slavicUnknown
	for line := range bytes.Lines(sample) {
		word, _, _ := bytes.Cut(line[:min(len(line), 8)], []byte(" "))
		language, ok := slavicOwn[string(bytes.ToLower(word))]
		switch {
		case !ok:
		case found != slavicUnknown && found != language:
			return slavicUnknown
		default:
			found = language
		}
	}
	return found
}

// beginsShared reports whether a line of a sample begins with a month that is shared; hardly
// any does.
func beginsShared(sample []byte) bool {
	for line := range bytes.Lines(sample) {
		if len(line) > 3 && line[3] == ' ' && (line[0] == 'l' || line[0] == 's') {
			if _, shared := slavicMonths[string(line[:3])]; shared {
				return true
			}
		}
	}
	return false
}

// headSlavic reads a line that begins with a month that languages share. Where nothing tells
// the language, nobody knows the month.
func (p *plan) headSlavic(line []byte, h *head) bool {
	if len(line) < 16 || line[3] != ' ' {
		return false
	}
	months, ok := slavicMonths[string(bytes.ToLower(line[:3]))]
	if !ok {
		return false
	}
	name, known := months[p.slavic], p.slavic != slavicUnknown
	if name == "" {
		name, known = "Nov", false
	}
	english := append([]byte(name), line[3:min(len(line), 256)]...)
	if !headSyslog3164(english, h) {
		return false
	}
	if !known {
		h.At = stamp.NoTime
	}
	return true
}
