package ingest

import (
	"fmt"
	"strings"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
)

// why says in a sentence or two what was recognised, what was not, and what was
// inferred.
func (ix *Index) why(counts []int, main formatID) string {
	if len(ix.Entries) == 0 {
		return "Nothing in it could be read as entries."
	}
	if ix.plan.plain {
		return "Plain text: no time stamp was recognised, so each line stands for itself."
	}
	clauses := []string{ix.whyFormats(counts, main)}
	last := len(ix.Entries) - 1
	_, end := ix.LinesOf(last)
	begin := int(ix.Entries[0].Line)
	if more := end - begin - last; more > 0 && ix.plan.document == depthNone && ix.actors == nil {
		clauses = append(clauses, quantity(more, "line continues", "lines continue")+" the entry before")
	}
	if before := begin - 1; before > 0 {
		clauses = append(clauses, quantity(before, "line stands", "lines stand")+" before the first entry")
	}
	return strings.Join(clauses, "; ") + "." + ix.whyTimes()
}

// whyFormats says what the entries are.
func (ix *Index) whyFormats(counts []int, main formatID) string {
	total := len(ix.Entries)
	if counts[main] == total {
		if total == 1 {
			return "It is one entry, read as " + formats[main].plural
		}
		return fmt.Sprintf("All %d entries are %s", total, formats[main].plural)
	}
	others := make([]string, 0, len(counts))
	for id, n := range counts {
		if n > 0 && formatID(id) != main {
			others = append(others, fmt.Sprintf("%s (%d)", formats[id].plural, n))
		}
	}
	return fmt.Sprintf("%d of %d entries are %s; the others are %s", counts[main], total, formats[main].plural, enumerate(others))
}

// whyTimes says what is missing from the times and how it was filled in.
func (ix *Index) whyTimes() string {
	var timeless, yearless, dateless, ordered int
	for _, e := range ix.Entries {
		switch {
		case !e.HasTime():
			timeless++
		case e.Has(stamp.Yearless):
			yearless++
		case e.Has(stamp.Dateless):
			dateless++
		case e.Has(stamp.DayMonth):
			ordered++
		}
	}
	var said strings.Builder
	if timeless > 0 {
		said.WriteString(" " + quantity(timeless, "entry has", "entries have") + " no time.")
	}
	if yearless > 0 {
		said.WriteString(" The year of " + quantity(yearless, "entry", "entries") + " is inferred.")
	}
	if dateless > 0 {
		said.WriteString(" The date of " + quantity(dateless, "entry", "entries") + " is inferred.")
	}
	if ordered > 0 {
		order := "month before day"
		if ix.dayFirst {
			order = "day before month"
		}
		said.WriteString(" Dates are read " + order + ".")
	}
	return said.String()
}

// quantity counts something in words that agree with the number.
func quantity(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// enumerate joins phrases as a sentence does.
func enumerate(phrases []string) string {
	if n := len(phrases); n > 1 {
		return strings.Join(phrases[:n-1], ", ") + " and " + phrases[n-1]
	}
	return strings.Join(phrases, "")
}
