package authoring

import (
	"regexp"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
)

// The page reads what people write into the filter while they type
// (frontend/src/features/evidence/filter.ts); recipes and the command line hold the
// same text, which is read here.

var filterToken = regexp.MustCompile(`/(?:\\.|[^/\\])+/(?:\s|$)|(?:[^\s"]|"[^"]*(?:"|$))+`)

var filterKey = regexp.MustCompile(`(?is)^(level|source|actor):(.*)$`)

// levelAliases are words for levels. They never change.
var levelAliases = map[string][]retro.Level{
	"error": {retro.LevelError, retro.LevelFatal}, "err": {retro.LevelError, retro.LevelFatal}, "errors": {retro.LevelError, retro.LevelFatal},
	"warning": {retro.LevelWarn}, "warnings": {retro.LevelWarn}, "critical": {retro.LevelFatal}, "none": {retro.LevelNone},
}

// ParseFilter reads a filter as people write it: `text /regexp/ level:error,warn
// source:"pg primary" actor:dana`. A level of error includes the fatal ones; a source
// is found by any part of its label, an actor by the whole name, in any case. The
// error has CodeInvalid.
func ParseFilter(written string, evidence []retro.Evidence) (EntryQuery, error) {
	var query EntryQuery
	var words, patterns []string
	for _, token := range filterToken.FindAllString(written, -1) {
		token = strings.TrimSpace(token)
		key := filterKey.FindStringSubmatch(token)
		switch {
		case key == nil && record.ParseWanted(token).Regexp:
			patterns = append(patterns, token)
		case key == nil:
			words = append(words, token)
		case strings.EqualFold(key[1], "level"):
			if err := addLevels(&query, key[2]); err != nil {
				return EntryQuery{}, err
			}
		case strings.EqualFold(key[1], "source"):
			if err := addSources(&query, unquoted(key[2]), evidence); err != nil {
				return EntryQuery{}, err
			}
		default:
			query.Actor = unquoted(key[2])
		}
	}
	if len(patterns) > 1 || len(patterns) > 0 && len(words) > 0 {
		return EntryQuery{}, retro.Errorf(retro.CodeInvalid, "a regular expression stands alone, beside level:, source: and actor: only")
	}
	query.Text = strings.Join(append(patterns, words...), " ")
	return query, nil
}

func unquoted(value string) string { return strings.TrimSpace(strings.ReplaceAll(value, `"`, "")) }

func addLevels(query *EntryQuery, names string) error {
	for name := range strings.SplitSeq(strings.ToLower(names), ",") {
		if name == "" {
			continue
		}
		levels := levelAliases[name]
		if levels == nil {
			var level retro.Level
			if err := level.UnmarshalText([]byte(name)); err != nil {
				return retro.Errorf(retro.CodeInvalid, "there is no level %q", name).WithHint("%s", retro.ErrorHint(err))
			}
			levels = []retro.Level{level}
		}
		for _, level := range levels {
			if !slices.Contains(query.Levels, level) {
				query.Levels = append(query.Levels, level)
			}
		}
	}
	return nil
}

func addSources(query *EntryQuery, name string, evidence []retro.Evidence) error {
	if name == "" {
		return nil
	}
	found := false
	for _, e := range evidence {
		if !strings.Contains(strings.ToLower(e.Label), strings.ToLower(name)) {
			continue
		}
		found = true
		if !slices.Contains(query.Sources, e.ID) {
			query.Sources = append(query.Sources, e.ID)
		}
	}
	if !found {
		return retro.Errorf(retro.CodeNotFound, "no source is called %q", name)
	}
	return nil
}
