package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// questionCmd has the retrospective before the verb: afterword question ID ask ….
type questionCmd struct {
	ID struct {
		ID     string            `arg:"" help:"The retrospective."`
		List   listQuestionsCmd  `cmd:"" help:"List the questions with their answers."`
		Gaps   gapsCmd           `cmd:"" help:"List the silent stretches of the timeline that are worth a question."`
		Ask    askCmd            `cmd:"" help:"Ask a person or a team."`
		Edit   editQuestionCmd   `cmd:"" help:"Change what is given of a question."`
		Remove removeQuestionCmd `cmd:"" help:"Take a question back; its answers stay."`
		Reply  replyCmd          `cmd:"" help:"Keep a reply, copied from a mail or a conversation, at the questions that it answers."`
		Place  placeAnswerCmd    `cmd:"" help:"Say which question an answer is about."`
		Use    useAnswerCmd      `cmd:"" help:"Make an event of an answer, or quote it in a section."`
	} `arg:"" help:"The retrospective."`
}

// onQuestions runs an act on the questions, and lists how they stand then.
func (s *session) onQuestions(
	ctx context.Context, commands *grammar, act func(*authoring.Service, retro.RetrospectiveID) (authoring.Edited, error),
) error {
	return s.withRetrospective(ctx, writes, commands.Question.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		edited, err := act(service, id)
		if err != nil {
			return err
		}
		return s.printQuestions(edited.Unchanged, edited.Content)
	})
}

// questionStatus is what is asked and what was answered.
type questionStatus struct {
	Questions []retro.Question `json:"questions"`
	Answers   []retro.Answer   `json:"answers"`
}

func (s *session) printQuestions(isUnchanged bool, c retro.Content) error {
	due := retro.DeriveStages(c).AnswersBefore()
	status := questionStatus{append([]retro.Question{}, c.Questions...), append([]retro.Answer{}, c.Answers...)}
	return s.printEdited(isUnchanged, status, func(w io.Writer) {
		for _, q := range c.Questions {
			fmt.Fprintf(w, "%-4s %-8s %s\n", q.Mark(), q.State, q.Text)
			if about := aboutQuestion(q, due); about != "" {
				fmt.Fprintf(w, "     %s\n", about)
			}
			showAnswers(w, c.AnswersTo(q.ID))
		}
		if lost := c.AnswersTo(""); len(lost) > 0 {
			fmt.Fprintln(w, "Nobody has said yet what this answers:")
			showAnswers(w, lost)
		}
	})
}

func aboutQuestion(q retro.Question, debrief *time.Time) string {
	var about []string
	if q.For != "" {
		about = append(about, "for "+q.For)
	}
	if due := q.DueBefore(debrief); due != "" && q.IsOpen() {
		about = append(about, "by "+string(due))
	}
	if q.From != nil && q.To != nil {
		about = append(about, "about "+stretch(*q.From, *q.To))
	}
	return strings.Join(about, ", ")
}

func stretch(from, to time.Time) string {
	until := to.UTC().Format("15:04")
	if from.UTC().Format(time.DateOnly) != to.UTC().Format(time.DateOnly) {
		until = to.UTC().Format("2006-01-02 15:04")
	}
	return from.UTC().Format("2006-01-02 15:04") + "–" + until + " UTC"
}

func showAnswers(w io.Writer, answers []retro.Answer) {
	for _, a := range answers {
		fmt.Fprintf(w, "     %s  %s: %s\n", a.ID, a.Who, strings.ReplaceAll(a.Text, "\n", "\n     "))
	}
}

type listQuestionsCmd struct{}

func (*listQuestionsCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.withRetrospective(ctx, reads, commands.Question.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		w, err := service.Open(ctx, id)
		if err != nil {
			return err
		}
		return s.printQuestions(false, w.Content)
	})
}

type gapsCmd struct{}

