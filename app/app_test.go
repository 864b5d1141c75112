package app_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/app"
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// desk is a Native whose answers a test decides, and that notes what was done.
type desk struct {
	files            []string
	folder, savePath string
	confirms         bool
	asked, opened    []string
	clipboard        string
	notices          []app.Notice
}

func (d *desk) ChooseFiles(context.Context, string) ([]string, error) { return d.files, nil }
func (d *desk) ChooseFolder(context.Context, string) (string, error)  { return d.folder, nil }
func (d *desk) OpenURL(_ context.Context, url string)                 { d.opened = append(d.opened, url) }
func (*desk) Quit(context.Context)                                    {}
func (*desk) KeepOpen(context.Context)                                {}
func (d *desk) SetClipboard(_ context.Context, text string) error     { d.clipboard = text; return nil }

func (d *desk) Confirm(_ context.Context, _, q string) (bool, error) {
	d.asked = append(d.asked, q)
	return d.confirms, nil
}

func (d *desk) ChooseSavePath(context.Context, string, string) (string, error) {
	return d.savePath, nil
}

func open(t *testing.T) (*app.App, *desk) {
	t.Helper()
	clock := retro.FixedClock(time.Date(2026, 3, 15, 9, 0, 0, 0, time.UTC), time.Second)
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "afterword.db"), sqlite.Options{Clock: clock, OpenText: authoring.OpenText})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close library: %v", err)
		}
	})
	desk := &desk{}
	notify := func(n app.Notice) { desk.notices = append(desk.notices, n) }
	window := app.New(authoring.New(db, clock, retro.NewIDs(rand.Reader)), desk, notify, app.Info{Version: "test"})
	return window, desk
}

func begin(t *testing.T, window *app.App) retro.RetrospectiveID {
	t.Helper()
	w, err := window.Library.Create("Disk full", "")
	if err != nil {
		t.Fatal(err)
	}
	return w.ID
}

func contentOf(t *testing.T, window *app.App, id retro.RetrospectiveID) retro.Content {
	t.Helper()
	w, err := window.Library.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	return w.Content
}

func serve(window *app.App, r *http.Request) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	app.Secure(window.Handler()).ServeHTTP(answer, r)
	return answer
}

func picture(t *testing.T) []byte {
	t.Helper()
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	return encoded.Bytes()
}

func TestPasteComesBackAsPicture(t *testing.T) {
	t.Parallel()
	window, _ := open(t)
	id := begin(t, window)
	answer := serve(window, httptest.NewRequest(http.MethodPost, "/paste/"+string(id)+"?name=", bytes.NewReader(picture(t))))
	var added authoring.Added
	if err := json.Unmarshal(answer.Body.Bytes(), &added); err != nil || answer.Code != http.StatusOK {
		t.Fatalf("paste answered %d %s", answer.Code, answer.Body)
	}
	content := contentOf(t, window, id)
	evidence := content.FindEvidence(added.Evidence[0])
	for _, path := range []string{"/asset/", "/thumbnail/"} {
		shown := serve(window, httptest.NewRequest(http.MethodGet, path+string(evidence.Hash), nil))
		if _, err := png.Decode(shown.Body); err != nil || shown.Code != http.StatusOK {
			t.Errorf("%s: %d, %v", path, shown.Code, err)
		}
	}
}

