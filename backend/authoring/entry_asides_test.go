package authoring_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

const talk = `dana — 03/14/2026 9:40 PM
seeing 502s
lee — 03/14/2026 9:41 PM
hm
[9:42 PM]> <@ana> who?
@dana
seeing 502s
lee — 03/14/2026 9:43 PM
on it (edited)
👍
3
graph.png
`

// TestReplies proves that a reply is one among other sources, and where it is quoted.
func TestReplies(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	chat := file("talk.txt", []byte(talk))
	chat.Zone = "UTC"
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{
		chat, file("app.log", []byte("2026-03-14T21:41:30Z ERROR no\n")),
	}, nil))
	window := must[authoring.EntryWindow](t)(service.Entries(t.Context(), id, authoring.EntryQuery{}, 0, 10))
	var replies []*authoring.Reply
	for _, entry := range window.Entries {
		replies = append(replies, entry.Reply)
	}
	want := []*authoring.Reply{nil, nil, nil, {Text: "who?"}, {Line: 1, Actor: "dana", Text: "seeing 502s"}}
	if diff := cmp.Diff(want, replies); diff != "" {
		t.Fatal(diff)
	}
	last := window.Entries[4]
	if !last.Edited || last.Reactions != "👍 3" || !cmp.Equal(last.Missing, []string{"graph.png"}) {
		t.Errorf("around the message: %+v", last)
	}
	cited := retro.Citation{Evidence: added.Evidence[0], FromLine: last.Line, ToLine: last.Line + last.Lines - 1}
	preview := must[string](t)(service.Preview(t.Context(), id, "![]("+cited.URL()+")"))
	if !strings.Contains(preview, "lee ↳ dana:") {
		t.Errorf("quoted as %s", preview)
	}
}
