// Package when reads times as people say them: "10:02", "Thursday 10:02 Berlin",
// "14.3. abends", "about 3 weeks after the first fix", "late 2015", "20 Dec – 8 Jan",
// "every 3 months until May". It is the one reader of typed times, for the window, the
// command line and pages that come back.
//
// It promises to read what a person may mean, best first, and to say each reading in
// words; to keep ranges, relative and recurring times as what they are; and to give an
// error rather than a guess for what is no time. English and German are known. It does
// not read the stamps of logs, which backend/ingest/stamp does.
package when
