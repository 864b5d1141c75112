package retro

// Reading is what ingest understood of one evidence. It is derived: it can be
// dropped and made again from the bytes and the evidence's settings.
type Reading struct {
	Format  string         `json:"format"` // of most entries, "text" where no time stamp was recognised
	Formats map[string]int `json:"formats"`
	Entries int            `json:"entries"`
	// New is how many of them came when the source grew, until somebody has looked at them.
	New   int   `json:"new,omitempty"`
	Lines int   `json:"lines"`
	Bytes int64 `json:"bytes"`
	// First and Last are the earliest and latest entries' instants, nil when no
	// entry has a time.
	First *Instant `json:"first,omitempty"`
	Last  *Instant `json:"last,omitempty"`
	// Zone is the zone of all entries' times, "" when unknown or mixed.
	Zone string `json:"zone"`
	// Questions are what ingest could not decide: "zone", "date", "dayfirst".
	Questions []string `json:"questions"`
	// Days are those that the text names in full, as "2026-03-14", the most likely first, where
	// it is asked for its date.
	Days []string `json:"days,omitempty"`
	// Why says in a sentence how the format was recognised and what was not
	// understood.
	Why     string   `json:"why,omitempty"`
	Picture *Picture `json:"picture,omitempty"`
}

// Picture is what imaging read off a screenshot.
type Picture struct {
	Width  int `json:"width"`  // pixels
	Height int `json:"height"` // pixels
	// TakenAt is a suggestion from the picture's own metadata or its file time.
	TakenAt *Instant `json:"takenAt,omitempty"`
}
