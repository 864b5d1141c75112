package chart

import (
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// words name the series for those who have not read its recipe: "errors by actor",
// "p95 of duration, “orders api”". label names a source.
func (g *gathered) words(label func(retro.EvidenceID) string) string {
	words := g.shows()
	where := g.Filter
	switch g.Stat {
	case retro.StatCount: // It is said.
		where = ""
	case retro.StatShare:
		where = g.Of
	default:
	}
	if where != "" {
		words += " among " + entriesOf(where)
	}
	if g.By != "" {
		words += " by " + g.By
	}
	all := []string{words}
	for _, id := range g.Sources {
		all = append(all, "“"+label(id)+"”")
	}
	return strings.Join(all, ", ")
}

// shows says in few words what the values of the series are.
func (g *gathered) shows() string {
	switch {
	case g.Stat == retro.StatShare:
		return "share of " + retro.FirstOf(wordOf(g.Filter), shortened(g.Filter, 40))
	case g.Stat == retro.StatRate && g.Value == "":
		return "entries a second"
	case g.Stat == retro.StatCount:
		return entriesOf(g.Filter)
	case g.pick.pattern != nil:
		return string(g.Stat) + " of a number"
	}
	return string(g.Stat) + " of " + g.Value
}

// entriesOf names the entries that a filter leaves.
func entriesOf(filter string) string {
	if filter == "" {
		return "entries"
	}
	if word := wordOf(filter); word != "" {
		return word
	}
	return "entries with " + shortened(filter, 40)
}

// wordOf is the word for what a filter leaves, "" where there is none.
func wordOf(filter string) string {
	switch strings.ToLower(strings.TrimSpace(filter)) {
	case "level:error", "level:error,fatal":
		return "errors"
	case "level:warn", "level:warning":
		return "warnings"
	}
	return ""
}
