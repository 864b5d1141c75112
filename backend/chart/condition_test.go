package chart_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/chart"
)

func TestCondition(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		condition string
		value     string
		want      bool
	}{
		{"status>=500", "502", true},
		{"status>=500", "499", false},
		{"status<500", "-", false},
		{"status!=200", "404", true},
		{"status!=200", "200", false},
		{"status=200", "200", true},
		{"status==200", "200.0", true},
		{"level=ERROR", "error", true},
		{"level!=error", "warn", true},
		{"took>100ms", "0.2s", true},
		{"took>100ms", "81ms", false},
		{"took>100ms", "7 kB", false},
		{"duration_ms>1s", "1500", true},
		{"duration_ms>1s", "500", false},
		{"request_time>=0.5", "0.071", false},
		{"request_time>500ms", "0.6", true},
		{"size<=3.4GiB", "3 GiB", true},
		{"n>1e3", "1,001", true},
		{`"p95 ms">5`, "7", true},
		{`path="/a b"`, "/a b", true},
		{"http.status>=500", "503", true},
	} {
		read, ok := chart.ParseCondition(c.condition)
		if !ok {
			t.Errorf("%s is not read", c.condition)
			continue
		}
		if got := read.Test()(c.value); got != c.want {
			t.Errorf("%s of %q: %t", c.condition, c.value, got)
		}
		if again, ok := chart.ParseCondition(read.String()); !ok || again != read {
			t.Errorf("%s is written as %s", c.condition, read)
		}
	}
	for _, text := range []string{"", "a", "x->y", "<div>", "a>b", "=5", "5>4", "a=", "a>=", "key:value", "/a=b/", "10.0.0.1=x"} {
		if read, ok := chart.ParseCondition(text); ok {
			t.Errorf("%q is read as %+v", text, read)
		}
	}
}
