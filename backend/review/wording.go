package review

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/afterword-app/afterword/backend/retro"
)

// wordingRule finds phrases that judge people instead of asking how it came about.
type wordingRule struct {
	id      string
	example string
	phrase  *regexp.Regexp
	// marks are in small letters, and one of them stands in whatever the phrase matches: a
	// long text is looked through for them in a tenth of the time.
	marks []string
	// except, where it matches the phrase with the few words around it, lets it pass:
	// what a program should have done, or "should have to".
	except *regexp.Regexp
	// person marks phrases that are said of programs too: they count only where a person
	// is their subject.
	person bool
	// thread marks phrases behind which more is to be found, see [Finding.IsThread].
	thread bool
	// only, where there are any, are the things that the rule looks at.
	only      []retro.Noun
	reason    string
	questions []string
}

// machines are subjects that cannot be blamed.
const machines = `alerts?|alarms?|monitors?|monitoring|dashboards?|checks?|probes?|tests?|builds?|pipelines?|jobs?|cron|workers?|` +
	`services?|servers?|systems?|databases?|db|caches?|queues?|pods?|nodes?|hosts?|processe?s?|apps?|applications?|apis?|` +
	`requests?|queries|query|migrations?|deploys?|deployments?|rollbacks?|failovers?|backups?|pages?|scripts?|tools?|limits?|` +
	`timeouts?|retries|breakers?|it|this|that|which|these`