// TestHandlerDrawsWhatThePageAsksFor serves the address that the page's own test
// makes (remote.test.ts): a part of a picture with a box on it.
func TestHandlerDrawsWhatThePageAsksFor(t *testing.T) {
	t.Parallel()
	const view = "eyJyZWdpb25zIjpbeyJraW5kIjoiYm94IiwieCI6MC4xLCJ5IjowLjIsIndpZHRoIjowLjMsImhlaWdodCI6MC40LCJsYWJlbCI6Ikdyw7bDn2UifV0s" +
		"InBhcnQiOnsia2luZCI6ImNpdGUiLCJ4IjowLCJ5IjowLjUsIndpZHRoIjoxLCJoZWlnaHQiOjAuNX19"
	window, _ := open(t)
	id := begin(t, window)
	pasted := serve(window, httptest.NewRequest(http.MethodPost, "/paste/"+string(id), bytes.NewReader(picture(t))))
	var added authoring.Added
	if err := json.Unmarshal(pasted.Body.Bytes(), &added); err != nil {
		t.Fatal(err)
	}
	hash := string(contentOf(t, window, id).Evidence[0].Hash)
	for _, path := range []string{"/asset/", "/thumbnail/"} {
		answer := serve(window, httptest.NewRequest(http.MethodGet, path+hash+"/"+view, nil))
		shown, err := png.Decode(answer.Body)
		if err != nil || answer.Code != http.StatusOK {
			t.Fatalf("%s: %d, %v", path, answer.Code, err)
		}
		if size := shown.Bounds().Size(); size != image.Pt(40, 15) {
			t.Errorf("%s shows %v, want the lower half, 40 × 15", path, size)
		}
		if answer := serve(window, httptest.NewRequest(http.MethodGet, path+hash+"/nonsense", nil)); answer.Code != http.StatusNotFound {
			t.Errorf("%s of no view answered %d", path, answer.Code)
		}
	}
}

func TestPasteDatesADroppedFile(t *testing.T) {
	t.Parallel()
	window, _ := open(t)
	id := begin(t, window)
	request := httptest.NewRequest(http.MethodPost, "/paste/"+string(id)+"?name=sys.log&modified=1388534400000",
		strings.NewReader("Dec 31 23:59:59 web-1 sshd[1]: closing\n"))
	var added authoring.Added
	if err := json.Unmarshal(serve(window, request).Body.Bytes(), &added); err != nil {
		t.Fatal(err)
	}
	first := added.Edited.Readings[added.Evidence[0]].First
	if first == nil || first.At.Year() != 2013 {
		t.Errorf("the first line is of %v, want the year before the file was written", first)
	}
}

// TestDroppedFilesAreReadOnce proves that the page gets a key in place of a path,
// and for the key what stands at the path.
func TestDroppedFilesAreReadOnce(t *testing.T) {
	t.Parallel()
	window, desk := open(t)
	id := begin(t, window)
	path := filepath.Join(t.TempDir(), "disk.log")
	if err := os.WriteFile(path, []byte("2026-03-14T21:40:00Z disk full\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	written := time.Date(2026, 3, 14, 22, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, written, written); err != nil {
		t.Fatal(err)
	}
	window.Drop([]string{path})
	if len(desk.notices) != 1 || len(desk.notices[0].Files) != 1 || strings.Contains(desk.notices[0].Files[0].Key, "disk") {
		t.Fatalf("the page was told %+v", desk.notices)
	}
	held := desk.notices[0].Files[0]
	take := func(key string) *httptest.ResponseRecorder {
		return serve(window, httptest.NewRequest(http.MethodPost, "/paste/"+string(id)+"?name=other&held="+key, nil))
	}
	answer := take(held.Key)
	var added authoring.Added
	if err := json.Unmarshal(answer.Body.Bytes(), &added); err != nil || answer.Code != http.StatusOK {
		t.Fatalf("it answered %d %s", answer.Code, answer.Body)
	}
	content := contentOf(t, window, id)
	evidence := content.FindEvidence(added.Evidence[0])
	if evidence.FileName != "disk.log" || held.Name != "disk.log" || !evidence.Reference.Equal(written) || evidence.Kind != retro.EvidenceLog {
		t.Errorf("kept %+v", evidence)
	}
	for _, key := range []string{held.Key, path, "x"} {
		if answer := take(key); answer.Code != http.StatusUnprocessableEntity || !strings.Contains(answer.Body.String(), `"not_found"`) {
			t.Errorf("%q answered %d %s", key, answer.Code, answer.Body)
		}
	}
}

func TestHandlerServesNothingElse(t *testing.T) {
	t.Parallel()
	window, _ := open(t)
	id := begin(t, window)
	pasted := serve(window, httptest.NewRequest(http.MethodPost, "/paste/"+string(id), strings.NewReader("<script>alert(1)</script>")))
	var added authoring.Added
	if err := json.Unmarshal(pasted.Body.Bytes(), &added); err != nil {
		t.Fatal(err)
	}
	text := string(contentOf(t, window, id).Evidence[0].Hash)
	for _, path := range []string{
		"/asset/" + text, // evidence that is no picture
		"/asset/" + strings.Repeat("0", 64),
		"/asset/..%2f..%2fetc%2fpasswd",
		"/asset/", "/thumbnail/x", "/", "/index.html",
	} {
		answer := serve(window, httptest.NewRequest(http.MethodGet, path, nil))
		if answer.Code != http.StatusNotFound {
			t.Errorf("GET %s answered %d", path, answer.Code)
		}
		if policy := answer.Header().Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") {
			t.Errorf("GET %s carries the policy %q", path, policy)
		}
	}
	if answer := serve(window, httptest.NewRequest(http.MethodPost, "/paste/nonesuch", strings.NewReader("x"))); answer.Code != http.StatusUnprocessableEntity {
		t.Errorf("a paste into nothing answered %d", answer.Code)
	}
}

