package review_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

// reviewed returns the findings of a kind in a section with a body, as "rule: quote".
func reviewed(kind review.Kind, c retro.Content) []string {
	var found []string
	for _, f := range review.Review(review.Input{Content: c}).Findings {
		if f.Kind == kind {
			found = append(found, f.Rule+": "+f.Quote)
		}
	}
	return found
}

func written(body string) retro.Content {
	return retro.Content{
		Sections:     []retro.Section{{ID: "s", Heading: "Trigger", Body: body}},
		Participants: []retro.Participant{{Name: "Jonas Weber"}},
	}
}

// TestWording holds what each rule finds, and what it must leave alone.
func TestWording(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][]string{
		"Jonas should have checked the unit; it was human error.": {"should-have: should have checked", "human-error: human error"},
		"The operator shouldn’t have run it.":                     {"should-have: shouldn't have run"},
		"We really ought to have known.":                          {"should-have: ought to have known"},
		"This could have been avoided easily.":                    nil, // of "this": nobody is meant
		"They could have caught it.":                              {"could-have: could have caught"},
		"If only they had asked.":                                 {"if-only: If only they"},
		"Had she checked, it would be fine.":                      {"if-only: Had she checked"},
		"Jonas failed to notice the alert.":                       {"failed-to: failed to"},
		"The on-call engineer also failed to roll back.":          {"failed-to: failed to"},
		"She forgot to set the flag.":                             {"forgot: forgot"},
		"The change was made carelessly.":                         {"careless: carelessly"},
		"It was his fault, and they are to blame.":                {"fault: his fault", "fault: are to blame"},
		"The team did not follow the runbook.":                    {"did-not-follow: did not follow the runbook"},
		"He ignored the alert.":                                   {"did-not-follow: ignored the alert"},
		"In hindsight it was obvious.":                            {"should-have-known: In hindsight", "should-have-known: it was obvious"},
		"Human error. And human error again.":                     {"human-error: Human error"},

		"The job failed to start, and Redis failed to fork.":          nil,
		"The alert should have fired. It should have paged.":          nil,
		"You shouldn't have to ask. I should have a look.":            nil,
		"Users got a page fault and the user error rate went up.":     nil,
		"Lazy loading stays, and a sloppy mode. It is obvious now.":   nil,
		"Tickets do not get forgotten even if only one is filed.":     nil,
		"“Forgot password” did not work.":                             nil,
		"`should have checked` is what the linter looks for.":         nil,
		"```\nhuman error\n```\nwas in the log.":                      nil,
		"~~~~\n```\nhuman error\n~~~~\n":                              nil,
		"> It was human error.\n\nis what the status page said.":      nil,
		"See [the page](https://wiki/human error/careless) for more.": nil,
		"It could have been worse.":                                   nil,
		"We missed the target by 3 %.":                                nil,
		"The service has failed. We decided to fail over.":            nil,
		"Be careful with this flag.":                                  nil, // advice, and no action item
	} {
		if diff := cmp.Diff(want, reviewed(review.KindWording, written(body))); diff != "" {
			t.Errorf("%q: %s", body, diff)
		}
	}
}

// TestWordingPlaces proves that the words of all lists are looked at, and care only as an
// action.
func TestWordingPlaces(t *testing.T) {
	t.Parallel()
	c := retro.Content{
		Events:      []retro.Event{{ID: "e", Title: "human error", Body: "careless", Kind: retro.KindTrigger}},
		Factors:     []retro.Factor{{ID: "f", Title: "she forgot it"}},
		ActionItems: []retro.ActionItem{{ID: "a", Title: "Be more careful", Body: "train everyone", State: retro.ActionRemediation}},
		Debrief:     retro.Debrief{Notes: []retro.Note{{ID: "n", Text: "it was human error"}}},
		Evidence:    []retro.Evidence{{ID: "x", Kind: retro.EvidenceLog, Label: "human error.log"}},
	}
	var found []string
	for _, f := range review.Review(review.Input{Content: c}).Findings {
		if f.Kind == review.KindWording {
			found = append(found, string(f.Noun)+" "+f.ID+" "+f.Rule)
			if f.Reason == "" || len(f.Questions) == 0 || !strings.Contains(f.Words, f.Quote) {
				t.Errorf("%+v", f)
			}
		}
	}
	want := []string{"event e human-error", "event e careless", "factor f forgot", "action-item a care-as-action", "action-item a care-as-action"}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

// TestOwnWords lets somebody who tells of their own part say what they would do otherwise,
// and of nobody else.
func TestOwnWords(t *testing.T) {
	t.Parallel()
	c := written("I should have checked. If only I had asked; I also forgot the flag. I know Jonas should have checked, and it was human error.")
	if found := reviewed(review.KindWording, c); len(found) != 4 {
		t.Errorf("with a debrief: %q", found)
	}
	c.Solo = retro.SoloByHand
	want := []string{"should-have: should have checked", "human-error: human error"}
	if diff := cmp.Diff(want, reviewed(review.KindWording, c)); diff != "" {
		t.Error(diff)
	}
}

func TestSecrets(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][]string{
		"key AKIAIOSFODNN7EXAMPLE":                                    {"aws: AKIA…"},
		"`ghp_0123456789abcdefghijABCDEFGHIJ012345`":                  {"github: ghp_…"},
		"postgres://app:hunter2secret@db/shop":                        {"url: hunt…"},
		"curl -H 'Authorization: Bearer abcdefgh12345678'":            {"authorization: abcd…"},
		"DB_PASSWORD=Tr0ub4dor&3":                                     {"assigned: Tr0…"},
		"mysql --password hunter22 shop":                              {"option: hu…"},
		"-----BEGIN RSA PRIVATE KEY-----\nMIIE":                       {"private-key: -----BEGIN RSA PRIVATE KEY-----"},
		"Cookie: theme=dark; session_id=abcdef0123456789":             {"cookie: abcd…"},
		"AKIAIOSFODNN7EXAMPLE and again AKIAIOSFODNN7EXAMPLE":         {"aws: AKIA…"},
		"https://hooks.slack.com/services/T000/B000/abcdefghijklmnop": {"slack-webhook: http…"},

		"The password was rotated. Password: changed yesterday.": nil,
		"password=******* and password=$DB_PASSWORD":             nil,
		"commit 4f2c8e1 of branch main":                          nil,
		"https://example.com:8443/path@home":                     nil,
		"password: /etc/shop/password":                           nil,
		"the API key: missing":                                   nil,
	} {
		if diff := cmp.Diff(want, reviewed(review.KindSecret, written(body))); diff != "" {
			t.Errorf("%q: %s", body, diff)
		}
	}
}

