package export

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// storageLanguage marks code that is the source of a macro in Confluence's
// storage format: what came back from a wiki and is understood only there. It
// returns to the wiki as it came; every other target shows it as code.
const storageLanguage = "confluence-storage"

// verbatimMacro returns such code if it may return: one well-formed element of
// the wiki's own, and none that would run or fetch what its writer likes.
func verbatimMacro(source string) (string, bool) {
	source = strings.TrimSpace(source)
	decoder := xml.NewDecoder(strings.NewReader(source))
	decoder.Entity = xml.HTMLEntity
	depth, roots := 0, 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return source, depth == 0 && roots == 1
		}
		if err != nil {
			return "", false
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			if depth == 0 && token.Name.Space != "ac" || !isHarmless(token) {
				return "", false
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && strings.TrimSpace(string(token)) != "" {
				return "", false
			}
		case xml.Comment, xml.ProcInst, xml.Directive:
			return "", false
		}
	}
}

// isHarmless refuses elements and macros that hold markup of their own language,
// scripts or pages from elsewhere, and addresses that run.
func isHarmless(element xml.StartElement) bool {
	switch strings.ToLower(element.Name.Local) {
	case "script", "style", "iframe", "object", "embed", "form", "link", "meta", "base", "svg":
		return false
	}
	for _, attribute := range element.Attr {
		name, value := strings.ToLower(attribute.Name.Local), strings.ToLower(strings.Join(strings.Fields(attribute.Value), ""))
		if strings.HasPrefix(name, "on") || strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:") || strings.HasPrefix(value, "vbscript:") {
			return false
		}
		if attribute.Name.Space == "ac" && name == "name" {
			for _, part := range []string{"html", "script", "style", "iframe", "widget", "rss", "include"} {
				if strings.Contains(value, part) {
					return false
				}
			}
		}
	}
	return true
}
