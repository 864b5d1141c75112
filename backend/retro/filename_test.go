package retro_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestFileName(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"Checkout outage, 14 Nov": "checkout-outage-14-nov",
		"음수 유가":                   "음수-유가",
		"Сбой оплаты":             "сбой-оплаты",
		"ผู้ใช้ไม่สามารถชำระเงินได้": "ผู้ใช้ไม่สามารถชำระเงินได้",
		"Störung: ÜBERLAUF": "störung-überlauf",
		"../../etc/passwd":  "etc-passwd",
		"🔥🔥":                "retrospective",
		"":                  "retrospective",
		"CON":               "retrospective-con",
		"com1":              "retrospective-com1",
		"Combat":            "combat",
		"\xff\xfeA":         "a",
		"How long an order took, and the share that failed": "how-long-an-order-took-and-the-share",
		"How long an order took, and the shares of it":      "how-long-an-order-took-and-the-shares-of",
		"Failed: " + strings.Repeat("x", 60):                "failed-" + strings.Repeat("x", 33),
		strings.Repeat("ä", 39) + " b":                      strings.Repeat("ä", 39),
	} {
		if got := retro.FileName(title, "retrospective"); got != want {
			t.Errorf("FileName(%q) = %q, want %q", title, got, want)
		}
	}
}

func FuzzFileName(f *testing.F) {
	f.Add("Checkout outage")
	f.Add("음수 유가/..")
	f.Fuzz(func(t *testing.T, title string) {
		name := retro.FileName(title, "retrospective")
		if name == "" || len(name) > 200 || !utf8.ValidString(name) || strings.ContainsAny(name, "/\\:*?\"<>|. \x00") {
			t.Errorf("FileName(%q) = %q", title, name)
		}
	})
}