func word(pattern string) *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:` + pattern + `)`) }

// wordingRules are ordered from the plainest to the finest; of two that find the same
// words the first one tells. They are compiled when they are first asked for.
var wordingRules = sync.OnceValue(func() []wordingRule {
	return []wordingRule{
		{
			id:      "human-error",
			example: "human error",
			marks:   []string{"human ", "operator ", "pilot ", "manual ", "engineer "},
			phrase:  word(`(?:human|operator|pilot|manual|engineer) (?:error|mistake|failure)s?\b`),
			thread:  true,
			reason:  "“Human error” is where an investigation begins, not where it ends.",
			questions: []string{
				"How did it make sense at that moment?", "What made the slip easy to make?",
				"What would have made it visible before it hurt?",
			},
		},
		{
			id:      "should-have",
			example: "should have checked",
			marks:   []string{"should", "ought"},
			phrase:  word(`(?:should(?:n't| not)?|ought to|ought not to|could and should) (?:\w+ly |also |really |just )?have (?:\w+ly )?(?:\w{2,}(?:ed|en|wn|ght|ew)|been|done|had|gone|put|set|read|run|left|made|told|said|kept|held|met|sent|spent|built|found|understood|let)\b`),
			except:  word(`(?:` + machines + `) (?:should|ought)\b`),
			reason:  "It compares what was done with what is known today.",
			questions: []string{
				"What could be seen at that moment?", "What made the other choice look right?",
				"What would make the better choice the easy one?",
			},
		},
		{
			id:        "could-have",
			example:   "could have been prevented",
			marks:     []string{"could ", "would "},
			phrase:    word(`(?:could|would) (?:easily |simply |just )?have (?:easily |simply |just )?(?:(?:been )?(?:prevented|avoided|caught|noticed|stopped|spotted)|checked|asked|known|read|looked)\b`),
			except:    word(`(?:` + machines + `) (?:could|would)\b`),
			reason:    "What did not happen explains nothing of what did.",
			questions: []string{"What did happen instead, and how did it look then?", "What would have had to be different for it?"},
		},
		{
			id:        "if-only",
			example:   "if only they",
			marks:     []string{"if ", "had "},
			phrase:    word(`if only (?:he|she|they|we|i|you|someone|somebody|anyone|people|the team)\b|(?:if|had) (?:he|she|they|we|i|you|someone|somebody|anyone) (?:had )?(?:just |only )?(?:been more careful|paid (?:more |closer )?attention|checked|followed|read|thought|asked)\b`),
			reason:    "What did not happen explains nothing of what did.",
			questions: []string{"What did happen instead, and how did it look then?"},
		},
		{
			id:      "failed-to",
			example: "failed to",
			marks:   []string{"failed to", "neglected to", "omitted to"},
			phrase:  word(`(?:failed|neglected|omitted) to\b`),
			person:  true,
			reason:  "It says what somebody did not do, not what they did and saw.",
			questions: []string{
				"What were they doing instead, and what called for it?", "How would they have known that it was needed?",
			},
		},
		{
			id:      "forgot",
			example: "forgot",
			marks:   []string{"forg", "missed the fact", "didn't", "did not", "wasn't paying", "was not paying", "weren't paying"},
			phrase:  word(`(?:forgot|forgets to|(?:had|has|have|was|were) forgotten|missed the fact|didn't (?:bother|think|realis?ze|care|pay attention)|did not (?:bother|think|realis?ze|care|pay attention)|wasn't paying attention|was not paying attention|weren't paying attention)\b`),
			except:  word(`forgot(?:ten)? (?:your |the )?password`),
			reason:  "Memory and attention fail in everybody; a system that counts on them will fail again.",
			questions: []string{
				"What reminded people until then?", "What else had their attention?",
				"What would make the step impossible to leave out?",
			},
		},
		{
			id:        "careless",
			example:   "careless",
			marks:     []string{"careless", "negligen", "sloppily", "reckless", "incompeten", "irresponsib", "thoughtless", "stupid", "unprofessional"},
			phrase:    word(`(?:careless(?:ly|ness)?|negligen(?:t|tly|ce)|sloppily|reckless(?:ly|ness)?|incompeten(?:t|ce)|irresponsibl[ey]|thoughtless(?:ly)?|stupid(?:ly|ity)?|unprofessional(?:ly)?)\b`),
			except:    word(`(?:lazy|laziness) (?:load\w*|init\w*|evaluat\w*|fetch\w*|import\w*|delet\w*|free\w*)`),
			reason:    "It judges a person, and people who are judged stop telling.",
			questions: []string{"How did it make sense at that moment?", "What pressed for time or attention?"},
		},
		{
			id:        "fault",
			example:   "their fault",
			marks:     []string{"fault", "blame", "culprit"},
			phrase:    word(`(?:(?:his|her|their|my|our|your|whose|nobody's|someone's|somebody's) (?:own )?fault|at fault|(?:is|are|was|were|am) to blame|to be blamed|blame (?:lies|falls|rests)|(?:is|was|were|are) (?:solely |fully |entirely )?the culprit)\b`),
			except:    word(`page fault|seg(?:mentation)? fault`),
			reason:    "A fault has an owner; a cause has a history.",
			questions: []string{"What did this depend on?", "What would have had to be in place for it to go well?"},
		},
		{
			id:      "did-not-follow",
			example: "did not follow the procedure",
			marks:   []string{"follow", "adhere", "comply", "respect", "violat", "ignored"},
			phrase:  word(`(?:(?:did not|didn't|does not|doesn't|failed to|not) (?:follow(?:ed|ing)?|adhere(?:d)? to|comply with|respect) (?:the |our |any |standard |established |proper )*(?:procedure|process|runbook|protocol|policy|rules?|checklist|guidelines?|instructions?|steps)|violat(?:ed|ing|ion of) (?:the |our )*(?:procedure|process|policy|protocol|rules?)|ignored (?:the |our |all |every |an? )*(?:alerts?|alarms?|warnings?|pages?|procedure|runbook|advice|process))\b`),
			reason:  "Work as written and work as done differ everywhere.",
			questions: []string{
				"How is it usually done, and why so?", "Did the written way fit this case?", "How would one have come to know of it?",
			},
		},
		{
			id:        "should-have-known",
			example:   "in hindsight",
			marks:     []string{"hindsight", "retrospect", "obvious", "would have"},
			phrase:    word(`(?:with|in) hindsight\b|in retrospect\b|(?:it )?(?:was|were|should have been) obvious(?:ly)?\b|any(?:one| competent| good)? (?:\w+ )?would have (?:known|seen|noticed)\b`),
			reason:    "Hindsight hides how uncertain it was.",
			questions: []string{"What was known then, and by whom?", "Which other explanations looked as likely?"},
		},
		{
			id:      "care-as-action",
			example: "be more careful",
			marks:   []string{"careful", "vigilant", "cautious", "attentive", "diligent", "care", "attention", "remember", "remind", "double", "train", "educate", "try harder", "make sure"},
			phrase:  word(`be (?:more |extra |very )?(?:careful|vigilant|cautious|attentive|diligent)|(?:take|exercise) (?:more |extra |greater )?care\b|pay (?:more |closer |better )?attention|remember to|remind (?:everyone|everybody|people|the team|engineers|developers|all|\w+ team)|double[- ]check|(?:train|educate|retrain) (?:everyone|everybody|people|the team|engineers|developers|staff|all)|try harder|make sure (?:everyone|everybody|people|engineers|developers)`),
			only:    []retro.Noun{retro.NounActionItem},
			reason:  "Care is not a control: it is at its weakest when it is needed.",
			questions: []string{
				"What would make the slip visible or impossible?", "What would the system do if nobody remembered?",
			},
		},
	}
})

// people are words for persons that may stand before a verb.
const people = `i|we|he|she|they|you|nobody|no one|noone|everyone|everybody|someone|somebody|anyone|people|engineers?|operators?|` +
	`developers?|devs?|admins?|administrators?|team|teams|on-call|oncall|responders?|reviewers?|authors?|managers?|staff|sre|sres|support|` +
	`employees?|contractors?|colleagues?|leads?|and|who`

// names are the people that a retrospective knows, as a pattern.
type names struct {
	subject *regexp.Regexp
	solo    bool // one person tells of their own part
}

