package retro_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

func TestErrorf(t *testing.T) {
	t.Parallel()
	err := retro.Errorf(retro.CodeInvalid, "cannot read %s: %w", "x.log", io.ErrUnexpectedEOF).WithHint("try %d", 2)
	if err.Error() != "cannot read x.log: unexpected EOF" {
		t.Errorf("message %q", err.Error())
	}
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error("the cause is lost")
	}
	wrapped := errors.Join(errors.New("while adding"), err)
	if retro.ErrorCode(wrapped) != retro.CodeInvalid || retro.ErrorHint(wrapped) != "try 2" {
		t.Errorf("code %q, hint %q", retro.ErrorCode(wrapped), retro.ErrorHint(wrapped))
	}
	if retro.ErrorCode(nil) != "" || retro.ErrorCode(io.EOF) != retro.CodeInternal {
		t.Error("codes of nil and of a foreign error")
	}
}

func TestIDs(t *testing.T) {
	t.Parallel()
	ids := retro.NewIDs(bytes.NewReader(bytes.Repeat([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 100)))
	seen := map[string]bool{}
	for range 10 {
		id := ids.New()
		if len(id) != 13 || seen[id] {
			t.Fatalf("id %q is short or not new", id)
		}
		seen[id] = true
	}
}

func TestMatchID(t *testing.T) {
	t.Parallel()
	ids := []retro.EventID{"abc1", "abc2", "abd", "ab"}
	for prefix, want := range map[string][]retro.EventID{
		"abc":  {"abc1", "abc2"},
		"ABD":  {"abd"},
		"ab":   {"ab"}, // an exact id is never ambiguous
		"":     nil,
		"nope": nil,
	} {
		if diff := cmp.Diff(want, retro.MatchID(prefix, ids)); diff != "" {
			t.Errorf("MatchID(%q):\n%s", prefix, diff)
		}
	}
}

func TestLevelText(t *testing.T) {
	t.Parallel()
	data, err := json.Marshal(map[string]retro.Level{"level": retro.LevelWarn})
	if err != nil || string(data) != `{"level":"warn"}` {
		t.Fatalf("%s, %v", data, err)
	}
	var back map[string]retro.Level
	if err := json.Unmarshal([]byte(`{"level":"FATAL"}`), &back); err != nil || back["level"] != retro.LevelFatal {
		t.Errorf("%v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"level":"loud"}`), &back); err == nil {
		t.Error("an unknown level was accepted")
	}
}

func TestSuggestEvent(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		source retro.EvidenceKind
		level  retro.Level
		text   string
		want   retro.Suggestion
	}{
		"level dropped": {retro.EvidenceLog, retro.LevelError, "ERROR: integer out of range\nSTATEMENT: INSERT", retro.Suggestion{Title: "integer out of range", Kind: retro.KindObservation}},
		"chat":          {retro.EvidenceChat, retro.LevelNone, "seeing odd carts", retro.Suggestion{Title: "seeing odd carts", Kind: retro.KindCommunication}},
		"rollback":      {retro.EvidenceChat, retro.LevelNone, "rolled back to 4f2c", retro.Suggestion{Title: "rolled back to 4f2c", Kind: retro.KindAction}},
		"deploy":        {retro.EvidenceLog, retro.LevelInfo, "Deploy 4f2c1a by lee", retro.Suggestion{Title: "Deploy 4f2c1a by lee", Kind: retro.KindChange}},
		"recovered":     {retro.EvidenceLog, retro.LevelInfo, "writes are back", retro.Suggestion{Title: "writes are back", Kind: retro.KindResolution}},
		"empty":         {retro.EvidenceLog, retro.LevelNone, "  ", retro.Suggestion{Title: "Something was recorded", Kind: retro.KindObservation}},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, retro.SuggestEvent(test.source, test.level, test.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
	long := retro.SuggestEvent(retro.EvidenceLog, retro.LevelNone, string(bytes.Repeat([]byte("words and "), 40)))
	if n := len([]rune(long.Title)); n > 110 {
		t.Errorf("a suggested title has %d characters", n)
	}
}

func TestAttribution(t *testing.T) {
	t.Parallel()
	berg := retro.Actor{Role: "on call", Name: "Tomás Berg"}
	for title, want := range map[string]string{
		"restarted the proxy":             "on call, Tomás Berg",
		"Tomás Berg: restarted the proxy": "on call",
		"Tomás Berg restarted it":         "on call",
		"Tomás Bergmann was told":         "on call, Tomás Berg",
	} {
		if got := (retro.Event{Title: title, Actor: berg}).Attribution(); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

func TestContinues(t *testing.T) {
	t.Parallel()
	base := time.Unix(1e9, 0)
	write := func(reason string, after time.Duration) retro.Revision {
		return retro.Revision{Kind: retro.RevisionAuto, Reason: reason, At: base.Add(after)}
	}
	first := write("write Trigger", 0)
	if !write("write Trigger", 2*time.Second).Continues(first) {
		t.Error("typing on is one act")
	}
	for name, next := range map[string]retro.Revision{
		"another section": write("write Impact", time.Second),
		"after a pause":   write("write Trigger", time.Minute),
		"another act":     write("add event", time.Second),
		"another hand":    {Kind: retro.RevisionAuto, Reason: "write Trigger", Author: "Dana", At: base.Add(time.Second)},
	} {
		if next.Continues(first) {
			t.Errorf("%s is another act", name)
		}
	}
	if write("add event", time.Second).Continues(write("add event", 0)) {
		t.Error("two events added are two acts")
	}
}

func TestCloneIsIndependent(t *testing.T) {
	t.Parallel()
	original := retro.Content{Sections: []retro.Section{{ID: "a", Body: "before"}}, Zones: []string{"Europe/Berlin"}}
	clone := original.Clone()
	clone.Sections[0].Body = "after"
	clone.Zones[0] = "Asia/Tokyo"
	if original.Sections[0].Body != "before" || original.Zones[0] != "Europe/Berlin" {
		t.Error("altering the clone altered the original")
	}
}
