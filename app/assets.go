package app

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// Bytes do not fit through calls, which are JSON: pictures come to the page and
// pastes come from it over this handler. It serves only hashes that the library
// knows as pictures, and it takes bytes only for a retrospective that exists.

// maxUpload bounds what the page may send at once, in bytes. Larger files come in
// by their path: through the native dialog, or dropped where Go learns it.
const maxUpload = 1 << 30

// contentPolicy lets the page load its own files, and nothing from anywhere
// else. blob: is a pasted picture on its way in.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
	"connect-src 'self' blob:; form-action 'none'; base-uri 'none'; frame-src 'none'; frame-ancestors 'none'; object-src 'none'"

// Secure adds the headers that every answer to the page carries.
func Secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", contentPolicy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}

// Handler serves pictures at /asset/HASH and /thumbnail/HASH as they are, at
// /asset/HASH/VIEW and /thumbnail/HASH/VIEW as an [authoring.PictureView] shows
// them, and takes POST /paste/RETROSPECTIVE, POST /debrief/RETROSPECTIVE,
// POST /page and POST /bundle.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, view := range []string{"", "/{view}"} {
		mux.HandleFunc("GET /asset/{hash}"+view, servePicture(a.service.Picture))
		mux.HandleFunc("GET /thumbnail/{hash}"+view, servePicture(a.service.Thumbnail))
	}
	mux.HandleFunc("POST /paste/{retrospective}", a.paste)
	mux.HandleFunc("POST /debrief/{retrospective}", a.bringToDebrief)
	mux.HandleFunc("POST /page", a.takePage)
	mux.HandleFunc("POST /bundle", a.takeBundle)
	return mux
}

func servePicture(find func(context.Context, retro.Hash, authoring.PictureView) ([]byte, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		hash := retro.Hash(r.PathValue("hash"))
		view, err := authoring.ParsePictureView(r.PathValue("view"))
		if err != nil || !isHash(hash) {
			http.NotFound(w, r)
			return
		}
		data, err := find(r.Context(), hash, view)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "private, max-age=31536000, immutable")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	}
}

func isHash(hash retro.Hash) bool {
	return len(hash) == 64 && strings.Trim(string(hash), "0123456789abcdef") == ""
}

func (a *App) paste(w http.ResponseWriter, r *http.Request) {
	id := retro.RetrospectiveID(r.PathValue("retrospective"))
	original, err := a.posted(w, r)
	if err != nil {
		refuse(w, err)
		return
	}
	ctx, done := a.cancellable(r.Context(), id)
	defer done()
	added, err := a.service.AddEvidence(ctx, id, []authoring.Original{original}, a.progress(id))
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, http.StatusOK, added)
}

// bringToDebrief is paste for the room of the debrief.
func (a *App) bringToDebrief(w http.ResponseWriter, r *http.Request) {
	id := retro.RetrospectiveID(r.PathValue("retrospective"))
	original, err := a.posted(w, r)
	if err != nil {
		refuse(w, err)
		return
	}
	ctx, done := a.cancellable(r.Context(), id)
	defer done()
	brought, err := a.service.BringToDebrief(ctx, id, original, -1, a.progress(id))
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, http.StatusOK, brought)
}

func refuse(w http.ResponseWriter, err error) {
	answer(w, http.StatusUnprocessableEntity, map[string]any{"error": NewProblem(err)})
}

func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value) // the page has gone; there is nobody to tell
}