// namesIn collects whoever takes part or acts, by full and by first name.
func namesIn(c *retro.Content) names {
	var known []string
	add := func(name string) {
		name = strings.TrimSpace(curly.Replace(name))
		if first, _, found := strings.Cut(name, " "); found && len(first) > 1 {
			known = append(known, regexp.QuoteMeta(first))
		}
		if len(name) > 1 {
			known = append(known, regexp.QuoteMeta(name))
		}
	}
	for _, p := range c.Participants {
		add(p.Name)
	}
	for _, e := range c.Events {
		add(e.Actor.Name)
	}
	for _, item := range c.ActionItems {
		add(item.Owner)
	}
	slices.Sort(known)
	pattern := people
	if known = slices.Compact(known); len(known) > 0 {
		pattern += "|" + strings.Join(known, "|")
	}
	return names{
		regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{N}])(?:` + pattern + `)(?: (?:on call|also|again|both|all|simply|just|then|had|have|has|\w+ly))*\s*$`),
		c.Solo.Is(),
	}
}

// ownWords come before what somebody says of themselves.
var ownWords = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\bI(?:'d|'ve)?(?: (?:[a-z]+ly|also|again|just|then|had|have|never))*\s*$`)
})

const (
	// around is how far before a phrase its subject is looked for, in bytes.
	around = 160
	// behind is how much after a phrase may tell that it means something else, in bytes.
	behind = 30
	// mostPlaces is how many places of a phrase are told of one text.
	mostPlaces = 1000
)

// wordingIn remarks on the words of one text, once for each rule and phrase, in the order
// of reading.
func wordingIn(t text, rules []wordingRule, known names) []Finding {
	var findings []Finding
	at := map[string]int{} // where in the findings a rule and its phrase are
	places := newCounter(t.words)
	begin := 0
	for line := range strings.Lines(t.prose) {
		for _, hit := range hitsIn(line, t.noun, rules, known) {
			quote := strings.Join(strings.Fields(line[hit.from:hit.to]), " ")
			key := hit.rule.id + " " + strings.ToLower(quote)
			i, isTold := at[key]
			if !isTold {
				i = len(findings)
				at[key] = i
				findings = append(findings, Finding{
					Kind: KindWording, Rule: hit.rule.id, Noun: t.noun, ID: t.id, Quote: quote,
					Words: "“" + quote + "” in “" + t.title + "”", Reason: hit.rule.reason, Questions: hit.rule.questions,
					IsThread: hit.rule.thread, CanStand: true,
				})
			}
			if found := &findings[i]; t.isBody && len(found.Places) < mostPlaces {
				found.Places = append(found.Places, Place{places.place(begin + hit.from), places.place(begin + hit.to)})
			}
		}
		begin += len(line)
	}
	return findings
}

// hit is a phrase of a rule in a line, in bytes.
type hit struct {
	from, to int
	rule     *wordingRule
}

// hitsIn finds the phrases in one line from left to right. Of two rules that find the
// same words the first one tells.
func hitsIn(line string, noun retro.Noun, rules []wordingRule, known names) []hit {
	var hits []hit
	var taken []bool // which bytes of the line a rule has found
	lower := strings.ToLower(line)
	for i := range rules {
		rule := &rules[i]
		isAsked := len(rule.only) == 0 || slices.Contains(rule.only, noun)
		if !isAsked || !slices.ContainsFunc(rule.marks, func(mark string) bool { return strings.Contains(lower, mark) }) {
			continue
		}
		for _, at := range rule.phrase.FindAllStringSubmatchIndex(line, -1) {
			at = at[len(at)-2:] // the group of an own phrase, else all
			if taken == nil {
				taken = make([]bool, len(line))
			}
			if !rule.applies(line, at, known) || slices.Contains(taken[at[0]:at[1]], true) {
				continue
			}
			for j := at[0]; j < at[1]; j++ {
				taken[j] = true
			}
			hits = append(hits, hit{at[0], at[1], rule})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Compare(a.from, b.from) })
	return hits
}

// applies looks at what stands around a phrase.
func (r *wordingRule) applies(prose string, at []int, known names) bool {
	before := prose[max(0, at[0]-around):at[0]]
	// The subject stands in the same sentence.
	if end := strings.LastIndexAny(before, ".!?;:\n"); end >= 0 {
		before = before[end+1:]
	}
	// Whoever owns a mistake may say what they would do otherwise.
	if known.solo && (ownWords().MatchString(before) || slices.Contains(strings.Fields(prose[at[0]:at[1]]), "I")) {
		return false
	}
	if r.person && !known.subject.MatchString(before) {
		return false
	}
	if r.except == nil {
		return true
	}
	context := before + prose[at[0]:min(len(prose), at[1]+behind)]
	for _, except := range r.except.FindAllStringIndex(context, -1) {
		if except[0] <= len(before)+at[1]-at[0] && except[1] > len(before) {
			return false
		}
	}
	return true
}