func TestOpenLinkLeavesOnlyWhenAskedAndAllowed(t *testing.T) {
	t.Parallel()
	window, desk := open(t)
	desk.confirms = true
	for link, want := range map[string]string{
		"https://example.org/a?b=c#d": "https://example.org/a?b=c#d",
		"http://bücher.example":       "http://xn--bcher-kva.example",
		"mailto:ops@example.org":      "mailto:ops@example.org",
	} {
		desk.opened, desk.asked = nil, nil
		if err := window.Settings.OpenLink(link); err != nil {
			t.Errorf("%s: %v", link, err)
		}
		if diff := cmp.Diff([][]string{{want}, {want}}, [][]string{desk.asked, desk.opened}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", link, diff)
		}
	}
	desk.opened, desk.asked = nil, nil
	for _, link := range []string{
		"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "view-source:https://example.org", "smb://host/share",
		"ms-msdt:/id", "https://", "//example.org", "-h", "https://example.org\n--flag", "", "\\\\host\\share", "blob:https://x/1",
	} {
		if err := window.Settings.OpenLink(link); retro.ErrorCode(err) != retro.CodeUnsupported {
			t.Errorf("%q: %v", link, err)
		}
	}
	desk.confirms = false
	if err := window.Settings.OpenLink("https://example.org"); err != nil {
		t.Error(err)
	}
	if len(desk.opened) > 0 {
		t.Errorf("opened %q", desk.opened)
	}
}

