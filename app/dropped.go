package app

import (
	"crypto/rand"
	"io"
	"net/http"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// WebKitGTK gives the page nothing of a file that is dropped on it; Wails tells Go
// its path instead. The path stays here: the page is told of a key, and sends it
// back in place of the bytes that it has nowhere else.

// HeldFile is a dropped file that Go holds for the page.
type HeldFile struct {
	Key  string `json:"key"`
	Name string `json:"name"`
}

// dropped are the files that the page has not asked for yet.
type dropped struct {
	mu    sync.Mutex
	paths map[string]string // by key
}

// hold takes a file in. Of a hundred drops that the page never asked for, one
// more is the first again.
func (d *dropped) hold(path string) HeldFile {
	d.mu.Lock()
	defer d.mu.Unlock()
	const most = 100
	if d.paths == nil || len(d.paths) >= most {
		d.paths = map[string]string{}
	}
	key := rand.Text()
	d.paths[key] = path
	return HeldFile{Key: key, Name: filepath.Base(path)}
}

// take gives a file out, once.
func (d *dropped) take(key string) (path string, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	path, ok = d.paths[key]
	delete(d.paths, key)
	return path, ok
}

// Drop tells the page of files that were dropped on the window.
func (a *App) Drop(paths []string) {
	files := make([]HeldFile, len(paths))
	for i, path := range paths {
		files[i] = a.work.dropped.hold(path)
	}
	a.notify(Notice{Kind: NoticeDropped, Files: files})
}

// posted is what the page sends: bytes, or the key of a file that is held for it.
// The error has CodeNotFound for a key that was used already.
func (a *App) posted(w http.ResponseWriter, r *http.Request) (authoring.Original, error) {
	query := r.URL.Query()
	if key := query.Get("held"); key != "" {
		path, ok := a.work.dropped.take(key)
		if !ok {
			return authoring.Original{}, retro.Errorf(retro.CodeNotFound, "the dropped file is no longer held").WithHint("drop it again")
		}
		return fileOriginal(path), nil
	}
	body := http.MaxBytesReader(w, r.Body, maxUpload)
	original := authoring.Original{Name: query.Get("name"), Size: max(0, r.ContentLength), Open: func() (io.ReadCloser, error) { return body, nil }}
	// The page tells when a dropped file was last written, in milliseconds.
	if modified, err := strconv.ParseInt(query.Get("modified"), 10, 64); err == nil && modified > 0 {
		original.Modified = time.UnixMilli(modified)
	}
	return original, nil
}
