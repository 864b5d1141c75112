package retro_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestSuggestedTitles(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"[http-nio-8080-exec-3] c.e.shop.OrderService - Pool exhausted: 200/200 in use":            "Pool exhausted: 200/200 in use",
		"ERROR 4211 --- [nio-8080-exec-1] o.s.boot.SpringApplication : Application run failed":     "Application run failed",
		"[main] OrderExport - export started, 28 million rows":                                     "export started, 28 million rows",
		"java.lang.NullPointerException: Cannot invoke getId()":                                    "java.lang.NullPointerException: Cannot invoke getId()",
		"c.e.Foo - java.lang.OutOfMemoryError: Java heap space":                                    "java.lang.OutOfMemoryError: Java heap space",
		`ts=2026-03-14T21:40:00Z level=error caller=main.go:12 msg="disk full on \"db-1\"" free=0`: `disk full on "db-1"`,
		"sshd[991]: Failed password for root from 203.0.113.9":                                     "Failed password for root from 203.0.113.9",
		"2026-03-14 21:40:00.123 WARN [pool-2-thread-1] upstream timed out (110)":                  "upstream timed out (110)",
		"[2313] ERROR:  integer out of range":                                                      "integer out of range",
		"[error]":                                                                                  "[error]",
		"GET /cart 502":                                                                            "GET /cart 502",
		"Deploy: 4f2c1a":                                                                           "Deploy: 4f2c1a",
	} {
		if got := retro.SuggestEvent(retro.EvidenceLog, retro.LevelNone, line).Title; got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
	if got := retro.SuggestEvent(retro.EvidenceChat, retro.LevelNone, "[urgent] db is down - all of it").Title; got != "[urgent] db is down - all of it" {
		t.Errorf("what was said became %q", got)
	}
	for title, want := range map[string]string{
		"Tomás Berg: restarted the pods": "restarted the pods",
		"Tomás Berg restarted the pods":  "Tomás Berg restarted the pods",
		"Tomás Berger: no":               "Tomás Berger: no",
		"Tomás Berg":                     "Tomás Berg",
	} {
		if got := retro.WithoutActor(title, "Tomás Berg"); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
