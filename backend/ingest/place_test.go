package ingest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/ingest"
)

// TestSpeakersOfASource reads who speaks where only many lines together tell.
func TestSpeakersOfASource(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ line, other, first, second string }{
		"a plain word before messages":    {"INFO frappe Error %d was stored", "WARNING scheduler Skipped job %d", "frappe", "scheduler"},
		"a word with a colon, no level":   {"BGP: neighbour %d is up", "ZEBRA: route %d is gone", "BGP", "ZEBRA"},
		"a class among threads in braces": {"TID: [%d] [] INFO {org.shop.Cart} - started", "TID: [%d] [api] ERROR {org.shop.Orders} - failed", "org.shop.Cart", "org.shop.Orders"},
		"a class at the end":              {"INFO  Postgres|shop|%d  Searching   [io.shop.Source]", "ERROR  Postgres|shop|%d  Failed   [io.shop.Handler]", "io.shop.Source", "io.shop.Handler"},
		"a step between dashes":           {"Table input.0 - read %d rows", "orders_load - ERROR: %d rows refused", "Table input.0", "orders_load"},
		"a machine before each message":   {"fw-1 Allow 10.0.0.7 port %d", "fw-1 Deny 10.0.0.9 port %d", "fw-1", "fw-1"},
		"a number behind the name":        {"INFO orders/812: sent %d", "INFO cart/41: sent %d", "orders", "cart"},
		"a process behind the name":       {"indexer pid %d: ran", "sync pid %d: ran", "indexer", "sync"},
		"a module and its function":       {"INFO cart_server:handle_call:41 got %d", "INFO order_server:init:7 got %d", "cart_server", "order_server"},
		"a task and its step in brackets": {"[build : compile] ran %d", "[build : test] ran %d", "build : compile", "build : test"},
		"a class and its method":          {"INFO [com.shop.Cart checkOut] paid %d", "INFO [com.shop.Orders load] read %d", "com.shop.Cart", "com.shop.Orders"},
		"a level between bars":            {"web | INFO | order %d", "db | ERROR | order %d", "web", "db"},
		"a name before the level":         {"web-1 ERROR order %d", "db-1 INFO order %d", "web-1", "db-1"},
		"threads in brackets":             {"[main] loaded %d", "[http-nio-8080-exec-3] loaded %d", "", ""},
		"words in columns of data":        {"GET|/cart|%d", "PUT|/orders|%d", "", ""},
		"addresses of mail":               {"dana@example.com sent %d", "lee@example.com sent %d", "", ""},
		"remarks before a colon":          {"Retrying: order %d", "Failed: order %d", "", ""},
		"what was watched":                {"CEF:0|Shop|Wall|1|%d|denied|5|src=10.0.0.7", "CEF:0|Shop|Wall|1|%d|denied|5|src=10.0.0.9", "", ""},
		"nothing behind a span":           {"INFO task{id=%d}: ", "WARN job{id=%d}: ", "", ""},
		"the first words of sentences":    {"Connection %d was opened", "Order %d was paid", "", ""},
		"numbers of requests":             {"INFO Request-Q%dA7Z is done", "INFO Request-Q%dB7Z is done", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log strings.Builder
			for i := range 200 {
				line := c.line
				if i%3 == 2 {
					line = c.other
				}
				fmt.Fprintf(&log, "2026-11-18 09:%02d:%02d "+line+"\n", i/60, i%60, 1000+i)
			}
			text := log.String()
			packed, err := read(t, text, ingest.Options{}).MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			ix, err := ingest.UnmarshalIndex(packed)
			if err != nil {
				t.Fatal(err)
			}
			for i, e := range ix.Entries {
				want := c.first
				if i%3 == 2 {
					want = c.second
				}
				if got := ix.ActorOf(i, []byte(text)[e.Offset:e.Offset+ix.LengthOf(i)]); got != want {
					t.Fatalf("line %d is of %q, want %q", i+1, got, want)
				}
			}
		})
	}
}
