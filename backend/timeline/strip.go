package timeline

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/canvas"
	"github.com/afterword-app/afterword/backend/retro"
)

// What stands below the lanes, in pixels.
const (
	shotWidth  = 46.0
	shotHeight = 30.0
	shotStrip  = shotHeight + 8
	moodStep   = 11.0 // from one mood to the next
	moodStrip  = 4*moodStep + 16
	leastMood  = 48.0 // for the words of one
	moodApart  = 6.0  // nearer points of one person are one
	mostMoods  = 6    // people whose moods are drawn
)

// Shot is a screenshot at its time, or several that stand too close to be told apart.
type Shot struct {
	Evidence retro.EvidenceID `json:"evidence"`
	At       float64          `json:"at"`
	Title    string           `json:"title"`
	Count    int              `json:"count,omitempty"` // 0 for one
}

// Mood is how people felt, a line for each.
type Mood struct {
	Top    float64    `json:"top"`
	Height float64    `json:"height"`
	Levels []string   `json:"levels"` // the words of the moods, the best first
	Lines  []MoodLine `json:"lines"`
}

// MoodLine is how one person felt.
type MoodLine struct {
	Who    string      `json:"who"`
	Points []MoodPoint `json:"points"`
}

// MoodPoint is how somebody felt at an event.
type MoodPoint struct {
	ID    retro.EventID `json:"id"`
	At    float64       `json:"at"`
	Y     float64       `json:"y"`
	Said  string        `json:"said"`            // "Dana: low, could not sleep"
	Label string        `json:"label,omitempty"` // of it, as far as there is room
	// LabelY is the height of the middle of Label: above or below the point where a line
	// would strike it through.
	LabelY float64 `json:"labelY,omitempty"`
}

// shot is a screenshot with its time.
type shot struct {
	at    int64
	id    retro.EvidenceID
	title string
}

// shotsOf are the screenshots whose time is known: what they show, else the first event
// that cites them.
func shotsOf(events []retro.Event, evidence []retro.Evidence) []shot {
	cited := map[retro.EvidenceID]time.Time{}
	for i := range events {
		for _, c := range events[i].Citations {
			if _, ok := cited[c.Evidence]; !ok {
				cited[c.Evidence] = events[i].At.At
			}
		}
	}
	var shots []shot
	for _, e := range evidence {
		if !e.IsPicture() {
			continue
		}
		at, ok := cited[e.ID]
		if e.ShownAt != nil {
			at, ok = e.ShownAt.At, true
		}
		if ok {
			shots = append(shots, shot{micros(at), e.ID, cmp.Or(e.Caption, e.Label)})
		}
	}
	slices.SortStableFunc(shots, func(a, b shot) int { return cmp.Compare(a.at, b.at) })
	return shots
}

// felt is how somebody felt at an event.
type felt struct {
	at      int64
	event   retro.EventID
	feeling retro.Feeling
}

// feltBy are the moods of each person, by time, and who they are, those first who told
// most.
func feltBy(events []retro.Event) (who []string, moods map[string][]felt) {
	moods = map[string][]felt{}
	for i := range events {
		for _, feeling := range events[i].Feelings {
			person := strings.TrimSpace(cmp.Or(feeling.Who, events[i].Actor.Name, events[i].Actor.Role))
			if moods[person] == nil {
				who = append(who, person)
			}
			feeling.Who = person
			moods[person] = append(moods[person], felt{micros(events[i].At.At), events[i].ID, feeling})
		}
	}
	slices.SortStableFunc(who, func(a, b string) int { return cmp.Compare(len(moods[b]), len(moods[a])) })
	for _, all := range moods {
		slices.SortStableFunc(all, func(a, b felt) int { return cmp.Compare(a.at, b.at) })
	}
	return who[:min(len(who), mostMoods)], moods
}

