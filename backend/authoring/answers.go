package authoring

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/debrief"
	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// longestReply is in bytes: more than that is evidence and no reply.
const longestReply = 1 << 20

// ReadReply reads what somebody answered, as it was copied from a mail or a conversation,
// and says what each part of it answers; nothing is kept yet. question is what all of it
// answers, "" where its parts tell, and who wrote what does not say. CodeInvalid for no words and for too many.
func (s *Service) ReadReply(ctx context.Context, id retro.RetrospectiveID, text string, question retro.QuestionID, who string) ([]debrief.Landing, error) {
	if strings.TrimSpace(text) == "" {
		return nil, retro.Errorf(retro.CodeInvalid, "there is nothing in the reply")
	}
	if len(text) > longestReply {
		return nil, retro.Errorf(retro.CodeInvalid, "that is too long for a reply").WithHint("add it as evidence")
	}
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	messages, err := s.messages(ctx, strings.ToValidUTF8(text, "\uFFFD"))
	if err != nil {
		return nil, err
	}
	for i := range messages {
		messages[i].Who = retro.FirstOf(messages[i].Who, who)
	}
	in := debrief.Input{ID: id, Content: content, Due: retro.DeriveStages(content).AnswersBefore(), Now: s.clock().UTC()}
	return debrief.ReadReply(in, messages, question), nil
}

// messages are those of a conversation, with their authors.
func (s *Service) messages(ctx context.Context, text string) ([]debrief.Message, error) {
	data := []byte(text)
	index, err := ingest.Read(ctx, bytes.NewReader(data), int64(len(data)), ingest.Options{Reference: s.clock().UTC(), Guessed: true})
	if err != nil {
		return nil, fmt.Errorf("read the reply: %w", err)
	}
	if !index.KnowsActors() || len(index.Entries) == 0 {
		return debrief.Headed(text), nil
	}
	var messages []debrief.Message
	if before := data[:index.Preamble]; len(bytes.TrimSpace(before)) > 0 {
		messages = append(messages, debrief.Message{Text: string(before)})
	}
	for i, entry := range index.Entries {
		raw, err := io.ReadAll(io.NewSectionReader(bytes.NewReader(data), entry.Offset, index.LengthOf(i)))
		if err != nil {
			return nil, fmt.Errorf("read the reply: %w", err)
		}
		said := index.Describe(i, raw)
		message := debrief.Message{Who: said.Actor, Text: said.Text}
		if at := index.Instant(i); at != nil && at.Zone != "" {
			message.At = at.At
		}
		messages = append(messages, message)
	}
	return messages, nil
}

// Answer keeps what was answered, each part at its question, which is answered then.
// What is there already from the same person is not kept twice. CodeInvalid where nobody
// is said to have said it.
func (s *Service) Answer(ctx context.Context, id retro.RetrospectiveID, landings []debrief.Landing) (Edited, error) {
	now := s.clock().UTC()
	return s.edit(ctx, id, "land reply", func(c *retro.Content) error {
		for _, landing := range landings {
			answer := retro.Answer{
				ID: retro.AnswerID(s.ids.New()), Question: landing.Question, At: landing.At.UTC(),
				Who: strings.Join(strings.Fields(landing.Who), " "), Text: strings.TrimSpace(landing.Text),
			}
			if answer.At.IsZero() {
				answer.At = now
			}
			if answer.Text == "" {
				continue
			}
			if answer.Who == "" {
				return retro.Errorf(retro.CodeInvalid, "nobody has said who answered “%s”", retro.Shorten(answer.Title(), shortTitle))
			}
			if slices.ContainsFunc(c.Answers, func(a retro.Answer) bool {
				return (a.Question == answer.Question || answer.Question == "") && strings.EqualFold(a.Who, answer.Who) && a.Text == answer.Text
			}) {
				continue
			}
			if err := place(c, &answer, answer.Question); err != nil {
				return err
			}
			c.Answers = append(c.Answers, answer)
		}
		return nil
	})
}