func TestChooseAndSave(t *testing.T) {
	t.Parallel()
	window, desk := open(t)
	id := begin(t, window)
	if added, err := window.Evidence.Choose(id); added != nil || err != nil {
		t.Errorf("a cancelled dialog answers %v, %v", added, err)
	}
	folder := t.TempDir()
	log := filepath.Join(folder, "app.log")
	if err := os.WriteFile(log, []byte("2026-03-14T21:40:00Z ERROR disk full\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	desk.files = []string{log, filepath.Join(folder, "gone.log")}
	added, err := window.Evidence.Choose(id)
	if err != nil || len(added.Evidence) != 1 || len(added.Refused) != 1 {
		t.Fatalf("chose %+v, %v", added, err)
	}

	if path, err := window.Sharing.Save(id, "html"); path != "" || err != nil {
		t.Errorf("a cancelled dialog answers %q, %v", path, err)
	}
	desk.savePath = filepath.Join(folder, "out.html")
	if path, err := window.Sharing.Save(id, "html"); path != desk.savePath || err != nil {
		t.Fatalf("saved to %q, %v", path, err)
	}
	page, err := os.ReadFile(desk.savePath)
	if err != nil || !bytes.Contains(page, []byte("Disk full")) {
		t.Errorf("the saved page: %v", err)
	}
	if err := window.Sharing.Copy(id, "markdown"); err != nil || !strings.HasPrefix(desk.clipboard, "# Disk full") {
		t.Errorf("copied %q, %v", desk.clipboard, err)
	}
	desk.savePath = filepath.Join(folder, "no", "such", "folder", "out.html")
	if _, err := window.Sharing.Save(id, "html"); retro.ErrorCode(err) != retro.CodeInvalid {
		t.Errorf("saving into a folder that is not there: %v", err)
	}
}

func TestProblemsHaveCodes(t *testing.T) {
	t.Parallel()
	window, _ := open(t)
	id := begin(t, window)
	_, opening := window.Library.Open("nonesuch")
	_, naming := window.Library.Rename(id, " ")
	_, exporting := window.Sharing.Render(id, "docx2")
	_, restoring := window.History.Restore(id, "nonesuch")
	_, parsing := window.Timeline.ParseInstant(id, "soon", "")
	for name, test := range map[string]struct {
		err  error
		want retro.Code
	}{
		"unknown retrospective": {opening, retro.CodeNotFound},
		"no name":               {naming, retro.CodeInvalid},
		"unknown target":        {exporting, retro.CodeNotFound},
		"unknown revision":      {restoring, retro.CodeNotFound},
		"no time":               {parsing, retro.CodeInvalid},
	} {
		problem, ok := app.NewProblem(test.err).(app.Problem)
		if !ok || problem.Code != test.want || problem.Message == "" {
			t.Errorf("%s: %+v, want code %s", name, problem, test.want)
		}
	}
	if app.NewProblem(nil) != nil {
		t.Error("no error is a problem")
	}
	if problem, ok := app.NewProblem(context.Canceled).(app.Problem); !ok || problem.Code != "cancelled" {
		t.Errorf("a stopped call is %+v", problem)
	}
}

func TestStartAndCancelAreHarmlessWithNothingRunning(t *testing.T) {
	t.Parallel()
	window, _ := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	window.Start(ctx)
	window.Evidence.Cancel("nonesuch")
	cancel()
	if _, err := window.Library.Create("After the window closed", ""); err == nil {
		t.Error("a call succeeded after the window was gone")
	}
}

// TestLargeFileIsSeenAtOnce proves that the window is told the first rows of a large
// file before anything else of it, as the record has them afterwards.
func TestLargeFileIsSeenAtOnce(t *testing.T) {
	t.Parallel()
	window, desk := open(t)
	id := begin(t, window)
	path := filepath.Join(t.TempDir(), "api.log")
	if err := os.WriteFile(path, bytes.Repeat([]byte("2026-03-14T21:40:00Z INFO api: served\n"), 130_000), 0o600); err != nil {
		t.Fatal(err)
	}
	desk.files = []string{path}
	if _, err := window.Evidence.Choose(id); err != nil {
		t.Fatal(err)
	}
	if len(desk.notices) < 2 || desk.notices[0].Glimpse == nil || desk.notices[1].Glimpse != nil {
		t.Fatalf("the window is told %d times", len(desk.notices))
	}
	first := desk.notices[0]
	if first.Kind != app.NoticeProgress || first.Retrospective != id || first.Name != "api.log" || first.Done != 0 {
		t.Errorf("it is told first: %+v", first)
	}
	record, err := window.Evidence.Window(id, authoring.EntryQuery{}, 0, len(first.Glimpse.Entries))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(record.Entries, first.Glimpse.Entries); diff != "" || len(record.Entries) == 0 {
		t.Errorf("the record begins otherwise (-record +glimpse):\n%s", diff)
	}
}

func TestRefusedLibrary(t *testing.T) {
	t.Parallel()
	refused := retro.Errorf(retro.CodeLocked, "this library is open in another Afterword window").WithHint("go on there")
	window := app.New(nil, &desk{}, func(app.Notice) {}, app.Info{Refused: refused})
	if _, err := window.Settings.Load(); !errors.Is(err, refused) {
		t.Errorf("loading settings answers %v, want why the library is not open", err)
	}
}