// shots lays out the screenshots that are in view.
func (l *layout) shots() {
	if len(l.index.shots) == 0 {
		return
	}
	l.frame.ShotsTop = l.top
	until := -shotWidth
	for _, s := range l.index.shots {
		at := l.x(s.at)
		if at < -shotWidth || at > l.width+shotWidth {
			continue
		}
		if n := len(l.frame.Shots); n > 0 && at-shotWidth/2 < until {
			l.frame.Shots[n-1].Count = max(l.frame.Shots[n-1].Count, 1) + 1
			continue
		}
		l.frame.Shots = append(l.frame.Shots, Shot{Evidence: s.id, At: millis(s.at), Title: s.title})
		until = at + shotWidth/2 + 2
	}
	l.top += shotStrip
	l.frame.Height = l.top
}

// mood lays out how people felt.
func (l *layout) mood() {
	if len(l.index.who) == 0 {
		return
	}
	mood := &Mood{Top: l.top, Height: moodStrip, Lines: []MoodLine{}}
	for _, word := range slices.Backward(retro.Moods()) {
		mood.Levels = append(mood.Levels, string(word))
	}
	for _, who := range l.index.who {
		line := MoodLine{Who: who, Points: []MoodPoint{}}
		last := -moodApart
		for _, f := range l.index.moods[who] {
			x := l.x(f.at)
			if x < -l.width || x > 2*l.width || x-last < moodApart {
				continue
			}
			last = x
			p := MoodPoint{ID: f.event, At: millis(f.at), Said: f.feeling.String(), Y: l.top + 8 + float64(2-f.feeling.Mood.Level())*moodStep}
			line.Points = append(line.Points, p)
		}
		if len(line.Points) > 0 {
			mood.Lines = append(mood.Lines, line)
		}
	}
	l.moodLabels(mood)
	l.frame.Mood = mood
	l.top += moodStrip
	l.frame.Height = l.top
}

// moodLabels puts the words of each mood beside its point, else above or below that, where
// they meet no other words, no point and no line.
func (l *layout) moodLabels(mood *Mood) {
	var taken []box
	var strokes []stroke
	for _, line := range mood.Lines {
		for i, p := range line.Points {
			x := l.x(int64(p.At * 1e3))
			taken = append(taken, box{x - 4, x + 4, p.Y - 4, p.Y + 4})
			if i > 0 {
				before := line.Points[i-1]
				strokes = append(strokes, stroke{l.x(int64(before.At * 1e3)), before.Y, x, p.Y})
			}
		}
	}
	for _, line := range mood.Lines {
		for i := range line.Points {
			p := &line.Points[i]
			from := l.x(int64(p.At*1e3)) + labelGap
			room := l.width - from
			if from <= l.end {
				room = l.end - from
			}
			if room < leastMood {
				continue
			}
			label := canvas.Label{Text: p.Said, Size: labelSize}.Fit(min(mostText, room) / widerFont)
			to := from + label.Width()*widerFont
			for _, beside := range [...]float64{0, -9, 9} {
				spot := box{from, to, p.Y + beside - 5, p.Y + beside + 5}
				outside := spot.top < mood.Top || spot.bottom > mood.Top+mood.Height
				if outside || slices.ContainsFunc(taken, spot.meets) || slices.ContainsFunc(strokes, spot.isStruck) {
					continue
				}
				p.Label, p.LabelY = label.Text, p.Y+beside
				taken = append(taken, spot)
				break
			}
		}
	}
}

// box is what is taken of a strip that has no rows.
type box struct{ from, to, top, bottom float64 }

// stroke is a straight line from one mood to the next.
type stroke struct{ fromX, fromY, toX, toY float64 }

// isStruck reports whether a line goes through the words that stand in a box: it may touch
// their edge.
func (p box) isStruck(by stroke) bool {
	from, to := max(p.from, by.fromX), min(p.to, by.toX)
	if from >= to {
		return false
	}
	y := func(x float64) float64 { return by.fromY + (by.toY-by.fromY)*(x-by.fromX)/(by.toX-by.fromX) }
	return min(y(from), y(to)) < p.bottom-1 && max(y(from), y(to)) > p.top+1
}

func (p box) meets(other box) bool {
	return p.from < other.to && other.from < p.to && p.top < other.bottom && other.top < p.bottom
}

