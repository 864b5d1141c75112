package main

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

// mixLines is how many lines the five files of a mix have together, and the one
// file that holds all of it as well.
const mixLines = 1_000_000

// A logKind is one program's log.
type logKind struct {
	file  string
	write func(out *bufio.Writer, at time.Time, random *rand.Rand) (lines int)
}

// logKinds are what one service leaves behind: an application that prints stack
// traces, another that writes JSON, one that writes logfmt, Kubernetes, and the
// system below them.
var logKinds = []logKind{
	{"app.log", writeLogback}, {"api.jsonl", writeJSON}, {"ingester.logfmt", writeLogfmt}, {"kubelet.klog", writeKlog}, {"sys.log", writeSyslog},
}

// messages is what they say.
var messages = []string{
	"connection pool exhausted, waiting for a free connection", "request completed", "retrying upstream call", "cache miss for user 4711",
	"published order.created", "slow query", "circuit breaker opened for payments", "leader election lost, stepping down", "config reloaded",
}

func pick(random *rand.Rand, from []string) string { return from[random.IntN(len(from))] }

func writeLogback(out *bufio.Writer, at time.Time, random *rand.Rand) int {
	level := pick(random, []string{"INFO ", "INFO ", "INFO ", "DEBUG", "DEBUG", "WARN ", "WARN ", "ERROR"})
	fmt.Fprintf(out, "%s %s [http-nio-8080-exec-%d] c.s.checkout.CartController - %s\n",
		at.Format("2006-01-02 15:04:05,000"), level, random.IntN(200), pick(random, messages))
	if level != "ERROR" {
		return 1
	}
	fmt.Fprint(out, "java.lang.IllegalStateException: Connection pool shut down\n\tat com.shop.GatewayClient.charge(GatewayClient.java:118)\n"+
		"\tat com.shop.CheckoutService.confirm(CheckoutService.java:77)\nCaused by: java.net.SocketTimeoutException: Read timed out\n\t... 42 more\n")
	return 6
}

func writeJSON(out *bufio.Writer, at time.Time, random *rand.Rand) int {
	fmt.Fprintf(out, `{"ts":%q,"level":%q,"logger":"checkout.api","msg":%q,"trace_id":"%016x%016x","duration_ms":%d,"http":{"status":%d,"path":"/api/v1/orders"}}`+"\n",
		at.Format("2006-01-02T15:04:05.000000Z07:00"), pick(random, []string{"info", "debug", "warn", "error"}), pick(random, messages),
		random.Uint64(), random.Uint64(), random.IntN(4000), 200+300*random.IntN(2))
	return 1
}

func writeLogfmt(out *bufio.Writer, at time.Time, random *rand.Rand) int {
	fmt.Fprintf(out, "time=%s level=%s caller=server.go:%d component=ingester msg=%q tenant=t-%d dur=%dms\n",
		at.Format("2006-01-02T15:04:05.000Z07:00"), pick(random, []string{"info", "debug", "warn", "error"}), random.IntN(900), pick(random, messages),
		random.IntN(50), random.IntN(900))
	return 1
}

func writeKlog(out *bufio.Writer, at time.Time, random *rand.Rand) int {
	fmt.Fprintf(out, "%s%s %7d reconciler.go:%d] %q pod=\"shop/checkout-%x\" err=<nil>\n",
		pick(random, []string{"I", "I", "I", "W", "E"}), at.Format("0102 15:04:05.000000"), 1, random.IntN(900), pick(random, messages), random.Uint32())
	return 1
}

func writeSyslog(out *bufio.Writer, at time.Time, random *rand.Rand) int {
	fmt.Fprintf(out, "%s web-%d %s[%d]: %s\n", at.Format(time.Stamp), random.IntN(9), pick(random, []string{"haproxy", "sshd", "kernel", "dockerd"}),
		random.IntN(65000), pick(random, messages))
	return 1
}

// writeLog fills a file with lines of some kinds, mixed, and returns how many
// entries it wrote. The same arguments always give the same file.
func writeLog(path string, kinds []logKind, lines int, step time.Duration) (entries int, err error) {
	file, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	out := bufio.NewWriterSize(file, 1<<20)
	random := rand.New(rand.NewPCG(20260314, uint64(len(kinds))))
	at := time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC)
	for written := 0; written < lines; entries++ {
		written += kinds[random.IntN(len(kinds))].write(out, at, random)
		at = at.Add(time.Duration(random.Int64N(2 * int64(step))))
	}
	return entries, out.Flush()
}

// A mix is five files, and the one in which their formats are interleaved.
type mix struct {
	files      []string
	entries    int // of all files
	one        string
	oneEntries int
}

func writeMix(folder string) (mix, error) {
	var m mix
	for _, kind := range logKinds {
		path := filepath.Join(folder, kind.file)
		n, err := writeLog(path, []logKind{kind}, mixLines/len(logKinds), 50*time.Millisecond)
		if err != nil {
			return mix{}, err
		}
		m.files, m.entries = append(m.files, path), m.entries+n
	}
	m.one = filepath.Join(folder, "onefile.log")
	var err error
	m.oneEntries, err = writeLog(m.one, logKinds, mixLines, 10*time.Millisecond)
	return m, err
}