func (*gapsCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.withRetrospective(ctx, reads, commands.Question.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		w, err := service.Open(ctx, id)
		if err != nil {
			return err
		}
		gaps, err := service.Gaps(ctx, id, time.Time{})
		if err != nil {
			return err
		}
		return s.print(gaps, func(out io.Writer) {
			slices.SortFunc(gaps, func(a, b retro.Gap) int { return cmp.Compare(a.Rank, b.Rank) })
			for _, gap := range gaps {
				fmt.Fprintf(out, "%d  %s  %s  after “%s”", gap.Rank, stretch(gap.From, gap.To), retro.FormatDuration(gap.Length.Truncate(time.Minute)),
					w.Content.FindEvent(gap.After).Title)
				for _, q := range gap.Questions {
					fmt.Fprintf(out, "  %s", w.Content.FindQuestion(q).Mark())
				}
				fmt.Fprintln(out)
			}
		})
	})
}

// questionFlags are pointers so that edit can tell what was not given.
type questionFlags struct {
	For   *string  `help:"Whom: a person or a team."`
	Due   *string  `help:"Until which day (default: the day before the debrief)."`
	Gap   int      `help:"About a gap of the timeline, by its rank: 1 is the one most worth it." placeholder:"RANK"`
	From  *string  `help:"About a stretch of time, from when: as people say it; without a zone: UTC."`
	To    *string  `help:"Until when."`
	Event *string  `help:"About an event."`
	Cite  []string `help:"About evidence, like EVIDENCE:L10-L12; may be repeated." sep:"none"`
}

func (f *questionFlags) apply(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, q *retro.Question) error {
	if f.For != nil {
		q.For = *f.For
	}
	if f.Due != nil {
		q.Due = retro.Date(*f.Due)
	}
	if f.Gap > 0 {
		gaps, err := service.Gaps(ctx, id, time.Time{})
		if err != nil {
			return err
		}
		found := false
		for _, gap := range gaps {
			if gap.Rank == f.Gap {
				q.From, q.To, found = &gap.From, &gap.To, true
			}
		}
		if !found {
			return retro.Errorf(retro.CodeNotFound, "the timeline has no gap %d", f.Gap).WithHint("afterword question ID gaps lists %s", retro.Count(len(gaps), "gap", "gaps"))
		}
	}
	near := time.Time{}
	for _, end := range []struct {
		said *string
		into **time.Time
	}{{f.From, &q.From}, {f.To, &q.To}} {
		if end.said == nil {
			continue
		}
		*end.into = nil
		if *end.said == "" {
			continue
		}
		read, err := service.ReadTime(ctx, id, *end.said, authoring.Telling{Near: near, InUTC: true})
		if err != nil {
			return err
		}
		near = read[0].At.At
		at := near
		*end.into = &at
	}
	if f.Event != nil {
		q.Event = ""
		if *f.Event != "" {
			event, err := service.FindEvent(ctx, id, *f.Event)
			if err != nil {
				return err
			}
			q.Event = event.ID
		}
	}
	for i, text := range f.Cite {
		citation, err := service.ParseCitation(ctx, id, text)
		if err != nil {
			return err
		}
		if i == 0 {
			q.Citations = nil
		}
		q.Citations = append(q.Citations, citation)
	}
	return nil
}

type askCmd struct {
	Text string `arg:"" optional:"" help:"The question (default, about a stretch of time: what happened in it)."`
	questionFlags
}

func (c *askCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onQuestions(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		q := retro.Question{Text: c.Text}
		if err := c.apply(ctx, service, id, &q); err != nil {
			return authoring.Edited{}, err
		}
		if q.Text == "" && q.From != nil && q.To != nil {
			var err error
			if q.Text, err = service.SuggestQuestion(ctx, id, *q.From, *q.To); err != nil {
				return authoring.Edited{}, err
			}
		}
		return service.Ask(ctx, id, q)
	})
}

