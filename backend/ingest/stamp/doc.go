// Package stamp reads the times that programs and people write: dates and clocks in any of
// their orders, months and weekdays in more than twenty languages, zones by offset,
// abbreviation and name. And it settles, for all stamps of a source at once, what they lack.
//
// # Promises
//
//   - A parser takes text that begins with a stamp and returns its length, or 0 where there
//     is none. It neither allocates nor looks at the whole line.
//   - Nothing is made up. A stamp without a year is [Yearless] and stands in the year
//     [YearlessBase]; one without a date is [Dateless]; one whose day and month could be
//     exchanged is [DayMonth], and [ShortYear] where its year could be, too; one without a zone has [NoZone], and its At is the wall clock
//     as if that were UTC. Whoever knows the whole source settles them.
//   - [Settle] chooses one order, one run of years and one run of days for a whole source: so
//     that nothing is after the reference, and nothing more than a day behind what stands
//     before it. Where no choice or several would do, the stamps have no time, and people
//     are asked. Lines without a year that step back by less than a month are taken to be out
//     of order, since else a year of silence would lie between them.
//   - An abbreviation that several zones share has no offset: people are asked.
//
// Lines, formats and sources are not known here: package ingest finds where a stamp stands.
package stamp
