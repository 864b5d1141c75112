// Package metrics reads what monitoring systems export: series of numbers. It makes one
// table of them, with a row for each time and a column for each series, so that
// whatever reads tables reads them.
//
// It knows the answers of Prometheus and whatever speaks its language, its text
// exposition where that has times, the data frames of Grafana, Graphite's answers, and
// what CloudWatch gives out as JSON and as CSV.
//
// # Promises
//
//   - A number stands in the table as it was written, NaN and the infinities too, and
//     behind it the unit that the export names. A time without one has an empty cell.
//   - Times are in UTC, as fine as they were written.
//   - A series is called what people would call it: by its name and the labels in
//     which it differs from the others.
package metrics
