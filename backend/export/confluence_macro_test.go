package export_test

import (
	"strings"
	"testing"
)

func TestConfluenceReturnsItsOwnMacros(t *testing.T) {
	t.Parallel()
	const jira = `<ac:structured-macro ac:name="jira" ac:macro-id="7"><ac:parameter ac:name="key">OPS-1 &eacute;</ac:parameter></ac:structured-macro>`
	for name, tt := range map[string]struct {
		source  string
		returns bool
	}{
		"macro":        {jira, true},
		"layout":       {`<ac:adf-extension><ac:adf-node type="panel"><p>x</p></ac:adf-node></ac:adf-extension>`, true},
		"two":          {jira + jira, false},
		"cut off":      {jira[:60], false},
		"no macro":     {`<p>x</p>`, false},
		"text":         {`x ` + jira, false},
		"html macro":   {`<ac:structured-macro ac:name="html"><ac:plain-text-body><![CDATA[<script>]]></ac:plain-text-body></ac:structured-macro>`, false},
		"script in it": {`<ac:structured-macro ac:name="x"><ac:rich-text-body><script>x</script></ac:rich-text-body></ac:structured-macro>`, false},
		"address":      {`<ac:structured-macro ac:name="x"><ac:rich-text-body><a href="java script:x">x</a></ac:rich-text-body></ac:structured-macro>`, false},
		"handler":      {`<ac:structured-macro ac:name="x"><ac:rich-text-body><p onclick="x">x</p></ac:rich-text-body></ac:structured-macro>`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := story()
			in.Content.Sections[1].Body = "before\n\n```confluence-storage\n" + tt.source + "\n```\n\nin `confluence-storage " + tt.source + "` a line\n"
			page := string(render(t, in, "confluence").Files[0].Data)
			if got := strings.Count(page, "\n"+tt.source+"\n"); (got == 1) != tt.returns {
				t.Errorf("stands %d times by itself, want it: %t", got, tt.returns)
			}
			if got := strings.Count(page, "in "+tt.source+" a line"); (got == 1) != tt.returns {
				t.Errorf("stands %d times in a line, want it: %t", got, tt.returns)
			}
			if html := string(render(t, in, "html").Files[0].Data); strings.Contains(html, tt.source) {
				t.Error("the HTML page holds it as markup")
			}
		})
	}
}
