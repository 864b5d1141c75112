package export_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// The evidence of the story, by its ids.
const (
	logID     retro.EvidenceID = "0000000000log"
	chatID    retro.EvidenceID = "000000000chat"
	graphID   retro.EvidenceID = "00000000graph"
	ticketID  retro.EvidenceID = "0000000ticket"
	unknownID retro.EvidenceID = "000000unknown"
)

func at(clock string) time.Time {
	t, err := time.Parse("2006-01-02 15:04:05.999", "2025-11-14 "+clock)
	if err != nil {
		panic(err)
	}
	return t
}

func instant(clock string) retro.Instant { return retro.NewInstant(at(clock)) }

func instantPointer(clock string) *retro.Instant {
	i := instant(clock)
	return &i
}

// fakeSource makes up lines, and one picture of a given size.
type fakeSource struct {
	lines  map[int]export.Line
	width  int
	failed error
}

func (s fakeSource) Lines(_ context.Context, id retro.EvidenceID, spans []export.Span) ([][]export.Line, error) {
	if s.failed != nil {
		return nil, s.failed
	}
	all := make([][]export.Line, len(spans))
	for i, span := range spans {
		for n := span.From; n <= span.To && len(all[i]) < span.Limit; n++ {
			line, ok := s.lines[n]
			if !ok {
				line = export.Line{Text: fmt.Sprintf("line %d of %s", n, id)}
			}
			line.Number = n
			all[i] = append(all[i], line)
		}
	}
	return all, nil
}

// Small has no pictures: a drawing has their frames.
func (fakeSource) Small(context.Context, retro.EvidenceID) []byte { return nil }

func (s fakeSource) Picture(context.Context, retro.EvidenceID, *retro.Region) (export.Picture, error) {
	if s.failed != nil {
		return export.Picture{}, s.failed
	}
	img := image.NewNRGBA(image.Rect(0, 0, s.width, s.width/2))
	for x := range s.width {
		img.SetNRGBA(x, x/2, color.NRGBA{R: 0x0b, G: 0x6b, B: 0x78, A: 0xff})
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return export.Picture{}, fmt.Errorf("encode: %w", err)
	}
	return export.Picture{Data: out.Bytes(), MediaType: "image/png", Width: s.width, Height: s.width / 2}, nil
}

// Chart draws a chart of two columns, whose words are those of the first line.
func (s fakeSource) Chart(context.Context, retro.EvidenceID) (export.Chart, error) {
	if s.failed != nil {
		return export.Chart{}, s.failed
	}
	words := "p95 of duration"
	for _, line := range s.lines {
		words = line.Text
	}
	drawing := canvas.Drawing{Width: 300, Height: 100, Title: words, About: words}
	drawing.Label(canvas.Label{At: canvas.Point{X: 10, Y: 20}, Text: words, Size: 12, Ink: canvas.Text})
	return export.Chart{
		Drawing: &drawing, About: words, Each: "every 10 minutes", Times: 1,
		Head: []string{"UTC", words}, Rows: [][]string{{"10:00", "81 ms"}, {"10:10", words}},
		From: time.Date(2026, 3, 14, 10, 0, 0, 0, time.UTC), To: time.Date(2026, 3, 14, 23, 20, 0, 0, time.UTC),
	}, nil
}