// place says what an answer answers.
func place(c *retro.Content, answer *retro.Answer, question retro.QuestionID) error {
	answer.Question = question
	if question == "" {
		return nil
	}
	q := c.FindQuestion(question)
	if q == nil {
		return missing("question", question)
	}
	q.State = retro.QuestionAnswered
	return nil
}

// PlaceAnswer says what an answer answers; "" for nobody knows.
func (s *Service) PlaceAnswer(ctx context.Context, id retro.RetrospectiveID, answer retro.AnswerID, question retro.QuestionID) (Edited, error) {
	return s.editAnswer(ctx, id, "place answer", answer, func(c *retro.Content, a *retro.Answer) error { return place(c, a, question) })
}

// UpdateAnswer changes who said it, and the words.
func (s *Service) UpdateAnswer(ctx context.Context, id retro.RetrospectiveID, answer retro.Answer) (Edited, error) {
	return s.editAnswer(ctx, id, "edit answer", answer.ID, func(_ *retro.Content, a *retro.Answer) error {
		text, who := strings.TrimSpace(answer.Text), strings.Join(strings.Fields(answer.Who), " ")
		if text == "" || who == "" {
			return retro.Errorf(retro.CodeInvalid, "an answer needs its words and who said them")
		}
		a.Text, a.Who = text, who
		return nil
	})
}

// RemoveAnswer takes an answer out. A question that nobody answers any more is open again.
func (s *Service) RemoveAnswer(ctx context.Context, id retro.RetrospectiveID, answer retro.AnswerID) (Edited, error) {
	return s.editAnswer(ctx, id, "remove answer", answer, func(c *retro.Content, a *retro.Answer) error {
		question := a.Question
		c.Answers = slices.DeleteFunc(c.Answers, func(a retro.Answer) bool { return a.ID == answer })
		if q := c.FindQuestion(question); q != nil && len(c.AnswersTo(question)) == 0 {
			q.State = retro.QuestionOpen
		}
		return nil
	})
}

func (s *Service) editAnswer(
	ctx context.Context, id retro.RetrospectiveID, reason string, answer retro.AnswerID, change func(*retro.Content, *retro.Answer) error,
) (Edited, error) {
	return s.edit(ctx, id, reason, func(c *retro.Content) error {
		a := c.FindAnswer(answer)
		if a == nil {
			return missing("answer", answer)
		}
		return change(c, a)
	})
}

// A time of day in an answer, with the zone that it names, or a range of two: what begins
// a line, "10:12 we restarted", "Between 10:12 and 10:15 …", and what stands anywhere.
var (
	beginsAt = regexp.MustCompile(`(?m)^(?i:at |around |about |gegen |um )?(` + timeSaid + `)[\s:,–-]+`)
	saidAt   = regexp.MustCompile(`\b` + timeSaid + `\b`)
)

const (
	clockSaid = `\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:UTC|GMT|Z|[A-Z]{2,4}T)\b)?`
	timeSaid  = `(?:(?i:between|zwischen) ` + clockSaid + ` (?i:and|und) ` + clockSaid +
		`|(?:(?i:from|von) )?` + clockSaid + `(?: ?[–-] ?| (?i:to|until|till|bis) )` + clockSaid +
		`|` + clockSaid + `)`
)

// timeOf is the time of day, or the range, that an answer says, and what it says besides: what
// begins a line, or the only one in it; "" where there is none, or one among several.
func timeOf(text string) (said, rest string) {
	if at := beginsAt.FindStringSubmatchIndex(text); at != nil {
		return text[at[2]:at[3]], text[at[1]:]
	}
	all := saidAt.FindAllString(text, -1)
	slices.Sort(all)
	if all = slices.Compact(all); len(all) != 1 {
		return "", text
	}
	return all[0], text
}

// AnswerTime is the time at which AnswerToEvent would put an answer, until its end where it
// would last; nil where nobody knows one.
func (s *Service) AnswerTime(ctx context.Context, id retro.RetrospectiveID, answer retro.AnswerID) (*retro.Instant, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	a := content.FindAnswer(answer)
	if a == nil {
		return nil, missing("answer", answer)
	}
	event, err := s.eventOf(ctx, id, &content, *a)
	if retro.ErrorCode(err) == retro.CodeInvalid {
		return nil, nil //nolint:nilnil // that is an answer
	}
	if event.End != nil {
		event.At.Until = event.EndsAt()
	}
	return &event.At, err
}

