package app

import (
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/merging"
	"github.com/afterword-app/afterword/backend/retro"
)

// Merging is where an exported page comes back that others edited.
type Merging struct {
	core
	held *heldPage
}

// Page names a page that was handed over and waits to be taken in.
type Page struct {
	Handle string `json:"handle"` // "" for none
	Name   string `json:"name"`
	Size   int    `json:"size"` // bytes
}

// heldPage keeps the last page, so that what is previewed is what is taken in and
// no bytes go through calls.
type heldPage struct {
	mu    sync.Mutex
	count int
	page  Page
	data  []byte
}

func (h *heldPage) put(name string, data []byte) Page {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.count++
	h.page, h.data = Page{Handle: strconv.Itoa(h.count), Name: name, Size: len(data)}, data
	return h.page
}

func (h *heldPage) get(handle string) (name string, data []byte, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if handle == "" || handle != h.page.Handle {
		return "", nil, retro.Errorf(retro.CodeNotFound, "the page is not here any more").WithHint("choose it or paste it again")
	}
	return h.page.Name, h.data, nil
}

// Choose asks for the file of an edited page; a Page without a handle means that
// the person cancelled.
func (m *Merging) Choose() (Page, error) {
	paths, err := m.native.ChooseFiles(m.context(), "Bring an edited page back")
	if err != nil || len(paths) == 0 {
		return Page{}, err
	}
	info, err := os.Stat(paths[0])
	if err == nil && info.Size() > authoring.LargestPage {
		return Page{}, pageTooLarge(info.Size())
	}
	data, err := os.ReadFile(paths[0])
	if err != nil {
		return Page{}, retro.Errorf(retro.CodeInvalid, "the file cannot be read: %w", err).WithHint("check that it is there and that you may read it")
	}
	return m.held.put(filepath.Base(paths[0]), data), nil
}

func pageTooLarge(size int64) error {
	const megabyte = 1 << 20
	return retro.Errorf(retro.CodeInvalid, "a file of %d MB is too large for a page, which goes up to %d MB", size/megabyte, authoring.LargestPage/megabyte).
		WithHint("bring back only the part that was edited")
}

// Bases lists the exports that a page may have been edited from.
func (m *Merging) Bases(id retro.RetrospectiveID) ([]authoring.ImportBase, error) {
	return m.service.ImportBases(m.context(), id)
}

// Preview tells what taking the page in would change.
func (m *Merging) Preview(id retro.RetrospectiveID, page string, options authoring.ImportOptions) (authoring.Imported, error) {
	name, data, err := m.held.get(page)
	if err != nil {
		return authoring.Imported{}, err
	}
	options.DryRun = true
	return m.service.Import(m.context(), id, data, name, options)
}

// Import takes the page in, as one revision.
func (m *Merging) Import(id retro.RetrospectiveID, page string, options authoring.ImportOptions) (authoring.Imported, error) {
	name, data, err := m.held.get(page)
	if err != nil {
		return authoring.Imported{}, err
	}
	return m.service.Import(m.context(), id, data, name, options)
}

// Begin makes a new retrospective of the page.
func (m *Merging) Begin(page string) (authoring.Workspace, error) {
	name, data, err := m.held.get(page)
	if err != nil {
		return authoring.Workspace{}, err
	}
	return m.service.BeginWithPage(m.context(), data, name)
}

// Conflicts lists those that nobody has settled yet.
func (m *Merging) Conflicts(id retro.RetrospectiveID) ([]merging.Conflict, error) {
	return m.service.Conflicts(m.context(), id)
}

// Settle ends a conflict, as one revision.
func (m *Merging) Settle(id retro.RetrospectiveID, number int, decision merging.Decision) (authoring.Edited, error) {
	return m.service.SettleConflict(m.context(), id, number, decision)
}

// takePage keeps what the page of the window posts, and answers with its handle.
func (a *App) takePage(w http.ResponseWriter, r *http.Request) {
	data, err := readAll(http.MaxBytesReader(w, r.Body, authoring.LargestPage))
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, http.StatusOK, a.Merging.held.put(filepath.Base(r.URL.Query().Get("name")), data))
}
