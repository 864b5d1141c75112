package authoring

import (
	"context"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/markdown"
	"github.com/afterword-app/afterword/backend/retro"
)

// SitRepToSection puts a situation report at the end of a section, in its own words, with
// when and by whom it was given: the latest one for "", and the summary for "". One that
// stands there already is not put there again. CodeNotFound where there is none.
func (s *Service) SitRepToSection(ctx context.Context, id retro.RetrospectiveID, event retro.EventID, section retro.SectionID) (Edited, error) {
	return s.edit(ctx, id, "use situation report", func(c *retro.Content) error {
		if event == "" {
			event = retro.LatestSitRep(c.Events)
			if event == "" {
				return retro.Errorf(retro.CodeNotFound, "no situation report is on the timeline").
					WithHint("give an event the kind sitrep, or put a message that begins with SITREP on the timeline")
			}
		}
		report := c.FindEvent(event)
		if report == nil {
			return missing("event", event)
		}
		stored := c.Summary()
		if section != "" {
			stored = c.FindSection(section)
		}
		switch {
		case stored == nil && section != "":
			return missing("section", section)
		case stored == nil:
			return retro.Errorf(retro.CodeNotFound, "the document has no summary").WithHint("name the section, or add one that is a summary")
		}
		text, err := s.reported(ctx, c, report)
		if err != nil {
			return err
		}
		if !strings.Contains(stored.Body, strings.TrimSpace(text)) {
			stored.Body = markdown.Append(stored.Body, text)
		}
		return nil
	})
}

// reported writes a situation report as a paragraph, from the message that its event
// cites, where that is one, since a title may leave something out.
func (s *Service) reported(ctx context.Context, c *retro.Content, report *retro.Event) (string, error) {
	said := strings.TrimSpace(report.Title + "\n\n" + report.Body)
	when := report.At.At.UTC().Format("15:04 UTC, 2 January 2006")
	if report.At.IsDate() {
		when = report.At.Format(time.UTC)
	}
	for _, citation := range report.Citations {
		evidence := c.FindEvidence(citation.Evidence)
		if evidence == nil || evidence.Kind != retro.EvidenceChat || citation.FromLine == 0 {
			continue
		}
		entry, err := s.entryAt(ctx, *evidence, citation.FromLine)
		if err != nil {
			return "", err
		}
		said = entry.Text
		when = "[" + when + "](" + citation.URL() + ")"
		break
	}
	var lines []string
	for line := range strings.Lines(strings.TrimSpace(retro.WithoutSitRep(said))) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, markdown.Escape(line))
		}
	}
	by := ""
	if actor := report.Actor.String(); actor != "" {
		by = ", " + markdown.Escape(actor)
	}
	return strings.Join(lines, "\n\n") + " (as reported, " + when + by + ")\n", nil
}