// AnswerToEvent puts what was answered on the timeline: at the time that it says where
// that is clear, else some time in that of its question. Once it is there, nothing
// changes. CodeInvalid where neither says a time.
func (s *Service) AnswerToEvent(ctx context.Context, id retro.RetrospectiveID, answer retro.AnswerID) (WithEvent, error) {
	content, err := s.snapshot(ctx, id)
	if err != nil {
		return WithEvent{}, err
	}
	a := content.FindAnswer(answer)
	if a == nil {
		return WithEvent{}, missing("answer", answer)
	}
	event, err := s.eventOf(ctx, id, &content, *a)
	if err != nil {
		return WithEvent{}, err
	}
	event.ID = retro.EventID(s.ids.New())
	edited, err := s.editAnswer(ctx, id, "make an event of an answer", answer, func(c *retro.Content, a *retro.Answer) error {
		if c.FindEvent(a.Event) != nil {
			event.ID = a.Event
			return nil
		}
		if err := checkEvent(c, &event); err != nil {
			return err
		}
		c.Events = append(c.Events, event)
		a.Event = event.ID
		return nil
	})
	return WithEvent{Edited: edited, Event: event.ID}, err
}

func (s *Service) eventOf(ctx context.Context, id retro.RetrospectiveID, c *retro.Content, a retro.Answer) (retro.Event, error) {
	event := retro.Event{Kind: retro.KindObservation, Actor: retro.Actor{Name: a.Who}}
	text := a.Text
	var near time.Time
	q := c.FindQuestion(a.Question)
	switch {
	case q == nil:
	case q.From != nil && q.To != nil:
		near = *q.From
		event.At = retro.Instant{At: q.From.UTC(), Zone: "Z", Precision: retro.PrecisionMinute, Until: q.To.UTC()}
	case c.FindEvent(q.Event) != nil:
		event.At = c.FindEvent(q.Event).At
		near = event.At.At
	}
	if said, rest := timeOf(text); said != "" && !near.IsZero() {
		read, err := s.ReadTime(ctx, id, said, Telling{Near: near})
		if err == nil && len(read) == 1 {
			event.At, event.End, text = read[0].At, read[0].End, retro.Capital(strings.TrimSpace(rest))
		}
	}
	if event.At.IsZero() {
		return event, retro.Errorf(retro.CodeInvalid, "nobody knows when “%s” was", retro.Shorten(a.Title(), shortTitle)).
			WithHint("give its question a time, or add the event by hand")
	}
	title, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if next := strings.TrimSpace(rest); next != "" && len(strings.Fields(title)) < leastTitle { // “Hi Jo,”
		title, rest, _ = strings.Cut(next, "\n")
	}
	if short := retro.Shorten(title, longestTitle); short != title {
		rest, title = text, short
	}
	event.Title, event.Body = title, strings.TrimSpace(rest)
	return event, nil
}

// longestTitle is how many characters of an answer become a title.
const longestTitle = 120

// leastTitle is how many words a line needs to be a title where others follow.
const leastTitle = 3

// AnswerToSection quotes an answer at the end of a section, with who said it. One that is
// quoted there already is not quoted again.
func (s *Service) AnswerToSection(ctx context.Context, id retro.RetrospectiveID, answer retro.AnswerID, section retro.SectionID) (Edited, error) {
	return s.editAnswer(ctx, id, "quote answer", answer, func(c *retro.Content, a *retro.Answer) error {
		stored := c.FindSection(section)
		if stored == nil {
			return missing("section", section)
		}
		var quote strings.Builder
		for line := range strings.Lines(a.Text) {
			quote.WriteString(strings.TrimRight("> "+markdown.Escape(strings.TrimSpace(line)), " ") + "\n")
		}
		quote.WriteString(">\n> — " + markdown.Escape(a.Who) + "\n")
		if strings.Contains(stored.Body, strings.TrimSpace(quote.String())) {
			return nil
		}
		stored.Body = markdown.Append(stored.Body, quote.String())
		return nil
	})
}
