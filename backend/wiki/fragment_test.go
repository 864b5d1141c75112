package wiki_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFragment reads what pages, word processors and spreadsheets put on the clipboard.
func TestFragment(t *testing.T) {
	t.Parallel()
	const table = "| Who | How many |\n| --- | --- |\n| Customers | 1,260 |\n"
	for name, tt := range map[string]struct{ html, want string }{
		"headings of a page begin below those of sections": {
			`<h1>Impact</h1><p>Words.</p><h3>In numbers</h3>`,
			"### Impact\n\nWords.\n\n##### In numbers\n",
		},
		"deep headings are raised":       {`<h5>Steps</h5><h6>One</h6>`, "### Steps\n\n#### One\n"},
		"a table of Google Docs":         {`<b style="font-weight:normal"><div dir="ltr"><table><colgroup><col width="9"/></colgroup><tbody><tr><td><p><span>Who</span></p></td><td><p><span>How many</span></p></td></tr><tr><td><p>Customers</p></td><td><p>1,260</p></td></tr></tbody></table></div></b>`, table},
		"a table of Google Sheets":       {`<meta charset='utf-8'><google-sheets-html-origin><style><!--td {border: 1px}--></style><table><tbody><tr style="height:21px;"><td>Who</td><td>How many</td></tr><tr><td>Customers</td><td>1,260</td></tr></tbody></table>`, table},
		"a table of Excel":               {`<html><body><table border=0><!--StartFragment--><col width=64 span=2><tr height=20><td height=20>Who</td><td>How many</td></tr><tr><td>Customers</td><td align=right>1,260</td></tr><!--EndFragment--></table></body></html>`, table},
		"a table of LibreOffice":         {`<table cellspacing="0" border="0"><colgroup span="2" width="85"></colgroup><tr><td height="17" align="left">Who<br></td><td align="left">How many</td></tr><tr><td height="17">Customers</td><td align="right" sdval="1260">1,260</td></tr></table>`, table},
		"a table of Confluence":          {`<div class="pm-table-wrapper"><table><tbody><tr><th><p>Who</p><figure><div role="presentation"></div></figure></th><th><p>How many</p></th></tr><tr><td><p>Customers</p></td><td><p>1,260</p></td></tr></tbody></table></div>`, table},
		"one row of cells has no header": {`<table><tr><td>a</td><td>b</td></tr></table>`, "|  |  |\n| --- | --- |\n| a | b |\n"},
		"a panel of Confluence":          {`<div data-panel-type="warning" class="ak-editor-panel"><div><p>Carts were kept.</p></div></div>`, "> [!WARNING]\n> Carts were kept.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, read(t, tt.html, "pasted.html").Fragment()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
