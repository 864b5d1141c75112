package authoring_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
)

// whitePNG is a white picture of 100 × 50 pixels.
func whitePNG(t *testing.T) []byte {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 100, 50))
	for i := range picture.Pix {
		picture.Pix[i] = 255
	}
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, picture); err != nil {
		t.Fatal(err)
	}
	return encoded.Bytes()
}

// withPicture begins a retrospective with one picture that shows 21:40.
func withPicture(t *testing.T, service *authoring.Service) (retro.RetrospectiveID, retro.Evidence) {
	t.Helper()
	id := begin(t, service)
	added := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{file("graph.png", whitePNG(t))}, nil))
	evidence := *added.Edited.Content.FindEvidence(added.Evidence[0])
	evidence.ShownAt = &retro.Instant{At: time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC), Zone: "UTC", Precision: retro.PrecisionMinute}
	must[authoring.Edited](t)(service.UpdateEvidence(t.Context(), id, evidence))
	return id, evidence
}

var (
	secret = retro.Region{Kind: retro.RegionBlackout, X: 0.5, Y: 0, Width: 0.5, Height: 1}
	cliff  = retro.Region{Kind: retro.RegionCite, X: 0.25, Y: 0.2, Width: 0.5, Height: 0.4, Label: "the cliff"}
)

func TestAnnotateKeepsMarksBesideTheOriginal(t *testing.T) {
	t.Parallel()
	service, store := openLibrary(t)
	ctx := t.Context()
	id, evidence := withPicture(t, service)

	w := must[authoring.Edited](t)(service.Annotate(ctx, id, evidence.ID, []retro.Region{secret, cliff}))
	if diff := cmp.Diff([]retro.Region{secret, cliff}, w.Content.FindEvidence(evidence.ID).Regions); diff != "" {
		t.Error(diff)
	}
	if w.Revision.Reason != "annotate picture" {
		t.Errorf("the revision says %q", w.Revision.Reason)
	}

	original := must[library.Blob](t)(store.OpenBlob(ctx, evidence.Hash))
	defer original.Close()
	kept := make([]byte, original.Size())
	must[int](t)(original.ReadAt(kept, 0))
	if !bytes.Equal(kept, whitePNG(t)) {
		t.Error("the original was altered")
	}

	// Saving what else is known of a picture leaves the marks alone.
	evidence.Caption = "Errors"
	w = must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, evidence))
	if marks := w.Content.FindEvidence(evidence.ID).Regions; len(marks) != 2 {
		t.Errorf("a caption took the marks away: %v", marks)
	}
	must[authoring.Edited](t)(service.Undo(ctx, id))
	w = must[authoring.Edited](t)(service.Undo(ctx, id))
	if marks := w.Content.FindEvidence(evidence.ID).Regions; len(marks) != 0 {
		t.Errorf("undone, there are still %v", marks)
	}
}

func TestAnnotateRefuses(t *testing.T) {
	t.Parallel()
	service := openService(t)
	id, evidence := withPicture(t, service)
	log := must[authoring.Added](t)(service.AddEvidence(t.Context(), id, []authoring.Original{authoring.Pasted([]byte(twoLines))}, nil)).Evidence[0]
	for name, test := range map[string]struct {
		evidence retro.EvidenceID
		region   retro.Region
		code     retro.Code
	}{
		"NoSuchEvidence": {"nonesuch", secret, retro.CodeNotFound},
		"Log":            {log, secret, retro.CodeInvalid},
		"OffThePicture":  {evidence.ID, retro.Region{Kind: retro.RegionBox, X: 2, Width: 1, Height: 1}, retro.CodeInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := service.Annotate(t.Context(), id, test.evidence, []retro.Region{test.region})
			if retro.ErrorCode(err) != test.code {
				t.Errorf("Annotate = %v, want %s", err, test.code)
			}
		})
	}
}

func TestPromoteCitesARegionThatMoves(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id, evidence := withPicture(t, service)
	must[authoring.Edited](t)(service.Annotate(ctx, id, evidence.ID, []retro.Region{secret, cliff}))

	made := must[authoring.WithEvent](t)(service.Promote(ctx, id, authoring.Promotion{Citations: []retro.Citation{{Evidence: evidence.ID, Region: &cliff}}}))
	event := made.Edited.Content.FindEvent(made.Event)
	if event.Title != "the cliff" || !event.At.At.Equal(evidence.ShownAt.At) {
		t.Errorf("the event is %q at %v", event.Title, event.At)
	}

	moved := cliff
	moved.X = 0.3
	w := must[authoring.Edited](t)(service.Annotate(ctx, id, evidence.ID, []retro.Region{secret, moved}))
	if got := w.Content.FindEvent(made.Event).Citations; len(got) != 1 || *got[0].Region != moved {
		t.Errorf("the citation did not follow: %+v", got)
	}
	w = must[authoring.Edited](t)(service.Annotate(ctx, id, evidence.ID, []retro.Region{secret}))
	if got := w.Content.FindEvent(made.Event).Citations; len(got) != 1 || *got[0].Region != moved {
		t.Errorf("the citation went with the mark: %+v", got)
	}

	if _, err := service.Promote(ctx, id, authoring.Promotion{Citations: []retro.Citation{{
		Evidence: evidence.ID, Region: &retro.Region{Kind: retro.RegionCite, X: 0.9, Y: 0, Width: 0.5, Height: 1},
	}}}); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("a region off the picture: %v, want CodeInvalid", err)
	}
}

