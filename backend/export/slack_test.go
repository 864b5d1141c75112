package export_test

import (
	"regexp"
	"strings"
	"testing"
)

// TestSlackTextIsForPasting holds that what people paste into Slack's composer
// has nothing in it that the composer shows as it was typed, and what programs
// post has all that the API asks for.
func TestSlackTextIsForPasting(t *testing.T) {
	t.Parallel()
	const body = "Latency > 5 s & rising, see [the board](https://example.com/d?a=1&b=2) or mail <ops@example.com>.\n\n```\nif a < b && c > d\n```\n"
	result := render(t, only(body), "slack")
	files := map[string]string{}
	for _, file := range result.Files {
		files[file.Name] = string(file.Data)
	}
	pasted := "Latency > 5 s & rising, see the board (https://example.com/d?a=1&b=2) or mail ops@example.com.\n\n```\nif a < b && c > d\n```\n"
	posted := "Latency &gt; 5 s &amp; rising, see <https://example.com/d?a=1&amp;b=2|the board> or mail <mailto:ops@example.com|ops@example.com>.\n\n" +
		"```\nif a &lt; b &amp;&amp; c &gt; d\n```\n"
	escape := regexp.MustCompile(`&(gt|lt|amp);|<https?:|\|`)
	for name, text := range map[string]string{"the clipboard": result.Clipboard.Text, "slack-1.txt": files["slack-1.txt"]} {
		if !strings.HasSuffix(text, pasted) || escape.MatchString(text) {
			t.Errorf("%s:\n%s\nwant at its end:\n%s", name, text, pasted)
		}
	}
	if text := files["slack-1.mrkdwn"]; !strings.HasSuffix(text, posted) {
		t.Errorf("slack-1.mrkdwn:\n%s\nwant at its end:\n%s", text, posted)
	}
}
