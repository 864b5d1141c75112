package authoring

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/chart"
	"github.com/afterword-app/afterword/backend/record"
	"github.com/afterword-app/afterword/backend/retro"
)

var filterToken = regexp.MustCompile(`/(?:\\.|[^/\\])+/(?:\s|$)|(?:[^\s"]|"[^"]*(?:"|$))+`)

var filterKey = regexp.MustCompile(`(?is)^(level|source|actor):(.*)$`)

// levelAliases are words for levels. They never change.
var levelAliases = map[string][]retro.Level{
	"error": {retro.LevelError, retro.LevelFatal}, "err": {retro.LevelError, retro.LevelFatal}, "errors": {retro.LevelError, retro.LevelFatal},
	"warning": {retro.LevelWarn}, "warnings": {retro.LevelWarn}, "critical": {retro.LevelFatal}, "none": {retro.LevelNone},
}

// ParseFilter reads a filter as people write it: `text /regexp/ level:error,warn
// source:"pg primary" actor:dana status>=500`. A level of error includes the fatal
// ones; a source is found by any part of its label, an actor by the whole name, in any
// case. What is asked of a field is a number with its unit, or a word. The error has
// CodeInvalid.
func ParseFilter(written string, evidence []retro.Evidence) (EntryQuery, error) {
	var query EntryQuery
	var words, patterns []string
	for _, token := range filterToken.FindAllString(written, -1) {
		token = strings.TrimSpace(token)
		key := filterKey.FindStringSubmatch(token)
		condition, isCondition := chart.ParseCondition(token)
		switch {
		case key == nil && record.ParseWanted(token).Regexp:
			patterns = append(patterns, token)
		case key == nil && isCondition:
			query.Fields = append(query.Fields, condition)
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

// QueryOf reads a filter as people write it, with the errors of ParseFilter.
func (s *Service) QueryOf(ctx context.Context, id retro.RetrospectiveID, written string) (EntryQuery, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return EntryQuery{}, err
	}
	return ParseFilter(written, content.Evidence)
}

// WithActor returns the same filter for the entries of another actor, or of anyone where
// it is "".
func WithActor(written, actor string) string {
	var words []string
	for _, token := range filterToken.FindAllString(written, -1) {
		token = strings.TrimSpace(token)
		if key, _, found := strings.Cut(token, ":"); !found || !strings.EqualFold(key, "actor") {
			words = append(words, token)
		}
	}
	if name := strings.ReplaceAll(actor, `"`, ""); name != "" {
		if strings.ContainsAny(name, " \t") {
			name = `"` + name + `"`
		}
		words = append(words, "actor:"+name)
	}
	return strings.Join(words, " ")
}

// understood is the query with what people wrote into its filter: a level or a source
// named there goes before those that are chosen beside it.
func (q EntryQuery) understood(content retro.Content) (EntryQuery, error) {
	if q.Filter == "" {
		return q, nil
	}
	written, err := ParseFilter(q.Filter, content.Evidence)
	if err != nil {
		return q, err
	}
	q.Filter, q.Text, q.Fields = "", written.Text, written.Fields
	if len(written.Levels) > 0 {
		q.Levels = written.Levels
	}
	if len(written.Sources) > 0 {
		q.Sources = written.Sources
	}
	if written.Actor != "" {
		q.Actor = written.Actor
	}
	return q, nil
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
				return retro.Errorf(retro.CodeInvalid, "there is no level “%s”", name).WithHint("%s", retro.ErrorHint(err))
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
		return retro.Errorf(retro.CodeInvalid, "no source is called “%s”", name)
	}
	return nil
}
