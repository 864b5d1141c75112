package chart

import (
	"math"
	"slices"

	"github.com/afterword-app/afterword/backend/retro"
)

// bucket is what is known of the entries in one stretch of time.
type bucket struct {
	entries, numbers int
	sum, least, most float64
	values           []float64 // where a percentile is wanted
}

func (b *bucket) add(value float64, keep bool) {
	if b.numbers == 0 {
		b.least, b.most = value, value
	}
	b.numbers++
	b.sum += value
	b.least, b.most = min(b.least, value), max(b.most, value)
	if keep {
		b.values = append(b.values, value)
	}
}

// merge adds the entries of another bucket.
func (b *bucket) merge(other *bucket) {
	if other.numbers > 0 {
		if b.numbers == 0 {
			b.least, b.most = other.least, other.most
		}
		b.least, b.most = min(b.least, other.least), max(b.most, other.most)
	}
	b.entries += other.entries
	b.numbers += other.numbers
	b.sum += other.sum
	b.values = append(b.values, other.values...)
}

// percentileOf returns the part of a hundred that a statistic asks for.
func percentileOf(stat retro.Statistic) (part int, ok bool) {
	switch stat { //nolint:exhaustive // all others are no percentiles
	case retro.StatP50:
		return 50, true
	case retro.StatP95:
		return 95, true
	case retro.StatP99:
		return 99, true
	}
	return 0, false
}

// value is the statistic of a bucket, NaN where there is nothing to make it of.
// seconds is how long the bucket is.
func (b *bucket) value(stat retro.Statistic, hasValue bool, seconds float64) float64 {
	switch stat {
	case retro.StatCount:
		return float64(b.entries)
	case retro.StatRate:
		if hasValue {
			return b.sum / seconds
		}
		return float64(b.entries) / seconds
	case retro.StatShare:
		// numbers counts the whole.
		if b.numbers == 0 {
			return math.NaN()
		}
		return 100 * float64(b.entries) / float64(b.numbers)
	default:
	}
	if b.numbers == 0 {
		return math.NaN()
	}
	switch stat { //nolint:exhaustive // the rest are percentiles
	case retro.StatSum:
		return b.sum
	case retro.StatMean:
		return b.sum / float64(b.numbers)
	case retro.StatMin:
		return b.least
	case retro.StatMax:
		return b.most
	}
	part, _ := percentileOf(stat)
	if !slices.IsSorted(b.values) {
		slices.Sort(b.values)
	}
	return b.values[max(0, (len(b.values)*part+99)/100-1)]
}
