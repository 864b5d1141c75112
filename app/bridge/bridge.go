package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/afterword-app/afterword/app"
	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite"
)

// serve runs the bridge until ctx ends. It prints one line of JSON with its url
// and token as soon as it answers. The arguments are flags: the library, the page,
// the port, and where the save dialog saves without asking.
func serve(ctx context.Context, args []string, out io.Writer, clock retro.Clock) error {
	flags := flag.NewFlagSet("bridge", flag.ContinueOnError)
	library := flags.String("library", "afterword.db", "library file")
	page := flags.String("page", "frontend/dist", "folder of the built page")
	port := flags.Int("port", 0, "port, 0 for any")
	save := flags.String("save", os.TempDir(), "folder that dialogs choose")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("read arguments: %w", err)
	}
	db, err := sqlite.Open(ctx, *library, sqlite.Options{Clock: clock, OpenText: authoring.OpenText})
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck,contextcheck // the tests throw the library away

	token := rand.Text()
	notices := &hub{listeners: map[chan app.Notice]bool{}}
	service := authoring.New(db, clock, retro.NewIDs(rand.Reader))
	window := app.New(service, &browser{folder: *save}, notices.send, app.Info{Version: version, LibraryPath: *library})
	window.Start(ctx)

	mux := http.NewServeMux()
	mux.Handle("/asset/", window.Handler())
	mux.Handle("/thumbnail/", window.Handler())
	for _, path := range []string{"/paste/", "/debrief/", "/page", "/bundle"} {
		mux.Handle(path, requireToken(token, window.Handler()))
	}
	mux.Handle("GET /bridge/notices", requireToken(token, notices))
	mux.Handle("POST /bridge/{noun}/{method}", requireToken(token, calls(window)))
	mux.Handle("/", servePage(os.DirFS(*page), token))

	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", fmt.Sprintf("127.0.0.1:%d", *port))
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	server := &http.Server{Handler: app.Secure(mux), ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := json.NewEncoder(out).Encode(map[string]string{"url": "http://" + listener.Addr().String() + "/", "token": token}); err != nil {
		return fmt.Errorf("print address: %w", err)
	}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

func requireToken(token string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Afterword-Token") != token && r.URL.Query().Get("token") != token {
			http.Error(w, "no token", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// servePage serves the built page; its index names the bridge and the token.
func servePage(page fs.FS, token string) http.Handler {
	files := http.FileServerFS(page)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" && r.URL.Path != "/index.html" {
			files.ServeHTTP(w, r)
			return
		}
		index, err := fs.ReadFile(page, "index.html")
		if err != nil {
			http.Error(w, "the frontend is not built", http.StatusInternalServerError)
			return
		}
		meta := `<head><meta name="afterword-bridge" content="` + html.EscapeString(token) + `">`
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, strings.Replace(string(index), "<head>", meta, 1))
	})
}

// calls answers POST /bridge/Noun/Method with a JSON list of arguments.
func calls(window *app.App) http.Handler {
	nouns := map[string]reflect.Value{}
	for _, bound := range window.Bound() {
		value := reflect.ValueOf(bound)
		nouns[value.Elem().Type().Name()] = value
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		result, err := call(nouns[r.PathValue("noun")], r.PathValue("method"), r.Body)
		w.Header().Set("Content-Type", "application/json")
		answer := map[string]any{"result": result}
		if err != nil {
			answer = map[string]any{"error": app.NewProblem(err)}
		}
		_ = json.NewEncoder(w).Encode(answer)
	})
}

func call(noun reflect.Value, name string, body io.Reader) (any, error) {
	if !noun.IsValid() || !noun.MethodByName(name).IsValid() {
		return nil, retro.Errorf(retro.CodeNotFound, "no method %q", name)
	}
	method := noun.MethodByName(name)
	var raw []json.RawMessage
	if err := json.NewDecoder(body).Decode(&raw); err != nil {
		return nil, retro.Errorf(retro.CodeInvalid, "arguments are not a JSON list: %w", err)
	}
	if len(raw) != method.Type().NumIn() {
		return nil, retro.Errorf(retro.CodeInvalid, "%s takes %d arguments, not %d", name, method.Type().NumIn(), len(raw))
	}
	arguments := make([]reflect.Value, len(raw))
	for i := range raw {
		argument := reflect.New(method.Type().In(i))
		if err := json.Unmarshal(raw[i], argument.Interface()); err != nil {
			return nil, retro.Errorf(retro.CodeInvalid, "argument %d of %s: %w", i+1, name, err)
		}
		arguments[i] = argument.Elem()
	}
	var result any
	for _, value := range method.Call(arguments) {
		if err, ok := reflect.TypeAssert[error](value); ok {
			return nil, err
		}
		if value.Type() != reflect.TypeFor[error]() {
			result = value.Interface()
		}
	}
	return result, nil
}

// hub passes notices on to every page that listens, as server-sent events. A
// page that does not keep up loses notices; they only show progress.
type hub struct {
	mu        sync.Mutex
	listeners map[chan app.Notice]bool
}

func (h *hub) send(n app.Notice) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for listener := range h.listeners {
		select {
		case listener <- n:
		default:
		}
	}
}

func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	listener := make(chan app.Notice, 64)
	h.mu.Lock()
	h.listeners[listener] = true
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		delete(h.listeners, listener)
		h.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	flusher := http.NewResponseController(w)
	_ = flusher.Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case n := <-listener:
			data, err := json.Marshal(n)
			if err != nil {
				return
			}
			if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil || flusher.Flush() != nil {
				return
			}
		}
	}
}
