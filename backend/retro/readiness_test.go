package retro_test

import (
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestReadiness(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 21, 14, 0, 0, 0, time.UTC)
	before, same := at.AddDate(0, 0, -1), at.Add(-time.Hour)
	people := []retro.Participant{
		{Name: "Ines Moreau", Roles: []retro.Role{retro.RoleFacilitator}},
		{Name: "Lee Brandt", Roles: []retro.Role{retro.RoleMostInvolved}},
		{Name: "Dana Okafor", Department: "Customer Success"},
	}
	planned := func(change func(*retro.Content)) retro.Content {
		c := retro.Content{Participants: people, Debrief: retro.Debrief{At: &retro.Instant{At: at}}}
		change(&c)
		return c
	}
	for name, tc := range map[string]struct {
		content retro.Content
		check   retro.Check
		done    bool
		lacks   string
	}{
		"no date":                  {retro.Content{}, retro.CheckDate, false, ""},
		"nobody facilitates":       {retro.Content{}, retro.CheckUninvolved, false, ""},
		"the facilitator is apart": {planned(func(*retro.Content) {}), retro.CheckUninvolved, true, ""},
		"the facilitator responded": {planned(func(c *retro.Content) {
			c.Participants = []retro.Participant{{Name: "Lee", Roles: []retro.Role{retro.RoleFacilitator, retro.RoleResponder}}}
		}), retro.CheckUninvolved, false, ""},
		"a department faces customers": {planned(func(*retro.Content) {}), retro.CheckCustomers, true, ""},
		"nobody was asked":             {planned(func(*retro.Content) {}), retro.CheckInput, false, "nobody who speaks for customers was asked"},
		"somebody else was asked": {planned(func(c *retro.Content) {
			c.Questions = []retro.Question{{Text: "How?", For: "Lee", State: retro.QuestionAnswered}}
		}), retro.CheckInput, false, "nobody who speaks for customers was asked"},
		"asked by first name": {planned(func(c *retro.Content) {
			c.Questions = []retro.Question{{Text: "What did they see?", For: "dana", State: retro.QuestionOpen}}
		}), retro.CheckInput, false, "asked, and not answered yet"},
		"a team answered": {planned(func(c *retro.Content) {
			c.Questions = []retro.Question{{Text: "What did they see?", For: "Support", State: retro.QuestionAnswered}}
		}), retro.CheckInput, true, ""},
		"questions are open": {planned(func(c *retro.Content) {
			c.Questions = []retro.Question{{Text: "How?", State: retro.QuestionOpen}, {Text: "When?", State: retro.QuestionAnswered}}
		}), retro.CheckQuestions, false, "1 of 2 are open"},
		"nobody was asked anything": {planned(func(*retro.Content) {}), retro.CheckQuestions, true, ""},
		"the timeline names others": {planned(func(c *retro.Content) {
			for _, name := range []string{"Lee", "Tom\u00e1s Berg", "tom\u00e1s berg", ""} {
				c.Events = append(c.Events, retro.Event{Actor: retro.Actor{Name: name}})
			}
			c.Events = append(c.Events, retro.Event{})
		}), retro.CheckInvited, false, "Tom\u00e1s Berg"},
		"a name that only begins alike": {planned(func(c *retro.Content) {
			c.Events = []retro.Event{{Actor: retro.Actor{Name: "Leeroy"}}}
		}), retro.CheckInvited, false, "Leeroy"},
		"the agenda waits":           {planned(func(*retro.Content) {}), retro.CheckAgenda, false, "until 20 March"},
		"the agenda left in time":    {planned(func(c *retro.Content) { c.Debrief.AgendaSentAt = &before }), retro.CheckAgenda, true, ""},
		"the agenda left on the day": {planned(func(c *retro.Content) { c.Debrief.AgendaSentAt = &same }), retro.CheckAgenda, false, "it was sent on the day itself"},
		"the timeline is agreed":     {planned(func(c *retro.Content) { c.Debrief.AgreedAt = &before }), retro.CheckAgreed, true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, row := range tc.content.Readiness() {
				if row.Check != tc.check {
					continue
				}
				if row.Done != tc.done || row.Lacks != tc.lacks {
					t.Errorf("done %v, lacks %q; want %v, %q", row.Done, row.Lacks, tc.done, tc.lacks)
				}
				return
			}
			t.Errorf("there is no check %q", tc.check)
		})
	}
}
