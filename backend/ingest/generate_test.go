package ingest_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// story writes logs whose entries are known beforehand.
type story struct {
	random *rand.Rand
	clock  time.Time
	text   strings.Builder
	starts []int64 // of the entries
	times  []int64 // of the entries, in nanoseconds as UTC
}

func newStory(seed uint64) *story {
	return &story{
		random: rand.New(rand.NewPCG(seed, 7)),
		clock:  time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC),
	}
}

// add writes an entry in one of the formats, with the lines that continue it.
func (s *story) add(format int) {
	s.starts = append(s.starts, int64(s.text.Len()))
	s.clock = s.clock.Add(time.Duration(s.random.IntN(20_000)) * time.Microsecond)
	unit := time.Microsecond
	switch format {
	case 0:
		unit = time.Second
		fmt.Fprintf(&s.text, "203.0.%d.7 - - [%s] \"GET /cart/%d HTTP/1.1\" %d 157 \"-\" \"curl/8.5.0\"\n",
			s.random.IntN(250), s.clock.In(time.FixedZone("", 7200)).Format("02/Jan/2006:15:04:05 -0700"), s.random.IntN(1e6), 200+s.random.IntN(4)*100)
	case 1:
		unit = time.Millisecond
		fmt.Fprintf(&s.text, "%s ERROR [exec-%d] c.s.Cart - pool exhausted\n", s.clock.Format("2006-01-02 15:04:05,000"), s.random.IntN(200))
		for range s.random.IntN(12) {
			s.text.WriteString("\tat com.shop.Cart.pay(Cart.java:118)\nCaused by: java.net.SocketTimeoutException: Read timed out\n\n")
		}
	case 2:
		fmt.Fprintf(&s.text, `{"level":"info","logger":"api","ts":"%s","msg":"done","ms":%d}`+"\n", s.clock.Format("2006-01-02T15:04:05.000000Z"), s.random.IntN(4000))
	case 3:
		unit = time.Millisecond
		fmt.Fprintf(&s.text, "time=%s level=warn msg=\"slow query\" tenant=t-%d\n", s.clock.Format("2006-01-02T15:04:05.000Z"), s.random.IntN(50))
	case 4:
		fmt.Fprintf(&s.text, "E%s %7d a.go:%d] \"no\" pod=\"shop/%x\"\n", s.clock.Format("0102 15:04:05.000000"), 1, s.random.IntN(900), s.random.Uint32())
	case 5:
		unit = time.Second
		fmt.Fprintf(&s.text, "%s web-%d sshd[%d]: %s\n", s.clock.Format("Jan _2 15:04:05"), s.random.IntN(9), s.random.IntN(65000), strings.Repeat("x", s.random.IntN(300)))
	}
	s.times = append(s.times, s.clock.Truncate(unit).UnixNano())
}

// mixed returns a story of all formats of at least size bytes.
func mixed(seed uint64, size int) *story {
	s := newStory(seed)
	for s.text.Len() < size {
		s.add(s.random.IntN(6))
	}
	return s
}