// moodInks and moodShapes tell people apart, beside their names.
var (
	moodInks   = []canvas.Ink{canvas.Violet, canvas.Teal, canvas.Blue, canvas.Amber, canvas.Green, canvas.Red}
	moodShapes = []canvas.MarkShape{canvas.Circle, canvas.Square, canvas.Triangle, canvas.Diamond, canvas.Circle, canvas.Square}
)

func (p *pen) strips(pictures func(retro.EvidenceID) []byte) {
	if len(p.frame.Shots) > 0 {
		y := headroom + p.frame.ShotsTop
		p.Label(canvas.Label{At: canvas.Point{X: 17, Y: y + shotHeight/2 + 4}, Text: "screenshots", Size: 11.5, Ink: canvas.Soft})
		for _, s := range p.frame.Shots {
			if s.At < p.frame.From || s.At > p.frame.To {
				continue
			}
			x := min(max(p.x(s.At)-shotWidth/2, gutter), gutter+p.plot-shotWidth)
			frame := canvas.Rect{X: x - 1, Y: y + 1, Width: shotWidth + 2, Height: shotHeight + 2, Fill: canvas.Rule}
			p.Rect(frame)
			inside := canvas.Rect{X: x, Y: y + 2, Width: shotWidth, Height: shotHeight, Fill: canvas.Surface}
			p.Rect(inside)
			if pictures != nil {
				p.Picture(inside, pictures(s.Evidence))
			}
			if s.Count > 1 {
				p.Label(canvas.Label{At: canvas.Point{X: x + shotWidth + 3, Y: y + shotHeight}, Text: "+" + strconv.Itoa(s.Count-1), Size: 9.5, Ink: canvas.Soft, Halo: true})
			}
		}
	}
	mood := p.frame.Mood
	if mood == nil {
		return
	}
	top := headroom + mood.Top
	p.Label(canvas.Label{At: canvas.Point{X: 17, Y: top + mood.Height/2 + 4}, Text: "mood", Size: 11.5, Ink: canvas.Soft})
	for i, word := range mood.Levels {
		y := top + 8 + float64(i)*moodStep
		p.Line(canvas.Line{Points: []canvas.Point{{X: gutter, Y: y}, {X: gutter + p.plot, Y: y}}, Stroke: canvas.Hair, Width: 1, Dash: []float64{2, 4}})
		p.Label(canvas.Label{At: canvas.Point{X: gutter - 6, Y: y + 3}, Text: word, Size: 9, Anchor: canvas.End, Ink: canvas.Faint})
	}
	for i, line := range mood.Lines {
		ink := moodInks[i%len(moodInks)]
		for n, point := range line.Points {
			if n > 0 {
				p.moved(line.Points[n-1], point, ink)
			}
			if p.isSeen(point) {
				p.Mark(canvas.Mark{At: canvas.Point{X: p.x(point.At), Y: headroom + point.Y}, Size: 7, Shape: moodShapes[i%len(moodShapes)], Fill: ink})
			}
		}
	}
	for _, line := range mood.Lines {
		for _, point := range line.Points {
			if point.Label != "" && p.isSeen(point) {
				p.Label(canvas.Label{At: canvas.Point{X: p.x(point.At) + labelGap, Y: headroom + point.LabelY + 3.5}, Text: point.Label, Size: 10, Ink: canvas.Text, Halo: true})
			}
		}
	}
}

func (p *pen) isSeen(point MoodPoint) bool {
	return point.At >= p.frame.From && point.At <= p.frame.To
}

// moved draws the line from one mood to the next, as far as it is on the plot.
func (p *pen) moved(from, to MoodPoint, ink canvas.Ink) {
	begin, end := max(from.At, p.frame.From), min(to.At, p.frame.To)
	if begin >= end {
		return
	}
	y := func(at float64) float64 { return headroom + from.Y + (to.Y-from.Y)*(at-from.At)/(to.At-from.At) }
	p.Line(canvas.Line{Points: []canvas.Point{{X: p.x(begin), Y: y(begin)}, {X: p.x(end), Y: y(end)}}, Stroke: ink, Width: 1.5})
}
