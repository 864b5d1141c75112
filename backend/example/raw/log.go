package raw

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// render joins the records in the order of their times.
func render(lines []line) []byte {
	slices.SortStableFunc(lines, func(a, b line) int { return a.at.Compare(b.at) })
	var out bytes.Buffer
	for _, l := range lines {
		out.WriteString(l.text)
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// every calls do at moments about step apart.
func every(random *rand.Rand, from, to time.Time, step time.Duration, do func(time.Time)) {
	for t := from; ; {
		t = t.Add(step/2 + time.Duration(random.Int64N(int64(step))))
		if !t.Before(to) {
			return
		}
		do(t.Truncate(time.Millisecond))
	}
}

const insertOrder = "INSERT INTO orders (cart_id, customer_id, total_cents)\n" +
	"\tVALUES ($1, $2, $3)\n" +
	"\tON CONFLICT (cart_id) DO NOTHING\n" +
	"\tRETURNING id"

// postgres is the log of the primary database as it writes it to stderr, with
// log_line_prefix '%m [%p] '. A statement that goes on over several lines goes on
// behind tabs, and DETAIL and STATEMENT repeat the stamp of their record.
func postgres() []byte {
	random := source("postgres")
	var lines []line
	add := func(t time.Time, pid int, severity, text string) {
		lines = append(lines, line{t, fmt.Sprintf("%s UTC [%d] %s:  %s", t.Format("2006-01-02 15:04:05.000"), pid, severity, text)})
	}
	backend := func() int { return 2250 + random.IntN(90) }

	every(random, begins, ends, 5*time.Minute, func(t time.Time) {
		buffers := 400 + random.IntN(900)
		add(t, 871, "LOG", "checkpoint starting: time")
		add(t.Add(time.Duration(20+random.IntN(200))*time.Second), 871, "LOG", fmt.Sprintf(
			"checkpoint complete: wrote %d buffers (%.1f%%); 0 WAL file(s) added, 0 removed, %d recycled; write=%.3f s, sync=0.0%02d s, total=%.3f s",
			buffers, float64(buffers)/163.84, 1+random.IntN(4), 90+random.Float64()*80, 10+random.IntN(60), 90+random.Float64()*80))
	})
	every(random, begins, altering, 11*time.Minute, func(t time.Time) {
		table := []string{"carts", "cart_items", "stock_levels"}[random.IntN(3)]
		add(t, 14000+random.IntN(900), "LOG", fmt.Sprintf("automatic vacuum of table \"shop.public.%s\": index scans: 1\n"+
			"\tpages: 0 removed, %d remain, 0 skipped due to pins, %d skipped frozen\n"+
			"\ttuples: %d removed, %d remain, 0 are dead but not yet removable\n"+
			"\tsystem usage: CPU: user: 0.%02d s, system: 0.%02d s, elapsed: %d.%02d s",
			table, 9000+random.IntN(9000), 4000+random.IntN(900), 900+random.IntN(5000), 200000+random.IntN(90000),
			random.IntN(99), random.IntN(40), 1+random.IntN(9), random.IntN(99)))
	})
	every(random, begins, ends, 3*time.Minute, func(t time.Time) {
		pid := backend()
		add(t, pid, "LOG", fmt.Sprintf("duration: %d.%03d ms  execute <unnamed>: SELECT sku, sum(quantity) FROM stock_moves WHERE moved_at > $1 GROUP BY sku",
			1010+random.IntN(2600), random.IntN(999)))
		add(t, pid, "DETAIL", fmt.Sprintf("parameters: $1 = '%s'", t.Add(-24*time.Hour).Format("2006-01-02 15:04:05")))
	})
	every(random, exportOn, exhausted, 6*time.Minute, func(t time.Time) {
		add(t, 2291, "LOG", fmt.Sprintf("duration: %d.%03d ms  execute export_batch: INSERT INTO orders (cart_id, customer_id, total_cents, exported_at)\n"+
			"\tSELECT * FROM unnest($1::int[], $2::int[], $3::int[], $4::timestamptz[])\n"+
			"\tON CONFLICT (cart_id) DO UPDATE SET exported_at = excluded.exported_at",
			1020+random.IntN(300), random.IntN(999)))
	})

	for _, a := range attempts() {
		pid := backend()
		switch {
		case a.failed():
			add(a.at, pid, "ERROR", "integer out of range")
			add(a.at, pid, "STATEMENT", insertOrder)
		case a.locked():
			waited := a.at.Add(5 * time.Second)
			add(waited, pid, "ERROR", "canceling statement due to lock timeout")
			add(waited, pid, "STATEMENT", insertOrder)
		}
	}

	const person = 15077
	add(inspected, person, "LOG", "statement: SELECT last_value, is_called FROM orders_id_seq;")
	add(at("10:07:12.640"), person, "LOG", "statement: SELECT data_type FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'id';")
	add(at("10:19:05.331"), person, "LOG", "statement: SELECT pg_size_pretty(pg_total_relation_size('orders')), reltuples::bigint FROM pg_class WHERE relname = 'orders';")
	add(altering, person, "LOG", "statement: ALTER TABLE orders ALTER COLUMN id TYPE bigint;")
	add(at("10:33:13.106"), 2304, "LOG", "process 2304 still waiting for RowExclusiveLock on relation 16412 of database 16401 after 1000.214 ms")
	add(at("10:33:13.106"), 2304, "DETAIL", "Process holding the lock: 15077. Wait queue: 2304, 2318.")
	add(at("10:33:13.106"), 2304, "STATEMENT", insertOrder)
	add(altered, person, "LOG", "duration: 3084551.220 ms")
	return render(lines)
}

// router is the log of the HTTP router in front of the app, one request of about
// fifty.
func router() []byte {
	random := source("router")
	var lines []line
	add := func(t time.Time, method, path string, a attempt, service, status, size int) {
		lines = append(lines, line{t, fmt.Sprintf(
			`%s+00:00 heroku[router]: at=info method=%s path=%q host=shop.fernhill.example request_id=%s fwd=%q dyno=web.%d connect=0ms service=%dms status=%d bytes=%d protocol=https`,
			t.Format("2006-01-02T15:04:05.000000"), method, path, a.request, a.address, 1+random.IntN(4), service, status, size)})
	}
	micro := func(t time.Time) time.Time { return t.Add(time.Duration(random.IntN(999)) * time.Microsecond) }

	every(random, begins, ends, 100*time.Second, func(t time.Time) {
		path := []string{"/", "/plants/helleborus", "/search?q=secateurs", "/cart", "/orders/recent", "/tools"}[random.IntN(6)]
		visit := attempt{request: requestID(random), address: address(random)}
		add(micro(t), "GET", path, visit, 9+random.IntN(80), 200, 4000+random.IntN(30000))
	})
	for _, a := range attempts() {
		switch {
		case a.failed():
			add(micro(a.at.Add(19*time.Millisecond)), "POST", "/orders", a, 15+random.IntN(20), 500, 148)
		case a.locked():
			add(micro(a.at.Add(5019*time.Millisecond)), "POST", "/orders", a, 5010+random.IntN(20), 500, 148)
		default:
			add(micro(a.at.Add(41*time.Millisecond)), "POST", "/orders", a, 22+random.IntN(60), 201, 311)
		}
	}
	return render(lines)
}

// api is the log of the orders service and of its export job, one JSON object to
// a line.
func api() []byte {
	random := source("api")
	var lines []line
	add := func(t time.Time, level, service, message string, fields ...any) {
		var out bytes.Buffer
		fmt.Fprintf(&out, `{"ts":%q,"level":%q,"service":%q,"msg":%q`, t.Format("2006-01-02T15:04:05.000Z"), level, service, message)
		for i := 0; i < len(fields); i += 2 {
			value, err := json.Marshal(fields[i+1])
			if err != nil {
				panic(err)
			}
			fmt.Fprintf(&out, `,%q:%s`, fields[i], value)
		}
		out.WriteByte('}')
		lines = append(lines, line{t, out.String()})
	}

	add(exportOn, "info", "order-export", "worker started", "version", "4f2c1a", "deployed_by", "pipeline", "batch", 500)
	for t := exportOn.Add(5 * time.Minute); t.Before(exhausted); t = t.Add(5 * time.Minute) {
		done := int(t.Sub(exportOn).Seconds() * 9300)
		add(t, "info", "order-export", "export progress", "orders", done, "inserted", 0, "updated", done)
	}
	add(exhausted.Add(8*time.Millisecond), "error", "order-export", "batch failed, will retry", "code", "22003", "error", "integer out of range", "batch", 500)
	for n, t := 2, exhausted.Add(30*time.Second); t.Before(exportOff); n, t = n+1, t.Add(60*time.Second) {
		add(t, "warn", "order-export", "batch failed, will retry", "code", "22003", "attempt", n)
	}
	add(exportOff, "info", "order-export", "stopping", "reason", "scaled to 0")

	every(random, begins, ends, 4*time.Minute, func(t time.Time) {
		add(t, "info", "orders-api", "pool", "in_use", 4+random.IntN(12), "idle", 20+random.IntN(8), "max", 40)
	})
	for _, a := range attempts() {
		took := duration(a)
		switch {
		case a.failed():
			add(a.at.Add(6*time.Millisecond), "error", "orders-api", "insert failed", "code", "22003", "table", "orders", "cart", a.cart, "request_id", a.request, "duration", took)
		case a.locked():
			add(a.at.Add(5004*time.Millisecond), "error", "orders-api", "insert failed", "code", "55P03", "table", "orders", "cart", a.cart, "request_id", a.request, "duration", took)
		default:
			add(a.at, "info", "orders-api", "order saved", "order", nextKey(a.at), "cart", a.cart, "total_cents", a.cents, "duration", took)
		}
	}
	return render(lines)
}

// duration is how long an attempt took, as Go writes it: a little longer while the
// export job runs, next to nothing where there is no id, and as long as the lock may be
// waited for.
func duration(a attempt) string {
	random := source(a.request)
	took := time.Duration(14+random.IntN(26))*time.Millisecond + time.Duration(random.IntN(10))*100*time.Microsecond
	switch {
	case a.failed():
		took = took/8 + 2*time.Millisecond
	case a.locked():
		took = 5*time.Second + took/8
	case !a.at.Before(exportOn) && a.at.Before(exhausted):
		took += time.Duration(8+random.IntN(40)) * time.Millisecond
	}
	return took.Round(100 * time.Microsecond).String()
}
