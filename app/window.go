//go:build !headless

package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	goruntime "runtime"
	"sync/atomic"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/afterword-app/afterword/backend/authoring"
)

// The smallest window in which every room has its place, in pixels.
const (
	minWidth  = 1024
	minHeight = 640
)

// saveGrace is how long a closing window may take to save what is being typed. A
// page that does not answer must not keep the window open.
const saveGrace = 3 * time.Second

// The window that says why there is no other, in pixels.
const (
	refusalWidth  = 640
	refusalHeight = 400
)

// OpenWindow shows the app over a service and returns when its window is closed.
func OpenWindow(service *authoring.Service, page fs.FS, icon []byte, info Info) error {
	desktop := &desktop{}
	window := New(service, desktop, desktop.notify, info)
	shown := frame(window, page, icon)
	shown.Width, shown.Height = 1440, 900
	shown.MinWidth, shown.MinHeight = minWidth, minHeight
	shown.OnStartup = func(ctx context.Context) {
		desktop.start(ctx)
		window.Start(ctx)
		keepPage()
		if dropsByPath {
			runtime.OnFileDrop(ctx, func(_, _ int, paths []string) { window.Drop(paths) })
		}
		go lookAfter(ctx, service)
	}
	shown.OnBeforeClose = desktop.beforeClose
	shown.DragAndDrop = &options.DragAndDrop{EnableFileDrop: dropsByPath}
	return show(shown)
}

// OpenRefusal shows in a small window why the library could not be opened, and
// returns when it is closed.
func OpenRefusal(page fs.FS, icon []byte, refused error) error {
	desktop := &desktop{}
	window := New(nil, desktop, desktop.notify, Info{Refused: refused})
	shown := frame(window, page, icon)
	shown.Width, shown.Height = refusalWidth, refusalHeight
	shown.OnStartup = func(ctx context.Context) {
		desktop.start(ctx)
		window.Start(ctx)
		keepPage()
	}
	return show(shown)
}

// frame is what all windows have in common.
func frame(window *App, page fs.FS, icon []byte) *options.App {
	return &options.App{
		Title:            "Afterword",
		BackgroundColour: options.NewRGB(0xfa, 0xf9, 0xf6),
		AssetServer: &assetserver.Options{
			Assets:     page,
			Handler:    window.Handler(),
			Middleware: Secure,
		},
		Bind:           window.Bound(),
		ErrorFormatter: formatError,
		Linux: &linux.Options{
			Icon:        icon,
			ProgramName: "afterword",
			// Wails' issue 2977: with the GPU the window stays blank on some drivers.
			WebviewGpuPolicy: linux.WebviewGpuPolicyNever,
		},
	}
}

func show(window *options.App) error {
	if err := wails.Run(window); err != nil {
		return fmt.Errorf("open the window: %w", err)
	}
	return nil
}

// dropsByPath says that the page cannot read what is dropped on it. Elsewhere than
// in WebKitGTK it can, and would get each file twice.
const dropsByPath = goruntime.GOOS == "linux"

// The library is copied and its history thinned out some time after the start,
// which has better things to do, and then for as long as the window stays open.
const (
	upkeepFirst = 10 * time.Second
	upkeepEvery = time.Hour
)

func lookAfter(ctx context.Context, service *authoring.Service) {
	for wait := upkeepFirst; ; wait = upkeepEvery {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
			// What fails now is tried again in an hour. Settings tell of a copy that failed.
			_ = service.KeepDailyCopy(ctx)
			_, _ = service.Tidy(ctx)
		}
	}
}

// formatError writes an error as JSON, because Wails makes a JavaScript Error of
// it, whose message can only be text. wails.ts reads it back.
func formatError(err error) any {
	data, marshalErr := json.Marshal(NewProblem(err))
	if marshalErr != nil {
		return err.Error()
	}
	return string(data)
}

// desktop is the Native of the real window.
type desktop struct {
	ctx     context.Context //nolint:containedctx // Wails' handle of the window
	closing atomic.Pointer[time.Timer]
	allowed atomic.Bool // the page has saved everything
}

func (d *desktop) start(ctx context.Context) { d.ctx = ctx }

// notice is the name of the only runtime event.
const notice = "notice"

func (d *desktop) notify(n Notice) {
	if d.ctx != nil {
		runtime.EventsEmit(d.ctx, notice, n)
	}
}

// beforeClose holds the window open until the page has saved and calls
// ReadyToClose, or calls KeepOpen, or until it has had its time.
func (d *desktop) beforeClose(context.Context) bool {
	if d.allowed.Load() {
		return false
	}
	if d.closing.Load() == nil {
		d.closing.Store(time.AfterFunc(saveGrace, d.close))
		d.notify(Notice{Kind: NoticeClosing})
	}
	return true
}

func (d *desktop) close() {
	d.allowed.Store(true)
	runtime.Quit(d.ctx)
}

func (d *desktop) ChooseFiles(_ context.Context, title string) ([]string, error) {
	paths, err := runtime.OpenMultipleFilesDialog(d.ctx, runtime.OpenDialogOptions{Title: title})
	if err != nil {
		return nil, fmt.Errorf("choose files: %w", err)
	}
	return paths, nil
}

func (d *desktop) ChooseFolder(_ context.Context, title string) (string, error) {
	path, err := runtime.OpenDirectoryDialog(d.ctx, runtime.OpenDialogOptions{Title: title, CanCreateDirectories: true})
	if err != nil {
		return "", fmt.Errorf("choose a folder: %w", err)
	}
	return path, nil
}

func (d *desktop) ChooseSavePath(_ context.Context, title, fileName string) (string, error) {
	path, err := runtime.SaveFileDialog(d.ctx, runtime.SaveDialogOptions{Title: title, DefaultFilename: fileName, CanCreateDirectories: true})
	if err != nil {
		return "", fmt.Errorf("choose a place to save: %w", err)
	}
	return path, nil
}

func (d *desktop) Confirm(_ context.Context, title, question string) (bool, error) {
	answer, err := runtime.MessageDialog(d.ctx, runtime.MessageDialogOptions{
		Type: runtime.QuestionDialog, Title: title, Message: question, DefaultButton: "No",
	})
	if err != nil {
		return false, fmt.Errorf("ask: %w", err)
	}
	return answer == "Yes", nil
}

func (d *desktop) OpenURL(_ context.Context, url string) { runtime.BrowserOpenURL(d.ctx, url) }

func (d *desktop) SetClipboard(_ context.Context, text string) error {
	if err := runtime.ClipboardSetText(d.ctx, text); err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	return nil
}

func (d *desktop) Quit(context.Context) { d.close() }

func (d *desktop) KeepOpen(context.Context) {
	if timer := d.closing.Swap(nil); timer != nil {
		timer.Stop()
	}
}
