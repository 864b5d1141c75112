package ingest_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/ingest"
)

func TestActors(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		text string
		want map[string]int
	}{
		"hosts":    {"Mar 14 21:40:00 web-1 sshd[1]: a\nMar 14 21:40:01 web-2 sshd[1]: a\nMar 14 21:40:02 web-1 sshd[1]: b\n", map[string]int{"web-1": 2, "web-2": 1}},
		"services": {`{"ts":"2026-03-14T21:40:00Z","service":"cart","host":"h"}` + "\n" + `{"ts":"2026-03-14T21:40:01Z","msg":"x"}` + "\n", map[string]int{"cart": 1}},
		"people":   {"[21:40] dana: hi\n[21:41] lee: +1\n[21:42] dana: +1\n", map[string]int{"dana": 2, "lee": 1}},
		"nobody":   {"some words\nand more\n", map[string]int{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := read(t, c.text, ingest.Options{Zone: "UTC", Reference: reference}).Actors(t.Context(), strings.NewReader(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSpeakers(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"2026-03-14 21:40:00,123 ERROR [main] com.shop.Cart - failed":                            "com.shop.Cart",
		"2026-03-14 21:40:00,123 - shop.cart - WARNING - slow":                                   "shop.cart",
		"2026-03-14 21:40:00 ERROR:shop.cart:failed badly":                                       "shop.cart",
		"2026-03-14T21:40:00Z ERROR shop::cart: failed error=\"timeout\"":                        "shop::cart",
		"2026-03-14T21:40:00Z  WARN request{path=/cart id=1}: shop::cart: slow":                  "shop::cart",
		"2026-03-14T21:40:00.123Z ERROR 7 --- [cart] [nio-8080-exec-3] c.shop.CartApi : failed":  "cart",
		"2026-03-14T21:40:00.123Z ERROR 7 --- [nio-8080-exec-3] c.shop.CartApi : failed":         "c.shop.CartApi",
		"2026-03-14 21:40:00 +01:00 [ERR] [Shop.CartApi] failed":                                 "Shop.CartApi",
		"[Nest] 41  - 03/14/2026, 9:40:00 PM   ERROR [CartService] failed":                       "CartService",
		"[2026-03-14 21:40:00,123] INFO [ReplicaManager broker=2] Moved (kafka.server.Replicas)": "kafka.server.Replicas",
		"[2026-03-14T21:40:00,123][WARN ][o.e.c.DiskMonitor] [es-1] low on disk":                 "o.e.c.DiskMonitor",
		"[2026-03-14 21:40:00] production.ERROR: failed":                                         "production",
		"2026-03-14 21:40:00.123 CET [812] app@orders 10.0.0.7 ERROR:  deadlock detected":        "app@orders",
		"2026-03-14T21:40:00.123Z 0 [ERROR] [MY-012592] [InnoDB] failed":                         "InnoDB",
		"2026-03-14 21:40:00|ERROR|Shop.Checkout|failed":                                         "Shop.Checkout",
		"2026-03-14 21:40:00 cart-1 ERROR failed":                                                "cart-1",
		"2026-03-14T21:40:00Z app[web.1]: ERROR failed":                                          "app[web.1]",
		"2026-03-14T21:40:00+0100 web-1 kernel: oom":                                             "web-1",
		"2026-03-14 21:40:00 ERROR failed: no disk":                                              "",
		"2026-03-14 21:40:00 ERROR TypeError: x is undefined":                                    "",
		"2026-03-14 21:40:00 ERROR pbx.c: failed":                                                "",
		"2026-03-14 21:40:00 ERROR ORA-00060: deadlock detected":                                 "",
		"2026-03-14 21:40:00 ERROR [4f2c0a91] no such order":                                     "",
		"2026-03-14 21:40:00 Dana saw an ERROR in the gateway":                                   "",
		"2026-03-14 21:40:00 note: nothing was wrong":                                            "",
	} {
		ix := read(t, line+"\n", ingest.Options{Zone: "UTC", Reference: reference})
		if got := ix.Describe(0, []byte(line)).Actor; got != want {
			t.Errorf("%q is of %q, want %q", line, got, want)
		}
	}
}
