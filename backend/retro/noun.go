package retro

// Noun names a kind of thing in a retrospective. It is spelled in one way
// everywhere: in keys of changes and conflicts, in the search, on the command
// line and in the page. What people read are the words that its list gives it.
type Noun string

// The nouns.
const (
	NounParticulars Noun = "particulars" // title, template, zones: what there is one of
	NounEvent       Noun = "event"
	NounSection     Noun = "section"
	NounFactor      Noun = "factor"
	NounActionItem  Noun = "action-item"
	NounParticipant Noun = "participant"
	NounDebrief     Noun = "debrief" // the meeting without its notes
	NounNote        Noun = "note"
	NounQuestion    Noun = "question"
	NounAnswer      Noun = "answer"
	NounEvidence    Noun = "evidence"
	NounPrivateNote Noun = "private-note"
	NounVerdict     Noun = "verdict" // on a finding of the review
)

// The nouns of the rows of tables, see [Tables].
const (
	NounImpact       Noun = "impact"
	NounAssumption   Noun = "assumption"
	NounClaim        Noun = "claim"
	NounLearning     Noun = "learning"
	NounView         Noun = "view"
	NounAppreciation Noun = "appreciation"
	NounOutcome      Noun = "outcome"
	NounTerm         Noun = "term"
	NounReference    Noun = "reference"
	NounEarlier      Noun = "earlier"
)
