package debrief_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/debrief"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
)

// asked is a retrospective in which three questions wait.
func asked() debrief.Input {
	at := time.Date(2026, 3, 14, 10, 0, 0, 0, time.UTC)
	until := at.Add(40 * time.Minute)
	event := func(id string, minute int, title string) retro.Event {
		return retro.Event{ID: retro.EventID(id), At: retro.NewInstant(at.Add(time.Duration(minute) * time.Minute)), Title: title}
	}
	return debrief.Input{Content: retro.Content{
		Title: "Orders stood still",
		Events: []retro.Event{
			event("a", -20, "Deploy"), event("b", 0, "The pool is full"), event("c", 20, "Nobody can order"), event("d", 40, "Rolled back"), event("e", 60, "All is well"),
		},
		Participants: []retro.Participant{{ID: "p", Name: "Ines Vogel", Department: "payments"}},
		Questions: []retro.Question{
			{ID: "one", Number: 1, Text: "What happened between ten and twenty to eleven?", For: "Payments", From: &at, To: &until},
			{ID: "two", Number: 2, Text: "Who decided to roll back?", For: "Bo Li", Event: "d"},
			{ID: "three", Number: 3, Text: "What did customers hear?", For: "Support"},
		},
	}}
}

func TestReadReply(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		who, text string
		to        retro.QuestionID
		want      []string
	}{
		"numbers":                    {"Sam", "Q1: first\nQ3. third\n  and more", "", []string{"one: first", "three: third\n  and more"}},
		"numbers in other dress":     {"Sam", "*Q1* first\n**Q2:** second\n- q 3) third", "", []string{"one: first", "two: second", "three: third"}},
		"the question once more":     {"Sam", "Q2: Who decided to roll back? I did.", "", []string{"two: I did."}},
		"a quoted question":          {"Sam", "> Q2 for Bo Li: Who decided to roll back?\n>\n\nI did.\n\n> What did customers hear?\nNothing", "", []string{"two: I did.", "three: Nothing"}},
		"a question in its words":    {"Sam", "What did customers hear?\nNothing", "", []string{"three: Nothing"}},
		"a number that nobody has":   {"Sam", "Q9: ninth", "", []string{": Q9: ninth"}},
		"who alone is asked":         {"Bo Li", "I did.", "", []string{"two: I did."}},
		"by the department":          {"Ines Vogel", "We restarted it.", "", []string{"one: We restarted it."}},
		"nobody can know":            {"Sam", "We restarted it.", "", []string{": We restarted it."}},
		"somebody said":              {"Sam", "We restarted it.", "three", []string{"three: We restarted it."}},
		"a greeting":                 {"Sam", "Hi Jo,\n\nQ1: first", "", []string{"one: Hi Jo,\n\nfirst"}},
		"a greeting and a quotation": {"Sam", "Hi Jo,\n> Who decided to roll back?\n\n> What did customers hear?\nNothing", "", []string{"three: Hi Jo,\n\nNothing"}},
		"more than a greeting":       {"Sam", "I must say that I was not there for all of it.\nQ1: first", "", []string{": I must say that I was not there for all of it.", "one: first"}},
		"a mail":                     {"", "From: Sam Ochieng <sam@x.example>\nSubject: Re: Questions\n\nQ3: Nothing\n\nOn Mon, 16 Mar 2026 at 17:00, Jo <jo@x.example> wrote:\n> You know something about it that\n> we do not.", "", []string{"three Sam Ochieng: Nothing"}},
		"a quotation of our own":     {"Sam", "Q1: they said\n> stop right there", "", []string{"one: they said\n> stop right there"}},
		"nothing":                    {"Sam", "\n  \n", "", nil},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, l := range debrief.ReadReply(asked(), []debrief.Message{{Who: tt.who, Text: tt.text}}, tt.to) {
				who := ""
				if tt.who == "" {
					who = " " + l.Who
				}
				got = append(got, string(l.Question)+who+": "+l.Text)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestHeaded takes apart what people write above their words, and leaves alone what is a
// line of theirs.
func TestHeaded(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"Ines Vogel (14:02)\nQ1: first\n\nBo Li (14:05)\nsecond":  {"Ines Vogel: Q1: first", "Bo Li: second"},
		"\nInes Vogel 14:02\r\nfirst\r\n":                         {"Ines Vogel: first"},
		"Ines Vogel, 14:02: first\nand more\nBo [14:05]: second":  {"Ines Vogel: first\nand more", "Bo: second"},
		"@ines, 2:02 PM\nfirst":                                   {"ines: first"},
		"Zoë O’Hara, 14.03.2026, 14:02\nfirst":                    {"Zoë O’Hara: first"},
		"李 明 [14:02]\nfirst":                                      {"李 明: first"},
		"Ines, heute um 14:02 Uhr:\nfirst":                        {"Ines: first"},
		"Q1: this is what we saw\nDeploy, 14:02\nRollback, 14:05": {": Q1: this is what we saw\nDeploy, 14:02\nRollback, 14:05"},
		"Around 14:02: we restarted":                              {": Around 14:02: we restarted"},
		"We restarted it at 14:02\nthen waited":                   {": We restarted it at 14:02\nthen waited"},
		"14:02 we restarted it":                                   {": 14:02 we restarted it"},
		"":                                                        {": "},
	} {
		var got []string
		for _, m := range debrief.Headed(text) {
			got = append(got, m.Who+": "+strings.TrimSpace(m.Text))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// TestSentComesBack replies to what was sent in the way in which mail programs do.
func TestSentComesBack(t *testing.T) {
	t.Parallel()
	in := asked()
	in.For = "payments"
	var reply strings.Builder
	for _, section := range debrief.Questions(in).Sections {
		for line := range strings.Lines(section.Heading + "\n" + section.Body + "\n") {
			reply.WriteString("> " + line)
		}
		if strings.HasPrefix(section.Heading, "Q1") {
			reply.WriteString("We waited.\n")
		}
	}
	got := debrief.ReadReply(in, []debrief.Message{{Who: "Ines", Text: reply.String()}}, "")
	want := []debrief.Landing{{Question: "one", Who: "Ines", Text: "We waited."}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestLongReply reads a reply of very many lines, and one of very many messages: what that
// takes grows with them and not with their square.
func TestLongReply(t *testing.T) { //nolint:paralleltest // It counts what the process allocates.
	in := asked()
	for number := 4; number <= 40; number++ {
		in.Content.Questions = append(in.Content.Questions, retro.Question{
			ID: retro.QuestionID(strconv.Itoa(number)), Number: number, For: "Ops", Text: "What did you see in hour " + strconv.Itoa(number) + " of the outage?",
		})
	}
	one := []debrief.Message{{Who: "Sam", Text: strings.Repeat("ab\n", 1<<20/3)}}
	var many []debrief.Message
	for i := range 1 << 16 {
		many = append(many, debrief.Message{Who: "Colleague number " + strconv.Itoa(i%300), Text: "we looked at it"})
	}
	for name, messages := range map[string][]debrief.Message{"lines": one, "messages": many} {
		var got []debrief.Landing
		used := retrotest.Allocated(func() { got = debrief.ReadReply(in, messages, "") })
		if len(got) != len(messages) {
			t.Errorf("%s: there are %d parts of %d messages", name, len(got), len(messages))
		}
		// With the race detector, regular expressions forget their buffers now and then; the
		// square of the lines would be 180 GB.
		if used > 16<<30 {
			t.Errorf("%s: %d MB allocated", name, used>>20)
		}
	}
}

func FuzzReadReply(f *testing.F) {
	for _, seed := range []string{"Q1: x\n> y", "On a wrote:\nFrom: b\nQ2", "\r\n>>> Q3 \xff", "Hi\nQ1", strings.Repeat("Q1\n", 50)} {
		f.Add(seed)
	}
	in := asked()
	pack := debrief.Questions(in)
	var sent strings.Builder
	for _, section := range pack.Sections {
		sent.WriteString(section.Heading + section.Body)
	}
	sentText := pack.Title + sent.String()
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		var kept strings.Builder
		for _, l := range debrief.ReadReply(in, []debrief.Message{{Who: "Sam", Text: text}}, "") {
			if strings.TrimSpace(l.Text) == "" {
				t.Fatal("a part says nothing")
			}
			kept.WriteString(l.Text)
		}
		// One line that is no mark, no quotation and no header is kept as it is.
		if text = strings.TrimSpace(text); !strings.ContainsAny(text, ">:\n\r\v\fqQ?") && !strings.Contains(sentText, text) && kept.String() != text {
			t.Errorf("%q is kept as %q", text, kept.String())
		}
	})
}

func TestQuestionsPack(t *testing.T) {
	t.Parallel()
	in := asked()
	in.For = "payments"
	pack := debrief.Questions(in)
	if want := "Questions for Payments: Orders stood still"; pack.Title != want {
		t.Errorf("the title is %q, want %q", pack.Title, want)
	}
	want := "It is about 14 March 2026, 10:00 UTC to 10:40 UTC, 40 min. What the timeline says:\n\n" +
		"- 09:40 UTC: Deploy\n- 10:00 UTC: The pool is full\n- 10:20 UTC: Nobody can order\n- 10:40 UTC: Rolled back"
	if diff := cmp.Diff(want, pack.Sections[1].Body); diff != "" || len(pack.Sections) != 2 {
		t.Errorf("%d sections (-want +got):\n%s", len(pack.Sections), diff)
	}
	in.For = ""
	if all := debrief.Questions(in); len(all.Sections) != 4 || all.Sections[2].Heading != "Q2 for Bo Li: Who decided to roll back?" {
		t.Errorf("all questions are %+v", all.Sections)
	}
	if diff := cmp.Diff([]string{"Payments", "Bo Li", "Support"}, debrief.Asked(in.Content)); diff != "" {
		t.Error(diff)
	}
}
