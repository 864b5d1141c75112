package authoring

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// RevisionSummary says in a line what a revision changed of the one before it. A
// checkpoint counts what changed since the checkpoint before it.
type RevisionSummary struct {
	Revision retro.RevisionID `json:"revision"`
	Text     string           `json:"text"` // "Reworded “Impact”, +12 words; retimed “Deploy”"
	// Damage says what of the revision cannot be read; Text then tells of the rest.
	Damage string `json:"damage,omitempty"`
}

// summaries remembers the summaries that were asked for: a pair of revisions
// never changes. What is damaged is not remembered.
type summaries struct {
	mu    sync.Mutex
	known map[[2]retro.RevisionID]RevisionSummary
}

func (s *summaries) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.known)
}

func (s *summaries) get(pair [2]retro.RevisionID) (RevisionSummary, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.known[pair]
	return found, ok
}

func (s *summaries) put(pair [2]retro.RevisionID, summary RevisionSummary) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[pair] = summary
}

// SummariseRevisions says what each of the revisions changed, in the order asked
// for. Ids of no revision are left out. A summary takes a few milliseconds
// the first time, so ask for what is about to be read.
func (s *Service) SummariseRevisions(ctx context.Context, id retro.RetrospectiveID, ids []retro.RevisionID) ([]RevisionSummary, error) {
	l, err := s.lineage(ctx, id)
	if err != nil {
		return nil, err
	}
	before := make(map[retro.RevisionID]retro.RevisionID, len(l.own))
	counted := map[retro.RevisionID]bool{}
	for _, listed := range l.all() {
		r := listed.Revision
		before[r.ID] = listed.Before
		if r.IsCheckpoint() || isAside(r) {
			before[r.ID], counted[r.ID] = l.checkpointBefore(listed), true
		}
	}
	answers := []RevisionSummary{}
	for _, revision := range ids {
		previous, ok := before[revision]
		if !ok {
			continue
		}
		pair := [2]retro.RevisionID{previous, revision}
		summary, ok := s.summaries.get(pair)
		if !ok {
			if summary, err = s.summarise(ctx, pair, counted[revision]); err != nil {
				return nil, err
			}
			if summary.Damage == "" {
				s.summaries.put(pair, summary)
			}
		}
		answers = append(answers, summary)
	}
	return answers, nil
}

// checkpointBefore is the checkpoint before a revision, in the history that it is
// of, or where that begins.
func (l lineage) checkpointBefore(listed Listed) retro.RevisionID {
	earlier, begins := l.own[listed.Index+1:], retro.RevisionID("")
	if r := listed.Revision; r.Line != "" {
		merged := l.merged[r.Line]
		at := slices.IndexFunc(merged.Revisions, func(other retro.Revision) bool { return other.ID == r.ID })
		earlier, begins = merged.Revisions[at+1:], merged.Before
	}
	for _, r := range earlier {
		if r.IsCheckpoint() {
			return r.ID
		}
	}
	if begins == "" && len(earlier) > 0 {
		begins = earlier[len(earlier)-1].ID
	}
	return begins
}

func (s *Service) summarise(ctx context.Context, pair [2]retro.RevisionID, isCounted bool) (RevisionSummary, error) {
	summary := RevisionSummary{Revision: pair[1]}
	after, damage, err := s.readable(ctx, pair[1])
	if err != nil {
		return summary, err
	}
	summary.Damage = damage
	if pair[0] == "" {
		summary.Text = "The first state"
		return summary, nil
	}
	before, damage, err := s.readable(ctx, pair[0])
	if err != nil {
		return summary, err
	}
	if damage != "" || summary.Damage != "" {
		return summary, nil
	}
	changes := diff.CompareLists(s.store.Lists(), before, after)
	summary.Text = describeChanges(changes)
	if isCounted && !changes.IsEmpty() {
		summary.Text = changes.Summary
	}
	return summary, nil
}

// readable returns what can be read of a revision, and in words what cannot.
func (s *Service) readable(ctx context.Context, id retro.RevisionID) (content retro.Content, damage string, err error) {
	content, err = s.store.Content(ctx, id)
	return content, damageOf(content), err
}

// damageOf says in words what of a content is damaged, "" for nothing.
func damageOf(content retro.Content) string {
	var parts []string
	for _, lost := range content.Damage() {
		parts = append(parts, lost.What)
	}
	if len(parts) == 0 {
		return ""
	}
	return "damaged: " + strings.Join(parts, ", ")
}

// describedParts is how many parts a line names before it counts the rest.
const describedParts = 3

// describeChanges says a change set in a line.
func describeChanges(cs diff.ChangeSet) string {
	if cs.IsEmpty() {
		return "Nothing changed"
	}
	var texts, others []string
	for list, changes := range cs.All() {
		if described := describeItems(list, changes.Items); list.HasText() {
			texts = append(texts, described...)
		} else {
			others = append(others, described...)
		}
	}
	if words := describeWords(cs.Totals.Words); words != "" && len(texts) > 0 {
		texts[len(texts)-1] += ", " + words
	}
	parts := slices.Concat(texts, others)
	if more := len(parts) - describedParts; more > 0 {
		parts = append(parts[:describedParts], fmt.Sprintf("and %d more", more))
	}
	return retro.Capital(strings.Join(parts, "; "))
}

// describeItems says what was done to the things of one noun: "retimed “Deploy”",
// or where it was done to several, to how many.
func describeItems(list retro.List, items []diff.Change) []string {
	var verbs []string
	done := map[string][]string{}
	for _, item := range items {
		verb := item.Verbs[0]
		if done[verb] == nil {
			verbs = append(verbs, verb)
		}
		done[verb] = append(done[verb], item.Title)
	}
	parts := make([]string, len(verbs))
	for i, verb := range verbs {
		switch titles := done[verb]; {
		case list.IsOnly:
			parts[i] = describeVerb(verb, "the "+list.One)
		case len(titles) > 1:
			parts[i] = describeVerb(verb, fmt.Sprintf("%d %s", len(titles), list.Many))
		case strings.TrimSpace(titles[0]) == "":
			parts[i] = describeVerb(verb, "1 "+list.One)
		case verb == string(diff.Added) || verb == string(diff.Removed):
			parts[i] = describeVerb(verb, fmt.Sprintf("%s “%s”", list.One, shortened(titles[0])))
		default:
			parts[i] = describeVerb(verb, "“"+shortened(titles[0])+"”")
		}
	}
	return parts
}

// describeVerb puts a verb of a change set before what it was done to: "retimed
// “Deploy”", "changed the caption of “Chart”".
func describeVerb(verb, what string) string {
	if field, ok := strings.CutSuffix(verb, " changed"); ok {
		return "changed the " + field + " of " + what
	}
	if field, ok := strings.CutSuffix(verb, " swapped"); ok {
		return "swapped the " + field + " of " + what
	}
	return verb + " " + what
}

// shortTitle is how many characters of a title a line shows.
const shortTitle = 40

func shortened(title string) string { return retro.Shorten(markdown.OneLine(title), shortTitle) }

func describeWords(words diff.WordCount) string {
	var parts []string
	if words.Added > 0 {
		parts = append(parts, fmt.Sprintf("+%d", words.Added))
	}
	if words.Removed > 0 {
		parts = append(parts, fmt.Sprintf("−%d", words.Removed))
	}
	switch {
	case len(parts) == 0:
		return ""
	case words.Added+words.Removed == 1:
		return parts[0] + " word"
	}
	return strings.Join(parts, " ") + " words"
}
