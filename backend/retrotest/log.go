package retrotest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// Log is a made-up log whose entries are known beforehand.
type Log struct {
	Random *rand.Rand
	clock  time.Time
	Text   strings.Builder
	Starts []int64 // where the entries begin
	Times  []int64 // when they happened, in nanoseconds as UTC
}

// NewLog begins a log; the same seed always writes the same one.
func NewLog(seed uint64) *Log {
	return &Log{
		Random: rand.New(rand.NewPCG(seed, 7)), //nolint:gosec // the same seed must write the same log
		clock:  time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC),
	}
}

// Add writes an entry in one of the formats, with the lines that continue it.
func (l *Log) Add(format int) {
	l.Starts = append(l.Starts, int64(l.Text.Len()))
	l.clock = l.clock.Add(time.Duration(l.Random.IntN(20_000)) * time.Microsecond)
	unit := time.Microsecond
	switch format {
	case 0:
		unit = time.Second
		fmt.Fprintf(&l.Text, "203.0.%d.7 - - [%s] \"GET /cart/%d HTTP/1.1\" %d 157 \"-\" \"curl/8.5.0\"\n",
			l.Random.IntN(250), l.clock.In(time.FixedZone("", 7200)).Format("02/Jan/2006:15:04:05 -0700"), l.Random.IntN(1e6), 200+l.Random.IntN(4)*100)
	case 1:
		unit = time.Millisecond
		fmt.Fprintf(&l.Text, "%s ERROR [exec-%d] c.s.Cart - pool exhausted\n", l.clock.Format("2006-01-02 15:04:05,000"), l.Random.IntN(200))
		for range l.Random.IntN(12) {
			l.Text.WriteString("\tat com.shop.Cart.pay(Cart.java:118)\nCaused by: java.net.SocketTimeoutException: Read timed out\n\n")
		}
	case 2:
		fmt.Fprintf(&l.Text, `{"level":"info","logger":"api","ts":"%s","msg":"done","ms":%d}`+"\n", l.clock.Format("2006-01-02T15:04:05.000000Z"), l.Random.IntN(4000))
	case 3:
		unit = time.Millisecond
		fmt.Fprintf(&l.Text, "time=%s level=warn msg=\"slow query\" tenant=t-%d\n", l.clock.Format("2006-01-02T15:04:05.000Z"), l.Random.IntN(50))
	case 4:
		fmt.Fprintf(&l.Text, "E%s %7d a.go:%d] \"no\" pod=\"shop/%x\"\n", l.clock.Format("0102 15:04:05.000000"), 1, l.Random.IntN(900), l.Random.Uint32())
	case 5:
		unit = time.Second
		fmt.Fprintf(&l.Text, "%s web-%d sshd[%d]: %s\n", l.clock.Format("Jan _2 15:04:05"), l.Random.IntN(9), l.Random.IntN(65000), strings.Repeat("x", l.Random.IntN(300)))
	}
	l.Times = append(l.Times, l.clock.Truncate(unit).UnixNano())
}

// MixedLog returns a log of all formats of at least size bytes.
func MixedLog(seed uint64, size int) *Log {
	l := NewLog(seed)
	for l.Text.Len() < size {
		l.Add(l.Random.IntN(6))
	}
	return l
}
