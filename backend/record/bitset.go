package record

import "math/bits"

// bitset marks entries of one source.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (s bitset) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s bitset) remove(i int)   { s[i/64] &^= 1 << (i % 64) }
func (s bitset) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }

// next returns the first marked number at or after i and before end, end where there
// is none.
func (s bitset) next(i, end int) int {
	for i < end {
		if word := s[i/64] >> (i % 64); word != 0 {
			return min(i+bits.TrailingZeros64(word), end)
		}
		i = i&^63 + 64
	}
	return end
}
