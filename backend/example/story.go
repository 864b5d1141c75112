package example

import (
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Title is that of the example retrospective.
const Title = retro.ExampleTitle

// The moments of the telling, UTC.
var (
	begun         = clock("2025-11-14 11:52:00") // an hour after it was over
	investigated  = clock("2025-11-17 09:20:00")
	written       = clock("2025-11-19 13:05:00")
	readied       = clock("2025-11-20 16:30:00")
	debriefBegins = clock("2025-11-21 13:00:40")
	transcribed   = clock("2025-11-21 15:10:00")
)

func clock(text string) time.Time {
	t, err := time.Parse(time.DateTime, text)
	if err != nil {
		panic(err)
	}
	return t
}

// A piece is a raw original and what the investigator said of it.
type piece struct {
	name    string // how the story refers to it
	file    string // in the folder pieces
	label   string
	kind    retro.EvidenceKind
	zone    string
	caption string
	shows   string // the time that a picture shows
}

var pieces = []piece{
	{name: "chat", file: "incident-channel.txt", label: "#incident-orders", kind: retro.EvidenceChat, zone: "Europe/Berlin"},
	{name: "postgres", file: "postgres-primary.log", label: "postgres primary", kind: retro.EvidenceLog},
	{name: "router", file: "router.log", label: "router", kind: retro.EvidenceLog},
	{name: "api", file: "orders-api.jsonl", label: "orders api", kind: retro.EvidenceLog},
	{
		name: "error-rate", file: "error-rate-as-posted.png", label: "Error rate", kind: retro.EvidenceScreenshot,
		caption: "Failed requests during the incident", shows: "2025-11-14 10:02",
	},
}

// A drawn chart is made of the pieces, as formulas over their labels.
type drawnChart struct {
	name, label, caption string
	series               []namedFormula
	log                  bool
}

type namedFormula struct{ name, formula string }

var charts = []drawnChart{
	{
		name: "failed", label: "Failed orders", caption: "How long an order took, and the share that failed",
		series: []namedFormula{
			{"p95 of an order", `p95(duration) of "orders api"`},
			{"share of orders that failed", `share(/status=500/) of "router" where /method=POST/`},
		},
		log: true,
	},
	{
		name: "ids", label: "Ids given out", caption: "Ids given out, and orders that the export job updated",
		series: []namedFormula{
			{"newest id", `max(order) of "orders api"`},
			{"orders that the export job updated", `max(updated) of "orders api"`},
		},
	},
}

// correctedChart replaces the picture "error-rate" after the debrief: the posted
// one is in Berlin time and does not say so.
const correctedChart = "error-rate-utc.png"

// A quote names lines of a piece: so many, from the first that holds the text.
type quote struct {
	piece string
	text  string
	lines int
}

// A telling is one event of the timeline as the investigator made it.
type telling struct {
	// quotes are the citations. The first is promoted and gives the event its
	// time; without any, at does.
	quotes []quote
	at     string // overrides the time
	until  string
	event  retro.Event // kind, title and the rest
}

var timeline = []telling{
	{
		quotes: []quote{{"api", "worker started", 1}},
		event: retro.Event{
			Kind: retro.KindChange, Title: "Deploy 4f2c1a: the order export job starts",
			Body:  "Reviewed, rehearsed over ten thousand orders, and announced the day before.",
			Actor: retro.Actor{Role: "deploy pipeline"},
		},
	},
	{
		quotes: []quote{{"api", `"orders":27900000`, 1}},
		event: retro.Event{
			Kind: retro.KindObservation, Title: "The export job is a little over half way: 27.9 million orders updated, none inserted",
			Actor: retro.Actor{Role: "order-export"},
		},
	},
	{
		quotes: []quote{{"postgres", "10:02:03.412", 5}, {"api", "insert failed", 1}},
		event: retro.Event{
			Kind: retro.KindTrigger, Title: "Integer out of range on orders.id", DiveIn: true,
			Body:  "The sequence behind the key gives out 2,147,483,648. The column holds numbers up to 2,147,483,647.",
			Actor: retro.Actor{Role: "database"},
		},
	},
	{
		quotes: []quote{{"router", "10:02:03.4", 1}, {"router", "11:24:40.", 1}},
		until:  "2025-11-14 11:24:40",
		event: retro.Event{
			Kind: retro.KindImpact, Title: "No order can be placed",
			Body:  "In the shop, in the app and through the API. Carts are kept.",
			Actor: retro.Actor{Role: "customers"},
		},
	},
	{
		quotes: []quote{{"chat", "Seeing 500s", 1}},
		at:     "2025-11-14 10:02:51",
		event: retro.Event{
			Kind: retro.KindDetection, Title: "Support sees orders fail and asks in the channel",
			Body:  "Four tickets in a minute. The second is read off the link of the message.",
			Actor: retro.Actor{Role: "Customer Success", Name: "Dana Okafor"},
		},
	},
	{
		quotes: []quote{{"chat", "I am taking the lead", 1}},
		event: retro.Event{
			Kind: retro.KindOrganisation, Title: "One person takes the lead; everything goes through #incident-orders",
			Actor: retro.Actor{Role: "incident lead", Name: "Priya Nair"},
		},
	},
	{
		quotes: []quote{{"chat", "ERROR: integer out of range", 1}},
		event: retro.Event{
			Kind: retro.KindObservation, Title: "The database refuses every insert into orders",
			Actor: retro.Actor{Role: "database engineer", Name: "Lee Brandt"},
		},
	},
	{
		quotes: []quote{{"chat", "no order can be placed since", 1}},
		event: retro.Event{
			Kind: retro.KindCommunication, Title: "First situation report: no orders, carts are kept, cause unknown",
			Actor: retro.Actor{Role: "incident lead", Name: "Priya Nair"},
		},
	},
	{
		quotes: []quote{{"chat", "It is the key.", 1}},
		event: retro.Event{
			Kind: retro.KindDiagnosis, Title: "The key is an int and its numbers are used up; seen before in 2023 and 2024", Interpretation: true,
			Actor: retro.Actor{Role: "database engineer", Name: "Lee Brandt"},
		},
	},
	{
		quotes: []quote{{"api", `"stopping"`, 1}},
		event: retro.Event{
			Kind: retro.KindAction, Title: "The export job is scaled to zero",
			Body:  "It was retrying its batch every minute. Stopping it gave no number back.",
			Actor: retro.Actor{Role: "incident lead", Name: "Priya Nair"},
		},
	},
	{
		quotes: []quote{{"chat", "Agreed. Orders are down", 1}, {"chat", "Tried it on last night", 1}},
		event: retro.Event{
			Kind: retro.KindDecision, Title: "Widen the column in place, rather than build a second table beside it",
			Body:  "47 minutes on a copy. Keeping writes alive was worth nothing, because there were none.",
			Actor: retro.Actor{Role: "incident lead", Name: "Priya Nair"},
		},
	},
	{
		quotes: []quote{{"postgres", "ALTER TABLE orders", 1}, {"postgres", "duration: 3084551.220", 1}},
		until:  "2025-11-14 11:24:36.555",
		event: retro.Event{
			Kind: retro.KindAction, Title: "orders.id altered to bigint, table locked",
			Actor: retro.Actor{Role: "database engineer", Name: "Lee Brandt"},
		},
	},
	{
		quotes: []quote{{"chat", "shops that use the API", 1}},
		event: retro.Event{
			Kind: retro.KindCommunication, Title: "Shops that order through the API are told: about an hour",
			Actor: retro.Actor{Role: "Customer Success", Name: "Dana Okafor"},
		},
	},
	{
		quotes: []quote{{"chat", "Cleanup is off", 1}, {"chat", "carts from expiring", 1}},
		event: retro.Event{
			Kind: retro.KindAction, Title: "The cleanup of old carts is switched off, 16 minutes before it would have run",
			Body:  "The product manager asked whether the waiting carts would expire at noon.",
			Actor: retro.Actor{Role: "incident lead", Name: "Priya Nair"},
		},
	},
	{
		quotes: []quote{{"chat", "Found where the ids went", 1}, {"chat", "what would have lasted", 1}},
		event: retro.Event{
			Kind: retro.KindDiagnosis, Title: "An upsert takes an id even when it only updates: the export job used 28 million", Interpretation: true,
			Actor: retro.Actor{Role: "database engineer", Name: "Lee Brandt"},
		},
	},
	{
		quotes: []quote{{"api", "11:24:40.118", 1}, {"chat", "writes are back", 1}},
		event: retro.Event{
			Kind: retro.KindResolution, Title: "The first order is saved again, with the id 2,147,483,648",
			Actor: retro.Actor{Role: "database engineer", Name: "Lee Brandt"},
		},
	},
	{
		quotes: []quote{{"chat", "Mailed everyone", 1}},
		event: retro.Event{
			Kind: retro.KindCommunication, Title: "1,260 people with a waiting cart get a mail",
			Actor: retro.Actor{Role: "Customer Success", Name: "Dana Okafor"},
		},
	},
}

var factors = []retro.Factor{
	{
		Title: "Keys were 32 bits wide by default, and a default is never decided", Confidence: retro.ConfidenceKnown,
		Body: "The framework chose the width in 2016, and for nine years nobody had a reason to look.\n",
	},
	{
		Title: "The dashboard counts rows; what runs out are numbers", Confidence: retro.ConfidenceKnown,
		Body: "By its rows the table was a fortieth full. That morning its sequence stood at almost 99 %.\n",
	},
	{
		Title: "An upsert takes a number from the sequence even when it only updates", Confidence: retro.ConfidenceKnown,
		Body: "The database takes the number before it looks for the row, and gives none back.\n",
	},
	{
		Title: "The export job and the checkout draw from the same sequence", Confidence: retro.ConfidenceKnown,
		Body: "Whatever writes to `orders` does: the job 9,300 times a second, the whole shop 7 times.\n",
	},
	{
		Title: repairFactor, Confidence: retro.ConfidenceLikely,
		Body: "Within the hour the ticket was closed, and with it went the only place where the next table could have been asked about.\n",
	},
	{
		Title: "The rehearsal was too small to show the effect", Confidence: retro.ConfidenceLikely,
		Body: "Ten thousand orders are one second of the job. Whatever a second takes looks like nothing.\n",
	},
}

// repairFactor is the factor of which the debrief became sure.
const repairFactor = "Each earlier repair was local and quick, so it never became a project"

const widenEveryKey = "Widen every 32-bit key that is more than half used"

var actionItems = []retro.ActionItem{
	{Title: "New tables get 64-bit keys from the migration generator", State: retro.ActionDoNow, Owner: "Lee Brandt", Ticket: "PLAT-409", Size: "small", Audience: "engineering"},
	{Title: "The export job notes what it sent in a table of its own", State: retro.ActionDoNow, Owner: "Priya Nair", Ticket: "ORD-1187", Size: "small", Audience: "engineering"},
	{Title: "The error page of the checkout says that nothing was charged", State: retro.ActionDoNow, Owner: "Hanna Lind", Ticket: "ORD-1190", Size: "trivial", Audience: "product"},
	{Title: "An alert when no order was saved for five minutes", State: retro.ActionDoNow, Owner: "Priya Nair", Ticket: "ORD-1191", Size: "small", Audience: "engineering"},
	{Title: widenEveryKey, State: retro.ActionIfTime, Size: "project", Audience: "engineering"},
	{Title: "Rehearse the widening of a large key with a table beside it, and write the runbook", State: retro.ActionIfTime, Size: "project", Audience: "engineering"},
	{Title: "The checkout upserts its order once, at the end", State: retro.ActionBigBet, Size: "project", Audience: "engineering", Reason: "Belongs to the new checkout, which is planned for spring"},
	{Title: "Random ids in place of numbers, everywhere", State: retro.ActionWont, Size: "platform", Audience: "engineering", Reason: "Would not have helped sooner than wider numbers, and every report counts on them"},
}

var participants = []retro.Participant{
	{Name: "Priya Nair", Roles: []retro.Role{retro.RoleLead}, Department: "Engineering, Orders", Why: "Led the response and wrote this"},
	{Name: "Lee Brandt", Roles: []retro.Role{retro.RoleMostInvolved, retro.RoleResponder}, Department: "Engineering, Platform", Why: "Found the cause and widened the key"},
	{Name: "Dana Okafor", Roles: []retro.Role{retro.RoleCustomer, retro.RoleResponder}, Department: "Customer Success", Why: "Saw it first and spoke with customers"},
	{Name: "Hanna Lind", Roles: []retro.Role{retro.RoleProduct, retro.RoleResponder}, Department: "Product", Why: "Saved the carts"},
	{Name: "Ines Moreau", Roles: []retro.Role{retro.RoleFacilitator}, Department: "Engineering, Payments", Why: "Was not involved"},
	{Name: "Tomasz Wilk", Roles: []retro.Role{retro.RoleNoteTaker}, Department: "Engineering, Search"},
}

// draft is the document before the debrief: the heading of each section and the
// file with its text.
var draft = []struct{ heading, file string }{
	{"Impact and Scope", "impact-and-scope.md"},
	{"Trigger", "trigger.md"},
	{"Resolution", "resolution.md"},
	{"Timeline of events", "timeline.md"},
	{"Root Cause", "root-cause.md"},
	{"What went well", "what-went-well.md"},
	{"What didn't go well", "what-didnt-go-well.md"},
	{"Action items", "action-items.md"},
	{"If we have time", "if-we-have-time.md"},
	{"Data & Analysis", "data-and-analysis.md"},
}

// revisedSections are those that the debrief reworded.
var revisedSections = []struct{ heading, file string }{
	{"Root Cause", "root-cause.debriefed.md"},
	{"What went well", "what-went-well.debriefed.md"},
}

// A turn is one thing that happened in the debrief, at a time of its day: the clock was
// started or stopped, another step began, a recording; or something was said.
type turn struct {
	at     string
	clock  string // "start", "pause", "resume", "end"
	step   string
	record string // a recording begins
	kind   retro.NoteKind
	text   string
	about  string // the beginning of an event's title
	parked bool
	heard  string // who speaks for the first time
	revise bool   // what was agreed on is written into the record
}

// debriefed is how the debrief went: it began before its recording did, had a break,
// and was recorded in two parts.
var debriefed = []turn{
	{at: "13:00:40", clock: "start"},
	{at: "13:02:10", record: "https://video.fernhill.example/rec/8f21"},
	{at: "13:02:40", heard: "Ines Moreau", text: "Ines welcomes everybody. How, not who. Support watches the recording on Monday."},
	{at: "13:03:30", step: "Summary"},
	{at: "13:04:20", heard: "Lee Brandt", about: "Integer out of range", text: "Lee walks through the morning. We dive in at the first failed insert, not at the deploy."},
	{at: "13:07:55", step: "Timeline"},
	{
		at: "13:11:50", kind: retro.NoteCorrection, about: "The key is an int",
		text: "Lee knew at 10:06:30, when he asked the sequence. 10:09 is when he had typed it.",
	},
	{
		at: "13:16:50", kind: retro.NoteCorrection, heard: "Dana Okafor", about: "First situation report",
		text: "Dana: the status page was updated at 10:17. It was never said in the channel.",
	},
	{
		at: "13:19:30", kind: retro.NoteQuestion, about: "Shops that order through the API", heard: "Hanna Lind",
		text: "Who told the shops that order through the API, and from what list?",
	},
	{
		at: "13:22:50", kind: retro.NoteCorrection, about: "orders.id altered",
		text: "Order pages could be read during the lock. They come from the cache, not from the table.",
	},
	{at: "13:24:05", text: "Random ids in place of numbers?", parked: true},
	{at: "13:24:30", step: "Keep digging"},
	{at: "13:27:50", kind: retro.NoteQuestion, text: answered},
	{at: "13:30:10", clock: "pause"},
	{at: "13:34:00", clock: "resume"},
	{at: "13:34:05", record: "https://video.fernhill.example/rec/8f22"},
	{
		at: "13:35:50", kind: retro.NoteQuote, heard: "Priya Nair",
		text: "Lee: I had an hour and a ticket for one column. Nothing in front of me said there were more.",
	},
	{at: "13:38:15", kind: retro.NoteFactor, text: agreedFactor},
	{at: "13:41:00", step: "Remediations"},
	{at: "13:42:50", kind: retro.NoteAction, text: rangeAlert},
	{at: "13:44:40", text: "Widening the rest is no longer for spare time: stock_moves is at 79 %. Lee takes it."},
	{at: "13:47:20", kind: retro.NoteDecision, text: statusRule},
	{at: "13:48:05", text: "The posted chart is in Berlin time. Priya replaces it with one in UTC."},
	{at: "13:48:40", step: "How did this go"},
	{at: "13:50:30", heard: "Tomasz Wilk", text: "In a word each: relieved, relieved, awake, curious, thirsty, done."},
	{at: "13:51:00", revise: true},
	{at: "13:54:20", clock: "end"},
}

// A transcript is what Zoom wrote down of a recording.
type transcript struct{ file, label string }

var transcripts = []transcript{
	{"GMT20251121-130210_Recording.transcript.vtt", "debrief, first part"},
	{"GMT20251121-133405_Recording.transcript.vtt", "debrief, second part"},
}

// What was said in the debrief and landed in the record.
const (
	answered     = "Why was it one table each time? What would have shown the others?"
	agreedFactor = "A ticket for one column leads to one column: nothing on it asks where else"
	rangeAlert   = "An alert when 70 % of a key's range is used"
	statusRule   = "Whoever speaks with customers posts what they said in the channel, too"
)