// TestBlackoutsLeaveNowhere looks at the pixels of all that is shown and shared.
func TestBlackoutsLeaveNowhere(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id, evidence := withPicture(t, service)
	w := must[authoring.Edited](t)(service.Annotate(ctx, id, evidence.ID, []retro.Region{secret, cliff}))
	section := w.Content.Sections[0]
	must[authoring.Edited](t)(service.SaveSection(ctx, id, section.ID, "![All](evidence/"+string(evidence.ID)+")\n\n"+
		"![Part]("+retro.Citation{Evidence: evidence.ID, Region: &cliff}.URL()+")\n"))

	// The left half is white, the right half is black, and so is that of the part.
	check := func(name string, data []byte, width, height int) {
		t.Helper()
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if size := picture.Bounds().Size(); size != image.Pt(width, height) {
			t.Errorf("%s is %v, want %d × %d", name, size, width, height)
		}
		for x := range width {
			want := color.GrayModel.Convert(color.White)
			if x >= width/2 {
				want = color.Gray{}
			}
			if got := color.GrayModel.Convert(picture.At(x, height/2)); got != want {
				t.Fatalf("%s: the pixel at %d is %v, want %v", name, x, got, want)
			}
		}
	}

	preview := must[string](t)(service.Preview(ctx, id, "![All](evidence/"+string(evidence.ID)+")\n\n![Part]("+retro.Citation{Evidence: evidence.ID, Region: &cliff}.URL()+")"))
	shown := regexp.MustCompile(`src="/asset/([0-9a-f]{64})/([\w-]+)"`).FindAllStringSubmatch(preview, -1)
	if len(shown) != 2 {
		t.Fatalf("the preview shows no two annotated pictures: %s", preview)
	}
	for i, size := range []image.Point{{100, 50}, {50, 20}} {
		view := must[authoring.PictureView](t)(authoring.ParsePictureView(shown[i][2]))
		check("preview", must[[]byte](t)(service.Picture(ctx, retro.Hash(shown[i][1]), view)), size.X, size.Y)
		check("thumbnail", must[[]byte](t)(service.Thumbnail(ctx, evidence.Hash, view)), size.X, size.Y)
	}

	page := must[[]byte](t)(exportedFile(ctx, service, id, "html"))
	embedded := regexp.MustCompile(`src="data:image/png;base64,([^"]+)"`).FindAllSubmatch(page, -1)
	if len(embedded) < 2 {
		t.Fatalf("the page holds %d pictures", len(embedded))
	}
	for i, size := range []image.Point{{100, 50}, {50, 20}} {
		data, err := base64.StdEncoding.DecodeString(string(embedded[i][1]))
		if err != nil {
			t.Fatal(err)
		}
		check("page", data, size.X, size.Y)
	}
}

func exportedFile(ctx context.Context, service *authoring.Service, id retro.RetrospectiveID, target string) ([]byte, error) {
	result, err := service.Export(ctx, id, target, nil)
	if err != nil {
		return nil, err
	}
	return result.Files[0].Data, nil
}

func TestParsePictureViewRefuses(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"!", "bm90aGluZw", base64.RawURLEncoding.EncodeToString([]byte(`{"regions":[{"kind":"circle"}]}`))} {
		if _, err := authoring.ParsePictureView(path); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("ParsePictureView(%q) = %v, want CodeInvalid", path, err)
		}
	}
}

// TestAlikePictureIsTold proves that a picture that comes again, cropped and saved anew, is
// kept and told, and that its clock is read in the zone of the other one.
func TestAlikePictureIsTold(t *testing.T) {
	t.Parallel()
	service := openService(t)
	ctx := t.Context()
	id := begin(t, service)
	picture := image.NewRGBA(image.Rect(0, 0, 600, 300))
	for x := range 600 {
		for y := range 300 {
			grey := uint8(255)
			if height := 60 + 100*((x/90)%2) + x%37; y > 300-height {
				grey = uint8(40 + (x/90)*20)
			}
			picture.SetRGBA(x, y, color.RGBA{R: grey, G: grey, B: grey, A: 255})
		}
	}
	written := func(part image.Rectangle) []byte {
		var data bytes.Buffer
		if err := jpeg.Encode(&data, picture.SubImage(part), &jpeg.Options{Quality: 40}); err != nil {
			t.Fatal(err)
		}
		return data.Bytes()
	}
	add := func(name string, data []byte) authoring.Added {
		return must[authoring.Added](t)(service.AddEvidence(ctx, id, []authoring.Original{file(name, data)}, nil))
	}
	first := add("error-rate.jpg", written(picture.Bounds()))
	known := *first.Edited.Content.FindEvidence(first.Evidence[0])
	known.Zone = "Europe/Berlin"
	must[authoring.Edited](t)(service.UpdateEvidence(ctx, id, known))
	if other := add("white.png", whitePNG(t)); len(other.Alike) != 0 {
		t.Errorf("a white picture looks like %v", other.Alike)
	}
	second := add("paste.jpg", written(image.Rect(40, 20, 520, 300)))
	want := []authoring.AlikePicture{{Evidence: second.Evidence[0], Like: first.Evidence[0]}}
	if diff := cmp.Diff(want, second.Alike); diff != "" {
		t.Error(diff)
	}
	if zone := second.Edited.Content.FindEvidence(second.Evidence[0]).Zone; zone != "Europe/Berlin" {
		t.Errorf("its clock is read in %q", zone)
	}
}
