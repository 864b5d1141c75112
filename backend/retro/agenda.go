package retro

// AgendaStep is one part of the debrief.
type AgendaStep struct {
	Title   string `json:"title"`
	About   string `json:"about"` // what happens in it
	Minutes int    `json:"minutes"`
}

// DebriefMinutes is how long a debrief takes where nobody said otherwise.
const DebriefMinutes = 60

// Agenda returns the steps of a debrief of so many minutes. Each step has at least one,
// and the longest takes up what rounding leaves.
func Agenda(minutes int) []AgendaStep {
	steps := []AgendaStep{
		{"Welcome and ground rules", "Who is here, and how we talk.", 3},
		{"Summary", "Whoever was most involved tells the story in short.", 5},
		{"Timeline", "Walk through it together. What is missing, what is wrong?", 17},
		{"Keep digging", "Start where it is marked. How did it make sense then?", 20},
		{"Remediations", "Collect, do not decide. Big and odd ones too.", 11},
		{"How did this go", "One word from everybody.", 4},
	}
	left := minutes
	for i := range steps {
		steps[i].Minutes = max(1, (steps[i].Minutes*minutes+DebriefMinutes/2)/DebriefMinutes)
		left -= steps[i].Minutes
	}
	// What rounding took too much goes off the longest step, and what it left goes to it.
	for left != 0 {
		longest := 0
		for i, step := range steps {
			if step.Minutes > steps[longest].Minutes {
				longest = i
			}
		}
		if left > 0 {
			steps[longest].Minutes += left
			return steps
		}
		if steps[longest].Minutes == 1 {
			return steps
		}
		steps[longest].Minutes--
		left++
	}
	return steps
}
