package retro

import "slices"

// Tables lists the tables of a retrospective, in the order of reading.
func Tables() []Table { return slices.Clone(tables) }

// tables never changes. A new table is added here, with a member of its own, and is
// stored, compared, merged, searched, exported, read back and edited as the others.
var tables = []Table{
	{
		Noun: NounImpact, member: 20, Block: BlockImpact, One: "affected group", Many: "affected groups", Title: "Impact", Home: SectionImpact,
		About: "Who was affected: customers, and those who worked on it. How many, what they felt and for how long.",
		Empty: "Nobody has said yet who was affected, and how.",
		Columns: []Column{
			{Name: "who", Head: "Who", Hint: "customers, support, the team"},
			{Name: "many", Head: "How many", Hint: "about 1,200 of 9,000"},
			{Name: "felt", Head: "What they felt", Hint: "the basket lost what they had chosen"},
			{Name: "long", Head: "How long", Hint: "82 minutes"},
			{Name: "metric", Head: "Metric", Hint: "orders a minute"},
			{Name: "before", Head: "Before"},
			{Name: "after", Head: "After"},
		},
	},
	{
		Noun: NounAssumption, member: 21, Block: BlockAssumptions, One: "assumption", Many: "assumptions", Title: "Assumptions",
		About: "What was taken for granted, what turned out to be true, and what would have told.",
		Empty: "No assumption is written down yet.",
		Columns: []Column{
			{Name: "believed", Head: "What we believed"},
			{Name: "true", Head: "What was true"},
			{Name: "sign", Head: "How we would have known"},
		},
	},
	{
		Noun: NounClaim, member: 22, Block: BlockClaims, One: "claim", Many: "claims", Title: "Claims", Home: SectionClaims,
		About: "What should be true of a system that is looked after, whether it holds, and what shows it.",
		Empty: "No claim is looked at yet.",
		Columns: []Column{
			{Name: "claim", Head: "Claim"},
			{Name: "holds", Head: "Holds", Choices: []string{"yes", "partly", "no"}},
			{Name: "proof", Head: "What shows it"},
			{Name: "since", Head: "Looked at", IsDay: true},
		},
		Usual: []string{
			"What we rely on is tested by itself, and somebody is told of what fails.",
			"What goes into production was tried before, in a place like it.",
			"What stops is started again, and we know of it before our users do.",
		},
	},
	{
		Noun: NounLearning, member: 23, Block: BlockLearnings, One: "learning", Many: "learnings", Title: "Learnings", Home: SectionLearnings,
		About: "What is known now and was not before, whether or not anything is to be done about it.",
		Empty: "Nothing is written down yet that was learned.",
		Columns: []Column{
			{Name: "learned", Head: "What we learned"},
			{Name: "kind", Head: "Kind", Choices: []string{"liked", "learned", "lacked", "longed for"}},
		},
	},
	{
		Noun: NounView, member: 24, Block: BlockViews, One: "view", Many: "views", Title: "Other ways to see it", Home: SectionViews,
		About: "The same story as others tell it, and the case against what this document concludes.",
		Empty: "Nobody has told it in another way yet.",
		Columns: []Column{
			{Name: "who", Head: "Who sees it so"},
			{Name: "view", Head: "How it looks from there"},
		},
	},
	{
		Noun: NounAppreciation, member: 25, Block: BlockAppreciations, One: "appreciation", Many: "appreciations", Title: "Appreciations", Home: SectionAppreciation,
		About: "Whom to thank, and for what exactly.",
		Empty: "Nobody is thanked yet.",
		Columns: []Column{
			{Name: "whom", Head: "Whom"},
			{Name: "for", Head: "What for"},
		},
	},
	{
		Noun: NounOutcome, member: 26, Block: BlockOutcomes, One: "outcome", Many: "outcomes", Title: "What it made possible", Home: SectionEpilogue,
		About: "What came of it later: how it was, how it is, and whose days are better for it.",
		Empty: "Nothing has come of it yet.",
		Columns: []Column{
			{Name: "what", Head: "What changed"},
			{Name: "before", Head: "Before"},
			{Name: "after", Head: "After"},
			{Name: "whom", Head: "Whose days are better for it"},
			{Name: "since", Head: "Since", IsDay: true},
		},
	},
	{
		Noun: NounTerm, member: 27, Block: BlockGlossary, One: "term", Many: "terms", Title: "Glossary",
		About: "Words that a newcomer does not know, and what they mean here.",
		Empty: "No term is explained yet.",
		Columns: []Column{
			{Name: "term", Head: "Term"},
			{Name: "meaning", Head: "Meaning"},
		},
	},
	{
		Noun: NounReference, member: 28, Block: BlockReferences, One: "reference", Many: "references", Title: "References",
		About: "What to read on: talks, articles, books, with their titles, for those who cannot follow a link.",
		Empty: "No reference is listed yet.",
		Columns: []Column{
			{Name: "title", Head: "Title"},
			{Name: "address", Head: "Where", Hint: "https://… or a shelf"},
			{Name: "about", Head: "What it is good for"},
		},
	},
	{
		Noun: NounEarlier, member: 29, Block: BlockSeenBefore, One: "earlier time", Many: "earlier times", Title: "Seen before", Home: SectionSeenBefore,
		About: "When the same or something like it happened before, and what looked harmless then.",
		Empty: "Nobody has said yet whether this was seen before.",
		Columns: []Column{
			{Name: "what", Head: "What was seen", Hint: "a retrospective, a ticket, a warning sign"},
			{Name: "kind", Head: "It was", Choices: []string{"the same", "alike", "a warning sign"}},
			{Name: "when", Head: "Seen on", IsDay: true},
			{Name: "fix", Head: "What was done then"},
			{Name: "became", Head: "What became of it"},
		},
	},
}
