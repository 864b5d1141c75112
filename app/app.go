package app

import (
	"context"
	"sync"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
)

// Native is what only the desktop can do. A person who cancels a dialog is no
// error: the answer is empty.
type Native interface {
	ChooseFiles(ctx context.Context, title string) ([]string, error)
	ChooseFolder(ctx context.Context, title string) (string, error)
	ChooseSavePath(ctx context.Context, title, fileName string) (string, error)
	Confirm(ctx context.Context, title, question string) (bool, error)
	OpenURL(ctx context.Context, url string)
	SetClipboard(ctx context.Context, text string) error
	// Quit and KeepOpen answer a NoticeClosing.
	Quit(ctx context.Context)
	KeepOpen(ctx context.Context)
}

// Notice is something that Go tells the window unasked.
type Notice struct {
	Kind          NoticeKind            `json:"kind"`
	Retrospective retro.RetrospectiveID `json:"retrospective,omitempty"`
	Name          string                `json:"name"`
	Done          int64                 `json:"done"`  // bytes
	Total         int64                 `json:"total"` // bytes
	Glimpse       *authoring.Glimpse    `json:"glimpse,omitempty"`
	Files         []HeldFile            `json:"files,omitempty"`
}

// NoticeKind says what a notice is about.
type NoticeKind string

// The kinds of notice.
const (
	NoticeProgress NoticeKind = "progress" // an original is being read
	NoticeClosing  NoticeKind = "closing"  // save, then call Settings.ReadyToClose
	NoticeDropped  NoticeKind = "dropped"  // files were dropped on the window
)

// Info is what the window shows about itself.
type Info struct {
	Version     string
	LibraryPath string
	// Bundle is the file that the app was started with, "" for none.
	Bundle string
	// Refused is why the library could not be opened, nil where it was. The page
	// then shows that, and nothing else that it could call works.
	Refused error
}

// App is everything that the window can call.
type App struct {
	core
	Library   *Library
	Evidence  *Evidence
	Charts    *Charts
	Timeline  *Timeline
	Document  *Document
	Actions   *Actions
	Questions *Questions
	Debrief   *Debrief
	History   *History
	Sharing   *Sharing
	Merging   *Merging
	Settings  *Settings
}

// core is shared by all bound structs. It has no exported methods, so that none
// can be called from the page.
type core struct {
	service *authoring.Service
	native  Native
	notify  func(Notice)
	info    Info
	work    *work
}

// work holds what is running, so that it can be stopped, and what waits to be
// asked for.
type work struct {
	mu      sync.Mutex
	ctx     context.Context //nolint:containedctx // the lifetime of the window, which its calls do not carry
	running map[*context.CancelFunc]retro.RetrospectiveID
	dropped dropped
}

// New makes the window's structs over a service. notify must not block.
func New(service *authoring.Service, native Native, notify func(Notice), info Info) *App {
	c := core{
		service: service, native: native, notify: notify, info: info,
		work: &work{ctx: context.Background(), running: map[*context.CancelFunc]retro.RetrospectiveID{}},
	}
	return &App{
		core:      c,
		Library:   &Library{c},
		Evidence:  &Evidence{c},
		Charts:    &Charts{c},
		Timeline:  &Timeline{c},
		Document:  &Document{c},
		Actions:   &Actions{c},
		Questions: &Questions{c},
		Debrief:   &Debrief{c},
		History:   &History{c},
		Sharing:   &Sharing{c},
		Merging:   &Merging{c, &heldPage{}},
		Settings:  &Settings{c},
	}
}

// Bound lists the structs whose methods the page may call.
func (a *App) Bound() []any {
	return []any{a.Library, a.Evidence, a.Charts, a.Timeline, a.Document, a.Actions, a.Questions, a.Debrief, a.History, a.Sharing, a.Merging, a.Settings}
}

// Start gives the app the context that ends with the window.
func (a *App) Start(ctx context.Context) {
	a.work.mu.Lock()
	defer a.work.mu.Unlock()
	a.work.ctx = ctx
}

// context returns the context of a call from the page.
func (c core) context() context.Context {
	c.work.mu.Lock()
	defer c.work.mu.Unlock()
	return c.work.ctx
}

// cancellable returns a context that stop ends, and a function to call when the
// work is done.
func (c core) cancellable(ctx context.Context, id retro.RetrospectiveID) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	c.work.mu.Lock()
	defer c.work.mu.Unlock()
	c.work.running[&cancel] = id
	return ctx, func() {
		cancel()
		c.work.mu.Lock()
		defer c.work.mu.Unlock()
		delete(c.work.running, &cancel)
	}
}

// stop ends the cancellable work on a retrospective.
func (c core) stop(id retro.RetrospectiveID) {
	c.work.mu.Lock()
	defer c.work.mu.Unlock()
	for cancel, of := range c.work.running {
		if of == id {
			(*cancel)()
		}
	}
}