// story is a retrospective in which everything occurs that an export can show.
func story() export.Input {
	content := retro.Content{
		Title: "Orders stop saving: integer key exhausted, third time",
		Zones: []string{"Europe/Berlin", "America/New_York"},
		Sections: []retro.Section{
			{ID: "s1", Heading: "Impact and Scope", Prompt: "Never exported.", Body: impactBody},
			{ID: "s2", Heading: "Trigger", Body: "The key of `orders` reached 2,147,483,647."},
			{ID: "s3", Heading: "Resolution", Body: resolutionBody},
			{ID: "s4", Heading: "Timeline of events", Block: retro.BlockTimeline},
			{ID: "s5", Heading: "Root Cause", Body: causeBody, Block: retro.BlockFactors},
			{ID: "s6", Heading: "What went well", Body: "- Support told us before any alert did.\n- Luck: the one person who had seen it before was awake.\n"},
			{ID: "s7", Heading: "What didn't go well"},
			{ID: "s8", Heading: "Action items", Block: retro.BlockActionItems},
			{ID: "s9", Heading: "Data & Analysis", Body: analysisBody, Block: retro.BlockGallery},
			{ID: "s10", Heading: "Figures", Block: retro.BlockFigures},
			{ID: "s11", Heading: "People", Block: retro.BlockParticipants},
		},
		Events: []retro.Event{
			{
				ID: "e3", At: instant("10:06:30"), Kind: retro.KindDiagnosis, Title: "The key's type is named",
				Body: "It is `integer`, with a range of 2³¹.\n\n- other tables\n- share it", Actor: retro.Actor{Role: "on-call engineer", Name: "Dana"},
				Interpretation: true, KnownAt: instantPointer("10:30:00"),
				Citations: []retro.Citation{{Evidence: chatID, FromLine: 4, ToLine: 5}, {Evidence: unknownID}},
			},
			{ID: "e1", At: instant("10:02:03.412"), Kind: retro.KindTrigger, Title: "The first insert fails", Citations: []retro.Citation{{Evidence: logID, FromLine: 48120, ToLine: 48121}}, DiveIn: true},
			{ID: "e2", At: instant("10:02:51"), Kind: retro.KindDetection, Title: "Customer support sees errors | on checkout"},
			{ID: "e4", At: instant("10:02:03"), End: instantPointer("11:24:10"), Kind: retro.KindImpact, Title: "No customer can place an order", Citations: []retro.Citation{{Evidence: graphID}}},
			{ID: "e5", At: instant("11:24:10"), Kind: retro.KindResolution, Title: "The column is widened"},
			{ID: "e6", At: retro.Instant{At: at("11:40:00"), Precision: retro.PrecisionMinute, About: true}, Kind: "post-mortem <b>", Title: "A time whose zone nobody knows"},
		},
		Factors: []retro.Factor{
			{ID: "f1", Title: "Framework default: 32-bit keys", Body: "Chosen in 2014.", Confidence: retro.ConfidenceKnown, Citations: []retro.Citation{{Evidence: logID, FromLine: 48120, ToLine: 48140}}},
			{ID: "f2", Title: "Fixes were local, twice", Confidence: retro.ConfidenceLikely},
		},
		ActionItems: []retro.ActionItem{
			{ID: "a1", Title: "Widen every key above half of its range", State: retro.ActionDoNow, Owner: "Data platform", Ticket: "https://tickets.example/browse/OPS-311"},
			{ID: "a2", Title: "Alert on the remaining range", Body: "At 70 %, as `key_range_used`.", State: retro.ActionDone, Owner: "Lee", Ticket: "OPS-312"},
			{ID: "a3", Title: "Move to another database", State: retro.ActionWont, Reason: "It solves none of this."},
			{ID: "a4", Title: "Tidy the migration guide", State: retro.ActionIfTime},
			{ID: "a5", Title: "Something to think about", State: retro.ActionRemediation},
		},
		Participants: []retro.Participant{
			{ID: "p1", Name: "Priya N.", Roles: []retro.Role{retro.RoleLead, retro.RoleFacilitator}, Department: "Orders", Why: "owns the service"},
			{ID: "p2", Name: "Dana"},
		},
		Evidence: []retro.Evidence{
			{ID: logID, Kind: retro.EvidenceLog, Label: "postgres primary", Hash: "aa"},
			{ID: chatID, Kind: retro.EvidenceChat, Label: "#incident", Hash: "bb"},
			{ID: graphID, Kind: retro.EvidenceScreenshot, Label: "grafana.png", Caption: "Failed orders per minute", Hash: "cc", ShownAt: instantPointer("10:20:00")},
			{ID: ticketID, Kind: retro.EvidenceLink, Label: "Status page"},
		},
	}
	return export.Input{
		Content: content,
		Readings: map[retro.EvidenceID]retro.Reading{
			logID:   {Lines: 90000},
			chatID:  {Lines: 60},
			graphID: {Picture: &retro.Picture{Width: 320, Height: 160}},
		},
		Source: fakeSource{width: 320, lines: map[int]export.Line{
			4:     {Text: "seeing <b>502s</b> on checkout ]]> ```", At: instantPointer("10:02:09"), Actor: "dana"},
			48120: {Text: "ERROR:\x1b[31m integer out of range\x1b[0m", At: instantPointer("10:02:03.412"), Level: retro.LevelError},
			48121: {Text: "STATEMENT:  INSERT INTO orders (cart_id, total_cents) VALUES ($1, $2)"},
		}},
		Now: at("16:00:00"),
	}
}

const impactBody = `For **1 hour and 22 minutes** no customer could place an order. About *4,100 carts* were affected; ~~all~~ 3,920 of them were ordered later the same day.

| Region | Carts | Kept |
|:-------|------:|:----:|
| EU & UK | 2,900 | yes |
| US | 1,200 | **mostly** ` + "`a\\|b`" + ` |

> [!WARNING]
> Refunds are still open.

> A customer wrote:
> "nothing happens".
`

const resolutionBody = `1. Stop the writers.
2. Widen the column:

   ` + "```sql" + `
   ALTER TABLE orders ALTER COLUMN id TYPE bigint;
   ` + "```" + `

3. Start the writers.
   - first one
     - then all

- [x] verified
- [ ] announced

- [x] a task
- no task
`

const causeBody = `# Three conditions

Three conditions met, see [the first failed insert](evidence/0000000000log#L48120-L48121) and [the page](evidence/0000000ticket). When the same happened in [March 2023](https://wiki.example/incidents/(2023)?a=1&b=2), it was repaired there only. <script>alert(1)</script> Names like snake_case_name and 2*3*4 stay as they are.

![The first failed insert](evidence/0000000000log#L48120-L48121)

Text before ![](evidence/00000000graph) and after. Unknown: ![gone](evidence/000000unknown#L3).
`

const analysisBody = `## Method

Lines were counted per minute.  
See https://example.com/a_b?x=1 or [run this](javascript:alert(1)), ![tracker](https://evil.example/p.png) 🎉.

---

` + "```\nplain ]]> code ``` with 'quotes' & <tags>\n```\n"
