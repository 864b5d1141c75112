package diff_test

import (
	"testing"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

func TestApplyRefuses(t *testing.T) {
	t.Parallel()
	cs := diff.Compare(beforeDebrief(), afterDebrief())
	lacking := diff.Compare(beforeDebrief(), afterDebrief())
	lacking.Events[1].New = nil
	nameless := diff.Compare(beforeDebrief(), afterDebrief())
	nameless.Particulars.New = nil
	for name, tt := range map[string]struct {
		cs   diff.ChangeSet
		from retro.Content
		want retro.Code
	}{
		"another content":     {cs, retro.Content{}, retro.CodeConflict},
		"a missing event":     {lacking, beforeDebrief(), retro.CodeInvalid},
		"missing particulars": {nameless, beforeDebrief(), retro.CodeInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := diff.Apply(tt.cs, tt.from); retro.ErrorCode(err) != tt.want {
				t.Errorf("the error is %v, want code %q", err, tt.want)
			}
		})
	}
}

// TestApplyLeavesTheContentAlone makes sure that the earlier content can still be
// used.
func TestApplyLeavesTheContentAlone(t *testing.T) {
	t.Parallel()
	from := beforeDebrief()
	if _, err := diff.Apply(diff.Compare(from, afterDebrief()), from); err != nil {
		t.Fatal(err)
	}
	if difference := same(beforeDebrief(), from); difference != "" {
		t.Errorf("the content was changed (-want +got):\n%s", difference)
	}
}