// TestSecretIsNotRepeated proves that no finding gives the secret away.
func TestSecretIsNotRepeated(t *testing.T) {
	t.Parallel()
	for _, f := range review.Review(review.Input{Content: written("token xoxb-1234567890-abcdefghij")}).Findings {
		if strings.Contains(f.Words+f.Quote+f.Reason, "567890") {
			t.Errorf("%+v", f)
		}
	}
}

// TestReview holds all kinds in one report.
func TestReview(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 3, 14, 10, 0, 0, 0, time.UTC)
	c := retro.Content{
		Sections: []retro.Section{
			{ID: "s1", Heading: "Trigger"},
			{ID: "s2", Heading: "Timeline", Block: retro.BlockTimeline},
			{ID: "s3", Heading: "Resolution", Body: "It was human error; AKIAIOSFODNN7EXAMPLE."},
		},
		Events: []retro.Event{
			{ID: "e1", Kind: retro.KindTrigger, Title: "the unit was wrong", At: retro.NewInstant(start)},
			{ID: "e2", Kind: retro.KindResolution, Title: "rolled back", At: retro.NewInstant(start.Add(200 * time.Minute))},
		},
		Evidence:    []retro.Evidence{{ID: "x1", Kind: retro.EvidenceScreenshot, Label: "grafana"}, {ID: "x2", Kind: retro.EvidenceLog, Label: "app.log"}},
		ActionItems: []retro.ActionItem{{ID: "a", State: retro.ActionDoNow, Title: "one"}, {ID: "b", State: retro.ActionDoNow, Title: "two", Owner: "Lee"}},
	}
	report := review.Review(review.Input{
		Content:   c,
		Readings:  map[retro.EvidenceID]retro.Reading{"x2": {Questions: []string{"zone"}}},
		Undecided: map[retro.SectionID]int{"s3": 2},
	})
	var words []string
	for _, f := range report.Findings {
		words = append(words, string(f.Kind)+": "+f.Words)
	}
	want := []string{
		"secret: An access key of AWS stands in “Resolution”: AKIA…",
		"wording: “human error” in “Resolution”",
		"gap: The timeline says nothing for 3 h 20 min after “the unit was wrong”",
		"completeness: “Trigger” is empty",
		"completeness: “Resolution” shows both versions of 2 places that nobody has decided",
		"completeness: “grafana” has no caption",
		"completeness: Nobody has said in which zone “app.log” was written",
		"completeness: 1 action item to do now without an owner",
	}
	if diff := cmp.Diff(want, words); diff != "" {
		t.Error(diff)
	}
	var looked []int
	for _, l := range report.Looked {
		looked = append(looked, l.Found)
	}
	if !slices.Equal(looked, []int{1, 1, 0, 1, 5}) {
		t.Errorf("found %v", looked)
	}
	if empty := review.Review(review.Input{}); len(empty.Findings) != 0 || len(empty.Looked) != 5 {
		t.Errorf("of nothing: %+v", empty)
	}
}

// FuzzReview proves that no words do harm, and that a quotation stands in the text.
func FuzzReview(f *testing.F) {
	f.Add("Jonas should have checked; it was human error. `x` ``` > password=abc123")
	f.Add("~~~\nfailed to\n~~~\nPGPASSWORD=x://a:bcd@e")
	f.Fuzz(func(t *testing.T, body string) {
		for _, finding := range review.Review(review.Input{Content: written(body)}).Findings {
			if finding.Words == "" {
				t.Errorf("%+v", finding)
			}
		}
	})
}