type editQuestionCmd struct {
	Question string  `arg:"" help:"The question, like Q3."`
	Text     *string `help:"Other words."`
	State    *string `help:"open or answered." enum:"open,answered"`
	questionFlags
}

func (c *editQuestionCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onQuestions(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		q, err := service.FindQuestion(ctx, id, c.Question)
		if err != nil {
			return authoring.Edited{}, err
		}
		if c.Text != nil {
			q.Text = *c.Text
		}
		if c.State != nil {
			q.State = retro.QuestionState(*c.State)
		}
		if err := c.apply(ctx, service, id, &q); err != nil {
			return authoring.Edited{}, err
		}
		return service.UpdateQuestion(ctx, id, q)
	})
}

type removeQuestionCmd struct {
	Question string `arg:"" help:"The question, like Q3."`
}

func (c *removeQuestionCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onQuestions(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		q, err := service.FindQuestion(ctx, id, c.Question)
		if err != nil {
			return authoring.Edited{}, err
		}
		return service.RemoveQuestion(ctx, id, q.ID)
	})
}

type replyCmd struct {
	File string `arg:"" help:"The reply as text, or - for standard input."`
	From string `help:"Who answered, where the reply does not say." placeholder:"NAME"`
	To   string `help:"The question that all of it answers, like Q3 (default: those whose numbers or words stand in it)." placeholder:"QUESTION"`
}

func (c *replyCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	text, err := s.readText(c.File)
	if err != nil {
		return err
	}
	return s.onQuestions(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		var question retro.QuestionID
		if c.To != "" {
			q, err := service.FindQuestion(ctx, id, c.To)
			if err != nil {
				return authoring.Edited{}, err
			}
			question = q.ID
		}
		landings, err := service.ReadReply(ctx, id, text, question, c.From)
		if err != nil {
			return authoring.Edited{}, err
		}
		for _, landing := range landings {
			if landing.Who == "" {
				return authoring.Edited{}, retro.Errorf(retro.CodeInvalid, "the reply does not say who wrote it").WithHint("name them with --from")
			}
		}
		return service.Answer(ctx, id, landings)
	})
}

type placeAnswerCmd struct {
	Answer   string `arg:"" help:"The answer."`
	Question string `arg:"" help:"The question, like Q3."`
}

func (c *placeAnswerCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.onQuestions(ctx, commands, func(service *authoring.Service, id retro.RetrospectiveID) (authoring.Edited, error) {
		answer, err := service.FindAnswer(ctx, id, c.Answer)
		if err != nil {
			return authoring.Edited{}, err
		}
		q, err := service.FindQuestion(ctx, id, c.Question)
		if err != nil {
			return authoring.Edited{}, err
		}
		return service.PlaceAnswer(ctx, id, answer.ID, q.ID)
	})
}

type useAnswerCmd struct {
	Answer  string `arg:"" help:"The answer."`
	Section string `help:"Quote it at the end of this section (default: make an event of it)." placeholder:"HEADING"`
}

func (c *useAnswerCmd) Run(ctx context.Context, s *session, commands *grammar) error {
	return s.withRetrospective(ctx, writes, commands.Question.ID.ID, func(service *authoring.Service, id retro.RetrospectiveID) error {
		answer, err := service.FindAnswer(ctx, id, c.Answer)
		if err != nil {
			return err
		}
		if c.Section == "" {
			made, err := service.AnswerToEvent(ctx, id, answer.ID)
			if err != nil {
				return err
			}
			return s.printEvent(made)
		}
		section, err := service.FindSection(ctx, id, c.Section)
		if err != nil {
			return err
		}
		edited, err := service.AnswerToSection(ctx, id, answer.ID, section.ID)
		if err != nil {
			return err
		}
		return s.printEdited(edited.Unchanged, edited.Content.FindSection(section.ID), func(w io.Writer) {
			fmt.Fprint(w, edited.Content.FindSection(section.ID).Body)
		})
	})
}
