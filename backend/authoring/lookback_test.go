package authoring_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// writes saves texts of the section Trigger, one after the other.
func writes(t *testing.T, service *authoring.Service, id retro.RetrospectiveID, bodies ...string) {
	t.Helper()
	for _, body := range bodies {
		must[authoring.Edited](t)(service.WriteSection(t.Context(), id, "Trigger", body))
	}
}

func addEvent(t *testing.T, service *authoring.Service, id retro.RetrospectiveID, event retro.Event) retro.Event {
	t.Helper()
	added := must[authoring.WithEvent](t)(service.AddEvent(t.Context(), id, event))
	return *added.Edited.Content.FindEvent(added.Event)
}

func TestFindText(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	writes(
		t, service, id,
		"Somebody pressed the button.",                                  // 2
		"Somebody *pressed*\nthe button, and then\n\nnothing happened.", // 3
		"Nothing happened.",                                             // 4
		"Then somebody pressed the button.\n",                           // 5
		"Then somebody pressed the button!!\n",                          // 6
	)
	for words, want := range map[string][]int{
		"pressed  THE button": {5, -4, 2},
		"happened":            {-5, 3},
		"button, and then":    {-4, 3},
		"nobody said this":    nil,
	} {
		var got []int
		for _, seen := range must[[]authoring.Seen](t)(service.FindText(t.Context(), id, words)) {
			seq := seen.Revision.Seq
			if !seen.Appeared {
				seq = -seq
			}
			got = append(got, seq)
			if seen.Place.Title != "Trigger" || seen.Place.Noun != "section" {
				t.Errorf("%q stands in %+v", words, seen.Place)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", words, diff)
		}
	}
	if _, err := service.FindText(t.Context(), id, " ** "); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("no words: %v", err)
	}
}

func TestTouching(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id := begin(t, service)
	event := addEvent(t, service, id, retro.Event{ // 2
		At: retro.NewInstant(begun), Kind: retro.KindObservation, Title: "Alert",
	})
	writes(
		t, service, id,
		"The first thing was the alert.\n\nThe pool had two hundred connections.\n",                       // 3
		"The first thing was the alert.\n\nThe pool had only two hundred connections.\n",                  // 4
		"The very first thing was the alert.\n\nThe pool had only two hundred connections.\n",             // 5
		"The pool had only two hundred connections, all in use.\n\nThe very first thing was the alert.\n", // 6
	)
	event.At = retro.NewInstant(begun.Add(time.Minute))
	must[authoring.Edited](t)(service.UpdateEvent(t.Context(), id, event))    // 7
	must[authoring.Edited](t)(service.RemoveEvent(t.Context(), id, event.ID)) // 8
	for _, test := range []struct {
		thing authoring.Part
		words string
		want  []int
	}{
		{"section:Trigger", "", []int{6, 5, 4, 3, 1}},
		{"section:trigger", "two hundred", []int{6, 4, 3}},
		{"section:Trigger", "very first", []int{5, 3}},
		{"section:Resolution", "", []int{1}},
		{authoring.Part("event:" + event.ID), "", []int{8, 7, 2}},
	} {
		var got []int
		for _, listed := range must[[]authoring.Listed](t)(service.Touching(t.Context(), id, test.thing, test.words)) {
			got = append(got, listed.Revision.Seq)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", test.thing, test.words, diff)
		}
	}
	for thing, code := range map[authoring.Part]retro.Code{
		"section:Nowhere": retro.CodeNotFound,
		"event:none":      retro.CodeNotFound,
		"weather:cold":    retro.CodeInvalid,
	} {
		if _, err := service.Touching(t.Context(), id, thing, ""); retro.ErrorCode(err) != code {
			t.Errorf("%s: %v", thing, err)
		}
	}
	if _, err := service.Touching(t.Context(), id, "section:Trigger", "nobody said this"); retro.ErrorCode(err) != retro.CodeNotFound {
		t.Errorf("words that stand nowhere: %v", err)
	}
}
