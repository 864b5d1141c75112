// Package chart makes charts out of a record: it picks numbers out of entries, puts
// them into buckets of time, makes a statistic of each, and draws what comes of it.
//
// A [Job] reads the entries of each series once, in parts on all processors, and
// shows what it has so far while it goes on. Its [Result] is drawn by [Draw] and
// written as a table by [Result.Table]: the same numbers twice, for those who see
// and those who do not.
//
// # Promises
//
//   - A number is one that stands in the entries: nothing is interpolated, a
//     percentile is by nearest rank. What is no number is counted and said.
//   - A bucket without entries is zero only where its source was alive; a stretch in
//     which it says nothing for much longer than usual is a gap, and stays one.
//   - Buckets begin at whole multiples of their length in UTC.
//   - Numbers are read in the notation of their source as a whole: 1.234,5 and
//     1,234.5, 1e3, 12ms, 1m30s and 3.4 GiB. One source never mixes two.
//   - Memory is bounded by eight bytes a number, and that only for percentiles.
package chart
