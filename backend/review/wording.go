package review

import (
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
			phrase:    word(`(?:could|would) (?:easily |simply |just )?have (?:easily |simply |just )?(?:(?:been )?(?:prevented|avoided|caught|noticed|stopped|spotted)|checked|asked|known|read|looked)\b`),
			except:    word(`(?:` + machines + `) (?:could|would)\b`),
			reason:    "What did not happen explains nothing of what did.",
			questions: []string{"What did happen instead, and how did it look then?", "What would have had to be different for it?"},
		},
		{
			id:        "if-only",
			example:   "if only they",
			phrase:    word(`if only (?:he|she|they|we|i|you|someone|somebody|anyone|people|the team)\b|(?:if|had) (?:he|she|they|we|i|you|someone|somebody|anyone) (?:had )?(?:just |only )?(?:been more careful|paid (?:more |closer )?attention|checked|followed|read|thought|asked)\b`),
			reason:    "What did not happen explains nothing of what did.",
			questions: []string{"What did happen instead, and how did it look then?"},
		},
		{
			id:      "failed-to",
			example: "failed to",
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
			phrase:    word(`(?:careless(?:ly|ness)?|negligen(?:t|tly|ce)|sloppily|reckless(?:ly|ness)?|incompeten(?:t|ce)|irresponsibl[ey]|thoughtless(?:ly)?|stupid(?:ly|ity)?|unprofessional(?:ly)?)\b`),
			except:    word(`(?:lazy|laziness) (?:load\w*|init\w*|evaluat\w*|fetch\w*|import\w*|delet\w*|free\w*)`),
			reason:    "It judges a person, and people who are judged stop telling.",
			questions: []string{"How did it make sense at that moment?", "What pressed for time or attention?"},
		},
		{
			id:        "fault",
			example:   "their fault",
			phrase:    word(`(?:(?:his|her|their|my|our|your|whose|nobody's|someone's|somebody's) (?:own )?fault|at fault|(?:is|are|was|were|am) to blame|to be blamed|blame (?:lies|falls|rests)|(?:is|was|were|are) (?:solely |fully |entirely )?the culprit)\b`),
			except:    word(`page fault|seg(?:mentation)? fault`),
			reason:    "A fault has an owner; a cause has a history.",
			questions: []string{"What did this depend on?", "What would have had to be in place for it to go well?"},
		},
		{
			id:      "did-not-follow",
			example: "did not follow the procedure",
			phrase:  word(`(?:(?:did not|didn't|does not|doesn't|failed to|not) (?:follow(?:ed|ing)?|adhere(?:d)? to|comply with|respect) (?:the |our |any |standard |established |proper )*(?:procedure|process|runbook|protocol|policy|rules?|checklist|guidelines?|instructions?|steps)|violat(?:ed|ing|ion of) (?:the |our )*(?:procedure|process|policy|protocol|rules?)|ignored (?:the |our |all |every |an? )*(?:alerts?|alarms?|warnings?|pages?|procedure|runbook|advice|process))\b`),
			reason:  "Work as written and work as done differ everywhere.",
			questions: []string{
				"How is it usually done, and why so?", "Did the written way fit this case?", "How would one have come to know of it?",
			},
		},
		{
			id:        "should-have-known",
			example:   "in hindsight",
			phrase:    word(`(?:with|in) hindsight\b|in retrospect\b|(?:it )?(?:was|were|should have been) obvious(?:ly)?\b|any(?:one| competent| good)? (?:\w+ )?would have (?:known|seen|noticed)\b`),
			reason:    "Hindsight hides how uncertain it was.",
			questions: []string{"What was known then, and by whom?", "Which other explanations looked as likely?"},
		},
		{
			id:      "care-as-action",
			example: "be more careful",
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

// around is how far before a phrase its subject is looked for, in bytes.
const around = 60

// wordingIn remarks on the words of one text, once for each rule and phrase.
func wordingIn(t text, rules []wordingRule, known names) []Finding {
	var findings []Finding
	var told [][]int
	for _, rule := range rules {
		if len(rule.only) > 0 && !slices.Contains(rule.only, t.noun) {
			continue
		}
		for _, at := range rule.phrase.FindAllStringSubmatchIndex(t.prose, -1) {
			at = at[len(at)-2:] // the group of an own phrase, else all
			if !rule.applies(t.prose, at, known) || slices.ContainsFunc(told, func(other []int) bool { return other[0] < at[1] && at[0] < other[1] }) {
				continue
			}
			told = append(told, at)
			quote := strings.Join(strings.Fields(t.prose[at[0]:at[1]]), " ")
			if slices.ContainsFunc(findings, func(f Finding) bool { return f.Rule == rule.id && strings.EqualFold(f.Quote, quote) }) {
				continue
			}
			findings = append(findings, Finding{
				Kind: KindWording, Rule: rule.id, Noun: t.noun, ID: t.id, Quote: quote,
				Words: "“" + quote + "” in “" + t.title + "”", Reason: rule.reason, Questions: rule.questions, IsThread: rule.thread, CanStand: true,
			})
		}
	}
	return findings
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
	context := before + prose[at[0]:min(len(prose), at[1]+around/2)]
	for _, except := range r.except.FindAllStringIndex(context, -1) {
		if except[0] <= len(before)+at[1]-at[0] && except[1] > len(before) {
			return false
		}
	}
	return true
}
