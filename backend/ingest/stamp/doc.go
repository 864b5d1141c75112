// Package stamp reads the times that programs and people write: dates and clocks in any of
// their orders, months and weekdays in eleven languages, zones by offset, abbreviation and
// name.
//
// # Promises
//
//   - A parser takes text that begins with a stamp and returns its length, or 0 where there
//     is none. It neither allocates nor looks at the whole line.
//   - Nothing is made up. A stamp without a year is [Yearless] and stands in the year
//     [YearlessBase]; one without a date is [Dateless]; one whose day and month could be
//     exchanged is [DayMonth]; one without a zone has [NoZone], and its At is the wall clock
//     as if that were UTC. Whoever knows the whole source settles them.
//   - An abbreviation that several zones share has no offset: people are asked.
//
// Lines, formats and sources are not known here: package ingest finds where a stamp stands.
package stamp
